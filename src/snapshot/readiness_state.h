// What the window sees of the production checklist.
#pragma once

#include "checklist/proof.h"
#include "checklist/readiness.h"
#include "checklist/target.h"

namespace hubwatch {

/// An older verdict of an item.
struct PastVerdict {
    TimePoint at = {};
    Outcome outcome = Outcome::NotRun;
    QString words = {};
    QString by = {};

    bool operator==(const PastVerdict &) const = default;
};

/// An item that is being looked at.
struct ItemProgress {
    QString item = {};
    bool waiting = false; ///< for its turn
    QString words = {};
    double share = -1; ///< 0..1; less than 0: nobody knows

    bool operator==(const ItemProgress &) const = default;
};

struct ServiceReadiness {
    Readiness readiness = {};
    bool configured = false; ///< the workspace has a [[checklist]] for it
    ChecklistTarget target = {};
    std::vector<Proof> proofs = {};
    std::vector<ItemProgress> progress = {}; ///< empty: nothing runs
    int planned = 0;                         ///< items of the run
    int ended = 0;                           ///< of them
    std::optional<TimePoint> ranAt = {};     ///< the newest run
    QString benchUrl = {};                   ///< while the stand-in is open: where HubSpot is to be found
    QString benchWords = {};                 ///< what it waits for: "Start a run of contacts-sync now"
    std::map<QString, std::vector<PastVerdict>> history = {}; ///< by item, newest first, 20 at most
    QStringList regressed = {};                               ///< passed once, and do no longer, as the watch saw
    QString problem = {}; ///< why its items or records cannot be read; empty: all is well

    bool operator==(const ServiceReadiness &) const = default;
};

struct ReadinessState {
    std::vector<ServiceReadiness> services = {}; ///< in the workspace's order
    QString fault = {};                          ///< why verdicts cannot be kept

    bool operator==(const ReadinessState &) const = default;
};

} // namespace hubwatch
