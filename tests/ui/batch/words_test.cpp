// What jobs are said to be: state, sum, time left, limit, banners, the brief.
#include "support/canned_batch.h"
#include "support/printers.h"
#include "ui/batch/batch_brief.h"
#include "ui/batch/job_banner.h"
#include "ui/batch/job_confirmations.h"
#include "ui/batch/job_list.h"
#include "ui/batch/job_words.h"
#include "ui/batch/limit_words.h"
#include "ui/batch/pace_chart.h"
#include "ui/batch/pile_exports.h"
#include "ui/batch/reasons_table.h"
#include "ui/batch/results_card.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using JobPhase = JobState::Phase;

BatchJob jobWithPiles(JobPhase phase, JobPiles piles, std::int64_t rows)
{
    BatchJob job = testing::runningJob();
    job.progress.state.phase = phase;
    job.progress.piles = piles;
    job.progress.rows = rows;
    job.progress.inFlight = 0;
    return job;
}

/// Nobody carries it out, whatever it was forecast to take.
BatchJob cutOff(bool pinned = false)
{
    BatchJob job = testing::runningJob();
    job.open = false;
    job.progress.state.pinned = pinned;
    return job;
}

struct StateCase {
    const char *name;
    BatchJob job;
    Mark mark;
    const char *word;
    bool person;
};

class JobStateWordTest : public ::testing::TestWithParam<StateCase>
{ };

struct SumCase {
    const char *name;
    JobPhase phase;
    JobPiles piles;
    std::int64_t rows;
    bool good;
};

class JobSumTest : public ::testing::TestWithParam<SumCase>
{ };

} // namespace

TEST_P(JobStateWordTest, SaysHowItStandsAndWhoMustAct)
{
    const StateCase &state = GetParam();
    EXPECT_EQ(jobStateWord(state.job).mark, state.mark);
    EXPECT_EQ(jobStateWord(state.job).word, QString::fromLatin1(state.word));
    EXPECT_EQ(needsPerson(state.job), state.person);
}

INSTANTIATE_TEST_SUITE_P(
    States, JobStateWordTest,
    ::testing::Values(StateCase{"Planned", testing::plannedJob(), Mark::NotYet, "planned", false},
                      StateCase{"Scheduled", testing::scheduledJob(), Mark::NotYet, "scheduled", false},
                      StateCase{"Running", testing::runningJob(), Mark::Pending, "running", false},
                      StateCase{"Parked", testing::parkedJob(), Mark::Pending, "parked", false},
                      StateCase{"Paused", testing::pausedJob(), Mark::Warn, "paused", true},
                      StateCase{"Trial", testing::trialJob(), Mark::Warn, "asks: trial done", true},
                      StateCase{"Unknown", testing::unknownJob(), Mark::Warn, "asks: 100 unknown", true},
                      StateCase{"Missed", testing::missedJob(), Mark::Warn, "asks: window missed", true},
                      StateCase{"Interrupted", cutOff(), Mark::Warn, "interrupted", true},
                      StateCase{"InterruptedAndPinned", cutOff(true), Mark::Warn, "interrupted", true},
                      StateCase{"Clean", testing::cleanJob(), Mark::Good, "finished", false},
                      StateCase{"Failures", testing::finishedJob(), Mark::Warn, "finished, some failed", false},
                      StateCase{"Cancelled", testing::cancelledJob(), Mark::None, "cancelled", false},
                      StateCase{"Unreadable", testing::unreadableJob(), Mark::Bad, "unreadable", false}),
    [](const auto &test) { return test.param.name; });

TEST_P(JobSumTest, IsLoudWhenRowsDoNotAddUp)
{
    const SumCase &given = GetParam();
    const JobSum sum = sumOf(jobWithPiles(given.phase, given.piles, given.rows));
    EXPECT_EQ(sum.good, given.good) << sum.words.toStdString();
    EXPECT_EQ(sum.words.contains(u"DOES NOT ADD UP"), !given.good);
    EXPECT_EQ(sum.words.contains(u"adds up"), given.good);
}

