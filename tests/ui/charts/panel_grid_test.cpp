#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/panel_grid.h"
#include "ui/charts/plot_view.h"

#include <QLabel>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

PanelSpec gridSpec(const char *key)
{
    PanelSpec made{.key = QString::fromLatin1(key), .title = QString::fromLatin1(key)};
    made.question = SignalQuestion{.signal = made.key};
    return made;
}

class PanelGridTest : public ::testing::Test
{
protected:
    PanelGridTest()
    {
        grid.resize(1200, 800);
        grid.setSpecs({gridSpec("a"), gridSpec("b"), gridSpec("c")});
        grid.show();
        QTest::qWait(10);
    }
    ChartPanel *panel(const char *key) { return grid.panel(QString::fromLatin1(key)); }

    PanelGrid grid;
};

TEST_F(PanelGridTest, HasTwoColumnsOrOne)
{
    EXPECT_EQ(panel("a")->y(), panel("b")->y());
    EXPECT_GT(panel("c")->y(), panel("a")->y());
    grid.resize(700, 800);
    QTest::qWait(10);
    EXPECT_EQ(panel("a")->x(), panel("b")->x());
    EXPECT_GT(panel("b")->y(), panel("a")->y());
}

TEST_F(PanelGridTest, KeepsPanelsWhoseKeyStays)
{
    ChartPanel *b = panel("b");
    grid.setSpecs({gridSpec("new"), gridSpec("b")});
    EXPECT_EQ(panel("b"), b);
    EXPECT_EQ(grid.panels().size(), 2u);
    EXPECT_FALSE(panel("a"));
}

TEST_F(PanelGridTest, DrawsOneCrosshairThroughAll)
{
    const TimePoint at = testing::cannedNow();
    emit panel("a")->plot().hovered(at);
    for (ChartPanel *one : grid.panels())
        EXPECT_EQ(one->plot().crosshair(), at);
    emit panel("c")->plot().hoverEnded();
    for (ChartPanel *one : grid.panels())
        EXPECT_FALSE(one->plot().crosshair());
}

TEST_F(PanelGridTest, AlignsTheTimeAxesOfAColumn)
{
    PanelSpec wide = gridSpec("a");
    wide.levels = {{.value = 5, .label = QStringLiteral("a very long consequence 5 s")}};
    ChartAnswer answer{.from = testing::cannedNow() - 1h, .to = testing::cannedNow()};
    answer.lines = {{QStringLiteral("s"), QStringLiteral("s"), {{{.at = answer.from, .value = 4}}}}};
    panel("a")->setSpec(wide);
    panel("a")->setAnswer(std::make_shared<const ChartAnswer>(answer), {}, Zone::Utc);
    grid.shareGutters();
    EXPECT_EQ(panel("a")->plot().frame().area.right(), panel("c")->plot().frame().area.right());
    EXPECT_EQ(panel("a")->plot().frame().area.left(), panel("c")->plot().frame().area.left());
}

TEST_F(PanelGridTest, ShowsAFootnoteOnlyWhenThereIsOne)
{
    const auto *footnote = grid.findChild<QLabel *>(QStringLiteral("footnote"));
    EXPECT_FALSE(footnote->isVisible());
    grid.setFootnote(QStringLiteral("Not exposed"));
    EXPECT_TRUE(footnote->isVisible());
}

} // namespace
} // namespace hubwatch::ui
