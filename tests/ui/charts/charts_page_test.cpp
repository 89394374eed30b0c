#include "support/canned_history.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/charts/charts_page.h"
#include "ui/charts/explore_dialog.h"
#include "ui/charts/panel_header.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/unseen_banner.h"

#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

using testing::FakeConsole;

const TimePoint pageNow = testing::cannedNow();

class ChartsPageTest : public ::testing::Test
{
protected:
    ChartsPageTest()
    {
        console.history = testing::cannedAnswer;
        console.choices = testing::cannedChoices();
        console.show(testing::cannedSnapshot());
    }
    void open()
    {
        page = std::make_unique<ChartsPage>(console, definitions);
        page->resize(1280, 800);
        page->show();
        QTest::qWait(30);
    }
    void press(int key) { QTest::keyClick(page.get(), Qt::Key(key)); }
    const ChartQuery &last() const { return console.queries.back(); }
    ChartPanel *panel(const char *key) { return page->grid().panel(QString::fromLatin1(key)); }
    size_t asked(const char *signal) const
    {
        return size_t(std::ranges::count_if(console.queries, [&](const ChartQuery &query) {
            const auto *question = std::get_if<SignalQuestion>(&query.question);
            return question && question->signal == QString::fromLatin1(signal);
        }));
    }

    FakeConsole console;
    std::vector<SignalDefinition> definitions = testing::cannedDefinitions();
    std::unique_ptr<ChartsPage> page;
};

TEST_F(ChartsPageTest, AsksForTheLastHourOfWhatIsInSightOnly)
{
    open();
    ASSERT_FALSE(console.queries.empty());
    EXPECT_EQ(console.queries[0].to - console.queries[0].from, 1h);
    EXPECT_EQ(asked("api.error_rate"), 1u);
    EXPECT_EQ(asked("api.burn.3d"), 0u) << "below the fold nothing is read";
    auto *bar = page->findChild<QScrollArea *>(QStringLiteral("scroll"))->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTest::qWait(20);
    EXPECT_EQ(asked("api.burn.3d"), 1u);
    EXPECT_EQ(asked("api.error_rate"), 1u);
}

TEST_F(ChartsPageTest, ChangesTheRangeByKey)
{
    open();
    for (const auto &[key, range] : {std::pair(Qt::Key_1, Duration(15min)), std::pair(Qt::Key_3, Duration(6h)),
                                     std::pair(Qt::Key_6, Duration(30 * 24h))}) {
        press(key);
        EXPECT_EQ(last().to - last().from, range);
        EXPECT_TRUE(page->window().live);
    }
}

TEST_F(ChartsPageTest, PansZoomsAndComesBackByKey)
{
    open();
    press(Qt::Key_Left);
    EXPECT_FALSE(page->window().live);
    EXPECT_EQ(last().to - last().from, 1h);
    EXPECT_LT(last().to, pageNow - 14min);
    press(Qt::Key_Plus);
    EXPECT_EQ(last().to - last().from, 30min);
    press(Qt::Key_Minus);
    EXPECT_EQ(last().to - last().from, 1h);
    press(Qt::Key_Escape);
    EXPECT_TRUE(page->window().live);
    press(Qt::Key_Left);
    press(Qt::Key_L);
    EXPECT_TRUE(page->window().live);
    EXPECT_EQ(page->window().to - page->window().from, 1h);
}

TEST_F(ChartsPageTest, ZoomsIntoWhatWasBrushedAndShowsThePast)
{
    open();
    emit panel("api.error_rate")->plot().brushed(pageNow - 15min, pageNow - 5min);
    EXPECT_EQ(last().from, pageNow - 15min);
    EXPECT_EQ(last().to, pageNow - 5min);
    QTest::qWait(20);
    const auto *header = panel("api.error_rate")->findChild<PanelHeader *>(QStringLiteral("header"));
    EXPECT_TRUE(header->headline().evidence.contains(QStringLiteral("at 09:36:")))
        << header->headline().evidence.toStdString();
    emit panel("api.error_rate")->plot().resetWanted();
    EXPECT_TRUE(page->window().live);
}

