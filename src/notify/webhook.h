// Webhook: a notice as JSON of our own, signed where the route has a key.
#pragma once

#include "notify/courier_wire.h"

namespace hubwatch {

/// What a receiver gets, and how it tells that it comes from us.
///
///     POST (the route's url)
///     Content-Type: application/json; charset=utf-8
///     Idempotency-Key: 42-hubwatch/contacts-sync/api.error_rate     the same each time this notice is tried again
///     X-Hubwatch-Timestamp: 1763884800                              seconds since 1970; refuse what is older than 5
///     min X-Hubwatch-Signature: v1=(hex of HMAC-SHA256)                 only where the route has a key
///
///     {"version": 1, "id": 42, "route": "hook", "event": "trigger", "reason": "first",
///      "key": "hubwatch/contacts-sync/api.error_rate", "group": "contacts-sync", "status": "firing",
///      "at": "2025-11-23T08:00:00.000Z", "by": "", "note": "",
///      "alerts": [{"service": "contacts-sync", "rule": "api.error_rate", "status": "firing", "severity": "page",
///                  "title": "...", "details": "...", "cause": "", "value": 0.072, "n": 2451, "incident": 7,
///                  "startedAt": "2025-11-23T07:55:00.000Z", "endedAt": null, "labels": {"account": "prod"}}]}
///
/// event: trigger, acknowledge, resolve, test. reason: first, new-alerts, new-resolved, all-resolved, repeat,
/// acknowledged, worse, test. status: firing while one alert does, else resolved; test. Any 2xx is
/// success; 429 and 5xx are tried again; all else is final. New keys may come with the same version; a receiver ignores
/// what it does not know.
///
/// The signature is over timestamp, a full stop and the body as sent, with the key's bytes. Test vector: key
/// "It's a Secret", timestamp 1763884800, body {"version":1} gives
/// v1=302a19990de6742f473151ce607608687393aabda36fb69f590e9ce3d21bdd62
QByteArray webhookBody(const Notice &notice);
QByteArray webhookSignature(const Secret &key, const QByteArray &timestamp, const QByteArray &body);
QByteArray idempotencyKey(const Notice &notice);

class WebhookCourier : public Courier
{
public:
    WebhookCourier(const Route &route, const CourierParts &parts);

    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override;

private:
    CourierWire m_wire;
};

} // namespace hubwatch
