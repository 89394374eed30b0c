// The engine on a thread of its own with a vault whose keychain is not there: what the window and the operator meet.
#include "app/engine/engine_credential_desk.h"

#include "app/engine/engine.h"
#include "base/system_clock.h"
#include "metrics/lint.h"
#include "net/qt_http.h"
#include "sim/sim_hubspot.h"
#include "support/fake_keychain.h"
#include "support/patience.h"
#include "support/printers.h"
#include "vault/queued_secrets.h"
#include "vault/vault.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class EngineCredentialDeskTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        probe.now = {.backend = VaultState::Backend::Absent, .words = QStringLiteral("no keychain service answers")};
        ASSERT_TRUE(hubspot.listen(0));
        QTcpServer free;
        ASSERT_TRUE(free.listen(QHostAddress::LocalHost));
        port = free.serverPort();
        free.close();
        QFile file(folder.filePath(QStringLiteral("hubwatch.toml")));
        ASSERT_TRUE(file.open(QFile::WriteOnly));
        file.write("version = 1\n[[accounts]]\nname = \"prod\"\ncredential = \"keychain:prod\"\napi = \""
                   + hubspot.url().toEncoded() + "\"\n[console]\nendpoint_port = " + QByteArray::number(port) + "\n");
        file.close();
        engine = new Engine({.workspacePath = file.fileName(), .dataDirectory = data(), .vault = openVaultDoor(vault)});
        engine->moveToThread(&thread);
        QObject::connect(&thread, &QThread::started, engine, &Engine::start);
        QObject::connect(&thread, &QThread::finished, engine, &QObject::deleteLater);
        QObject::connect(engine, &Engine::snapshotReady, &context, [this](const SnapshotPtr &now) { snapshot = now; });
        QObject::connect(engine, &Engine::credentialDone, &context,
                         [this](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
        desk.setVault(&vault);
        vault.probe(&context, [](const VaultState &) {});
        thread.start();
    }
    void TearDown() override
    {
        thread.quit();
        EXPECT_TRUE(thread.wait(10'000));
    }
    QString data() const { return folder.filePath(QStringLiteral("data")); }
    bool shows(const std::function<bool(const Snapshot &)> &what, int ms = 10'000)
    {
        return QTest::qWaitFor([&] { return snapshot && what(*snapshot); }, ms);
    }
    /// Where in the data folder the text stands.
    QString holding(const QByteArray &text) const
    {
        QDirIterator files(data(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QFile::ReadOnly) && file.readAll().contains(text))
                return file.fileName();
        }
        return {};
    }
    Result<HttpResponse> ask(const char *path)
    {
        std::optional<Result<HttpResponse>> answer;
        http.send({.url = QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(QLatin1StringView(path)))},
                  &context, [&](const Result<HttpResponse> &said) { answer = said; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(fail(Error::Kind::Offline, {}));
    }

    SystemClock clock;
    SimHubSpot hubspot{clock, 7, 4242};
    QTemporaryDir folder;
    FakeKeychainWire wire;
    FakeKeychainProbe probe;
    KeychainStore keychain{wire, probe, clock};
    Vault vault{keychain, clock, data()};
    QtHttp http;
    QThread thread;
    Engine *engine = nullptr; ///< dies with the thread
    EngineCredentialDesk desk{[this](std::function<void(Engine &)> call) {
        QMetaObject::invokeMethod(
            engine, [to = engine, call = std::move(call)] { call(*to); }, Qt::QueuedConnection);
    }};
    quint16 port = 0;
    SnapshotPtr snapshot;
    std::vector<CredentialOutcome> outcomes;
    QObject context;
};

TEST_F(EngineCredentialDeskTest, WithoutAKeychainSessionMemoryServesWhenAPersonSaysSo)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    ASSERT_TRUE(shows([](const Snapshot &now) { return now.vault.backend == VaultState::Backend::Absent; }));
    EXPECT_LT(sinceStart.elapsed(), 3000 * testing::patience());
    EXPECT_FALSE(snapshot->vault.words.isEmpty());
    ASSERT_TRUE(shows([](const Snapshot &now) {
        return !now.accounts.empty() && now.accounts[0].token == TokenState::Unreadable;
    })) << "nobody falls back by himself";
    EXPECT_EQ(ask("/readiness").error().status, 503);

    const QByteArray token = hubspot.token().toLatin1();
    const StoreCredential command{
        .name = QStringLiteral("prod"), .account = QStringLiteral("prod"), .secret = Secret::copyOf(token)};
    desk.store(command);
    ASSERT_TRUE(QTest::qWaitFor([&] { return outcomes.size() == 1; }, 10'000));
    EXPECT_FALSE(outcomes[0].good) << "no keychain, no store";

    desk.setVaultMode(VaultState::Mode::Session);
    desk.store(command);
    ASSERT_TRUE(QTest::qWaitFor([&] { return outcomes.size() == 2; }, 10'000));
    EXPECT_TRUE(outcomes[1].good) << outcomes[1].words.toStdString();
    ASSERT_TRUE(shows([](const Snapshot &now) { return now.accounts[0].token == TokenState::Accepted; }));
    EXPECT_EQ(snapshot->vault.mode, VaultState::Mode::Session);
    EXPECT_EQ(snapshot->vault.heldInSession, 1);
    EXPECT_TRUE(wire.begun.empty()) << "the keychain that is not there is not asked for a secret";

    const Result<HttpResponse> metrics = ask("/metrics");
    ASSERT_TRUE(metrics);
    EXPECT_TRUE(metrics->body.contains("hubspot_api_calls_total{")) << metrics->body.data();
    EXPECT_EQ(lint(metrics->body.toStdString(), TextFormat::Prometheus).errors, 0u);
    EXPECT_TRUE(ask("/readiness"));

    thread.quit();
    ASSERT_TRUE(thread.wait(10'000)); // all is on disk
    EXPECT_EQ(holding(token), QString());
    EXPECT_NE(holding("hubspot:prod"), QString()) << "the search finds what is there";
}

TEST_F(EngineCredentialDeskTest, TheDoctorAnswersWithoutTheEngine)
{
    std::optional<DoctorReport> report;
    QObject::connect(&desk, &CredentialDesk::doctorReported, &context,
                     [&](const DoctorReport &said) { report = said; });
    desk.runDoctor();
    ASSERT_TRUE(QTest::qWaitFor([&] { return report.has_value(); }, 5000));
    EXPECT_FALSE(report->good());
}

TEST_F(EngineCredentialDeskTest, TheEngineDiesWithACommandOut)
{
    ASSERT_TRUE(shows([](const Snapshot &now) { return !now.loading; }));
    ASSERT_TRUE(hubspot.control(QStringLiteral("latency"), {{QStringLiteral("fromMs"), 60'000}}));
    desk.verify(QStringLiteral("keychain:prod"));
    desk.authorize({.account = QStringLiteral("prod"), .name = QStringLiteral("prod")});
    desk.drillLeak(QStringLiteral("prod"));
    thread.quit();
    EXPECT_TRUE(thread.wait(10'000));
    EXPECT_TRUE(outcomes.empty());
}

TEST(EngineCredentialDeskAlone, DropsWhatIsAskedBeforeThereIsAVault)
{
    EngineCredentialDesk desk([](const std::function<void(Engine &)> &) {});
    desk.runDoctor();
    desk.setVaultMode(VaultState::Mode::Session);
    desk.verify(QStringLiteral("keychain:prod"));
}

} // namespace

} // namespace hubwatch::testing
