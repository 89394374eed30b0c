#include "batch/job_runner.h"

#include "job_run_fixture.h"

namespace hubwatch {
namespace {

using testing::hubspotError;
using testing::numberedPlan;
using Mishap = testing::TinyHubSpot::Mishap;

class JobRunnerTest : public testing::JobRunFixture
{
protected:
    static Plan withBefore(std::int64_t rows)
    {
        Plan plan = numberedPlan(rows);
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

TEST_F(JobRunnerTest, WritesEachRowOnceAHundredAtATime)
{
    start(numberedPlan(250));
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(hubspot.requests.size(), 3u);
    EXPECT_EQ(piles(), (JobPiles{.done = 250}));
    EXPECT_EQ(hubspot.records[QStringLiteral("17")][QStringLiteral("city")].toString(), QStringLiteral("Osaka 17"));
    expectEachUpdatedOnce();
    const JobState state = *journal->state();
    EXPECT_EQ(state.phase, Phase::Finished);
    EXPECT_EQ(state.calls, 3);
    EXPECT_EQ(state.by, QStringLiteral("kenji@desk"));
    EXPECT_TRUE(state.startedAt && state.endedAt);
    EXPECT_EQ(phases, (std::vector<Phase>{Phase::Running, Phase::Finished}));
    EXPECT_FALSE(runner->busy());
}

TEST_F(JobRunnerTest, HasWrittenDownWhatItSendsBeforeItDoes)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (testing::TinyHubSpot::isRead(request))
            return std::nullopt;
        ++writes;
        const std::vector<JournalRequest> open = *journal->openRequests();
        EXPECT_EQ(open.size(), size_t(writes));
        const std::vector<BeforeImage> before = *journal->before(open.back().rows);
        EXPECT_EQ(before.size(), open.back().rows.size());
        EXPECT_EQ(before.front().values.front().value, QStringLiteral("Kyoto"));
        EXPECT_TRUE(request.batch);
        return std::nullopt;
    };
    start(withBefore(150));
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(writes, 2);
    EXPECT_EQ(journal->before(std::vector<std::int64_t>{1, 150})->size(), 2u);
    EXPECT_EQ(runner->progress().state.calls, 4);
}

TEST_F(JobRunnerTest, KeepsThreeMoreInTheQueueThanThereAreSlots)
{
    start(numberedPlan(2'000));
    EXPECT_EQ(hubspot.open, 8);
    EXPECT_EQ(runner->progress().inFlight, 800);
    EXPECT_TRUE(runner->busy());
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(hubspot.mostOpen, 8);
    expectEachUpdatedOnce();
}

TEST_F(JobRunnerTest, DoesNotSendWhatChangesNothing)
{
    Plan wanted = withBefore(100);
    wanted.spec.skipsUnchanged = true;
    have(wanted);
    hubspot.put(QStringLiteral("7"), {{QStringLiteral("city"), QStringLiteral("Osaka 7")}});
    hubspot.records.erase(QStringLiteral("8"));
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 98, .failed = 1, .skipped = 1}));
    EXPECT_EQ(hubspot.updated.count(QStringLiteral("7")), 0u);
}

TEST_F(JobRunnerTest, HalvesABatchUntilTheCulpritStandsAlone)
{
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (testing::TinyHubSpot::isRead(request) || !carries(request, QStringLiteral("38")))
            return std::nullopt;
        return Mishap{.answer = tl::unexpected(hubspotError(400, QStringLiteral("VALIDATION_ERROR"),
                                                            QStringLiteral("\"Osaka 38\" was not one of the options"),
                                                            Error::Kind::Rejected))};
    };
    start(withBefore(100));
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 99, .failed = 1}));
    EXPECT_LE(hubspot.requests.size(), 15u);
    const std::vector<RowOutcome> failed = *journal->outcomes({.piles = {Pile::Failed}});
    ASSERT_EQ(failed.size(), 1u);
    EXPECT_EQ(failed.front().row, 38);
    EXPECT_TRUE(failed.front().words.contains(QStringLiteral("was not one of the options")))
        << failed.front().words.toStdString();
    EXPECT_EQ(journal->before(std::vector<std::int64_t>{1, 99})->size(), 2u) << "what was halved keeps its images";
}

TEST_F(JobRunnerTest, ReadsBackWhatGotNoAnswerAndSendsOnlyWhatWasNotDone)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (testing::TinyHubSpot::isRead(request))
            return std::nullopt;
        const int number = ++writes;
        if (number > 2)
            return std::nullopt;
        return Mishap{.isDone = number == 1, .answer = fail(Error::Kind::Offline, QStringLiteral("timed out"))};
    };
    start(numberedPlan(200));
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 200}));
    expectEachUpdatedOnce();
    EXPECT_EQ(writes, 3);
}

