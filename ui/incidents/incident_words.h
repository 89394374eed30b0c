// Incident words: what an incident says to a person. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/format.h"
#include "ui/mark.h"

namespace hubwatch::ui {

/// Firing pages are bad, other firing alerts a warning; open without a firing alert is pending, resolved good.
Mark markOf(const Incident &incident);

/// What it stands for on charts and in figures: the firing part of the highest severity, the first of equals; of none
/// that fires, the first of the highest. nullptr when it was opened by hand and has none.
const Incident::Part *mainPart(const Incident &incident);
/// The signal to draw: the main part's, else the error rate.
QString mainSignal(const Incident &incident);
QString mainService(const Incident &incident);

/// "contacts-sync fails 7.2 % of its HubSpot calls" while that fires, else the incident's own title.
QString incidentTitle(const Incident &incident, const Snapshot &snapshot);
/// "firing · not acknowledged", "resolved after 41 min · acknowledged in 2 min"
QString incidentState(const Incident &incident);
/// The same where there is little room: "resolved after 41 min · kenji".
QString incidentBrief(const Incident &incident);
/// "us", "HubSpot", "token" ...: a cause's kind to people.
QString causeWord(Cause::Kind kind);
/// "HubSpot, token and network are good": what is known not to be the cause, and what is in trouble besides; empty
/// when nothing is known.
QString elsewhere(const Incident &incident, const Snapshot &snapshot);

/// When things began to go wrong: before its first alert fired, by what the rule waits for.
TimePoint onsetOf(const Incident &incident, const Snapshot &snapshot);
/// For how long it has been, or was, open.
Duration lengthOf(const Incident &incident, TimePoint now);

/// Why a person may not close it; empty when they may.
QString reasonAgainstClosing(const Incident &incident);
/// Why it cannot be acknowledged; empty when it can.
QString reasonAgainstAcknowledging(const Incident &incident);

/// nullptr when the snapshot does not know it.
const Incident *findIncident(const Snapshot &snapshot, qint64 id);

} // namespace hubwatch::ui
