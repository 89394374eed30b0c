// When an account is asked about: the intervals, and what they cost it. Pure.
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace hubwatch {

/// What is asked of an account.
enum class HubSpotQuestion {
    Details, ///< the probe: is HubSpot there, is the token good, whose is it; its headers tell the quota
    Usage,   ///< the day's calls of all private apps
    Audit,   ///< security activity
};

struct HubSpotPlan {
    Duration details = 60s;
    Duration usage = 5min; ///< HubSpot caches the number: asking more often tells no more
    Duration audit = 30min;
    bool slowed = false; ///< stretched to stay inside the budget

    Duration of(HubSpotQuestion question) const;
    /// Calls of a whole day at these intervals.
    int callsPerDay() const;

    bool operator==(const HubSpotPlan &) const = default;
};

/// However small the budget that is left, nobody is blind for longer.
constexpr Duration slowestProbe = 15min;

/// The plan for the rest of the day: at `interval` between probes, or stretched evenly where `callsToday` and the calls
/// until the reset together would pass the budget.
HubSpotPlan hubSpotPlan(Duration interval, std::int64_t budget, std::int64_t callsToday, Duration untilReset);

} // namespace hubwatch