TEST_F(JobRunnerTest, DoublesNoCreateWhoseAnswerWasLost)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!request.url.path().endsWith(QStringLiteral("/batch/create")) || ++writes % 3 == 0)
            return std::nullopt;
        return Mishap{.isDone = writes % 3 == 1,
                      .answer
                      = tl::unexpected(hubspotError(502, {}, QStringLiteral("bad gateway"), Error::Kind::ServerFault))};
    };
    start(numberedPlan(1'000, JobOperation::Create));
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.done = 1'000}));
    EXPECT_EQ(hubspot.created.size(), 1'000u);
    for (const auto &[email, times] : hubspot.created)
        ASSERT_EQ(times, 1) << email.toStdString();
}

TEST_F(JobRunnerTest, PausesAtARefusedTokenAndGoesOnWithAGoodOne)
{
    bool refused = true;
    int refusals = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!refused || !carries(request, QStringLiteral("50")))
            return std::nullopt;
        ++refusals;
        return Mishap{.answer = tl::unexpected(hubspotError(401, QStringLiteral("INVALID_AUTHENTICATION"),
                                                            QStringLiteral("Authentication credentials not found"),
                                                            Error::Kind::Unauthorized))};
    };
    start(numberedPlan(5'000));
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

TEST_F(JobRunnerTest, PausesWhenAChunkIsHeldBackSixTimesInARow)
{
    hubspot.script = [&](const HttpRequest &) -> std::optional<Mishap> {
        return Mishap{.answer = tl::unexpected(hubspotError(423, QStringLiteral("LOCKED"), QStringLiteral("is locked"),
                                                            Error::Kind::Rejected))};
    };
    start(numberedPlan(100));
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_EQ(hubspot.requests.size(), 6u);
    EXPECT_TRUE(why().contains(QStringLiteral("is locked"))) << why().toStdString();
    EXPECT_EQ(journal->touched(), 0);
}

TEST_F(JobRunnerTest, ParksWithoutANetworkAndGoesOnByItself)
{
    bool gone = true;
    hubspot.script = [&](const HttpRequest &) -> std::optional<Mishap> {
        if (!gone)
            return std::nullopt;
        Error error{.kind = Error::Kind::Offline, .detail = QStringLiteral("no network")};
        error.reach = Error::Reach::NoNetwork;
        return Mishap{.answer = tl::unexpected(error)};
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

TEST_F(JobRunnerTest, LeavesTheDailyReserveToOthersUntilTheDayBeginsAnew)
{
    dailyLeft = 1'010;
    resetsAt = clock.now() + 3h;
    hubspot.script = [&](const HttpRequest &) -> std::optional<Mishap> {
        --*dailyLeft;
        return std::nullopt;
    };
    Plan wanted = numberedPlan(3'000);
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

TEST_F(JobRunnerTest, BeginsNothingAfterTheStopByTime)
{
    Plan wanted = numberedPlan(10'000);
    wanted.spec.stopBy = clock.now() + 1s;
    hubspot.script = [&](const HttpRequest &) -> std::optional<Mishap> {
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

TEST_F(JobRunnerTest, HoldsToTheStopByTimeAfterACrash)
{
    Plan wanted = numberedPlan(10'000);
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

TEST_F(JobRunnerTest, AsksAfterExactlyTheRowsOfTheTrial)
{
    Plan wanted = numberedPlan(1'000);
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

TEST_F(JobRunnerTest, SettlesWhatARunBeforeLeftAndDropsRowsThatTheFileDoesNotHave)
{
    have(numberedPlan(300));
    std::vector<std::int64_t> doubted;
    for (std::int64_t row = 51; row <= 450; ++row)
        doubted.push_back(row);
    ASSERT_TRUE(journal->sending({.rows = doubted}, {}));
    for (const int done : {60, 250})
        hubspot.put(QString::number(done), {{QStringLiteral("city"), QStringLiteral("Osaka %1").arg(done)}});
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 300}));
    EXPECT_EQ(hubspot.updated.count(QStringLiteral("60")), 0u) << "it was done by the run before";
    EXPECT_EQ(hubspot.updated.size(), 298u);
    EXPECT_TRUE(journal->openRequests()->empty());
}

TEST_F(JobRunnerTest, ATrialGoesOnWhereACrashEndedIt)
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

TEST_F(JobRunnerTest, AsksAPersonAboutRowsThatNothingTells)
{
    bool lost = true;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (request.url.path().endsWith(QStringLiteral("/batch/create")) && std::exchange(lost, false))
            return Mishap{.answer = fail(Error::Kind::Offline, QStringLiteral("timed out"))};
        return std::nullopt;
    };
    Plan wanted = numberedPlan(150, JobOperation::Create);
    wanted.spec.object = QStringLiteral("tickets"); // nothing of theirs is unique
    start(wanted);
    EXPECT_EQ(run(), Phase::Asking);
    EXPECT_EQ(piles().all(), 150);
    EXPECT_GT(piles().unknown, 0);
    EXPECT_TRUE(why().contains(QStringLiteral("nobody knows"))) << why().toStdString();
    ASSERT_TRUE(journal->decide(Pile::Failed, QStringLiteral("looked up: not there")));
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles().unknown, 0);
}

TEST_F(JobRunnerTest, PauseWaitsForTheAnswersThatAreOut)
{
    start(numberedPlan(5'000));
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

TEST_F(JobRunnerTest, PauseDropsWhatIsNotAnsweredInAHundredSecondsAndReadsItBackLater)
{
    start(numberedPlan(2'000));
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

TEST_F(JobRunnerTest, GoesOnAtOnceWhenAPauseIsTakenBack)
{
    start(numberedPlan(3'000));
    clock.advance(100ms);
    runner->pause();
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    expectEachUpdatedOnce();
}

TEST_F(JobRunnerTest, CancelSkipsTheRestAndSettlesWhatIsDoubtful)
{
    bool lost = true;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (testing::TinyHubSpot::isRead(request) || !std::exchange(lost, false))
            return std::nullopt;
        return Mishap{.isDone = true, .answer = fail(Error::Kind::Offline, QStringLiteral("timed out"))};
    };
    start(numberedPlan(5'000));
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

TEST_F(JobRunnerTest, PausesWhenTheFileIsNotWhatItWas)
{
    have(numberedPlan(500));
    rows.failure = Error{.kind = Error::Kind::Malformed, .detail = QStringLiteral("input.csv: changed since the plan")};
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_TRUE(why().contains(QStringLiteral("changed since the plan")));
    EXPECT_TRUE(hubspot.requests.empty());
}

TEST_F(JobRunnerTest, KeepsWhatItReadsBeforeItCountsAsDone)
{
    std::int64_t kept = 0;
    keep = [&](std::span<const JobRow> chunk, const BatchAnswer &answer) -> Result<void> {
        EXPECT_EQ(chunk.size(), answer.records.size());
        EXPECT_EQ(journal->openRequests()->empty(), false);
        kept += std::int64_t(chunk.size());
        return {};
    };
    start(numberedPlan(250, JobOperation::Read));
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(kept, 250);
    EXPECT_EQ(piles(), (JobPiles{.done = 250}));
}

TEST_F(JobRunnerTest, PausesWhenWhatItReadsCannotBeKept)
{
    keep = [](std::span<const JobRow>, const BatchAnswer &) -> Result<void> {
        return fail(Error::Kind::Storage, QStringLiteral("out.csv: no space left"));
    };
    start(numberedPlan(250, JobOperation::Read));
    EXPECT_EQ(run(), Phase::Paused);
    EXPECT_TRUE(why().contains(QStringLiteral("no space left")));
    EXPECT_EQ(journal->touched(), 0);
}

TEST_F(JobRunnerTest, ShowsTheAccountsParkAndWaitsItOut)
{
    start(numberedPlan(5'000));
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

TEST_F(JobRunnerTest, TellsOfChangesFourTimesASecondAtMost)
{
    start(numberedPlan(20'000));
    int changes = 0;
    QObject::connect(runner.get(), &JobRunner::changed, runner.get(), [&] { ++changes; });
    clock.advance(3s);
    EXPECT_GT(changes, 6);
    EXPECT_LE(changes, 13);
}

TEST_F(JobRunnerTest, DroppedAtAnyMomentItLosesAndDoublesNothing)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!request.url.path().endsWith(QStringLiteral("/batch/create")) || ++writes % 5 != 0)
            return std::nullopt;
        return Mishap{.isDone = writes % 2 == 0, .answer = fail(Error::Kind::Offline, QStringLiteral("reset"))};
    };
    start(numberedPlan(3'000, JobOperation::Create));
    int drops = 0;
    for (Duration step = 50ms; phase() != Phase::Finished && drops < 200; step += 70ms, ++drops) {
        clock.advance(step);
        if (phase() == Phase::Finished)
            break;
        makeRunner(); // the one before is dropped without a word
        runner->start({});
    }
    EXPECT_GT(drops, 5);
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 3'000}));
    EXPECT_EQ(hubspot.created.size(), 3'000u);
    for (const auto &[email, times] : hubspot.created)
        ASSERT_EQ(times, 1) << email.toStdString();
}

} // namespace
} // namespace hubwatch
