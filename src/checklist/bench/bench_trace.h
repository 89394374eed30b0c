// BenchTrace: what a service did while the stand-in HubSpot had weather.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>
#include <vector>

namespace hubwatch {

/// What the stand-in does to the calls of a phase.
struct BenchPhase {
    enum class Weather {
        Calm,         ///< answers as HubSpot does; batch share, property reads, rates and slots are measured here
        Throttled,    ///< 429 with Retry-After
        Failing,      ///< 500, 502, 503
        Slow,         ///< answers after seconds
        Reset,        ///< hangs up without a word
        Malformed,    ///< 200 and half a body
        Unauthorized, ///< 401 to everything: readiness must turn 503
        Recovered,    ///< calm again: does it still work?
    };

    Weather weather = Weather::Calm;
    Duration from = {}; ///< since the bench began, monotonic
    Duration to = {};
    bool started = false;                    ///< the service began to call, or was started, in this phase
    QString startWords = {};                 ///< what starting it came to, where that went wrong
    std::optional<double> processStart = {}; ///< process_start_time_seconds as it ended; nullopt: not known

    bool operator==(const BenchPhase &) const = default;
};

struct BenchCall {
    Duration at = {};       ///< received
    Duration answered = {}; ///< or hung up
    int phase = 0;          ///< index into BenchTrace::phases
    QString method = {};
    QString path = {};        ///< without the query
    QString key = {};         ///< the same for the same request: a hash of method, path, query and body
    QString page = {};        ///< which page, and which listing of one path, as the query says it; empty: the first
    int status = 0;           ///< as answered; 0: hung up
    bool struck = false;      ///< the weather fell on it: not answered as HubSpot would have
    Duration retryAfter = {}; ///< as it was told; zero: it was not
    QString told = {};        ///< Retry-After as it was sent: "2", "1.5", "Sun, 06 Nov 1994 08:49:37 GMT"
    int records = 1;          ///< that a batch call carries; 1 for others

    bool operator==(const BenchCall &) const = default;
};

/// A look at /health or /readiness of the test instance.
struct BenchLook {
    Duration at = {};
    int phase = 0;
    bool readiness = false;
    int status = 0;       ///< 0: no answer
    bool refused = false; ///< nobody listened

    bool operator==(const BenchLook &) const = default;
};

struct BenchTrace {
    TimePoint at = {};                       ///< when it ended
    std::optional<double> processStart = {}; ///< process_start_time_seconds before the first phase
    std::vector<BenchPhase> phases = {};
    std::vector<BenchCall> calls = {};
    std::vector<BenchLook> looks = {};
    QString stopped = {}; ///< why it did not go through; empty: it did

    bool operator==(const BenchTrace &) const = default;
};

} // namespace hubwatch
