// The simulated HubSpot's batches: read, create, update, upsert, archive.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// POST /crm/objects/VERSION/TYPE/batch/`operation`; nothing for an operation it does not know.
///
/// One wrong input fails the whole batch and only the first is told, unless every input carries an objectWriteTraceId
/// of its own: then the good ones are written and the answer is a 207. The rule `wholeBatch` takes that away. Ids that
/// nobody has are told in a 207 in any case.
std::optional<ServedReply> batchAnswer(const SimCall &call, SimRecords &records, const QByteArray &operation,
                                       const SimRules &rules);

} // namespace hubwatch
