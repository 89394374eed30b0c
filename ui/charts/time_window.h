// TimeWindow: which stretch of time the charts show, and how it moves.
#pragma once

#include "base/clock.h"

#include <array>
#include <optional>

namespace hubwatch::ui {

struct TimeWindow {
    TimePoint from = {};
    TimePoint to = {};
    Duration range = 1h; ///< what Live returns to
    bool live = true;    ///< follows the present

    bool operator==(const TimeWindow &) const = default;
};

/// The ranges of the time bar.
inline constexpr std::array<Duration, 6> timeRanges{15min, 1h, 6h, 24h, 7 * 24h, 30 * 24h};

/// Ends at `now`, rounded up to a grid so that pixel columns keep their samples from one second to the next.
TimeWindow liveWindow(Duration range, TimePoint now);

/// A chosen stretch: at least 30 s, never beyond now.
TimeWindow zoomedTo(const TimeWindow &window, TimePoint from, TimePoint to, TimePoint now);
/// Moved by `by`, later when positive; stops at now.
TimeWindow pannedBy(const TimeWindow &window, Duration by, TimePoint now);
/// Shorter (factor < 1) or longer about its middle; a live window keeps its end.
TimeWindow scaledBy(const TimeWindow &window, double factor, TimePoint now);

/// How often a live window is asked anew: once a second at most, seldom for long ranges.
Duration refreshEvery(const TimeWindow &window);
/// How long a live window last read at `last` stays as it is; zero: read it now. A clock set back is no reason to wait.
Duration untilRefresh(const TimeWindow &window, std::optional<TimePoint> last, TimePoint now);

} // namespace hubwatch::ui
