// The simulated HubSpot's CRM objects, one at a time, and the definitions of their properties.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// Answers paths below /crm/objects/VERSION: `parts` begin with the type. Nothing for a path it does not know.
std::optional<ServedReply> objectsAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts);
/// Answers paths below /crm/properties/VERSION.
std::optional<ServedReply> propertiesAnswer(const SimCall &call, const QList<QByteArray> &parts);

/// The error body of a refused record.
ServedReply refusalReply(const SimCall &call, const SimRefusal &refusal);
/// The strings of an array; nothing when it is there and is no array of strings.
std::optional<QStringList> stringsOf(const QJsonValue &value);

} // namespace hubwatch