INSTANTIATE_TEST_SUITE_P(Sums, JobSumTest,
                         ::testing::Values(SumCase{"WhileItRuns", JobPhase::Running, {5, 1, 1, 1}, 10, true},
                                           SumCase{"AtTheEnd", JobPhase::Finished, {7, 1, 1, 1}, 10, true},
                                           SumCase{"OneLostAtTheEnd", JobPhase::Finished, {6, 1, 1, 1}, 10, false},
                                           SumCase{"OneLostAfterACancel", JobPhase::Cancelled, {6, 1, 1, 1}, 10, false},
                                           SumCase{"OneTooMany", JobPhase::Running, {8, 1, 1, 1}, 10, false},
                                           SumCase{"LessThanNothing", JobPhase::Running, {5, -1, 1, 1}, 10, false}),
                         [](const auto &test) { return test.param.name; });

TEST(JobWordsTest, CountsTheShareDownAndNeverSaysAllBeforeTheLast)
{
    EXPECT_EQ(shareText(*shareOf(testing::runningJob())), QStringLiteral("41.2 %"));
    EXPECT_EQ(shareText(0.99999), QStringLiteral("99.9 %"));
    EXPECT_EQ(shareText(1), QStringLiteral("100 %"));
    EXPECT_FALSE(shareOf(jobWithPiles(JobPhase::Running, {}, 0)));
    BatchJob flying = jobWithPiles(JobPhase::Running, {.done = 8, .unknown = 2}, 10);
    flying.progress.inFlight = 2;
    EXPECT_DOUBLE_EQ(*shareOf(flying), 0.8);
}

TEST(JobWordsTest, TellsTheTimeLeft)
{
    const TimePoint now = testing::cannedNow();
    EXPECT_EQ(leftText(testing::runningJob(), now), QStringLiteral("2:27 left, until 09:43:34"));
    EXPECT_EQ(leftText(testing::scheduledJob(), now), QStringLiteral("begins 24 Nov 00:00 JST"));
    EXPECT_EQ(leftText(testing::parkedJob(), now), QStringLiteral("goes on 24 Nov 00:00 JST"));
    EXPECT_EQ(leftText(testing::finishedJob(), now), QStringLiteral("ended 00:41 JST"));
    EXPECT_EQ(leftText(testing::pausedJob(), now), QString());
    EXPECT_EQ(leftText(cutOff(), now), QString());
    EXPECT_EQ(leftText(cutOff(true), now), QString());
    EXPECT_EQ(startedText(testing::runningJob(), now), QStringLiteral("started 09:39 JST by schedule"));
    EXPECT_EQ(startedText(testing::plannedJob(), now), QStringLiteral("planned 09:01 JST by anna@ops-7"));
    EXPECT_EQ(startedText(testing::scheduledJob(), now), QStringLiteral("planned 09:01 JST by anna@ops-7"));
    EXPECT_EQ(accountText(testing::cancelledJob().plan.spec), QStringLiteral("sandbox 77"));
}

TEST(JobWordsTest, OmitsADayOnlyWhenItIsToday)
{
    const TimePoint now = testing::cannedNow();
    EXPECT_EQ(startedText(testing::undoneJob(), now), QStringLiteral("started 20 Nov 15:40 JST by anna@ops-7"));
    EXPECT_EQ(startedText(testing::missedJob(), now), QStringLiteral("planned 22 Nov 18:05 JST by anna@ops-7"));
    EXPECT_EQ(whenText(now - 9h, now), QStringLiteral("00:41 JST"));
    EXPECT_EQ(whenText(now - 10h, now), QStringLiteral("22 Nov 23:41 JST"))
        << "less than half a day ago, and yesterday";
    BatchJob night = testing::runningJob();
    night.progress.forecast.endsAt = now + 15h;
    EXPECT_EQ(leftText(night, now), QStringLiteral("15:00:00 left, until 24 Nov 00:41:07"));
    EXPECT_EQ(jobRow(testing::parkedJob(), now).cells[8].text, QStringLiteral("22 Nov 23:41 JST"));
    EXPECT_EQ(jobRow(testing::scheduledJob(), now).cells[8].text, QStringLiteral("begins 24 Nov 00:00 JST"));
    EXPECT_EQ(jobRow(testing::missedJob(), now).cells[8].text, QStringLiteral("22 Nov 18:05 JST"));
}

