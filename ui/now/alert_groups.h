// Alert groups: the live alerts of one cause as one thing to look at. Pure.
#pragma once

#include "ui/now/alert_words.h"

namespace hubwatch::ui {

/// All that one cause sets off in one service: a service that is down breaks its readiness, its health and its
/// freshness at once, and a person has one thing to mend.
struct AlertGroup {
    QString key = {};                   ///< "alert/nightly-export/reach"
    std::vector<AlertView> alerts = {}; ///< never empty; the worst first, as in liveAlerts()

    const AlertView &worst() const { return alerts.front(); }
};

/// Firing and pending alerts by service and cause, the group with the worst alert first.
std::vector<AlertGroup> alertGroups(const Snapshot &snapshot);

/// "also: health and freshness firing, freshness would page at 13:27:38"; empty for a group of one.
QString alsoText(const AlertGroup &group, TimePoint now);

/// The explanations of all rules of the group, one after the other.
std::vector<Fact> explanation(const AlertGroup &group, TimePoint now);

/// How many groups fire.
int firingCount(const Snapshot &snapshot);

} // namespace hubwatch::ui
