#include "app/triage/probe_run.h"

#include "base/system_clock.h"
#include "support/fault_server.h"
#include "support/printers.h"

#include <QPointer>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class ProbeRunTest : public ::testing::Test
{
protected:
    SystemClock clock;
    testing::FaultServer server;
    QObject parent;
    std::vector<HubSpotProbe> answers;

    QPointer<ProbeRun> start(const Duration deadline = 10s, const QUrl &url = {})
    {
        auto *run = new ProbeRun(
            {.url = url.isEmpty() ? server.url({}) : url, .deadline = deadline}, clock,
            [this](const HubSpotProbe &probe) { answers.push_back(probe); }, &parent);
        run->start();
        return run;
    }
};

TEST_F(ProbeRunTest, AnswersOnceAndIsGone)
{
    server.route(QStringLiteral("/"), {.body = "{}"});
    const QPointer<ProbeRun> run = start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !run; }, 10'000));
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].status, 200);
    EXPECT_TRUE(QTest::qWaitFor([&] { return server.open == 0; }, 10'000)) << "no connection is left behind";
    EXPECT_EQ(server.seen.at(0).header("Host"), "127.0.0.1:" + QByteArray::number(server.port()));
}

TEST_F(ProbeRunTest, TakesWhatCameBeforeItsDeadline)
{
    server.route(QStringLiteral("/"), {.body = "{}", .fault = testing::FaultRoute::Fault::Drip, .dripEvery = 1h});
    start(300ms);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !answers.empty(); }, 10'000));
    EXPECT_EQ(answers[0].status, 200) << "the head came, and the body is not what was asked about";
    EXPECT_TRUE(answers[0].firstByte);
}

TEST_F(ProbeRunTest, OutlivesACallerWhoEndsInItsReply)
{
    server.route(QStringLiteral("/"), {.body = "{}"});
    auto mortal = std::make_unique<QObject>();
    const QPointer<ProbeRun> run = new ProbeRun(
        {.url = server.url({})}, clock, [&](const HubSpotProbe &) { mortal.reset(); }, mortal.get());
    run->start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !mortal; }, 10'000));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !run; }, 10'000));
}

TEST_F(ProbeRunTest, DiesSilentlyWithItsParent)
{
    auto mortal = std::make_unique<QObject>();
    auto *run = new ProbeRun(
        {.url = server.url({})}, clock, [this](const HubSpotProbe &probe) { answers.push_back(probe); }, mortal.get());
    run->start();
    mortal.reset();
    QTest::qWait(50);
    EXPECT_TRUE(answers.empty());
}

} // namespace
} // namespace hubwatch
