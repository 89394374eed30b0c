// The keys of metric_names and the member behind each.
#pragma once

#include "signals/metric_names.h"

#include <array>

namespace hubwatch {

struct MetricNameKey {
    const char *key;
    std::string MetricNames::*name;
};

inline constexpr std::array metricNameKeys{
    MetricNameKey{"calls", &MetricNames::calls},
    MetricNameKey{"duration", &MetricNames::duration},
    MetricNameKey{"webhook_delay", &MetricNames::webhookDelay},
    MetricNameKey{"sync_jobs", &MetricNames::syncJobs},
    MetricNameKey{"sync_started", &MetricNames::syncStarted},
};

} // namespace hubwatch
