#include "signals/frame.h"

#include "signals/account_gauges.h"

#include <QByteArray>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace hubwatch {

namespace {

/// The plain columns of a frame, in the order in which a new table lists them.
enum class Column : size_t {
    Metrics,
    Health,
    Readiness,
    Run,
    Observed,
    CallsSuccess,
    CallsRateLimited,
    CallsAuth,
    CallsError,
    LostSuccess,
    LostRateLimited,
    LostAuth,
    LostError,
    JobsOk,
    JobsFailed,
    SyncRunning,
    SyncStarted,
    ExposedCalls,
    ExposedLatency,
    ExposedWebhook,
    ExposedJobs,
    ExposedStarted,
    Count
};

constexpr size_t columnCount = size_t(Column::Count);
constexpr const char *latencyMetric = "hubwatch_latency_seconds_bucket";
constexpr const char *webhookMetric = "hubwatch_webhook_delay_seconds_bucket";

struct ColumnName {
    const char *metric;
    const char *label;
    const char *value;
    MetricType type;
};

constexpr std::array<ColumnName, columnCount> columnNames{{
    {"hubwatch_poll", "endpoint", "metrics", MetricType::Gauge},
    {"hubwatch_poll", "endpoint", "health", MetricType::Gauge},
    {"hubwatch_poll", "endpoint", "readiness", MetricType::Gauge},
    {"hubwatch_run", nullptr, nullptr, MetricType::Gauge},
    {"hubwatch_observed_seconds_total", nullptr, nullptr, MetricType::Counter},
    {"hubwatch_calls_total", "class", "success", MetricType::Counter},
    {"hubwatch_calls_total", "class", "rate_limited", MetricType::Counter},
    {"hubwatch_calls_total", "class", "auth", MetricType::Counter},
    {"hubwatch_calls_total", "class", "error", MetricType::Counter},
    {"hubwatch_calls_lost_total", "class", "success", MetricType::Counter},
    {"hubwatch_calls_lost_total", "class", "rate_limited", MetricType::Counter},
    {"hubwatch_calls_lost_total", "class", "auth", MetricType::Counter},
    {"hubwatch_calls_lost_total", "class", "error", MetricType::Counter},
    {"hubwatch_sync_jobs_total", "class", "ok", MetricType::Counter},
    {"hubwatch_sync_jobs_total", "class", "failed", MetricType::Counter},
    {"hubwatch_sync_running", nullptr, nullptr, MetricType::Gauge},
    {"hubwatch_sync_started_timestamp_seconds", nullptr, nullptr, MetricType::Gauge},
    {"hubwatch_exposed", "metric", "calls", MetricType::Gauge},
    {"hubwatch_exposed", "metric", "latency", MetricType::Gauge},
    {"hubwatch_exposed", "metric", "webhook", MetricType::Gauge},
    {"hubwatch_exposed", "metric", "jobs", MetricType::Gauge},
    {"hubwatch_exposed", "metric", "started", MetricType::Gauge},
}};

SeriesId columnId(const ColumnName &name)
{
    SeriesId id{.metric = name.metric};
    if (name.label)
        id.labels.push_back({.name = name.label, .value = name.value});
    return id;
}

std::optional<Column> columnOf(const SeriesId &id)
{
    for (size_t i = 0; i < columnCount; ++i) {
        const ColumnName &name = columnNames[i];
        if (id.metric != name.metric)
            continue;
        if (!name.label)
            return Column(i);
        const std::string *value = labelValue(id.labels, name.label);
        if (value && *value == name.value)
            return Column(i);
    }
    return std::nullopt;
}

std::string boundText(double bound)
{
    return std::isinf(bound) ? std::string("+Inf")
                             : QByteArray::number(bound, 'g', QLocale::FloatingPointShortest).toStdString();
}

double boundOf(const std::string &text)
{
    return text == "+Inf" ? std::numeric_limits<double>::infinity() : QByteArray::fromStdString(text).toDouble();
}

double outcomeValue(const std::optional<Frame::Outcome> &outcome)
{
    return outcome ? double(*outcome) : staleMark();
}

Frame::Outcome outcomeOf(double value)
{
    return value > 0 ? Frame::Outcome::Good : value < 0 ? Frame::Outcome::Unreachable : Frame::Outcome::NotReady;
}

std::array<double, columnCount> columnValues(const Frame &frame)
{
    const double started = frame.oldestSync ? double(frame.oldestSync->time_since_epoch().count()) / 1000 : 0;
    return {outcomeValue(frame.metrics),
            outcomeValue(frame.health),
            outcomeValue(frame.readiness),
            double(frame.run),
            double(frame.observed.count()) / 1000,
            frame.calls.success,
            frame.calls.rateLimited,
            frame.calls.auth,
            frame.calls.error,
            frame.lost.success,
            frame.lost.rateLimited,
            frame.lost.auth,
            frame.lost.error,
            frame.jobs.ok,
            frame.jobs.failed,
            frame.syncRunning,
            started,
            double(frame.exposed.calls),
            double(frame.exposed.latency),
            double(frame.exposed.webhook),
            double(frame.exposed.jobs),
            double(frame.exposed.started)};
}

std::int64_t inMilliseconds(double seconds)
{
    return std::llround(seconds * 1000);
}

void readColumn(Frame &frame, Column column, double value)
{
    switch (column) {
    case Column::Metrics: frame.metrics = outcomeOf(value); return;
    case Column::Health: frame.health = outcomeOf(value); return;
    case Column::Readiness: frame.readiness = outcomeOf(value); return;
    case Column::Run: frame.run = std::llround(value); return;
    case Column::Observed: frame.observed = Duration(inMilliseconds(value)); return;
    case Column::CallsSuccess: frame.calls.success = value; return;
    case Column::CallsRateLimited: frame.calls.rateLimited = value; return;
    case Column::CallsAuth: frame.calls.auth = value; return;
    case Column::CallsError: frame.calls.error = value; return;
    case Column::LostSuccess: frame.lost.success = value; return;
    case Column::LostRateLimited: frame.lost.rateLimited = value; return;
    case Column::LostAuth: frame.lost.auth = value; return;
    case Column::LostError: frame.lost.error = value; return;
    case Column::JobsOk: frame.jobs.ok = value; return;
    case Column::JobsFailed: frame.jobs.failed = value; return;
    case Column::SyncRunning: frame.syncRunning = value; return;
    case Column::SyncStarted:
        if (value > 0)
            frame.oldestSync = TimePoint(Duration(inMilliseconds(value)));
        return;
    case Column::ExposedCalls: frame.exposed.calls = int(value); return;
    case Column::ExposedLatency: frame.exposed.latency = int(value); return;
    case Column::ExposedWebhook: frame.exposed.webhook = int(value); return;
    case Column::ExposedJobs: frame.exposed.jobs = int(value); return;
    case Column::ExposedStarted: frame.exposed.started = int(value); return;
    case Column::Count: return;
    }
    Q_UNREACHABLE();
}

void readValue(Frame &frame, const SeriesId &id, double value)
{
    if (std::isnan(value))
        return;
    if (const auto column = columnOf(id))
        return readColumn(frame, *column, value);
    if (const auto gauge = accountGaugeOf(id.metric))
        return setAccountGauge(frame, *gauge, value);
    const std::string *bound = labelValue(id.labels, "le");
    if (!bound)
        return;
    std::vector<Bucket> *buckets = id.metric == latencyMetric ? &frame.latency
        : id.metric == webhookMetric                          ? &frame.webhook
                                                              : nullptr;
    if (buckets)
        buckets->push_back({.upperBound = boundOf(*bound), .count = value});
}

void sortBuckets(Frame &frame)
{
    std::ranges::sort(frame.latency, {}, &Bucket::upperBound);
    std::ranges::sort(frame.webhook, {}, &Bucket::upperBound);
}

bool differs(double a, double b)
{
    return isStaleMark(a) != isStaleMark(b) || (!isStaleMark(a) && a != b);
}

} // namespace

