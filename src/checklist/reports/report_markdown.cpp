#include "checklist/reports/report_parts.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// Text within a cell of a table on GitHub: nothing in it makes a link, a tag, a cell or calls a person.
QString markdownCell(const QString &text)
{
    QString safe;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar sign = text[at];
        if (QStringView(u"\\`*_{}[]<>()#+!|~&$").contains(sign))
            safe += u'\\';
        safe += sign;
        const bool mentions = sign == u'@' && (at == 0 || !text[at - 1].isLetterOrNumber());
        if (mentions || (sign == u':' && text.mid(at, 3) == QLatin1StringView("://")))
            safe += QChar(0x200B);
    }
    return safe;
}

QString markdownRow(const QStringList &cells)
{
    return QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
}

QString markdownMark(ReportMark mark)
{
    return QStringLiteral("%1 %2").arg(reportMarkShape(mark), reportMarkWord(mark));
}

QString markdownWords(const ItemStanding &standing)
{
    QString words = markdownCell(standing.verdict.words);
    if (const QString change = changeWords(standing); !change.isEmpty())
        words += QStringLiteral(" **%1**").arg(markdownCell(change));
    if (const QString waiver = waiverWords(standing); !waiver.isEmpty())
        words += QStringLiteral("<br>") + markdownCell(waiver);
    return words;
}

QString markdownDetails(const ItemStanding &standing)
{
    constexpr std::size_t most = 20;
    const Evidence &evidence = standing.verdict.evidence;
    QString text = QStringLiteral("\n### %1\n\n%2: %3\n")
                       .arg(markdownCell(standing.item.title), markdownMark(reportMark(standing)),
                            markdownCell(standing.verdict.words));
    if (!evidence.facts.empty()) {
        text += QStringLiteral("\n| Looked at | Expected | Got | |\n| --- | --- | --- | --- |\n");
        for (std::size_t at = 0; at < std::min(evidence.facts.size(), most); ++at) {
            const Fact &fact = evidence.facts[at];
            text += markdownRow({markdownCell(fact.name), markdownCell(fact.expected), markdownCell(fact.got),
                                 fact.outcome ? outcomeWord(*fact.outcome) : QString()});
        }
    }
    if (!evidence.findings.empty()) {
        text += QStringLiteral("\n| Where | What | Found |\n| --- | --- | --- |\n");
        for (std::size_t at = 0; at < std::min(evidence.findings.size(), most); ++at) {
            const Finding &finding = evidence.findings[at];
            text += markdownRow(
                {markdownCell(findingPlace(finding)), markdownCell(finding.text), markdownCell(finding.shown)});
        }
    }
    const std::size_t left = (evidence.facts.size() > most ? evidence.facts.size() - most : 0)
        + (evidence.findings.size() > most ? evidence.findings.size() - most : 0)
        + std::size_t(std::max<qsizetype>(0, evidence.findingsLeftOut));
    if (left > 0)
        text += QStringLiteral("\n%1 more rows are in the JSON report or were left out.\n").arg(left);
    for (const QString &note : evidence.notes)
        text += QStringLiteral("\n%1\n").arg(markdownCell(note));
    if (!standing.item.remedy.isEmpty())
        text += QStringLiteral("\nRemedy%1: %2\n")
                    .arg(standing.item.effort.isEmpty()
                             ? QString()
                             : QStringLiteral(" (%1)").arg(markdownCell(standing.item.effort)),
                         markdownCell(standing.item.remedy));
    return text;
}

} // namespace

QByteArray markdownReport(const Readiness &readiness)
{
    QString text = QStringLiteral("# %1\n\n%2\n\n%3\n")
                       .arg(markdownCell(readinessTitle(readiness)), countsText(countsOf(readiness)),
                            markdownCell(readinessSurroundings(readiness)));
    if (const QString words = baselineWords(readiness); !words.isEmpty())
        text += QStringLiteral("\n%1\n").arg(markdownCell(words));
    for (const QString &group : groupsOf(readiness)) {
        text += QStringLiteral("\n## %1\n\n| Verdict | Item | Measured | Evidence |\n| --- | --- | --- | --- |\n")
                    .arg(markdownCell(group));
        for (const ItemStanding &standing : readiness.items)
            if (standing.item.group == group)
                text
                    += markdownRow({markdownMark(reportMark(standing)), markdownCell(standing.item.title),
                                    markdownWords(standing), markdownCell(evidenceWords(standing.verdict, readiness))});
    }
    for (const ItemStanding &standing : readiness.items)
        if (needsDetails(standing))
            text += markdownDetails(standing);
    return text.toUtf8();
}

} // namespace hubwatch
