// Screenshots of the page Charts, kept as build artefacts, and what each of its states must say.
#include "support/canned_history.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/charts/charts_page.h"
#include "ui/charts/page_export.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

using testing::FakeConsole;

struct Screen {
    const char *name;
    bool dark;
    QSize size;
};

class ScreensTest : public ::testing::TestWithParam<Screen>
{
protected:
    ScreensTest()
    {
        console.history = testing::cannedAnswer;
        console.choices = testing::cannedChoices();
        before = QApplication::palette();
        QApplication::setPalette(paletteOf(GetParam().dark ? darkTheme() : lightTheme()));
    }
    ~ScreensTest() override { QApplication::setPalette(before); }

    void open()
    {
        page = std::make_unique<ChartsPage>(console, definitions);
        page->setPalette(QApplication::palette());
        page->setAutoFillBackground(true);
        page->resize(GetParam().size);
        page->show();
        QTest::qWait(60);
    }
    void keep(const QString &state)
    {
        const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
        QDir().mkpath(folder);
        ASSERT_TRUE(page->grab().save(
            QStringLiteral("%1/charts-%2%3.png").arg(folder, QString::fromLatin1(GetParam().name), state)));
    }

    FakeConsole console;
    std::vector<SignalDefinition> definitions = testing::cannedDefinitions();
    std::unique_ptr<ChartsPage> page;
    QPalette before;
};

TEST_P(ScreensTest, ShowsTheHour)
{
    console.show(testing::cannedSnapshot());
    open();
    keep({});
    EXPECT_TRUE(console.open.empty());
    ChartPanel *errors = page->grid().panel(QStringLiteral("api.error_rate"));
    ASSERT_TRUE(errors);
    EXPECT_TRUE(errors->summary().startsWith(QStringLiteral("API error rate of contacts-sync: ")));
    page->grid().setCrosshair(testing::cannedNow() - 7min);
    keep(QStringLiteral("-crosshair"));
}

TEST_P(ScreensTest, ShowsAllPanelsWhenThereIsRoom)
{
    console.show(testing::cannedSnapshot());
    open();
    page->resize(GetParam().size.width(), 2100);
    QTest::qWait(60);
    keep(QStringLiteral("-all"));
    EXPECT_TRUE(console.open.empty());
}

TEST_P(ScreensTest, ShowsTables)
{
    console.show(testing::cannedSnapshot());
    open();
    QTest::keyClick(page.get(), Qt::Key_T);
    QTest::qWait(20);
    keep(QStringLiteral("-table"));
}

TEST_P(ScreensTest, ShowsThePastAndExploredMetrics)
{
    console.show(testing::cannedSnapshot());
    open();
    page->pin({.service = QStringLiteral("contacts-sync"),
               .metric = "hubspot_api_calls_total",
               .view = MetricQuestion::View::Rate,
               .by = "status"},
              MetricType::Counter);
    page->showWindow({.from = testing::cannedNow() - 40min, .to = testing::cannedNow() - 4min, .live = false});
    QTest::qWait(40);
    keep(QStringLiteral("-past"));
    QTest::keyClick(page.get(), Qt::Key_5);
    QTest::qWait(40);
    keep(QStringLiteral("-week"));
    QTest::keyClick(page.get(), Qt::Key_E);
    QTest::qWait(20);
    auto *dialog = page->findChild<QWidget *>(QStringLiteral("exploreDialog"));
    ASSERT_TRUE(dialog);
    EXPECT_TRUE(dialog->grab().save(QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots/charts-%1-explore.png")
                                        .arg(QString::fromLatin1(GetParam().name))));
    page->resize(760, 800);
    QTest::qWait(40);
    keep(QStringLiteral("-narrow"));
}

TEST_P(ScreensTest, WritesPicturesForTickets)
{
    console.show(testing::cannedSnapshot());
    open();
    const ExportStamp stamp{.from = page->window().from,
                            .to = page->window().to,
                            .source = QStringLiteral("hubwatch.toml, 5 services"),
                            .madeAt = testing::cannedNow()};
    ChartPanel *panel = page->grid().panel(QStringLiteral("api.latency_p99"));
    const QString file
        = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots/export-%1.").arg(QString::fromLatin1(GetParam().name));
    for (const QString &ending : {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv")}) {
        const QByteArray bytes = exportBytes(*panel, {panel->exported()}, stamp, panel->spec().title, ending);
        EXPECT_GT(bytes.size(), 5000) << ending.toStdString();
        EXPECT_TRUE(writeExport(file + ending, bytes));
    }
}

TEST_P(ScreensTest, ShowsWhatIsMissing)
{
    console.show(Snapshot{.at = testing::cannedNow()});
    console.answersAtOnce = false;
    open();
    QTest::qWait(320);
    keep(QStringLiteral("-loading"));

    console.show(Snapshot{.at = testing::cannedNow(), .loading = false});
    QTest::qWait(20);
    keep(QStringLiteral("-empty"));
    EXPECT_TRUE(page->findChild<QPushButton *>(QStringLiteral("addService"))->isVisible());

    console.answersAtOnce = true;
    console.show(testing::cannedSnapshot());
    QTest::qWait(1100);
    emit console.blindChanged(true);
    QTest::qWait(20);
    keep(QStringLiteral("-blind"));
}

INSTANTIATE_TEST_SUITE_P(
    Page, ScreensTest,
    ::testing::Values(Screen{"dark-1280x800", true, {1280, 800}}, Screen{"light-1280x800", false, {1280, 800}},
                      Screen{"dark-1920x1080", true, {1920, 1080}}, Screen{"light-1920x1080", false, {1920, 1080}}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).replace(u'-', u'_').toStdString(); });

} // namespace
} // namespace hubwatch::ui