FrameWriter::FrameWriter()
    : m_table(std::make_shared<SeriesTable>())
    , m_account(accountGaugeCount)
{
    for (const ColumnName &name : columnNames)
        addColumn(columnId(name), name.type);
}

size_t FrameWriter::addColumn(const SeriesId &id, MetricType type)
{
    // Scrapes handed out share the table and may be read on another thread, so it is replaced rather than grown.
    auto grown = std::make_shared<SeriesTable>(*m_table);
    grown->series.push_back(id);
    grown->types.push_back(type);
    m_table = std::move(grown);
    return m_table->series.size() - 1;
}

void FrameWriter::setAccount(std::vector<double> &values, const Frame &frame)
{
    for (size_t i = 0; i < accountGaugeCount; ++i) {
        const double told = accountGaugeValue(frame, AccountGauge(i));
        std::optional<size_t> &column = m_account[i];
        if (!column && !isStaleMark(told)) {
            column = addColumn({.metric = accountGaugeNames[i]}, MetricType::Gauge);
            values.resize(m_table->series.size(), staleMark());
        }
        if (column)
            values[*column] = told;
    }
}

void FrameWriter::setBuckets(std::vector<double> &values, std::vector<BoundColumn> &columns, const char *metric,
                             const std::vector<Bucket> &buckets)
{
    for (const Bucket &bucket : buckets) {
        auto column = std::ranges::find(columns, bucket.upperBound, &BoundColumn::bound);
        if (column == columns.end()) {
            const SeriesId id{.metric = metric, .labels = {{.name = "le", .value = boundText(bucket.upperBound)}}};
            columns.push_back({.bound = bucket.upperBound, .index = addColumn(id, MetricType::Histogram)});
            column = std::prev(columns.end());
            values.resize(m_table->series.size(), staleMark());
        }
        values[column->index] = bucket.count;
    }
}

Scrape FrameWriter::write(const Frame &frame)
{
    std::vector<double> values(m_table->series.size(), staleMark());
    std::ranges::copy(columnValues(frame), values.begin());
    setAccount(values, frame);
    setBuckets(values, m_latency, latencyMetric, frame.latency);
    setBuckets(values, m_webhook, webhookMetric, frame.webhook);

    Scrape scrape{.at = frame.at, .table = m_table, .values = values};
    for (size_t i = 0; i < values.size(); ++i) {
        if (i >= m_last.size() || differs(values[i], m_last[i]))
            scrape.changed.push_back(std::uint32_t(i));
    }
    m_last = std::move(values);
    return scrape;
}

Frame readFrame(const Scrape &scrape)
{
    Frame frame{.at = scrape.at};
    for (size_t i = 0; i < scrape.values.size(); ++i)
        readValue(frame, scrape.table->series[i], scrape.values[i]);
    sortBuckets(frame);
    return frame;
}

std::vector<Frame> joinFrames(const std::vector<FramePoints> &series)
{
    std::map<TimePoint, Frame> frames;
    for (const FramePoints &points : series) {
        for (const Sample &sample : points.samples) {
            Frame &frame = frames[sample.at];
            frame.at = sample.at;
            readValue(frame, points.id, sample.value);
        }
    }
    std::vector<Frame> joined;
    joined.reserve(frames.size());
    for (auto &[at, frame] : frames) {
        sortBuckets(frame);
        joined.push_back(std::move(frame));
    }
    return joined;
}

} // namespace hubwatch
