#include "signals/tally.h"

#include "signals/account_gauges.h"

#include <QByteArray>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace hubwatch {

namespace {

bool isSuccess(const std::string &status)
{
    return status == "success" || (status.size() == 3 && status.front() == '2');
}

bool isJobSuccess(const std::string &status)
{
    return status == "success" || status == "ok" || status == "completed";
}

std::optional<double> bucketBound(const Labels &labels)
{
    const std::string *text = labelValue(labels, "le");
    if (!text)
        return std::nullopt;
    if (*text == "+Inf" || *text == "Inf")
        return std::numeric_limits<double>::infinity();
    bool isNumber = false;
    const double bound = QByteArray::fromStdString(*text).toDouble(&isNumber);
    return isNumber ? std::optional(bound) : std::nullopt;
}

void addToBucket(std::vector<Bucket> &buckets, double bound, double by)
{
    const auto at = std::ranges::lower_bound(buckets, bound, {}, &Bucket::upperBound);
    if (at != buckets.end() && at->upperBound == bound)
        at->count += by;
    else
        buckets.insert(at, {.upperBound = bound, .count = by});
}

} // namespace

Tally::Tally(MetricNames names, Duration interval)
    : m_names(std::move(names))
    , m_interval(interval)
    , m_latencyName(m_names.duration + "_bucket")
    , m_webhookName(m_names.webhookDelay + "_bucket")
{ }

void Tally::restore(const Frame &newest, const Scrape *scrape)
{
    m_totals = newest;
    if (!scrape || !scrape->table)
        return;
    follow(scrape->table);
    for (Watched &watched : m_watched)
        look(watched, watched.index < scrape->values.size() ? scrape->values[watched.index] : staleMark(), true, false);
    m_totals.exposed = newest.exposed;
    m_lastGood = scrape->at;
    m_baseline = false;
}

std::optional<Tally::Watched> Tally::watchedOf(const SeriesId &id, size_t index) const
{
    const auto watched
        = [&](Kind kind, double bound = 0) { return Watched{.index = index, .kind = kind, .bound = bound}; };
    if (id.metric == m_names.calls) {
        const std::string *status = labelValue(id.labels, "status");
        if (!status)
            return watched(Kind::OtherError);
        if (isSuccess(*status))
            return watched(Kind::Success);
        if (*status == "429")
            return watched(Kind::RateLimited);
        return watched(*status == "401" || *status == "403" ? Kind::Auth : Kind::OtherError);
    }
    if (id.metric == m_latencyName || id.metric == m_webhookName) {
        const auto bound = bucketBound(id.labels);
        if (!bound)
            return std::nullopt;
        return watched(id.metric == m_latencyName ? Kind::Latency : Kind::Webhook, *bound);
    }
    if (id.metric == m_names.syncJobs) {
        const std::string *status = labelValue(id.labels, "status");
        return watched(status && isJobSuccess(*status) ? Kind::JobOk : Kind::JobFailed);
    }
    if (id.metric == m_names.syncStarted)
        return watched(Kind::SyncStarted);
    if (id.metric == "process_start_time_seconds" && id.labels.empty())
        return watched(Kind::ProcessStart);
    if (accountGaugeOf(id.metric))
        return watched(Kind::AccountGauge);
    return std::nullopt;
}

bool Tally::sameSeries(const SeriesTable &table) const
{
    if (!m_table || table.generation != m_table->generation || table.series.size() < m_classified)
        return false;
    return &table == m_table.get() || std::ranges::all_of(m_watched, [&](const Watched &watched) {
        return table.series[watched.index] == m_table->series[watched.index];
    });
}

/// Takes on a table: classifies what is new in it, or, when its indexes moved, everything, keeping what is known of
/// each series by its name.
void Tally::follow(const std::shared_ptr<const SeriesTable> &table)
{
    std::unordered_map<SeriesId, Watched, SeriesIdHash> known;
    if (!sameSeries(*table)) {
        for (const Watched &watched : m_watched)
            known.emplace(m_table->series[watched.index], watched);
        m_watched.clear();
        m_classified = 0;
    }
    m_table = table;
    for (; m_classified < table->series.size(); ++m_classified) {
        const SeriesId &id = table->series[m_classified];
        std::optional<Watched> watched = watchedOf(id, m_classified);
        if (!watched)
            continue;
        if (const auto found = known.find(id); found != known.end()) {
            watched->last = found->second.last;
            watched->gone = found->second.gone;
            watched->restarts = found->second.restarts;
            known.erase(found);
        }
        m_watched.push_back(*watched);
    }
}

/// Notes whether the service's process is a new one: it says so itself, or one of its counters goes backwards.
void Tally::noteRestart(const Scrape &scrape)
{
    m_newProcess = false;
    bool backwards = false;
    for (const Watched &watched : m_watched) {
        if (!watched.last || watched.kind == Kind::SyncStarted || watched.index >= scrape.values.size())
            continue;
        const double value = scrape.values[watched.index];
        if (watched.kind == Kind::ProcessStart)
            m_newProcess = value > *watched.last;
        else
            backwards = backwards || value < *watched.last;
    }
    if (m_newProcess || backwards)
        ++m_restarts;
}

