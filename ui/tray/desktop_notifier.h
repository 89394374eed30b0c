// DesktopNotifier: shows what the engine wants told on the desktop, by the first door that can, and answers it.
#pragma once

#include "snapshot/alert_desk.h"
#include "ui/tray/notification_door.h"

#include <memory>
#include <vector>

class QSystemTrayIcon;

namespace hubwatch::ui {

class Toast;

/// Each notice is answered once by AlertDesk::desktopShown(): a door that cannot is passed over, the last one's words
/// say why none could.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    DesktopNotifier(AlertDesk &desk, std::vector<std::unique_ptr<NotificationDoor>> doors, QObject *parent = nullptr);
    ~DesktopNotifier() override;

signals:
    void acknowledged(const std::vector<hubwatch::AlertId> &alerts);
    void opened(const hubwatch::DesktopNotice &notice);

private:
    void take(const DesktopNotice &notice);
    void tryDoor(size_t at, const DesktopNotice &notice);

    AlertDesk &m_desk;
    std::vector<std::unique_ptr<NotificationDoor>> m_doors;
};

/// What this system has: its notification service, the tray's balloons, then the window itself.
std::vector<std::unique_ptr<NotificationDoor>> systemDoors(QSystemTrayIcon *icon, Toast &toast);

} // namespace hubwatch::ui
