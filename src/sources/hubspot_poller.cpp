#include "sources/hubspot_poller.h"

#include "hubspot/api_requests.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration startStep = 500ms; ///< between the first questions of an account
constexpr Duration forbiddenAgain = 1h;
constexpr Duration auditReach = 7 * 24h;

HttpRequest requestOf(HubSpotQuestion question, const QUrl &api, TimePoint now)
{
    switch (question) {
    case HubSpotQuestion::Details: return accountDetailsRequest(api);
    case HubSpotQuestion::Usage: return dailyUsageRequest(api);
    case HubSpotQuestion::Audit: return securityActivityRequest(api, now - auditReach);
    }
    Q_UNREACHABLE();
}

template<class T>
void take(std::optional<T> &value, std::optional<Error> &error, Result<T> parsed)
{
    if (parsed)
        value = std::move(*parsed);
    else
        error = std::move(parsed.error());
}

} // namespace

HubSpotPoller::HubSpotPoller(QString account, QUrl api, HttpClient &http, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_account(std::move(account))
    , m_api(std::move(api))
    , m_http(http)
    , m_clock(clock)
    , m_tracks{Track{.question = HubSpotQuestion::Details}, Track{.question = HubSpotQuestion::Usage},
               Track{.question = HubSpotQuestion::Audit}}
{ }

void HubSpotPoller::start()
{
    if (m_running)
        return;
    m_running = true;
    m_tracks[0].due = m_clock.uptime() + startStep;
    m_tracks[1].due.reset();
    m_tracks[2].due.reset();
    schedule();
}

void HubSpotPoller::stop()
{
    m_running = false;
    m_asking = false;
    m_timer.cancelAll();
    m_call.cancelAll();
}

void HubSpotPoller::pollNow()
{
    if (!m_running)
        return;
    m_tracks[0].due = m_clock.uptime();
    schedule();
}

void HubSpotPoller::setPlan(const HubSpotPlan &plan)
{
    if (plan == m_plan)
        return;
    const HubSpotPlan before = std::exchange(m_plan, plan);
    for (Track &track : m_tracks) {
        const Duration change = plan.of(track.question) - before.of(track.question);
        // What waits for its turn already waits longer or shorter; what is forbidden keeps its hour.
        if (track.due && !track.forbidden)
            track.due = std::max(*track.due + change, m_clock.uptime());
    }
    if (m_running)
        schedule();
}

void HubSpotPoller::schedule()
{
    m_timer.cancelAll();
    if (m_asking)
        return;
    std::optional<Duration> first;
    for (const Track &track : m_tracks)
        if (track.due && (!first || *track.due < *first))
            first = track.due;
    if (first)
        m_clock.after(std::max(*first - m_clock.uptime(), Duration::zero()), m_timer.context(), [this] { askNext(); });
}

void HubSpotPoller::askNext()
{
    Track *next = nullptr;
    for (Track &track : m_tracks)
        if (track.due && *track.due <= m_clock.uptime() && (!next || *track.due < *next->due))
            next = &track;
    if (next)
        ask(*next);
    else
        schedule();
}

void HubSpotPoller::ask(Track &track)
{
    const Duration sentAt = m_clock.uptime();
    const Duration interval
        = track.forbidden ? std::max(forbiddenAgain, m_plan.of(track.question)) : m_plan.of(track.question);
    track.due = sentAt + interval;
    m_asking = true;
    const HubSpotAnswer answer{
        .account = m_account, .question = track.question, .at = m_clock.now(), .next = m_clock.now() + interval};
    m_http.send(requestOf(track.question, m_api, m_clock.now()), m_call.context(),
                [this, question = track.question, answer, sentAt](const Result<HttpResponse> &reply) {
                    hear(question, answer, sentAt, reply);
                });
}

void HubSpotPoller::hear(HubSpotQuestion question, HubSpotAnswer answer, Duration sentAt,
                         const Result<HttpResponse> &reply)
{
    m_asking = false;
    answer.took = m_clock.uptime() - sentAt;
    if (!reply) {
        answer.error = reply.error();
    } else {
        switch (question) {
        case HubSpotQuestion::Details: take(answer.details, answer.error, parseAccountDetails(reply->body)); break;
        case HubSpotQuestion::Usage: take(answer.usage, answer.error, parseDailyUsage(reply->body)); break;
        case HubSpotQuestion::Audit: take(answer.audit, answer.error, parseSecurityEvents(reply->body)); break;
        }
    }
    judge(answer);
    schedule();
    emit polled(answer); // a slot may stop or delete this poller
}

void HubSpotPoller::judge(const HubSpotAnswer &answer)
{
    const bool refused = answer.error && answer.error->status == 401;
    const bool forbidden = answer.error && answer.error->status == 403;
    Track &asked = track(answer.question);
    if (asked.question != HubSpotQuestion::Details) {
        asked.forbidden = forbidden;
        if (forbidden)
            asked.due = m_clock.uptime() + std::max(forbiddenAgain, m_plan.of(asked.question));
    }
    // Only the probe goes on while the token is refused: one call a poll, whatever else there is to ask.
    const bool open = asked.question == HubSpotQuestion::Details ? answer.details.has_value() || forbidden : !refused;
    const bool closed = asked.question == HubSpotQuestion::Details ? !open : refused;
    Duration step = startStep;
    for (Track &other : m_tracks) {
        if (other.question == HubSpotQuestion::Details)
            continue;
        if (closed)
            other.due.reset();
        else if (open && !other.due)
            other.due = m_clock.uptime() + std::exchange(step, step + startStep);
    }
}

} // namespace hubwatch
