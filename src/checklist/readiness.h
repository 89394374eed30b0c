// Readiness: a service's checklist at one instant: items, verdicts, waivers, and what it comes to.
#pragma once

#include "checklist/item.h"
#include "checklist/run_record.h"
#include "checklist/waiver.h"

namespace hubwatch {

struct ItemStanding {
    ChecklistItem item = {};
    Verdict verdict = {}; ///< as of now: stale evidence is taken into account
    QString owner = {};
    std::optional<Waiver> waiver = {};
    WaiverStanding waived = WaiverStanding::None;
    bool asked = true;                     ///< of the service's level; what is not asked for fails nothing
    std::optional<ItemChange> change = {}; ///< against the baseline

    bool operator==(const ItemStanding &) const = default;
};

/// Whether a waiver that holds stands in for it: short of a pass, and somebody answers for it.
bool isWaived(const ItemStanding &standing);
/// Whether the item keeps a release back: asked for, and failed, in error or not run, without a waiver that holds. A
/// waiver that has expired keeps it back whatever was measured short of a pass.
bool holdsBack(const ItemStanding &standing);

/// Of the items that are asked for.
struct ReadinessCounts {
    int pass = 0;
    int warn = 0;
    int fail = 0;
    int error = 0;
    int notRun = 0;
    int notApplicable = 0;
    int waived = 0;      ///< not among the others
    int holdingBack = 0; ///< among the others
    int all = 0;

    bool operator==(const ReadinessCounts &) const = default;
};

struct Readiness {
    QString service = {};
    ReadinessLevel level = ReadinessLevel::B;
    QString account = {};    ///< empty: none
    std::int64_t portal = 0; ///< 0: not known
    QString zone = {};       ///< the portal's, IANA; "UTC" where it is not known
    TimePoint at = {};
    QString by = {};
    std::vector<ItemStanding> items = {}; ///< in the order of groups and items
    std::optional<TimePoint> baselineAt = {};

    bool operator==(const Readiness &) const = default;
};

ReadinessCounts countsOf(const Readiness &readiness);
/// Nothing holds a release back, and something passed.
bool isReady(const Readiness &readiness);
/// "10 of 15 pass, 2 warn, 2 fail, 1 waived": for people.
QString countsText(const ReadinessCounts &counts);
/// The groups in their order, each once.
QStringList groupsOf(const Readiness &readiness);

/// Everything that a Readiness is made of, but time.
struct ReadinessParts {
    QString service = {};
    ReadinessLevel level = ReadinessLevel::B;
    QString account = {};
    std::int64_t portal = 0;
    QString zone = {};
    QString owner = {};
    QString by = {};
    std::vector<ChecklistItem> items = {};
    std::vector<Verdict> verdicts = {}; ///< the newest of each item
    /// By item: what it would look at now. A verdict by other settings is not run; an item that is not named takes any.
    std::map<QString, QString> lookAt = {};
    std::vector<Waiver> waivers = {}; ///< of any service
    std::optional<RunRecord> baseline = {};
};
Readiness readinessOf(const ReadinessParts &parts, TimePoint now);

} // namespace hubwatch
