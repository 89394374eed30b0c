// NodeMetrics: what collectDefaultMetrics() of prom-client adds to every Node.js service.
#pragma once

#include "base/clock.h"
#include "metrics/prom_registry.h"
#include "sim/chance.h"

namespace hubwatch {

/// The default metrics of one process, believable rather than measured.
class NodeMetrics
{
public:
    /// Registers them, in prom-client's order.
    NodeMetrics(PromRegistry &registry, TimePoint started);

    /// One second of life in which the process made `calls` calls.
    void tick(Chance &chance, int calls);
    /// Sets the gauges that prom-client reads when it is scraped.
    void collect();

private:
    TimePoint m_started;
    double m_userSeconds = 0.31;
    double m_systemSeconds = 0.06;
    double m_heapUsed = 14'000'000; ///< a saw: grows with the calls, falls at a collection
    double m_lag = 0;
    int m_sockets = 3;
    PromMetric *m_cpuUser = nullptr;
    PromMetric *m_cpuSystem = nullptr;
    PromMetric *m_cpu = nullptr;
    std::vector<PromMetric *> m_gauges = {};
    PromMetric *m_collections = nullptr;
};

} // namespace hubwatch