TEST_F(ChartsPageTest, DoesNotFollowThePresentWhileLookingBack)
{
    open();
    press(Qt::Key_Left);
    QTest::qWait(20);
    const size_t before = console.queries.size();
    console.show(testing::cannedSnapshot(pageNow + 10s));
    QTest::qWait(1100);
    EXPECT_EQ(console.queries.size(), before);
}

TEST_F(ChartsPageTest, AsksAtMostOnceASecondWhileLive)
{
    open();
    const size_t before = asked("api.error_rate");
    for (int i = 1; i <= 9; ++i)
        console.show(testing::cannedSnapshot(pageNow + i * 100ms));
    EXPECT_EQ(asked("api.error_rate"), before);
    console.show(testing::cannedSnapshot(pageNow + 1s));
    EXPECT_EQ(asked("api.error_rate"), before + 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return console.open.empty(); })); // what is still open is not asked again
    console.show(testing::cannedSnapshot(pageNow - 1h));
    EXPECT_EQ(asked("api.error_rate"), before + 2) << "a clock set back does not stop the charts";
}

TEST_F(ChartsPageTest, ReadsTheLastSnapshotOfABurst)
{
    open();
    const size_t before = asked("api.error_rate");
    console.show(testing::cannedSnapshot(pageNow + 900ms));
    EXPECT_EQ(asked("api.error_rate"), before);
    // The timer that brings it may be late by a second and more under load; it comes without another snapshot.
    ASSERT_TRUE(QTest::qWaitFor([&] { return asked("api.error_rate") > before; }, 60'000));
}

TEST_F(ChartsPageTest, DoesNotReadAgainForScrolling)
{
    open();
    auto *bar = page->findChild<QScrollArea *>(QStringLiteral("scroll"))->verticalScrollBar();
    console.show(testing::cannedSnapshot(pageNow + 500ms));
    const size_t before = asked("api.error_rate");
    for (const int by : {1, 2, 3})
        bar->setValue(by);
    EXPECT_EQ(asked("api.error_rate"), before);
    press(Qt::Key_Left);
    press(Qt::Key_L);
    EXPECT_EQ(asked("api.error_rate"), before + 2) << "coming back to the present is a question of its own";
}

TEST_F(ChartsPageTest, LetsASlowEngineFinishWhatItReads)
{
    open();
    QTest::qWait(20);
    console.answersAtOnce = false;
    console.show(testing::cannedSnapshot(pageNow + 1s));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !console.open.empty(); }, 2000));
    const size_t forgotten = console.forgotten.size();
    console.show(testing::cannedSnapshot(pageNow + 2s));
    QTest::qWait(1100);
    EXPECT_EQ(console.forgotten.size(), forgotten) << "the same question must not void itself each second";
    press(Qt::Key_3);
    EXPECT_GT(console.forgotten.size(), forgotten) << "another range voids the old one";
}

TEST_F(ChartsPageTest, FoldsWhatNobodyExposes)
{
    open();
    EXPECT_FALSE(panel("sync.success_rate"));
    const auto *footnote = page->findChild<QLabel *>(QStringLiteral("footnote"));
    EXPECT_TRUE(footnote->text().startsWith(QStringLiteral("Not exposed by any service: Sync success rate.")));
}

TEST_F(ChartsPageTest, AsksOnlyForTheChosenServices)
{
    open();
    page->setServices({QStringLiteral("deals-sync")});
    EXPECT_EQ(std::get<SignalQuestion>(last().question).services, QStringList{QStringLiteral("deals-sync")});
}

