// Probes of a team's own items: http, file, command, metric, hand.
#pragma once

#include "checklist/item.h"
#include "checklist/probe.h"
#include "checklist/proof.h"

#include <QUrl>

namespace hubwatch {

struct OwnOrder {
    ChecklistItem item = {};
    QUrl base = {};          ///< of the test instance, else of the service
    bool baseIsTest = false; ///< it is the test instance's: what is not GET or HEAD goes nowhere else
    QUrl metrics = {};       ///< of the service
    QString credential = {};
    QString repository = {}; ///< absolute; empty: none
    QString folder = {};     ///< where commands run
    std::vector<Proof> proofs = {};
};

/// By ChecklistItem::probe; see probeNames().
Probe ownProbe(ProbeDoors doors, OwnOrder order);

/// A sentence that somebody vouches for, of the newest proof that holds; NotRun without one, Fail once it has ended.
Verdict handVerdict(const ChecklistItem &item, const std::vector<Proof> &proofs, TimePoint now);

} // namespace hubwatch
