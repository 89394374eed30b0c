// IncidentChart: the hour around an incident's start, of its main signal.
#pragma once

#include "ui/charts/chart_feed.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/time_window.h"

namespace hubwatch::ui {

/// Until half an hour after the start the hour ends now.
TimeWindow incidentWindow(TimePoint startedAt, TimePoint now);
/// The panel of one signal with its levels, of these services.
PanelSpec incidentPanel(const QString &signal, const QStringList &services, const Snapshot &snapshot);

class IncidentChart : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentChart(Console &console, QWidget *parent = nullptr);

    /// To be called with every snapshot: asks when something changed, and a window that ends now each ten seconds.
    void show(const Incident &incident, const Snapshot &snapshot);
    void clear();
    bool idle() const { return m_feed.idle(); }
    ChartPanel *panel() const { return m_panel; }

signals:
    void exportWanted(const QString &ending);
    /// Enter: the signal among all charts.
    void opened(const QString &service, const QString &signal);

private:
    ChartFeed m_feed;
    ChartPanel *m_panel = nullptr;
    qint64 m_incident = 0;
    QString m_service = {};
    QString m_signal = {};
    ChartQuery m_asked = {};
    TimePoint m_askedAt = {};
    QStringList m_order = {};
};

} // namespace hubwatch::ui
