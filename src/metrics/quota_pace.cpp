#include "metrics/quota_pace.h"

#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

constexpr Duration paceWindow = 1h;
constexpr Duration paceResolution = 1min;
/// A burst of some minutes says little of an hour.
constexpr Duration leastSeen = 30min;
constexpr Duration quotaDay = 24h;

double hours(Duration time)
{
    return double(time.count()) / double(Duration(1h).count());
}

} // namespace

void QuotaPace::add(QuotaMark mark)
{
    if (m_newest && (mark.used < m_newest->used / 2 || mark.at < m_newest->at))
        m_marks.clear();
    else if (m_newest && mark.used < m_newest->used)
        return;
    m_newest = mark;
    if (!m_marks.empty() && mark.at - m_marks.back().at < paceResolution)
        return;
    m_marks.push_back(mark);
    while (m_marks.size() > 1 && m_marks[1].at <= mark.at - paceWindow)
        m_marks.pop_front();
}

std::optional<QuotaOutlook> QuotaPace::outlook(double limit, TimePoint resetsAt, TimePoint now) const
{
    if (!m_newest || !(limit > 0) || resetsAt <= now || resetsAt <= m_newest->at)
        return std::nullopt;
    QuotaMark from = m_marks.empty() ? *m_newest : m_marks.front();
    if (m_newest->at - from.at < leastSeen)
        from = {.at = std::min(resetsAt - quotaDay, from.at), .used = 0};
    const Duration over = m_newest->at - from.at;
    // In the first minute of a day a call or two would make a pace of hundreds an hour.
    const double perHour = (m_newest->used - from.used) / hours(std::max(over, paceResolution));
    QuotaOutlook outlook = quotaOutlook(*m_newest, limit, resetsAt, perHour);
    outlook.over = over;
    return outlook;
}

QuotaOutlook quotaOutlook(QuotaMark mark, double limit, TimePoint resetsAt, double perHour)
{
    QuotaOutlook outlook{.used = mark.used, .limit = limit, .resetsAt = resetsAt, .perHour = perHour};
    outlook.atReset = (mark.used + perHour * std::max(hours(resetsAt - mark.at), 0.0)) / limit;
    if (mark.used >= limit)
        outlook.runsOutAt = mark.at;
    else if (outlook.atReset > 1)
        outlook.runsOutAt
            = mark.at + Duration(std::llround((limit - mark.used) / perHour * double(Duration(1h).count())));
    return outlook;
}

} // namespace hubwatch
