// What on HubSpot's status page is news. Pure.
#pragma once

#include "hubspot/status_page.h"
#include "store/event.h"

#include <map>

namespace hubwatch {

/// The incidents and maintenances that were open at the last look: what they were called, and their state.
struct KnownIncident {
    QString name = {};
    QString state = {};
    bool maintenance = false;

    bool operator==(const KnownIncident &) const = default;
};
using KnownIncidents = std::map<QString, KnownIncident>;

struct StatusNews {
    std::vector<Event> events = {}; ///< what began stands at its own instant, as far as a day back
    KnownIncidents known = {};

    bool operator==(const StatusNews &) const = default;
};

/// What began, changed its state or ended since `known`. Events are of kind HubSpot, with the subject "incident" or
/// "maintenance" and the states as `from` and `to`; an end has `to` = "resolved".
StatusNews statusNews(const KnownIncidents &known, const StatusPage &page, TimePoint now);

/// For the store, so that a restart brings nothing up again.
QByteArray toBytes(const KnownIncidents &known);
KnownIncidents knownIncidentsOf(const QByteArray &bytes);

} // namespace hubwatch
