#include "ui/tray/desktop_notifier.h"

#include "ui/tray/balloon_notifications.h"
#include "ui/tray/toast.h"

#ifdef HUBWATCH_HAS_DBUS
#include "ui/tray/dbus_notifications.h"
#endif

namespace hubwatch::ui {

std::vector<std::unique_ptr<NotificationDoor>> systemDoors(QSystemTrayIcon *icon, Toast &toast)
{
    std::vector<std::unique_ptr<NotificationDoor>> doors;
#ifdef HUBWATCH_HAS_DBUS
    doors.push_back(std::make_unique<DBusNotifications>());
#endif
    doors.push_back(std::make_unique<BalloonNotifications>(icon));
    doors.push_back(std::make_unique<ToastNotifications>(toast));
    return doors;
}

} // namespace hubwatch::ui
