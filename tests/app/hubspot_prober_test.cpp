#include "app/triage/hubspot_prober.h"

#include "base/system_clock.h"
#include "hubspot/fake_reader.h"
#include "sim/sim_hubspot.h"
#include "support/fault_server.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTcpServer>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString detailsPath = QStringLiteral("/account-info/2026-09/details");

class HubSpotProberTest : public ::testing::Test
{
protected:
    SystemClock clock;
    testing::FakeReader secrets{clock};
    QObject context;
    std::vector<HubSpotProbe> probes;

    static AccountConfig account(const QUrl &api)
    {
        return {.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod"), .api = api};
    }
    HubSpotProbe probe(const AccountConfig &config, const QByteArray &trusts = {})
    {
        HubSpotProber prober(secrets, clock, trusts);
        probes.clear();
        prober.probe(&config, &context, [this](const HubSpotProbe &found) { probes.push_back(found); });
        EXPECT_TRUE(probes.empty()) << "answered before probe() returned";
        EXPECT_TRUE(QTest::qWaitFor([this] { return !probes.empty(); }, 15'000));
        QTest::qWait(20);
        EXPECT_EQ(probes.size(), 1U);
        return probes.empty() ? HubSpotProbe{} : probes.front();
    }
};

TEST_F(HubSpotProberTest, TimesEachPartAgainstTheSimulatedHubSpot)
{
    SimHubSpot hubspot(clock, 1);
    ASSERT_TRUE(hubspot.listen(0));
    secrets.token = hubspot.token().toUtf8();
    const HubSpotProbe found = probe(account(hubspot.url()));
    EXPECT_TRUE(found.good) << found.words.toStdString();
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(found.account, QStringLiteral("prod"));
    EXPECT_EQ(found.host, QStringLiteral("127.0.0.1"));
    EXPECT_EQ(found.address, QStringLiteral("127.0.0.1"));
    EXPECT_TRUE(found.dns && found.connect && found.firstByte);
    EXPECT_FALSE(found.tls) << "plain http on loopback";
    EXPECT_FALSE(found.region.isEmpty());
    EXPECT_TRUE(found.fingerprint.startsWith(u"pat-na1-..."));
    EXPECT_FALSE(found.words.contains(hubspot.token()));

    secrets.token = "pat-na1-00000000-0000-4000-8000-000000000000";
    const HubSpotProbe refused = probe(account(hubspot.url()));
    EXPECT_FALSE(refused.good);
    EXPECT_EQ(refused.status, 401);
    EXPECT_TRUE(refused.words.contains(u"refuses this token"));
}

TEST_F(HubSpotProberTest, AgreesOnTlsOnlyWithWhomItTrusts)
{
    testing::FaultServer server(true);
    server.route(detailsPath, {.body = R"({"dataHostingLocation":"eu1"})"});
    const HubSpotProbe good = probe(account(server.url({})), testing::testCertificatePem());
    EXPECT_TRUE(good.good) << good.words.toStdString();
    EXPECT_TRUE(good.tls);
    EXPECT_EQ(good.region, QStringLiteral("eu1"));
    ASSERT_EQ(server.seen.size(), 1U);
    EXPECT_EQ(server.seen[0].path, detailsPath);
    EXPECT_EQ(server.seen[0].header("Authorization"), "Bearer " + secrets.token);

    const HubSpotProbe bad = probe(account(server.url({})));
    EXPECT_FALSE(bad.good);
    EXPECT_FALSE(bad.tls);
    EXPECT_TRUE(bad.connect);
    EXPECT_TRUE(bad.words.contains(u"TLS failed")) << bad.words.toStdString();
    EXPECT_EQ(server.seen.size(), 1U) << "no token to whom nobody knows";

    const QByteArray early = server.useEarlyCertificate();
    EXPECT_TRUE(probe(account(server.url({})), early).words.contains(u"set that clock"))
        << probes[0].words.toStdString();
}

TEST_F(HubSpotProberTest, SendsNoTokenWhereItMayNotGo)
{
    AccountConfig config = account(QUrl(QStringLiteral("https://hubapi.example.test")));
    const HubSpotProbe found = probe(config);
    EXPECT_FALSE(found.good);
    EXPECT_TRUE(found.words.startsWith(u"not asked: the token goes"));
    EXPECT_EQ(secrets.reads, 0);
}

TEST_F(HubSpotProberTest, AsksWithoutATokenWhereThereIsNoneToSend)
{
    testing::FaultServer server;
    server.route(QStringLiteral("/"), {.status = 404});
    AccountConfig bare = account(server.url({}));
    bare.credential.clear();
    const HubSpotProbe found = probe(bare);
    EXPECT_TRUE(found.good) << "any answer in HTTP counts";
    EXPECT_EQ(found.status, 404);
    EXPECT_EQ(secrets.reads, 0);

    secrets.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked")};
    EXPECT_TRUE(probe(account(server.url({}))).words.contains(u"the keychain is locked"));
    secrets.failure.reset();
    secrets.token = R"({"client_id":"a","client_secret":"b","refresh_token":"c"})";
    EXPECT_TRUE(probe(account(server.url({}))).words.contains(u"OAuth"));
    secrets.token = "pat-na1-12345678-1234-1234-1234-123456789012\r\nX-Evil: 1";
    EXPECT_TRUE(probe(account(server.url({}))).words.contains(u"no header may carry"));
    for (const auto &seen : server.seen) {
        EXPECT_EQ(seen.header("Authorization"), QByteArray());
        EXPECT_EQ(seen.path, QStringLiteral("/"));
    }
    EXPECT_EQ(server.seen.size(), 4U);
}

TEST_F(HubSpotProberTest, SaysHowFarItCame)
{
    testing::FaultServer server;
    const AccountConfig config = account(server.url({}));
    server.route(detailsPath, {.fault = testing::FaultRoute::Fault::CloseBeforeHeaders});
    EXPECT_TRUE(probe(config).words.contains(u"closed the connection")) << probes[0].words.toStdString();
    EXPECT_TRUE(probes[0].connect);
    EXPECT_FALSE(probes[0].firstByte);
    server.route(detailsPath, {.fault = testing::FaultRoute::Fault::Garbage});
    EXPECT_TRUE(probe(config).words.contains(u"does not speak HTTP")) << probes[0].words.toStdString();
    server.route(detailsPath, {.status = 503});
    EXPECT_TRUE(probe(config).words.contains(u"HTTP 503"));
    EXPECT_FALSE(probes[0].good);
    server.route(detailsPath, {.status = 403});
    EXPECT_TRUE(probe(config).good) << "it knows the token";
    server.route(detailsPath, {.status = 488, .body = R"({"correctHublet":"eu1"})"});
    EXPECT_TRUE(probe(config).words.contains(u"api-eu1.hubapi.com"));

    QTcpServer gone;
    ASSERT_TRUE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    EXPECT_TRUE(probe(account(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)))).words.contains(u"refuses"));
}

TEST_F(HubSpotProberTest, GivesUpAfterTenSecondsAndDiesWithItsCaller)
{
    testing::ManualClock manual;
    testing::FakeReader reader(manual);
    testing::FaultServer server;
    server.route(detailsPath, {.fault = testing::FaultRoute::Fault::Hang});
    const AccountConfig config = account(server.url({}));
    HubSpotProber prober(reader, manual);
    auto mortal = std::make_unique<QObject>();
    int answers = 0;
    prober.probe(&config, mortal.get(), [&](const HubSpotProbe &) { ++answers; });
    prober.probe(&config, &context, [this](const HubSpotProbe &found) { probes.push_back(found); });
    manual.advance(1ms);
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.seen.size() == 2; }, 10'000));
    mortal.reset();
    manual.advance(9s);
    EXPECT_TRUE(probes.empty());
    manual.advance(1s);
    ASSERT_EQ(probes.size(), 1U);
    EXPECT_EQ(answers, 0);
    EXPECT_TRUE(probes[0].words.contains(u"gave up after ten seconds, while waiting for its answer"))
        << probes[0].words.toStdString();
    EXPECT_FALSE(probes[0].good);
}

} // namespace
} // namespace hubwatch
