#include "app/triage/increases.h"

#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace hubwatch {

namespace {

constexpr std::array<std::string_view, 3> partSuffixes{"_bucket", "_count", "_sum"};

bool isPart(std::string_view metric)
{
    for (const std::string_view suffix : partSuffixes)
        if (metric.ends_with(suffix))
            return true;
    return false;
}

bool namesAnInstant(std::string_view metric)
{
    return metric.ends_with("_created") || metric.find("timestamp") != std::string_view::npos
        || metric.ends_with("start_time_seconds") || metric.ends_with("_start_time");
}

} // namespace

SeriesMotion motionOf(const StoredSeries &series)
{
    const std::string_view metric = series.id.metric;
    if (metric == "process_start_time_seconds" && series.id.labels.empty())
        return SeriesMotion::Process;
    if (namesAnInstant(metric))
        return SeriesMotion::Instant;
    switch (series.type) {
    case MetricType::Counter: return SeriesMotion::CountsUp;
    case MetricType::Histogram:
    case MetricType::Summary: return isPart(metric) ? SeriesMotion::CountsUp : SeriesMotion::Level;
    case MetricType::Unknown:
        return isPart(metric) || metric.ends_with("_total") ? SeriesMotion::CountsUp : SeriesMotion::Level;
    case MetricType::Gauge:
    case MetricType::GaugeHistogram:
    case MetricType::Info:
    case MetricType::StateSet: return SeriesMotion::Level;
    }
    Q_UNREACHABLE();
}

void Increases::follow(std::vector<StoredSeries> series)
{
    if (series == m_series)
        return;
    std::unordered_map<SeriesId, Known, SeriesIdHash> known;
    for (size_t k = 0; k < m_series.size(); ++k)
        known.emplace(std::move(m_series[k].id), m_known[k]);
    m_series = std::move(series);
    m_known.assign(m_series.size(), {});
    m_by.assign(m_series.size(), 0);
    for (size_t k = 0; k < m_series.size(); ++k) {
        if (const auto found = known.find(m_series[k].id); found != known.end())
            m_known[k] = found->second;
        m_known[k].motion = motionOf(m_series[k]);
    }
}

/// Whether this scrape is the first of a new process that says so itself.
bool Increases::noteRestart(std::span<const double> values)
{
    bool newProcess = false;
    bool backwards = false;
    for (size_t k = 0; k < m_known.size(); ++k) {
        const Known &known = m_known[k];
        if (!known.last || !std::isfinite(values[k]))
            continue;
        if (known.motion == SeriesMotion::Process)
            newProcess = values[k] > *known.last;
        else if (known.motion == SeriesMotion::CountsUp)
            backwards = backwards || values[k] < *known.last;
    }
    if (newProcess || backwards)
        ++m_restarts;
    return newProcess;
}

Increases::Step Increases::take(TimePoint at, std::span<const double> values)
{
    const bool first = !m_last;
    const Duration distance = first ? Duration::zero() : at - *m_last;
    const bool joined = !first && distance > Duration::zero() && distance <= m_longestGap;
    const bool newProcess = noteRestart(values);
    for (size_t k = 0; k < m_known.size(); ++k) {
        Known &known = m_known[k];
        m_by[k] = 0;
        if (!std::isfinite(values[k])) {
            known.gone = true;
            continue;
        }
        if (known.motion == SeriesMotion::CountsUp && !first) {
            const bool reborn = newProcess || (known.gone && known.restarts != m_restarts);
            m_by[k] = !known.last || reborn || values[k] < *known.last ? values[k] : values[k] - *known.last;
        }
        known.last = values[k];
        known.gone = false;
        known.restarts = m_restarts;
    }
    m_last = at;
    return {
        .at = at, .seen = joined ? distance : Duration::zero(), .lost = !first && !joined, .first = first, .by = m_by};
}

} // namespace hubwatch
