#include "net/rate_limited_http.h"

#include "base/time_text.h"
#include "net/http_errors.h"
#include "net/joint_context.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// A park ends by the wall clock, which a timer does not follow through a night's sleep.
constexpr Duration longestNap = 30s;

/// Of one host, as QNetworkAccessManager has it.
constexpr int connectionsOfALane = 6;

/// Of the calls in m_queues[queue].
CallClass classOf(size_t queue)
{
    return queue < 2 ? CallClass::Polling : CallClass::Batch;
}

/// Apart from the lanes that callers name.
constexpr int laneStride = 1000;

} // namespace

bool countsAsSearch(const HttpRequest &request)
{
    const QString path = request.url.path();
    return request.method == HttpRequest::Method::Post && path.startsWith(QLatin1StringView("/crm/"))
        && path.contains(QLatin1StringView("/objects/")) && path.endsWith(QLatin1StringView("/search"));
}

RateLimitedHttp::RateLimitedHttp(HttpClient &next, Clock &clock, BurstLimit limit, int concurrency)
    : m_next(next)
    , m_clock(clock)
    , m_limiter(limit, concurrency)
    , m_inLane(size_t((std::max(concurrency, 1) + connectionsOfALane - 1) / connectionsOfALane))
{ }

void RateLimitedHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    QObject *joint = jointContext(m_calls.context(), context);
    Waiting call{.request = std::move(request), .context = joint, .reply = std::move(reply), .order = ++m_order};
    call.dropped = QObject::connect(joint, &QObject::destroyed, m_calls.context(), [this] { pump(); });
    if (!call.request.batch && m_limiter.parked(m_clock.now()))
        return refuse(std::move(call));
    queueOf(call.request).push_back(std::move(call));
    pump();
}

void RateLimitedHttp::pauseAll(Duration wait)
{
    m_limiter.pauseAll(m_clock.uptime() + wait);
    pump();
}

void RateLimitedHttp::pauseSearch(Duration wait)
{
    m_limiter.pauseSearch(m_clock.uptime() + wait);
    pump();
}

void RateLimitedHttp::park(TimePoint until, const QString &why)
{
    m_limiter.park(until, why);
    if (!m_limiter.parked(m_clock.now()))
        return;
    for (size_t i = 0; i < m_queues.size() / 2; ++i) {
        Queue polls = std::exchange(m_queues[i], {});
        for (Waiting &call : polls)
            refuse(std::move(call));
    }
    pump();
}

LimiterState RateLimitedHttp::state() const
{
    const Moment now = moment();
    LimiterState state = m_limiter.state(now);
    std::optional<Limiter::Verdict> first;
    for (size_t i = 0; i < m_queues.size(); ++i) {
        const Queue &queue = m_queues[i];
        const auto alive = [](const Waiting &call) { return !call.context.isNull(); };
        state.waiting += int(std::ranges::count_if(queue, alive));
        if (const auto call = std::ranges::find_if(queue, alive); call != queue.end() && !first)
            first = m_limiter.verdict(countsAsSearch(call->request), now, classOf(i));
    }
    if (first) {
        state.bound = first->bound;
        if (first->due)
            state.due = now.wall + (*first->due - now.uptime);
    } else if (state.parkedUntil) {
        state.bound = LimiterBound::Paused;
    }
    return state;
}

Moment RateLimitedHttp::moment() const
{
    return {.uptime = m_clock.uptime(), .wall = m_clock.now()};
}

RateLimitedHttp::Queue &RateLimitedHttp::queueOf(const HttpRequest &request)
{
    return m_queues[(request.batch ? 2U : 0U) + (countsAsSearch(request) ? 1U : 0U)];
}

/// The queue whose head may go now, polling first and then in order of asking; else null, and when to look again.
RateLimitedHttp::Queue *RateLimitedHttp::nextQueue(Duration &wakeAt)
{
    const Moment now = moment();
    wakeAt = Duration::max();
    for (const size_t first : {0U, 2U}) {
        Queue *chosen = nullptr;
        for (const size_t search : {0U, 1U}) {
            Queue &queue = m_queues[first + search];
            while (!queue.empty() && !queue.front().context)
                queue.pop_front();
            if (queue.empty() || (chosen && chosen->front().order < queue.front().order))
                continue;
            const Limiter::Verdict verdict = m_limiter.verdict(search == 1, now, classOf(first));
            if (verdict.bound == LimiterBound::None)
                chosen = &queue;
            else
                wakeAt = std::min(wakeAt, verdict.due.value_or(Duration::max()));
        }
        if (chosen)
            return chosen;
    }
    return nullptr;
}

void RateLimitedHttp::pump()
{
    Duration wakeAt = {};
    while (Queue *queue = nextQueue(wakeAt)) {
        Waiting call = std::move(queue->front());
        queue->pop_front();
        release(std::move(call));
    }
    m_wake.cancelAll();
    if (wakeAt != Duration::max()) {
        const Duration nap = std::clamp(wakeAt - m_clock.uptime(), Duration::zero(), longestNap);
        m_clock.after(nap, m_wake.context(), [this] { pump(); });
    }
    changed();
}

void RateLimitedHttp::release(Waiting call)
{
    const Limiter::Permit permit = m_limiter.take(countsAsSearch(call.request), m_clock.uptime());
    // The emptiest never holds more than its connections carry.
    const auto lane = size_t(std::ranges::min_element(m_inLane) - m_inLane.begin());
    ++m_inLane[lane];
    QObject *joint = call.context;
    QObject::disconnect(call.dropped);
    call.dropped = QObject::connect(joint, &QObject::destroyed, m_calls.context(), [this, permit, lane] {
        ended(permit, lane, nullptr);
        pump();
    });
    call.request.lane += int(lane) * laneStride;
    call.request.once = true; // each sending takes its permit
    m_next.send(std::move(call.request), joint,
                [this, permit, lane, joint, dropped = call.dropped,
                 reply = std::move(call.reply)](Result<HttpResponse> result) {
                    QObject::disconnect(dropped);
                    ended(permit, lane, &result);
                    const QPointer<QObject> alive(m_calls.context());
                    joint->deleteLater();
                    reply(std::move(result)); // may pause or park us, or delete us
                    if (alive)
                        pump();
                });
}

/// `result` is null where the caller dropped the call.
void RateLimitedHttp::ended(Limiter::Permit permit, size_t lane, const Result<HttpResponse> *result)
{
    --m_inLane[lane];
    if (result && (*result || result->error().status != 0))
        m_limiter.answered(permit, m_clock.uptime(),
                           accountRateOf(*result ? (*result)->headers : result->error().headers));
    else
        m_limiter.lost(permit, m_clock.uptime());
}

void RateLimitedHttp::refuse(Waiting call)
{
    const LimiterState held = m_limiter.state(moment());
    const TimePoint until = held.parkedUntil.value_or(m_clock.now());
    Error error{.kind = Error::Kind::RateLimited,
                .detail = QStringLiteral("%1: not sent, since calls to this account are held back until %2: %3")
                              .arg(shownRequest(call.request), utcText(until), held.parkedWhy),
                .retryAfter = std::max(until - m_clock.now(), Duration::zero())};
    QObject::disconnect(call.dropped);
    m_clock.after(Duration::zero(), call.context, [call, error = std::move(error)] {
        call.context->deleteLater();
        call.reply(tl::unexpected(error));
    });
}

void RateLimitedHttp::changed()
{
    if (m_changed)
        m_changed();
}

} // namespace hubwatch
