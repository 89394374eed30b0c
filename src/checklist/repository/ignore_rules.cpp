#include "checklist/repository/ignore_rules.h"

#include "checklist/repository/dotenv_name.h"
#include "hubspot/token_text.h"

#include <QFile>
#include <map>
#include <utility>

namespace hubwatch {

namespace {

QString ignoreShown(const QString &text)
{
    return withoutTokens(text.left(200));
}

} // namespace

bool IgnoreAnswer::isShared() const
{
    return !source.startsWith(u'/') && (source == u".gitignore" || source.endsWith(u"/.gitignore"));
}

std::vector<IgnoreAnswer> ignoreAnswers(const QByteArray &output)
{
    const QList<QByteArray> parts = output.split('\0');
    std::vector<IgnoreAnswer> answers;
    for (qsizetype i = 0; i + 3 < parts.size(); i += 4)
        answers.push_back({.path = QFile::decodeName(parts[i + 3]),
                           .source = QFile::decodeName(parts[i]),
                           .line = QString::fromLatin1(parts[i + 1]),
                           .pattern = QFile::decodeName(parts[i + 2])});
    return answers;
}

QStringList dotenvNames()
{
    return {QStringLiteral(".env"), QStringLiteral(".env.local"), QStringLiteral(".env.production"),
            QStringLiteral(".env.development"), QStringLiteral(".env.staging")};
}

Fact ignoreFact(const IgnoreAnswer &answer, const QSet<QString> &tracked)
{
    const bool isMain = answer.path.endsWith(u"/.env") || answer.path == u".env";
    Fact fact{.name = answer.path, .expected = QStringLiteral("ignored by a .gitignore that is tracked")};
    const QString rule
        = QStringLiteral("%1:%2: %3").arg(ignoreShown(answer.source), answer.line, ignoreShown(answer.pattern));
    if (!answer.isIgnored()) {
        fact.got
            = answer.source.isEmpty() ? QStringLiteral("not ignored") : QStringLiteral("not ignored, by %1").arg(rule);
        fact.outcome = isMain ? Outcome::Fail : Outcome::Warn;
    } else if (!answer.isShared()) {
        fact.got = QStringLiteral("ignored on this machine only, by %1").arg(rule);
        fact.outcome = Outcome::Warn;
    } else if (!tracked.contains(answer.source)) {
        fact.got = QStringLiteral("ignored by %1, a file that git does not track yet").arg(rule);
        fact.outcome = Outcome::Warn;
    } else {
        fact.got = QStringLiteral("ignored by %1").arg(rule);
        fact.outcome = Outcome::Pass;
    }
    return fact;
}

std::vector<std::pair<QString, QString>> addedDotenvs(const QByteArray &output)
{
    std::map<QString, QString> added;
    QString commit;
    bool isCommit = false; // two NULs announce one
    for (const QByteArray &part : output.split('\0')) {
        if (part.isEmpty()) {
            isCommit = true;
            continue;
        }
        const QString text = QFile::decodeName(part.startsWith('\n') ? part.mid(1) : part);
        if (std::exchange(isCommit, false))
            commit = text;
        else if (isDotenvPath(text))
            added[text] = commit; // newest first: the last one stays
    }
    return {added.begin(), added.end()};
}

} // namespace hubwatch
