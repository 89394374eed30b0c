#include "hubspot/account_client.h"

#include "hubspot/api_paths.h"
#include "hubspot/call_endpoint.h"
#include "net/http_errors.h"

#include <QRandomGenerator>

namespace hubwatch {

namespace {

constexpr size_t mostFailures = 20;

/// Reading twice does no harm, whatever the caller thought of it.
bool isRepeatable(const HttpRequest &request)
{
    return request.repeatable || request.method == HttpRequest::Method::Get
        || request.method == HttpRequest::Method::Head;
}

RetryDecision::Hold holdOf(const RetryAdvice &advice)
{
    if (advice.then == RetryAdvice::Then::Park)
        return RetryDecision::Hold::Park;
    if (advice.pausesAll)
        return RetryDecision::Hold::Everybody;
    return advice.pausesSearch ? RetryDecision::Hold::Searches : RetryDecision::Hold::Nobody;
}

} // namespace

AccountClient::AccountClient(HttpClient &wire, Clock &clock, CredentialReader &reader, AuthorizedHttp::Drop drop,
                             Setup setup, Sinks sinks)
    : m_clock(clock)
    , m_setup(std::move(setup))
    , m_sinks(std::move(sinks))
    , m_json(wire)
    , m_observed(m_json, clock,
                 [this](const HttpRequest &request, const Result<HttpResponse> &result, Duration took) {
                     observe(request, result, took);
                 })
    , m_authorized(m_observed, clock, reader,
                   {.credential = m_setup.credential, .trustedHosts = m_setup.trustedHosts, .scheme = m_setup.scheme},
                   std::move(drop))
    , m_limited(m_authorized, clock, m_setup.burst, m_setup.concurrency)
    , m_retrying(
          m_limited, clock,
          [this](const Error &error, int attempt, const HttpRequest &request) {
              return decide(error, attempt, request);
          },
          [this](const RetryDecision &decision) { hold(decision); })
{ }

RetryDecision AccountClient::decide(const Error &error, int attempt, const HttpRequest &request) const
{
    const RetryAdvice advice = adviceOn(apiErrorOf(error, request.url.path()), attempt, isRepeatable(request),
                                        QRandomGenerator::global()->generateDouble(), m_clock.now(), m_resetsAt);
    const bool parked = advice.then == RetryAdvice::Then::Park;
    // A batch waits out a park in the queue; a poll is told, and asks again by its own rhythm.
    return {.repeat
            = advice.then == RetryAdvice::Then::Repeat || (parked && request.batch && attempt < advice.attempts),
            .wait = advice.wait,
            .hold = holdOf(advice),
            .why = advice.why};
}

void AccountClient::hold(const RetryDecision &decision)
{
    switch (decision.hold) {
    case RetryDecision::Hold::Nobody: return;
    case RetryDecision::Hold::Searches: return m_limited.pauseSearch(decision.wait);
    case RetryDecision::Hold::Everybody: return m_limited.pauseAll(decision.wait);
    case RetryDecision::Hold::Park: return m_limited.park(m_clock.now() + decision.wait, decision.why);
    }
    Q_UNREACHABLE();
}

void AccountClient::observe(const HttpRequest &request, const Result<HttpResponse> &result, Duration took)
{
    const QString path = request.url.path();
    const std::vector<HttpHeader> &headers = result ? result->headers : result.error().headers;
    CallRecord record{.at = m_clock.now(),
                      .account = m_setup.name,
                      .method = methodName(request.method),
                      .endpoint = endpointLabel(path),
                      .status = result ? result->status : result.error().status,
                      .attempt = request.attempt,
                      .took = took,
                      .failed = !result};
    if (result) {
        record.correlationId = apiErrorOf({.headers = headers}).correlationId;
    } else {
        ApiError error = apiErrorOf(result.error(), path);
        if (request.confidential)
            error.message.clear();
        record.correlationId = error.correlationId;
        record.message = causeId(error.cause);
        if (!error.message.isEmpty())
            record.message += QStringLiteral(": ") + error.message;
        m_failures.insert(m_failures.begin(),
                          {.at = record.at,
                           .call = QString::fromLatin1(record.method) + u' ' + shownPath(path),
                           .attempt = request.attempt,
                           .error = error});
        if (m_failures.size() > mostFailures)
            m_failures.pop_back();
    }
    if (const RateHeaders live = rateHeadersOf(headers); live.any()) {
        m_live = live;
        m_liveAt = record.at;
    }
    ++m_callsMade;
    const bool legacy = isLegacyPath(path);
    m_legacyCalls += legacy ? 1 : 0;
    if (m_sinks.log)
        m_sinks.log->write(record);
    for (CallMetrics *metrics : m_sinks.metrics)
        metrics->count(record, legacy);
}

} // namespace hubwatch
