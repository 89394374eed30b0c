// What the timeline says of an incident: one English sentence each.
#pragma once

#include "alerts/incident_book.h"

namespace hubwatch {

/// "contacts-sync: error burst"; HubSpot's own by its name.
QString incidentTitle(const Cause &cause, const CauseFacts &facts);

QString openedText(const Incident &incident);
QString joinedText(const Incident &incident, const AlertId &alert, const Inhibition *inhibition);
QString leftText(const Incident &incident, const AlertId &alert, int stillFiring);
QString reopenedText(const Incident &incident, const AlertId &alert);
QString graverText(const Incident &incident, const AlertId &alert, Rule::Severity severity);
QString resolvedText(const Incident &incident);

IncidentChange incidentChange(IncidentChange::Kind kind, const Incident &incident, TimePoint at, const QString &text,
                              const AlertId &alert = {});
/// Of one part of it. A storm of thousands of alerts in one incident must not copy all of them for each.
IncidentChange partChange(IncidentChange::Kind kind, const Incident &incident, TimePoint at, const QString &text,
                          const Incident::Part &part);

} // namespace hubwatch