TEST(JobWordsTest, CountsWhatACancelLeftOutAsNoProgress)
{
    const BatchJob job = testing::cancelledJob();
    EXPECT_EQ(farText(job), QStringLiteral("300 of 900 done"));
    EXPECT_EQ(pileTitle(Pile::Skipped, job), QStringLiteral("not sent"));
    EXPECT_EQ(farText(testing::runningJob()), QStringLiteral("41.2 %"));
    EXPECT_EQ(pileTitle(Pile::Skipped, testing::runningJob()), QStringLiteral("unchanged, skipped"));
}

TEST(JobWordsTest, SaysWhatTheConsoleMustDo)
{
    const TimePoint now = testing::cannedNow();
    EXPECT_EQ(safetyHint(testing::scheduledJob(), now),
              QStringLiteral("This console must be running at 24 Nov 00:00 JST."));
    EXPECT_TRUE(safetyHint(testing::runningJob(), now).contains(u"is safe"));
    EXPECT_EQ(safetyHint(testing::missedJob(), now), QString());
    EXPECT_EQ(safetyHint(testing::finishedJob(), now), QString());
}

TEST(JobWordsTest, KnowsWhatAJobAsks)
{
    EXPECT_EQ(questionOf(testing::trialJob()), JobQuestion::Trial);
    EXPECT_EQ(questionOf(testing::unknownJob()), JobQuestion::Unknown);
    EXPECT_EQ(questionOf(testing::missedJob()), JobQuestion::Window);
    EXPECT_EQ(questionOf(testing::runningJob()), JobQuestion::None);
}

TEST(LimitWordsTest, SaysWhatBindsAndWhatIsLeftOfTheDay)
{
    const LimitWords words = limitWords(testing::runningJob(), testing::cannedNow());
    EXPECT_EQ(words.window, QStringLiteral("74 / 80"));
    EXPECT_EQ(words.inFlight, QStringLiteral("4 / 5"));
    EXPECT_EQ(words.binds, QStringLiteral("the bucket binds"));
    EXPECT_EQ(words.mark, Mark::Good);
    EXPECT_EQ(words.sentences,
              (QStringList{QStringLiteral("The account allows 190 per 10 s; others use 31."),
                           QStringLiteral("Next permit in 120 ms."),
                           QStringLiteral("Daily quota: this job 2,351, then 167,899 left, 10,000 of them reserved for "
                                          "others.")}));
}

TEST(LimitWordsTest, SaysThatSlotsBindA429HoldsOrTheDayEnds)
{
    BatchJob job = testing::runningJob();
    job.progress.forecast.bound = PaceBound::Slots;
    EXPECT_TRUE(limitWords(job, testing::cannedNow()).binds.contains(u"slots bind"));
    job.progress.forecast.bound = PaceBound::Held;
    job.progress.limiter.bound = LimiterBound::Paused;
    job.progress.limiter.due = testing::cannedNow() + 8s;
    LimitWords words = limitWords(job, testing::cannedNow());
    EXPECT_EQ(words.binds, QStringLiteral("held by a 429"));
    EXPECT_EQ(words.mark, Mark::Warn);
    EXPECT_TRUE(words.sentences[1].contains(u"(429): next permit in 8.0 s")) << words.sentences[1].toStdString();
    words = limitWords(testing::parkedJob(), testing::cannedNow());
    EXPECT_EQ(words.binds, QStringLiteral("parked"));
    EXPECT_TRUE(words.sentences[2].contains(u"parks until the reset")) << words.sentences[2].toStdString();
}

