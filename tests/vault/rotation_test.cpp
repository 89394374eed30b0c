#include "vault/rotation.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint start(1'763'884'800s);

Fingerprint print(const char *hash)
{
    return {.shown = QStringLiteral("pat-na1-...") + QLatin1StringView(hash), .hash = QLatin1StringView(hash)};
}

CredentialRecord inUse()
{
    return {.reference = QStringLiteral("keychain:prod"),
            .kind = CredentialKind::PrivateAppToken,
            .fingerprint = print("old"),
            .portal = 11,
            .createdAt = start - 88 * 24h};
}

const RotationFacts newOne{.fingerprint = print("new"), .otherName = QStringLiteral("prod.next")};
const RotationFacts bothAnswer{.portal = 11, .nextPortal = 11};
const RotationFacts keepOld{.otherName = QStringLiteral("prod.previous")};
const RotationFacts keepNew{.otherName = QStringLiteral("prod.next")};

/// The record after steps that must succeed.
CredentialRecord after(std::initializer_list<std::pair<RotationStep, RotationFacts>> steps, TimePoint at = start)
{
    CredentialRecord record = inUse();
    for (const auto &[step, facts] : steps) {
        const auto next = rotationStep(record, step, facts, at);
        EXPECT_TRUE(next) << (next ? "" : next.error().detail.toStdString());
        if (next)
            record = *next;
    }
    return record;
}

CredentialRecord stored()
{
    return after({{RotationStep::Store, newOne}});
}
CredentialRecord verified()
{
    return after({{RotationStep::Store, newOne}, {RotationStep::Verify, bothAnswer}});
}
CredentialRecord switched()
{
    return after({{RotationStep::Store, newOne}, {RotationStep::Verify, bothAnswer}, {RotationStep::Switch, keepOld}});
}

TEST(RotationTest, GoesFromTheOldSecretToTheNew)
{
    EXPECT_EQ(
        stored().rotation,
        (Rotation{
            .nextName = QStringLiteral("prod.next"), .fingerprint = print("new"), .since = start, .startedAt = start}));
    EXPECT_EQ(stored().fingerprint, print("old"));
    EXPECT_EQ(verified().rotation->stage, Rotation::Stage::Verified);
    EXPECT_EQ(verified().verifiedAt, start);

    const CredentialRecord record = switched();
    EXPECT_EQ(record.fingerprint, print("new"));
    EXPECT_EQ(record.createdAt, start);
    EXPECT_EQ(record.rotation,
              (Rotation{.stage = Rotation::Stage::Switched,
                        .nextName = QStringLiteral("prod.previous"),
                        .fingerprint = print("old"),
                        .since = start - 88 * 24h,
                        .startedAt = start,
                        .switchedAt = start,
                        .graceEndsAt = start + 7 * 24h}));

    const auto done = rotationStep(record, RotationStep::Retire, {}, start + 8 * 24h);
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->rotation);
    EXPECT_EQ(done->fingerprint, print("new"));
}

TEST(RotationTest, GoesBackAndForthAgain)
{
    const auto back = rotationStep(switched(), RotationStep::Back, keepNew, start + 24h);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->fingerprint, print("old"));
    EXPECT_EQ(back->createdAt, start - 88 * 24h) << "the old one does not grow young";
    EXPECT_EQ(back->rotation->stage, Rotation::Stage::Verified);
    EXPECT_EQ(back->rotation->fingerprint, print("new"));
    const auto again = rotationStep(*back, RotationStep::Switch, keepOld, start + 48h);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rotation->graceEndsAt, start + 7 * 24h) << "HubSpot's days go on";
}

TEST(RotationTest, DropsANewSecretThatIsNotInUseYet)
{
    for (const CredentialRecord &record : {stored(), verified()}) {
        const auto back = rotationStep(record, RotationStep::Back, {}, start);
        ASSERT_TRUE(back);
        EXPECT_FALSE(back->rotation);
        EXPECT_EQ(back->fingerprint, print("old"));
    }
}

TEST(RotationTest, TakesAnotherNewSecretUntilTheSwitch)
{
    const auto other = rotationStep(verified(), RotationStep::Store,
                                    {.fingerprint = print("newer"), .otherName = QStringLiteral("prod.next")}, start);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->rotation->stage, Rotation::Stage::Stored) << "to be verified anew";
    EXPECT_EQ(other->rotation->fingerprint, print("newer"));
}

struct GuardCase {
    const char *name;
    CredentialRecord record;
    RotationStep step;
    RotationFacts facts;
    Duration later;
    const char *says;
};

class RotationGuardTest : public ::testing::TestWithParam<GuardCase>
{ };

