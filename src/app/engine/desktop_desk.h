// DesktopDesk: carries notifications of the desktop to whoever has a window, and the answer back.
#pragma once

#include "base/call_scope.h"
#include "notify/desktop_door.h"

#include <QPointer>
#include <functional>
#include <map>

namespace hubwatch {

class Clock;

class DesktopDesk : public DesktopDoor
{
public:
    /// `show` hands a notice on; false when nobody is there to show it.
    DesktopDesk(Clock &clock, std::function<bool(const DesktopNotice &)> show);

    void show(const DesktopNotice &notice, QObject *context, Courier::Reply reply) override;
    /// What became of the notice `id`; unknown and late ones are dropped.
    void answered(qint64 id, bool shown, const QString &words);

private:
    void finish(qint64 id, const Delivery &delivery);

    struct Open {
        QPointer<QObject> context = {};
        Courier::Reply reply = {};
        Duration began = {};
    };

    Clock &m_clock;
    std::function<bool(const DesktopNotice &)> m_show;
    std::map<qint64, Open> m_open = {};
    qint64 m_next = 1;
    CallScope m_calls = {};
};

} // namespace hubwatch