TEST(LimitWordsTest, PromisesNoPermitWhileNothingGoesOut)
{
    const LimitWords words = limitWords(cutOff(), testing::cannedNow());
    EXPECT_EQ(words.inFlight, QStringLiteral("–"));
    EXPECT_EQ(words.binds, QStringLiteral("nothing goes out"));
    EXPECT_FALSE(words.sentences.join(u' ').contains(u"permit")) << words.sentences.join(u' ').toStdString();
}

TEST(PaceChartTest, DrawsTheGoalAndTheMomentThatHeldIt)
{
    const BatchJob job = testing::runningJob();
    EXPECT_DOUBLE_EQ(goalOf(job), 800);
    const PlotPicture picture = pacePicture(job.progress.pace, goalOf(job));
    ASSERT_EQ(picture.levels.size(), 1u);
    EXPECT_EQ(picture.levels[0].label, QStringLiteral("goal 800"));
    ASSERT_EQ(picture.marks.size(), 1u);
    EXPECT_EQ(picture.marks[0].word, QStringLiteral("429: held 10 s"));
    EXPECT_EQ(picture.marks[0].at, job.progress.pace[62].at);
    EXPECT_GE(picture.scale.max, 800);
    EXPECT_TRUE(pacePicture({job.progress.pace[0]}, 800).lines.empty());
    EXPECT_TRUE(pacePicture(job.progress.pace, 0).levels.empty());
    EXPECT_TRUE(pacePicture(testing::parkedJob().progress.pace, 0).marks[0].word.startsWith(u"parked"));
}

TEST(JobBannerTest, SaysWhyItStandsAndTheWayOut)
{
    const TimePoint now = testing::cannedNow();
    const auto ways = [&](const BatchJob &job) { return bannerOf(job, now).ways; };
    using Ways = std::vector<JobWay>;
    EXPECT_TRUE(bannerOf(testing::runningJob(), now).title.isEmpty());
    EXPECT_TRUE(bannerOf(testing::finishedJob(), now).title.isEmpty());
    EXPECT_EQ(ways(testing::pausedJob()), Ways{JobWay::Resume});
    EXPECT_TRUE(bannerOf(testing::pausedJob(), now).words.contains(u"401"));
    EXPECT_EQ(ways(testing::interruptedJob()), Ways{JobWay::Resume});
    EXPECT_TRUE(bannerOf(testing::parkedJob(), now).title.contains(u"goes on by itself 24 Nov 00:00 JST, in 14 h"));
    EXPECT_EQ(ways(testing::trialJob()), (Ways{JobWay::GoOn, JobWay::StopHere, JobWay::ShowRows}));
    EXPECT_TRUE(bannerOf(testing::trialJob(), now).words.contains(u"199,500 rows wait"));
    EXPECT_EQ(ways(testing::unknownJob()), (Ways{JobWay::ShowRows, JobWay::WereDone, JobWay::WereNot}));
    EXPECT_EQ(bannerOf(testing::unknownJob(), now).mark, Mark::Blind);
    EXPECT_EQ(ways(testing::missedJob()), (Ways{JobWay::RunNow, JobWay::StopHere}));
    BatchJob ended = testing::cancelledJob();
    ended.progress.piles.unknown = 7;
    EXPECT_EQ(ways(ended), (Ways{JobWay::ShowRows, JobWay::WereDone, JobWay::WereNot}))
        << "nothing else reads them back";
    EXPECT_TRUE(needsPerson(ended));
    EXPECT_FALSE(needsPerson(testing::cancelledJob()));
    BatchJob mended = testing::finishedJob();
    mended.notice = QStringLiteral("journal.db was damaged. Kept 200 rows.");
    EXPECT_EQ(bannerOf(mended, now).mark, Mark::Warn);
    EXPECT_EQ(bannerOf(mended, now).words, mended.notice);
    EXPECT_EQ(bannerOf(testing::unreadableJob(), now).mark, Mark::Bad);
    EXPECT_EQ(ways(testing::unreadableJob()), (Ways{JobWay::ShowFolder, JobWay::Delete}));
}

