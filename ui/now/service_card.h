// ServiceCard: how one service stands, with the last hour of what it is judged by.
#pragma once

#include "ui/now/service_words.h"
#include "ui/now/state_lanes.h"
#include "ui/shell/text_line.h"

namespace hubwatch::ui {

class Sparkline;

/// A label over a figure and its line.
class FigureCell : public QWidget
{
    Q_OBJECT

public:
    explicit FigureCell(QWidget *parent = nullptr);
    void setFigure(const Figure &figure, const Trace *trace);

private:
    TextLine *m_label = nullptr;
    TextLine *m_value = nullptr;
    Sparkline *m_line = nullptr;
};

class ServiceCard : public Panel
{
    Q_OBJECT

public:
    explicit ServiceCard(QWidget *parent = nullptr);
    void setService(const ServiceState &service, const std::vector<Rule> &rules, TimePoint now);
    void setAccount(const ServiceState &service, const AccountState &account, const std::vector<Rule> &rules,
                    TimePoint now);
    void setLane(const StateLane &lane);

signals:
    void opened(const QString &service, const QString &signal);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void show(const ServiceState &service, const ServiceSummary &summary, const QString &reach,
              const std::vector<Figure> &figures);

    QString m_name = {};
    QString m_signal = {}; ///< the worst figure's: what opens
    TextLine *m_head = nullptr;
    TextLine *m_reach = nullptr;
    QWidget *m_row = nullptr;
    LaneRibbon *m_lane = nullptr;
    std::vector<FigureCell *> m_cells = {};
};

} // namespace hubwatch::ui
