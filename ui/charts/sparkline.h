// Sparkline: the last hour of one signal as a line that fits into a row.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/format.h"
#include "ui/mark.h"

#include <QWidget>

namespace hubwatch::ui {

/// A 1 px line in its state's colour; gaps stay gaps, thresholds are hairlines, and what is blind wears the hatch.
/// Takes the colour of its state from the palette's theme and says in words what it draws.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// `thresholds` are drawn when they come near the values; `state` gives the colour.
    void setTrace(const Trace &trace, const std::vector<double> &thresholds, Mark state);
    void setUnit(Unit unit);

    /// The stretches that are drawn as one line each: a point without a value ends one.
    std::vector<QPolygonF> runs() const;

    QSize sizeHint() const override { return {120, 24}; }
    QSize minimumSizeHint() const override { return {40, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// What the height stands for. Not from zero on: a line that moves by a tenth must still be seen to move.
    struct Reach {
        double low = 0;
        double high = 0;
    };

    void describe();
    Reach reach() const;
    double heightOf(double value, const Reach &range) const;

    Trace m_trace = {};
    std::vector<double> m_thresholds = {};
    Mark m_state = Mark::NotYet;
    Unit m_unit = Unit::Number;
};

} // namespace hubwatch::ui
