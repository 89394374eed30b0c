#include "notify/slack.h"

#include "notify/slack_answer.h"
#include "notify/slack_blocks.h"
#include "notify/told_text.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QJsonObject slackBody(const Notice &notice)
{
    return {{"text"_L1, slackFallback(notice)}, {"blocks"_L1, slackBlocks(notice)}};
}

QByteArray slackJson(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

bool beginsAnew(const Notice &notice)
{
    return notice.reason == Notice::Reason::FirstNotification || notice.event == Notice::Event::Test;
}

/// What nobody may miss is shown in the channel besides the thread.
bool forTheChannel(Notice::Reason reason)
{
    return reason == Notice::Reason::Worse || reason == Notice::Reason::NewAlerts;
}

/// The message is gone, or may not be changed any more: a new one takes its place.
bool needsNewMessage(const QString &code)
{
    return code == "message_not_found"_L1 || code == "cant_update_message"_L1 || code == "edit_window_closed"_L1
        || code == "thread_not_found"_L1;
}

} // namespace

QByteArray slackMessage(const Notice &notice)
{
    return slackJson(slackBody(notice));
}

QByteArray slackPost(const Notice &notice, const QString &channel)
{
    QJsonObject json = slackBody(notice);
    json.insert("channel"_L1, channel);
    json.insert("unfurl_links"_L1, false);
    return slackJson(json);
}

QByteArray slackUpdate(const Notice &notice, const QString &channel, const QString &ts)
{
    QJsonObject json = slackBody(notice);
    json.insert("channel"_L1, channel);
    json.insert("ts"_L1, ts);
    return slackJson(json);
}

QByteArray slackThreadReply(const Notice &notice, const QString &channel, const QString &ts)
{
    constexpr qsizetype longest = 3'000;
    QString text = headline(notice) + QStringLiteral(": ") + changeLine(notice);
    return slackJson({{"channel"_L1, channel},
                      {"thread_ts"_L1, ts},
                      {"text"_L1, slackText(text, longest)},
                      {"reply_broadcast"_L1, forTheChannel(notice.reason)}});
}

QString slackLimits(const Route &route)
{
    if (!route.channel.isEmpty())
        return {};
    return QStringLiteral("An incoming webhook cannot change or thread its messages: each notice is a new one. With a "
                          "bot token (xoxb-) as the key and a channel, one message is kept up to date.");
}

SlackCourier::SlackCourier(const Route &route, const CourierParts &parts)
    : m_wire(route, parts, QStringLiteral("Slack"))
{ }

void SlackCourier::deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply)
{
    const DeliveryCall call = m_wire.begin(context, std::move(reply));
    m_wire.withKey(call, [this, notice, handle, call](const Secret &key) {
        const Route &route = m_wire.route();
        const QByteArrayView text = key.reveal();
        if (key.isEmpty())
            return toWebhook(notice, route.url, key, call);
        if (text.startsWith("http://") || text.startsWith("https://"))
            return toWebhook(notice, QUrl(QString::fromUtf8(text).trimmed()), key, call);
        if (!text.startsWith("xoxb-"))
            return m_wire.finish(
                call,
                refusedDelivery(
                    0,
                    QStringLiteral("the key of route %1 is neither the URL of an incoming webhook nor a bot token "
                                   "(xoxb-); store one of them as %2")
                        .arg(route.name, route.key)),
                key);
        if (route.channel.isEmpty())
            return call.reply(refusedDelivery(
                0,
                QStringLiteral("route %1 has a bot token and no channel to post to; add channel = \"C...\" to it, "
                               "the ID at the foot of the channel's details in Slack")
                    .arg(route.name)));
        if (handle.isEmpty() || beginsAnew(notice))
            return post(notice, key, call);
        update(notice, handle, key, call);
    });
}

