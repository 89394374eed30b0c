#include "notify/webhook.h"

#include "base/time_text.h"
#include "notify/told_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int webhookVersion = 1;

// Words of our own: the shape must stay when the window's words change.
QString eventWord(Notice::Event event)
{
    switch (event) {
    case Notice::Event::Trigger: return QStringLiteral("trigger");
    case Notice::Event::Acknowledge: return QStringLiteral("acknowledge");
    case Notice::Event::Resolve: return QStringLiteral("resolve");
    case Notice::Event::Test: return QStringLiteral("test");
    }
    Q_UNREACHABLE();
}

QString reasonWord(Notice::Reason reason)
{
    switch (reason) {
    case Notice::Reason::FirstNotification: return QStringLiteral("first");
    case Notice::Reason::NewAlerts: return QStringLiteral("new-alerts");
    case Notice::Reason::NewResolved: return QStringLiteral("new-resolved");
    case Notice::Reason::AllResolved: return QStringLiteral("all-resolved");
    case Notice::Reason::Repeat: return QStringLiteral("repeat");
    case Notice::Reason::Acknowledged: return QStringLiteral("acknowledged");
    case Notice::Reason::Worse: return QStringLiteral("worse");
    case Notice::Reason::Resend: return QStringLiteral("resend");
    case Notice::Reason::Test: return QStringLiteral("test");
    }
    Q_UNREACHABLE();
}

QString firingWord(bool firing)
{
    return firing ? QStringLiteral("firing") : QStringLiteral("resolved");
}

QJsonObject webhookAlert(const ToldAlert &alert)
{
    QJsonObject labels;
    for (auto it = alert.labels.begin(); it != alert.labels.end(); ++it)
        labels.insert(it.key(), it.value());
    return {{"service"_L1, alert.id.service},
            {"rule"_L1, alert.id.rule},
            {"status"_L1, firingWord(alert.firing)},
            {"severity"_L1, severityName(alert.severity)},
            {"title"_L1, alert.title},
            {"details"_L1, alert.details},
            {"cause"_L1, alert.cause},
            {"value"_L1, alert.value ? QJsonValue(*alert.value) : QJsonValue::Null},
            {"n"_L1, qint64(alert.n)},
            {"incident"_L1, alert.incident},
            {"startedAt"_L1, utcText(alert.startedAt)},
            {"endedAt"_L1, alert.endedAt ? QJsonValue(utcText(*alert.endedAt)) : QJsonValue::Null},
            {"labels"_L1, labels}};
}

} // namespace

QByteArray webhookBody(const Notice &notice)
{
    QJsonArray alerts;
    for (const ToldAlert &alert : notice.alerts)
        alerts.append(webhookAlert(alert));
    const QString status
        = notice.event == Notice::Event::Test ? QStringLiteral("test") : firingWord(firingCount(notice) > 0);
    const QJsonObject json{{"version"_L1, webhookVersion},
                           {"id"_L1, notice.id},
                           {"route"_L1, notice.route},
                           {"event"_L1, eventWord(notice.event)},
                           {"reason"_L1, reasonWord(notice.reason)},
                           {"key"_L1, notice.key},
                           {"group"_L1, notice.group},
                           {"status"_L1, status},
                           {"at"_L1, utcText(notice.at)},
                           {"by"_L1, notice.by},
                           {"note"_L1, notice.note},
                           {"alerts"_L1, alerts}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray webhookSignature(const Secret &key, const QByteArray &timestamp, const QByteArray &body)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key.reveal().toByteArray());
    code.addData(timestamp);
    code.addData(".");
    code.addData(body);
    return "v1=" + code.result().toHex();
}

QByteArray idempotencyKey(const Notice &notice)
{
    // A header's value: what is no plain letter is percent-encoded.
    return QByteArray::number(notice.id) + '-' + QUrl::toPercentEncoding(notice.key, "/:@%");
}

WebhookCourier::WebhookCourier(const Route &route, const CourierParts &parts)
    : m_wire(route, parts, QStringLiteral("the receiver"))
{ }

void WebhookCourier::deliver(const Notice &notice, const QString &, QObject *context, Reply reply)
{
    const DeliveryCall call = m_wire.begin(context, std::move(reply));
    m_wire.withKey(call, [this, notice, call](const Secret &key) {
        const QUrl url = m_wire.route().url;
        HttpRequest request = jsonPost(url, webhookBody(notice));
        const auto now = std::chrono::floor<std::chrono::seconds>(m_wire.clock().now()).time_since_epoch().count();
        const QByteArray timestamp = QByteArray::number(qint64(now));
        request.headers.push_back({"Idempotency-Key", idempotencyKey(notice)});
        request.headers.push_back({"X-Hubwatch-Timestamp", timestamp});
        if (!key.isEmpty())
            request.headers.push_back({"X-Hubwatch-Signature", webhookSignature(key, timestamp, request.body)});
        m_wire.send(std::move(request), call,
                    [this, call, key, url](const Result<HttpResponse> &result, Duration took) {
                        Delivery delivery{.outcome = Delivery::Outcome::Done, .words = QStringLiteral("taken")};
                        if (result)
                            delivery.status = result->status;
                        else
                            delivery = failedDelivery(result.error(), m_wire.party(url), m_wire.clock().now());
                        delivery.took = took;
                        m_wire.finish(call, delivery, key);
                    });
    });
}

} // namespace hubwatch
