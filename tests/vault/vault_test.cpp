#include "vault/vault.h"

#include "support/fake_keychain.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Backend = VaultState::Backend;
using Mode = VaultState::Mode;

const QString vaultProd = QStringLiteral("vaultProd");

class VaultTest : public ::testing::Test
{
protected:
    void SetUp() override { restart(); }

    /// The program ends and starts again: what is in memory is gone.
    void restart()
    {
        vault.reset();
        keychain.reset();
        keychain = std::make_unique<KeychainStore>(wire, probe, clock);
        vault = std::make_unique<Vault>(*keychain, clock, directory.path());
        QObject::connect(vault.get(), &Vault::stateChanged, &context,
                         [this](const VaultState &state) { states << vaultBackendText(state.backend); });
    }
    void settle()
    {
        for (int round = 0; round < 30; ++round) {
            clock.advance(0ms);
            QCoreApplication::processEvents();
        }
    }
    Result<Secret> read(const QString &name)
    {
        std::optional<Result<Secret>> answer;
        vault->read(name, &context, [&](const Result<Secret> &secret) { answer = secret; });
        EXPECT_FALSE(answer);
        settle();
        EXPECT_TRUE(answer);
        return answer.value_or(Secret());
    }
    Result<void> write(const QString &name, const char *secret)
    {
        std::optional<Result<void>> answer;
        vault->write(name, Secret::copyOf(QByteArrayView(secret)), &context,
                     [&](const Result<void> &result) { answer = result; });
        EXPECT_FALSE(answer);
        settle();
        EXPECT_TRUE(answer);
        return answer.value_or(Result<void>());
    }
    Result<void> remove(const QString &name)
    {
        std::optional<Result<void>> answer;
        vault->remove(name, &context, [&](const Result<void> &result) { answer = result; });
        EXPECT_FALSE(answer);
        settle();
        EXPECT_TRUE(answer);
        return answer.value_or(Result<void>());
    }
    VaultState probed()
    {
        std::optional<VaultState> answer;
        vault->probe(&context, [&](const VaultState &state) { answer = state; });
        settle();
        EXPECT_TRUE(answer);
        return answer.value_or(VaultState());
    }
    DoctorReport examined()
    {
        std::optional<DoctorReport> answer;
        vault->runDoctor(&context, [&](const DoctorReport &report) { answer = report; });
        settle();
        EXPECT_TRUE(answer);
        return answer.value_or(DoctorReport());
    }
    /// "backend good", "write skipped" ...
    static QStringList outcomes(const DoctorReport &report)
    {
        QStringList list;
        for (const DoctorStep &step : report.steps) {
            const auto word = step.outcome == DoctorStep::Outcome::Good ? QStringLiteral(" good")
                : step.outcome == DoctorStep::Outcome::Bad              ? QStringLiteral(" bad")
                                                                        : QStringLiteral(" skipped");
            list << step.name + word;
        }
        return list;
    }
    static bool isSecret(const Result<Secret> &read, const char *expected)
    {
        return read && *read == Secret::copyOf(QByteArrayView(expected));
    }

    ManualClock clock;
    FakeKeychainWire wire;
    FakeKeychainProbe probe;
    QTemporaryDir directory;
    std::unique_ptr<KeychainStore> keychain;
    std::unique_ptr<Vault> vault;
    QObject context;
    QStringList states;
};

TEST_F(VaultTest, KeepsSecretsInTheKeychainUnlessToldOtherwise)
{
    EXPECT_EQ(vault->state().mode, Mode::Keychain);
    EXPECT_EQ(vault->state().backend, Backend::Unknown);
    ASSERT_TRUE(write(vaultProd, "one"));
    EXPECT_TRUE(isSecret(read(vaultProd), "one"));
    EXPECT_TRUE(wire.secrets.contains(vaultProd));
    ASSERT_TRUE(remove(vaultProd));
    EXPECT_TRUE(isSecret(read(vaultProd), ""));
    EXPECT_EQ(vault->state().backend, Backend::Open);
}

TEST_F(VaultTest, NeverFallsBackWhenTheKeychainIsMissing)
{
    probe.now = {.backend = Backend::Absent, .words = QStringLiteral("there is no session bus")};
    const VaultState state = probed();
    EXPECT_EQ(state.backend, Backend::Absent);
    EXPECT_TRUE(state.words.contains(u"there is no session bus")) << state.words.toStdString();
    const Result<void> refused = write(vaultProd, "one");
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().detail.contains(u"start a keychain service"));
    EXPECT_TRUE(refused.error().detail.contains(u"session memory"));
    EXPECT_EQ(vault->state().heldInSession, 0);
    EXPECT_TRUE(wire.begun.empty());
}

