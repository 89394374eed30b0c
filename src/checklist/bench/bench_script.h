// The script of the resilience bench: which weather comes when, and for how long.
#pragma once

#include "checklist/bench/bench_trace.h"

namespace hubwatch {

struct BenchStep {
    BenchPhase::Weather weather = BenchPhase::Weather::Calm;
    Duration longest = {};  ///< since the first call of the phase
    Duration quiet = {};    ///< without a call, and none open: the run is over
    Duration comeback = {}; ///< how long a struck call may take to come again; zero: nobody waits for it

    bool operator==(const BenchStep &) const = default;
};

/// Every weather once, calm first and recovered last. A service that works for a second or two a run and repeats as it
/// should is through in about a minute; the longest times add up to three and a half.
std::vector<BenchStep> benchScript(double pace);

/// "calm", "429 with Retry-After", "500, 502 and 503": what a phase is called in sentences.
QString weatherWords(BenchPhase::Weather weather);
/// Whether the stand-in answers as HubSpot does.
bool isCalm(BenchPhase::Weather weather);

} // namespace hubwatch
