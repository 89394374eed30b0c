#include "vault/doctor.h"

#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Outcome = DoctorStep::Outcome;

/// Does what it is asked but for one thing, and says that all went well.
class LyingSecrets : public MemorySecrets
{
public:
    enum class Lie { LosesWrites, AltersWrites, KeepsRemoved };

    explicit LyingSecrets(Lie lie)
        : m_lie(lie)
    { }

    void write(const QString &name, Secret secret, QObject *context, Done reply) override
    {
        MemorySecrets::write(name, m_lie == Lie::AltersWrites ? Secret(QByteArray("other")) : std::move(secret),
                             context, std::move(reply));
        if (m_lie == Lie::LosesWrites)
            secrets.clear();
    }
    void remove(const QString &name, QObject *context, Done reply) override
    {
        const auto before = secrets;
        MemorySecrets::remove(name, context, std::move(reply));
        if (m_lie == Lie::KeepsRemoved)
            secrets = before;
    }

private:
    Lie m_lie;
};

std::vector<DoctorStep> trialOf(SecretStore &store)
{
    QObject context;
    std::vector<DoctorStep> found;
    (new Doctor(store, &context, [&](const std::vector<DoctorStep> &steps) { found = steps; }))->start();
    for (int round = 0; round < 10; ++round)
        QCoreApplication::processEvents();
    return found;
}

TEST(DoctorTest, WritesReadsBackAndDeletes)
{
    MemorySecrets store;
    const std::vector<DoctorStep> steps = trialOf(store);
    ASSERT_EQ(steps.size(), 3U);
    for (const DoctorStep &step : steps)
        EXPECT_EQ(step.outcome, Outcome::Good) << step.words.toStdString();
    EXPECT_TRUE(store.secrets.empty());
    ASSERT_EQ(store.calls.size(), 4);
    EXPECT_TRUE(isDoctorsName(store.calls[0].section(u' ', 1)));
    EXPECT_FALSE(isDoctorsName(QStringLiteral("prod")));
}

TEST(DoctorTest, SaysWhyNothingCouldBeWritten)
{
    MemorySecrets store;
    store.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("disk full")};
    const std::vector<DoctorStep> steps = trialOf(store);
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].outcome, Outcome::Bad);
    EXPECT_EQ(steps[0].words, u"disk full");
    EXPECT_EQ(steps[1].outcome, Outcome::Skipped);
    EXPECT_EQ(steps[2].outcome, Outcome::Skipped);
}

struct LieCase {
    const char *name;
    LyingSecrets::Lie lie;
    size_t step;
    const char *says;
};

class LyingStoreTest : public ::testing::TestWithParam<LieCase>
{ };

TEST_P(LyingStoreTest, IsFoundOut)
{
    LyingSecrets store(GetParam().lie);
    const std::vector<DoctorStep> steps = trialOf(store);
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[GetParam().step].outcome, Outcome::Bad);
    EXPECT_EQ(steps[GetParam().step].words, QString::fromLatin1(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(Lies, LyingStoreTest,
                         ::testing::Values(LieCase{"LosesWrites", LyingSecrets::Lie::LosesWrites, 1, "it was gone"},
                                           LieCase{"AltersWrites", LyingSecrets::Lie::AltersWrites, 1,
                                                   "something else came back"},
                                           LieCase{"KeepsRemoved", LyingSecrets::Lie::KeepsRemoved, 2,
                                                   "it is still there after a delete that succeeded"}),
                         [](const auto &test) { return test.param.name; });

TEST(DoctorTest, EndsWithItsContext)
{
    MemorySecrets store;
    auto context = std::make_unique<QObject>();
    (new Doctor(store, context.get(), [](const auto &) { FAIL() << "answered"; }))->start();
    context.reset();
    for (int round = 0; round < 10; ++round)
        QCoreApplication::processEvents();
    EXPECT_EQ(store.calls.size(), 1);
}

struct StandingCase {
    const char *name;
    VaultState::Mode mode;
    VaultState::Backend backend;
    Outcome reached;
    Outcome unlocked;
    bool worthTrying;
};

class StandingTest : public ::testing::TestWithParam<StandingCase>
{ };

TEST_P(StandingTest, JudgesOnlyWhatIsInUse)
{
    const VaultState state{.mode = GetParam().mode, .backend = GetParam().backend};
    const std::vector<DoctorStep> steps = standingSteps(state);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].outcome, GetParam().reached);
    EXPECT_EQ(steps[1].outcome, GetParam().unlocked);
    EXPECT_EQ(worthTrying(state), GetParam().worthTrying);
}

using Backend = VaultState::Backend;
using Mode = VaultState::Mode;

INSTANTIATE_TEST_SUITE_P(
    States, StandingTest,
    ::testing::Values(StandingCase{"Open", Mode::Keychain, Backend::Open, Outcome::Good, Outcome::Good, true},
                      StandingCase{"Locked", Mode::Keychain, Backend::Locked, Outcome::Good, Outcome::Bad, false},
                      StandingCase{"Absent", Mode::Keychain, Backend::Absent, Outcome::Bad, Outcome::Skipped, false},
                      StandingCase{"Slow", Mode::Keychain, Backend::Slow, Outcome::Bad, Outcome::Skipped, false},
                      StandingCase{"Replaced", Mode::Keychain, Backend::Replaced, Outcome::Bad, Outcome::Skipped, true},
                      StandingCase{"Faulty", Mode::Keychain, Backend::Faulty, Outcome::Bad, Outcome::Skipped, true},
                      StandingCase{"SessionWithoutKeychain", Mode::Session, Backend::Absent, Outcome::Skipped,
                                   Outcome::Skipped, true},
                      StandingCase{"SessionWithLocked", Mode::Session, Backend::Locked, Outcome::Good, Outcome::Skipped,
                                   true},
                      StandingCase{"Refuse", Mode::Refuse, Backend::Open, Outcome::Good, Outcome::Good, false}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
