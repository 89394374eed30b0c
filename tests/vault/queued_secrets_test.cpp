#include "vault/queued_secrets.h"

#include "base/system_clock.h"
#include "support/fake_keychain.h"
#include "support/manual_clock.h"
#include "support/printers.h"
#include "vault/vault.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QString prod = QStringLiteral("prod");

/// The vault on this thread, one who asks on another.
class QueuedSecretsTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        door = openVaultDoor(*vault);
        thread.start();
        worker->moveToThread(&thread);
        there([this] {
            secrets = std::make_unique<QueuedSecrets>(door, clock, patience);
            context = std::make_unique<QObject>();
        });
    }
    void TearDown() override
    {
        there([this] {
            secrets.reset();
            context.reset();
        });
        thread.quit();
        thread.wait();
    }
    /// Runs it on the other thread and waits for its end.
    void there(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(worker.get(), work, Qt::BlockingQueuedConnection);
    }
    void write(const char *secret)
    {
        there([&] {
            secrets->write(prod, Secret::copyOf(QByteArrayView(secret)), context.get(),
                           [this](const Result<void> &done) {
                               onRightThread = onRightThread && QThread::currentThread() == &thread;
                               if (!done)
                                   lastError = done.error().detail;
                               ++answers;
                           });
        });
    }
    void read()
    {
        there([this] {
            secrets->read(prod, context.get(), [this](const Result<Secret> &secret) {
                onRightThread = onRightThread && QThread::currentThread() == &thread;
                last = secret.value_or(Secret());
                if (!secret)
                    lastError = secret.error().detail;
                ++answers;
            });
        });
    }
    void remove()
    {
        there([this] { secrets->remove(prod, context.get(), [this](const Result<void> &) { ++answers; }); });
    }
    bool answered(int count)
    {
        return QTest::qWaitFor([&] { return answers == count; }, 5000);
    }
    /// Everything posted in either direction has arrived.
    void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QTest::qWait(1);
            there([] {});
        }
    }

    SystemClock clock;
    Duration patience = 60s;
    FakeKeychainWire wire;
    FakeKeychainProbe probe;
    std::unique_ptr<KeychainStore> keychain = std::make_unique<KeychainStore>(wire, probe, clock);
    std::unique_ptr<Vault> vault = std::make_unique<Vault>(*keychain, clock, QString());
    std::shared_ptr<VaultDoor> door;
    QThread thread;
    std::unique_ptr<QObject> worker = std::make_unique<QObject>(); // outlives its thread's loop
    std::unique_ptr<QueuedSecrets> secrets;
    std::unique_ptr<QObject> context;
    std::atomic<int> answers = 0;
    bool onRightThread = true;
    Secret last;
    QString lastError;
};

TEST_F(QueuedSecretsTest, CarriesCallsThereAndAnswersBack)
{
    write("one");
    read();
    ASSERT_TRUE(answered(2));
    EXPECT_EQ(last, Secret::copyOf(QByteArrayView("one")));
    remove();
    read();
    ASSERT_TRUE(answered(4));
    EXPECT_EQ(last, Secret());
    EXPECT_TRUE(onRightThread);
    EXPECT_EQ(lastError, QString());
}

TEST_F(QueuedSecretsTest, CarriesErrors)
{
    probe.now.backend = VaultState::Backend::Locked;
    read();
    ASSERT_TRUE(answered(1));
    EXPECT_TRUE(lastError.contains(u"unlock it")) << lastError.toStdString();
}

TEST_F(QueuedSecretsTest, TellsHowTheVaultStandsAtOnceAndWhenItChanges)
{
    settle();
    QString heard;
    there([&] {
        EXPECT_EQ(secrets->state(), vault->state());
        QObject::connect(secrets.get(), &QueuedSecrets::stateChanged, context.get(), [&](const VaultState &state) {
            heard = vaultModeText(state.mode);
            onRightThread = onRightThread && QThread::currentThread() == &thread;
        });
    });
    ASSERT_TRUE(vault->setMode(VaultState::Mode::Refuse));
    settle();
    there([&] { EXPECT_EQ(heard, u"refuse"); });
    EXPECT_TRUE(onRightThread);
}

TEST_F(QueuedSecretsTest, DropsTheAnswersOfADeadContext)
{
    wire.byItself = false;
    read();
    ASSERT_TRUE(QTest::qWaitFor([&] { return wire.begun.size() == 1; }, 5000));
    there([this] { context.reset(); });
    wire.answer(0, {.secret = Secret(QByteArray("one"))});
    settle();
    EXPECT_EQ(answers, 0);
}

TEST_F(QueuedSecretsTest, MayDieBeforeTheAnswer)
{
    wire.byItself = false;
    read();
    ASSERT_TRUE(QTest::qWaitFor([&] { return wire.begun.size() == 1; }, 5000));
    there([this] { secrets.reset(); });
    wire.answer(0, {.secret = Secret(QByteArray("one"))});
    settle();
    EXPECT_EQ(answers, 0);
    ASSERT_TRUE(vault->setMode(VaultState::Mode::Session));
    settle();
}

TEST_F(QueuedSecretsTest, SaysThatTheVaultIsClosed)
{
    settle();
    vault.reset();
    keychain.reset();
    read();
    ASSERT_TRUE(answered(1));
    EXPECT_TRUE(lastError.contains(u"Hubwatch is ending")) << lastError.toStdString();
}

TEST_F(QueuedSecretsTest, OutlivesAVaultThatOwesAnAnswer)
{
    wire.byItself = false;
    read();
    ASSERT_TRUE(QTest::qWaitFor([&] { return wire.begun.size() == 1; }, 5000));
    vault.reset();
    keychain.reset();
    wire.answer(0, {.secret = Secret(QByteArray("one"))});
    settle();
    EXPECT_EQ(answers, 0);
}

TEST_F(QueuedSecretsTest, OutlivesTheThreadThatAsked)
{
    wire.byItself = false;
    read();
    ASSERT_TRUE(QTest::qWaitFor([&] { return wire.begun.size() == 1; }, 5000));
    there([this] { secrets.reset(); });
    thread.quit();
    thread.wait();
    wire.answer(0, {.secret = Secret(QByteArray("one"))});
    QTest::qWait(1);
    EXPECT_EQ(answers, 0);
    thread.start(); // for the end
}

TEST(QueuedSecretsPatienceTest, IsNotHeldUpByTheMainThread)
{
    ManualClock clock;
    SystemClock real;
    FakeKeychainWire wire;
    FakeKeychainProbe probe;
    KeychainStore keychain(wire, probe, real);
    Vault vault(keychain, real, {});
    wire.byItself = false;
    QueuedSecrets secrets(openVaultDoor(vault), clock, 60s);
    QObject context;
    QStringList errors;
    secrets.read(prod, &context, [&](const Result<Secret> &secret) {
        errors << (secret ? QStringLiteral("none") : secret.error().detail);
    });
    ASSERT_TRUE(QTest::qWaitFor([&] { return wire.begun.size() == 1; }, 5000));
    clock.advance(60s);
    ASSERT_EQ(errors.size(), 1);
    EXPECT_TRUE(errors[0].contains(u"no answer within 60 s")) << errors[0].toStdString();
    wire.answer(0, {});
    QTest::qWait(1);
    EXPECT_EQ(errors.size(), 1) << "answered once";
}

} // namespace

} // namespace hubwatch::testing
