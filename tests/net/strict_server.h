// StrictServer: a HubSpot in virtual time that counts calls when they arrive, in a rolling window.
#pragma once

#include "net/http.h"
#include "support/manual_clock.h"

#include <QPointer>
#include <deque>
#include <random>
#include <vector>

namespace hubwatch::testing {

/// Every call takes a random latency; it arrives at a random instant of it. One call too many in the window before it
/// is answered 429 and not counted.
class StrictServer : public HttpClient
{
public:
    StrictServer(ManualClock &clock, int limit, Duration window, Duration least, Duration most, unsigned seed)
        : m_clock(clock)
        , m_limit(limit)
        , m_window(window)
        , m_latency(least.count(), most.count())
        , m_random(seed)
    { }

    void send(HttpRequest, QObject *context, Reply reply) override
    {
        ++m_open;
        mostOpen = std::max(mostOpen, m_open);
        const Duration latency(m_latency(m_random));
        const Duration onTheWay(std::uniform_int_distribution<qint64>(0, latency.count())(m_random));
        const QPointer<QObject> guard(context);
        m_clock.after(onTheWay, &m_self, [=, this] {
            const Result<HttpResponse> answer = arrived();
            m_clock.after(latency - onTheWay, &m_self, [=, this] {
                --m_open;
                if (guard)
                    reply(answer);
            });
        });
    }

    /// Somebody else calls the same app.
    void otherCall() { (void)arrived(); }

    std::vector<Duration> accepted = {}; ///< when they arrived
    int refused = 0;
    int worst = 0; ///< most ever counted in a window
    int mostOpen = 0;

private:
    Result<HttpResponse> arrived()
    {
        const Duration now = m_clock.uptime();
        while (!m_counted.empty() && m_counted.front() <= now - m_window)
            m_counted.pop_front();
        const bool room = int(m_counted.size()) < m_limit;
        if (room) {
            m_counted.push_back(now);
            accepted.push_back(now);
        } else {
            ++refused;
        }
        worst = std::max(worst, int(m_counted.size()));
        const std::vector<HttpHeader> headers{
            {.name = "X-HubSpot-RateLimit-Max", .value = QByteArray::number(m_limit)},
            {.name = "X-HubSpot-RateLimit-Remaining", .value = QByteArray::number(m_limit - int(m_counted.size()))},
            {.name = "X-HubSpot-RateLimit-Interval-Milliseconds",
             .value = QByteArray::number(qint64(m_window.count()))}};
        if (room)
            return HttpResponse{.status = 200, .headers = headers, .body = "{}"};
        return tl::unexpected(Error{.kind = Error::Kind::RateLimited, .status = 429, .headers = headers});
    }

    ManualClock &m_clock;
    int m_limit;
    Duration m_window;
    std::uniform_int_distribution<qint64> m_latency;
    std::mt19937 m_random;
    std::deque<Duration> m_counted = {};
    int m_open = 0;
    QObject m_self;
};

} // namespace hubwatch::testing
