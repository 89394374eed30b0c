// Instants as tests about wall times write them.
#pragma once

#include "base/clock.h"

namespace hubwatch::testing {

inline TimePoint utc(int month, unsigned day, Duration time = {}, int year = 2026)
{
    using namespace std::chrono;
    return TimePoint(sys_days(std::chrono::year(year) / month / std::chrono::day(day))) + time;
}

} // namespace hubwatch::testing