TEST_P(RotationGuardTest, RefusesAndSaysTheWayOut)
{
    const auto next = rotationStep(GetParam().record, GetParam().step, GetParam().facts, start + GetParam().later);
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(next.error().detail.startsWith(u"keychain:prod: rotation: "));
    EXPECT_TRUE(next.error().detail.contains(QLatin1StringView(GetParam().says))) << next.error().detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Steps, RotationGuardTest,
    ::testing::Values(
        GuardCase{"StoreTheSameSecret",
                  inUse(),
                  RotationStep::Store,
                  {.fingerprint = print("old"), .otherName = QStringLiteral("prod.next")},
                  0s,
                  "is the secret in use"},
        GuardCase{"StoreNothing", inUse(), RotationStep::Store, {}, 0s, "no new secret"},
        GuardCase{"StoreBeforeRetiring", switched(), RotationStep::Store, newOne, 0s, "retire its old secret first"},
        GuardCase{"VerifyNothing", inUse(), RotationStep::Verify, bothAnswer, 0s, "store it first"},
        GuardCase{
            "VerifyADeadNewOne", stored(), RotationStep::Verify, {.portal = 11}, 0s, "does not take the new secret"},
        GuardCase{"VerifyADeadOldOne",
                  stored(),
                  RotationStep::Verify,
                  {.nextPortal = 11},
                  0s,
                  "store the new one in its place"},
        GuardCase{"VerifyAnotherPortal",
                  stored(),
                  RotationStep::Verify,
                  {.portal = 11, .nextPortal = 22},
                  0s,
                  "belongs to portal 22, the one in use to portal 11"},
        GuardCase{"VerifyTwoOfAnotherPortal",
                  stored(),
                  RotationStep::Verify,
                  {.portal = 22, .nextPortal = 22},
                  0s,
                  "belongs to portal 22, the one in use to portal 11"},
        GuardCase{"SwitchUnverified", stored(), RotationStep::Switch, keepOld, 0s, "must be verified"},
        GuardCase{"SwitchWithoutARotation", inUse(), RotationStep::Switch, keepOld, 0s, "must be verified"},
        GuardCase{"SwitchTwice", switched(), RotationStep::Switch, keepOld, 0s, "in use already"},
        GuardCase{"SwitchWithoutKeeping", verified(), RotationStep::Switch, {}, 0s, "no place to be kept"},
        GuardCase{"BackFromNothing", inUse(), RotationStep::Back, keepNew, 0s, "no old secret any more"},
        GuardCase{"BackAfterSevenDays", switched(), RotationStep::Back, keepNew, 7 * 24h, "seven days"},
        GuardCase{"BackToADeadOne",
                  switched(),
                  RotationStep::Back,
                  {.otherName = QStringLiteral("prod.next"), .oldAnswers = false},
                  1h,
                  "does not take the old secret"},
        GuardCase{"RetireTheOneInUse", verified(), RotationStep::Retire, {}, 0s, "switch to the new one first"},
        GuardCase{"RetireNothing", inUse(), RotationStep::Retire, {}, 0s, "no old secret any more"}),
    [](const auto &test) { return test.param.name; });

TEST(RetireWarningsTest, SpeakOfServicesAndOfHubSpotsDays)
{
    EXPECT_TRUE(retireWarnings(verified(), {QStringLiteral("contacts-sync")}, start).isEmpty());
    const QStringList both = retireWarnings(switched(), {QStringLiteral("a"), QStringLiteral("b")}, start + 25h);
    ASSERT_EQ(both.size(), 2);
    EXPECT_TRUE(both[0].contains(u"401: a, b"));
    EXPECT_TRUE(both[1].contains(u"for 6 days more")) << both[1].toStdString();
    EXPECT_TRUE(retireWarnings(switched(), {}, start + 7 * 24h).isEmpty());
}

struct DueCase {
    const char *name;
    Duration age;
    RotationDue::Mark mark;
    int daysLeft;
};

class RotationDueTest : public ::testing::TestWithParam<DueCase>
{ };

TEST_P(RotationDueTest, FollowsThePolicy)
{
    const CredentialRecord record{.createdAt = start};
    const RotationDue due = rotationDue(record, start + GetParam().age);
    EXPECT_EQ(due.mark, GetParam().mark);
    EXPECT_EQ(due.daysLeft, GetParam().daysLeft);
    EXPECT_EQ(due.dueAt, start + 90 * 24h);
    EXPECT_EQ(due.hubspotAdvisesAt, start + 180 * 24h);
}

INSTANTIATE_TEST_SUITE_P(Ages, RotationDueTest,
                         ::testing::Values(DueCase{"New", 0h, RotationDue::Mark::Fresh, 90},
                                           DueCase{"At75", 75 * 24h, RotationDue::Mark::Fresh, 15},
                                           DueCase{"Past75", 75 * 24h + 1h, RotationDue::Mark::Plan, 14},
                                           DueCase{"Past85", 85 * 24h + 1h, RotationDue::Mark::Soon, 4},
                                           DueCase{"Past90", 90 * 24h + 1h, RotationDue::Mark::Overdue, -1},
                                           DueCase{"Old", 200 * 24h, RotationDue::Mark::Overdue, -110}),
                         [](const auto &test) { return test.param.name; });

TEST(RotationDue, IsUnknownWithoutABirthday)
{
    EXPECT_EQ(credentialAge({}, start), std::nullopt);
    EXPECT_EQ(rotationDue({}, start), RotationDue());
    EXPECT_TRUE(rotationDue(stored(), start).underWay);
    EXPECT_EQ(credentialAge({.createdAt = start + 1h}, start), Duration::zero()) << "a clock set back";
}

} // namespace
} // namespace hubwatch
