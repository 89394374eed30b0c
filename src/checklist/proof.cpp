#include "checklist/proof.h"

#include "checklist/waiver.h"

namespace hubwatch {

namespace {

/// The same day a year on; 28 February for a leap day.
std::chrono::year_month_day yearOn(std::chrono::year_month_day day)
{
    const std::chrono::year_month_day next = day + std::chrono::years(1);
    return next.ok() ? next : next.year() / next.month() / std::chrono::last;
}

QString wordComplaint(const Proof &proof)
{
    using std::chrono::sys_days;
    if (proof.by.trimmed().isEmpty())
        return QStringLiteral("by: missing; say who vouches for it");
    if (!proof.day.ok())
        return QStringLiteral("day: missing; say when it was seen, such as 2026-11-26");
    const QString latest = dayText(yearOn(proof.day));
    if (!proof.until.ok())
        return QStringLiteral("until: missing; say the last day on which it counts, %1 at the latest").arg(latest);
    if (sys_days(proof.until) < sys_days(proof.day))
        return QStringLiteral("until: %1 comes before day, %2; give a day from then to %3")
            .arg(dayText(proof.until), dayText(proof.day), latest);
    if (sys_days(proof.until) > sys_days(yearOn(proof.day)))
        return QStringLiteral("until: %1 is more than a year behind day, %2; %3 is the latest")
            .arg(dayText(proof.until), dayText(proof.day), latest);
    return {};
}

} // namespace

QString proofComplaint(const Proof &proof)
{
    const bool hasFile = !proof.file.trimmed().isEmpty();
    const bool hasText = !proof.text.trimmed().isEmpty();
    if (hasFile && hasText)
        return QStringLiteral("file and text: only one of them; give each a table of its own");
    if (!hasFile && !hasText)
        return QStringLiteral("file or text: missing; name a file of results, or say what was seen");
    if (proof.portal < 0)
        return QStringLiteral("portal: %1 is no portal; give the number that HubSpot shows").arg(proof.portal);
    return hasText ? wordComplaint(proof) : QString();
}

} // namespace hubwatch
