#include "checklist/bench/bench_script.h"

#include <algorithm>

namespace hubwatch {

std::vector<BenchStep> benchScript(double pace)
{
    // What comes after ten seconds still counts: HubSpot's own client waits so long after a 429.
    std::vector<BenchStep> steps{
        {.weather = BenchPhase::Weather::Calm, .longest = 30s, .quiet = 2s},
        {.weather = BenchPhase::Weather::Throttled, .longest = 40s, .quiet = 2s, .comeback = 12s},
        {.weather = BenchPhase::Weather::Failing, .longest = 45s, .quiet = 2s, .comeback = 12s},
        {.weather = BenchPhase::Weather::Slow, .longest = 25s, .quiet = 2s},
        {.weather = BenchPhase::Weather::Reset, .longest = 20s, .quiet = 3s},
        {.weather = BenchPhase::Weather::Malformed, .longest = 15s, .quiet = 3s},
        {.weather = BenchPhase::Weather::Unauthorized, .longest = 10s, .quiet = 2s},
        {.weather = BenchPhase::Weather::Recovered, .longest = 30s, .quiet = 2s},
    };
    for (BenchStep &step : steps) {
        for (Duration *time : {&step.longest, &step.quiet, &step.comeback})
            *time = Duration(qint64(double(time->count()) * pace));
        // Retry-After knows whole seconds only, so this one cannot be hurried as much.
        if (step.weather == BenchPhase::Weather::Throttled) {
            step.comeback = std::max<Duration>(step.comeback, 2500ms);
            step.longest = std::max<Duration>(step.longest, 6s);
        }
    }
    return steps;
}

QString weatherWords(BenchPhase::Weather weather)
{
    switch (weather) {
    case BenchPhase::Weather::Calm: return QStringLiteral("calm");
    case BenchPhase::Weather::Throttled: return QStringLiteral("429 with Retry-After");
    case BenchPhase::Weather::Failing: return QStringLiteral("500, 502 and 503");
    case BenchPhase::Weather::Slow: return QStringLiteral("slow answers");
    case BenchPhase::Weather::Reset: return QStringLiteral("reset connections");
    case BenchPhase::Weather::Malformed: return QStringLiteral("half a body");
    case BenchPhase::Weather::Unauthorized: return QStringLiteral("401 to everything");
    case BenchPhase::Weather::Recovered: return QStringLiteral("calm again");
    }
    Q_UNREACHABLE();
}

bool isCalm(BenchPhase::Weather weather)
{
    return weather == BenchPhase::Weather::Calm || weather == BenchPhase::Weather::Recovered;
}

} // namespace hubwatch
