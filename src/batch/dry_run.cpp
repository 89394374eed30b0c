#include "batch/dry_run.h"

#include "batch/chunk.h"
#include "batch/count_text.h"
#include "batch/row_compare.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

constexpr int rowsALook = 100;
constexpr std::size_t mostShown = 100; ///< rows of the sample
constexpr qsizetype mostOfBody = 4'000;

QLatin1StringView methodText(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get: return "GET"_L1;
    case HttpRequest::Method::Head: return "HEAD"_L1;
    case HttpRequest::Method::Post: return "POST"_L1;
    case HttpRequest::Method::Put: return "PUT"_L1;
    case HttpRequest::Method::Patch: return "PATCH"_L1;
    case HttpRequest::Method::Delete: return "DELETE"_L1;
    }
    Q_UNREACHABLE();
}

ShownRequest shownRequest(const HttpRequest &request)
{
    const QUrl::FormattingOptions path = QUrl::RemoveScheme | QUrl::RemoveAuthority;
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    QString body = QString::fromUtf8(json.isNull() ? request.body : json.toJson(QJsonDocument::Indented)).trimmed();
    if (body.size() > mostOfBody)
        body = body.left(mostOfBody - 1) + u'…';
    return {.line = u"%1 %2"_s.arg(methodText(request.method), request.url.toString(path | QUrl::FullyEncoded)),
            .body = body};
}

/// Keeps the first rows, but what would not happen makes room for what would.
void takeSample(std::vector<RowDiff> &sample, const RowDiff &diff)
{
    const auto says = [](const RowDiff &one) { return one.verdict != RowDiff::Verdict::Unchanged; };
    if (sample.size() >= mostShown) {
        if (!says(diff))
            return;
        const auto dull = std::find_if_not(sample.rbegin(), sample.rend(), says);
        if (dull == sample.rend())
            return;
        sample.erase(std::next(dull).base());
    }
    sample.push_back(diff);
}

/// What an undo leaves alone is no change, whatever the values would say.
void leaveAlone(RowComparison &comparison, const BeforeVerdict &verdict)
{
    for (RowDiff &diff : comparison.diffs) {
        const auto settled = std::ranges::find(verdict.settled, diff.row, &RowOutcome::row);
        if (settled == verdict.settled.end() || diff.verdict == RowDiff::Verdict::NotFound)
            continue;
        diff.verdict = settled->code == u"changed-since" ? RowDiff::Verdict::Kept : RowDiff::Verdict::Unchanged;
        diff.after = diff.before;
    }
    comparison.toSend = verdict.toSend;
}

std::optional<std::int64_t> dailyRemaining(const std::vector<HttpHeader> &headers)
{
    bool isNumber = false;
    const qint64 left = headerValue(headers, "X-HubSpot-RateLimit-Daily-Remaining").toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(left) : std::nullopt;
}

} // namespace

struct DryRun::Private {
    Private(Plan what, Tools with, std::int64_t sampleRows)
        : plan(std::move(what))
        , tools(with)
        , wanted(std::clamp(sampleRows, std::int64_t(0), plan.accepted))
    { }

    void begin();
    void next();
    void look(std::vector<JobRow> rows);
    void answered(const std::vector<JobRow> &rows, const Result<HttpResponse> &result);
    void compare(const std::vector<JobRow> &rows, const RowComparison &comparison);
    Result<std::vector<JobRow>> rowsBehind(std::int64_t row, std::int64_t most) const;
    void showWrite(std::span<const JobRow> rows);
    QStringList findings() const;
    void finish();
    void end(Result<DryRunReport> result);

    Plan plan;
    Tools tools;
    std::int64_t wanted;
    Reply reply = {};
    DryRunReport report = {};
    PaceMeter meter = {};
    std::int64_t after = 0; ///< the last row that was looked at
    std::int64_t there = 0; ///< Create: rows whose record exists
    bool wasShown = false;  ///< the first write
    CallScope calls;        ///< last: its callbacks reach all of the above
};

void DryRun::Private::begin()
{
    report.job = plan.id;
    report.requests = plan.requests;
    const auto first = rowsBehind(0, rowsPerRequest(plan.spec));
    if (!first)
        return end(tl::unexpected(first.error()));
    if (const auto read = beforeRequest(tools.api, plan.spec, *first))
        report.shown.push_back(shownRequest(*read));
    // A request that holds more rows than are looked at at once is shown as the file has it.
    if (wanted == 0 || rowsPerRequest(plan.spec) > rowsALook)
        showWrite(*first);
    next();
}

void DryRun::Private::next()
{
    if (report.sampled >= wanted)
        return finish();
    auto rows = rowsBehind(after, std::min(wanted - report.sampled, std::int64_t(rowsALook)));
    if (!rows)
        return end(tl::unexpected(rows.error()));
    if (rows->empty())
        return finish();
    after = rows->back().row;
    look(std::move(*rows));
}

void DryRun::Private::look(std::vector<JobRow> rows)
{
    if (std::optional<HttpRequest> request = lookRequest(tools.api, plan.spec, rows)) {
        ++report.calls;
        tools.http.send(std::move(*request), calls.context(),
                        [this, rows](const Result<HttpResponse> &result) { answered(rows, result); });
        return;
    }
    const RowComparison comparison = compareRows(plan.spec, rows, {});
    if (plan.spec.operation == JobOperation::Create && lookProperty(plan.spec).isEmpty()) {
        // Nothing can be compared: the rows are shown as they would be made.
        for (const RowDiff &diff : comparison.diffs)
            takeSample(report.sample, diff);
        showWrite(comparison.toSend);
        return finish();
    }
    tools.clock.after(Duration::zero(), calls.context(), [this, rows, comparison] { compare(rows, comparison); });
}

