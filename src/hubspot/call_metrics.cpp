#include "hubspot/call_metrics.h"

namespace hubwatch {

QByteArray callStatusLabel(const CallRecord &record)
{
    if (!record.failed)
        return "success";
    // A 2xx that failed was not HubSpot's answer.
    return record.status >= 300 ? QByteArray::number(record.status) : QByteArray("unknown");
}

CallMetrics::CallMetrics()
    : m_calls(m_registry.add({PromMetric::Kind::Counter, "hubspot_api_calls_total", "Total HubSpot API calls"}))
    // The handbook's buckets, and an edge where its goal for p99 lies.
    , m_duration(m_registry.add({PromMetric::Kind::Histogram,
                                 "hubspot_api_duration_seconds",
                                 "HubSpot API call duration",
                                 {0.1, 0.5, 1, 2, 3, 5}}))
    , m_legacy(m_registry.add({PromMetric::Kind::Counter, "hubspot_api_legacy_calls_total",
                               "HubSpot API calls to paths that will be switched off"}))
{
    m_legacy.unlabelled();
}

void CallMetrics::count(const CallRecord &record, bool legacy)
{
    const std::string endpoint = record.endpoint.toStdString();
    m_calls.inc({{"method", record.method.toStdString()},
                 {"endpoint", endpoint},
                 {"status", callStatusLabel(record).toStdString()}});
    m_duration.observe({{"endpoint", endpoint}}, std::chrono::duration<double>(record.took).count());
    if (legacy)
        m_legacy.inc();
}

std::int64_t CallMetrics::legacyCalls() const
{
    return std::int64_t(m_legacy.value());
}

QByteArray CallMetrics::text() const
{
    return QByteArray::fromStdString(m_registry.text());
}

} // namespace hubwatch
