// The poller over the real wire: five targets that are dead in five ways, and fifteen that live.
#include "base/system_clock.h"
#include "net/qt_http.h"
#include "sources/service_poller.h"
#include "support/fault_server.h"
#include "support/printers.h"

#include <QEventLoop>
#include <QTimer>
#include <gtest/gtest.h>
#include <map>

namespace hubwatch {
namespace {

using testing::FaultRoute;
using Fault = testing::FaultRoute::Fault;

constexpr Duration deadInterval = 2s;
constexpr Duration watchedFor = 9s;

TEST(PollingTheDead, LeavesTheOthersOnTime)
{
    testing::FaultServer server;
    const std::vector<FaultRoute> deaths{
        {.fault = Fault::Hang},
        {.fault = Fault::Reset},
        {.body = QByteArray(1000, 'x'), .fault = Fault::Drip, .dripEvery = 1s},
        {.body = QByteArray(100'000, 'x'), .fault = Fault::Endless},
        {.body = testing::gzipBomb(200'000'000), .headers = {{.name = "Content-Encoding", .value = "gzip"}}}};
    std::vector<ServiceTarget> targets;
    for (int i = 0; i < 20; ++i) {
        const QString name
            = QStringLiteral("%1-%2").arg(i < 5 ? QStringLiteral("dead") : QStringLiteral("live")).arg(i);
        server.route(u'/' + name, i < 5 ? deaths[size_t(i)] : FaultRoute{.body = "up 1\n"});
        targets.push_back({.name = name, .metrics = server.url(u'/' + name), .interval = deadInterval});
    }

    QtHttp http;
    SystemClock clock;
    ServicePoller poller(http, clock);
    std::map<QString, std::vector<PollResult>> results;
    QEventLoop loop;
    QObject::connect(&poller, &ServicePoller::polled, &loop,
                     [&](const PollResult &result) { results[result.service].push_back(result); });
    poller.setTargets(targets);
    QTimer::singleShot(watchedFor, &loop, &QEventLoop::quit);
    loop.exec();

    ASSERT_EQ(results.size(), 20u);
    for (const auto &[name, polls] : results) {
        for (const PollResult &poll : polls)
            EXPECT_EQ(poll.scrape.has_value(), name.startsWith(QStringLiteral("live"))) << name.toStdString();
        if (!name.startsWith(QStringLiteral("live")))
            continue;
        ASSERT_GE(polls.size(), 4u) << name.toStdString();
        for (size_t i = 0; i < polls.size(); ++i) {
            EXPECT_LT(polls[i].took, 1s) << name.toStdString();
            if (i > 1) {
                EXPECT_NEAR(double((polls[i].at - polls[i - 1].at).count()), double(deadInterval.count()), 1000)
                    << name.toStdString();
            }
        }
    }
}

} // namespace
} // namespace hubwatch
