// MetricNames: under which names a service exposes what the signals are made of.
#pragma once

#include <string>

namespace hubwatch {

/// The handbook's names by default; the workspace may remap them per service, else they are detected.
struct MetricNames {
    std::string calls = "hubspot_api_calls_total";
    std::string duration = "hubspot_api_duration_seconds";
    std::string webhookDelay = "hubspot_webhook_processing_delay_seconds";
    std::string syncJobs = "hubspot_sync_jobs_total";
    std::string syncStarted = "hubspot_sync_job_started_timestamp_seconds";

    bool operator==(const MetricNames &) const = default;
};

} // namespace hubwatch
