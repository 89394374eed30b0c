// askCallCounts(): a service's calls to HubSpot as its own metrics count them.
#pragma once

#include "checklist/bench/bench_verdicts.h"
#include "metrics/exposition.h"
#include "net/http.h"

namespace hubwatch {

struct CallCountOrder {
    QUrl metrics = {};
    QString credential = {};
    std::string calls = "hubspot_api_calls_total"; ///< with the labels endpoint and status
};

/// One look at the metrics: all calls since the process began, which process_start_time_seconds tells. Answers once,
/// later; never if `context` dies first.
void askCallCounts(HttpClient &http, Clock &clock, const CallCountOrder &order, QObject *context,
                   std::function<void(Result<CallCounts>)> reply);

/// Malformed where the body cannot be read, or shows no such counter.
Result<CallCounts> callCountsOf(std::string_view body, TextFormat format, std::string_view calls, TimePoint now);

} // namespace hubwatch
