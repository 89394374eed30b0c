// BalloonNotifications: what the system shows beside a tray icon, where nothing better is.
#pragma once

#include "ui/tray/notification_door.h"

#include <QPointer>

class QSystemTrayIcon;

namespace hubwatch::ui {

/// One at a time and without buttons: a click opens the newest. Nothing can be taken away.
class BalloonNotifications : public NotificationDoor
{
    Q_OBJECT

public:
    explicit BalloonNotifications(QSystemTrayIcon *icon, QObject *parent = nullptr);

    void show(const DesktopNotice &notice, Reply reply) override;
    void close(const QString &key) override;

private:
    QPointer<QSystemTrayIcon> m_icon;
    DesktopNotice m_newest = {};
};

} // namespace hubwatch::ui
