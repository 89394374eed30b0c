#include "app/engine/discovery_desk.h"

namespace hubwatch {

DiscoveryDesk::DiscoveryDesk(HttpClient &http, Clock &clock, std::function<void(const Discovery &)> answer)
    : m_http(http)
    , m_clock(clock)
    , m_answer(std::move(answer))
{ }

void DiscoveryDesk::discover(const QStringList &urls)
{
    for (const QString &url : urls) {
        const std::uint64_t id = m_count++;
        auto runner = std::make_unique<DiscoveryRunner>(m_http, [this, id](const Discovery &discovery) {
            // The runner calls this itself: it ends when its call has returned.
            m_clock.after(Duration::zero(), m_calls.context(), [this, id] { m_runners.erase(id); });
            m_answer(discovery);
        });
        DiscoveryRunner &started = *runner;
        m_runners.emplace(id, std::move(runner));
        started.start(url);
    }
}

} // namespace hubwatch
