#include "ui/charts/time_window.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr Duration shortestWindow = 30s;
constexpr Duration longestWindow = 30 * 24h;

} // namespace

TimeWindow liveWindow(Duration range, TimePoint now)
{
    const Duration grid = std::max<Duration>(range / 720, 1s);
    const auto end = now.time_since_epoch();
    const TimePoint to(end % grid == Duration::zero() ? end : (end / grid + 1) * grid);
    return {.from = to - range, .to = to, .range = range, .live = true};
}

TimeWindow zoomedTo(const TimeWindow &window, TimePoint from, TimePoint to, TimePoint now)
{
    if (to < from)
        std::swap(from, to);
    if (to - from < shortestWindow) {
        const TimePoint middle = from + (to - from) / 2;
        from = middle - shortestWindow / 2;
        to = from + shortestWindow;
    }
    from = std::max(from, to - longestWindow);
    if (to > now) {
        from -= to - now;
        to = now;
    }
    return {.from = from, .to = to, .range = window.range, .live = false};
}

TimeWindow pannedBy(const TimeWindow &window, Duration by, TimePoint now)
{
    const Duration span = window.to - window.from;
    const TimePoint to = std::min(window.to + by, now);
    return {.from = to - span, .to = to, .range = window.range, .live = false};
}

TimeWindow scaledBy(const TimeWindow &window, double factor, TimePoint now)
{
    const Duration span = window.to - window.from;
    const Duration wanted(std::clamp<std::int64_t>(std::int64_t(double(span.count()) * factor), shortestWindow.count(),
                                                   longestWindow.count()));
    if (window.live)
        return liveWindow(wanted, now);
    const TimePoint middle = window.from + span / 2;
    return zoomedTo(window, middle - wanted / 2, middle - wanted / 2 + wanted, now);
}

Duration refreshEvery(const TimeWindow &window)
{
    return std::clamp<Duration>((window.to - window.from) / 3600, 1s, 60s);
}

Duration untilRefresh(const TimeWindow &window, std::optional<TimePoint> last, TimePoint now)
{
    const Duration every = refreshEvery(window);
    if (!last || now < *last || now - *last >= every)
        return Duration::zero();
    return every - (now - *last);
}

} // namespace hubwatch::ui
