#include "notify/desktop_courier.h"

#include "notify/told_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype longestDesktopTitle = 200;
constexpr qsizetype longestDesktopLine = 200;
constexpr size_t mostDesktopLines = 4; ///< more is cut by most desktops

QString desktopBody(const Notice &notice)
{
    if (notice.event == Notice::Event::Test)
        return QStringLiteral("Notifications of this desktop arrive.");
    QStringList lines;
    for (const ToldAlert &alert : notice.alerts) {
        if (size_t(lines.size()) == mostDesktopLines)
            break;
        // The only one is named by the title.
        QString line = notice.alerts.size() == 1 ? alert.details : alert.title;
        if (!alert.cause.isEmpty())
            line += QStringLiteral(" (%1)").arg(alert.cause);
        if (!line.isEmpty())
            lines += cutLine(line, longestDesktopLine);
    }
    return lines.join(u'\n');
}

} // namespace

DesktopNotice desktopNotice(const Notice &notice)
{
    DesktopNotice shown{.id = notice.id, .key = notice.key};
    if (notice.event == Notice::Event::Acknowledge)
        return shown;
    shown.title = cutLine(headline(notice), longestDesktopTitle);
    shown.body = desktopBody(notice);
    shown.severity = worstSeverity(notice);
    shown.test = notice.event == Notice::Event::Test;
    shown.resolved = notice.event == Notice::Event::Resolve;
    for (const ToldAlert &alert : notice.alerts)
        if (alert.firing)
            shown.alerts.push_back(alert.id);
    return shown;
}

DesktopCourier::DesktopCourier(DesktopDoor &door)
    : m_door(door)
{ }

void DesktopCourier::deliver(const Notice &notice, const QString &, QObject *context, Reply reply)
{
    m_door.show(desktopNotice(notice), context, std::move(reply));
}

} // namespace hubwatch
