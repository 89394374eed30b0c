#include "vault/rotation.h"

#include <cmath>
#include <utility>

namespace hubwatch {

namespace {

using Stage = Rotation::Stage;
using RotationResult = Result<CredentialRecord>;

constexpr Duration oneDay = 24h;
constexpr Duration policyAge = 90 * oneDay;
constexpr Duration planAge = 75 * oneDay;
constexpr Duration soonAge = 85 * oneDay;
constexpr Duration hubspotAge = 180 * oneDay;
/// So long HubSpot keeps an old token when "expire later" was chosen.
constexpr Duration hubspotGrace = 7 * oneDay;

tl::unexpected<Error> refuse(const CredentialRecord &record, const char *step, const QString &why)
{
    return fail(Error::Kind::Rejected,
                QStringLiteral("%1: rotation: %2: %3").arg(record.reference, QLatin1StringView(step), why));
}

/// Puts the one beside in use, and the one in use beside.
void exchange(CredentialRecord &record, QString otherName)
{
    Rotation &rotation = *record.rotation;
    std::swap(record.fingerprint, rotation.fingerprint);
    std::swap(record.createdAt, rotation.since);
    rotation.nextName = std::move(otherName);
}

RotationResult store(CredentialRecord record, const RotationFacts &facts, TimePoint now)
{
    if (record.rotation && record.rotation->stage == Stage::Switched)
        return refuse(record, "store",
                      QStringLiteral("the rotation before is not finished: retire its old secret first, or go back"));
    if (facts.fingerprint.isEmpty() || facts.otherName.isEmpty())
        return refuse(record, "store", QStringLiteral("there is no new secret"));
    if (facts.fingerprint.hash == record.fingerprint.hash)
        return refuse(record, "store",
                      QStringLiteral("this is the secret in use: rotate it in HubSpot first, then bring the new one"));
    record.rotation
        = Rotation{.nextName = facts.otherName, .fingerprint = facts.fingerprint, .since = now, .startedAt = now};
    return record;
}

RotationResult verify(CredentialRecord record, const RotationFacts &facts, TimePoint now)
{
    if (!record.rotation || record.rotation->stage == Stage::Switched)
        return refuse(record, "verify", QStringLiteral("no new secret waits beside the one in use; store it first"));
    if (!facts.nextPortal)
        return refuse(
            record, "verify",
            QStringLiteral("HubSpot does not take the new secret: copy it again from HubSpot and store it anew"));
    if (!facts.portal)
        return refuse(
            record, "verify",
            QStringLiteral("HubSpot does not take the secret in use any more, so there is no way back to keep: "
                           "store the new one in its place"));
    const std::int64_t bound = record.portal != 0 ? record.portal : *facts.portal;
    if (*facts.nextPortal != *facts.portal || *facts.nextPortal != bound)
        return refuse(record, "verify",
                      QStringLiteral("the new secret belongs to portal %1, the one in use to portal %2: bring one of "
                                     "portal %2")
                          .arg(*facts.nextPortal)
                          .arg(*facts.nextPortal != *facts.portal ? *facts.portal : bound));
    record.portal = bound;
    record.rotation->stage = Stage::Verified;
    record.verifiedAt = now;
    return record;
}

RotationResult switchOver(CredentialRecord record, const RotationFacts &facts, TimePoint now)
{
    if (!record.rotation || record.rotation->stage != Stage::Verified)
        return refuse(record, "switch",
                      record.rotation && record.rotation->stage == Stage::Switched
                          ? QStringLiteral("the new secret is in use already")
                          : QStringLiteral("both secrets must be verified with HubSpot first"));
    if (facts.otherName.isEmpty())
        return refuse(record, "switch", QStringLiteral("the old secret has no place to be kept in"));
    exchange(record, facts.otherName);
    record.rotation->stage = Stage::Switched;
    record.rotation->switchedAt = now;
    // HubSpot's seven days began when the person rotated there, which was before the new secret came here: counted from
    // then the way back may end a little early, never late.
    if (!record.rotation->graceEndsAt)
        record.rotation->graceEndsAt = record.rotation->startedAt + hubspotGrace;
    return record;
}

RotationResult back(CredentialRecord record, const RotationFacts &facts, TimePoint now)
{
    if (!record.rotation)
        return refuse(record, "back", QStringLiteral("there is no old secret any more"));
    if (record.rotation->stage != Stage::Switched) {
        record.rotation.reset();
        return record;
    }
    if (record.rotation->graceEndsAt && now >= *record.rotation->graceEndsAt)
        return refuse(record, "back",
                      QStringLiteral("HubSpot keeps an old token for seven days, and they are over: make a new one in "
                                     "HubSpot instead"));
    if (facts.oldAnswers == false)
        return refuse(
            record, "back",
            QStringLiteral("HubSpot does not take the old secret any more: make a new one in HubSpot instead"));
    if (facts.otherName.isEmpty())
        return refuse(record, "back", QStringLiteral("the new secret has no place to be kept in"));
    exchange(record, facts.otherName);
    record.rotation->stage = Stage::Verified;
    record.rotation->switchedAt.reset();
    return record;
}

RotationResult retire(CredentialRecord record)
{
    if (!record.rotation || record.rotation->stage != Stage::Switched)
        return refuse(record, "retire",
                      record.rotation ? QStringLiteral("the old secret is still in use: switch to the new one first")
                                      : QStringLiteral("there is no old secret any more"));
    record.rotation.reset();
    return record;
}

} // namespace

Result<CredentialRecord> rotationStep(const CredentialRecord &record, RotationStep step, const RotationFacts &facts,
                                      TimePoint now)
{
    switch (step) {
    case RotationStep::Store: return store(record, facts, now);
    case RotationStep::Verify: return verify(record, facts, now);
    case RotationStep::Switch: return switchOver(record, facts, now);
    case RotationStep::Back: return back(record, facts, now);
    case RotationStep::Retire: return retire(record);
    }
    Q_UNREACHABLE();
}

QStringList retireWarnings(const CredentialRecord &record, const QStringList &refusedServices, TimePoint now)
{
    QStringList warnings;
    if (!record.rotation || record.rotation->stage != Stage::Switched)
        return warnings;
    if (!refusedServices.isEmpty())
        warnings += QStringLiteral("Still answered with 401: %1. They may use the old secret, or a wrong one.")
                        .arg(refusedServices.join(QStringLiteral(", ")));
    if (const auto &ends = record.rotation->graceEndsAt; ends && now < *ends) {
        const auto days = std::llround(std::ceil(double((*ends - now).count()) / double(oneDay.count())));
        warnings
            += QStringLiteral("HubSpot keeps the old secret for %1 more; once it is forgotten here, there is no way "
                              "back.")
                   .arg(days == 1 ? QStringLiteral("1 day") : QStringLiteral("%1 days").arg(days));
    }
    return warnings;
}

std::optional<Duration> credentialAge(const CredentialRecord &record, TimePoint now)
{
    if (!record.createdAt)
        return std::nullopt;
    return std::max(now - *record.createdAt, Duration::zero());
}

RotationDue rotationDue(const CredentialRecord &record, TimePoint now)
{
    RotationDue due{.underWay = record.rotation.has_value()};
    const auto age = credentialAge(record, now);
    if (!age)
        return due;
    using Mark = RotationDue::Mark;
    due.mark = *age > policyAge ? Mark::Overdue
        : *age > soonAge        ? Mark::Soon
        : *age > planAge        ? Mark::Plan
                                : Mark::Fresh;
    due.dueAt = *record.createdAt + policyAge;
    due.hubspotAdvisesAt = *record.createdAt + hubspotAge;
    due.daysLeft = int(std::chrono::floor<std::chrono::days>(*due.dueAt - now).count());
    return due;
}

} // namespace hubwatch
