#include "app/engine/own_endpoint.h"

#include "base/time_text.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

namespace {

constexpr const char *metricsType = "text/plain; version=0.0.4; charset=utf-8";
constexpr const char *wordsType = "text/plain; charset=utf-8";

ServedReply ownJson(int status, const QJsonObject &body)
{
    return {.status = status,
            .contentType = "application/json; charset=utf-8",
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

ServedReply ownReadiness(const std::optional<QString> &hindrance)
{
    const QString status = QStringLiteral("status");
    const QString hubspot = QStringLiteral("hubspot");
    if (!hindrance)
        return ownJson(200, {{status, QStringLiteral("ready")}, {hubspot, QStringLiteral("connected")}});
    return ownJson(503,
                   {{status, QStringLiteral("not_ready")},
                    {hubspot, QStringLiteral("disconnected")},
                    {QStringLiteral("error"), *hindrance}});
}

} // namespace

OwnEndpoint::OwnEndpoint(Clock &clock, MetricsText metrics, Hindrance hindrance)
    : m_clock(clock)
    , m_metrics(std::move(metrics))
    , m_hindrance(std::move(hindrance))
    , m_server(
          [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); })
{ }

Result<void> OwnEndpoint::listen(int port)
{
    if (port == this->port())
        return {};
    m_server.close();
    if (port == 0)
        return {};
    Result<void> listening = m_server.listen(quint16(port));
    if (!listening)
        listening.error().detail
            += QStringLiteral("; Hubwatch's own /metrics is off: give another endpoint_port under [console], or 0");
    return listening;
}

int OwnEndpoint::port() const
{
    return m_server.isListening() ? m_server.port() : 0;
}

void OwnEndpoint::handle(const ServedRequest &request, const LoopbackServer::Respond &respond) const
{
    if (request.method != "GET" && request.method != "HEAD")
        return respond({.status = 405, .contentType = wordsType, .body = "only GET and HEAD\n"});
    if (request.path == "/metrics")
        return respond({.contentType = metricsType, .body = m_metrics()});
    if (request.path == "/health")
        return respond(ownJson(
            200,
            {{QStringLiteral("status"), QStringLiteral("ok")}, {QStringLiteral("timestamp"), utcText(m_clock.now())}}));
    if (request.path == "/readiness")
        return respond(ownReadiness(m_hindrance()));
    respond({.status = 404, .contentType = wordsType, .body = "here are /metrics, /health and /readiness\n"});
}

} // namespace hubwatch
