// What a bench run says of the five items that only behaviour can prove, and what live metrics say where there is none.
#pragma once

#include "checklist/bench/bench_trace.h"
#include "checklist/evidence.h"

#include <map>
#include <optional>

namespace hubwatch {

struct BenchLimits {
    int concurrency = 5; ///< calls open at once
    int calls = 80;      ///< in any `window`
    Duration window = 10s;
    Duration fresh = 24h;
};

// Each is pure, and NotRun with the reason where the trace cannot tell: a phase in which the service never called
// proves nothing.

/// It lives through every weather, /health answers all the time, and it works again afterwards.
Verdict judgeErrorsCaught(const QString &item, const BenchTrace &trace, const BenchLimits &limits);
/// Struck calls come again, later each time, a bounded number of times, never before Retry-After; jitter is looked for:
/// without it (gaps equal within 3 % over calls) at best a warning. Its facts name the gaps.
Verdict judgeBackoff(const QString &item, const BenchTrace &trace, const BenchLimits &limits);
/// Of the records read, and of those written, in calm phases the share that went by batch calls: from 80 % on pass,
/// from 50 % on warn. The worse of both counts; together where either are too few to tell.
Verdict judgeBatchFirst(const QString &item, const BenchTrace &trace, const BenchLimits &limits);
/// Peak of open calls, and of calls in any window of one phase.
Verdict judgeConcurrency(const QString &item, const BenchTrace &trace, const BenchLimits &limits);
/// The same property definitions, schemas, owners or pipelines are read once a run at most, by whatever requests.
Verdict judgeCached(const QString &item, const BenchTrace &trace, const BenchLimits &limits);
/// Whether readiness said 503 while the token was refused, and well before and after; nullopt where nobody looked.
std::optional<Fact> readinessFact(const BenchTrace &trace);

/// Calls of the service as its own metrics count them.
struct CallCounts {
    std::map<QString, double> byEndpoint = {};
    std::map<QString, double> byStatus = {};
    Duration over = {};
    double rateLimited = 0;

    bool operator==(const CallCounts &) const = default;
};
/// The weaker evidence, for batch first, concurrency (429s come or do not) and definitions; at best a warning for
/// concurrency, and NotRun for errors and backoff, which counters do not tell. `bench` says why there was no bench run.
Verdict judgeByMetrics(const QString &item, const QString &probe, const CallCounts &counts, const QString &bench,
                       TimePoint now, const BenchLimits &limits);

} // namespace hubwatch
