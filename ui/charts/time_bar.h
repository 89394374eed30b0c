// TimeBar: range, live, zone and services over the charts, and what can be done with the page.
#pragma once

#include "ui/charts/time_window.h"
#include "ui/format.h"

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace hubwatch::ui {

class TimeBar : public QWidget
{
    Q_OBJECT

public:
    explicit TimeBar(QWidget *parent = nullptr);

    void setWindow(const TimeWindow &window, Zone zone);
    /// All services, and which of them are shown (empty: all).
    void setServices(const QStringList &all, const QStringList &shown);
    void setTableShown(bool shown);

signals:
    void rangeChosen(hubwatch::Duration range);
    void liveChosen();
    void zoneChosen(hubwatch::ui::Zone zone);
    void servicesChosen(const QStringList &services);
    void exploreWanted();
    void tableToggled(bool shown);
    /// Of the whole page.
    void exportWanted(const QString &ending);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *made(const QString &name, const QString &text, const QString &tip);
    void fillServiceMenu();
    void restyle();

    QHBoxLayout *m_row = nullptr;
    std::vector<QToolButton *> m_ranges = {};
    QToolButton *m_live = nullptr;
    QToolButton *m_local = nullptr;
    QToolButton *m_utc = nullptr;
    QToolButton *m_services = nullptr;
    QToolButton *m_explore = nullptr;
    QToolButton *m_table = nullptr;
    QToolButton *m_export = nullptr;
    QLabel *m_stretch = nullptr;
    QStringList m_all = {};
    QStringList m_shown = {};
};

/// What of `all` is shown (empty: all of it): "all 4 services, 1 account", "2 of 5 sources", "contacts-sync".
QString sourcesText(const QStringList &all, const QStringList &shown);

} // namespace hubwatch::ui
