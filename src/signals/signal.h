// SignalDefinition: the operational figures Hubwatch knows, each defined once.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>
#include <span>

namespace hubwatch {

struct SignalDefinition {
    enum class Unit {
        Ratio, ///< 0..1, shown as per cent
        Count, ///< events in the window
        Seconds,
        State,  ///< 1 good, 0 not, -1 unreachable
        Factor, ///< times the sustainable burn
        Polls,  ///< polls missed
        Days,
    };
    /// Who has it: a service, an account of HubSpot, or both, since an account is seen by the same figures as a
    /// service: those of our own calls.
    enum class Subject { Service, Account, Any };
    enum class Goal { None, Below, Above };

    QString id = {};    ///< as in the workspace file: "api.error_rate"
    QString title = {}; ///< English, for people: "API error rate"
    Unit unit = Unit::Ratio;
    Duration window = {};      ///< zero: now, or since the last poll
    Duration shortWindow = {}; ///< of a burn: the figure is the smaller one of both windows
    Goal goalSide = Goal::None;
    double goal = 0;
    std::int64_t minimum = 0; ///< default minimum volume of its rules
    Subject subject = Subject::Service;

    /// Whether an account has it, or a service.
    bool concerns(bool account) const { return subject != (account ? Subject::Service : Subject::Account); }

    bool operator==(const SignalDefinition &) const = default;
};

/// All signals of services and accounts, in the order pages show them. The names are product terms and fixed:
/// api.error_rate api.rate_limited api.latency_p99 api.auth_failures webhook.delay_p99 sync.success_rate sync.overdue
/// service.ready service.healthy source.fresh, and api.burn.1h .6h .1d .3d for the error budget
/// (each the smaller of its long and short window's burn); of accounts alone quota.daily quota.used credential.age
/// hubspot.status.
std::span<const SignalDefinition> signalDefinitions();

/// Of those, and of checklist.regressed, which is no series: how many items of a service passed once and fail now.
/// nullptr for an id nobody defined.
const SignalDefinition *findSignal(QStringView id);

} // namespace hubwatch
