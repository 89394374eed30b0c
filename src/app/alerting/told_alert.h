// What others are told of an alert.
#pragma once

#include "alerts/alert.h"
#include "alerts/cause.h"
#include "alerts/incident.h"
#include "notify/notice.h"

namespace hubwatch {

/// "above 5 % for 5 min, at least 20 calls": the rule in plain English.
QString ruleText(const Rule &rule);

/// `evidence` is added to the details: what HubSpot said of a refused token. `incident` may be null.
ToldAlert toldAlert(const Alert &alert, const Rule &rule, const CauseFacts &facts, const Incident *incident,
                    const QString &evidence);

} // namespace hubwatch