TEST(JobConfirmationTest, AsksForAWordOnlyBeforeAJobThatHasNotEndedGoes)
{
    EXPECT_EQ(removeConfirmation(testing::pausedJob()).typed, QStringLiteral("delete"));
    EXPECT_EQ(removeConfirmation(testing::finishedJob()).typed, QString());
    EXPECT_EQ(removeConfirmation(testing::plannedJob()).typed, QString());
    EXPECT_EQ(removeConfirmation(cutOff()).typed, QStringLiteral("delete"));
    EXPECT_TRUE(whyNoRemove(cutOff()).isEmpty());
    EXPECT_FALSE(removeConfirmation(testing::unreadableJob()).sentences.join(u' ').contains(u"nothing is lost"));
    EXPECT_FALSE(whyNoRemove(testing::runningJob()).isEmpty());
    EXPECT_FALSE(whyNoRemove(testing::cleanJob()).isEmpty()) << "it is pinned";
    EXPECT_TRUE(whyNoRemove(testing::finishedJob()).isEmpty());
    const Confirmation create = decideConfirmation(testing::unknownJob(), Pile::Failed);
    EXPECT_TRUE(create.sentences.join(u' ').contains(u"double"));
    EXPECT_FALSE(whyNoRetry(testing::cleanJob()).isEmpty());
    EXPECT_TRUE(whyNoRetry(testing::finishedJob()).isEmpty());
}

TEST(UndoReasonTest, SaysWhyNot)
{
    const BatchState batch = testing::cannedBatch();
    EXPECT_EQ(undoReason(testing::finishedJob(), batch), QString());
    BatchJob blind = testing::finishedJob();
    blind.plan.spec.keepsBefore = false;
    EXPECT_TRUE(undoReason(blind, batch).contains(u"no state before"));
    EXPECT_FALSE(undoReason(testing::undoJob(), batch).isEmpty());
    BatchJob read = testing::finishedJob();
    read.plan.spec.operation = JobOperation::Read;
    EXPECT_TRUE(undoReason(read, batch).contains(u"only read"));
    ASSERT_NE(undoOf(testing::undoneJob().plan.id, batch), nullptr);
    EXPECT_EQ(undoOf(testing::undoneJob().plan.id, batch)->plan.id, testing::undoJob().plan.id);
    EXPECT_EQ(undoOf(testing::finishedJob().plan.id, batch), nullptr);
}

TEST(JobListTest, FindsJobsByWordsAndKind)
{
    const BatchJob job = testing::pausedJob();
    EXPECT_TRUE(jobFits(job, JobFilter::All, QString()));
    EXPECT_TRUE(jobFits(job, JobFilter::NeedsPerson, QStringLiteral("OWNERS anna")));
    EXPECT_TRUE(jobFits(job, JobFilter::All, QStringLiteral("9f3c81")));
    EXPECT_FALSE(jobFits(job, JobFilter::All, QStringLiteral("owners nobody")));
    EXPECT_FALSE(jobFits(job, JobFilter::Ended, QString()));
    EXPECT_TRUE(jobFits(testing::cancelledJob(), JobFilter::Ended, QStringLiteral("sandbox")));
    EXPECT_TRUE(jobFits(testing::scheduledJob(), JobFilter::UnderWay, QString()));
    EXPECT_TRUE(jobFits(testing::plannedJob(), JobFilter::Planned, QString()));
}

TEST(JobListTest, PutsEveryPileIntoARow)
{
    const CellRow row = jobRow(testing::finishedJob(), testing::cannedNow());
    ASSERT_EQ(row.cells.size(), jobColumns().size());
    EXPECT_EQ(row.cells[3].text, QStringLiteral("200,000"));
    EXPECT_EQ(row.cells[4].text, QStringLiteral("199,902"));
    EXPECT_EQ(row.cells[5].text, QStringLiteral("62"));
    EXPECT_EQ(row.cells[5].tone, Tone::Bad);
    EXPECT_EQ(row.cells[6].text, QStringLiteral("–"));
    EXPECT_TRUE(jobRow(testing::runningJob(), testing::cannedNow()).cells[0].text.contains(u"41.2 %"));
    EXPECT_TRUE(jobRow(testing::cleanJob(), testing::cannedNow()).cells[1].text.contains(u"pinned"));
    BatchJob lost = testing::finishedJob();
    --lost.progress.piles.done;
    EXPECT_EQ(jobRow(lost, testing::cannedNow()).cells[0].mark, Mark::Bad);
}

