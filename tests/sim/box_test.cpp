#include "sim/box.h"

#include "metrics/exposition.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_pager.h"
#include "sim/sim_slack.h"
#include "support/manual_clock.h"
#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace hubwatch {
namespace {

QByteArray fetched(const QUrl &url, const QByteArray &path)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(url.port()));
    QByteArray got;
    socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(QTest::qWaitFor([&] {
        got += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    }));
    return got.mid(got.indexOf("\r\n\r\n") + 4);
}

/// How many calls with `status` a body counts.
double callsOf(const QByteArray &body, const QByteArray &status)
{
    double calls = 0;
    for (const QByteArray &line : body.split('\n')) {
        if (line.startsWith("hubspot_api_calls_total{") && line.contains("status=\"" + status))
            calls += line.mid(line.lastIndexOf(' ') + 1).toDouble();
    }
    return calls;
}

class BoxTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    std::vector<BoxMoment> moments;
    Box box{clock, 4};

    void rehearse(Duration step = 15s)
    {
        box.rehearse(clock.now() - Box::history, step, [this](const BoxMoment &one) { moments.push_back(one); });
    }
};

TEST_F(BoxTest, RehearsesTwoHoursInOrder)
{
    rehearse();
    std::map<BoxMoment::Kind, int> kinds;
    for (const BoxMoment &one : moments)
        ++kinds[one.kind];
    EXPECT_GT(kinds[BoxMoment::Kind::Look], 1800);
    EXPECT_GT(kinds[BoxMoment::Kind::Down], 40);
    EXPECT_GT(kinds[BoxMoment::Kind::Weather], 6);
    EXPECT_EQ(kinds[BoxMoment::Kind::Deploy], 1);
    std::erase_if(moments, [](const BoxMoment &one) { return one.kind == BoxMoment::Kind::Deploy; });
    EXPECT_TRUE(std::ranges::is_sorted(moments, {}, &BoxMoment::at));
    EXPECT_EQ(moments.back().at, clock.now());
}

TEST_F(BoxTest, HoldsInItsHistoryWhatTheDemoPromises)
{
    rehearse();
    std::map<Duration, double> storm;
    std::map<Duration, std::pair<double, double>> burst;
    for (const BoxMoment &one : moments) {
        if (one.kind != BoxMoment::Kind::Look)
            continue;
        const Duration ago = clock.now() - one.at;
        if (one.service == QLatin1String("deals-sync"))
            storm[ago] = callsOf(one.metrics, "429");
        if (one.service == QLatin1String("contacts-sync"))
            burst[ago] = {callsOf(one.metrics, "500"), callsOf(one.metrics, "")};
    }
    EXPECT_GT(storm.at(90min) - storm.at(105min), 50); // fires
    EXPECT_LT(storm.at(0min) - storm.at(1h), 50);      // and is over
    const auto share = [&burst](Duration ago) {
        return (burst.at(ago).first - burst.at(ago + 5min).first)
            / (burst.at(ago).second - burst.at(ago + 5min).second);
    };
    EXPECT_LT(share(6min), 0.05);
    EXPECT_GT(share(0min), 0.05); // pending at now ...
    EXPECT_GT(share(3min), 0.05); // ... for so long that it fires within two minutes
    EXPECT_LT(share(20min), 0.005);
}

TEST_F(BoxTest, GoesOnLiveWhereTheRehearsalEnded)
{
    rehearse();
    ASSERT_TRUE(box.listen(0));
    const std::vector<BoxService> services = box.services();
    ASSERT_EQ(services.size(), 4u);
    const QByteArray now = fetched(services[0].url, "/metrics");
    double rehearsed = 0;
    for (const BoxMoment &one : moments) {
        if (one.kind == BoxMoment::Kind::Look && one.service == services[0].name)
            rehearsed = callsOf(one.metrics, "");
    }
    EXPECT_EQ(callsOf(now, ""), rehearsed);
    clock.advance(10s);
    EXPECT_GT(callsOf(fetched(services[0].url, "/metrics"), ""), rehearsed);
}

TEST_F(BoxTest, AnswersTheThreePaths)
{
    ASSERT_TRUE(box.listen(0));
    const QUrl url = box.services()[2].url;
    EXPECT_TRUE(fetched(url, "/metrics").startsWith("# HELP process_cpu_user_seconds_total"));
    EXPECT_TRUE(fetched(url, "/health").startsWith("{\"status\":\"ok\",\"timestamp\":\"20"));
    EXPECT_EQ(fetched(url, "/readiness"), "{\"status\":\"ready\",\"hubspot\":\"connected\"}");
    EXPECT_EQ(fetched(url, "/x"), "Cannot GET /x\n");
}

