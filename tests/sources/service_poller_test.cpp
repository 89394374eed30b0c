#include "sources/service_poller.h"

#include "sources/poll_rhythm.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace hubwatch {
namespace {

using testing::okResponse;
using testing::unreachable;

ServiceTarget service(const QString &name, Duration interval = 15s)
{
    return {.name = name, .metrics = QUrl(QStringLiteral("http://%1.test/metrics").arg(name)), .interval = interval};
}

ServiceTarget whole(const QString &name)
{
    ServiceTarget target = service(name);
    target.health = QUrl(QStringLiteral("http://%1.test/health").arg(name));
    target.readiness = QUrl(QStringLiteral("http://%1.test/readiness").arg(name));
    return target;
}

class ServicePollerTest : public ::testing::Test
{
protected:
    ServicePollerTest()
        : poller(std::make_unique<ServicePoller>(http, clock))
    {
        QObject::connect(poller.get(), &ServicePoller::polled, &owner,
                         [this](const PollResult &result) { results.push_back(result); });
    }

    void answerAll()
    {
        while (http.answer(okResponse("up 1\n"))) { }
    }

    /// Moves on in small steps, answering at once whatever was asked.
    void runAnswering(Duration by)
    {
        for (Duration passed{}; passed < by; passed += 10ms) {
            clock.advance(10ms);
            answerAll();
        }
    }

