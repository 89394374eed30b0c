// CourierFixture: a courier with a wire, a key and a clock that a test holds in its hands.
#pragma once

#include "hubspot/fake_reader.h"
#include "notify/couriers.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {

inline void PrintTo(const Delivery &delivery, std::ostream *out)
{
    *out << "Delivery(outcome " << int(delivery.outcome) << ", status " << delivery.status << ", "
         << delivery.words.toStdString() << ')';
}

} // namespace hubwatch

namespace hubwatch::testing {

class FakeDesktop : public DesktopDoor
{
public:
    void show(const DesktopNotice &notice, QObject *context, Courier::Reply reply) override
    {
        shown.push_back(notice);
        QMetaObject::invokeMethod(
            context, [reply] { reply({.outcome = Delivery::Outcome::Done, .words = QStringLiteral("shown")}); },
            Qt::QueuedConnection);
    }

    std::vector<DesktopNotice> shown = {};
};

inline const QString emoji = QString::fromUtf8("\xF0\x9F\x94\xA5");

inline ToldAlert toldAlert(const char *service = "contacts-sync", const char *rule = "api.error_rate")
{
    ToldAlert alert{.id = {QString::fromLatin1(service), QString::fromLatin1(rule)}};
    alert.severity = Rule::Severity::Page;
    alert.title = alert.id.service + QStringLiteral(": API error rate 7.2 %");
    alert.details = QStringLiteral("above 5 % for 5 min, n 2451");
    alert.cause = QStringLiteral("error burst");
    alert.incident = 7;
    alert.value = 0.072;
    alert.n = 2451;
    alert.startedAt = TimePoint(1'763'884'500s);
    alert.labels = {{QStringLiteral("rule"), alert.id.rule},
                    {QStringLiteral("service"), alert.id.service},
                    {QStringLiteral("severity"), QStringLiteral("page")},
                    {QStringLiteral("account"), QStringLiteral("prod")}};
    return alert;
}

inline Notice noticeOfKind(Notice::Event event = Notice::Event::Trigger,
                           Notice::Reason reason = Notice::Reason::FirstNotification)
{
    Notice notice{.id = 42, .route = QStringLiteral("oncall"), .event = event, .reason = reason};
    notice.key = QStringLiteral("hubwatch/contacts-sync/api.error_rate");
    notice.group = QStringLiteral("contacts-sync");
    notice.alerts = {toldAlert()};
    notice.at = TimePoint(1'763'884'800s);
    if (event == Notice::Event::Resolve) {
        notice.alerts[0].firing = false;
        notice.alerts[0].endedAt = notice.at;
        notice.reason = Notice::Reason::AllResolved;
    }
    if (event == Notice::Event::Acknowledge) {
        notice.by = QStringLiteral("anna");
        notice.note = QStringLiteral("looking");
        notice.reason = Notice::Reason::Acknowledged;
    }
    if (event == Notice::Event::Test) {
        notice.key = QStringLiteral("hubwatch/test/oncall");
        notice.reason = Notice::Reason::Test;
        notice.alerts.clear();
    }
    return notice;
}

class CourierFixture : public ::testing::Test
{
protected:
    ManualClock clock;
    FakeHttp wire;
    FakeReader secrets{clock};
    FakeDesktop desktop;
    CourierParts parts{wire, secrets, clock, desktop, QStringLiteral("Hubwatch on desk")};
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    std::vector<Delivery> deliveries = {};

    /// Begins a delivery and lets the key be read; the request, if there is one, then waits on the wire.
    void deliver(Courier &courier, const Notice &notice, const QString &handle = {})
    {
        courier.deliver(notice, handle, context.get(),
                        [this](const Delivery &delivery) { deliveries.push_back(delivery); });
        EXPECT_TRUE(deliveries.empty()) << "answered before it returned";
        settle();
    }
    void settle()
    {
        clock.advance(0ms);
        QCoreApplication::processEvents();
        clock.advance(0ms);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void answer(Result<HttpResponse> result)
    {
        EXPECT_TRUE(wire.answer(std::move(result)));
        settle();
    }
    void answer(int status, const QByteArray &body, const std::vector<HttpHeader> &headers = {})
    {
        if (status < 400)
            return answer(HttpResponse{.status = status, .headers = headers, .body = body});
        answer(tl::unexpected(errorOf(status, body, headers)));
    }
    static Error errorOf(int status, const QByteArray &body, const std::vector<HttpHeader> &headers = {})
    {
        return {.kind = status == 429 ? Error::Kind::RateLimited
                    : status >= 500   ? Error::Kind::ServerFault
                                      : Error::Kind::Rejected,
                .detail = QStringLiteral("POST https://secret.example.test/CANARY: HTTP"),
                .body = body,
                .status = status,
                .headers = headers};
    }
    Delivery last() const
    {
        return deliveries.empty() ? Delivery{.words = QStringLiteral("(none)")} : deliveries.back();
    }
    QJsonObject sent(size_t index = 0) const
    {
        return index < wire.requests.size() ? QJsonDocument::fromJson(wire.requests[index].body).object()
                                            : QJsonObject();
    }
};

} // namespace hubwatch::testing
