#include "sim/sim_hubspot.h"

#include "sim/sim_hubspot_answer.h"
#include "sim/sim_hubspot_control.h"
#include "sim/sim_hubspot_record_control.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QByteArray dateHeader(TimePoint at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

} // namespace

SimHubSpot::SimHubSpot(Clock &clock, std::uint64_t seed, std::int64_t portal)
    : m_clock(clock)
    , m_began(clock.now())
    , m_beganUptime(clock.uptime())
    , m_state(seed, portal, clock.now())
    , m_server(
          [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); })
{ }

TimePoint SimHubSpot::now() const
{
    // Windows are measured, so the wall clock's jumps must not move them.
    return m_began + (m_clock.uptime() - m_beganUptime);
}

Result<void> SimHubSpot::listen(quint16 port)
{
    Result<void> listening = m_server.listen(port);
    if (!listening)
        listening.error().detail += QStringLiteral("; choose another port with --port, or 0 for any free one");
    return listening;
}

void SimHubSpot::settle()
{
    constexpr double sharePerDay = 0.55; // of the daily limit, at the pace so far
    SimLimits &limits = m_state.limits;
    const Duration dayLeft = nextMidnight(limits.settings.timeZone, now()) - now();
    const double gone = 1 - std::clamp(double(dayLeft / 1ms) / double(Duration(24h).count()), 0.0, 1.0);
    limits.setDailyUsed(portal(), std::int64_t(double(limits.settings.daily) * sharePerDay * gone), now());
    m_state.leastLatency = 60ms;
    m_state.mostLatency = 220ms;
    m_state.status.incidents.push_back({.name = QStringLiteral("Database maintenance"),
                                        .state = QStringLiteral("scheduled"),
                                        .impact = QStringLiteral("maintenance"),
                                        .words = QStringLiteral("Imports will start late."),
                                        .component = QStringLiteral("CRM"),
                                        .from = now() + 24h,
                                        .until = now() + 25h,
                                        .isMaintenance = true});
}

QUrl SimHubSpot::url() const
{
    return m_server.isListening() ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.port())) : QUrl();
}

QUrl SimHubSpot::statusPage() const
{
    QUrl page = url();
    page.setPath(QStringLiteral("/api/v2/summary.json"));
    return page;
}

QJsonObject SimHubSpot::introduction() const
{
    QJsonObject said = simReport(m_state, QStringLiteral("tokens")).value_or(QJsonObject());
    said.insert("url"_L1, url().toString());
    said.insert("portal"_L1, qint64(portal()));
    said.insert("token"_L1, token());
    said.insert("statusPage"_L1, statusPage().toString());
    QJsonObject oauth = said.value("oauth"_L1).toObject();
    oauth.insert("authorizeUrl"_L1, url().toString() + "/oauth/authorize"_L1);
    oauth.insert("tokenUrl"_L1, url().toString() + "/oauth/2026-09/token"_L1);
    said.insert("oauth"_L1, oauth);
    return said;
}

Result<QJsonObject> SimHubSpot::control(const QString &path, const QJsonObject &body)
{
    return simControl(m_state, path, body, now());
}

ServedReply SimHubSpot::controlReply(const ServedRequest &request)
{
    const QString path = QString::fromUtf8(request.path.sliced(5));
    if (request.method == "GET") {
        if (const std::optional<QJsonObject> report = simReport(m_state, path))
            return jsonReply(200, *report);
        const Result<QJsonObject> report
            = recordReport(m_state, path, QUrlQuery(QString::fromUtf8(request.query)), now());
        return report ? jsonReply(200, *report) : jsonReply(404, {{"error"_L1, report.error().detail}});
    }
    // Only with a type that no web page can send by itself.
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || !request.header("Content-Type").startsWith("application/json") || !body.isObject())
        return jsonReply(400, {{"error"_L1, "expected POST with a JSON object of type application/json"_L1}});
    const Result<QJsonObject> done = control(path, body.object());
    return done ? jsonReply(200, *done) : jsonReply(400, {{"error"_L1, done.error().detail}});
}

void SimHubSpot::handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
{
    if (request.path.startsWith("/sim/"))
        return respond(controlReply(request));
    m_state.limits.opened(m_server.awaited());
    const std::optional<SimSpell> weather = hubspotWeather(m_state, request, now());
    if (!weather || weather->kind != SimSpell::Kind::Late)
        return answer(request, weather, respond);
    // Its sender may be gone by then: what it asked for is done all the same.
    m_clock.after(weather->delay, m_calls.context(),
                  [this, request, weather, respond] { answer(request, weather, respond); });
}

void SimHubSpot::answer(const ServedRequest &request, const std::optional<SimSpell> &weather,
                        const LoopbackServer::Respond &respond)
{
    std::optional<ServedReply> reply = hubspotAnswer(m_state, request, weather, now());
    if (!reply)
        return;
    reply->headers.push_back({"Date", dateHeader(m_clock.now())});
    const Duration span = m_state.mostLatency - m_state.leastLatency;
    const Duration latency = m_state.leastLatency + Duration(qint64(double(span.count()) * m_state.chance.uniform()));
    if (latency <= 0ms)
        return respond(std::move(*reply));
    m_clock.after(latency, m_calls.context(), [respond, reply = std::move(*reply)] { respond(reply); });
}

} // namespace hubwatch
