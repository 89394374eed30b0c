#include "ui/batch/plan_words.h"

#include "batch/csv/csv_writer.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString planWord(const char *text)
{
    return QCoreApplication::translate("PlanWords", text);
}

QString counted(std::int64_t count, const char *one, const char *many)
{
    return count == 1 ? planWord(one) : planWord(many).arg(countText(count));
}

QString valueOf(const std::vector<PropertyValue> &values, const QString &property)
{
    const auto found = std::ranges::find(values, property, &PropertyValue::property);
    return found == values.end() ? QString() : found->value;
}

} // namespace

std::vector<CellRow> rejectRows(const Plan &plan)
{
    std::vector<CellRow> rows;
    for (const ReasonGroup &group : plan.rejects)
        rows.push_back(
            {.key = group.code + u'\n' + group.reason,
             .cells = {{.text = group.reason, .mark = Mark::Bad, .tone = Tone::Normal},
                       {.text = countText(group.rows), .tone = Tone::Normal},
                       {.text = planWord("row %1").arg(countText(group.firstRow))},
                       {.text = group.sample.isEmpty() ? planWord("empty") : QStringLiteral("“%1”").arg(group.sample),
                        .tone = group.sample.isEmpty() ? Tone::Mute : Tone::Dim}}});
    return rows;
}

std::int64_t duplicatesOf(const Plan &plan)
{
    std::int64_t rows = 0;
    for (const ReasonGroup &group : plan.rejects)
        if (group.code == u"duplicate-key")
            rows += group.rows;
    return rows;
}

QString requestWords(const RequestCount &count)
{
    const QString reads = counted(count.reads, "1 read", "%1 reads");
    const QString writes = counted(count.writes, "1 write", "%1 writes");
    if (count.reads == 0)
        return writes;
    return count.writes == 0 ? reads : planWord("%1 and %2").arg(reads, writes);
}

QString etaText(const Forecast &forecast)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(forecast.left).count();
    if (minutes < 1)
        return planWord("under 1 min");
    if (minutes < 60)
        return planWord("%1 min").arg(minutes);
    const auto hours = minutes / 60;
    return minutes % 60 == 0 ? planWord("%1 h").arg(hours) : planWord("%1 h %2 min").arg(hours).arg(minutes % 60);
}

QString endWords(const Forecast &forecast, TimePoint now)
{
    const TimePoint end = forecast.endsAt.value_or(now + forecast.left);
    const auto days = dateTimeOf(now, Zone::Local).date().daysTo(dateTimeOf(end, Zone::Local).date());
    const QString clock = QStringLiteral("%1 %2").arg(minuteText(end), zoneText(Zone::Local, end));
    if (days == 0)
        return planWord("begun now, done at %1").arg(clock);
    return days == 1 ? planWord("begun now, done tomorrow at %1").arg(clock)
                     : planWord("begun now, done in %1 days, at %2").arg(days).arg(clock);
}

QuotaWords quotaWords(const DryRunReport &report)
{
    const QString cost = countText(report.requests.all());
    if (!report.dailyLeft || !report.dailyLeftAfter)
        return {Mark::Blind, cost,
                planWord("What is left of the day's quota is not known; HubSpot tells it with the first answers.")};
    const QString figure = planWord("%1 of %2").arg(cost, countText(*report.dailyLeft));
    if (*report.dailyLeftAfter < 0)
        return {Mark::Bad, figure,
                planWord("%1 calls too many for today: the job is parked at the limit and goes on after the reset.")
                    .arg(countText(-*report.dailyLeftAfter))};
    const bool tight = *report.dailyLeftAfter < *report.dailyLeft / 5;
    return {tight ? Mark::Warn : Mark::Good, figure,
            planWord("%1 calls are left for others today.").arg(countText(*report.dailyLeftAfter))};
}

QString dryRunSentence(const DryRunReport &report)
{
    const QString calls = counted(report.calls, "1 read was", "%1 reads were");
    return report.calls == 0 ? planWord("No request was sent to HubSpot at all.")
                             : planWord("%1 sent to HubSpot to compare, and no write.").arg(calls);
}

QString sampleWords(const DryRunReport &report)
{
    QStringList parts;
    if (report.changing > 0)
        parts << counted(report.changing, "1 changes", "%1 change");
    if (report.unchanged > 0)
        parts << counted(report.unchanged, "1 stays as it is", "%1 stay as they are");
    if (report.kept > 0)
        parts << counted(report.kept, "1 is kept, changed since", "%1 are kept, changed since");
    if (report.notFound > 0)
        parts << counted(report.notFound, "1 is not there", "%1 are not there");
    const QString compared = counted(report.sampled, "1 row compared", "%1 rows compared");
    return parts.isEmpty() ? compared : QStringLiteral("%1: %2").arg(compared, parts.join(QStringLiteral(", ")));
}

QString verdictWord(RowDiff::Verdict verdict)
{
    switch (verdict) {
    case RowDiff::Verdict::Changes: return planWord("changes");
    case RowDiff::Verdict::Unchanged: return planWord("unchanged");
    case RowDiff::Verdict::Creates: return planWord("creates");
    case RowDiff::Verdict::NotFound: return planWord("not there");
    case RowDiff::Verdict::Archives: return planWord("archives");
    case RowDiff::Verdict::Reads: return planWord("reads");
    case RowDiff::Verdict::Associates: return planWord("associates");
    case RowDiff::Verdict::Kept: return planWord("kept, changed since");
    }
    Q_UNREACHABLE();
}

QByteArray diffCsv(const DryRunReport &report)
{
    QByteArray csv = QByteArrayLiteral("\xEF\xBB\xBF");
    csv += csvLine({QStringLiteral("row"), QStringLiteral("key"), QStringLiteral("hubspot_id"),
                    QStringLiteral("verdict"), QStringLiteral("property"), QStringLiteral("before"),
                    QStringLiteral("after")});
    for (const RowDiff &diff : report.sample) {
        const QStringList front{QString::number(diff.row), diff.key, diff.recordId, verdictWord(diff.verdict)};
        if (diff.after.empty())
            csv += csvLine(front + QStringList{{}, {}, {}});
        for (const PropertyValue &value : diff.after)
            csv += csvLine(front + QStringList{value.property, valueOf(diff.before, value.property), value.value});
    }
    return csv;
}

} // namespace hubwatch::ui
