// QuotaPace: how fast a day's quota goes, and where the day ends at that pace.
#pragma once

#include "base/clock.h"

#include <deque>
#include <optional>

namespace hubwatch {

/// How much of the quota was used, as told at one instant.
struct QuotaMark {
    TimePoint at = {};
    double used = 0;

    bool operator==(const QuotaMark &) const = default;
};

struct QuotaOutlook {
    double used = 0;
    double limit = 0;
    TimePoint resetsAt = {};
    double perHour = 0;                      ///< the pace the outlook goes by
    Duration over = {};                      ///< the time that pace was measured over
    double atReset = 0;                      ///< share of the limit used at the reset, if the pace goes on
    std::optional<TimePoint> runsOutAt = {}; ///< absent: not before the reset

    bool operator==(const QuotaOutlook &) const = default;
};

/// What was used in the last hour, and so the pace.
class QuotaPace
{
public:
    /// Marks come in order of time; one a minute is kept. Less than half of what was used before is a new day: what was
    /// known of the pace belongs to the old one. A smaller step back is an older figure, from a cache, and left out.
    void add(QuotaMark mark);
    void forget() { m_marks.clear(); }

    const std::optional<QuotaMark> &newest() const { return m_newest; }
    /// The pace of the last hour where at least half of it was seen, else that since the portal's midnight, which is
    /// taken to be a day before the reset. nullopt when nothing was told, or when the figures are of a day that is over
    /// at `now`.
    std::optional<QuotaOutlook> outlook(double limit, TimePoint resetsAt, TimePoint now) const;

private:
    std::deque<QuotaMark> m_marks = {}; ///< of the day under way
    std::optional<QuotaMark> m_newest = {};
};

/// The outlook at a known pace.
QuotaOutlook quotaOutlook(QuotaMark mark, double limit, TimePoint resetsAt, double perHour);

} // namespace hubwatch
