// CourierWire: what couriers over HTTP share: the route's key, one request after another, and how long it took.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"
#include "notify/courier_answer.h"
#include "notify/couriers.h"

namespace hubwatch {

/// One delivery under way: `context` dies with the caller's, the courier, or the answer.
struct DeliveryCall {
    QObject *context = nullptr;
    Courier::Reply reply = {};
};

class CourierWire
{
public:
    using Then = std::function<void(const Result<HttpResponse> &result, Duration took)>;

    /// `name` is the other side's, for words.
    CourierWire(const Route &route, const CourierParts &parts, const QString &name);

    DeliveryCall begin(QObject *context, Courier::Reply reply);
    /// Reads the route's key anew; an empty Secret where the route has none. What cannot be read ends the delivery:
    /// Later, for a keychain that is closed may be opened.
    void withKey(const DeliveryCall &call, std::function<void(const Secret &)> then);
    /// Sends it as it is, in ten seconds, and never shows it.
    void send(HttpRequest request, const DeliveryCall &call, Then then);
    /// Answers, without a word of the key, which is dropped from its cache when the delivery was refused.
    void finish(const DeliveryCall &call, Delivery delivery, const Secret &key);
    /// Answers later, as a courier must.
    void finishLater(const DeliveryCall &call, Delivery delivery);

    const Route &route() const { return m_route; }
    Clock &clock() const { return m_parts.clock; }
    const QString &consoleName() const { return m_parts.consoleName; }
    AskedParty party(const QUrl &url) const;

private:
    Route m_route;
    CourierParts m_parts;
    QString m_name;
    CallScope m_calls = {};
};

/// A POST of JSON.
HttpRequest jsonPost(const QUrl &url, const QByteArray &body);
/// "Basic ..." for "user:password", else "Bearer ...".
HttpHeader keyHeader(const Secret &key);

} // namespace hubwatch
