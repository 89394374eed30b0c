#include "checklist/bench/bench_chains.h"

#include "checklist/bench/bench_script.h"

#include <algorithm>
#include <map>
#include <set>

namespace hubwatch {

namespace {

BenchPhase::Weather weatherOf(const BenchTrace &trace, const BenchCall &call)
{
    const auto phase = size_t(call.phase);
    return phase < trace.phases.size() ? trace.phases[phase].weather : BenchPhase::Weather::Calm;
}

/// Keys that come more than once in the first phase: there a second one is no repeat. Not so in the last one, where
/// repeats from bad weather may still arrive.
std::set<QString> commonKeys(const BenchTrace &trace)
{
    std::map<std::pair<int, QString>, int> counts;
    std::set<QString> common;
    for (const BenchCall &call : trace.calls) {
        if (weatherOf(trace, call) == BenchPhase::Weather::Calm && ++counts[{call.phase, call.key}] > 1)
            common.insert(call.key);
    }
    return common;
}

} // namespace

Duration BenchChain::gap(int number) const
{
    return calls[size_t(number)].at - calls[size_t(number) - 1].answered;
}

std::vector<BenchChain> benchChains(const BenchTrace &trace)
{
    const std::set<QString> common = commonKeys(trace);
    std::vector<BenchChain> chains;
    std::map<std::pair<int, QString>, std::vector<size_t>> open; // by phase and key: chains whose last call was struck
    for (const BenchCall &call : trace.calls) {
        const BenchPhase::Weather weather = weatherOf(trace, call);
        if (common.contains(call.key) || isCalm(weather) || weather == BenchPhase::Weather::Slow)
            continue;
        std::vector<size_t> &waiting = open[{call.phase, call.key}];
        const auto repeated = std::ranges::find_if(
            waiting, [&](size_t chain) { return chains[chain].calls.back().answered <= call.at; });
        if (repeated != waiting.end()) {
            chains[*repeated].calls.push_back(call);
            const size_t moved = *repeated;
            waiting.erase(repeated);
            if (call.struck)
                waiting.push_back(moved);
        } else if (call.struck) {
            waiting.push_back(chains.size());
            chains.push_back({.weather = weather, .calls = {call}});
        }
    }
    return chains;
}

} // namespace hubwatch
