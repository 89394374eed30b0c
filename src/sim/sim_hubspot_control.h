// simControl: how tests and demos steer the simulated HubSpot, by JSON.
#pragma once

#include "base/result.h"
#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// What POST /sim/... does, `path` being what follows /sim/:
///
///   tokens            {"kind": "private-app" | "service-key" | "oauth", "portal", "app", "name", "scopes", "hublet",
///                      "token", "expiresInSeconds"} -> {"token"}
///   tokens/revoke     {"token"}                        access or refresh token
///   tokens/expire     {"token", "inSeconds": 0}
///   tokens/rotate     {"token", "graceSeconds": 604800} -> {"token"}: the new one
///   weather           {"kind": "429-daily", "count": 3 | "seconds": 20, "path", "retryAfter", "scopes", "hublet"};
///                     {"kind": "clear"}
///   latency           {"fromMs", "toMs"}
///   limits            {"tenSecondly", "search", "daily", "dailyUsed", "usageLagSeconds", "fetchStatus", "timeZone"}
///   status            {"indicator", "description", "components": {"APIs": "partial_outage"}, "incidents": [{"name",
///                      "state", "impact", "words", "component", "minutesAgo"}], "maintenances": [{"name", "words",
///                      "component", "inMinutes", "minutes"}]}
///   records           {"type": "contacts", "add": 8000}
///   forget            {}                               empties log and peak
///
/// Rejected, with what was expected, for anything else.
Result<QJsonObject> simControl(SimState &state, const QString &path, const QJsonObject &body, TimePoint now);

/// GET /sim/PATH: "log", "peak", "tokens". Nothing for other paths.
std::optional<QJsonObject> simReport(const SimState &state, const QString &path);

} // namespace hubwatch