double Tally::increase(const Watched &watched, double value) const
{
    if (!watched.last)
        return value; // born on a service already seen
    // In a new process every count began at zero, also where it has passed the old one by now. So did a series that
    // was gone for a while in which the process was replaced.
    const bool reborn = m_newProcess || (watched.gone && watched.restarts != m_restarts);
    return reborn || value < *watched.last ? value : value - *watched.last;
}

void Tally::count(const Watched &watched, double by, bool lost)
{
    CallCounts &calls = lost ? m_totals.lost : m_totals.calls;
    switch (watched.kind) {
    case Kind::Success: calls.success += by; return;
    case Kind::RateLimited: calls.rateLimited += by; return;
    case Kind::Auth: calls.auth += by; return;
    case Kind::OtherError: calls.error += by; return;
    case Kind::Latency: addToBucket(m_totals.latency, watched.bound, lost ? 0 : by); return;
    case Kind::Webhook: addToBucket(m_totals.webhook, watched.bound, lost ? 0 : by); return;
    case Kind::JobOk: m_totals.jobs.ok += lost ? 0 : by; return;
    case Kind::JobFailed: m_totals.jobs.failed += lost ? 0 : by; return;
    case Kind::SyncStarted:
    case Kind::ProcessStart:
    case Kind::AccountGauge: return;
    }
    Q_UNREACHABLE();
}

void Tally::countExposed(Kind kind)
{
    switch (kind) {
    case Kind::Success:
    case Kind::RateLimited:
    case Kind::Auth:
    case Kind::OtherError: ++m_totals.exposed.calls; return;
    case Kind::Latency: ++m_totals.exposed.latency; return;
    case Kind::Webhook: ++m_totals.exposed.webhook; return;
    case Kind::JobOk:
    case Kind::JobFailed: ++m_totals.exposed.jobs; return;
    case Kind::SyncStarted: ++m_totals.exposed.started; return;
    case Kind::ProcessStart:
    case Kind::AccountGauge: return;
    }
    Q_UNREACHABLE();
}

void Tally::look(Watched &watched, double value, bool baseline, bool lost)
{
    if (watched.kind == Kind::AccountGauge) {
        if (const auto gauge = accountGaugeOf(m_table->series[watched.index].metric))
            setAccountGauge(m_totals, *gauge, value);
        return;
    }
    if (!std::isfinite(value)) {
        watched.gone = true;
        return;
    }
    countExposed(watched.kind);
    if (watched.kind == Kind::SyncStarted && value > 0) {
        const TimePoint started(Duration(std::llround(value * 1000)));
        m_totals.oldestSync = std::min(m_totals.oldestSync.value_or(started), started);
        ++m_totals.syncRunning;
    }
    const bool unchanged = watched.last == value && !watched.gone && !m_newProcess;
    if (!unchanged)
        count(watched, baseline ? 0 : increase(watched, value), lost);
    watched.last = value;
    watched.gone = false;
    watched.restarts = m_restarts;
}

Frame Tally::take(const Scrape &scrape)
{
    follow(scrape.table);
    const std::optional<Duration> distance = m_lastGood ? std::optional(scrape.at - *m_lastGood) : std::nullopt;
    const bool joined = distance && *distance > Duration::zero() && *distance <= longestGap(m_interval);
    if (joined)
        m_totals.observed += *distance;
    else
        ++m_totals.run;
    noteRestart(scrape);

    m_totals.exposed = {};
    for (size_t i = 0; i < accountGaugeCount; ++i)
        setAccountGauge(m_totals, AccountGauge(i), staleMark());
    m_totals.oldestSync.reset();
    m_totals.syncRunning = 0;
    for (Watched &watched : m_watched)
        look(watched, watched.index < scrape.values.size() ? scrape.values[watched.index] : staleMark(), m_baseline,
             !joined);
    m_lastGood = scrape.at;
    m_baseline = false;

    Frame frame = frameAt(scrape.at);
    frame.metrics = Frame::Outcome::Good;
    return frame;
}

Frame Tally::missed(TimePoint at)
{
    Frame frame = frameAt(at);
    frame.metrics = Frame::Outcome::Unreachable;
    return frame;
}

Frame Tally::probedHealth(TimePoint at, Frame::Outcome outcome)
{
    Frame frame = frameAt(at);
    frame.health = outcome;
    return frame;
}

Frame Tally::probedReadiness(TimePoint at, Frame::Outcome outcome)
{
    Frame frame = frameAt(at);
    frame.readiness = outcome;
    return frame;
}

Frame Tally::frameAt(TimePoint at) const
{
    Frame frame = m_totals;
    frame.at = at;
    frame.metrics.reset();
    frame.health.reset();
    frame.readiness.reset();
    return frame;
}

} // namespace hubwatch