void SlackCourier::toWebhook(const Notice &notice, const QUrl &url, const Secret &key, const DeliveryCall &call)
{
    if (!url.isValid() || url.host().isEmpty() || !mayCarryKey(url))
        return call.reply(
            refusedDelivery(0,
                            QStringLiteral("route %1 has no usable URL of an incoming webhook; it begins with "
                                           "https:// and is copied whole from Slack")
                                .arg(m_wire.route().name)));
    HttpRequest request = jsonPost(url, slackMessage(notice));
    request.once = true; // a message cannot be taken back
    m_wire.send(std::move(request), call,
                [this, url, key, call, test = notice.event == Notice::Event::Test](const Result<HttpResponse> &result,
                                                                                   Duration took) {
                    Delivery delivery = slackWebhookDelivery(result, m_wire.party(url), m_wire.clock().now());
                    delivery.took = took;
                    if (test && delivery.outcome == Delivery::Outcome::Done)
                        delivery.words += QStringLiteral(". ") + slackLimits({});
                    m_wire.finish(call, delivery, key);
                });
}

void SlackCourier::post(const Notice &notice, const Secret &key, const DeliveryCall &call)
{
    callApi("chat.postMessage", slackPost(notice, m_wire.route().channel), true, key, call,
            [this, key, call](const Delivery &delivery, const QString &) { m_wire.finish(call, delivery, key); });
}

void SlackCourier::update(const Notice &notice, const QString &handle, const Secret &key, const DeliveryCall &call)
{
    const QString channel = handle.section(u':', 0, 0);
    const QString ts = handle.section(u':', 1);
    callApi("chat.update", slackUpdate(notice, channel, ts), false, key, call,
            [this, notice, handle, key, call](const Delivery &delivery, const QString &code) {
                if (needsNewMessage(code))
                    return post(notice, key, call);
                if (delivery.outcome != Delivery::Outcome::Done)
                    return m_wire.finish(call, delivery, key);
                thread(notice, handle, key, call);
            });
}

void SlackCourier::thread(const Notice &notice, const QString &handle, const Secret &key, const DeliveryCall &call)
{
    const QString channel = handle.section(u':', 0, 0);
    const QString ts = handle.section(u':', 1);
    callApi("chat.postMessage", slackThreadReply(notice, channel, ts), true, key, call,
            [this, handle, key, call](Delivery delivery, const QString &) {
                delivery.handle = handle; // of the message, not of what is said below it
                if (delivery.outcome == Delivery::Outcome::Refused) {
                    // The message says it all; nobody need mend anything before the next notice.
                    delivery.outcome = Delivery::Outcome::Done;
                    delivery.words = QStringLiteral("the message was updated, its thread was not: ") + delivery.words;
                } else if (delivery.outcome == Delivery::Outcome::Done) {
                    delivery.words = QStringLiteral("ok: message updated, thread continued");
                }
                m_wire.finish(call, delivery, key);
            });
}

void SlackCourier::callApi(const char *method, const QByteArray &body, bool once, const Secret &key,
                           const DeliveryCall &call, Judged then)
{
    const QUrl url = apiUrl(method);
    if (!mayCarryKey(url))
        return call.reply(refusedDelivery(0,
                                          QStringLiteral("the bot token is sent over https only, but to this "
                                                         "machine; mend the url of route %1")
                                              .arg(m_wire.route().name)));
    HttpRequest request = jsonPost(url, body);
    request.once = once;
    request.headers.push_back({"Authorization", "Bearer " + key.reveal().toByteArray().trimmed()});
    m_wire.send(std::move(request), call,
                [this, url, key, then = std::move(then)](const Result<HttpResponse> &result, Duration took) {
                    Delivery delivery = slackApiDelivery(result, m_wire.party(url), m_wire.clock().now());
                    delivery.took = took;
                    then(delivery, slackErrorCode(result));
                });
}

QUrl SlackCourier::apiUrl(const char *method) const
{
    const QUrl &base = m_wire.route().url;
    QUrl url = base.isEmpty() ? QUrl(QStringLiteral("https://slack.com")) : base;
    QString path = url.path();
    if (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + QStringLiteral("/api/") + QString::fromLatin1(method));
    return url;
}

} // namespace hubwatch
