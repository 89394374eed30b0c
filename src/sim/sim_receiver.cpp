#include "sim/sim_receiver.h"

#include "sim/sim_hubspot_answers.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double longestDelayMs = 600'000;

QByteArray httpDate(TimePoint at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

tl::unexpected<Error> steeringFault(const QString &path, const QString &expected)
{
    return fail(Error::Kind::Rejected, QStringLiteral("/sim/%1: expected %2").arg(path, expected));
}

} // namespace

SimReceiver::SimReceiver(Clock &clock, Face face)
    : m_clock(clock)
    , m_face(std::move(face))
    , m_server(
          [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); })
{ }

Result<void> SimReceiver::listen(quint16 port)
{
    Result<void> listening = m_server.listen(port);
    if (!listening)
        listening.error().detail += QStringLiteral("; choose another port with --port, or 0 for any free one");
    return listening;
}

QUrl SimReceiver::url() const
{
    return m_server.isListening() ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.port())) : QUrl();
}

Result<void> SimReceiver::steer(const QJsonObject &body)
{
    Steered steered{.count = body.value("count"_L1).toInt(1)};
    const QJsonValue status = body.value("status"_L1);
    const double delay = body.value("delayMs"_L1).toDouble(0);
    if (status.toString() == "hang"_L1)
        steered.kind = Steered::Kind::Hang;
    else if (status.toString() == "swallow"_L1)
        steered.kind = Steered::Kind::Swallow;
    else if (status.toString() == "late"_L1)
        steered.kind = Steered::Kind::Late;
    else
        steered.status = status.toInt(0);
    const bool badStatus = steered.kind == Steered::Kind::Answer && (steered.status < 200 || steered.status > 599);
    if (badStatus || steered.count < 1 || delay < 0 || delay > longestDelayMs)
        return steeringFault(QStringLiteral("answers"),
                             QStringLiteral("status 200 to 599, \"hang\", \"swallow\" or \"late\", a count of 1 or "
                                            "more, delayMs up to 600000"));
    steered.delay = Duration(qint64(delay));
    if (body.contains("retryAfter"_L1))
        steered.retryAfter = Duration(qint64(body.value("retryAfter"_L1).toDouble() * 1000));
    steered.asDate = body.value("asDate"_L1).toBool();
    steered.body = body.value("body"_L1).toString().toUtf8();
    m_steered.push_back(steered);
    return {};
}

Result<QJsonObject> SimReceiver::control(const QString &path, const QJsonObject &body)
{
    if (path == "answers"_L1) {
        if (const Result<void> done = steer(body); !done)
            return tl::unexpected(done.error());
    } else if (path == "clear"_L1) {
        m_steered.clear();
    } else if (path == "forget"_L1) {
        m_face.forget();
    } else {
        return steeringFault(path, QStringLiteral("answers, clear or forget"));
    }
    return QJsonObject{};
}

ServedReply SimReceiver::controlReply(const ServedRequest &request)
{
    const QString path = QString::fromUtf8(request.path.sliced(5));
    if (request.method == "GET")
        return path == "log"_L1 ? jsonReply(200, m_face.log()) : jsonReply(404, {{"error"_L1, "expected log"_L1}});
    // Only with a type that no web page can send by itself.
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || !request.header("Content-Type").startsWith("application/json") || !body.isObject())
        return jsonReply(400, {{"error"_L1, "expected POST with a JSON object of type application/json"_L1}});
    const Result<QJsonObject> done = control(path, body.object());
    return done ? jsonReply(200, *done) : jsonReply(400, {{"error"_L1, done.error().detail}});
}

ServedReply SimReceiver::steeredReply(const Steered &steered) const
{
    ServedReply reply = m_face.refusal(steered.status);
    if (!steered.body.isEmpty())
        reply.body = steered.body;
    if (steered.retryAfter) {
        const QByteArray wait = steered.asDate
            ? httpDate(m_clock.now() + *steered.retryAfter)
            : QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(*steered.retryAfter).count()));
        reply.headers.push_back({"Retry-After", wait});
    }
    return reply;
}

void SimReceiver::handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
{
    if (request.path.startsWith("/sim/"))
        return respond(controlReply(request));
    if (m_steered.empty())
        return respond(m_face.answer(request, m_clock.now()));
    const Steered steered = m_steered.front();
    if (--m_steered.front().count == 0)
        m_steered.erase(m_steered.begin());
    switch (steered.kind) {
    case Steered::Kind::Hang: return;
    case Steered::Kind::Swallow: m_face.answer(request, m_clock.now()); return;
    case Steered::Kind::Answer: return respond(steeredReply(steered));
    case Steered::Kind::Late: break;
    }
    const ServedReply reply = m_face.answer(request, m_clock.now());
    m_clock.after(steered.delay, m_calls.context(), [respond, reply] { respond(reply); });
}

} // namespace hubwatch
