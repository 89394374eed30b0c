#include "checklist/probes/own_checks.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace hubwatch {

namespace {

constexpr qint64 mostFileBytes = 1'000'000;

Verdict fileVerdict(const ChecklistItem &item, Outcome outcome, const QString &words)
{
    Verdict verdict{.item = item.id, .outcome = outcome, .words = words};
    verdict.evidence.source = optionOfItem(item, "path");
    return verdict;
}

Finding findingAt(const QString &file, const QString &text, const QRegularExpressionMatch &match)
{
    const QString before = text.first(match.capturedStart());
    const int line = int(before.count(u'\n')) + 1;
    const int column = int(match.capturedStart() - (before.lastIndexOf(u'\n') + 1)) + 1;
    return {.rule = QStringLiteral("own"),
            .file = file,
            .line = line,
            .column = column,
            .endColumn = column + int(match.captured().section(u'\n', 0, 0).size()),
            .text = QStringLiteral("Holds what it must not."),
            .shown = tamed(match.captured())};
}

Verdict judgedText(const ChecklistItem &item, const QString &text)
{
    const QString path = optionOfItem(item, "path");
    const QString contains = optionOfItem(item, "contains");
    const QString lacks = optionOfItem(item, "lacks");
    Verdict verdict = fileVerdict(item, Outcome::Pass, QStringLiteral("%1 is as it should be").arg(path));
    std::vector<Fact> &facts = verdict.evidence.facts;
    const auto look = [&](const QString &pattern) {
        return QRegularExpression(pattern, QRegularExpression::MultilineOption).match(text);
    };
    if (!contains.isEmpty()) {
        const QRegularExpressionMatch match = look(contains);
        if (!match.isValid())
            return fileVerdict(item, Outcome::Error, QStringLiteral("contains: the expression is too hard to match"));
        facts.push_back({.name = QStringLiteral("contains"),
                         .expected = contains,
                         .got = match.hasMatch() ? QStringLiteral("found") : QStringLiteral("not found"),
                         .outcome = match.hasMatch() ? Outcome::Pass : Outcome::Fail});
        if (!match.hasMatch())
            verdict.words = QStringLiteral("%1 holds nothing that matches \"%2\"").arg(path, contains);
    }
    if (!lacks.isEmpty()) {
        const QRegularExpressionMatch match = look(lacks);
        if (!match.isValid())
            return fileVerdict(item, Outcome::Error, QStringLiteral("lacks: the expression is too hard to match"));
        facts.push_back({.name = QStringLiteral("lacks"),
                         .expected = lacks,
                         .got = match.hasMatch() ? QStringLiteral("found") : QStringLiteral("not found"),
                         .outcome = match.hasMatch() ? Outcome::Fail : Outcome::Pass});
        if (match.hasMatch()) {
            verdict.evidence.findings = {findingAt(path, text, match)};
            verdict.words = QStringLiteral("%1:%2 holds what matches \"%3\"")
                                .arg(path)
                                .arg(verdict.evidence.findings.front().line)
                                .arg(lacks);
        }
    }
    verdict.outcome = worstOf(facts);
    return verdict;
}

} // namespace

Verdict judgeOwnFile(const ChecklistItem &item, const QString &repository)
{
    const QString path = optionOfItem(item, "path");
    const QFileInfo root(repository);
    if (!root.isDir())
        return fileVerdict(item, Outcome::Error, QStringLiteral("repository: there is no such folder"));
    const QFileInfo info(QDir(repository).filePath(path));
    const bool isThere = info.exists() || info.isSymLink();
    if (optionOfItem(item, "exists") == QLatin1StringView("false")) {
        Verdict verdict = fileVerdict(item, isThere ? Outcome::Fail : Outcome::Pass,
                                      isThere ? QStringLiteral("%1 is there").arg(path)
                                              : QStringLiteral("%1 is not there, as expected").arg(path));
        verdict.evidence.facts = {{.name = path,
                                   .expected = QStringLiteral("absent"),
                                   .got = isThere ? QStringLiteral("present") : QStringLiteral("absent"),
                                   .outcome = verdict.outcome}};
        return verdict;
    }
    const Fact present{.name = path,
                       .expected = QStringLiteral("present"),
                       .got = isThere ? QStringLiteral("present") : QStringLiteral("absent"),
                       .outcome = isThere ? Outcome::Pass : Outcome::Fail};
    Verdict verdict
        = fileVerdict(item, *present.outcome,
                      isThere ? QStringLiteral("%1 is there").arg(path) : QStringLiteral("%1 is not there").arg(path));
    if (isThere && (!optionOfItem(item, "contains").isEmpty() || !optionOfItem(item, "lacks").isEmpty())) {
        const QString real = info.canonicalFilePath();
        if (!real.startsWith(root.canonicalFilePath() + u'/'))
            return fileVerdict(item, Outcome::Error, QStringLiteral("%1 leads out of the repository").arg(path));
        QFile file(real);
        if (info.isDir() || !file.open(QIODevice::ReadOnly))
            return fileVerdict(item, Outcome::Error, QStringLiteral("%1 cannot be read").arg(path));
        const QByteArray bytes = file.read(mostFileBytes + 1);
        if (bytes.size() > mostFileBytes)
            return fileVerdict(item, Outcome::Error, QStringLiteral("%1 is larger than 1 MB").arg(path));
        if (bytes.contains('\0'))
            return fileVerdict(item, Outcome::Error, QStringLiteral("%1 is no text").arg(path));
        verdict = judgedText(item, QString::fromUtf8(bytes));
    }
    verdict.evidence.facts.insert(verdict.evidence.facts.begin(), present);
    return verdict;
}

} // namespace hubwatch
