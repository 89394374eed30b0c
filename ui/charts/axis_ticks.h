// Ticks: where a value axis and a time axis are marked, at figures a person would choose.
#pragma once

#include "ui/format.h"

#include <vector>

namespace hubwatch::ui {

struct ValueScale {
    double min = 0;
    double max = 1;
    std::vector<double> ticks = {}; ///< ascending, min and max included

    bool operator==(const ValueScale &) const = default;
};

/// The smallest scale with round ticks that holds low..high: at most five of them, whole numbers for what is counted,
/// minutes and hours for long times.
ValueScale valueScale(double low, double high, Unit unit);

struct TimeTicks {
    Duration step = {};
    std::vector<TimePoint> at = {};

    bool operator==(const TimeTicks &) const = default;
};

/// Round instants of the zone within from..to, with at most `most` steps in the range; day ticks stand at the zone's
/// midnight, through changes of summer time too.
TimeTicks timeTicks(TimePoint from, TimePoint to, int most, Zone zone);

/// "09:41", "09:41:30" below a minute, "23 Nov" at midnight and for days.
QString timeTickText(TimePoint at, Duration step, Zone zone);

} // namespace hubwatch::ui
