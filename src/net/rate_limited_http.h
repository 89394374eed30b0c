// RateLimitedHttp: holds calls back until the Limiter lets them go.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"
#include "net/limiter.h"

#include <QObject>
#include <QPointer>
#include <array>
#include <deque>

namespace hubwatch {

/// Everything that uses one account's limit goes through one of these, polling before batches.
///
/// While the account is parked, a batch waits, however long; polling is answered at once, RateLimited without a status,
/// since a page is better told why than kept waiting until midnight.
///
/// What is in flight is spread over as many lanes as it takes: the wire opens six connections in each and lets the rest
/// wait, where we would take them for sent.
class RateLimitedHttp : public HttpClient
{
public:
    RateLimitedHttp(HttpClient &next, Clock &clock, BurstLimit limit, int concurrency);

    void send(HttpRequest request, QObject *context, Reply reply) override;

    void pauseAll(Duration wait);
    void pauseSearch(Duration wait);
    /// Also answers the polls that wait.
    void park(TimePoint until, const QString &why);

    LimiterState state() const;
    /// Called after each change of the state; it must not delete this client.
    void onChanged(std::function<void()> changed) { m_changed = std::move(changed); }

private:
    struct Waiting {
        HttpRequest request = {};
        QPointer<QObject> context = {}; ///< a joint one
        Reply reply = {};
        std::uint64_t order = 0;
        QMetaObject::Connection dropped = {};
    };
    using Queue = std::deque<Waiting>;

    Moment moment() const;
    Queue &queueOf(const HttpRequest &request);
    Queue *nextQueue(Duration &wakeAt);
    void pump();
    void release(Waiting call);
    void ended(Limiter::Permit permit, size_t lane, const Result<HttpResponse> *result);
    void refuse(Waiting call);
    void changed();

    HttpClient &m_next;
    Clock &m_clock;
    Limiter m_limiter;
    std::array<Queue, 4> m_queues = {}; ///< by class, then by whether it searches
    std::uint64_t m_order = 0;
    std::vector<int> m_inLane; ///< calls in flight, by lane
    std::function<void()> m_changed = {};
    CallScope m_calls;
    CallScope m_wake;
};

/// Searches of CRM objects, which HubSpot counts apart.
bool countsAsSearch(const HttpRequest &request);

} // namespace hubwatch
