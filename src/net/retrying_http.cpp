#include "net/retrying_http.h"

#include "base/log.h"
#include "net/http_errors.h"
#include "net/joint_context.h"

#include <QObject>
#include <utility>

namespace hubwatch {

RetryingHttp::RetryingHttp(HttpClient &next, Clock &clock, Policy policy, Holder holder)
    : m_next(next)
    , m_clock(clock)
    , m_policy(std::move(policy))
    , m_holder(std::move(holder))
{ }

void RetryingHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    request.attempt = 1;
    attempt({.request = std::move(request),
             .context = jointContext(m_calls.context(), context),
             .reply = std::move(reply)});
}

void RetryingHttp::attempt(Call call)
{
    const HttpRequest request = call.request;
    QObject *context = call.context;
    m_next.send(request, context, [this, call = std::move(call)](Result<HttpResponse> result) {
        if (result)
            answer(call, std::move(result));
        else
            failed(call, result.error());
    });
}

void RetryingHttp::failed(Call call, const Error &error)
{
    Duration wait = Duration::zero();
    if (error.again && !call.repeatedAtOnce) {
        call.repeatedAtOnce = true;
    } else {
        const RetryDecision decision = m_policy(error, call.request.attempt, call.request);
        if (decision.hold != RetryDecision::Hold::Nobody && m_holder)
            m_holder(decision);
        if (!decision.repeat)
            return answer(call, tl::unexpected(error));
        // Whoever is parked waits where calls are rationed, and is sent when the park ends.
        wait = decision.hold == RetryDecision::Hold::Park ? Duration::zero() : decision.wait;
        qCInfo(logNet).noquote() << QStringLiteral("repeat request=\"%1\" attempt=%2 status=%3 wait=%4ms")
                                        .arg(shownRequest(call.request))
                                        .arg(call.request.attempt)
                                        .arg(error.status)
                                        .arg(wait.count());
    }
    ++call.request.attempt;
    QObject *context = call.context;
    m_clock.after(wait, context, [this, call = std::move(call)] { attempt(call); });
}

void RetryingHttp::answer(const Call &call, Result<HttpResponse> result)
{
    call.context->deleteLater();
    call.reply(std::move(result));
}

} // namespace hubwatch
