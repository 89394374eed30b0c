#include "notify/pagerduty.h"

#include "base/time_text.h"
#include "notify/told_text.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEventBytes = 512'000;
constexpr qsizetype longestSummary = 1'024;
constexpr qsizetype longestField = 255;

QString actionWord(PagerDutyAction action)
{
    switch (action) {
    case PagerDutyAction::Trigger: return QStringLiteral("trigger");
    case PagerDutyAction::Acknowledge: return QStringLiteral("acknowledge");
    case PagerDutyAction::Resolve: return QStringLiteral("resolve");
    }
    Q_UNREACHABLE();
}

PagerDutyAction actionOf(Notice::Event event)
{
    switch (event) {
    case Notice::Event::Trigger:
    case Notice::Event::Test: return PagerDutyAction::Trigger;
    case Notice::Event::Acknowledge: return PagerDutyAction::Acknowledge;
    case Notice::Event::Resolve: return PagerDutyAction::Resolve;
    }
    Q_UNREACHABLE();
}

QString pagerSeverity(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return QStringLiteral("critical");
    case Rule::Severity::Notify: return QStringLiteral("warning");
    case Rule::Severity::Ticket: return QStringLiteral("info");
    }
    Q_UNREACHABLE();
}

QJsonObject alertDetails(const ToldAlert &alert)
{
    QJsonObject json{{"title"_L1, alert.title},
                     {"state"_L1, alert.firing ? "firing"_L1 : "resolved"_L1},
                     {"severity"_L1, severityName(alert.severity)},
                     {"started"_L1, utcText(alert.startedAt)},
                     {"n"_L1, qint64(alert.n)}};
    if (!alert.details.isEmpty())
        json.insert("details"_L1, alert.details);
    if (!alert.cause.isEmpty())
        json.insert("cause"_L1, alert.cause);
    if (alert.value)
        json.insert("value"_L1, *alert.value);
    if (alert.incident != 0)
        json.insert("incident"_L1, alert.incident);
    for (auto it = alert.labels.begin(); it != alert.labels.end(); ++it)
        json.insert("label "_L1 + it.key(), it.value());
    return json;
}

QJsonObject customDetails(const Notice &notice)
{
    QJsonObject json;
    if (notice.alerts.size() == 1)
        json = alertDetails(notice.alerts.front());
    QJsonArray all;
    for (const ToldAlert &alert : notice.alerts)
        all.append(alertDetails(alert));
    if (all.size() > 1)
        json.insert("alerts"_L1, all);
    json.insert("reason"_L1, changeLine(notice));
    return json;
}

QJsonObject pagerPayload(const Notice &notice, const QString &client)
{
    const auto field = [](const QString &text) { return cutLine(text, longestField); };
    const ToldAlert *first = notice.alerts.empty() ? nullptr : &notice.alerts.front();
    const QString service = first ? first->id.service : QString();
    QJsonObject payload{{"summary"_L1, cutLine(headline(notice), longestSummary)},
                        {"source"_L1, field(service.isEmpty() ? client : service)},
                        {"severity"_L1, pagerSeverity(worstSeverity(notice))},
                        {"timestamp"_L1, utcText(first ? first->startedAt : notice.at)}};
    if (notice.event == Notice::Event::Test)
        payload.insert("class"_L1, "TEST"_L1);
    if (!service.isEmpty())
        payload.insert("component"_L1, field(service));
    if (!notice.group.isEmpty())
        payload.insert("group"_L1, field(notice.group));
    if (first && !first->id.rule.isEmpty())
        payload.insert("class"_L1, field(first->id.rule));
    return payload;
}

/// What PagerDuty says of an event, good or bad: its message and the list of its errors.
QString pagerWords(const QJsonObject &answer)
{
    QStringList words;
    for (const QJsonValue &error : answer.value("errors"_L1).toArray())
        words += error.toString();
    const QString message = answer.value("message"_L1).toString();
    return words.isEmpty() ? message : QStringLiteral("%1: %2").arg(message, words.join(QStringLiteral("; ")));
}

} // namespace

QUrl pagerDutyUrl(const Route &route)
{
    return route.url.isEmpty() ? QUrl(QStringLiteral("https://events.pagerduty.com/v2/enqueue")) : route.url;
}

