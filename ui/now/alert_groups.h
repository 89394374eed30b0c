// Alert groups: the live alerts of one cause as one thing to look at, and how each stands. Pure.
#pragma once

#include "ui/now/alert_filter.h"
#include "ui/now/alert_words.h"

namespace hubwatch::ui {

/// All that one cause sets off in one service: a service that is down breaks its readiness, its health and its
/// freshness at once, and a person has one thing to mend.
struct AlertGroup {
    QString key = {};                     ///< "alert/nightly-export/reach"
    std::vector<AlertView> alerts = {};   ///< never empty; the worst first, as in liveAlerts()
    const Acknowledgement *ack = nullptr; ///< set when somebody has taken on all of it that fires; the newest

    const AlertView &worst() const { return alerts.front(); }
    bool fires() const { return worst().alert->state == Alert::State::Firing; }
};

/// Alerts that another one, or a fact, explains.
struct HiddenAlerts {
    std::optional<AlertId> by = {}; ///< absent: a fact
    Cause cause = {};
    QString why = {}; ///< "token of prod is refused"
    std::vector<AlertView> alerts = {};
};

/// All live alerts, each in one place. Points into the snapshot it was made of.
struct AlertBoard {
    std::vector<AlertGroup> groups = {}; ///< loud ones first, the group with the worst alert in front; then taken on
    std::vector<HiddenAlerts> hidden = {};
    std::vector<AlertView> muted = {};

    /// Groups that fire and that nobody has taken on.
    int loud() const;
    size_t alerts() const;
};

/// Only what the filter lets through.
AlertBoard boardOf(const Snapshot &snapshot, const AlertFilter &filter = {});

/// Firing and pending alerts by service and cause, the group with the worst alert first.
std::vector<AlertGroup> alertGroups(const Snapshot &snapshot);

/// "also: health and freshness firing, freshness would page at 13:27:38"; empty for a group of one.
QString alsoText(const AlertGroup &group, TimePoint now);

/// The explanations of all rules of the group, one after the other.
std::vector<Fact> explanation(const AlertGroup &group, TimePoint now);

/// How many groups fire that nobody has taken on.
int firingCount(const Snapshot &snapshot);

AlertId idOf(const AlertView &view);
std::vector<AlertId> idsOf(const AlertGroup &group);

} // namespace hubwatch::ui
