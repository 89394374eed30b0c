// DBusNotifications: org.freedesktop.Notifications, where a desktop of Linux has it.
#pragma once

#include "ui/tray/notification_door.h"

#include <QDBusConnection>
#include <QHash>
#include <optional>
#include <vector>

class QDBusPendingCall;
class QDBusPendingCallWatcher;

namespace hubwatch::ui {

/// Goes to the session bus when there is a first thing to show, and never waits for it: a service that does not answer
/// within a few seconds is none.
class DBusNotifications : public NotificationDoor
{
    Q_OBJECT

public:
    using NotificationDoor::NotificationDoor;

    void show(const DesktopNotice &notice, Reply reply) override;
    void close(const QString &key) override;

private slots:
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint reason);

private:
    struct Shown {
        uint id = 0;
        DesktopNotice notice = {};
    };

    QDBusConnection &bus();
    void learn();
    void send(const DesktopNotice &notice, const Reply &reply);
    void whenAnswered(const QDBusPendingCall &call, std::function<void(QDBusPendingCallWatcher &)> then);
    const Shown *find(uint id) const;

    std::optional<QDBusConnection> m_bus = {};
    enum class Learnt { NotYet, Asked, Known, Absent } m_learnt = Learnt::NotYet;
    bool m_actions = false;
    bool m_markup = false;
    QString m_absence = {};
    std::vector<std::pair<DesktopNotice, Reply>> m_waiting = {}; ///< until it is known what the service can do
    QHash<QString, Shown> m_shown = {};                          ///< by key
};

} // namespace hubwatch::ui
