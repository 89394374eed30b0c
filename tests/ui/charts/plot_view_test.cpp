#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/plot_view.h"

#include <QApplication>
#include <QChart>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint viewNow = testing::cannedNow();

PlotPicture picture()
{
    PanelSpec spec{.key = QStringLiteral("webhook.delay_p99"), .unit = Unit::Seconds};
    spec.question = SignalQuestion{.signal = spec.key};
    const ChartQuery query{.question = spec.question, .from = viewNow - 1h, .to = viewNow};
    return plotPicture(spec, testing::cannedAnswer(query), {}, Zone::Local);
}

class PlotViewTest : public ::testing::Test
{
protected:
    PlotViewTest()
    {
        view.resize(700, 200);
        view.setPicture(picture());
        view.show();
        QTest::qWait(10);
    }
    QPoint spot(double part) const
    {
        const QRectF area = view.frame().area;
        return QPoint(int(area.left() + area.width() * part), int(area.center().y()));
    }
    void drag(double from, double to, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, keys, spot(from));
        const QPointF end = spot(to);
        QMouseEvent move(QEvent::MouseMove, end, view.viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, keys);
        QApplication::sendEvent(view.viewport(), &move);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, keys, spot(to));
    }

    PlotView view;
};

TEST_F(PlotViewTest, DrawsEachRunAsALineOfItsOwn)
{
    int drawn = 0;
    for (const QAbstractSeries *series : view.chart()->series())
        drawn += series->isVisible() ? 1 : 0;
    EXPECT_EQ(drawn, 2) << "one before the gap, one after it";
    PlotPicture whole = view.picture();
    whole.lines[0].runs.pop_back();
    view.setPicture(whole);
    drawn = 0;
    for (const QAbstractSeries *series : view.chart()->series())
        drawn += series->isVisible() ? 1 : 0;
    EXPECT_EQ(drawn, 1);
}

TEST_F(PlotViewTest, AsksForTheBrushedStretch)
{
    QSignalSpy brushed(&view, &PlotView::brushed);
    drag(0.75, 0.25);
    ASSERT_EQ(brushed.count(), 1);
    const auto from = brushed[0][0].value<TimePoint>();
    const auto to = brushed[0][1].value<TimePoint>();
    EXPECT_LT(std::chrono::abs(from - (viewNow - 45min)), 10s);
    EXPECT_LT(std::chrono::abs(to - (viewNow - 15min)), 10s);
    drag(0.5, 0.5);
    EXPECT_EQ(brushed.count(), 1) << "a click is no brush";
}

TEST_F(PlotViewTest, PansWithShiftAndWithTheWheelSideways)
{
    QSignalSpy panned(&view, &PlotView::panWanted);
    QSignalSpy brushed(&view, &PlotView::brushed);
    drag(0.25, 0.75, Qt::ShiftModifier);
    ASSERT_EQ(panned.count(), 1);
    EXPECT_LT(std::chrono::abs(panned[0][0].value<Duration>() + 30min), 15s) << "dragged to the right: earlier";
    EXPECT_EQ(brushed.count(), 0);

    const QPointF at = spot(0.5);
    QWheelEvent down(at, view.viewport()->mapToGlobal(at), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &down);
    EXPECT_FALSE(down.isAccepted()) << "up and down scroll the page";
    QWheelEvent side(at, view.viewport()->mapToGlobal(at), {}, QPoint(-120, 0), Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &side);
    ASSERT_EQ(panned.count(), 2);
    EXPECT_GT(panned[1][0].value<Duration>(), Duration::zero());
}

TEST_F(PlotViewTest, TellsWhereTheMouseIsAndWhyThereIsNoData)
{
    QSignalSpy hovered(&view, &PlotView::hovered);
    QTest::mouseMove(view.viewport(), spot(0.3));
    QTest::mouseMove(view.viewport(), spot(0.5));
    ASSERT_GE(hovered.count(), 1);
    EXPECT_LT(std::chrono::abs(hovered.last()[0].value<TimePoint>() - (viewNow - 30min)), 10s);
    const double gap = 1 - 38.0 / 60;
    EXPECT_TRUE(view.wordsAt(spot(gap)).endsWith(
        QStringLiteral("no data of webhook-receiver: unreachable: timed out after 10 s")));
    EXPECT_TRUE(view.wordsAt(spot(0.9)).isEmpty());
}

TEST_F(PlotViewTest, GoesBackOnDoubleClick)
{
    QSignalSpy reset(&view, &PlotView::resetWanted);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, spot(0.5));
    EXPECT_EQ(reset.count(), 1);
}

TEST_F(PlotViewTest, NeverPaintsOverTheGap)
{
    const QImage image = view.grab().toImage();
    const QRectF area = view.frame().area;
    const QColor line = QColor(image.pixelColor(int(area.left()) - 1, 1)); // the panel's ground
    const int middle = int(area.left() + area.width() * (1 - 38.5 / 60));
    int joined = 0;
    for (int y = int(area.top()); y < int(area.bottom()); ++y) {
        const QColor at = image.pixelColor(middle, y);
        joined += at.green() > line.green() + 60 && at.green() > at.red() + 40 && y > area.center().y() ? 1 : 0;
    }
    EXPECT_EQ(joined, 0) << "a series-coloured pixel inside the gap";
}

} // namespace
} // namespace hubwatch::ui
