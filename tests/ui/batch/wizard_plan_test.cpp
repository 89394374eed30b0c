// The steps in which a job is seen before it runs: review, dry run, and the guard in front of production.
#include "ui/batch/dry_run_step.h"
#include "ui/batch/review_step.h"
#include "ui/batch/run_guard.h"
#include "ui/batch/run_panel.h"
#include "ui/batch/wizard_bench.h"
#include "ui/batch/wizard_parts.h"
#include "ui/rules/cell_table.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

namespace hubwatch::ui {

namespace {

class WizardPlanTest : public WizardBench
{
protected:
    QString figure(const char *name) { return child<FigureView>(QString::fromLatin1(name))->figure(); }
    RunGuard *guard() { return wizard->findChild<RunGuard *>(); }
    void confirm(const QString &typed)
    {
        ASSERT_NE(guard(), nullptr);
        guard()->findChild<QLineEdit *>(QStringLiteral("guardTyped"))->setText(typed);
        guard()->findChild<QPushButton *>(QStringLiteral("confirmRun"))->click();
    }
    void planWith(const Plan &plan)
    {
        toReview();
        givePlan(plan);
        goOn();
    }
};

} // namespace

TEST_F(WizardPlanTest, PlansWhatWasChosenAndShowsHowFarItIs)
{
    open();
    toReview();
    ASSERT_EQ(desk().plans.size(), 1U);
    const PlanQuestion &asked = desk().plans[0];
    EXPECT_EQ(asked.path, wizardPath);
    EXPECT_EQ(asked.spec.account, QStringLiteral("prod"));
    EXPECT_EQ(asked.spec.portal, 4242);
    EXPECT_TRUE(asked.spec.production);
    EXPECT_EQ(asked.spec.idColumn, QStringLiteral("Record ID"));
    EXPECT_FALSE(wizard->settled());
    Snapshot snapshot = shown();
    snapshot.batch.planning
        = {.id = asked.id, .name = QStringLiteral("lifecycle-fix.csv"), .share = 0.42, .rows = 84'000};
    console.show(snapshot);
    EXPECT_EQ(child<QProgressBar>(QStringLiteral("planProgress"))->value(), 420);
    EXPECT_EQ(line(QStringLiteral("planSeen")), QStringLiteral("84,000 rows, 42 %"));
    click(QStringLiteral("stopPlanning"));
    EXPECT_EQ(desk().droppedPlannings, 1);
    EXPECT_FALSE(mayGoOn());
    click(QStringLiteral("planAgain"));
    EXPECT_EQ(desk().plans.size(), 2U);
}

TEST_F(WizardPlanTest, KeepsTheKeyboardWhileItPlans)
{
    open();
    toReview();
    givePlan(wizardPlan(shown().at));
    ASSERT_TRUE(QTest::qWaitForWindowActive(wizard.get()));
    auto *next = child<QAbstractButton>(QStringLiteral("wizardNext"));
    next->setFocus();
    child<QAbstractButton>(QStringLiteral("skipUnchanged"))->click(); // plans again
    EXPECT_FALSE(next->isEnabled());
    EXPECT_TRUE(wizard->hasFocus());
    givePlan(wizardPlan(shown().at));
    EXPECT_TRUE(next->hasFocus());
}

TEST_F(WizardPlanTest, ShowsThePlanByItsFigures)
{
    open();
    toReview();
    givePlan(wizardPlan(shown().at));
    EXPECT_TRUE(wizard->settled());
    EXPECT_EQ(figure("planRows"), QStringLiteral("200,000"));
    EXPECT_EQ(figure("planAccepted"), QStringLiteral("198,204"));
    EXPECT_EQ(figure("planRejected"), QStringLiteral("1,796"));
    EXPECT_EQ(figure("planDuplicates"), QStringLiteral("411"));
    auto *table = child<CellTable>(QStringLiteral("rejectTable"));
    EXPECT_EQ(table->model()->rowCount(), 4);
    EXPECT_EQ(table->model()->index(0, 3).data().toString(), QStringLiteral("“MQL ”"));
    EXPECT_TRUE(mayGoOn());
}

TEST_F(WizardPlanTest, PlansAgainOnlyWhenSomethingChanged)
{
    open();
    toReview();
    givePlan(wizardPlan(shown().at));
    wizard->goTo(JobStep::Object);
    wizard->goTo(JobStep::Review);
    EXPECT_EQ(desk().plans.size(), 1U) << "nothing changed";
    EXPECT_TRUE(desk().removed.isEmpty());
    click(QStringLiteral("skipUnchanged"));
    ASSERT_EQ(desk().plans.size(), 2U);
    EXPECT_FALSE(desk().plans[1].spec.skipsUnchanged);
    EXPECT_EQ(desk().removed, QStringList{wizardJob}) << "the plan before is void";
    EXPECT_FALSE(mayGoOn());
}

TEST_F(WizardPlanTest, IgnoresAnAnswerThatIsNoLongerWanted)
{
    open();
    toReview();
    const std::uint64_t first = desk().plans[0].id;
    click(QStringLiteral("stopPlanning"));
    click(QStringLiteral("planAgain"));
    emit desk().planned({.id = first, .job = wizardJob});
    EXPECT_FALSE(wizard->settled());
    emit desk().planned({.id = desk().plans[1].id, .problem = QStringLiteral("line 900,001: a quote is never closed")});
    EXPECT_TRUE(sentence(QStringLiteral("planProblem")).startsWith(u"line 900,001"));
    EXPECT_FALSE(mayGoOn());
}

TEST_F(WizardPlanTest, AJobWithoutARowGoesNoFurther)
{
    open();
    toReview();
    Plan none = wizardPlan(shown().at);
    none.accepted = 0;
    givePlan(none);
    EXPECT_FALSE(mayGoOn());
    EXPECT_TRUE(lack().startsWith(u"No row can be sent"));
}

TEST_F(WizardPlanTest, OpensAJobThatWasPlannedBefore)
{
    Snapshot snapshot = testing::accountsSnapshot();
    snapshot.batch.jobs = {{.plan = wizardPlan(snapshot.at)}};
    open(snapshot);
    wizard->openPlanned(wizardJob);
    EXPECT_EQ(wizard->step(), JobStep::Review);
    EXPECT_TRUE(desk().plans.empty()) << "it is planned already";
    EXPECT_EQ(figure("planAccepted"), QStringLiteral("198,204"));
    goOn();
    EXPECT_EQ(wizard->step(), JobStep::DryRun);
    ASSERT_EQ(desk().dryRuns.size(), 1U);
    EXPECT_EQ(desk().dryRuns[0], std::pair(wizardJob, std::int64_t(100)));
}

TEST_F(WizardPlanTest, AnUndoHasNothingToChooseBeforeItsReview)
{
    Snapshot snapshot = testing::accountsSnapshot();
    Plan undo = wizardPlan(snapshot.at);
    undo.spec.undoes = QStringLiteral("20261125-0100-update-contacts-11aa");
    undo.input = {};
    snapshot.batch.jobs = {{.plan = undo}};
    open(snapshot);
    wizard->openPlanned(wizardJob);
    EXPECT_FALSE(child<QAbstractButton>(QStringLiteral("wizardBack"))->isEnabled());
    wizard->goTo(JobStep::Mapping);
    EXPECT_EQ(wizard->step(), JobStep::Review);
    EXPECT_FALSE(child<QCheckBox>(QStringLiteral("skipUnchanged"))->isEnabled());
    goOn();
    EXPECT_EQ(wizard->step(), JobStep::DryRun);
    EXPECT_TRUE(desk().plans.empty());
}

TEST_F(WizardPlanTest, ShowsWhatTheDryRunFound)
{
    open();
    toDryRun();
    EXPECT_TRUE(wizard->settled());
    EXPECT_EQ(sentence(QStringLiteral("dryRunVerdict")),
              QStringLiteral("1 read was sent to HubSpot to compare, and no write."));
    EXPECT_EQ(figure("dryRequests"), QStringLiteral("3,966"));
    EXPECT_EQ(line(QStringLiteral("requestWords")), QStringLiteral("1,983 reads and 1,983 writes"));
    EXPECT_EQ(figure("dryQuota"), QStringLiteral("3,966 of 181,250"));
    EXPECT_EQ(figure("dryEta"), QStringLiteral("8 min"));
    EXPECT_TRUE(sentence(QStringLiteral("etaWords")).startsWith(u"80 requests in 10 s bind"));
    EXPECT_EQ(line(QStringLiteral("sampleNote")),
              QStringLiteral("100 rows compared: 87 change, 11 stay as they are, 2 are not there"));
    EXPECT_FALSE(child<QWidget>(QStringLiteral("exactRequests"))->isVisible());
    click(QStringLiteral("showRequests"));
    EXPECT_TRUE(child<QWidget>(QStringLiteral("exactRequests"))->isVisible());
    click(QStringLiteral("sample1000"));
    EXPECT_EQ(desk().dryRuns.back().second, 1000);
    EXPECT_TRUE(desk().runs.empty());
}

TEST_F(WizardPlanTest, ShowsTheFiguresOfTheRunThatIsChosen)
{
    open();
    toDryRun();
    click(QStringLiteral("runOffPeak"));
    EXPECT_EQ(figure("dryQuota"), QStringLiteral("3,966 of 600,000"));
    click(QStringLiteral("runTrial"));
    EXPECT_EQ(figure("dryRequests"), QStringLiteral("2"));
    EXPECT_EQ(figure("dryEta"), QStringLiteral("under 1 min"));
    click(QStringLiteral("runNow"));
    EXPECT_EQ(figure("dryRequests"), QStringLiteral("3,966"));
}

TEST_F(WizardPlanTest, SaysWhyAComparisonFailed)
{
    open();
    toReview();
    givePlan(wizardPlan(shown().at));
    goOn();
    emit desk().done({.command = BatchOutcome::Command::DryRun,
                      .job = wizardJob,
                      .words = QStringLiteral("HubSpot cannot be reached.")});
    EXPECT_TRUE(sentence(QStringLiteral("dryRunProblem")).endsWith(u"HubSpot cannot be reached."));
    EXPECT_TRUE(wizard->settled());
}

TEST_F(WizardPlanTest, ProductionIsRunOnlyBehindTheGuard)
{
    open();
    toDryRun();
    const QSignalSpy ordered(wizard.get(), &JobWizard::runOrdered);
    goOn();
    ASSERT_NE(guard(), nullptr);
    EXPECT_TRUE(guard()->isModal());
    EXPECT_TRUE(desk().runs.empty());
    auto *confirmButton = guard()->findChild<QPushButton *>(QStringLiteral("confirmRun"));
    EXPECT_FALSE(confirmButton->isEnabled());
    EXPECT_EQ(guard()->findChild<FigureView *>(QStringLiteral("guardRows"))->figure(), QStringLiteral("198,204"));
    for (const char *wrong : {"424", "prod"}) { // what the account is called here names no portal
        guard()->findChild<QLineEdit *>(QStringLiteral("guardTyped"))->setText(QString::fromLatin1(wrong));
        EXPECT_FALSE(confirmButton->isEnabled()) << wrong;
    }
    confirm(QStringLiteral(" 4242 "));
    ASSERT_EQ(desk().runs.size(), 1U);
    EXPECT_EQ(desk().runs[0].job, wizardJob);
    EXPECT_EQ(desk().runs[0].confirm, QStringLiteral("4242"));
    EXPECT_EQ(desk().runs[0].firstRows, 0);
    EXPECT_EQ(desk().runs[0].dailyReserve, AccountConfig().batchReserve) << "the account's, unless it is changed";
    EXPECT_FALSE(mayGoOn()) << "an order is sent once";
    EXPECT_EQ(ordered.count(), 0);
    emit desk().done({.command = BatchOutcome::Command::Run, .job = wizardJob, .good = true});
    ASSERT_EQ(ordered.count(), 1);
    EXPECT_EQ(ordered.at(0).at(0).toString(), wizardJob);
}

TEST_F(WizardPlanTest, AnOrderThatIsRefusedIsToldWhereItWasGiven)
{
    open();
    toDryRun();
    goOn();
    confirm(QStringLiteral("4242"));
    emit desk().done({.command = BatchOutcome::Command::Run,
                      .job = wizardJob,
                      .words = QStringLiteral("Another job writes to prod; wait for it, or pause it.")});
    EXPECT_TRUE(sentence(QStringLiteral("runRefusal")).startsWith(u"Another job"));
    EXPECT_TRUE(mayGoOn());
}

TEST_F(WizardPlanTest, ATrialAsksAboutItsOwnRows)
{
    open();
    toDryRun();
    click(QStringLiteral("runTrial"));
    child<QSpinBox>(QStringLiteral("firstRows"))->setValue(250);
    goOn();
    ASSERT_NE(guard(), nullptr);
    EXPECT_EQ(guard()->findChild<FigureView *>(QStringLiteral("guardRows"))->figure(), QStringLiteral("250"));
    confirm(QStringLiteral("4242"));
    ASSERT_EQ(desk().runs.size(), 1U);
    EXPECT_EQ(desk().runs[0].firstRows, 250);
}

TEST_F(WizardPlanTest, SchedulesAWindowAndAStop)
{
    open();
    toDryRun();
    click(QStringLiteral("runOffPeak"));
    child<QLineEdit>(QStringLiteral("windowFrom"))->setText(QStringLiteral("25:00"));
    EXPECT_FALSE(mayGoOn());
    child<QLineEdit>(QStringLiteral("windowFrom"))->setText(QStringLiteral("01:30"));
    child<QCheckBox>(QStringLiteral("stopBy"))->setChecked(true);
    child<QLineEdit>(QStringLiteral("stopAt"))->setText(QStringLiteral("04:00"));
    child<QSpinBox>(QStringLiteral("dailyReserve"))->setValue(20'000);
    ASSERT_TRUE(mayGoOn()) << lack().toStdString();
    goOn();
    confirm(QStringLiteral("4242"));
    ASSERT_EQ(desk().runs.size(), 1U);
    const RunOrder &order = desk().runs[0];
    ASSERT_TRUE(order.schedule);
    EXPECT_EQ(order.schedule->fromMinute, 90);
    EXPECT_EQ(order.schedule->timeZone, QStringLiteral("Asia/Tokyo"));
    EXPECT_EQ(order.stopBy, nextMinute(240, shown().at));
    EXPECT_EQ(order.dailyReserve, 20'000);
}

TEST_F(WizardPlanTest, ASandboxNeedsNoGuard)
{
    open();
    Plan plan = wizardPlan(shown().at);
    plan.spec.production = false;
    plan.spec.account = QStringLiteral("sandbox");
    planWith(plan);
    goOn();
    EXPECT_EQ(guard(), nullptr);
    EXPECT_EQ(desk().runs.size(), 1U);
}

TEST_F(WizardPlanTest, WhatBecameProductionSinceThePlanIsGuarded)
{
    open();
    Plan plan = wizardPlan(shown().at);
    plan.spec.production = false;
    planWith(plan);
    goOn();
    EXPECT_NE(guard(), nullptr);
    EXPECT_TRUE(desk().runs.empty());
}

TEST_F(WizardPlanTest, NamesWhatIsDestructiveWithItsCount)
{
    open();
    Plan plan = wizardPlan(shown().at);
    plan.spec.operation = JobOperation::Archive;
    planWith(plan);
    goOn();
    ASSERT_NE(guard(), nullptr);
    auto *deed = guard()->findChild<TextLine *>(QStringLiteral("guardDeed"));
    EXPECT_EQ(deed->text(), QStringLiteral("Archive 198,204 contacts in production."));
    auto *run = guard()->findChild<QPushButton *>(QStringLiteral("confirmRun"));
    EXPECT_EQ(run->text(), QStringLiteral("Archive 198,204 contacts"));
    EXPECT_TRUE(run->property("danger").toBool());
    auto *typed = guard()->findChild<QLineEdit *>(QStringLiteral("guardTyped"));
    typed->setText(QStringLiteral("4242"));
    QTest::keyClick(typed, Qt::Key_Return);
    EXPECT_TRUE(desk().runs.empty()) << "what vanishes is not archived by Enter";
}

TEST_F(WizardPlanTest, WritesTheSampleToAFile)
{
    open();
    toDryRun();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sample.csv"));
    wizard->findChild<DryRunStep *>()->writeSample(path);
    EXPECT_TRUE(sentence(QStringLiteral("sampleSaved")).startsWith(u"30 rows are in"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("lifecyclestage,subscriber,lead"));
    wizard->findChild<DryRunStep *>()->writeSample(folder.filePath(QStringLiteral("none/sample.csv")));
    EXPECT_TRUE(sentence(QStringLiteral("sampleSaved")).contains(u"could not be written"));
}

} // namespace hubwatch::ui