    testing::FakeHttp http;
    testing::ManualClock clock;
    QObject owner;
    std::vector<PollResult> results;
    std::unique_ptr<ServicePoller> poller;
};

TEST_F(ServicePollerTest, AsksEverybodySoonAfterTheStartButNotAtOnce)
{
    std::vector<ServiceTarget> targets;
    for (int i = 0; i < 50; ++i)
        targets.push_back(service(QStringLiteral("s%1").arg(i)));
    poller->setTargets(targets);
    std::set<size_t> steps;
    for (int i = 0; i < 20; ++i) {
        clock.advance(100ms);
        steps.insert(http.requests.size());
    }
    EXPECT_EQ(http.requests.size(), 50u);
    EXPECT_GT(steps.size(), 12u) << "they fired together";
}

TEST_F(ServicePollerTest, NegotiatesAsPrometheusDoes)
{
    poller->setTargets({whole(QStringLiteral("sync"))});
    clock.advance(2s);
    ASSERT_EQ(http.requests.size(), 3u);
    for (const HttpRequest &request : http.requests) {
        const bool scrapes = request.url.path() == QStringLiteral("/metrics");
        EXPECT_EQ(request.headers.at(0).value.startsWith("application/openmetrics-text;version=1.0.0"), scrapes);
        EXPECT_EQ(request.redirects, 1);
        EXPECT_LE(request.maxBytes, 10'000'000);
        EXPECT_EQ(request.timeout, 10s);
    }
}

TEST_F(ServicePollerTest, SettlesIntoItsOwnRhythm)
{
    poller->setTargets({service(QStringLiteral("sync"))});
    runAnswering(120s);
    ASSERT_GE(results.size(), 8u);
    const Duration second = results[1].at - results[0].at;
    EXPECT_GE(second, 7500ms);
    EXPECT_LE(second, 22'500ms);
    for (size_t i = 2; i < results.size(); ++i)
        EXPECT_EQ(results[i].at - results[i - 1].at, 15s);
    for (size_t i = 0; i + 1 < results.size(); ++i)
        EXPECT_EQ(results[i].next, results[i + 1].at);
}

TEST_F(ServicePollerTest, PollsReadinessAtItsOwnPace)
{
    poller->setTargets({whole(QStringLiteral("sync"))});
    runAnswering(10min);
    std::map<Endpoint, int> polls;
    for (const PollResult &result : results)
        ++polls[result.endpoint];
    EXPECT_NEAR(polls[Endpoint::Metrics], 40, 1);
    EXPECT_NEAR(polls[Endpoint::Health], 40, 1);
    EXPECT_NEAR(polls[Endpoint::Readiness], 10, 1);
}

TEST_F(ServicePollerTest, NeverAsksAnEndpointTwiceAtOnce)
{
    poller->setTargets({service(QStringLiteral("slow"), 5s)});
    clock.advance(60s);
    EXPECT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(http.requests[0].timeout, 5s) << "a timeout beyond the interval";
    http.answer(unreachable(Error::Reach::Timeout));
    EXPECT_EQ(http.requests.size(), 2u) << "fell due meanwhile, so it is asked at once, once";
    ASSERT_EQ(results.size(), 1u);
    http.answer(okResponse("up 1\n"));
    EXPECT_EQ(http.requests.size(), 2u);
}

TEST_F(ServicePollerTest, ADeadTargetDelaysNoOther)
{
    std::vector<ServiceTarget> targets;
    for (int i = 0; i < 20; ++i)
        targets.push_back(service(QStringLiteral("s%1").arg(i)));
    poller->setTargets(targets);
    const std::set<QString> dead{QStringLiteral("s3.test"), QStringLiteral("s4.test"), QStringLiteral("s9.test"),
                                 QStringLiteral("s11.test"), QStringLiteral("s19.test")};
    for (Duration passed{}; passed < 2min; passed += 10ms) {
        clock.advance(10ms);
        for (size_t i = 0; i < http.requests.size(); ++i) {
            if (!dead.contains(http.requests[i].url.host()))
                http.answerTo(i, okResponse("up 1\n"));
        }
    }
    std::map<QString, std::vector<TimePoint>> stamps;
    for (const PollResult &result : results)
        stamps[result.service].push_back(result.at);
    EXPECT_EQ(stamps.size(), 15u);
    for (const auto &[name, at] : stamps) {
        for (size_t i = 2; i < at.size(); ++i)
            EXPECT_EQ(at[i] - at[i - 1], 15s) << name.toStdString();
    }
}

TEST_F(ServicePollerTest, DoesNotCatchUpAfterAStall)
{
    std::vector<ServiceTarget> targets;
    for (int i = 0; i < 30; ++i)
        targets.push_back(service(QStringLiteral("s%1").arg(i)));
    poller->setTargets(targets);
    runAnswering(60s);
    const size_t before = http.requests.size();
    clock.stall(10min); // timers run late, as after a sleep on systems whose monotonic clock counts it
    clock.advance(1ms);
    EXPECT_LE(http.requests.size() - before, 5u) << "all at once";
    runAnswering(2s);
    EXPECT_EQ(http.requests.size() - before, 30u);
}

TEST_F(ServicePollerTest, UnchangedTargetsKeepTheirRhythm)
{
    poller->setTargets({service(QStringLiteral("a")), service(QStringLiteral("b"))});
    runAnswering(40s);
    const TimePoint next
        = std::ranges::find(results.rbegin(), results.rend(), QStringLiteral("a"), &PollResult::service)->next;
    results.clear();
    poller->setTargets({service(QStringLiteral("c")), service(QStringLiteral("a"))});
    runAnswering(next - clock.now() + 10ms);
    const auto again = std::ranges::find(results, QStringLiteral("a"), &PollResult::service);
    ASSERT_NE(again, results.end());
    EXPECT_EQ(again->at, next);
    EXPECT_EQ(std::ranges::count(results, QStringLiteral("b"), &PollResult::service), 0);
}

TEST_F(ServicePollerTest, AbortsWhatADroppedTargetHadUnderWay)
{
    poller->setTargets({service(QStringLiteral("a"))});
    clock.advance(2s);
    ASSERT_EQ(http.waiting(), 1u);
    poller->setTargets({});
    EXPECT_EQ(http.waiting(), 0u);
    EXPECT_EQ(clock.waiting(), 0u);
}

TEST_F(ServicePollerTest, PollsAtOnceWhenAskedAndOnlyOnce)
{
    poller->setTargets({service(QStringLiteral("a"))});
    runAnswering(5s);
    const size_t before = http.requests.size();
    poller->pollNow(QStringLiteral("a"), Endpoint::Metrics);
    poller->pollNow(QStringLiteral("a"), Endpoint::Metrics);
    poller->pollNow(QStringLiteral("a"), Endpoint::Health);
    poller->pollNow(QStringLiteral("nobody"), Endpoint::Metrics);
    EXPECT_EQ(http.requests.size(), before + 1);
}

TEST_F(ServicePollerTest, IsSilentWhilePaused)
{
    poller->setTargets({service(QStringLiteral("a"))});
    clock.advance(2s);
    poller->pause();
    EXPECT_EQ(http.waiting(), 0u);
    clock.advance(1h);
    poller->pollNow(QStringLiteral("a"), Endpoint::Metrics);
    EXPECT_EQ(http.requests.size(), 1u);
    EXPECT_TRUE(results.empty());
    poller->resume();
    runAnswering(2s);
    EXPECT_EQ(results.size(), 1u);
}

TEST_F(ServicePollerTest, KeepsWatchingThisMachineWhileTheNetworkIsLost)
{
    ServiceTarget local = service(QStringLiteral("local"));
    local.metrics = QUrl(QStringLiteral("http://127.0.0.1:9464/metrics"));
    poller->setTargets({local, service(QStringLiteral("far"))});
    runAnswering(2s);
    results.clear();
    poller->pauseRemote();
    runAnswering(60s);
    EXPECT_GE(results.size(), 3u);
    for (const PollResult &result : results)
        EXPECT_EQ(result.service, QStringLiteral("local"));
    const TimePoint next = results.back().next;
    results.clear();
    poller->resume();
    runAnswering(20s);
    EXPECT_GE(std::ranges::count(results, QStringLiteral("far"), &PollResult::service), 1);
    EXPECT_EQ(std::ranges::find(results, QStringLiteral("local"), &PollResult::service)->at, next);
}

TEST_F(ServicePollerTest, GivesNoMoreThanSixEndpointsOfAnOriginOneLane)
{
    std::vector<ServiceTarget> targets;
    for (int i = 0; i < 5; ++i) {
        ServiceTarget target = whole(QStringLiteral("s%1").arg(i));
        for (QUrl *url : {&target.metrics, &target.health, &target.readiness})
            url->setHost(QStringLiteral("shared.test"));
        targets.push_back(target);
    }
    poller->setTargets(targets);
    clock.advance(2s);
    ASSERT_EQ(http.requests.size(), 15u);
    std::map<int, int> perLane;
    for (const HttpRequest &request : http.requests)
        ++perLane[request.lane];
    for (const auto &[lane, count] : perLane)
        EXPECT_LE(count, 6) << lane;
}

TEST_F(ServicePollerTest, TellsWhatEachEndpointSaid)
{
    poller->setTargets({whole(QStringLiteral("sync"))});
    clock.advance(2s);
    ASSERT_EQ(http.requests.size(), 3u);
    for (size_t i = 0; i < 3; ++i) {
        const QString path = http.requests[i].url.path();
        if (path == QStringLiteral("/metrics"))
            http.answerTo(i, okResponse("<!DOCTYPE html><html>", "text/plain"));
        else if (path == QStringLiteral("/health"))
            http.answerTo(i, unreachable(Error::Reach::Refused));
        else
            http.answerTo(i, okResponse(R"({"status":"ready","hubspot":"connected"})", "application/json"));
    }
    ASSERT_EQ(results.size(), 3u);
    for (const PollResult &result : results) {
        EXPECT_EQ(int(result.scrape.has_value()) + int(result.probe.has_value()) + int(result.error.has_value()), 1);
        switch (result.endpoint) {
        case Endpoint::Metrics:
            EXPECT_EQ(result.error->kind, Error::Kind::Malformed);
            EXPECT_TRUE(result.error->detail.startsWith(
                QStringLiteral("http://sync.test/metrics:1:1: expected metrics, found a web page")));
            break;
        case Endpoint::Health: EXPECT_EQ(result.error->reach, Error::Reach::Refused); break;
        case Endpoint::Readiness: EXPECT_EQ(result.probe->words, QStringLiteral("ready; hubspot connected")); break;
        }
    }
}

TEST_F(ServicePollerTest, MayBeDeletedInEveryState)
{
    poller->setTargets({service(QStringLiteral("a"))});
    poller = std::make_unique<ServicePoller>(http, clock); // before the first poll
    clock.advance(10s);
    EXPECT_TRUE(http.requests.empty());

    poller->setTargets({service(QStringLiteral("a"))});
    clock.advance(2s);
    EXPECT_EQ(http.waiting(), 1u);
    poller = std::make_unique<ServicePoller>(http, clock); // while asking
    EXPECT_EQ(http.waiting(), 0u);

    poller->setTargets({service(QStringLiteral("a"))});
    QObject::connect(poller.get(), &ServicePoller::polled, &owner, [this] { poller.reset(); }); // while telling
    clock.advance(2s);
    EXPECT_TRUE(http.answer(okResponse("up 1\n")));
    EXPECT_EQ(poller, nullptr);
    clock.advance(1h);
    EXPECT_EQ(clock.waiting(), 0u);
}

TEST_F(ServicePollerTest, TargetsMayBeReplacedFromWithinASlot)
{
    poller->setTargets({service(QStringLiteral("a"))});
    QObject::connect(poller.get(), &ServicePoller::polled, &owner,
                     [this] { poller->setTargets({service(QStringLiteral("b"))}); });
    runAnswering(10s);
    ASSERT_GE(results.size(), 2u);
    EXPECT_EQ(results[0].service, QStringLiteral("a"));
    EXPECT_EQ(results[1].service, QStringLiteral("b"));
}

} // namespace
} // namespace hubwatch
