#include "checklist/readiness.h"

#include "checklist/portal_day.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// How much a waiver's standing counts beside that of others for the same item. One that expired comes before one that
/// is still to begin: in between nobody answers for the item.
int standingWeight(WaiverStanding standing)
{
    switch (standing) {
    case WaiverStanding::None: return 0;
    case WaiverStanding::NotYet: return 1;
    case WaiverStanding::Expired: return 2;
    case WaiverStanding::Holds: return 3;
    }
    Q_UNREACHABLE();
}

void addWaiver(ItemStanding &standing, const ReadinessParts &parts, const QTimeZone &zone, TimePoint now)
{
    for (const Waiver &waiver : parts.waivers) {
        if (waiver.service != parts.service || waiver.item != standing.item.id || !waiverComplaint(waiver).isEmpty())
            continue;
        const WaiverStanding waived = waiverStanding(waiver, zone, now);
        const int more = standingWeight(waived) - standingWeight(standing.waived);
        if (more < 0 || (more == 0 && standing.waiver && waiver.until <= standing.waiver->until))
            continue;
        standing.waiver = waiver;
        standing.waived = waived;
    }
}

Verdict standingVerdict(const ReadinessParts &parts, const ChecklistItem &item, TimePoint now)
{
    const auto found = std::find_if(parts.verdicts.rbegin(), parts.verdicts.rend(),
                                    [&item](const Verdict &verdict) { return verdict.item == item.id; });
    if (found == parts.verdicts.rend())
        return plainVerdict(item.id, Outcome::NotRun, QStringLiteral("not looked at yet"), now);
    Verdict verdict = verdictAt(*found, now);
    const auto lookAt = parts.lookAt.find(item.id);
    if (lookAt == parts.lookAt.end() || lookAt->second == verdict.lookedAt || verdict.outcome == Outcome::NotRun)
        return verdict;
    verdict.words = QStringLiteral("what it looks at was set otherwise since, run it again: was %1, %2")
                        .arg(outcomeWord(verdict.outcome), verdict.words);
    verdict.outcome = Outcome::NotRun;
    return verdict;
}

/// Items of a group together, groups as they come first.
std::vector<ChecklistItem> inGroups(const std::vector<ChecklistItem> &items)
{
    QStringList groups;
    for (const ChecklistItem &item : items)
        if (!groups.contains(item.group))
            groups += item.group;
    std::vector<ChecklistItem> sorted = items;
    std::ranges::stable_sort(sorted, {}, [&groups](const ChecklistItem &item) { return groups.indexOf(item.group); });
    return sorted;
}

void addChanges(Readiness &readiness, const RunRecord &baseline)
{
    std::vector<Verdict> now;
    for (const ItemStanding &standing : readiness.items)
        now.push_back(standing.verdict);
    for (const ItemChange &change : changesSince(baseline.verdicts, now)) {
        const auto found = std::ranges::find(readiness.items, change.item,
                                             [](const ItemStanding &standing) { return standing.item.id; });
        if (found != readiness.items.end())
            found->change = change;
    }
}

void countOutcome(ReadinessCounts &counts, Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pass: ++counts.pass; return;
    case Outcome::Warn: ++counts.warn; return;
    case Outcome::Fail: ++counts.fail; return;
    case Outcome::Error: ++counts.error; return;
    case Outcome::NotRun: ++counts.notRun; return;
    case Outcome::NotApplicable: ++counts.notApplicable; return;
    }
    Q_UNREACHABLE();
}

bool isShortOfPass(Outcome outcome)
{
    return outcome != Outcome::Pass && outcome != Outcome::NotApplicable;
}

} // namespace

bool isWaived(const ItemStanding &standing)
{
    return standing.waived == WaiverStanding::Holds && isShortOfPass(standing.verdict.outcome);
}

bool holdsBack(const ItemStanding &standing)
{
    if (!standing.asked || isWaived(standing) || !isShortOfPass(standing.verdict.outcome))
        return false;
    return standing.verdict.outcome != Outcome::Warn || standing.waived == WaiverStanding::Expired;
}

ReadinessCounts countsOf(const Readiness &readiness)
{
    ReadinessCounts counts;
    for (const ItemStanding &standing : readiness.items) {
        if (!standing.asked)
            continue;
        ++counts.all;
        if (isWaived(standing))
            ++counts.waived;
        else
            countOutcome(counts, standing.verdict.outcome);
        if (holdsBack(standing))
            ++counts.holdingBack;
    }
    return counts;
}

bool isReady(const Readiness &readiness)
{
    const ReadinessCounts counts = countsOf(readiness);
    return counts.holdingBack == 0 && counts.pass > 0;
}

QString countsText(const ReadinessCounts &counts)
{
    QStringList parts{QStringLiteral("%1 of %2 pass").arg(counts.pass).arg(counts.all)};
    const auto add = [&parts](int count, const QString &word) {
        if (count > 0)
            parts += QStringLiteral("%1 %2").arg(count).arg(word);
    };
    add(counts.warn, outcomeWord(Outcome::Warn));
    add(counts.fail, outcomeWord(Outcome::Fail));
    add(counts.error, outcomeWord(Outcome::Error));
    add(counts.notRun, outcomeWord(Outcome::NotRun));
    add(counts.notApplicable, outcomeWord(Outcome::NotApplicable));
    add(counts.waived, QStringLiteral("waived"));
    return parts.join(QStringLiteral(", "));
}

QStringList groupsOf(const Readiness &readiness)
{
    QStringList groups;
    for (const ItemStanding &standing : readiness.items)
        if (!groups.contains(standing.item.group))
            groups += standing.item.group;
    return groups;
}

Readiness readinessOf(const ReadinessParts &parts, TimePoint now)
{
    const QTimeZone zone = portalZone(parts.zone);
    Readiness readiness{.service = parts.service,
                        .level = parts.level,
                        .account = parts.account,
                        .portal = parts.portal,
                        .zone = QString::fromLatin1(zone.id()),
                        .at = now,
                        .by = parts.by};
    for (const ChecklistItem &item : inGroups(parts.items)) {
        ItemStanding standing{.item = item,
                              .verdict = standingVerdict(parts, item, now),
                              .owner = parts.owner,
                              .asked = levelAsks(parts.level, item.from)};
        addWaiver(standing, parts, zone, now);
        readiness.items.push_back(std::move(standing));
    }
    if (parts.baseline) {
        readiness.baselineAt = parts.baseline->at;
        addChanges(readiness, *parts.baseline);
    }
    return readiness;
}

} // namespace hubwatch
