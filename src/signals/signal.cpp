#include "signals/signal.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using Unit = SignalDefinition::Unit;
using Goal = SignalDefinition::Goal;
using Subject = SignalDefinition::Subject;

SignalDefinition burn(const char *id, const char *title, Duration longWindow, Duration shortWindow)
{
    return {.id = QLatin1StringView(id),
            .title = QLatin1StringView(title),
            .unit = Unit::Factor,
            .window = longWindow,
            .shortWindow = shortWindow,
            .goalSide = Goal::Below,
            .goal = 1,
            .minimum = 20,
            .subject = Subject::Any};
}

constexpr size_t definedCount = 18;

std::array<SignalDefinition, definedCount> defined()
{
    return {{
        {.id = QStringLiteral("api.error_rate"),
         .title = QStringLiteral("API error rate"),
         .unit = Unit::Ratio,
         .window = 5min,
         .goalSide = Goal::Below,
         .goal = 0.001,
         .minimum = 20,
         .subject = Subject::Any},
        {.id = QStringLiteral("api.auth_failures"),
         .title = QStringLiteral("Auth failures"),
         .unit = Unit::Count,
         .goalSide = Goal::Below,
         .goal = 1,
         .subject = Subject::Any},
        {.id = QStringLiteral("api.rate_limited"),
         .title = QStringLiteral("429s in an hour"),
         .unit = Unit::Count,
         .window = 1h,
         .subject = Subject::Any},
        {.id = QStringLiteral("api.latency_p99"),
         .title = QStringLiteral("Response time p99"),
         .unit = Unit::Seconds,
         .window = 5min,
         .goalSide = Goal::Below,
         .goal = 3,
         .minimum = 20,
         .subject = Subject::Any},
        {.id = QStringLiteral("webhook.delay_p99"),
         .title = QStringLiteral("Webhook delay p99"),
         .unit = Unit::Seconds,
         .window = 5min,
         .goalSide = Goal::Below,
         .goal = 5,
         .minimum = 20},
        {.id = QStringLiteral("sync.success_rate"),
         .title = QStringLiteral("Sync success rate"),
         .unit = Unit::Ratio,
         .window = 24h,
         .goalSide = Goal::Above,
         .goal = 0.995},
        {.id = QStringLiteral("sync.overdue"), .title = QStringLiteral("Longest running sync"), .unit = Unit::Seconds},
        {.id = QStringLiteral("service.ready"),
         .title = QStringLiteral("Readiness"),
         .unit = Unit::State,
         .goalSide = Goal::Above,
         .goal = 0},
        {.id = QStringLiteral("service.healthy"),
         .title = QStringLiteral("Health"),
         .unit = Unit::State,
         .goalSide = Goal::Above,
         .goal = 0},
        {.id = QStringLiteral("source.fresh"),
         .title = QStringLiteral("Polls missed"),
         .unit = Unit::Polls,
         .goalSide = Goal::Below,
         .goal = 3,
         .subject = Subject::Any},
        burn("api.burn.1h", "Budget burn, 1 h and 5 min", 1h, 5min),
        burn("api.burn.6h", "Budget burn, 6 h and 30 min", 6h, 30min),
        burn("api.burn.1d", "Budget burn, 1 d and 2 h", 24h, 2h),
        burn("api.burn.3d", "Budget burn, 3 d and 6 h", 72h, 6h),
        {.id = QStringLiteral("quota.daily"),
         .title = QStringLiteral("Daily quota at its reset"),
         .unit = Unit::Ratio,
         .subject = Subject::Account},
        {.id = QStringLiteral("quota.used"),
         .title = QStringLiteral("Daily quota used"),
         .unit = Unit::Ratio,
         .subject = Subject::Account},
        {.id = QStringLiteral("credential.age"),
         .title = QStringLiteral("Age of the credential"),
         .unit = Unit::Days,
         .subject = Subject::Account},
        {.id = QStringLiteral("hubspot.status"),
         .title = QStringLiteral("HubSpot's status"),
         .unit = Unit::State,
         .goalSide = Goal::Above,
         .goal = 0,
         .subject = Subject::Account},
    }};
}

/// Told by the checklist's runs, not by samples: there is nothing to chart.
const SignalDefinition &regressedItems()
{
    static const SignalDefinition definition{.id = QStringLiteral("checklist.regressed"),
                                             .title = QStringLiteral("Checklist items that regressed"),
                                             .unit = Unit::Count,
                                             .goalSide = Goal::Below,
                                             .goal = 1};
    return definition;
}

} // namespace

std::span<const SignalDefinition> signalDefinitions()
{
    static const std::array<SignalDefinition, definedCount> definitions = defined();
    return definitions;
}

const SignalDefinition *findSignal(QStringView id)
{
    const std::span<const SignalDefinition> all = signalDefinitions();
    const auto found = std::ranges::find_if(all, [&](const SignalDefinition &signal) { return signal.id == id; });
    if (found != all.end())
        return &*found;
    return id == regressedItems().id ? &regressedItems() : nullptr;
}

} // namespace hubwatch
