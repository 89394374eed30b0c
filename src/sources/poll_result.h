// PollResult: what one poll of one endpoint brought.
#pragma once

#include "base/result.h"
#include "metrics/scrape.h"
#include "sources/service_target.h"

#include <optional>

namespace hubwatch {

/// What a health or readiness endpoint said.
struct ProbeAnswer {
    enum class Verdict { Ready, NotReady };

    Verdict verdict = Verdict::NotReady;
    int status = 0;
    QString words = {}; ///< the body's own words, at most 500 characters, control characters removed

    bool operator==(const ProbeAnswer &) const = default;
};

/// Exactly one of `scrape`, `probe` and `error` is set. A probe that got any HTTP answer has `probe`; one that got
/// none has `error`, whose `reach` says why. A scrape has `error` for a status of 400 or more and for a body that does
/// not parse, too.
struct PollResult {
    QString service = {};
    Endpoint endpoint = Endpoint::Metrics;
    TimePoint at = {};   ///< when the request was sent
    TimePoint next = {}; ///< when the endpoint is polled again
    Duration took = {};
    qint64 wireBytes = 0;
    std::optional<Scrape> scrape = {};
    std::optional<ProbeAnswer> probe = {};
    std::optional<Error> error = {};
};

} // namespace hubwatch
