#include "checklist/bench/bench_stand_in.h"

#include "checklist/bench/bench_answer.h"
#include "checklist/bench/bench_paths.h"
#include "checklist/bench/bench_script.h"
#include "hubspot/token_text.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUuid>
#include <algorithm>
#include <set>

namespace hubwatch {

namespace {

constexpr size_t mostBenchCalls = 200'000;
constexpr qsizetype longestBenchPath = 300;
constexpr Duration answerTakes = 80ms; ///< an answer, as HubSpot's do; calls in flight would never meet otherwise
constexpr Duration strikeTakes = 40ms; ///< so that a twin that arrives meanwhile is no repeat
constexpr int headerBurst = 100;       ///< that the headers promise in ten seconds

QString requestKey(const ServedRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {request.method, request.path, request.query, request.body}) {
        hash.addData(part);
        hash.addData(QByteArrayView("\n"));
    }
    return QString::fromLatin1(hash.result().toHex().left(16));
}

/// Anybody may send one, and it is shown.
QString hostShown(const QByteArray &host)
{
    static const QRegularExpression strange(QStringLiteral("[^A-Za-z0-9._:\\[\\]-]"));
    const QByteArray name = nameOfHost(host);
    return withoutTokens(
        QString::fromLatin1(name.isEmpty() ? host : name).left(80).replace(strange, QStringLiteral("?")));
}

std::optional<HttpRequest::Method> servedMethod(const QByteArray &name)
{
    if (name == "GET")
        return HttpRequest::Method::Get;
    if (name == "POST")
        return HttpRequest::Method::Post;
    if (name == "PUT")
        return HttpRequest::Method::Put;
    if (name == "PATCH")
        return HttpRequest::Method::Patch;
    if (name == "DELETE")
        return HttpRequest::Method::Delete;
    return name == "HEAD" ? std::optional(HttpRequest::Method::Head) : std::nullopt;
}

ServedReply servedAs(const Result<HttpResponse> &result)
{
    if (!result && result.error().status == 0)
        return benchRefusal(502);
    const std::vector<HttpHeader> &headers = result ? result->headers : result.error().headers;
    return {.status = result ? result->status : result.error().status,
            .contentType = headerValue(headers, "Content-Type"),
            .body = result ? result->body : result.error().body};
}

} // namespace

BenchStandIn::BenchStandIn(Parts parts)
    : m_parts(std::move(parts))
    , m_began(m_parts.clock.uptime())
    , m_weather(m_parts.pace)
    , m_server(
          [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); })
{
    m_server.allowHost(m_parts.host.toLatin1());
    m_server.onRefusedHost([this](const QByteArray &host) {
        m_refusedHost = hostShown(host);
        ++m_refusedCalls;
    });
}

Duration BenchStandIn::paced(Duration time) const
{
    return std::max(Duration(5ms), Duration(qint64(double(time.count()) * std::min(1.0, m_parts.pace))));
}

QUrl BenchStandIn::url() const
{
    const QString host = m_parts.host.isEmpty() ? QStringLiteral("127.0.0.1") : m_parts.host;
    return m_server.isListening() ? QUrl(QStringLiteral("http://%1:%2").arg(host).arg(m_server.port())) : QUrl();
}

QString BenchStandIn::whyNoCall(Duration waited, const QString &problem) const
{
    QStringList why;
    if (!problem.isEmpty())
        why += problem;
    if (m_refusedCalls > 0)
        why += QStringLiteral("%1 with the Host header \"%2\", which is refused; if that is how the service reaches "
                              "this machine, add bench_host = \"%2\" to its [[checklist]]")
                   .arg(m_refusedCalls == 1 ? QStringLiteral("a call came")
                                            : QStringLiteral("%1 calls came").arg(m_refusedCalls),
                        m_refusedHost);
    if (why.isEmpty())
        why += QStringLiteral("no call of HubSpot's API came to %1 within %2 s")
                   .arg(url().toString())
                   .arg(double(waited.count()) / 1000, 0, 'f', 0);
    return why.join(QStringLiteral("; "));
}

void BenchStandIn::beginPhase(int phase, BenchPhase::Weather weather)
{
    m_phase = phase;
    std::set<QString> requests; // of the calm phase; what was read once may be kept
    for (const BenchCall &call : m_calls) {
        if (call.phase == 0 && definitionRead(call.method, call.path).isEmpty())
            requests.insert(call.key);
    }
    m_weather.begin(weather, int(requests.size()));
    m_isCalm = isCalm(weather);
    m_isRefusing = weather == BenchPhase::Weather::Unauthorized;
    m_phaseCalls = 0;
    m_struck.clear();
    m_firstAt = m_lastAt = since();
}

size_t BenchStandIn::callsOf(int phase) const
{
    return phase == m_phase ? m_phaseCalls : size_t(std::ranges::count(m_calls, phase, &BenchCall::phase));
}

