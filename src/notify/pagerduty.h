// PagerDuty: the Events API v2.
#pragma once

#include "notify/courier_wire.h"

namespace hubwatch {

/// https://events.pagerduty.com/v2/enqueue, or what the route's url says: https://events.eu.pagerduty.com/v2/enqueue.
QUrl pagerDutyUrl(const Route &route);

enum class PagerDutyAction { Trigger, Acknowledge, Resolve };

/// The event of a notice: at most 512,000 bytes, its details going first; its summary at most 1,024 characters.
/// `client` is this console's name.
QByteArray pagerDutyEvent(const Notice &notice, PagerDutyAction action, const Secret &routingKey,
                          const QString &client);
/// The notice's key, at most 255 characters; the same for trigger, acknowledge and resolve.
QString pagerDutyKey(const Notice &notice);

Delivery pagerDutyDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now);

/// A test is triggered and resolved under one key, and proved by PagerDuty naming that key.
class PagerDutyCourier : public Courier
{
public:
    PagerDutyCourier(const Route &route, const CourierParts &parts);

    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override;

private:
    void sendEvent(const Notice &notice, PagerDutyAction action, const Secret &key, const DeliveryCall &call);
    void testAnswered(const Notice &notice, const Secret &key, Delivery delivery, const DeliveryCall &call);

    CourierWire m_wire;
};

} // namespace hubwatch
