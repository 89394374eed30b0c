// Undo: what may be taken back, into what, and what is left alone because somebody has changed it since.
#include "batch/undo.h"

#include "batch/row_match.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

const TimePoint undoNow(10'000'000s);

Plan undonePlan(JobOperation operation)
{
    Plan plan{.id = u"job-1"_s,
              .spec = {.operation = operation,
                       .idColumn = u"Email"_s,
                       .idProperty = u"email"_s,
                       .mapping = {{.column = u"City"_s, .property = u"city"_s}},
                       .constants = {{.property = u"stage"_s, .value = u"lead"_s}},
                       .firstRows = 10,
                       .schedule = JobSchedule()},
              .rows = 4,
              .accepted = 4,
              .plannedAt = undoNow - 2h};
    if (operation == JobOperation::Associate || operation == JobOperation::Dissociate)
        plan.spec.toObject = u"companies"_s;
    return plan;
}

JobState undoneState(Duration ago = 1h)
{
    return {.phase = JobState::Phase::Finished, .startedAt = undoNow - ago - 1min, .endedAt = undoNow - ago};
}

TEST(UndoSpec, IsTheOtherWayRound)
{
    const std::vector<std::pair<JobOperation, JobOperation>> pairs{
        {JobOperation::Update, JobOperation::Update},        {JobOperation::Create, JobOperation::Archive},
        {JobOperation::Archive, JobOperation::Create},       {JobOperation::Upsert, JobOperation::Upsert},
        {JobOperation::Associate, JobOperation::Dissociate}, {JobOperation::Dissociate, JobOperation::Associate}};
    for (const auto &[done, undo] : pairs) {
        const Result<JobSpec> spec = undoSpec(undonePlan(done), undoneState(), undoNow);
        ASSERT_TRUE(spec.has_value());
        EXPECT_EQ(spec->operation, undo);
        EXPECT_EQ(spec->undoes, u"job-1"_s);
        EXPECT_EQ(spec->firstRows, 0);
        EXPECT_FALSE(spec->schedule.has_value());
        EXPECT_EQ(spec->properties, (QStringList{u"city"_s, u"stage"_s}));
        EXPECT_TRUE(spec->mapping.empty());
        const bool bound = done == JobOperation::Associate || done == JobOperation::Dissociate;
        EXPECT_EQ(spec->idProperty.isEmpty(), !bound);
        EXPECT_FALSE(undoCautions(undonePlan(done)).isEmpty());
    }
}

TEST(UndoSpec, IsRefusedWithTheReason)
{
    const auto why = [](const Plan &plan, const JobState &state) {
        const Result<JobSpec> spec = undoSpec(plan, state, undoNow);
        return spec ? QString() : spec.error().detail;
    };
    EXPECT_TRUE(why(undonePlan(JobOperation::Read), undoneState()).contains(u"only read"));
    Plan plan = undonePlan(JobOperation::Update);
    plan.spec.undoes = u"job-0"_s;
    EXPECT_TRUE(why(plan, undoneState()).contains(u"an undo itself"));
    plan = undonePlan(JobOperation::Update);
    plan.spec.keepsBefore = false;
    EXPECT_TRUE(why(plan, undoneState()).contains(u"kept no state before"));
    plan.spec.operation = JobOperation::Create;
    EXPECT_EQ(why(plan, undoneState()), QString());
    plan = undonePlan(JobOperation::Update);
    EXPECT_EQ(why(plan, undoneState(24h * 89)), QString());
    EXPECT_TRUE(why(plan, undoneState(24h * 91)).contains(u"90 days"));
    EXPECT_TRUE(why(plan, {}).contains(u"never started"));
    EXPECT_TRUE(why(plan, {.phase = JobState::Phase::Running, .startedAt = undoNow - 1h}).contains(u"not ended"));
}

class UndoOfAJob : public ::testing::Test
{
protected:
    /// Row 1 and 3 done, 2 failed, 4 skipped.
    void record(const Plan &plan)
    {
        ASSERT_TRUE(journal->putPlan(plan));
        ASSERT_TRUE(journal->setState(undoneState()));
        const std::vector<BeforeImage> before{
            {.row = 1, .recordId = u"11"_s, .values = {{.property = u"city"_s, .value = u"Kyoto"_s}}},
            {.row = 2, .recordId = u"12"_s, .values = {{.property = u"city"_s, .value = u"Nara"_s}}}};
        const auto request = journal->sending({.rows = {1, 2, 3}, .sentAt = undoNow - 1h}, before);
        ASSERT_TRUE(request.has_value());
        const std::vector<RowOutcome> outcomes{
            {.row = 1, .recordId = u"11"_s},
            {.row = 2, .pile = Pile::Failed, .code = u"x"_s},
            {.row = 3, .recordId = u"13"_s, .isNew = true},
            {.row = 4, .pile = Pile::Skipped, .code = u"unchanged"_s},
        };
        ASSERT_TRUE(journal->ended(*request, {.status = 207}, std::span(outcomes).first(3)));
        ASSERT_TRUE(journal->putOutcomes(std::span(outcomes).subspan(3)));
    }

