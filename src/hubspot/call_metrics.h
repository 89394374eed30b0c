// CallMetrics: Hubwatch's own calls to HubSpot, counted under the handbook's names.
#pragma once

#include "base/clock.h"
#include "hubspot/call_log.h"
#include "metrics/prom_registry.h"

#include <cstdint>

namespace hubwatch {

/// hubspot_api_calls_total{method,endpoint,status}, hubspot_api_duration_seconds{endpoint} and
/// hubspot_api_legacy_calls_total, of all accounts together; what an optional /metrics endpoint serves.
class CallMetrics
{
public:
    CallMetrics();

    /// One attempt on the wire. `legacy`: to a path that HubSpot will switch off.
    void count(const CallRecord &record, bool legacy);
    std::int64_t legacyCalls() const;
    /// In the Prometheus text format.
    QByteArray text() const;

private:
    PromRegistry m_registry;
    PromMetric &m_calls;
    PromMetric &m_duration;
    PromMetric &m_legacy;
};

/// "success", the code, or "unknown" where none came.
QByteArray callStatusLabel(const CallRecord &record);

} // namespace hubwatch