TEST_F(BoxTest, TellsOfWeatherAndBringsTheCrashedServiceBack)
{
    ASSERT_TRUE(box.listen(0));
    QSignalSpy changes(&box, &Box::weatherChanged);
    const QUrl url = box.services()[3].url;
    QTcpSocket refused;
    refused.connectToHost(QStringLiteral("127.0.0.1"), quint16(url.port()));
    EXPECT_TRUE(QTest::qWaitFor([&] { return refused.error() == QAbstractSocket::ConnectionRefusedError; }));
    clock.advance(7min);
    EXPECT_FALSE(fetched(url, "/metrics").isEmpty());
    bool told = false;
    for (const QList<QVariant> &change : changes)
        told |= change[1].toString() == QLatin1String("nightly-export: healthy (before: crashed)");
    EXPECT_TRUE(told);
}

TEST_F(BoxTest, MayBeDeletedByASlot)
{
    auto fleeting = std::make_unique<Box>(clock, 4);
    ASSERT_TRUE(fleeting->listen(0));
    QObject::connect(fleeting.get(), &Box::weatherChanged, fleeting.get(), [&] { fleeting.reset(); });
    clock.advance(1h);
    EXPECT_EQ(fleeting, nullptr);
}

TEST_F(BoxTest, WritesAWorkspaceThatIsValid)
{
    ASSERT_TRUE(box.listen(0));
    const WorkspaceResult workspace = parseWorkspace(box.workspaceText());
    ASSERT_TRUE(workspace) << problemText(QStringLiteral("box"), workspace.error().front()).toStdString();
    ASSERT_EQ(workspace->accounts.size(), 1u);
    EXPECT_EQ(workspace->accounts[0].kind, AccountConfig::Kind::Sandbox);
    EXPECT_EQ(workspace->accounts[0].api, box.hubSpot().url());
    EXPECT_EQ(workspace->accounts[0].portal, box.hubSpot().portal());
    EXPECT_EQ(workspace->accounts[0].credential, QStringLiteral("env:HUBWATCH_SIM_TOKEN"));
    ASSERT_EQ(workspace->services.size(), 4u);
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(workspace->services[i].url, box.services()[i].url);
        EXPECT_EQ(workspace->services[i].account, workspace->accounts[0].name);
        EXPECT_EQ(workspace->services[i].interval, 5s);
        EXPECT_EQ(workspace->services[i].readinessInterval, 15s);
    }
}

TEST_F(BoxTest, TellsThePagerAndTheTeamOfTheBox)
{
    ASSERT_TRUE(box.listen(0));
    const WorkspaceResult workspace = parseWorkspace(box.workspaceText());
    ASSERT_TRUE(workspace);
    ASSERT_EQ(workspace->routes.size(), 2u);
    EXPECT_EQ(workspace->routes[0],
              (Route{.name = QStringLiteral("oncall"),
                     .kind = Route::Kind::PagerDuty,
                     .key = QStringLiteral("env:HUBWATCH_SIM_PAGER"),
                     .url = box.pager().url()}));
    EXPECT_EQ(workspace->routes[1],
              (Route{.name = QStringLiteral("team"),
                     .kind = Route::Kind::Slack,
                     .key = QStringLiteral("env:HUBWATCH_SIM_SLACK"),
                     .url = box.slack().url()}));
    EXPECT_FALSE(box.workspaceText().contains(box.pager().routingKey().toUtf8()));
    EXPECT_FALSE(box.workspaceText().contains("/services/"));
    EXPECT_TRUE(fetched(box.pager().url(), "/sim/log").contains("incidents"));
    EXPECT_TRUE(fetched(box.slack().url(), "/sim/log").contains("messages"));
}

TEST_F(BoxTest, ShowsWhatAScraperReads)
{
    const Result<TextFormat> format = textFormatOf(promContentType);
    ASSERT_TRUE(format);
    rehearse(10min);
    for (const BoxMoment &one : moments) {
        if (one.kind != BoxMoment::Kind::Look)
            continue;
        const Result<Exposition> read = parseExposition(one.metrics.toStdString(), *format);
        ASSERT_TRUE(read) << read.error().detail.toStdString();
        EXPECT_GT(read->samples.size(), 60u);
    }
}

} // namespace
} // namespace hubwatch
