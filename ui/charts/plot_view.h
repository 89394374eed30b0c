// PlotView: draws one PlotPicture, and turns the mouse into wishes. The only place that knows Qt Charts.
#pragma once

#include "ui/charts/plot_backdrop.h"

#include <QChartView>
#include <optional>

class QLineSeries;
class QValueAxis;

namespace hubwatch::ui {

/// Lines are Qt Charts' series, one for every run so that no gap is ever joined; everything else is painted behind or
/// over them. It moves nothing itself: zoom and pan are asked for by signal.
class PlotView : public QChartView
{
    Q_OBJECT

public:
    explicit PlotView(QWidget *parent = nullptr);

    void setPicture(const PlotPicture &picture);
    const PlotPicture &picture() const { return m_picture; }

    /// Space for the texts at both sides; panels in one column share it, so that their time axes agree.
    void setGutters(PlotGutters gutters);
    PlotGutters wantedGutters() const;

    /// The instant that every panel marks; nullopt takes it away.
    void setCrosshair(std::optional<TimePoint> at);
    std::optional<TimePoint> crosshair() const { return m_crosshair; }

    /// Hatches everything: the engine is not heard of.
    void setBlind(bool blind);

    PlotFrame frame() const;
    /// The words for what stands at a place: a gap's reason, a mark's sentence, a state; empty when nothing does.
    QString wordsAt(QPointF place) const;
    /// How many pixel columns the lines have.
    int columns() const;

    /// Not the scene's size, as Qt would have it: a plot that was tall once would ask to stay so.
    QSize sizeHint() const override { return {300, 150}; }

signals:
    void hovered(hubwatch::TimePoint at);
    void hoverEnded();
    void brushed(hubwatch::TimePoint from, hubwatch::TimePoint to);
    /// Later when positive.
    void panWanted(hubwatch::Duration by);
    void zoomWanted(double factor);
    void resetWanted();

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void showLines();
    QFont axisFont() const;

    PlotPicture m_picture = {};
    PlotGutters m_gutters = {.left = 56, .right = 72};
    QValueAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
    std::vector<QLineSeries *> m_series = {};
    std::optional<TimePoint> m_crosshair = {};
    std::optional<QPointF> m_pressed = {};
    QPointF m_dragged = {};
    bool m_panning = false;
    bool m_blind = false;
    double m_markLanes = 0; ///< how high the words of the marks stand over the plot
};

} // namespace hubwatch::ui
