// TraceMaker: traces of a bench run, made by hand.
#pragma once

#include "checklist/bench/bench_verdicts.h"

namespace hubwatch::testing {

/// All eight phases, ten minutes long each and started, and nothing in them.
class TraceMaker
{
public:
    using Weather = BenchPhase::Weather;

    TraceMaker()
    {
        trace.at = TimePoint(1'763'884'800s);
        for (const Weather weather : {Weather::Calm, Weather::Throttled, Weather::Failing, Weather::Slow,
                                      Weather::Reset, Weather::Malformed, Weather::Unauthorized, Weather::Recovered}) {
            const Duration from = 10min * int(trace.phases.size());
            trace.phases.push_back({.weather = weather, .from = from, .to = from + 10min, .started = true});
        }
    }

    /// `at` is since the phase began; answered 10 ms later.
    BenchCall &call(Weather weather, Duration at, const QString &key, int status = 200)
    {
        const int phase = int(weather);
        trace.calls.push_back({.at = trace.phases[size_t(phase)].from + at,
                               .answered = trace.phases[size_t(phase)].from + at + 10ms,
                               .phase = phase,
                               .method = QStringLiteral("GET"),
                               .path = QStringLiteral("/crm/v3/objects/contacts/") + key,
                               .key = key,
                               .status = status});
        return trace.calls.back();
    }
    BenchCall &struck(Weather weather, Duration at, const QString &key, int status)
    {
        BenchCall &made = call(weather, at, key, status);
        made.struck = true;
        return made;
    }
    /// A request that fails, repeated behind each of the gaps; the last attempt is answered unless it gives up.
    void failing(const QString &key, std::vector<Duration> gaps, bool givesUp = false, Duration at = 0ms)
    {
        struck(Weather::Failing, at, key, 500);
        for (size_t i = 0; i < gaps.size(); ++i) {
            at += gaps[i] + 10ms;
            if (i + 1 < gaps.size() || givesUp)
                struck(Weather::Failing, at, key, 502);
            else
                call(Weather::Failing, at, key);
        }
    }
    /// Told to wait and come again after `waited`.
    void throttled(const QString &key, const QString &told, Duration retryAfter, Duration waited)
    {
        BenchCall &first = struck(Weather::Throttled, 0ms, key, 429);
        first.told = told;
        first.retryAfter = retryAfter;
        call(Weather::Throttled, 10ms + waited, key);
    }
    void look(Weather weather, int status, bool readiness = false)
    {
        trace.looks.push_back({.at = trace.phases[size_t(weather)].from,
                               .phase = int(weather),
                               .readiness = readiness,
                               .status = status});
    }
    /// /health answered so in every phase.
    void healthy(int status = 200)
    {
        for (const BenchPhase &phase : trace.phases)
            look(phase.weather, status);
    }
    /// One call in each phase, struck where the weather strikes.
    void callEverywhere()
    {
        for (const BenchPhase &phase : trace.phases) {
            const bool isCalm = phase.weather == Weather::Calm || phase.weather == Weather::Recovered;
            call(phase.weather, 1s, QStringLiteral("any")).struck = !isCalm;
        }
    }

    BenchTrace trace = {};
};

inline const Fact *factNamed(const Verdict &verdict, const QString &part)
{
    for (const Fact &fact : verdict.evidence.facts)
        if (fact.name.contains(part))
            return &fact;
    return nullptr;
}

} // namespace hubwatch::testing
