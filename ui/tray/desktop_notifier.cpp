#include "ui/tray/desktop_notifier.h"

namespace hubwatch::ui {

DesktopNotifier::DesktopNotifier(AlertDesk &desk, std::vector<std::unique_ptr<NotificationDoor>> doors, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_doors(std::move(doors))
{
    for (const auto &door : m_doors) {
        connect(door.get(), &NotificationDoor::acknowledged, this,
                [this](const DesktopNotice &notice) { emit acknowledged(notice.alerts); });
        connect(door.get(), &NotificationDoor::opened, this, &DesktopNotifier::opened);
    }
    connect(&m_desk, &AlertDesk::desktopNotice, this, &DesktopNotifier::take);
}

DesktopNotifier::~DesktopNotifier() = default;

void DesktopNotifier::take(const DesktopNotice &notice)
{
    if (notice.title.isEmpty()) {
        // Whichever door showed it.
        for (const auto &door : m_doors)
            door->close(notice.key);
        return m_desk.desktopShown(notice.id, true, tr("taken away"));
    }
    if (m_doors.empty())
        return m_desk.desktopShown(notice.id, false, tr("this system has no way to show it"));
    tryDoor(0, notice);
}

void DesktopNotifier::tryDoor(size_t at, const DesktopNotice &notice)
{
    m_doors[at]->show(notice, [this, at, notice](bool shown, const QString &words) {
        if (!shown && at + 1 < m_doors.size())
            return tryDoor(at + 1, notice);
        m_desk.desktopShown(notice.id, shown, words);
    });
}

} // namespace hubwatch::ui
