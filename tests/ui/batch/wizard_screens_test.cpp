// Every step of a new job as a picture, light and dark.
#include "ui/batch/property_box.h"
#include "ui/batch/run_guard.h"
#include "ui/batch/wizard_bench.h"
#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace hubwatch::ui {

namespace {

struct WizardScreen {
    const char *name;
    bool dark;
    QSize size; ///< what the window leaves the page
};

class WizardScreensTest : public WizardBench, public ::testing::WithParamInterface<WizardScreen>
{
protected:
    void SetUp() override
    {
        applyTheme(GetParam().dark ? darkTheme() : lightTheme());
        open();
        wizard->setAutoFillBackground(true);
        wizard->resize(GetParam().size);
    }
    void keep(QWidget *what, const char *state)
    {
        QTest::qWait(20);
        const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
        QDir().mkpath(folder);
        ASSERT_TRUE(
            what->grab().save(QStringLiteral("%1/wizard-%2-%3.png")
                                  .arg(folder, QString::fromLatin1(GetParam().name), QString::fromLatin1(state))));
    }
};

} // namespace

TEST_P(WizardScreensTest, ShowsEveryStep)
{
    keep(wizard.get(), "object-empty");
    chooseAccount();
    keep(wizard.get(), "object");
    goOn();
    keep(wizard.get(), "file-empty");
    chooseFile();
    giveLook();
    keep(wizard.get(), "file");
    goOn();
    keep(wizard.get(), "mapping-waits");
    giveDefinitions();
    keep(wizard.get(), "mapping");
    goOn();
    Snapshot planning = shown();
    planning.batch.planning = {.id = desk().plans.back().id, .share = 0.42, .rows = 84'000};
    console.show(planning);
    keep(wizard.get(), "planning");
    givePlan(wizardPlan(shown().at));
    keep(wizard.get(), "review");
    goOn();
    giveReport(wizardReport(shown().at));
    keep(wizard.get(), "dry-run");
    click(QStringLiteral("runOffPeak"));
    click(QStringLiteral("showRequests"));
    keep(wizard.get(), "schedule");
    goOn();
    auto *guard = wizard->findChild<RunGuard *>();
    ASSERT_NE(guard, nullptr);
    guard->findChild<QLineEdit *>(QStringLiteral("guardTyped"))->setText(QStringLiteral("42"));
    keep(guard, "guard");
    guard->reject();
}

TEST_P(WizardScreensTest, ShowsWhatGoesWrong)
{
    click(QStringLiteral("operation-associate"));
    chooseAccount();
    keep(wizard.get(), "object-associate");
    click(QStringLiteral("operation-update"));
    goOn();
    chooseFile();
    CsvLook broken = wizardLook();
    broken.problem
        = QStringLiteral("line 12, row 11: a quote that is never closed; everything behind it would be one cell");
    giveLook(broken);
    keep(wizard.get(), "file-fault");
    click(QStringLiteral("inputSearch"));
    child<QPlainTextEdit>(QStringLiteral("searchText"))
        ->setPlainText(QStringLiteral("lifecyclestage EQ lead and city IS Osaka"));
    keep(wizard.get(), "search-fault");
    click(QStringLiteral("inputFile"));
    giveLook();
    chooseFile();
    child<QLineEdit>(QStringLiteral("filePath"))->setText({});
    emit child<QLineEdit>(QStringLiteral("filePath"))->editingFinished();
    chooseFile();
    giveLook();
    goOn();
    giveDefinitions();
    auto *box = child<PropertyBox>(QStringLiteral("map-Tel"));
    box->lineEdit()->setText(QStringLiteral("city"));
    emit box->lineEdit()->editingFinished();
    click(QStringLiteral("addConstant"));
    keep(wizard.get(), "mapping-fault");
}

INSTANTIATE_TEST_SUITE_P(
    Screens, WizardScreensTest,
    ::testing::Values(WizardScreen{"dark-1280", true, {1196, 728}}, WizardScreen{"light-1920", false, {1836, 1008}},
                      WizardScreen{"light-1280", false, {1196, 728}}, WizardScreen{"dark-1920", true, {1836, 1008}}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).replace(u'-', u'_').toStdString(); });

} // namespace hubwatch::ui
