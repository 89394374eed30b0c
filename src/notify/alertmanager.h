// Alertmanager: the alerts themselves, by its API v2; grouping and repeats are its own business.
#pragma once

#include "notify/courier_wire.h"

namespace hubwatch {

/// `base` may have a path of its own: "https://x.test/alertmanager" and "/api/v2/alerts".
QUrl alertmanagerUrl(const QUrl &base, const QString &path);

/// Bodies for POST /api/v2/alerts, of at most 500 alerts each. One that fires ends four minutes from `now` unless it is
/// told again; one that is resolved ends when it did.
std::vector<QByteArray> alertmanagerBodies(const Notice &notice, TimePoint now);
/// The label by which a test is found again.
QString testLabel(const Notice &notice);
/// Whether an answer of GET /api/v2/alerts has it.
bool showsTest(const QByteArray &alerts, const QString &label);

/// A test is proved by asking for it afterwards.
class AlertmanagerCourier : public Courier
{
public:
    AlertmanagerCourier(const Route &route, const CourierParts &parts);

    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override;

private:
    struct Posting;
    void postNext(const std::shared_ptr<Posting> &posting);
    void findTest(const std::shared_ptr<Posting> &posting, Delivery delivery);
    HttpRequest keyed(HttpRequest request, const Secret &key) const;

    CourierWire m_wire;
};

} // namespace hubwatch
