// Verdicts: what the strip says, told from a snapshot. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/mark.h"
#include "ui/now/alert_groups.h"

namespace hubwatch::ui {

enum class Page { Now, Charts, Incidents, Rules, Batch, Readiness, Sources };
/// The parts of Sources.
enum class SourcesPart { Services, Accounts, Credentials };

/// One chip: a state in one word and the evidence it stands on. Only what the console can know truthfully is here.
struct Verdict {
    QString id = {};   ///< "us", "hubspot", "token", "quota", "network", "console"
    QString word = {}; ///< "Us"
    Mark mark = Mark::NotYet;
    QString evidence = {};                    ///< "contacts-sync 7.2 % errors, 3 min"
    QString brief = {};                       ///< the same where there is less room: "error rate 3.8 %"
    QString details = {};                     ///< a sentence or more, for hovering and screen readers
    Page page = Page::Now;                    ///< where the evidence stands
    SourcesPart part = SourcesPart::Services; ///< of `page` Sources
    QString service = {};                     ///< or the account's name
    QString signal = {};

    bool operator==(const Verdict &) const = default;
};

/// `blindSince` is set while the engine is not heard of: then nothing is good, whatever the snapshot said last.
std::vector<Verdict> verdictsOf(const Snapshot &snapshot, std::optional<TimePoint> blindSince);
/// With the snapshot's board, where it was made already.
std::vector<Verdict> verdictsOf(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince);

/// Our own services: what fires of their own. What a cause outside explains is that cause's, and only counted here.
Verdict verdictOnUs(const Snapshot &snapshot, const AlertBoard &board);
/// This machine's way to the services.
Verdict verdictOnNetwork(const Snapshot &snapshot);

} // namespace hubwatch::ui
