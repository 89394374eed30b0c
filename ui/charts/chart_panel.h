// ChartPanel: one signal or explored metric: header, plot, legend, and its table twin.
#pragma once

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_summary.h"

#include <QFrame>
#include <optional>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace hubwatch::ui {

class ChartTableModel;
class PanelHeader;
class PlotLegend;
class PlotView;

/// Shows the newest answer it was given until the next one comes: nothing flickers in between.
class ChartPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ChartPanel(const PanelSpec &spec, QWidget *parent = nullptr);

    const PanelSpec &spec() const { return m_spec; }
    void setSpec(const PanelSpec &spec);

    /// `order`: the services in the workspace's order, for their colours.
    void setAnswer(const ChartAnswerPtr &answer, const QStringList &order, Zone zone);
    const ChartAnswerPtr &answer() const { return m_answer; }
    /// Draws the same answer with other instants or colours.
    void setZone(Zone zone);

    /// The figures of the present; nullopt: the headline comes from the answer, for the past and explored metrics.
    void setLive(std::optional<Headline> headline);
    /// Some time has passed since the question.
    void setSlow();
    void setTableShown(bool shown);
    void setCrosshair(std::optional<TimePoint> at);
    void setBlind(bool blind);
    /// One state's row does not take a curve's height: where a panel stands alone.
    void setCompact(bool compact);

    PlotView &plot() { return *m_plot; }
    QString summary() const;
    ExportPanel exported() const { return {.spec = m_spec, .summary = summary(), .answer = m_answer}; }

signals:
    void removeWanted();
    /// `ending`: "png", "svg" or "csv".
    void exportWanted(const QString &ending);
    void tableWanted(bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showHeadline();
    void showPicture();
    void showMessage();
    void makeMenu();

    PanelSpec m_spec;
    ChartAnswerPtr m_answer = {};
    QStringList m_order = {};
    Zone m_zone = Zone::Local;
    std::optional<Headline> m_live = {};
    bool m_blind = false;
    bool m_compact = false;
    bool m_slow = false;
    bool m_tableShown = false;

    PanelHeader *m_header = nullptr;
    QToolButton *m_menu = nullptr;
    QWidget *m_body = nullptr;
    QStackedLayout *m_stack = nullptr;
    PlotView *m_plot = nullptr;
    PlotLegend *m_legend = nullptr;
    QWidget *m_table = nullptr;
    ChartTableModel *m_model = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace hubwatch::ui
