#include "ui/credentials/credential_words.h"

#include "support/canned_accounts.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct AgeCase {
    const char *name;
    int days;
    Mark mark;
    const char *words;
};

class AgeWordsTest : public ::testing::TestWithParam<AgeCase>
{ };

struct VaultCase {
    const char *name;
    VaultState::Mode mode;
    VaultState::Backend backend;
    Mark mark;
    bool writes;
};

class VaultWordTest : public ::testing::TestWithParam<VaultCase>
{ };

} // namespace

TEST_P(AgeWordsTest, CountsDownToTheHouseRule)
{
    const TimePoint now = testing::cannedNow();
    CredentialRecord record;
    record.createdAt = now - GetParam().days * Duration(24h);
    EXPECT_EQ(ageWords(record, now), (MarkedWord{GetParam().mark, QString::fromLatin1(GetParam().words)}));
}

INSTANTIATE_TEST_SUITE_P(Days, AgeWordsTest,
                         ::testing::Values(AgeCase{"Young", 61, Mark::Good, "61 d old, rotate in 29 d"},
                                           AgeCase{"Reminded", 75, Mark::Warn, "75 d old, rotate in 15 d"},
                                           AgeCase{"Overdue", 94, Mark::Bad, "94 d old, rotation overdue by 4 d"}),
                         [](const auto &test) { return test.param.name; });

TEST(AdviceTest, KeepsHubSpotsOwnAdviceApart)
{
    const TimePoint now = testing::cannedNow();
    CredentialRecord record;
    EXPECT_EQ(ageWords(record, now).mark, Mark::NotYet);
    EXPECT_EQ(adviceWords(record, now), QString());
    record.createdAt = now - 61 * Duration(24h);
    EXPECT_EQ(adviceWords(record, now), QStringLiteral("HubSpot advises 180 d: in 119 d"));
    record.createdAt = now - 200 * Duration(24h);
    EXPECT_EQ(adviceWords(record, now), QStringLiteral("HubSpot advises 180 d: passed 20 d ago"));
}

TEST_P(VaultWordTest, TellsEachStateApart)
{
    const VaultState vault{.mode = GetParam().mode, .backend = GetParam().backend};
    EXPECT_EQ(vaultWord(vault).mark, GetParam().mark) << vaultWord(vault).word.toStdString();
    EXPECT_FALSE(vaultWord(vault).word.isEmpty());
    EXPECT_EQ(vaultProblem(vault).isEmpty(), GetParam().writes);
}

using Mode = VaultState::Mode;
using Backend = VaultState::Backend;
INSTANTIATE_TEST_SUITE_P(States, VaultWordTest,
                         ::testing::Values(VaultCase{"Open", Mode::Keychain, Backend::Open, Mark::Good, true},
                                           VaultCase{"Unknown", Mode::Keychain, Backend::Unknown, Mark::NotYet, true},
                                           VaultCase{"Locked", Mode::Keychain, Backend::Locked, Mark::Warn, false},
                                           VaultCase{"Absent", Mode::Keychain, Backend::Absent, Mark::Bad, false},
                                           VaultCase{"Slow", Mode::Keychain, Backend::Slow, Mark::Blind, false},
                                           VaultCase{"Replaced", Mode::Keychain, Backend::Replaced, Mark::Warn, true},
                                           VaultCase{"Faulty", Mode::Keychain, Backend::Faulty, Mark::Bad, false},
                                           VaultCase{"Session", Mode::Session, Backend::Absent, Mark::Warn, true},
                                           VaultCase{"Refuse", Mode::Refuse, Backend::Open, Mark::None, false}),
                         [](const auto &test) { return test.param.name; });

TEST(VaultStandingTest, NeverForgetsWhatIsInMemoryOnly)
{
    VaultState vault{.mode = Mode::Keychain, .backend = Backend::Open};
    EXPECT_EQ(vaultStanding(vault), QString());
    vault.heldInSession = 2; // chosen before, and still not written anywhere
    EXPECT_TRUE(vaultStanding(vault).startsWith(u"2 secrets are in memory only"));
    EXPECT_FALSE(vaultStanding({.mode = Mode::Session}).isEmpty());
}

TEST(RotationWordsTest, CountsTheWayBackDown)
{
    const Snapshot snapshot = testing::rotatingSnapshot();
    CredentialRecord record = snapshot.credentials[0].record;
    EXPECT_TRUE(rotationWords(record, snapshot.at).contains(u"the old one works until 30 Nov 08:41, 6 d left"))
        << rotationWords(record, snapshot.at).toStdString();
    record.rotation->graceEndsAt = snapshot.at - 1s;
    EXPECT_TRUE(rotationWords(record, snapshot.at).contains(u"no way back"));
    record.rotation.reset();
    EXPECT_EQ(rotationWords(record, snapshot.at), QString());
}

} // namespace hubwatch::ui
