#include "hubspot/webhook_event.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hubwatch {

namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

QByteArray eventJson(const WebhookEvent &event)
{
    // By hand: QJsonObject would sort the fields.
    return "{\"eventId\":" + QByteArray::number(qint64(event.event)) + ",\"subscriptionId\":"
        + QByteArray::number(qint64(event.subscription)) + ",\"portalId\":" + QByteArray::number(qint64(event.portal))
        + ",\"appId\":" + QByteArray::number(qint64(event.app))
        + ",\"occurredAt\":" + QByteArray::number(qint64(event.occurredAt.time_since_epoch().count()))
        + ",\"subscriptionType\":" + quoted(event.type) + ",\"attemptNumber\":" + QByteArray::number(event.attempt)
        + ",\"objectId\":" + QByteArray::number(qint64(event.object)) + ",\"propertyName\":" + quoted(event.property)
        + ",\"propertyValue\":" + quoted(event.value) + ",\"changeSource\":\"CRM\"}";
}

} // namespace

QByteArray webhookBody(const std::vector<WebhookEvent> &events)
{
    QByteArray body = "[";
    for (const WebhookEvent &event : events) {
        if (body.size() > 1)
            body += ',';
        body += eventJson(event);
    }
    return body + ']';
}

} // namespace hubwatch