TEST_F(VaultTest, KeepsSecretsInMemoryWhenChosenAndForgetsThemAtTheEnd)
{
    probe.now.backend = Backend::Absent;
    ASSERT_TRUE(vault->setMode(Mode::Session));
    ASSERT_TRUE(write(vaultProd, "one"));
    EXPECT_TRUE(isSecret(read(vaultProd), "one"));
    EXPECT_EQ(vault->state().heldInSession, 1);
    EXPECT_TRUE(vault->state().words.contains(u"gone when Hubwatch ends"));
    restart();
    EXPECT_EQ(vault->state().mode, Mode::Session) << "the choice is remembered";
    EXPECT_TRUE(isSecret(read(vaultProd), "")) << "the secret is not";
    EXPECT_TRUE(wire.begun.empty());
}

TEST_F(VaultTest, AsksNoKeychainInSessionModeAndSaysSo)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    ASSERT_TRUE(vault->setMode(Mode::Session));
    const size_t jobs = wire.begun.size();
    const Result<Secret> elsewhere = read(vaultProd);
    ASSERT_FALSE(elsewhere);
    EXPECT_TRUE(elsewhere.error().detail.contains(u"kept in the keychain")) << elsewhere.error().detail.toStdString();
    ASSERT_FALSE(remove(vaultProd)) << "it would still be there";
    ASSERT_TRUE(write(vaultProd, "two"));
    EXPECT_TRUE(isSecret(read(vaultProd), "two"));
    ASSERT_TRUE(remove(vaultProd));
    EXPECT_FALSE(read(vaultProd));
    EXPECT_EQ(wire.begun.size(), jobs);
    ASSERT_TRUE(vault->setMode(Mode::Keychain));
    EXPECT_TRUE(isSecret(read(vaultProd), "one"));
}

TEST_F(VaultTest, RefusesWhenChosen)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    ASSERT_TRUE(vault->setMode(Mode::Refuse));
    for (const Error &error : {read(vaultProd).error(), write(vaultProd, "two").error(), remove(vaultProd).error()}) {
        EXPECT_EQ(error.kind, Error::Kind::Storage);
        EXPECT_TRUE(error.detail.contains(u"told to refuse")) << error.detail.toStdString();
    }
    restart();
    EXPECT_EQ(vault->state().mode, Mode::Refuse);
}

TEST_F(VaultTest, KnowsAKeychainThatHoldsNothingOfOurs)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    wire.secrets.clear();
    probe.now.name = QStringLiteral("KWallet");
    restart();
    const VaultState state = probed();
    EXPECT_EQ(state.backend, Backend::Replaced);
    EXPECT_TRUE(state.words.contains(u"which were stored in Secret Service (fake)")) << state.words.toStdString();
    const Result<Secret> missing = read(vaultProd);
    ASSERT_FALSE(missing) << "it does not know that there is none";
    EXPECT_TRUE(missing.error().detail.contains(u"Secret Service (fake)"));

    ASSERT_TRUE(write(vaultProd, "two")) << "entered anew";
    EXPECT_EQ(vault->state().backend, Backend::Open);
    restart();
    EXPECT_EQ(probed().backend, Backend::Open);
}

TEST_F(VaultTest, KnowsANewKeyringBehindTheOldName)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    wire.secrets.clear();
    restart();
    EXPECT_EQ(probed().backend, Backend::Replaced);
    EXPECT_TRUE(vault->state().words.contains(u"a new keyring"));
}

TEST_F(VaultTest, TakesANewNameForGrantedWhenTheSecretsAreThere)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    ASSERT_TRUE(write(QStringLiteral("box"), "two"));
    wire.secrets.erase(vaultProd);
    probe.now.name = QStringLiteral("KWallet");
    restart();
    EXPECT_EQ(probed().backend, Backend::Open) << "one of them is there";
    EXPECT_EQ(loadVaultSettings(directory.path()).backend, u"KWallet");
}

TEST_F(VaultTest, MissesNothingThatWasRemoved)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    ASSERT_TRUE(remove(vaultProd));
    restart();
    EXPECT_EQ(probed().backend, Backend::Open);
}

TEST_F(VaultTest, GoesOnByItselfWhenTheKeychainIsUnlocked)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    restart();
    probe.now.backend = Backend::Locked;
    probe.now.words = QStringLiteral("the keyring is locked");
    EXPECT_EQ(probed().backend, Backend::Locked);
    EXPECT_EQ(vault->state().since, clock.now());
    EXPECT_FALSE(read(vaultProd));
    states.clear();
    probe.now.backend = Backend::Open;
    clock.advance(3s);
    settle();
    EXPECT_EQ(states, QStringList(QStringLiteral("open")));
    EXPECT_TRUE(isSecret(read(vaultProd), "one"));
}

TEST_F(VaultTest, SearchesAgainAfterTheKeychainWasAway)
{
    ASSERT_TRUE(write(vaultProd, "one"));
    EXPECT_EQ(probed().backend, Backend::Open);
    probe.now.backend = Backend::Absent;
    EXPECT_EQ(probed().backend, Backend::Absent);
    wire.secrets.clear();
    probe.now.backend = Backend::Open;
    clock.advance(30s);
    settle();
    EXPECT_EQ(vault->state().backend, Backend::Replaced);
}

