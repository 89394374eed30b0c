// An incident as JSON, and back.
#pragma once

#include "alerts/incident.h"

#include <QJsonObject>

namespace hubwatch {

QJsonObject incidentJson(const Incident &incident);
/// nullopt for what is damaged.
std::optional<Incident> incidentOf(const QJsonObject &object);

} // namespace hubwatch
