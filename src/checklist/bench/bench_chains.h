// BenchChain: a call that the weather struck, and its repeats.
#pragma once

#include "checklist/bench/bench_trace.h"

namespace hubwatch {

struct BenchChain {
    BenchPhase::Weather weather = BenchPhase::Weather::Calm;
    std::vector<BenchCall> calls = {}; ///< all struck but perhaps the last

    bool operator==(const BenchChain &) const = default;

    int attempts() const { return int(calls.size()); }
    /// Between the answer of attempt `number`, from 1, and the next one.
    Duration gap(int number) const;
    bool gaveUp() const { return calls.back().struck; }
};

/// Told apart by what cannot be a repeat: a twin that arrived before the first was answered, and requests that the
/// service makes more than once a run in calm weather anyway. Slow answers are no strike.
std::vector<BenchChain> benchChains(const BenchTrace &trace);

} // namespace hubwatch
