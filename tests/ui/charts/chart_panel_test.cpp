#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/panel_header.h"
#include "ui/charts/plot_view.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint now = testing::cannedNow();

PanelSpec spec(const char *signal = "webhook.delay_p99")
{
    PanelSpec made{
        .key = QString::fromLatin1(signal), .title = QStringLiteral("Webhook delay p99"), .unit = Unit::Seconds};
    made.question = SignalQuestion{.signal = made.key};
    return made;
}

ChartAnswerPtr answer()
{
    return std::make_shared<const ChartAnswer>(
        testing::cannedAnswer({.question = spec().question, .from = now - 1h, .to = now}));
}

class ChartPanelTest : public ::testing::Test
{
protected:
    ChartPanelTest()
    {
        panel.resize(600, 244);
        panel.show();
    }
    QString message() const
    {
        const auto *label = panel.findChild<QLabel *>(QStringLiteral("message"));
        return label->isVisible() ? label->text() : QString();
    }
    PanelHeader *header() const { return panel.findChild<PanelHeader *>(QStringLiteral("header")); }

    ChartPanel panel{spec()};
};

TEST_F(ChartPanelTest, WaitsQuietlyAndSaysSoOnlyWhenItTakesLong)
{
    EXPECT_EQ(message(), QString());
    panel.setSlow();
    EXPECT_EQ(message(), QStringLiteral("Reading the history…"));
    panel.setAnswer(answer(), {}, Zone::Local);
    EXPECT_EQ(message(), QString());
}

TEST_F(ChartPanelTest, KeepsThePictureWhileANewOneIsRead)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    const PlotPicture before = panel.plot().picture();
    panel.setSlow();
    EXPECT_EQ(panel.plot().picture(), before);
    EXPECT_TRUE(header()->aside().endsWith(QStringLiteral("reading…")));
    ChartAnswer failed;
    failed.error = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("disk full")};
    panel.setAnswer(std::make_shared<const ChartAnswer>(failed), {}, Zone::Local);
    EXPECT_EQ(panel.plot().picture(), before);
    EXPECT_EQ(header()->headline().mark, Mark::Blind);
    EXPECT_EQ(header()->headline().evidence, QStringLiteral("could not read on: disk full"));
}

TEST_F(ChartPanelTest, SaysWhyThereIsNothing)
{
    panel.setAnswer(std::make_shared<const ChartAnswer>(ChartAnswer{.from = now - 1h, .to = now}), {}, Zone::Local);
    EXPECT_TRUE(message().startsWith(QStringLiteral("No figure in this range")));
    ChartAnswer failed;
    failed.error = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("disk full")};
    panel.setAnswer(std::make_shared<const ChartAnswer>(failed), {}, Zone::Local);
    EXPECT_TRUE(message().contains(QStringLiteral("disk full")));
}

TEST_F(ChartPanelTest, TurnsIntoItsTable)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    panel.setTableShown(true);
    const auto *table = panel.findChild<QTableView *>(QStringLiteral("table"));
    EXPECT_TRUE(table->isVisible());
    EXPECT_EQ(table->accessibleName(), QStringLiteral("Webhook delay p99 as a table"));
    EXPECT_GT(table->model()->rowCount(), 100);
    EXPECT_FALSE(panel.plot().isVisible());
}

TEST_F(ChartPanelTest, DescribesItselfInASentence)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    EXPECT_EQ(panel.summary(),
              QStringLiteral("Webhook delay p99 of webhook-receiver: %1; 1 gap.").arg(header()->headline().figure));
    EXPECT_EQ(panel.accessibleDescription(), panel.summary());
    EXPECT_EQ(panel.plot().accessibleDescription(), panel.summary());
}

TEST_F(ChartPanelTest, ShowsTheValuesUnderTheCrosshair)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    panel.setCrosshair(now - 10min);
    EXPECT_TRUE(header()->aside().startsWith(QStringLiteral("09:31:07   webhook-receiver ")));
    panel.setCrosshair(now - 38min);
    EXPECT_TRUE(header()->aside().endsWith(QStringLiteral("no data")));
    panel.setCrosshair(std::nullopt);
    EXPECT_FALSE(header()->aside().startsWith(QStringLiteral("09:")));
}

TEST_F(ChartPanelTest, IsNeverGreenWhileTheEngineIsSilent)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    panel.setLive(Headline{.figure = QStringLiteral("1.1 s"), .mark = Mark::Good});
    EXPECT_EQ(header()->headline().mark, Mark::Good);
    panel.setBlind(true);
    EXPECT_EQ(header()->headline().mark, Mark::Blind);
}

TEST_F(ChartPanelTest, ExportsWhatItShows)
{
    panel.setAnswer(answer(), {}, Zone::Local);
    EXPECT_EQ(panel.exported().answer, panel.answer());
    EXPECT_EQ(panel.exported().summary, panel.summary());
}

} // namespace
} // namespace hubwatch::ui