TEST(ReasonRowsTest, NameTheFirstRowAndWhatHubSpotSays)
{
    const std::vector<CellRow> rows = reasonRows(testing::runningJob());
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].cells[2].text, QStringLiteral("row 1,204: “MQL ”"));
    EXPECT_EQ(rows[2].cells[3].text, QStringLiteral("never sent"));
    EXPECT_EQ(rows[2].cells[3].tone, Tone::Dim) << "it is the reason why a retry would not help";
    EXPECT_EQ(reasonRows(testing::unknownJob())[0].cells[0].mark, Mark::Blind);
    const std::vector<CellRow> mixed = reasonRows(testing::mixedJob());
    ASSERT_EQ(mixed.size(), 4u);
    EXPECT_EQ(mixed[0].cells[0].mark, Mark::Blind);
    EXPECT_EQ(mixed[0].cells[3].text, QStringLiteral("no answer"));
    EXPECT_EQ(mixed[1].cells[0].mark, Mark::Bad);
    EXPECT_EQ(reasonCountText(testing::mixedJob()), QStringLiteral("62 failed and 100 unknown, grouped by reason"));
    EXPECT_EQ(exportName(testing::finishedJob(), Pile::Failed), QStringLiteral("lifecycle-fix-failed.csv"));
    EXPECT_EQ(exportName(testing::finishedJob(), std::nullopt), QStringLiteral("lifecycle-fix-results.csv"));
}

TEST(BatchBriefTest, PutsWhatNeedsAPersonFirst)
{
    const BatchBrief all = batchBrief(testing::batchSnapshot(testing::cannedBatch()));
    EXPECT_EQ(all.waiting, 4);
    EXPECT_EQ(all.running, 1);
    EXPECT_EQ(all.words, QStringLiteral("Batch asks: trial done, needs a person"));
    const BatchBrief one = batchBrief(testing::batchSnapshot(testing::runningJob()));
    EXPECT_EQ(one.words, QStringLiteral("Batch: 41 %, 2:27 left"));
    EXPECT_EQ(one.job, testing::runningJob().plan.id);
    ASSERT_TRUE(one.progress);
    EXPECT_NEAR(*one.progress, 0.412, 0.001);
    const BatchBrief cut = batchBrief(testing::batchSnapshot(cutOff()));
    EXPECT_EQ(cut.words, QStringLiteral("Batch: interrupted at 41 %, needs a person"));
    EXPECT_EQ(cut.waiting, 1);
    EXPECT_EQ(cut.running, 0);
    const BatchBrief calm = batchBrief(testing::batchSnapshot(testing::cleanJob()));
    EXPECT_EQ(calm, BatchBrief());
    EXPECT_TRUE(batchBrief(testing::batchSnapshot(testing::scheduledJob())).words.contains(u"begins 24 Nov"));
}

TEST(BatchBriefTest, KnowsWhatComesByItself)
{
    const auto next = batchNext(testing::batchSnapshot(
        BatchState{.jobs = {testing::runningJob(), testing::scheduledJob(), testing::pausedJob()}}));
    ASSERT_EQ(next.size(), 2u);
    EXPECT_EQ(next[0].text, QStringLiteral("Batch ends: Update 200,000 contacts"));
    EXPECT_EQ(next[0].at, testing::cannedNow() + 147s);
    EXPECT_EQ(next[1].text, QStringLiteral("Batch begins: Update 84,000 contacts"));
}

} // namespace hubwatch::ui