    std::unique_ptr<Journal> journal = std::move(Journal::open({})->journal);
};

TEST_F(UndoOfAJob, HasARowForEachThatWasDone)
{
    const Plan of = undonePlan(JobOperation::Upsert);
    record(of);
    const Result<Plan> plan = planUndo(of, *journal, u"job-2"_s, undoNow, u"me@here"_s);
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->rows, 2);
    EXPECT_EQ(plan->accepted, 2);
    EXPECT_EQ(plan->requests, (RequestCount{.reads = 1, .writes = 1}));
    EXPECT_EQ(plan->plannedBy, u"me@here"_s);
    const auto source = undoRows(of, *journal);
    const std::vector<std::int64_t> numbers{1, 3};
    const auto rows = source->rows(numbers);
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ(*rows,
              (std::vector<JobRow>{{.row = 1, .key = u"11"_s, .values = {{.property = u"city"_s, .value = u"Kyoto"_s}}},
                                   {.row = 3, .key = u"13"_s}}));
    const std::vector<std::int64_t> failed{2};
    EXPECT_FALSE(source->rows(failed).has_value());
}

TEST_F(UndoOfAJob, OfAnArchiveMakesNewRecords)
{
    const Plan of = undonePlan(JobOperation::Archive);
    record(of);
    const std::vector<std::int64_t> numbers{1};
    const auto rows = undoRows(of, *journal)->rows(numbers);
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ(rows->front(), (JobRow{.row = 1, .values = {{.property = u"city"_s, .value = u"Kyoto"_s}}}));
    EXPECT_TRUE(undoCautions(of).join(u' ').contains(u"90 days"));
}

TEST(UndoOfPairs, BindsThemAgain)
{
    const Plan of = undonePlan(JobOperation::Dissociate);
    auto journal = std::move(Journal::open({})->journal);
    ASSERT_TRUE(journal->putPlan(of));
    const std::vector rows{JobRow{.row = 1, .key = u"1"_s, .to = u"9"_s}};
    const BeforeVerdict before = judgeBoundBefore(of.spec, rows, {{u"1"_s, {u"9"_s}}});
    const auto request = journal->sending({.rows = {1}, .sentAt = undoNow}, before.images);
    ASSERT_TRUE(request.has_value());
    ASSERT_TRUE(journal->ended(*request, {.status = 204}, judgeAnswer(of.spec, rows, 204, {}).outcomes));
    const std::vector<std::int64_t> numbers{1};
    const auto undo = undoRows(of, *journal)->rows(numbers);
    ASSERT_TRUE(undo.has_value());
    EXPECT_EQ(*undo, rows);
}

TEST(JudgeUndo, LeavesAloneWhatSomebodyHasChangedSince)
{
    const Plan of = undonePlan(JobOperation::Update);
    const auto city = [](const char *name) {
        return std::vector<PropertyValue>{{.property = u"city"_s, .value = QString::fromLatin1(name)}};
    };
    std::vector<JobRow> undo;
    std::vector<JobRow> wrote;
    std::vector<BeforeImage> before;
    std::vector<RowOutcome> outcomes;
    BatchAnswer now;
    const std::vector<const char *> found{"Osaka", "Kyoto", "Nara", "OSAKA"};
    for (int i = 1; i <= 5; ++i) {
        const QString id = QString::number(10 + i);
        undo.push_back({.row = i, .key = id, .values = city("Kyoto")});
        wrote.push_back({.row = i, .key = u"a@b.c"_s, .values = city("Osaka")});
        before.push_back({.row = i, .recordId = id, .values = city("Kyoto")});
        outcomes.push_back({.row = i, .recordId = id, .changedAt = undoNow});
        if (i <= 4)
            now.records.push_back({.id = id,
                                   .properties = {{u"city"_s, QString::fromLatin1(found[size_t(i - 1)])}},
                                   .updatedAt = i == 4 ? undoNow : undoNow + 1h});
    }
    const BeforeVerdict verdict = judgeUndo(of, undo, wrote, before, outcomes, now);
    // Row 4 is in another form than the job wrote it, and untouched since: HubSpot's own doing.
    EXPECT_EQ(verdict.toSend, (std::vector{undo[0], undo[3]}));
    ASSERT_EQ(verdict.settled.size(), 3u);
    EXPECT_EQ(verdict.settled[0].code, u"unchanged"_s);
    EXPECT_EQ(verdict.settled[1],
              (RowOutcome{.row = 3,
                          .pile = Pile::Skipped,
                          .recordId = u"13"_s,
                          .code = u"changed-since"_s,
                          .words = u"city is \"Nara\" now, the job wrote \"Osaka\""_s}));
    EXPECT_EQ(verdict.settled[2].code, u"changed-since"_s);
    ASSERT_EQ(verdict.images.size(), 2u);
    EXPECT_EQ(verdict.images[0].values, city("Osaka"));
}

