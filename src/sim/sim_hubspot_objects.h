// The simulated HubSpot's CRM objects, one at a time, and the definitions of their properties.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// Answers paths below /crm/objects/VERSION: `parts` begin with the type. Nothing for a path it does not know.
std::optional<ServedReply> objectsAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts);
/// Answers paths below /crm/properties/VERSION.
std::optional<ServedReply> propertiesAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts);

/// Category, message and inner errors of a refused record, as they stand in the answer to one call and to a batch.
QJsonObject refusalJson(const SimRefusal &refusal);
/// The answer to a call whose record is refused.
ServedReply refusalReply(const SimCall &call, const SimRefusal &refusal);
/// The strings of an array; nothing when it is there and is no array of strings.
std::optional<QStringList> stringsOf(const QJsonValue &value);

} // namespace hubwatch
