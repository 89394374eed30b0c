// PlotLegend: which line is which, by colour and by shape.
#pragma once

#include "ui/charts/plot_picture.h"

#include <QWidget>

namespace hubwatch::ui {

struct Theme;

QColor lineColor(const PlotLine &line, const Theme &theme);
/// A small shape on a line, so that lines differ without their colours, too; the first one has none.
void paintLineShape(QPainter &painter, QPointF at, int shape);

/// One row of names, hidden when there is only one line; lines beyond six are counted as others.
class PlotLegend : public QWidget
{
    Q_OBJECT

public:
    explicit PlotLegend(QWidget *parent = nullptr);

    void setLines(const std::vector<PlotLine> &lines);
    QStringList names() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<PlotLine> m_lines = {}; ///< without their points
    size_t m_others = 0;
};

} // namespace hubwatch::ui
