// What holds a job: people, a refused token, the network, the day's quota, a time, a trial.
#include "batch/job_runner.h"

#include "job_run_fixture.h"

namespace hubwatch {
namespace {

using HeldMishap = testing::TinyHubSpot::Mishap;

class JobHoldTest : public testing::JobRunFixture
{
protected:
    static Plan withBefore(std::int64_t rows)
    {
        Plan plan = testing::numberedPlan(rows);
        plan.spec.keepsBefore = true;
        return plan;
    }
    static bool carries(const HttpRequest &request, const QString &id)
    {
        return std::ranges::any_of(testing::TinyHubSpot::inputsOf(request), [&](const QJsonValue &input) {
            return input[QStringLiteral("id")].toString() == id;
        });
    }
};

TEST_F(JobHoldTest, PausesAtARefusedTokenAndGoesOnWithAGoodOne)
{
    bool refused = true;
    int refusals = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<HeldMishap> {
        if (!refused || !carries(request, QStringLiteral("50")))
            return std::nullopt;
        ++refusals;
        return HeldMishap{.answer = tl::unexpected(testing::hubspotError(
                              401, QStringLiteral("INVALID_AUTHENTICATION"),
                              QStringLiteral("Authentication credentials not found"), Error::Kind::Unauthorized))};
    };
    start(testing::numberedPlan(5'000));
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_FALSE(why().isEmpty());
    EXPECT_EQ(refusals, 1);
    EXPECT_EQ(piles(), (JobPiles{.done = 700})) << "the other seven have ended by themselves";
    EXPECT_TRUE(journal->openRequests()->empty());
    refused = false;
    clock.advance(1h);
    EXPECT_EQ(hubspot.writes(), 8);
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, PausesWhenAChunkIsHeldBackSixTimesInARow)
{
    hubspot.script = [&](const HttpRequest &) -> std::optional<HeldMishap> {
        return HeldMishap{.answer = tl::unexpected(testing::hubspotError(
                              423, QStringLiteral("LOCKED"), QStringLiteral("is locked"), Error::Kind::Rejected))};
    };
    start(testing::numberedPlan(100));
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_EQ(hubspot.requests.size(), 6u);
    EXPECT_TRUE(why().contains(QStringLiteral("is locked"))) << why().toStdString();
    EXPECT_EQ(journal->touched(), 0);
}

TEST_F(JobHoldTest, ParksWithoutANetworkAndGoesOnByItself)
{
    bool gone = true;
    hubspot.script = [&](const HttpRequest &) -> std::optional<HeldMishap> {
        if (!gone)
            return std::nullopt;
        Error error{.kind = Error::Kind::Offline, .detail = QStringLiteral("no network")};
        error.reach = Error::Reach::NoNetwork;
        return HeldMishap{.answer = tl::unexpected(error)};
    };
    start(withBefore(3'000));
    clock.advance(3s);
    EXPECT_EQ(phase(), Phase::Parked);
    EXPECT_TRUE(why().startsWith(QStringLiteral("No network"))) << why().toStdString();
    const size_t sent = hubspot.requests.size();
    clock.advance(10min);
    EXPECT_LE(hubspot.requests.size(), sent + 18) << "one try a minute";
    EXPECT_EQ(phase(), Phase::Parked);
    gone = false;
    clock.advance(61s);
    EXPECT_NE(phase(), Phase::Parked);
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, LeavesTheDailyReserveToOthersUntilTheDayBeginsAnew)
{
    dailyLeft = 1'010;
    resetsAt = clock.now() + 3h;
    hubspot.script = [&](const HttpRequest &) -> std::optional<HeldMishap> {
        --*dailyLeft;
        return std::nullopt;
    };
    Plan wanted = testing::numberedPlan(3'000);
    wanted.spec.dailyReserve = 1'000;
    start(wanted);
    EXPECT_EQ(run(), Phase::Parked);
    EXPECT_EQ(dailyLeft, 1'000);
    EXPECT_EQ(runner->progress().state.resumesAt, resetsAt);
    clock.advance(3h);
    EXPECT_EQ(hubspot.writes(), 11) << "one asks how much there is";
    dailyLeft = 600'000;
    clock.advance(2s);
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, BeginsNothingAfterTheStopByTime)
{
    Plan wanted = testing::numberedPlan(10'000);
    wanted.spec.stopBy = clock.now() + 1s;
    hubspot.script = [&](const HttpRequest &) -> std::optional<HeldMishap> {
        EXPECT_LT(clock.now(), *wanted.spec.stopBy);
        return std::nullopt;
    };
    start(wanted);
    EXPECT_EQ(run(), Phase::Parked);
    EXPECT_TRUE(why().contains(QStringLiteral("stop-by"))) << why().toStdString();
    EXPECT_TRUE(journal->openRequests()->empty());
    clock.advance(24h);
    EXPECT_EQ(phase(), Phase::Parked);
    hubspot.script = {};
    runner->start({}); // a person
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, HoldsToTheStopByTimeAfterACrash)
{
    Plan wanted = testing::numberedPlan(10'000);
    wanted.spec.stopBy = clock.now() + 1s;
    start(wanted);
    clock.advance(500ms);
    runner.reset();
    clock.advance(8h);
    const std::int64_t sent = hubspot.writes();
    makeRunner();
    runner->start({});
    clock.advance(1h);
    EXPECT_EQ(phase(), Phase::Parked);
    EXPECT_EQ(hubspot.writes(), sent);
}

TEST_F(JobHoldTest, AsksAfterExactlyTheRowsOfTheTrial)
{
    Plan wanted = testing::numberedPlan(1'000);
    wanted.spec.firstRows = 130;
    start(wanted);
    EXPECT_EQ(run(), Phase::Asking);
    EXPECT_EQ(piles(), (JobPiles{.done = 130}));
    EXPECT_TRUE(why().contains(QStringLiteral("130 rows"))) << why().toStdString();
    runner->start({}); // by mistake
    EXPECT_EQ(run(), Phase::Asking);
    EXPECT_EQ(hubspot.writes(), 2);
    makeRunner();
    runner->goOn();
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, ATrialGoesOnWhereACrashEndedIt)
{
    Plan wanted = withBefore(1'000);
    wanted.spec.firstRows = 250;
    start(wanted);
    clock.advance(300ms); // read, and sent
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Asking);
    EXPECT_EQ(piles(), (JobPiles{.done = 250}));
}

TEST_F(JobHoldTest, PauseWaitsForTheAnswersThatAreOut)
{
    start(testing::numberedPlan(5'000));
    clock.advance(300ms);
    runner->pause();
    const size_t sent = hubspot.requests.size();
    EXPECT_EQ(phase(), Phase::Running);
    clock.advance(1s);
    EXPECT_EQ(phase(), Phase::Paused);
    EXPECT_EQ(hubspot.requests.size(), sent);
    EXPECT_TRUE(journal->openRequests()->empty());
    EXPECT_EQ(piles().done, std::int64_t(sent) * 100);
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, PauseDropsWhatIsNotAnsweredInAHundredSecondsAndReadsItBackLater)
{
    start(testing::numberedPlan(2'000));
    hubspot.delay = [] { return Duration(1h); };
    clock.advance(300ms);
    runner->pause();
    clock.advance(99s);
    EXPECT_EQ(phase(), Phase::Running);
    clock.advance(2s);
    EXPECT_EQ(phase(), Phase::Paused);
    EXPECT_EQ(piles().unknown, 800);
    hubspot.delay = {};
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 2'000}));
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, GoesOnAtOnceWhenAPauseIsTakenBack)
{
    start(testing::numberedPlan(3'000));
    clock.advance(100ms);
    runner->pause();
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobHoldTest, CancelSkipsTheRestAndSettlesWhatIsDoubtful)
{
    bool lost = true;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<HeldMishap> {
        if (testing::TinyHubSpot::isRead(request) || !std::exchange(lost, false))
            return std::nullopt;
        return HeldMishap{.isDone = true, .answer = fail(Error::Kind::Offline, QStringLiteral("timed out"))};
    };
    start(testing::numberedPlan(5'000));
    clock.advance(300ms);
    runner->cancel(QStringLiteral("aiko"));
    clock.advance(99s);
    EXPECT_EQ(phase(), Phase::Cancelled);
    EXPECT_EQ(piles().unknown, 0);
    EXPECT_EQ(piles().all(), 5'000);
    EXPECT_EQ(piles().done, hubspot.writes() * 100);
    EXPECT_TRUE(why().contains(QStringLiteral("aiko")));
    runner->start({});
    clock.advance(1s);
    EXPECT_EQ(piles().done, hubspot.writes() * 100) << "nothing is left to send";
}

TEST_F(JobHoldTest, PausesWhenTheFileIsNotWhatItWas)
{
    have(testing::numberedPlan(500));
    rows.failure = Error{.kind = Error::Kind::Malformed, .detail = QStringLiteral("input.csv: changed since the plan")};
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_TRUE(why().contains(QStringLiteral("changed since the plan")));
    EXPECT_TRUE(hubspot.requests.empty());
}

TEST_F(JobHoldTest, PausesWhenWhatItReadsCannotBeKept)
{
    keep = [](std::span<const JobRow>, const BatchAnswer &) -> Result<void> {
        return fail(Error::Kind::Storage, QStringLiteral("out.csv: no space left"));
    };
    start(testing::numberedPlan(250, JobOperation::Read));
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_TRUE(why().contains(QStringLiteral("no space left")));
    EXPECT_EQ(journal->touched(), 0);
}

TEST_F(JobHoldTest, ShowsTheAccountsParkAndWaitsItOut)
{
    start(testing::numberedPlan(5'000));
    limiter.parkedUntil = clock.now() + 2h;
    limiter.parkedWhy = QStringLiteral("the account's daily limit is reached");
    clock.advance(2s);
    EXPECT_EQ(phase(), Phase::Parked);
    EXPECT_EQ(runner->progress().state.resumesAt, limiter.parkedUntil);
    EXPECT_EQ(runner->progress().forecast.bound, PaceBound::Held);
    const size_t sent = hubspot.requests.size();
    clock.advance(1h);
    EXPECT_EQ(hubspot.requests.size(), sent);
    clock.advance(1h);
    limiter.parkedUntil.reset();
    clock.advance(1s);
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

} // namespace
} // namespace hubwatch
