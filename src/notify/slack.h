// Slack: an incoming webhook, or a bot that keeps one message up to date and threads what changed.
#pragma once

#include "notify/courier_wire.h"

namespace hubwatch {

/// The body for an incoming webhook.
QByteArray slackMessage(const Notice &notice);
/// chat.postMessage, chat.update of `ts`, and what is said in the thread of `ts`.
QByteArray slackPost(const Notice &notice, const QString &channel);
QByteArray slackUpdate(const Notice &notice, const QString &channel, const QString &ts);
QByteArray slackThreadReply(const Notice &notice, const QString &channel, const QString &ts);

/// What a route of this shape cannot do and how it could; empty for one with a channel.
QString slackLimits(const Route &route);

/// By the look of the route's key: "xoxb-..." is a bot's token, an https URL is an incoming webhook. What begins anew
/// (a first notification, a test) is a new message; all else that has a handle updates its message.
class SlackCourier : public Courier
{
public:
    SlackCourier(const Route &route, const CourierParts &parts);

    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override;

private:
    void toWebhook(const Notice &notice, const QUrl &url, const Secret &key, const DeliveryCall &call);
    void post(const Notice &notice, const Secret &key, const DeliveryCall &call);
    void update(const Notice &notice, const QString &handle, const Secret &key, const DeliveryCall &call);
    void thread(const Notice &notice, const QString &handle, const Secret &key, const DeliveryCall &call);
    using Judged = std::function<void(Delivery delivery, const QString &code)>;
    void callApi(const char *method, const QByteArray &body, bool once, const Secret &key, const DeliveryCall &call,
                 Judged then);
    QUrl apiUrl(const char *method) const;

    CourierWire m_wire;
};

} // namespace hubwatch
