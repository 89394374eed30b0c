#include "support/canned_history.h"
#include "ui/charts/plot_backdrop.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(PlotFrameTest, MapsInstantsAndValuesBothWays)
{
    const TimePoint now = testing::cannedNow();
    const PlotFrame frame{.area = QRectF(50, 10, 600, 100), .from = now - 1h, .to = now, .min = 0, .max = 4};
    EXPECT_EQ(frame.x(now - 30min), 350);
    EXPECT_EQ(frame.at(350), now - 30min);
    EXPECT_EQ(frame.y(0), 110);
    EXPECT_EQ(frame.y(4), 10);
}

TEST(SpreadLabelsTest, MovesNeighboursApartAndKeepsThemInside)
{
    EXPECT_EQ(spreadLabels({50, 20}, 12, 0, 100), (std::vector<double>{50, 20}));
    const auto close = spreadLabels({50, 52}, 12, 0, 100);
    EXPECT_GE(close[1] - close[0], 12);
    const auto low = spreadLabels({99, 98, 97}, 12, 0, 100);
    EXPECT_LE(low[0], 94);
    EXPECT_GE(low[0] - low[1], 12);
    EXPECT_GE(low[1] - low[2], 12);
}

QImage spanOf(Mark mark)
{
    QImage image(60, 8, QImage::Format_RGB32);
    image.fill(darkTheme().panel);
    QPainter painter(&image);
    paintSpan(painter, QRectF(0, 2, 60, 4), mark, darkTheme());
    return image.convertToFormat(QImage::Format_Grayscale8);
}

/// Which pixels are inked at all: what is left when every colour is gone.
QList<bool> inkOf(Mark mark)
{
    const QImage image = spanOf(mark);
    const int paper = image.pixelColor(0, 0).value();
    QList<bool> ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink << (std::abs(image.pixelColor(x, y).value() - paper) > 8);
    }
    return ink;
}

TEST(RibbonTest, DiffersByShapeForEachState)
{
    const std::vector<Mark> marks{Mark::Good, Mark::Pending, Mark::Bad, Mark::Blind, Mark::None};
    for (size_t i = 0; i < marks.size(); ++i) {
        EXPECT_TRUE(inkOf(marks[i]).contains(true));
        for (size_t j = i + 1; j < marks.size(); ++j)
            EXPECT_NE(inkOf(marks[i]), inkOf(marks[j])) << i << " looks like " << j;
    }
}

TEST(HatchTest, StaysInsideItsArea)
{
    QImage image(60, 60, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintHatch(painter, QRectF(20, 20, 20, 20), Qt::black, true, 5);
    painter.end();
    bool inside = false;
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 60; ++x) {
            const bool inked = image.pixelColor(x, y) != QColor(Qt::white);
            const bool outside = x < 18 || x > 41 || y < 18 || y > 41; // a soft edge is one pixel wide
            EXPECT_FALSE(outside && inked) << x << ',' << y;
            inside = inside || (inked && !outside);
        }
    }
    EXPECT_TRUE(inside);
}

TEST(GuttersTest, LeaveRoomForTheWholeLabel)
{
    PlotPicture picture{.unit = Unit::Ratio};
    picture.scale = valueScale(0, 0.08, Unit::Ratio);
    picture.levels = {{.value = 0.05, .label = QStringLiteral("ticket 99.95 % (off)")}};
    const QFont font = QApplication::font();
    EXPECT_GE(wantedGutters(picture, font).right, QFontMetricsF(font).horizontalAdvance(picture.levels[0].label) + 6);
}

PlotPicture stateRowPicture()
{
    const TimePoint now = testing::cannedNow();
    PlotPicture picture{.from = now - 1h, .to = now, .unit = Unit::State, .stateRows = true};
    picture.rows = {{.name = QStringLiteral("contacts-sync"), .spans = {{now - 1h, now, Mark::Bad, {}}}}};
    return picture;
}

QImage backdropOf(const PlotPicture &picture, const QRectF &area)
{
    QImage image(600, 140, QImage::Format_RGB32);
    image.fill(darkTheme().panel);
    QPainter painter(&image);
    const PlotFrame frame{
        .area = area, .from = picture.from, .to = picture.to, .min = picture.scale.min, .max = picture.scale.max};
    paintBackdrop(painter, picture, frame, darkTheme(), QApplication::font());
    return image;
}

TEST(PlotMarksTest, NeverStandOverTheStateTheyExplain)
{
    PlotPicture picture = stateRowPicture();
    const QRectF area(60, 50, 440, 60);
    const QImage plain = backdropOf(picture, area);
    picture.marks = {{.at = picture.from + 20min, .word = QStringLiteral("Database maintenance, scheduled for long")},
                     {.at = picture.from + 21min, .word = QStringLiteral("Reports load slowly"), .hubspot = true}};
    const QImage marked = backdropOf(picture, area);
    EXPECT_NE(marked, plain);
    int barPixels = 0;
    for (int y = 0; y < plain.height(); ++y) {
        for (int x = 0; x < plain.width(); ++x) {
            if (plain.pixelColor(x, y) != darkTheme().bad)
                continue;
            ++barPixels;
            EXPECT_EQ(marked.pixelColor(x, y), darkTheme().bad) << x << ',' << y;
        }
    }
    EXPECT_GT(barPixels, 400 * 8);
}

TEST(PlotMarksTest, CutNoHoleIntoALevel)
{
    PlotPicture picture = stateRowPicture();
    picture.stateRows = false;
    picture.rows.clear();
    picture.scale = valueScale(0, 60, Unit::Count);
    picture.levels = {{.value = 50, .label = QStringLiteral("Slack 50"), .on = true}};
    const QRectF area(60, 50, 440, 60);
    const QImage plain = backdropOf(picture, area);
    picture.marks = {{.at = picture.from + 20min, .word = QStringLiteral("deploy 1.42")}};
    const QImage marked = backdropOf(picture, area);
    for (int y = 50; y < 110; ++y) {
        for (int x = 60; x < 500; ++x) {
            if (plain.pixelColor(x, y) == darkTheme().bad) {
                EXPECT_EQ(marked.pixelColor(x, y), darkTheme().bad) << x << ',' << y;
            }
        }
    }
}

TEST(PlotMarksTest, TakeASecondLaneOnlyWhereTheFirstIsFull)
{
    PlotPicture picture = stateRowPicture();
    const QFont font = QApplication::font();
    EXPECT_EQ(markLanesHeight(picture, font, 60, 500), 0);
    picture.marks = {{.at = picture.from + 5min, .word = QStringLiteral("deploy 1.42")},
                     {.at = picture.from + 50min, .word = QStringLiteral("batch #118")}};
    const double one = markLanesHeight(picture, font, 60, 500);
    EXPECT_GE(one, QFontMetricsF(font).height());
    picture.marks[1].at = picture.from + 6min;
    EXPECT_GT(markLanesHeight(picture, font, 60, 500), one);
}

} // namespace
} // namespace hubwatch::ui
