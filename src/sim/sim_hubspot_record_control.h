// recordControl: what scripts do to the simulated HubSpot's records, and how they count what has become of them.
#pragma once

#include "base/result.h"
#include "sim/sim_hubspot_state.h"

class QUrlQuery;

namespace hubwatch {

/// POST /sim/`path` for "records", "change", "properties" and "rules", as simControl() tells; of the state's own
/// portal.
Result<QJsonObject> recordControl(SimState &state, const QString &path, const QJsonObject &body, TimePoint now);

/// What GET /sim/PATH tells of the records of the state's own portal:
///
///   count?type=contacts[&property=lastname]
///       {"live", "archived", "created", "updated", "archivings", "writes": {"create": 12, ...}, "doubles"}: what calls
///       did since the start, by record and by call, and how many live records are there more than values of `property`
///       (by itself e-mail and external_id): a double of each of the two kinds counts once
///   values?type=contacts&property=city[&archived=true][&after=ID&limit=N]
///       {"values": [{"id", "value"}], "after"}: by id, null where there is none; all of them without a limit. With
///       several properties, as city,email: [{"id", "values": {"city", "email"}}]
///   associations?from=contacts&to=companies
///       {"pairs"}
///
/// Rejected, with what was expected, for anything else.
Result<QJsonObject> recordReport(SimState &state, const QString &path, const QUrlQuery &query, TimePoint now);

} // namespace hubwatch