QString pagerDutyKey(const Notice &notice)
{
    if (notice.key.size() <= longestField)
        return notice.key;
    const QByteArray hash = QCryptographicHash::hash(notice.key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return notice.key.left(longestField - hash.size() - 1) + u'~' + QString::fromLatin1(hash);
}

QByteArray pagerDutyEvent(const Notice &notice, PagerDutyAction action, const Secret &routingKey, const QString &client)
{
    QJsonObject event{{"routing_key"_L1, QString::fromUtf8(routingKey.reveal()).trimmed()},
                      {"event_action"_L1, actionWord(action)},
                      {"dedup_key"_L1, pagerDutyKey(notice)}};
    if (action == PagerDutyAction::Trigger) {
        event.insert("client"_L1, cutLine(client.isEmpty() ? QStringLiteral("Hubwatch") : client, longestField));
        QJsonObject payload = pagerPayload(notice, client);
        payload.insert("custom_details"_L1, customDetails(notice));
        event.insert("payload"_L1, payload);
        const QByteArray whole = QJsonDocument(event).toJson(QJsonDocument::Compact);
        if (whole.size() <= mostEventBytes)
            return whole;
        payload.insert("custom_details"_L1,
                       QJsonObject{{"note"_L1,
                                    QStringLiteral("The details were left out: with them the event has %1 bytes, and "
                                                   "PagerDuty takes %2.")
                                        .arg(whole.size())
                                        .arg(mostEventBytes)}});
        event.insert("payload"_L1, payload);
    }
    return QJsonDocument(event).toJson(QJsonDocument::Compact);
}

Delivery pagerDutyDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now)
{
    if (!result) {
        const QString said = pagerWords(QJsonDocument::fromJson(result.error().body).object());
        Delivery delivery = failedDelivery(result.error(), party, now, said);
        if (result.error().status == 400 && said.contains(QLatin1StringView("routing"), Qt::CaseInsensitive))
            delivery.words += QStringLiteral("; check that %1 holds the integration key of an Events API v2 "
                                             "integration (32 letters and digits)")
                                  .arg(party.key);
        return delivery;
    }
    const QJsonObject answer = QJsonDocument::fromJson(result->body).object();
    if (result->status != 202)
        return refusedDelivery(result->status,
                               QStringLiteral("%1 answered HTTP %2, where PagerDuty takes an event with 202; check the "
                                              "route's url")
                                   .arg(party.host)
                                   .arg(result->status));
    const QString said = saidIn(pagerWords(answer).toUtf8());
    return {.outcome = Delivery::Outcome::Done,
            .status = 202,
            .words = said.isEmpty() ? QStringLiteral("taken") : said,
            .handle = answer.value("dedup_key"_L1).toString().left(longestField)};
}

PagerDutyCourier::PagerDutyCourier(const Route &route, const CourierParts &parts)
    : m_wire(route, parts, QStringLiteral("PagerDuty"))
{ }

void PagerDutyCourier::deliver(const Notice &notice, const QString &, QObject *context, Reply reply)
{
    const DeliveryCall call = m_wire.begin(context, std::move(reply));
    const QUrl url = pagerDutyUrl(m_wire.route());
    if (!mayCarryKey(url))
        return m_wire.finishLater(call,
                                  refusedDelivery(0,
                                                  QStringLiteral("the integration key is sent over https only, but to "
                                                                 "this machine; mend the url of route %1")
                                                      .arg(m_wire.route().name)));
    m_wire.withKey(call, [this, notice, call](const Secret &key) {
        if (key.isEmpty())
            return call.reply(refusedDelivery(
                0,
                QStringLiteral("route %1 has no key; give it one that holds the integration key of PagerDuty")
                    .arg(m_wire.route().name)));
        sendEvent(notice, actionOf(notice.event), key, call);
    });
}

void PagerDutyCourier::sendEvent(const Notice &notice, PagerDutyAction action, const Secret &key,
                                 const DeliveryCall &call)
{
    const QUrl url = pagerDutyUrl(m_wire.route());
    HttpRequest request = jsonPost(url, pagerDutyEvent(notice, action, key, m_wire.consoleName()));
    m_wire.send(
        std::move(request), call,
        [this, notice, action, key, call, url](const Result<HttpResponse> &result, Duration took) {
            Delivery delivery = pagerDutyDelivery(result, m_wire.party(url), m_wire.clock().now());
            delivery.took = took;
            const bool testing = notice.event == Notice::Event::Test && delivery.outcome == Delivery::Outcome::Done;
            if (!testing)
                return m_wire.finish(call, delivery, key);
            if (action == PagerDutyAction::Trigger)
                return testAnswered(notice, key, std::move(delivery), call);
            delivery.words
                = QStringLiteral("TEST triggered and resolved; PagerDuty named the key %1").arg(delivery.handle);
            m_wire.finish(call, delivery, key);
        });
}

void PagerDutyCourier::testAnswered(const Notice &notice, const Secret &key, Delivery delivery,
                                    const DeliveryCall &call)
{
    if (delivery.handle == pagerDutyKey(notice))
        return sendEvent(notice, PagerDutyAction::Resolve, key, call);
    delivery.outcome = Delivery::Outcome::Refused;
    delivery.words = QStringLiteral("something at %1 took the TEST, but did not name its key as PagerDuty does; check "
                                    "the route's url")
                         .arg(shownHost(pagerDutyUrl(m_wire.route())));
    m_wire.finish(call, delivery, key);
}

} // namespace hubwatch
