#include "sources/hubspot_plan.h"

#include <QtGlobal>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration day = 24h;

double callsIn(Duration time, const HubSpotPlan &plan)
{
    double calls = 0;
    for (const Duration interval : {plan.details, plan.usage, plan.audit})
        calls += double(time.count()) / double(interval.count());
    return calls;
}

Duration stretched(Duration interval, double factor)
{
    return Duration(Duration::rep(double(interval.count()) * factor));
}

} // namespace

Duration HubSpotPlan::of(HubSpotQuestion question) const
{
    switch (question) {
    case HubSpotQuestion::Details: return details;
    case HubSpotQuestion::Usage: return usage;
    case HubSpotQuestion::Audit: return audit;
    }
    Q_UNREACHABLE();
}

int HubSpotPlan::callsPerDay() const
{
    return int(callsIn(day, *this));
}

HubSpotPlan hubSpotPlan(Duration interval, std::int64_t budget, std::int64_t callsToday, Duration untilReset)
{
    HubSpotPlan plan;
    plan.details = interval;
    plan.usage = std::max(plan.usage, interval);
    plan.audit = std::max(plan.audit, interval);
    const double left = std::max(double(budget - callsToday), 1.0);
    const double needed = callsIn(std::clamp(untilReset, Duration(1min), day), plan);
    if (needed <= left)
        return plan;
    const double factor = needed / left;
    // An interval the workspace itself made longer is not shortened by the cap.
    plan.details = std::min(stretched(plan.details, factor), std::max(slowestProbe, interval));
    plan.usage = stretched(plan.usage, factor);
    plan.audit = stretched(plan.audit, factor);
    plan.slowed = true;
    return plan;
}

} // namespace hubwatch
