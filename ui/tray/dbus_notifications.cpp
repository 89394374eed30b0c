#include "ui/tray/dbus_notifications.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <algorithm>

namespace hubwatch::ui {

namespace {

const QString busName = QStringLiteral("org.freedesktop.Notifications");
const QString busPath = QStringLiteral("/org/freedesktop/Notifications");
const QString acknowledgeAction = QStringLiteral("acknowledge");
const QString openAction = QStringLiteral("open");
const QString defaultAction = QStringLiteral("default"); ///< a click on the notification itself
constexpr int patience = 4000;
constexpr size_t mostShown = 200;

QDBusMessage methodCall(const char *method)
{
    return QDBusMessage::createMethodCall(busName, busPath, busName, QString::fromLatin1(method));
}

/// 0 low, 1 normal, 2 critical: stays until it is seen.
uchar urgencyOf(const DesktopNotice &notice)
{
    if (notice.resolved)
        return 0;
    switch (notice.severity) {
    case Rule::Severity::Page: return 2;
    case Rule::Severity::Notify: return 1;
    case Rule::Severity::Ticket: return notice.test ? 1 : 0;
    }
    Q_UNREACHABLE();
}

} // namespace

QDBusConnection &DBusNotifications::bus()
{
    if (!m_bus) {
        m_bus = QDBusConnection::sessionBus();
        m_bus->connect(busName, busPath, busName, QStringLiteral("ActionInvoked"), this,
                       SLOT(takeAction(uint, QString)));
        m_bus->connect(busName, busPath, busName, QStringLiteral("NotificationClosed"), this,
                       SLOT(takeClosed(uint, uint)));
    }
    return *m_bus;
}

void DBusNotifications::whenAnswered(const QDBusPendingCall &call, std::function<void(QDBusPendingCallWatcher &)> then)
{
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(*watcher);
    });
}

void DBusNotifications::show(const DesktopNotice &notice, Reply reply)
{
    if (!bus().isConnected())
        return reply(false, tr("there is no session bus"));
    if (m_learnt == Learnt::Known)
        return send(notice, reply);
    m_waiting.emplace_back(notice, std::move(reply));
    // A service that was absent may have come since.
    if (m_learnt != Learnt::Asked)
        learn();
}

void DBusNotifications::learn()
{
    m_learnt = Learnt::Asked;
    whenAnswered(bus().asyncCall(methodCall("GetCapabilities"), patience), [this](QDBusPendingCallWatcher &call) {
        const QDBusPendingReply<QStringList> answer = call;
        m_learnt = answer.isError() ? Learnt::Absent : Learnt::Known;
        if (!answer.isError()) {
            m_actions = answer.value().contains(QStringLiteral("actions"));
            m_markup = answer.value().contains(QStringLiteral("body-markup"));
        }
        for (auto &[notice, reply] : std::exchange(m_waiting, {})) {
            if (m_learnt == Learnt::Known)
                send(notice, reply);
            else
                reply(false,
                      tr("no notification service answers on the session bus: %1").arg(answer.error().message()));
        }
    });
}

void DBusNotifications::send(const DesktopNotice &notice, const Reply &reply)
{
    QStringList actions;
    if (m_actions) {
        actions << defaultAction << tr("Open");
        if (!notice.resolved && !notice.test && !notice.alerts.empty())
            actions << acknowledgeAction << tr("Acknowledge");
        actions << openAction << tr("Open");
    }
    const uchar urgency = urgencyOf(notice);
    const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(urgency)},
                            {QStringLiteral("category"), QStringLiteral("network")},
                            {QStringLiteral("desktop-entry"), QStringLiteral("org.hubwatch.Hubwatch")}};
    QDBusMessage message = methodCall("Notify");
    message << QStringLiteral("Hubwatch") << m_shown.value(notice.key).id << QStringLiteral("org.hubwatch.Hubwatch")
            << notice.title << (m_markup ? notice.body.toHtmlEscaped() : notice.body) << actions << hints
            << (urgency == 2 ? 0 : -1);
    whenAnswered(bus().asyncCall(message, patience), [this, notice, reply](QDBusPendingCallWatcher &call) {
        const QDBusPendingReply<uint> answer = call;
        if (answer.isError()) {
            m_learnt = Learnt::NotYet; // the next one asks again what is there
            return reply(false, tr("the notification service refuses it: %1").arg(answer.error().message()));
        }
        if (m_shown.size() >= qsizetype(mostShown) && !m_shown.contains(notice.key))
            m_shown.erase(m_shown.begin());
        m_shown.insert(notice.key, {.id = answer.value(), .notice = notice});
        reply(true, tr("shown as notification %1").arg(answer.value()));
    });
}

void DBusNotifications::close(const QString &key)
{
    const auto shown = m_shown.constFind(key);
    if (shown == m_shown.constEnd())
        return;
    QDBusMessage message = methodCall("CloseNotification");
    message << shown->id;
    m_shown.erase(shown);
    bus().send(message);
}

const DBusNotifications::Shown *DBusNotifications::find(uint id) const
{
    const auto found = std::ranges::find(m_shown, id, &Shown::id);
    return found == m_shown.cend() ? nullptr : &*found;
}

void DBusNotifications::takeAction(uint id, const QString &action)
{
    const Shown *shown = find(id);
    if (!shown)
        return; // another program's
    const DesktopNotice notice = shown->notice;
    if (action == acknowledgeAction)
        emit acknowledged(notice);
    else if (action == openAction || action == defaultAction)
        emit opened(notice);
}

void DBusNotifications::takeClosed(uint id, uint)
{
    if (const Shown *shown = find(id))
        m_shown.remove(QString(shown->notice.key));
}

} // namespace hubwatch::ui
