#include "ui/charts/axis_ticks.h"

#include <QLocale>
#include <array>
#include <cmath>

namespace hubwatch::ui {

namespace {

constexpr int mostIntervals = 4; // five grid lines

constexpr std::array<Duration, 22> timeSteps{1s,    2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min,
                                             30min, 1h, 2h, 3h,  6h,  12h, 24h,  48h,  96h,  168h,  30 * 24h};
constexpr std::array longSecondSteps{30.0,   60.0,   120.0,   300.0,   600.0,   900.0,    1800.0,
                                     3600.0, 7200.0, 14400.0, 21600.0, 43200.0, 86'400.0, 172'800.0};

double nextNiceStep(double atLeast)
{
    const double power = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double part : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (part * power >= atLeast * (1 - 1e-9))
            return part * power;
    }
    return 10 * power;
}

double niceStep(double span, Unit unit)
{
    double step = span / mostIntervals;
    if (unit == Unit::Seconds && span > 120) {
        for (const double candidate : longSecondSteps) {
            if (candidate >= step)
                return candidate;
        }
    }
    step = nextNiceStep(step);
    if (unit == Unit::Count || unit == Unit::Polls) {
        step = std::max(1.0, step);
        if (std::abs(step - std::round(step)) > 1e-9) // 2.5 of something counted
            step = std::ceil(step);
    }
    return step;
}

Duration offsetAt(TimePoint at, Zone zone)
{
    return zone == Zone::Utc ? Duration{0} : Duration(dateTimeOf(at, zone).offsetFromUtc() * 1000LL);
}

Duration flooredTo(Duration value, Duration step)
{
    const auto steps = value / step - (value % step < Duration::zero() ? 1 : 0);
    return steps * step;
}

} // namespace

ValueScale valueScale(double low, double high, Unit unit)
{
    if (!std::isfinite(low) || !std::isfinite(high) || high <= low)
        high = low + (unit == Unit::Count || unit == Unit::Polls ? 4 : std::max(std::abs(low) * 0.1, 1e-6));
    double step = niceStep(high - low, unit);
    double first = std::floor(low / step + 1e-9);
    double last = std::ceil(high / step - 1e-9);
    if (last - first > mostIntervals) { // the ends fell between two steps
        step = niceStep((mostIntervals + 1) * step, unit);
        first = std::floor(low / step + 1e-9);
        last = std::ceil(high / step - 1e-9);
    }
    ValueScale scale{.min = first * step, .max = last * step};
    for (double at = first; at <= last; at += 1)
        scale.ticks.push_back(at * step);
    return scale;
}

TimeTicks timeTicks(TimePoint from, TimePoint to, int most, Zone zone)
{
    TimeTicks ticks{.step = timeSteps.back()};
    if (to <= from || most < 1)
        return ticks;
    for (const Duration step : timeSteps) {
        if ((to - from) / step <= most) {
            ticks.step = step;
            break;
        }
    }
    const Duration step = ticks.step;
    for (TimePoint at = from; at <= to + step; at += step) {
        const Duration offset = offsetAt(at, zone);
        TimePoint tick(flooredTo(at.time_since_epoch() + offset, step) - offset);
        tick += offset - offsetAt(tick, zone); // the zone's clock changed between the two
        if (tick >= from && tick <= to && (ticks.at.empty() || tick > ticks.at.back()))
            ticks.at.push_back(tick);
    }
    return ticks;
}

QString timeTickText(TimePoint at, Duration step, Zone zone)
{
    const QDateTime local = dateTimeOf(at, zone);
    const bool midnight = local.time().msecsSinceStartOfDay() == 0;
    if (step >= 24h || (midnight && step >= 1h))
        return QLocale(QLocale::English).toString(local, QStringLiteral("d MMM"));
    return local.toString(step < 1min ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

} // namespace hubwatch::ui
