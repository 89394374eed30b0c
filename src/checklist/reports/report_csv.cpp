#include "base/time_text.h"
#include "batch/csv/csv_writer.h"
#include "checklist/reports/report_parts.h"

namespace hubwatch {

namespace {

QString csvYesOrNo(bool yes)
{
    return yes ? QStringLiteral("yes") : QStringLiteral("no");
}

} // namespace

QByteArray csvReport(const Readiness &readiness)
{
    QByteArray text
        = csvLine({QStringLiteral("service"),  QStringLiteral("level"),       QStringLiteral("group"),
                   QStringLiteral("item"),     QStringLiteral("title"),       QStringLiteral("verdict"),
                   QStringLiteral("outcome"),  QStringLiteral("holds_back"),  QStringLiteral("words"),
                   QStringLiteral("evidence"), QStringLiteral("measured_at"), QStringLiteral("stale_at"),
                   QStringLiteral("source"),   QStringLiteral("sha256"),      QStringLiteral("owner"),
                   QStringLiteral("change"),   QStringLiteral("waiver"),      QStringLiteral("waiver_until"),
                   QStringLiteral("remedy"),   QStringLiteral("effort")});
    for (const ItemStanding &standing : readiness.items) {
        const Evidence &evidence = standing.verdict.evidence;
        text += csvLine({readiness.service,
                         levelName(readiness.level),
                         standing.item.group,
                         standing.item.id,
                         standing.item.title,
                         reportMarkWord(reportMark(standing)),
                         outcomeName(standing.verdict.outcome),
                         csvYesOrNo(holdsBack(standing)),
                         standing.verdict.words,
                         evidenceKindWord(evidence.kind),
                         utcText(evidence.at),
                         evidence.staleAt ? utcText(*evidence.staleAt) : QString(),
                         evidence.source,
                         evidence.hash,
                         standing.owner,
                         changeWords(standing),
                         waiverWords(standing),
                         standing.waiver ? dayText(standing.waiver->until) : QString(),
                         standing.item.remedy,
                         standing.item.effort});
    }
    return text;
}

} // namespace hubwatch
