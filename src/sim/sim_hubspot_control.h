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
///                     {"kind": "late", "lateMs": 5000, ...}
///                     {"kind": "storm", "share": 0.05, "kinds": ["429", "503", "reset", "lost", "lost-hang", "hang"],
///                      "count" | "seconds", "path"}: each call is struck with that chance by one of these; `count` is
///                      how many are struck, and with neither it goes on
///                     {"kind": "clear"}               ends all weather
///   latency           {"fromMs", "toMs"}
///   limits            {"tenSecondly", "search", "daily", "dailyUsed", "usageLagSeconds", "fetchStatus", "timeZone"}
///   status            {"indicator", "description", "components": {"APIs": "partial_outage"}, "incidents": [{"name",
///                      "state", "impact", "words", "component", "minutesAgo"}], "maintenances": [{"name", "words",
///                      "component", "inMinutes", "minutes"}]}
///   records           {"type": "contacts", "add": 8000, "set": {"city": "Nara", "external_id": "row-{n}"}}
///                      -> {"count", "first"}: up to 200000; {n} is 1, 2, 3 ..., "first" the first new id
///   change            {"type", "ids": ["101"] | "first": 50, "property", "value" | "archive": true} -> {"changed"}: as
///                      somebody else would meanwhile
///   properties        {"type", "archive": "city"}      a write to it is refused from now on
///   rules             {"wholeBatch": true}             one wrong input fails its batch, with trace ids too, and only
///                      the first is told
///   forget            {}                               empties log and peak
///
/// Rejected, with what was expected, for anything else.
Result<QJsonObject> simControl(SimState &state, const QString &path, const QJsonObject &body, TimePoint now);

/// GET /sim/PATH: "log", "tokens", and "peak" -> {"largest", "windowMs", "accepted", "refused", "open", "struck"}: the
/// most calls of one app in any ten seconds, the most that were open at once, and how many storms have struck. Nothing
/// for other paths; recordReport() knows more.
std::optional<QJsonObject> simReport(const SimState &state, const QString &path);

} // namespace hubwatch
