#include "app/engine/desktop_desk.h"

#include "base/clock.h"

namespace hubwatch {

namespace {
constexpr Duration longestShow = 10s;
}

DesktopDesk::DesktopDesk(Clock &clock, std::function<bool(const DesktopNotice &)> show)
    : m_clock(clock)
    , m_show(std::move(show))
{ }

void DesktopDesk::show(const DesktopNotice &notice, QObject *context, Courier::Reply reply)
{
    DesktopNotice numbered = notice;
    numbered.id = m_next++;
    const qint64 id = numbered.id;
    m_open[id] = {.context = context, .reply = std::move(reply), .began = m_clock.uptime()};
    if (!m_show(numbered)) {
        m_clock.after(Duration::zero(), m_calls.context(), [this, id] {
            finish(id,
                   {.outcome = Delivery::Outcome::Refused, .words = QStringLiteral("no window is open to show it")});
        });
        return;
    }
    m_clock.after(longestShow, m_calls.context(), [this, id] {
        finish(id, {.outcome = Delivery::Outcome::Later, .words = QStringLiteral("the window did not answer")});
    });
}

void DesktopDesk::answered(qint64 id, bool shown, const QString &words)
{
    const auto outcome = shown ? Delivery::Outcome::Done : Delivery::Outcome::Refused;
    finish(id, {.outcome = outcome, .words = words});
}

void DesktopDesk::finish(qint64 id, const Delivery &delivery)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    const Open open = std::move(found->second);
    m_open.erase(found);
    Delivery timed = delivery;
    timed.took = m_clock.uptime() - open.began;
    if (open.context)
        open.reply(timed);
}

} // namespace hubwatch
