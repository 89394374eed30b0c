#include "ui/readiness/readiness_reasons.h"

#include "ui/readiness/readiness_words.h"
#include "ui/sources/part_actions.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

QString reasonWord(const char *text)
{
    return QCoreApplication::translate("readiness", text);
}

} // namespace

QString runsReason(const ServiceReadiness *service)
{
    if (!service)
        return reasonWord("There is no service to look at.");
    if (!service->configured)
        return reasonWord("Set the checklist up first.");
    return isRunning(*service) ? reasonWord("A run is under way; Esc cancels it.") : QString();
}

QString waiveReason(const ItemStanding *standing, const Snapshot &snapshot)
{
    if (!standing)
        return reasonWord("Choose an item first.");
    const bool good = standing->verdict.outcome == Outcome::Pass || standing->verdict.outcome == Outcome::NotApplicable;
    if (good && !standing->waiver)
        return reasonWord("There is nothing to waive: it keeps no release back.");
    return brokenFileReason(snapshot);
}

QString proveReason(const ItemStanding *standing, const Snapshot &snapshot)
{
    if (!standing)
        return reasonWord("Choose an item first.");
    if (!standing->item.byHand && !standing->item.imports)
        return reasonWord("Only what is measured counts for this item.");
    return brokenFileReason(snapshot);
}

} // namespace hubwatch::ui
