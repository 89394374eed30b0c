// A job with the account's own client against a simulated HubSpot, over real sockets.
#include "job_account.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_hubspot_record_control.h"

#include <QTest>
#include <QUrlQuery>
#include <iostream>

namespace hubwatch {
namespace {

class JobWireTest : public ::testing::Test
{
protected:
    using Phase = JobState::Phase;

    JobWireTest()
    {
        EXPECT_TRUE(sim.listen(0));
        told("limits", {{QStringLiteral("tenSecondly"), 100'000}});
        journal = std::move(Journal::open({})->journal);
    }
    void told(const char *path, const QJsonObject &body)
    {
        const auto done = sim.control(QString::fromLatin1(path), body);
        EXPECT_TRUE(done) << (done ? "" : done.error().detail.toStdString());
    }
    Phase run(const Plan &plan)
    {
        EXPECT_TRUE(journal->putPlan(plan));
        account.emplace(sim.url(), sim.token().toUtf8(), plan, *journal, BurstLimit{.calls = 10'000, .window = 10s});
        account->runner->start(QStringLiteral("kenji"));
        EXPECT_TRUE(QTest::qWaitFor([&] { return account->phase() != Phase::Running; }, 120'000));
        return account->phase();
    }
    std::int64_t counted(const QString &what)
    {
        SimState &state = const_cast<SimState &>(sim.state()); // reports forget what is old
        const auto found
            = recordReport(state, QStringLiteral("count"), QUrlQuery(QStringLiteral("type=contacts")), clock.now());
        EXPECT_TRUE(found);
        return found ? (*found)[what].toInteger() : -1;
    }

    SystemClock clock;
    SimHubSpot sim{clock, 11};
    std::unique_ptr<Journal> journal;
    std::optional<testing::JobAccount> account;
};

TEST_F(JobWireTest, TellsTheRowsOfAMixedAnswerApart)
{
    const Plan plan = testing::numberedPlan(200); // contacts 101 to 200 are there, 1 to 100 are not
    EXPECT_EQ(run(plan), Phase::Finished) << account->runner->progress().state.why.toStdString();
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 100, .failed = 100}));
    EXPECT_EQ(journal->outcomes({.piles = {Pile::Failed}})->front().row, 1);
}

TEST_F(JobWireTest, FindsTheCulpritOfABatchThatFailsAsAWhole)
{
    told("rules", {{QStringLiteral("wholeBatch"), true}});
    // Row 37 takes the e-mail of a contact that is there.
    told("records",
         {{QStringLiteral("type"), QStringLiteral("contacts")},
          {QStringLiteral("add"), 1},
          {QStringLiteral("set"), QJsonObject{{QStringLiteral("email"), QStringLiteral("n37@example.com")}}}});
    EXPECT_EQ(run(testing::numberedPlan(100, JobOperation::Create)), Phase::Finished);
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 99, .failed = 1}));
    const RowOutcome failed = journal->outcomes({.piles = {Pile::Failed}})->front();
    EXPECT_EQ(failed.row, 37);
    EXPECT_FALSE(failed.words.isEmpty());
    std::cout << account->client.calls() << " requests: " << failed.words.toStdString() << "\n";
    EXPECT_LE(account->client.calls(), 15);
}

TEST_F(JobWireTest, DoublesAndLosesNothingInAStorm)
{
    told("weather",
         {{QStringLiteral("kind"), QStringLiteral("storm")},
          {QStringLiteral("share"), 0.3},
          {QStringLiteral("kinds"), QJsonArray{QStringLiteral("503"), QStringLiteral("reset"), QStringLiteral("lost")}},
          {QStringLiteral("count"), 25}});
    const std::int64_t before = counted(QStringLiteral("live"));
    EXPECT_EQ(run(testing::numberedPlan(4'000, JobOperation::Create)), Phase::Finished)
        << account->runner->progress().state.why.toStdString();
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 4'000}));
    EXPECT_EQ(counted(QStringLiteral("live")) - before, 4'000);
    EXPECT_EQ(counted(QStringLiteral("doubles")), 0);
    std::cout << account->client.calls() << " calls for 40 chunks\n";
}

} // namespace
} // namespace hubwatch