void DryRun::Private::answered(const std::vector<JobRow> &rows, const Result<HttpResponse> &result)
{
    if (!result)
        return end(tl::unexpected(result.error()));
    meter.answered(tools.clock.uptime(), 0, result->took);
    if (const auto left = dailyRemaining(result->headers))
        tools.pace.dailyLeft = *left - plan.spec.dailyReserve;
    if (comparesPairs(plan.spec)) {
        const auto bound = parseAssociations(result->body);
        return bound ? compare(rows, comparePairs(plan.spec, rows, *bound)) : end(tl::unexpected(bound.error()));
    }
    const Result<BatchAnswer> answer = parseBatchAnswer(result->status, result->body);
    if (!answer)
        return end(tl::unexpected(answer.error()));
    RowComparison comparison = compareRows(plan.spec, rows, *answer);
    if (tools.judge) {
        const Result<BeforeVerdict> verdict = tools.judge(rows, *result);
        if (!verdict)
            return end(tl::unexpected(verdict.error()));
        leaveAlone(comparison, *verdict);
    }
    compare(rows, comparison);
}

void DryRun::Private::compare(const std::vector<JobRow> &rows, const RowComparison &comparison)
{
    report.sampled += std::int64_t(rows.size());
    there += std::int64_t(comparison.there.size());
    for (const RowDiff &diff : comparison.diffs) {
        switch (diff.verdict) {
        case RowDiff::Verdict::Changes:
        case RowDiff::Verdict::Creates:
        case RowDiff::Verdict::Archives:
        case RowDiff::Verdict::Associates: ++report.changing; break;
        case RowDiff::Verdict::Unchanged: ++report.unchanged; break;
        case RowDiff::Verdict::Kept: ++report.kept; break;
        case RowDiff::Verdict::NotFound: ++report.notFound; break;
        case RowDiff::Verdict::Reads: break;
        }
        takeSample(report.sample, diff);
    }
    showWrite(comparison.toSend);
    next();
}

Result<std::vector<JobRow>> DryRun::Private::rowsBehind(std::int64_t row, std::int64_t most) const
{
    const auto numbers = tools.journal.untouched(row, int(most));
    if (!numbers)
        return tl::unexpected(numbers.error());
    if (numbers->empty())
        return std::vector<JobRow>();
    return tools.rows.rows(*numbers);
}

void DryRun::Private::showWrite(std::span<const JobRow> rows)
{
    if (wasShown || rows.empty())
        return;
    wasShown = true;
    report.shown.push_back(shownRequest(writeRequest(tools.api, plan.spec, rows)));
}

QStringList DryRun::Private::findings() const
{
    QStringList found;
    const QString compared = countText(report.sampled);
    if (there > 0)
        found << u"%1 of %2 rows exist already by their %3: HubSpot will refuse to create them again"_s.arg(
            countText(there), compared, lookProperty(plan.spec));
    if (wanted > 0 && plan.spec.operation == JobOperation::Create && lookProperty(plan.spec).isEmpty())
        found << u"whether the records exist already cannot be told: no unique property is written"_s;
    if (report.kept > 0)
        found << u"%1 of %2 records were changed since: they are kept as they are"_s.arg(countText(report.kept),
                                                                                         compared);
    if (report.notFound > 0)
        found << u"%1 of %2 rows name a record that HubSpot does not have"_s.arg(countText(report.notFound), compared);
    if (report.sampled > 0 && report.unchanged == report.sampled)
        found << u"nothing would change: HubSpot has the values of all %1 rows already"_s.arg(compared);
    if (report.dailyLeftAfter.value_or(0) < 0)
        found << u"the day's quota ends %1 requests before the job does: it will wait for the next day"_s.arg(
            countText(-*report.dailyLeftAfter));
    return found;
}

void DryRun::Private::finish()
{
    PaceFacts facts = tools.pace;
    facts.requestsLeft = report.requests.all();
    if (const auto mean = meter.perCall())
        facts.perCall = mean;
    if (!facts.answeredAgo)
        facts.answeredAgo.emplace(); // the job begins with a window of its own
    report.at = tools.clock.now();
    report.forecast = forecast(facts, report.at);
    report.dailyLeft = facts.dailyLeft;
    if (facts.dailyLeft)
        report.dailyLeftAfter = *facts.dailyLeft - facts.requestsLeft;
    std::ranges::sort(report.sample, {}, &RowDiff::row);
    report.warnings = findings();
    end(std::move(report));
}

/// Whoever is told may delete the run.
void DryRun::Private::end(Result<DryRunReport> result)
{
    wanted = 0;
    const Reply told = std::exchange(reply, {});
    if (told)
        told(std::move(result));
}

DryRun::DryRun(Plan plan, Tools tools, std::int64_t sampleRows)
    : d(std::make_unique<Private>(std::move(plan), std::move(tools), sampleRows))
{ }

DryRun::~DryRun() = default;

void DryRun::start(Reply reply)
{
    d->reply = std::move(reply);
    d->tools.clock.after(Duration::zero(), d->calls.context(), [this] { d->begin(); });
}

double DryRun::share() const
{
    return d->wanted == 0 ? 1.0 : std::min(double(d->report.sampled) / double(d->wanted), 1.0);
}

} // namespace hubwatch
