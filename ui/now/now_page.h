// NowPage: what is wrong, how every service stands, what happened and what happens next.
#pragma once

#include "snapshot/console.h"

#include <QHash>
#include <QWidget>
#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace hubwatch::ui {

class AddServicesPanel;
class AlertActions;
class AlertColumn;
class EventsPanel;
class ServiceCard;

/// Cards are made once for each alert and service and updated in place.
class NowPage : public QWidget
{
    Q_OBJECT

public:
    explicit NowPage(Console &console, QWidget *parent = nullptr);
    ~NowPage() override;

    /// The window was away between the two; what happened is shown until a person has seen it.
    void setAway(TimePoint from, TimePoint to);
    void setSeen();
    AlertActions &actions() { return *m_actions; }

signals:
    void signalOpened(const QString &service, const QString &signal);
    void serviceOpened(const QString &service);
    void incidentOpened(qint64 incident);
    void seen();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSnapshot(const SnapshotPtr &snapshot);
    void showServices(const Snapshot &snapshot);
    void showPanels(const Snapshot &snapshot);
    QWidget *buildBoard();
    QWidget *buildSide(QWidget *inside);
    QWidget *firstRun();
    void orderTabs();
    bool meansLeadingCard(const QKeyEvent &event) const;
    void showKeys();
    void open(const QString &service, const QString &signal);

    Console &m_console;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_board = nullptr;
    QBoxLayout *m_halves = nullptr;
    QWidget *m_side = nullptr;
    AlertActions *m_actions = nullptr;
    AlertColumn *m_alerts = nullptr;
    QVBoxLayout *m_serviceColumn = nullptr;
    QLabel *m_state = nullptr; ///< "starting…"
    QPushButton *m_moreServices = nullptr;
    AddServicesPanel *m_first = nullptr;
    EventsPanel *m_away = nullptr;
    EventsPanel *m_next = nullptr;
    EventsPanel *m_hubspot = nullptr;
    EventsPanel *m_lately = nullptr;
    QHash<QString, ServiceCard *> m_services = {};
    QStringList m_serviceOrder = {};
    bool m_reordered = false; ///< the alerts of this snapshot stand otherwise than before
    std::optional<std::pair<TimePoint, TimePoint>> m_gone = {};
};

} // namespace hubwatch::ui
