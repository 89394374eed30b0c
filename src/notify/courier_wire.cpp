#include "notify/courier_wire.h"

#include "net/joint_context.h"

#include <QMetaObject>

namespace hubwatch {

CourierWire::CourierWire(const Route &route, const CourierParts &parts, const QString &name)
    : m_route(route)
    , m_parts(parts)
    , m_name(name)
{ }

DeliveryCall CourierWire::begin(QObject *context, Courier::Reply reply)
{
    QObject *joint = jointContext(m_calls.context(), context);
    return {.context = joint, .reply = [joint, reply = std::move(reply)](const Delivery &delivery) {
                joint->deleteLater();
                reply(delivery);
            }};
}

void CourierWire::withKey(const DeliveryCall &call, std::function<void(const Secret &)> then)
{
    if (m_route.key.isEmpty()) {
        QMetaObject::invokeMethod(
            call.context, [then = std::move(then)] { then(Secret()); }, Qt::QueuedConnection);
        return;
    }
    const std::optional<CredentialRef> ref = parseCredentialRef(m_route.key);
    if (!ref)
        return finishLater(call,
                           refusedDelivery(0,
                                           QStringLiteral("the key of route %1 is no reference such as "
                                                          "\"keychain:NAME\"; mend it in the workspace")
                                               .arg(m_route.name)));
    m_parts.secrets.read(*ref, call.context, [call, route = m_route.name, then](const Result<Secret> &key) {
        if (key)
            return then(*key);
        call.reply(
            {.words = QStringLiteral("the key of route %1 could not be read: %2").arg(route, key.error().detail)});
    });
}

void CourierWire::send(HttpRequest request, const DeliveryCall &call, Then then)
{
    request.timeout = 10s;
    request.maxBytes = 1'000'000;
    request.confidential = true;
    const Duration sent = m_parts.clock.uptime();
    m_parts.wire.send(std::move(request), call.context,
                      [&clock = m_parts.clock, sent, then = std::move(then)](const Result<HttpResponse> &result) {
                          then(result, clock.uptime() - sent);
                      });
}

void CourierWire::finish(const DeliveryCall &call, Delivery delivery, const Secret &key)
{
    delivery.words = withoutSecret(delivery.words, key);
    const bool refused = delivery.outcome == Delivery::Outcome::Refused && !key.isEmpty();
    if (const auto ref = parseCredentialRef(m_route.key); ref && refused && m_parts.drop)
        m_parts.drop(*ref, key);
    call.reply(delivery);
}

void CourierWire::finishLater(const DeliveryCall &call, Delivery delivery)
{
    QMetaObject::invokeMethod(
        call.context, [call, delivery = std::move(delivery)] { call.reply(delivery); }, Qt::QueuedConnection);
}

AskedParty CourierWire::party(const QUrl &url) const
{
    return {.name = m_name, .host = shownHost(url), .key = m_route.key};
}

HttpRequest jsonPost(const QUrl &url, const QByteArray &body)
{
    return {.method = HttpRequest::Method::Post,
            .url = url,
            .headers = {{"Content-Type", "application/json; charset=utf-8"}, {"Accept", "application/json"}},
            .body = body};
}

HttpHeader keyHeader(const Secret &key)
{
    const QByteArray text = key.reveal().toByteArray().trimmed();
    return {"Authorization", text.contains(':') ? "Basic " + text.toBase64() : "Bearer " + text};
}

} // namespace hubwatch
