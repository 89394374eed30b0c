#include "ui/batch/plan_words.h"

#include "batch/csv/csv_writer.h"
#include "batch/job_window.h"
#include "ui/batch/job_words.h"
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

RunChoice runChoice(const RunOrder &order, const Plan &plan, const Snapshot &snapshot)
{
    RunChoice choice{.rows = order.firstRows};
    if (!order.schedule)
        return choice;
    const Result<JobWindow> window = windowAt(*order.schedule, snapshot.at);
    if (!window || window->from <= snapshot.at)
        return choice;
    choice.begins = window->from;
    const auto account = std::ranges::find(snapshot.accounts, plan.spec.account,
                                           [](const AccountState &state) { return state.config.name; });
    const std::optional<QuotaForecast> quota = account == snapshot.accounts.end() ? std::nullopt : account->quota;
    choice.otherDay = quota && quota->resetsAt ? *quota->resetsAt <= window->from : window->from - snapshot.at >= 24h;
    if (choice.otherDay && quota && quota->limit > 0)
        choice.fullDay = quota->limit - order.dailyReserve;
    return choice;
}

RequestCount chosenRequests(const RequestCount &all, std::int64_t accepted, const RunChoice &choice)
{
    if (choice.rows <= 0 || choice.rows >= accepted)
        return all;
    const auto part = [&](std::int64_t count) -> std::int64_t {
        if (count <= 0)
            return 0;
        const std::int64_t rowsACall = (accepted + count - 1) / count;
        return (choice.rows + rowsACall - 1) / rowsACall;
    };
    return {.reads = part(all.reads), .writes = part(all.writes)};
}

DryRunReport chosenReport(DryRunReport report, std::int64_t accepted, const RunChoice &choice, TimePoint now)
{
    const std::int64_t all = report.requests.all();
    report.requests = chosenRequests(report.requests, accepted, choice);
    const std::int64_t taken = report.requests.all();
    if (choice.otherDay)
        report.dailyLeft = choice.fullDay;
    report.dailyLeftAfter.reset();
    if (report.dailyLeft)
        report.dailyLeftAfter = *report.dailyLeft - taken;
    Forecast &forecast = report.forecast;
    const bool fits = !report.dailyLeftAfter || *report.dailyLeftAfter >= 0;
    if (forecast.bound == PaceBound::Daily && fits && forecast.requestsPerSecond > 0) {
        // It waited for a new day that this run does not need.
        forecast.left = Duration(std::int64_t(double(taken) / forecast.requestsPerSecond * 1e3));
        forecast.bound = PaceBound::Unknown;
        forecast.words.clear();
    } else if (all > 0 && taken < all) {
        forecast.left = Duration(std::int64_t(double(forecast.left.count()) * double(taken) / double(all)));
    }
    if (forecast.endsAt || choice.begins)
        forecast.endsAt = choice.begins.value_or(now) + forecast.left;
    return report;
}

QString endWords(const Forecast &forecast, TimePoint now, std::optional<TimePoint> begins)
{
    if (begins)
        return planWord("begins %1, done %2").arg(whenText(*begins, now), whenText(*begins + forecast.left, *begins));
    const TimePoint end = forecast.endsAt.value_or(now + forecast.left);
    const auto days = dateTimeOf(now, Zone::Local).date().daysTo(dateTimeOf(end, Zone::Local).date());
    const QString clock = QStringLiteral("%1 %2").arg(minuteText(end), zoneText(Zone::Local, end));
    if (days == 0)
        return planWord("begun now, done at %1").arg(clock);
    return days == 1 ? planWord("begun now, done tomorrow at %1").arg(clock)
                     : planWord("begun now, done in %1 days, at %2").arg(days).arg(clock);
}

QuotaWords quotaWords(const DryRunReport &report, bool otherDay)
{
    QuotaWords words{.mark = Mark::Blind,
                     .label = otherDay ? planWord("calls of a full day") : planWord("calls that are left today"),
                     .figure = countText(report.requests.all())};
    if (!report.dailyLeft || !report.dailyLeftAfter) {
        words.sentence = otherDay
            ? planWord("The day's quota is a new one by then; how large it is, HubSpot has not told.")
            : planWord("What is left of the day's quota is not known; HubSpot tells it with the first answers.");
        return words;
    }
    words.figure = planWord("%1 of %2").arg(words.figure, countText(*report.dailyLeft));
    if (*report.dailyLeftAfter < 0) {
        words.mark = Mark::Bad;
        const QString much = otherDay
            ? planWord("%1 calls too many for a day: the job is parked at the limit and goes on after the reset.")
            : planWord("%1 calls too many for today: the job is parked at the limit and goes on after the reset.");
        words.sentence = much.arg(countText(-*report.dailyLeftAfter));
        return words;
    }
    words.mark = *report.dailyLeftAfter < *report.dailyLeft / 5 ? Mark::Warn : Mark::Good;
    words.sentence = (otherDay ? planWord("%1 calls are left for others that day.")
                               : planWord("%1 calls are left for others today."))
                         .arg(countText(*report.dailyLeftAfter));
    return words;
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
