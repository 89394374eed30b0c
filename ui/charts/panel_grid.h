// PanelGrid: the panels in one or two columns, with one crosshair through all of them.
#pragma once

#include "ui/charts/chart_panel.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace hubwatch::ui {

class PanelGrid : public QWidget
{
    Q_OBJECT

public:
    explicit PanelGrid(QWidget *parent = nullptr);

    /// Panels whose key stays keep what they show.
    void setSpecs(const std::vector<PanelSpec> &specs);
    const std::vector<ChartPanel *> &panels() const { return m_panels; }
    ChartPanel *panel(const QString &key) const;

    /// A quiet line under the panels; empty: none.
    void setFootnote(const QString &words);
    void setCrosshair(std::optional<TimePoint> at);
    /// Panels of one column get the same space for their axis texts.
    void shareGutters();

signals:
    void brushed(hubwatch::TimePoint from, hubwatch::TimePoint to);
    void panWanted(hubwatch::Duration by);
    void zoomWanted(double factor);
    void resetWanted();
    void removeWanted(const QString &key);
    void exportWanted(const QString &key, const QString &ending);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    ChartPanel *made(const PanelSpec &spec);
    void arrange();

    std::vector<ChartPanel *> m_panels = {};
    QGridLayout *m_grid = nullptr;
    QLabel *m_footnote = nullptr;
    int m_columns = 2;
};

} // namespace hubwatch::ui
