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
