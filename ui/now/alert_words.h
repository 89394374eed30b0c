// Alert words: what an alert says to a person, and why. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/mark.h"

namespace hubwatch::ui {

/// An alert with what belongs to it; points into a snapshot.
struct AlertView {
    const ServiceState *service = nullptr;
    const Alert *alert = nullptr;
    const Rule *rule = nullptr;
    const Reading *reading = nullptr; ///< may be null
};

/// Firing, then pending; by severity, then the longest first. Disabled rules have none.
std::vector<AlertView> liveAlerts(const Snapshot &snapshot);

/// "contacts-sync fails 7.2 % of its HubSpot calls"
QString alertTitle(const AlertView &view);
/// "contacts-sync 7.2 % error rate": where there is little room.
QString alertBrief(const AlertView &view);
/// The same without the service, where there is no room for it: "error rate 3.8 %".
QString alertFigure(const AlertView &view);
/// "firing since 09:38:00 · n = 2,451 · pages above 5 % for 5 min · no data since 09:40:11", or a pending alert's
/// clock: "breaching 6:40 of 10:00 · would page at 09:44:20 unless at or below 5 %"
QString alertClock(const AlertView &view, TimePoint now);

/// When a pending alert fires if nothing changes, never before `now`; nullopt when its hold is counted in polls, it
/// cannot be seen, or the next poll decides.
std::optional<TimePoint> firesAt(const AlertView &view, TimePoint now);
/// "would page", "would open a ticket", "would notify"
QString consequence(const Rule &rule);
/// "pages when unreachable for 3 polls", "pages above 5 % for 5 min"
QString conditionText(const Rule &rule);

struct Fact {
    QString name = {};
    QString value = {};
    bool heading = false; ///< the first of several rules' facts

    bool operator==(const Fact &) const = default;
};

/// Why it stands as it does: rule, value, n, threshold, clock, covered window, note.
std::vector<Fact> explanation(const AlertView &view, TimePoint now);

} // namespace hubwatch::ui
