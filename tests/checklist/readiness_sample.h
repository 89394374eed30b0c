// A readiness to test with: every outcome, and waivers of every standing.
#pragma once

#include "checklist/readiness.h"

namespace hubwatch::testing {

/// Thursday, 26 November 2026, 07:37:37 UTC.
inline constexpr TimePoint sampleNow
    = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26)) + 7h + 37min + 37s;

/// Fifteen items in five groups of a service at level B in Tokyo. One is only asked for from level A on.
ReadinessParts sampleParts();
Readiness sampleReadiness();

} // namespace hubwatch::testing
