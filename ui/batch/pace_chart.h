// PaceChart: rows a second, against what the limit allows, with the moments that held it.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/charts/plot_picture.h"
#include "ui/shell/text_line.h"

class QLabel;
class QStackedWidget;

namespace hubwatch::ui {

class PlotView;

/// Pure; empty while there are fewer than two points. `goal` 0: none.
PlotPicture pacePicture(const std::vector<PaceMeter::Point> &points, double goal);

class PaceChart : public Panel
{
    Q_OBJECT

public:
    explicit PaceChart(QWidget *parent = nullptr);
    void show(const BatchJob &job);

private:
    TextLine *m_now = nullptr;
    PlotView *m_plot = nullptr;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace hubwatch::ui