TEST_F(ChartsPageTest, ShowsTablesByKey)
{
    open();
    press(Qt::Key_T);
    EXPECT_TRUE(panel("api.error_rate")->findChild<QWidget *>(QStringLiteral("table"))->isVisible());
    EXPECT_TRUE(page->findChild<QToolButton *>(QStringLiteral("tableToggle"))->isChecked());
    press(Qt::Key_T);
    EXPECT_TRUE(panel("api.error_rate")->plot().isVisible());
}

TEST_F(ChartsPageTest, PinsExploredMetricsOnTopUntilTheyAreRemoved)
{
    open();
    press(Qt::Key_E);
    auto *dialog = page->findChild<ExploreDialog *>(QStringLiteral("exploreDialog"));
    ASSERT_TRUE(dialog && dialog->isVisible());
    const MetricQuestion rate{.service = QStringLiteral("contacts-sync"),
                              .metric = "hubspot_api_calls_total",
                              .view = MetricQuestion::View::Rate,
                              .by = "status"};
    emit dialog->added(rate, MetricType::Counter);
    emit dialog->added(rate, MetricType::Counter);
    EXPECT_EQ(page->grid().panels()[0]->spec().key, QStringLiteral("explore:2"));
    EXPECT_EQ(page->grid().panels()[1]->spec().key, QStringLiteral("explore:1"));
    EXPECT_TRUE(std::ranges::any_of(console.queries, [&](const ChartQuery &query) {
        const auto *question = std::get_if<MetricQuestion>(&query.question);
        return question && *question == rate;
    }));
    console.show(testing::cannedSnapshot(pageNow + 1s));
    EXPECT_TRUE(panel("explore:1")) << "a new snapshot keeps it";
    emit panel("explore:1")->removeWanted();
    EXPECT_FALSE(panel("explore:1"));
    EXPECT_TRUE(panel("explore:2"));
}

TEST_F(ChartsPageTest, SwitchesTheZoneWithoutAskingAgain)
{
    open();
    const size_t before = console.queries.size();
    QTest::mouseClick(page->findChild<QToolButton *>(QStringLiteral("zone:utc")), Qt::LeftButton);
    EXPECT_EQ(console.queries.size(), before);
    EXPECT_EQ(panel("api.error_rate")->plot().picture().zone, Zone::Utc);
}

TEST_F(ChartsPageTest, OffersToAddAServiceWhenThereIsNone)
{
    console.show(Snapshot{.at = pageNow, .loading = false});
    open();
    QSignalSpy wanted(page.get(), &ChartsPage::addServiceWanted);
    QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("addService")), Qt::LeftButton);
    EXPECT_EQ(wanted.count(), 1);
    EXPECT_TRUE(console.queries.empty());
}

TEST_F(ChartsPageTest, TurnsBlindWhenTheEngineIsSilent)
{
    open();
    emit console.blindChanged(true);
    const auto *header = panel("api.auth_failures")->findChild<PanelHeader *>(QStringLiteral("header"));
    ASSERT_TRUE(header);
    EXPECT_EQ(header->headline().mark, Mark::Blind);
    EXPECT_TRUE(
        page->findChild<UnseenBanner *>(QStringLiteral("banner"))->words().startsWith(QStringLiteral("The engine")));
    emit console.blindChanged(false);
    EXPECT_EQ(header->headline().mark, Mark::Good);
}

TEST_F(ChartsPageTest, ReadsAllPanelsBeforeItExportsThePage)
{
    open();
    QTest::qWait(20);
    EXPECT_EQ(asked("api.burn.3d"), 0u);
    emit page->findChild<QToolButton *>(QStringLiteral("export"))->menu()->actions().at(2)->triggered();
    EXPECT_EQ(asked("api.burn.3d"), 1u);
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->findChild<QFileDialog *>() != nullptr; }, 2000));
    const auto *dialog = page->findChild<QFileDialog *>();
    EXPECT_FALSE(dialog->isModal());
    EXPECT_TRUE(dialog->selectedFiles().value(0).endsWith(QStringLiteral("hubwatch-charts-2026-11-23-0941.csv")));
}

} // namespace
} // namespace hubwatch::ui
