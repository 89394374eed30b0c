// What the window may ask about alerts, incidents and routes, and what comes back.
#pragma once

#include "alerts/backtest.h"
#include "notify/desktop_notice.h"
#include "notify/ledger.h"
#include "snapshot/alerting_state.h"
#include "snapshot/chart_query.h"
#include "snapshot/triage.h"

namespace hubwatch {

/// What became of a command; only what a person asked for has one.
struct AlertOutcome {
    enum class Command { Acknowledge, Unacknowledge, Mute, EndMute, TestFire, Retry, Drop, Incident, Annotate };

    Command command = Command::Acknowledge;
    QString subject = {}; ///< the alert's dedupKey(), the mute's id, the route, the incident's number
    bool good = false;
    QString words = {}; ///< a sentence: what happened, or why not and what to do

    bool operator==(const AlertOutcome &) const = default;
};

struct AcknowledgeAlerts {
    std::vector<AlertId> alerts = {};
    qint64 incident = 0; ///< all that fire of it; 0: `alerts` alone
    QString owner = {};
    QString note = {};

    bool operator==(const AcknowledgeAlerts &) const = default;
};

/// What a person does to an incident, besides acknowledging it.
struct IncidentCommand {
    enum class What { Open, Note, Own, Regrade, Close };

    What what = What::Note;
    qint64 incident = 0; ///< Open: 0
    QString title = {};  ///< Open
    QStringList services = {};
    Rule::Severity severity = Rule::Severity::Ticket;
    QString author = {};
    QString text = {}; ///< of a note; of Own: the owner

    bool operator==(const IncidentCommand &) const = default;
};

struct BacktestQuestion {
    std::uint64_t id = 0; ///< the asker's; a newer question of any id makes an older one void
    Rule candidate = {};
    std::optional<Rule> present = {}; ///< beside which it is shown
    TimePoint from = {};
    TimePoint to = {};

    bool operator==(const BacktestQuestion &) const = default;
};

struct BacktestAnswer {
    std::uint64_t id = 0;
    double done = 0; ///< 0..1; answers come as it goes on, the last with 1
    BacktestResult candidate = {};
    std::optional<BacktestResult> present = {};
    std::vector<ChartLine> lines = {}; ///< the signal over the range, one line a service, at most 600 points each
    TimePoint from = {};
    TimePoint to = {};
    QString problem = {};
    QString note = {}; ///< "one reading in two minutes": how it was read, where that matters
};

} // namespace hubwatch
