#include "ui/tray/balloon_notifications.h"

#include <QSystemTrayIcon>

namespace hubwatch::ui {

namespace {

QSystemTrayIcon::MessageIcon balloonIcon(const DesktopNotice &notice)
{
    if (notice.resolved || notice.test)
        return QSystemTrayIcon::Information;
    return notice.severity == Rule::Severity::Page ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning;
}

} // namespace

BalloonNotifications::BalloonNotifications(QSystemTrayIcon *icon, QObject *parent)
    : NotificationDoor(parent)
    , m_icon(icon)
{
    if (icon)
        connect(icon, &QSystemTrayIcon::messageClicked, this, [this] { emit opened(m_newest); });
}

void BalloonNotifications::show(const DesktopNotice &notice, Reply reply)
{
    if (!m_icon || !m_icon->isVisible() || !QSystemTrayIcon::supportsMessages())
        return reply(false, tr("there is no tray that shows messages"));
    m_newest = notice;
    m_icon->showMessage(notice.title, notice.body, balloonIcon(notice));
    reply(true, tr("shown beside the tray icon"));
}

void BalloonNotifications::close(const QString &) { }

} // namespace hubwatch::ui
