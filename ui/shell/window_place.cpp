#include "ui/shell/window_place.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QWidget>

namespace hubwatch::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString lastSeenKey = QStringLiteral("window/lastSeen");
const QString unseenFromKey = QStringLiteral("window/unseenFrom"); ///< set until a person says "seen"

qint64 settingMs(TimePoint at)
{
    return qint64(at.time_since_epoch().count());
}

} // namespace

TimePoint wallClock()
{
    return TimePoint(Duration(QDateTime::currentMSecsSinceEpoch()));
}

WindowPlace::WindowPlace(QWidget &window)
    : QObject(&window)
    , m_window(window)
{ }

void WindowPlace::restore()
{
    const QSettings settings;
    if (!m_window.restoreGeometry(settings.value(geometryKey).toByteArray()))
        m_window.resize(1280, 800);
    // A screen may be gone since: a title bar nobody can reach is a lost window.
    const QRect title(m_window.pos(), QSize(std::max(120, m_window.width()), 30));
    bool reachable = false;
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QRect seen = screen->availableGeometry().intersected(title);
        reachable = reachable || (seen.width() >= 120 && seen.height() >= 15);
    }
    if (!reachable && QGuiApplication::primaryScreen()) {
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        m_window.resize(m_window.size().boundedTo(room.size()));
        m_window.move(room.center() - m_window.rect().center());
    }
    if (const qint64 seen = settings.value(lastSeenKey).toLongLong(); seen > 0)
        m_awaySince = TimePoint(Duration(seen));
}

void WindowPlace::keep()
{
    QSettings settings;
    settings.setValue(geometryKey, m_window.saveGeometry());
    settings.setValue(lastSeenKey, settingMs(wallClock()));
}

void WindowPlace::setActive(bool active)
{
    constexpr Duration notice = 2min; // shorter absences are looking at another window
    const TimePoint now = wallClock();
    if (!active) {
        m_awaySince = now;
        return keep();
    }
    QSettings settings;
    const qint64 unseen = settings.value(unseenFromKey).toLongLong();
    const bool away = m_awaySince && now - *m_awaySince >= notice;
    if (unseen > 0 || away) {
        // What was not seen the last time is still not seen.
        const TimePoint from = unseen > 0 ? TimePoint(Duration(unseen)) : *m_awaySince;
        settings.setValue(unseenFromKey, settingMs(from));
        emit wasAway(from, now);
    }
    m_awaySince.reset();
}

void WindowPlace::forgetAway()
{
    QSettings().remove(unseenFromKey);
}

} // namespace hubwatch::ui
