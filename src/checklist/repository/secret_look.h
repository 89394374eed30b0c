// SecretLook: one run of the secret probe.
#pragma once

#include "checklist/repository/secret_history.h"
#include "checklist/repository/secret_probe.h"

namespace hubwatch {

/// How long a look may take before it ends as an Error: 1 GB of history takes about a minute.
inline constexpr Duration secretBudget = 5min;

/// secretProbe() with another budget.
Probe secretProbeWithin(Duration budget, ProbeDoors doors, SecretOrder order);

/// The references as facts: a .env file or plain text is a warning.
std::vector<Fact> referenceFacts(const std::vector<std::pair<QString, QString>> &references);

/// What files and history make of it.
struct SecretSums {
    GitRepository repository = {};
    SecretTreeSeen tree = {};
    SecretHistorySeen history = {};
    SecretLedger ledger = {};
    QStringList ignoredEntries = {}; ///< of the allow-list
};
Verdict secretVerdict(const SecretOrder &order, const SecretSums &sums, TimePoint at);

} // namespace hubwatch
