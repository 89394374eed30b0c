#include "batch/job_progress.h"

#include <array>

namespace hubwatch {

namespace {

using Phase = JobState::Phase;

struct PhaseWord {
    Phase phase;
    QLatin1StringView word;
};

constexpr std::array phaseWords{
    PhaseWord{Phase::Planned, QLatin1StringView("planned")},
    PhaseWord{Phase::Scheduled, QLatin1StringView("scheduled")},
    PhaseWord{Phase::Running, QLatin1StringView("running")},
    PhaseWord{Phase::Paused, QLatin1StringView("paused")},
    PhaseWord{Phase::Parked, QLatin1StringView("parked")},
    PhaseWord{Phase::Asking, QLatin1StringView("asking")},
    PhaseWord{Phase::Finished, QLatin1StringView("finished")},
    PhaseWord{Phase::Cancelled, QLatin1StringView("cancelled")},
};

} // namespace

QString phaseWord(Phase phase)
{
    for (const PhaseWord &one : phaseWords) {
        if (one.phase == phase)
            return one.word;
    }
    Q_UNREACHABLE();
}

std::optional<Phase> phaseNamed(QStringView word)
{
    for (const PhaseWord &one : phaseWords) {
        if (word == one.word)
            return one.phase;
    }
    return std::nullopt;
}

bool hasEnded(Phase phase)
{
    return phase == Phase::Finished || phase == Phase::Cancelled;
}

} // namespace hubwatch