TEST_F(VaultTest, SaysWhenItsChoiceCannotBeRemembered)
{
    vault = std::make_unique<Vault>(*keychain, clock, QStringLiteral("/dev/null/data"));
    EXPECT_FALSE(vault->setMode(Mode::Session));
    EXPECT_EQ(vault->state().mode, Mode::Session) << "it is in force all the same";
}

TEST_F(VaultTest, ExaminesTheKeychainAndLeavesNothingInIt)
{
    const DoctorReport report = examined();
    EXPECT_TRUE(report.good());
    EXPECT_EQ(report.at, clock.now());
    EXPECT_EQ(report.vault, vault->state());
    EXPECT_EQ(outcomes(report),
              (QStringList{QStringLiteral("backend good"), QStringLiteral("unlocked good"),
                           QStringLiteral("write good"), QStringLiteral("read back good"),
                           QStringLiteral("delete good"), QStringLiteral("size limit good")}));
    EXPECT_TRUE(wire.secrets.empty());
    EXPECT_EQ(wire.begun.size(), 4U);
    EXPECT_EQ(loadVaultSettings(directory.path()), VaultSettings()) << "its secret is none of ours";
}

TEST_F(VaultTest, ExaminesNothingBehindALock)
{
    probe.now.backend = Backend::Locked;
    const DoctorReport report = examined();
    EXPECT_FALSE(report.good());
    EXPECT_EQ(outcomes(report),
              (QStringList{QStringLiteral("backend good"), QStringLiteral("unlocked bad"),
                           QStringLiteral("write skipped"), QStringLiteral("read back skipped"),
                           QStringLiteral("delete skipped"), QStringLiteral("size limit skipped")}));
}

TEST_F(VaultTest, ExaminesSessionMemoryWhereThatIsChosen)
{
    probe.now.backend = Backend::Absent;
    ASSERT_TRUE(vault->setMode(Mode::Session));
    const DoctorReport report = examined();
    EXPECT_TRUE(report.good());
    EXPECT_EQ(report.vault.mode, Mode::Session);
    EXPECT_EQ(outcomes(report)[0], u"backend skipped");
    EXPECT_EQ(outcomes(report)[2], u"write good");
    EXPECT_EQ(vault->state().heldInSession, 0);
    ASSERT_TRUE(vault->setMode(Mode::Refuse));
    EXPECT_EQ(outcomes(examined())[2], u"write skipped");
}

TEST_F(VaultTest, MayDieInEveryState)
{
    const auto dieAfter = [this](const auto &begin) {
        for (int steps = 0; steps < 12; ++steps) {
            restart();
            begin();
            for (int step = 0; step < steps; ++step) {
                clock.advance(0ms);
                QCoreApplication::processEvents();
            }
            vault.reset();
            settle();
        }
    };
    ASSERT_TRUE(write(vaultProd, "one"));
    int answers = 0;
    dieAfter([&] { vault->probe(&context, [&](const auto &) { ++answers; }); });
    dieAfter([&] { vault->runDoctor(&context, [&](const auto &) { ++answers; }); });
    dieAfter([&] { vault->read(vaultProd, &context, [&](const auto &) { ++answers; }); });
    dieAfter([&] { vault->write(vaultProd, Secret(QByteArray("2")), &context, [&](const auto &) { ++answers; }); });
    EXPECT_GT(answers, 0);
    restart();
    QObject::connect(vault.get(), &Vault::stateChanged, &context, [this] { vault.reset(); });
    vault->probe(&context, [&](const auto &) { ADD_FAILURE() << "answered by the dead"; });
    settle();
    EXPECT_EQ(vault, nullptr);
}

struct StateCase {
    const char *name;
    Mode mode;
    Backend seen;
    bool replaced;
    Backend told;
    const char *says;
};

class VaultStateOfTest : public ::testing::TestWithParam<StateCase>
{ };

TEST_P(VaultStateOfTest, SaysWhatIsChosenAndHowItStands)
{
    const VaultState state
        = vaultStateOf({.mode = GetParam().mode, .backend = QStringLiteral("KWallet")},
                       {.backend = GetParam().seen, .name = QStringLiteral("Keys")}, GetParam().replaced, 3);
    EXPECT_EQ(state.mode, GetParam().mode);
    EXPECT_EQ(state.backend, GetParam().told);
    EXPECT_EQ(state.heldInSession, 3);
    EXPECT_TRUE(state.words.contains(QString::fromLatin1(GetParam().says))) << state.words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    States, VaultStateOfTest,
    ::testing::Values(
        StateCase{"Open", Mode::Keychain, Backend::Open, false, Backend::Open, "Keys: open."},
        StateCase{"Replaced", Mode::Keychain, Backend::Open, true, Backend::Replaced, "stored in KWallet"},
        StateCase{"LockedThoughReplacedBefore", Mode::Keychain, Backend::Locked, true, Backend::Locked, "unlock it"},
        StateCase{"Session", Mode::Session, Backend::Absent, false, Backend::Absent, "kept in memory"},
        StateCase{"Refuse", Mode::Refuse, Backend::Open, false, Backend::Open, "No secret is stored or read"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