void BenchStandIn::handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
{
    const TimePoint now = m_parts.clock.now();
    const QString key = requestKey(request);
    ServedReply reply = benchAnswer(request, now);
    const bool isRefused = reply.status == 401; // without a token, in any weather
    std::optional<BenchStrike> strike;
    if (!isRefused && !m_aside)
        strike = m_weather.strike(key, now);
    else if (!isRefused && m_isRefusing)
        strike = BenchStrike{.status = 401};
    const std::optional<size_t> call = remember(request, key, strike);
    ++m_open;
    if (!isRefused && m_isCalm && m_parts.forward && servedMethod(request.method))
        return forward(call, request, respond);
    const Duration delay = strike ? paced(strikeTakes) + strike->delay : paced(answerTakes);
    if (strike) {
        if (strike->status != 0)
            reply = benchRefusal(strike->status);
        if (!strike->told.isEmpty())
            reply.headers.push_back({"Retry-After", strike->told});
        if (strike->halved)
            reply = halvedAnswer(std::move(reply));
        reply.reset = strike->reset;
    }
    answer(call, delay, withHeaders(std::move(reply), request.path), respond);
}

std::optional<size_t> BenchStandIn::remember(const ServedRequest &request, const QString &key,
                                             const std::optional<BenchStrike> &strike)
{
    if (m_aside || m_calls.size() >= mostBenchCalls)
        return std::nullopt;
    m_lastAt = since();
    if (m_phaseCalls++ == 0)
        m_firstAt = m_lastAt;
    if (const auto struck = m_struck.find(key); struck != m_struck.end() && --struck->second == 0)
        m_struck.erase(struck);
    BenchCall call{.at = m_lastAt,
                   .answered = m_lastAt,
                   .phase = m_phase,
                   .method = QString::fromLatin1(request.method.left(10)),
                   .path = withoutTokens(QString::fromUtf8(request.path.left(longestBenchPath))),
                   .key = key,
                   .page = withoutTokens(listingPage(request.query)),
                   .struck = strike.has_value(),
                   .records = recordsOf(request)};
    if (strike) {
        ++m_struck[key];
        call.retryAfter = strike->retryAfter;
        call.told = QString::fromLatin1(strike->told);
    }
    m_calls.push_back(std::move(call));
    return m_calls.size() - 1;
}

void BenchStandIn::answer(std::optional<size_t> call, Duration delay, ServedReply reply,
                          const LoopbackServer::Respond &respond)
{
    m_parts.clock.after(delay, m_scope.context(), [this, call, reply = std::move(reply), respond] {
        --m_open;
        if (call) {
            BenchCall &made = m_calls[*call];
            made.answered = since();
            made.status = reply.reset ? 0 : reply.status;
            if (made.phase == m_phase)
                m_lastAt = made.answered;
            // The wait that was told begins with the answer, but a date stays what it is.
            if (made.told.endsWith(QLatin1StringView("GMT")))
                made.retryAfter -= made.answered - made.at;
        }
        respond(reply);
    });
}

void BenchStandIn::forward(std::optional<size_t> call, const ServedRequest &request,
                           const LoopbackServer::Respond &respond)
{
    HttpRequest onward{.method = *servedMethod(request.method), .url = m_parts.forwardApi, .body = request.body};
    onward.url.setPath(m_parts.forwardApi.path(QUrl::FullyEncoded) + QString::fromUtf8(request.path),
                       QUrl::TolerantMode);
    onward.url.setQuery(QString::fromUtf8(request.query));
    onward.timeout = 30s;
    // The token that the service sent stays here: the client puts in the sandbox account's.
    for (const char *name : {"Content-Type", "Accept"}) {
        if (const QByteArray value = request.header(name); !value.isEmpty())
            onward.headers.push_back({name, value});
    }
    m_parts.forward->send(std::move(onward), m_scope.context(),
                          [this, call, respond, path = request.path](const Result<HttpResponse> &result) {
                              answer(call, 0ms, withHeaders(servedAs(result), path), respond);
                          });
}

ServedReply BenchStandIn::withHeaders(ServedReply reply, const QByteArray &path)
{
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    reply.headers.push_back({"X-HubSpot-Correlation-Id", id});
    if (path.endsWith("/search")) // HubSpot's carry none of the rate headers either
        return reply;
    const Duration now = since();
    m_window.push_back(now);
    while (m_window.front() <= now - 10s)
        m_window.pop_front();
    const auto left
        = [this](qint64 all) { return QByteArray::number(std::max<qint64>(0, all - qint64(m_window.size()))); };
    reply.headers.push_back({"X-HubSpot-RateLimit-Max", QByteArray::number(headerBurst)});
    reply.headers.push_back({"X-HubSpot-RateLimit-Remaining", left(headerBurst)});
    reply.headers.push_back({"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"});
    reply.headers.push_back({"X-HubSpot-RateLimit-Daily", "250000"});
    reply.headers.push_back({"X-HubSpot-RateLimit-Daily-Remaining", left(250'000)});
    return reply;
}

} // namespace hubwatch
