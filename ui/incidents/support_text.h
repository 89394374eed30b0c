// Support text: what HubSpot's support asks for first, as a plain block to paste. Pure.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::ui {

/// Portal, then each failed call: time in UTC, method and path, status, correlation id, category, message. No secret.
QString supportText(const Incident &incident, const std::vector<FailedCall> &failures, const Snapshot &snapshot);

/// The portals of the accounts that the incident's services belong to: "prod 4242".
QStringList portalsOf(const Incident &incident, const Snapshot &snapshot);
/// The accounts that the incident's services belong to; all of them when none is known.
QStringList accountsOf(const Incident &incident, const Snapshot &snapshot);

} // namespace hubwatch::ui
