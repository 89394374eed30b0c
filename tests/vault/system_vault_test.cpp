#include "vault/system_vault.h"

#include "base/system_clock.h"
#include "support/live_keyring.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Backend = VaultState::Backend;
using Mode = VaultState::Mode;

const QString prod = QStringLiteral("vault-prod");

class SystemVaultTest : public ::testing::Test
{
protected:
    void restart(KeychainPatience patience = {})
    {
        system.reset();
        system = std::make_unique<SystemVault>(clock, directory.path(), patience);
        vault = &system->vault();
    }
    Result<Secret> read()
    {
        std::optional<Result<Secret>> answer;
        vault->read(prod, &context, [&](const Result<Secret> &secret) { answer = secret; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(Secret());
    }
    Result<void> write(const char *secret)
    {
        std::optional<Result<void>> answer;
        vault->write(prod, Secret::copyOf(QByteArrayView(secret)), &context,
                     [&](const Result<void> &done) { answer = done; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(Result<void>());
    }
    DoctorReport examined()
    {
        std::optional<DoctorReport> answer;
        vault->runDoctor(&context, [&](const DoctorReport &report) { answer = report; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(DoctorReport());
    }
    static bool isSecret(const Result<Secret> &read, const char *expected)
    {
        return read && *read == Secret::copyOf(QByteArrayView(expected));
    }

    SystemClock clock;
    QTemporaryDir directory;
    std::unique_ptr<SystemVault> system;
    Vault *vault = nullptr;
    QObject context;
};

class OpenVaultTest : public SystemVaultTest
{
protected:
    void SetUp() override { restart(); }
    void TearDown() override
    {
        vault->remove(prod, &context, [this](const Result<void> &) { context.setObjectName(u"removed"); });
        EXPECT_TRUE(QTest::qWaitFor([this] { return context.objectName() == u"removed"; }, 10'000));
    }
};

TEST_F(OpenVaultTest, KeepsASecretFromOneRunToTheNext)
{
    ASSERT_TRUE(write("pat-na1-one"));
    restart();
    EXPECT_TRUE(isSecret(read(), "pat-na1-one"));
}

TEST_F(OpenVaultTest, PassesTheDoctor)
{
    const DoctorReport report = examined();
    EXPECT_TRUE(report.good());
    EXPECT_EQ(report.vault.backend, Backend::Open);
    EXPECT_EQ(report.vault.name, u"Secret Service (gnome-keyring)");
}

TEST_F(OpenVaultTest, SaysThatItIsLockedAndGoesOnWhenItIsUnlocked)
{
    ASSERT_TRUE(write("pat-na1-one"));
    ASSERT_TRUE(lockKeyring());
    const Result<Secret> locked = read();
    ASSERT_FALSE(locked);
    EXPECT_TRUE(locked.error().detail.contains(u"the keyring is locked; unlock it"))
        << locked.error().detail.toStdString();
    EXPECT_FALSE(write("pat-na1-two"));
    const DoctorReport report = examined();
    EXPECT_FALSE(report.good());
    EXPECT_EQ(report.vault.backend, Backend::Locked);
    ASSERT_TRUE(unlockKeyring());
    EXPECT_TRUE(QTest::qWaitFor([this] { return vault->state().backend == Backend::Open; }, 10'000))
        << "it looks again by itself";
    EXPECT_TRUE(isSecret(read(), "pat-na1-one"));
}

TEST_F(OpenVaultTest, IsSlowWhileTheDaemonHangs)
{
    ASSERT_TRUE(write("pat-na1-one"));
    restart({.look = 300ms, .job = 2s});
    {
        const HungKeyring hung;
        ASSERT_TRUE(hung.hangs());
        const Duration before = clock.uptime();
        const Result<Secret> slow = read();
        ASSERT_FALSE(slow);
        EXPECT_TRUE(slow.error().detail.contains(u"no answer within")) << slow.error().detail.toStdString();
        EXPECT_EQ(vault->state().backend, Backend::Slow);
        EXPECT_LT(clock.uptime() - before, 3s);
    }
    restart();
    EXPECT_TRUE(isSecret(read(), "pat-na1-one"));
}

/// libsecret answers through GLib alone; without it only the watchdog does.
TEST_F(SystemVaultTest, NoGlibEndsInTheWatchdog)
{
    restart({.look = 3s, .job = 500ms});
    const Result<Secret> slow = read();
    ASSERT_FALSE(slow);
    EXPECT_EQ(vault->state().backend, Backend::Slow);
    EXPECT_TRUE(slow.error().detail.contains(u"QT_NO_GLIB is set")) << slow.error().detail.toStdString();
}

class NoKeychainVaultTest : public SystemVaultTest
{ };

TEST_F(NoKeychainVaultTest, SaysSoWithinThreeSecondsAndIsUsableInMemory)
{
    restart();
    const Duration before = clock.uptime();
    std::optional<VaultState> state;
    vault->probe(&context, [&](const VaultState &told) { state = told; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return state.has_value(); }, 10'000));
    EXPECT_LT(clock.uptime() - before, 3s);
    EXPECT_EQ(state.value_or(VaultState()).backend, Backend::Absent);
    const Result<void> refused = write("pat-na1-one");
    ASSERT_FALSE(refused) << "never anywhere else without a word";
    EXPECT_TRUE(refused.error().detail.contains(u"session memory"));

    ASSERT_TRUE(vault->setMode(Mode::Session));
    ASSERT_TRUE(write("pat-na1-one"));
    EXPECT_TRUE(isSecret(read(), "pat-na1-one"));
    EXPECT_TRUE(examined().good());
    for (const QFileInfo &file : QDir(directory.path()).entryInfoList(QDir::Files)) {
        QFile text(file.filePath());
        ASSERT_TRUE(text.open(QIODevice::ReadOnly));
        EXPECT_FALSE(text.readAll().contains("pat-na1-one")) << file.fileName().toStdString();
    }
}

} // namespace

} // namespace hubwatch::testing