TEST(JudgeUndo, NeverArchivesWhatTheJobDidNotMake)
{
    const Plan of = undonePlan(JobOperation::Upsert);
    const std::vector<JobRow> undo{{.row = 1, .key = u"11"_s}, {.row = 2, .key = u"12"_s}, {.row = 3, .key = u"13"_s}};
    const std::vector<RowOutcome> outcomes{{.row = 1, .recordId = u"11"_s, .isNew = true},
                                           {.row = 2, .recordId = u"12"_s},
                                           {.row = 3, .recordId = u"13"_s}};
    const std::vector<BeforeImage> before{{.row = 3, .recordId = u"13"_s}}; // a row that wrote nothing
    const BatchAnswer now{.records = {{.id = u"11"_s}, {.id = u"12"_s}, {.id = u"13"_s}}};
    const BeforeVerdict verdict = judgeUndo(of, undo, {}, before, outcomes, now);
    EXPECT_EQ(verdict.toSend, std::vector{undo[0]});
    ASSERT_EQ(verdict.settled.size(), 2u);
    EXPECT_EQ(verdict.settled[0].code, u"no-before"_s);
    EXPECT_EQ(verdict.settled[1].code, u"no-before"_s);
}

TEST(JudgeUndo, ArchivesWhatTheJobCreatedUnlessItChanged)
{
    const Plan of = undonePlan(JobOperation::Create);
    const std::vector<PropertyValue> osaka{{.property = u"city"_s, .value = u"Osaka"_s}};
    const std::vector<JobRow> undo{{.row = 1, .key = u"11"_s}, {.row = 2, .key = u"12"_s}, {.row = 3, .key = u"13"_s}};
    const std::vector<JobRow> wrote{
        {.row = 1, .values = osaka}, {.row = 2, .values = osaka}, {.row = 3, .values = osaka}};
    const BatchAnswer now{.records = {{.id = u"11"_s, .properties = {{u"city"_s, u"Osaka"_s}}},
                                      {.id = u"12"_s, .properties = {{u"city"_s, u"Kobe"_s}}}}};
    const BeforeVerdict verdict = judgeUndo(of, undo, wrote, {}, {}, now);
    EXPECT_EQ(verdict.toSend, std::vector{undo[0]});
    ASSERT_EQ(verdict.settled.size(), 2u);
    EXPECT_EQ(verdict.settled[0].code, u"changed-since"_s);
    EXPECT_EQ(verdict.settled[1].code, u"unchanged"_s);
}

TEST(JudgeUndo, OfWhatWasFoundArchivesOnlyWhatTheJobMustHaveMade)
{
    const Plan of = undonePlan(JobOperation::Create);
    std::vector<JobRow> undo;
    std::vector<RowOutcome> outcomes;
    BatchAnswer now;
    const std::vector<std::optional<TimePoint>> createdAt{undoNow - 30s, undoNow + 1s, std::nullopt, undoNow - 1h};
    for (int i = 1; i <= 4; ++i) {
        const QString id = QString::number(10 + i);
        undo.push_back({.row = i, .key = id});
        outcomes.push_back({.row = i, .recordId = id, .code = i == 4 ? QString() : foundCode()});
        now.records.push_back({.id = id, .createdAt = createdAt[size_t(i - 1)]});
    }
    const BeforeVerdict verdict = judgeUndo(of, undo, {}, {}, outcomes, now, undoNow);
    EXPECT_EQ(verdict.toSend, (std::vector{undo[1], undo[3]})) << "the last one was named by the answer to its create";
    ASSERT_EQ(verdict.settled.size(), 2u);
    EXPECT_EQ(verdict.settled[0].code, u"not-ours"_s);
    EXPECT_EQ(verdict.settled[1].code, u"not-ours"_s);
}

} // namespace
} // namespace hubwatch
