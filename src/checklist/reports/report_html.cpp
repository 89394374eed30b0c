#include "base/time_text.h"
#include "checklist/reports/report_parts.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr std::size_t mostFactRows = 40;
constexpr std::size_t mostFindingRows = 40;
constexpr qsizetype longestRowWords = 220;

/// Tables and plain rules: the same text becomes a PDF through QTextDocument, which knows no more.
constexpr char16_t htmlStyle[] = uR"(
@page { size: A4; margin: 12mm 14mm; }
body { font-family: Inter, "Noto Sans", "Segoe UI", Helvetica, Arial, sans-serif; font-size: 9.5pt; color: #1c2733;
  background-color: #ffffff; margin: 24px auto; max-width: 1080px; }
h1 { font-size: 17pt; margin: 0 0 4px 0; }
h2 { font-size: 13pt; margin: 24px 0 8px 0; }
h2.details { page-break-before: always; }
h3 { font-size: 11pt; margin: 18px 0 4px 0; }
p { margin: 2px 0 4px 0; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; }
td, th { text-align: left; vertical-align: top; padding: 3px 10px 3px 0; border-bottom: 1px solid #d6dde4;
  font-weight: normal; }
th { color: #5b6b7a; }
th.group { color: #1c2733; font-weight: bold; padding-top: 9px; }
td.mark, span.mark { white-space: nowrap; }
td.evidence { color: #5b6b7a; white-space: nowrap; }
code { font-family: "Noto Sans Mono", Consolas, monospace; font-size: 9pt; overflow-wrap: anywhere; }
.quiet { color: #5b6b7a; }
.pass { color: #1a7f4b; }
.warn { color: #8a5a00; }
.fail { color: #c0262d; }
.error { color: #7a3ea8; }
@media print {
  body { font-size: 8.5pt; margin: 0; max-width: none; }
  h1 { font-size: 14pt; }
  h2 { font-size: 11pt; }
  h3 { font-size: 9.5pt; }
  code { font-size: 7.5pt; }
  td, th { padding-top: 1.5px; padding-bottom: 1.5px; }
  th.group { padding-top: 5px; }
  tr { page-break-inside: avoid; }
}
)";

QString htmlText(const QString &text)
{
    return text.toHtmlEscaped();
}

QString htmlMarkClass(ReportMark mark)
{
    switch (mark) {
    case ReportMark::Pass: return QStringLiteral("pass");
    case ReportMark::Warn: return QStringLiteral("warn");
    case ReportMark::Fail: return QStringLiteral("fail");
    case ReportMark::Error:
    case ReportMark::NotRun: return QStringLiteral("error");
    case ReportMark::NotApplicable:
    case ReportMark::Waived:
    case ReportMark::NotAsked: return QStringLiteral("quiet");
    }
    Q_UNREACHABLE();
}

QString htmlMark(ReportMark mark, const QString &words)
{
    return QStringLiteral("<span class=\"mark %1\">%2 %3</span>")
        .arg(htmlMarkClass(mark), reportMarkShape(mark), htmlText(words));
}

QString htmlQuiet(const QString &words)
{
    return words.isEmpty() ? QString() : QStringLiteral("<br><span class=\"quiet\">%1</span>").arg(htmlText(words));
}

QString htmlParagraph(const QString &words, const QString &name = {})
{
    if (words.isEmpty())
        return {};
    const QString title = name.isEmpty() ? QString() : QStringLiteral("<b>%1</b> ").arg(name);
    return QStringLiteral("<p>%1%2</p>\n").arg(title, htmlText(words));
}

QString htmlShortened(const QString &words)
{
    return words.size() <= longestRowWords ? words : words.left(longestRowWords - 1) + u'…';
}

QString htmlCounts(const Readiness &readiness)
{
    const ReadinessCounts counts = countsOf(readiness);
    QStringList parts{QStringLiteral("<b>%1 of %2 pass</b>").arg(counts.pass).arg(counts.all)};
    const auto add = [&parts](int count, ReportMark mark) {
        if (count > 0)
            parts += htmlMark(mark, QStringLiteral("%1 %2").arg(count).arg(reportMarkWord(mark)));
    };
    add(counts.warn, ReportMark::Warn);
    add(counts.fail, ReportMark::Fail);
    add(counts.error, ReportMark::Error);
    add(counts.notRun, ReportMark::NotRun);
    add(counts.notApplicable, ReportMark::NotApplicable);
    add(counts.waived, ReportMark::Waived);
    return QStringLiteral("<p>%1</p>\n").arg(parts.join(QStringLiteral(" &#160; ")));
}

QString htmlItemRow(const ItemStanding &standing, const Readiness &readiness)
{
    const ReportMark mark = reportMark(standing);
    const QString change = changeWords(standing);
    return QStringLiteral(
               "<tr><td class=\"mark\" width=\"13%\">%1</td><td width=\"27%\">%2</td><td width=\"43%\">%3%4%5</td>"
               "<td class=\"evidence\" width=\"17%\">%6</td></tr>\n")
        .arg(htmlMark(mark, reportMarkWord(mark)), htmlText(standing.item.title),
             htmlText(htmlShortened(standing.verdict.words)),
             change.isEmpty() ? QString() : QStringLiteral(" <b>(%1)</b>").arg(htmlText(change)),
             htmlQuiet(waiverWords(standing)), htmlText(evidenceWords(standing.verdict, readiness)));
}

QString htmlItems(const Readiness &readiness)
{
    QString table = QStringLiteral("<table>\n");
    for (const QString &group : groupsOf(readiness)) {
        table += QStringLiteral("<tr><th class=\"group\" colspan=\"4\">%1</th></tr>\n").arg(htmlText(group));
        for (const ItemStanding &standing : readiness.items)
            if (standing.item.group == group)
                table += htmlItemRow(standing, readiness);
    }
    return table + QStringLiteral("</table>\n");
}

QString htmlMore(std::size_t left, int columns)
{
    return left == 0
        ? QString()
        : QStringLiteral("<tr><td class=\"quiet\" colspan=\"%1\">and %2 more</td></tr>\n").arg(columns).arg(left);
}

QString htmlFacts(const std::vector<Fact> &facts)
{
    if (facts.empty())
        return {};
    QString table = QStringLiteral("<table>\n<tr><th>looked at</th><th>expected</th><th>got</th><th></th></tr>\n");
    const std::size_t shown = std::min(facts.size(), mostFactRows);
    for (std::size_t at = 0; at < shown; ++at) {
        const Fact &fact = facts[at];
        const QString mark = fact.outcome
            ? htmlMark(reportMark({.verdict = {.outcome = *fact.outcome}}), outcomeWord(*fact.outcome))
            : QString();
        table += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td class=\"mark\">%4</td></tr>\n")
                     .arg(htmlText(fact.name), htmlText(fact.expected), htmlText(fact.got), mark);
    }
    return table + htmlMore(facts.size() - shown, 4) + QStringLiteral("</table>\n");
}

QString htmlFindings(const Evidence &evidence)
{
    if (evidence.findings.empty())
        return {};
    QString table = QStringLiteral("<table>\n<tr><th>where</th><th>what</th><th>found</th></tr>\n");
    const std::size_t shown = std::min(evidence.findings.size(), mostFindingRows);
    for (std::size_t at = 0; at < shown; ++at) {
        const Finding &finding = evidence.findings[at];
        table += QStringLiteral("<tr><td><code>%1</code></td><td>%2</td><td><code>%3</code></td></tr>\n")
                     .arg(htmlText(findingPlace(finding)), htmlText(finding.text), htmlText(finding.shown));
    }
    const std::size_t left
        = evidence.findings.size() - shown + std::size_t(std::max<qsizetype>(0, evidence.findingsLeftOut));
    return table + htmlMore(left, 3) + QStringLiteral("</table>\n");
}

QString htmlDetails(const ItemStanding &standing)
{
    const Evidence &evidence = standing.verdict.evidence;
    const ReportMark mark = reportMark(standing);
    QString text = QStringLiteral("<h3>%1</h3>\n<p>%2 &#160; %3</p>\n")
                       .arg(htmlText(standing.item.title), htmlMark(mark, reportMarkWord(mark)),
                            htmlText(standing.verdict.words));
    text += htmlParagraph(waiverWords(standing));
    text += htmlParagraph(meaningWords(standing), QStringLiteral("It means:"));
    text += htmlFacts(evidence.facts) + htmlFindings(evidence);
    for (const QString &note : evidence.notes)
        text += htmlParagraph(note);
    text += htmlParagraph(standing.item.why, QStringLiteral("Why it matters:"));
    text += htmlParagraph(standing.item.effort.isEmpty()
                              ? standing.item.remedy
                              : QStringLiteral("%1 (%2)").arg(standing.item.remedy, standing.item.effort),
                          QStringLiteral("Remedy:"));
    text += htmlParagraph(standing.owner, QStringLiteral("Owner:"));
    QStringList origin;
    if (!evidence.source.isEmpty())
        origin += evidence.source;
    origin += QStringLiteral("measured %1").arg(utcText(evidence.at));
    if (evidence.staleAt)
        origin += QStringLiteral("good until %1").arg(utcText(*evidence.staleAt));
    origin += QStringLiteral("SHA-256 %1").arg(evidence.hash);
    return text
        + QStringLiteral("<p class=\"quiet\"><code>%1</code></p>\n").arg(htmlText(origin.join(QStringLiteral(" · "))));
}

} // namespace

QByteArray htmlReport(const Readiness &readiness)
{
    const QString title = readinessTitle(readiness);
    const ReportMark mark = isReady(readiness) ? ReportMark::Pass : ReportMark::Fail;
    QString page = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                  "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%1</title>\n"
                                  "<style>%2</style>\n</head>\n<body>\n<h1>%3</h1>\n")
                       .arg(htmlText(title), QString::fromUtf16(htmlStyle), htmlMark(mark, title));
    page += htmlCounts(readiness);
    page += QStringLiteral("<p class=\"quiet\">%1</p>\n").arg(htmlText(readinessSurroundings(readiness)));
    page += htmlParagraph(baselineWords(readiness));
    page += htmlItems(readiness);
    const auto isOpen = [](const ItemStanding &standing) { return needsDetails(standing); };
    if (std::ranges::any_of(readiness.items, isOpen)) {
        page += QStringLiteral("<h2 class=\"details\">What does not pass</h2>\n");
        for (const ItemStanding &standing : readiness.items)
            if (isOpen(standing))
                page += htmlDetails(standing);
    }
    return (page + QStringLiteral("</body>\n</html>\n")).toUtf8();
}

} // namespace hubwatch
