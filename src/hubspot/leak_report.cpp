#include "hubspot/leak_report.h"

#include "base/time_text.h"
#include "base/write_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace hubwatch {

namespace {

constexpr int mostNamesTried = 100;

QString minuteOf(TimePoint at)
{
    return utcText(at).left(16).replace(u'T', u' ') + QStringLiteral(" UTC");
}

/// One line of Markdown that means what it says: no line ends, and nothing that a table or HTML takes for its own.
QString markdownText(const QString &text)
{
    QString line = text.simplified();
    line.replace(u'\\', QStringLiteral("\\\\"));
    line.replace(u'|', QStringLiteral("\\|"));
    line.replace(u'<', QStringLiteral("&lt;"));
    return line;
}

/// What a person typed, without tokens: a pasted one must not come to rest in a file.
QString withoutPastedTokens(QString text)
{
    static const QRegularExpression token(QStringLiteral(
        "\\b(?:pat-)?[a-z]{2}[0-9]{1,3}-(?:[0-9A-Za-z]{4,}-){3,}[0-9A-Za-z]{6,}\\b|\\bC[A-Za-z0-9_-]{60,}|"
        "\\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\\b"));
    return text.replace(token, QStringLiteral("[redacted]"));
}

QString safeFileWord(const QString &word)
{
    QString safe;
    for (const QChar c : word) {
        const bool plain
            = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
        safe += plain ? c : QChar(u'_');
    }
    return safe.left(60);
}

QString stampOf(TimePoint at)
{
    QString stamp = utcText(at).left(19);
    stamp.remove(u'-').remove(u':');
    return stamp + u'Z';
}

tl::unexpected<Error> storageError(const QFile &file, const char *what)
{
    return fail(
        Error::Kind::Storage,
        QStringLiteral("%1: could not be %2: %3").arg(file.fileName(), QLatin1StringView(what), file.errorString()));
}

QString eventRow(const SecurityEvent &event)
{
    return QStringLiteral("| %1 | %2 | %3 | %4 | %5 |\n")
        .arg(minuteOf(event.at), markdownText(event.type), markdownText(event.user),
             markdownText(event.ip + (event.location.isEmpty() ? QString() : QStringLiteral(" ") + event.location)),
             markdownText(event.object));
}

} // namespace

QString leakMarkdown(const LeakFindings &findings)
{
    QString text = QStringLiteral("# Leak drill: %1\n\n").arg(markdownText(findings.account));
    text += QStringLiteral("Begun %1. Credential %2; the secret itself stands nowhere in this file.\n\n")
                .arg(minuteOf(findings.at), markdownText(findings.fingerprint));
    text += QStringLiteral("## What to do, in this order\n\n");
    for (qsizetype i = 0; i < findings.steps.size(); ++i)
        text += QStringLiteral("%1. %2\n").arg(i + 1).arg(markdownText(findings.steps[i]));
    text += QStringLiteral("\n## Last uses known here\n\n");
    for (const QString &use : findings.lastUses)
        text += QStringLiteral("- %1\n").arg(markdownText(use));
    if (findings.lastUses.isEmpty())
        text += QStringLiteral("None.\n");
    text += QStringLiteral("\n## Security activity of the last 30 days\n\n");
    if (!findings.eventsProblem.isEmpty())
        text += markdownText(findings.eventsProblem) + QStringLiteral("\n\n");
    if (!findings.events.empty())
        text += QStringLiteral("| when | what | who | from | object |\n|---|---|---|---|---|\n");
    else if (findings.eventsProblem.isEmpty())
        text += QStringLiteral("HubSpot tells of none.\n");
    for (const SecurityEvent &event : findings.events)
        text += eventRow(event);
    return text + QStringLiteral("\n## Notes\n\n");
}

Result<QString> writeLeakReport(const QString &folder, const LeakFindings &findings)
{
    if (!QDir().mkpath(folder))
        return fail(Error::Kind::Storage, QStringLiteral("%1: the folder could not be made").arg(folder));
    const QString base
        = QStringLiteral("%1/leak-drill-%2-%3").arg(folder, safeFileWord(findings.account), stampOf(findings.at));
    for (int number = 1; number <= mostNamesTried; ++number) {
        QFile file(number == 1 ? base + QStringLiteral(".md") : QStringLiteral("%1-%2.md").arg(base).arg(number));
        if (file.exists())
            continue;
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
            return storageError(file, "opened");
        const QByteArray text = leakMarkdown(findings).toUtf8();
        if (file.write(text) != text.size() || !file.flush())
            return storageError(file, "written");
        return file.fileName();
    }
    return fail(Error::Kind::Storage,
                QStringLiteral("%1.md: there are already %2 reports of this second").arg(base).arg(mostNamesTried));
}

Result<void> appendLeakNote(const QString &path, const QString &what, TimePoint at)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!name.startsWith(u"leak-drill-") || !name.endsWith(u".md") || !file.exists())
        return fail(Error::Kind::Storage, QStringLiteral("%1: is no report of a leak drill").arg(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly))
        return storageError(file, "opened");
    const QByteArray line
        = QStringLiteral("- %1: %2\n").arg(minuteOf(at), markdownText(withoutPastedTokens(what))).toUtf8();
    if (file.write(line) != line.size() || !file.flush())
        return storageError(file, "written");
    return {};
}

} // namespace hubwatch
