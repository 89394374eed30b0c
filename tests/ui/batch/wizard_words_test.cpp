// What the steps of a new job say: drafts, mappings, plans and diffs, without a window.
#include "ui/batch/diff_rows.h"
#include "ui/batch/job_choices.h"
#include "ui/batch/key_field.h"
#include "ui/batch/mapping_words.h"
#include "ui/batch/plan_words.h"
#include "ui/batch/run_panel.h"
#include "ui/batch/search_field.h"
#include "ui/batch/step_link.h"
#include "ui/batch/wizard_bench.h"

namespace hubwatch::ui {

namespace {

JobDraft wordsDraft()
{
    JobDraft draft{.spec = wizardSpec(), .path = wizardPath, .look = wizardLook(), .mapped = true};
    draft.definitions = wizardDefinitions({});
    return draft;
}

struct LackCase {
    const char *name;
    JobDraft draft;
    const char *lack; ///< how it begins
};

class InputLackTest : public ::testing::TestWithParam<LackCase>
{ };

} // namespace

TEST_P(InputLackTest, SaysWhatTheInputLacks)
{
    const QString lack = inputLack(GetParam().draft);
    const QString expected = QString::fromUtf8(GetParam().lack);
    EXPECT_TRUE(expected.isEmpty() ? lack.isEmpty() : lack.startsWith(expected)) << lack.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Drafts, InputLackTest,
    ::testing::Values(
        LackCase{"nothing", {}, "Choose a file"}, LackCase{"unread", {.path = wizardPath}, "Reading"},
        LackCase{"faulty", {.path = wizardPath, .look = {.problem = QStringLiteral("line 1")}}, "The file cannot"},
        LackCase{"read", {.path = wizardPath, .look = wizardLook()}, ""},
        LackCase{"noSearch", {.searches = true, .path = wizardPath, .look = wizardLook()}, "Write what"},
        LackCase{"search", {.searches = true, .search = QStringLiteral("city EQ Osaka")}, ""}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(JobDraftTest, AsksOnlyForWhatTheOperationNeeds)
{
    const Snapshot snapshot = testing::accountsSnapshot();
    JobDraft draft = wordsDraft();
    draft.spec.constants = {{QStringLiteral("city"), QStringLiteral("Osaka")}};
    draft.spec.toObject = QStringLiteral("companies");
    EXPECT_TRUE(specOf(draft, snapshot).toObject.isEmpty());
    draft.spec.operation = JobOperation::Archive;
    draft.spec.idProperty = QStringLiteral("email");
    const JobSpec archive = specOf(draft, snapshot);
    EXPECT_TRUE(archive.mapping.empty());
    EXPECT_TRUE(archive.constants.empty());
    EXPECT_TRUE(archive.idProperty.isEmpty()) << "HubSpot archives by its own id";
    draft.spec.operation = JobOperation::Create;
    EXPECT_TRUE(specOf(draft, snapshot).idColumn.isEmpty());
    EXPECT_EQ(draft.spec.idColumn, QStringLiteral("Record ID")) << "and nothing is lost";
    draft.spec.account = QStringLiteral("sandbox");
    EXPECT_FALSE(specOf(draft, snapshot).production);
    EXPECT_EQ(specOf(draft, snapshot).portal, 77);
}

TEST(JobDraftTest, AReadOnlyAccountTakesNoWrites)
{
    AccountConfig account{.name = QStringLiteral("locked")};
    account.readOnly = true;
    EXPECT_FALSE(operationFault(account, JobOperation::Archive).isEmpty());
    EXPECT_TRUE(operationFault(account, JobOperation::Read).isEmpty());
    account.readOnly = false;
    EXPECT_TRUE(operationFault(account, JobOperation::Archive).isEmpty());
}

TEST(JobChoicesTest, SaysWhatAnOperationDoes)
{
    for (const JobOperation operation : jobOperations) {
        EXPECT_FALSE(operationTitle(operation).isEmpty());
        EXPECT_TRUE(operationSentence(operation).endsWith(u'.'));
    }
    EXPECT_EQ(operationDeed(JobOperation::Update, 198'204, QStringLiteral("line_items")),
              QStringLiteral("update 198,204 line items"));
    EXPECT_TRUE(isDestructive(JobOperation::Archive));
    EXPECT_FALSE(isDestructive(JobOperation::Upsert));
}

TEST(MappingWordsTest, KeepsASavedMappingWhole)
{
    JobDraft draft = wordsDraft();
    draft.spec.constants = {{QStringLiteral("phone"), QStringLiteral("-")}};
    const SavedMapping saved = savedOf(draft, QStringLiteral("nightly"));
    JobDraft other = wordsDraft();
    other.spec.mapping.clear();
    other.spec.idColumn.clear();
    QStringList missing;
    applySaved(other, saved, &missing);
    EXPECT_TRUE(missing.isEmpty());
    EXPECT_EQ(savedOf(other, QStringLiteral("nightly")), saved);
}

TEST(KeyChoicesTest, OffersWhatHubSpotTakes)
{
    JobDraft draft = wordsDraft();
    const auto properties = [&] {
        QStringList names;
        for (const auto &[property, words] : keyChoices(draft))
            names << property;
        return names;
    };
    EXPECT_EQ(properties(), (QStringList{QString(), QStringLiteral("email"), QStringLiteral("customer_no")}));
    draft.spec.operation = JobOperation::Upsert;
    EXPECT_EQ(properties(), (QStringList{QStringLiteral("email"), QStringLiteral("customer_no")}));
    draft.spec.operation = JobOperation::Archive;
    EXPECT_EQ(properties(), QStringList{QString()});
}

TEST(SearchFaultTest, FindsTheColumn)
{
    EXPECT_EQ(columnOfFault(QStringLiteral("search: column 14: expected an operator")), 13);
    EXPECT_EQ(columnOfFault(QStringLiteral("at most 5 groups")), -1);
}

TEST(PlanWordsTest, WeighsTheQuota)
{
    DryRunReport report = wizardReport({});
    EXPECT_EQ(quotaWords(report).mark, Mark::Good);
    report.dailyLeftAfter = -812;
    EXPECT_EQ(quotaWords(report).mark, Mark::Bad);
    EXPECT_TRUE(quotaWords(report).sentence.startsWith(u"812 calls too many"));
    report.dailyLeft.reset();
    EXPECT_EQ(quotaWords(report).mark, Mark::Blind);
}

TEST(PlanWordsTest, CountsTheRunThatIsChosen)
{
    const TimePoint now = testing::cannedNow();
    const Snapshot snapshot = testing::accountsSnapshot();
    const Plan plan = wizardPlan(now);
    const DryRunReport report = wizardReport(now);
    EXPECT_EQ(chosenReport(report, plan.accepted, runChoice({}, plan, snapshot), now), report);
    EXPECT_EQ(endWords(report.forecast, now), QStringLiteral("begun now, done at 09:49 JST"));

    const RunChoice night = runChoice({.dailyReserve = 25'000, .schedule = JobSchedule{}}, plan, snapshot);
    const DryRunReport later = chosenReport(report, plan.accepted, night, now);
    EXPECT_EQ(endWords(later.forecast, now, night.begins), QStringLiteral("begins 24 Nov 00:00 JST, done 00:08 JST"));
    const QuotaWords quota = quotaWords(later, night.otherDay);
    EXPECT_EQ(quota.label, QStringLiteral("calls of a full day"));
    EXPECT_EQ(quota.figure, QStringLiteral("3,966 of 600,000"));

    const RunChoice trial = runChoice({.firstRows = 100}, plan, snapshot);
    const DryRunReport first = chosenReport(report, plan.accepted, trial, now);
    EXPECT_EQ(requestWords(first.requests), QStringLiteral("1 read and 1 write"));
    EXPECT_EQ(first.dailyLeftAfter, *report.dailyLeft - 2);
    EXPECT_LT(first.forecast.left, 1s);

    DryRunReport full = report;
    full.dailyLeft = 0;
    full.dailyLeftAfter = -3'966;
    full.forecast.bound = PaceBound::Daily;
    full.forecast.left = 15h;
    EXPECT_LT(chosenReport(full, plan.accepted, night, now).forecast.left, 10min) << "by then there is a new day";
}

TEST(PlanWordsTest, RoundsATimeThatIsLeft)
{
    EXPECT_EQ(etaText({.left = 40s}), QStringLiteral("under 1 min"));
    EXPECT_EQ(etaText({.left = 59min + 59s}), QStringLiteral("59 min"));
    EXPECT_EQ(etaText({.left = 3h + 20min}), QStringLiteral("3 h 20 min"));
    EXPECT_EQ(etaText({.left = 2h}), QStringLiteral("2 h"));
}

TEST(DiffRowsTest, MarksWhatChangesAndDimsWhatStays)
{
    RowDiff change{.row = 7, .key = QStringLiteral("88101")};
    change.before = {{QStringLiteral("city"), QStringLiteral("Kyoto")}, {QStringLiteral("phone"), QStringLiteral("1")}};
    change.after = {{QStringLiteral("city"), QString()}, {QStringLiteral("phone"), QStringLiteral("1")}};
    const RowDiff still{
        .row = 8, .verdict = RowDiff::Verdict::Unchanged, .before = change.before, .after = change.before};
    const std::vector<CellRow> rows = diffRows({change, still});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].cells[5].text, QStringLiteral("empty"));
    EXPECT_EQ(rows[0].cells[5].mark, Mark::Warn) << "a value is lost";
    EXPECT_EQ(rows[1].cells[0].text, QString()) << "the row is named once";
    EXPECT_EQ(rows[1].cells[5].text, QStringLiteral("the same"));
    EXPECT_EQ(rows[2].cells[1].tone, Tone::Mute);
}

TEST(RunPanelTest, ReadsTimesOfTheDay)
{
    EXPECT_EQ(minuteOfDay(QStringLiteral(" 5:30")), 330);
    EXPECT_FALSE(minuteOfDay(QStringLiteral("24:00")));
    const TimePoint now = testing::cannedNow();
    EXPECT_GT(nextMinute(0, now), now);
    EXPECT_LE(nextMinute(0, now), now + 24h);
}

TEST(StepBarTest, LinksWhatMayBeGoneTo)
{
    StepBar bar;
    bar.setStep(JobStep::Mapping, JobStep::Review);
    const auto link = [&](const char *name) { return bar.findChild<StepLink *>(QString::fromLatin1(name)); };
    EXPECT_EQ(link("stepFile")->mark(), Mark::Good);
    EXPECT_EQ(link("stepMapping")->mark(), Mark::Pending);
    EXPECT_EQ(link("stepReview")->mark(), Mark::NotYet);
    EXPECT_TRUE(link("stepReview")->isEnabled());
    EXPECT_FALSE(link("stepDryRun")->isEnabled());
    bar.setMark(JobStep::Mapping, Mark::Bad);
    EXPECT_EQ(link("stepMapping")->accessibleName(), QStringLiteral("Mapping, failed"));
    JobStep chosen = JobStep::Results;
    QObject::connect(&bar, &StepBar::chosen, &bar, [&](JobStep step) { chosen = step; });
    link("stepFile")->click();
    EXPECT_EQ(chosen, JobStep::File);
}

} // namespace hubwatch::ui
