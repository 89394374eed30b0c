#include "notify/webhook.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Outcome = Delivery::Outcome;
using testing::noticeOfKind;

TEST(Webhook, SignsAsItsHeaderSays)
{
    EXPECT_EQ(webhookSignature(Secret::copyOf("It's a Secret"), "1763884800", R"({"version":1})"),
              "v1=302a19990de6742f473151ce607608687393aabda36fb69f590e9ce3d21bdd62");
}

TEST(Webhook, HasTheShapeItsHeaderSays)
{
    const QJsonObject json = QJsonDocument::fromJson(webhookBody(noticeOfKind())).object();
    EXPECT_EQ(json.keys(),
              (QStringList{"alerts"_L1, "at"_L1, "by"_L1, "event"_L1, "group"_L1, "id"_L1, "key"_L1, "note"_L1,
                           "reason"_L1, "route"_L1, "status"_L1, "version"_L1}));
    EXPECT_EQ(json["version"_L1].toInt(), 1);
    EXPECT_EQ(json["event"_L1].toString(), "trigger"_L1);
    EXPECT_EQ(json["reason"_L1].toString(), "first"_L1);
    EXPECT_EQ(json["status"_L1].toString(), "firing"_L1);
    const QJsonObject alert = json["alerts"_L1][0].toObject();
    EXPECT_EQ(alert["service"_L1].toString(), "contacts-sync"_L1);
    EXPECT_EQ(alert["value"_L1].toDouble(), 0.072);
    EXPECT_TRUE(alert["endedAt"_L1].isNull());
    EXPECT_EQ(alert["labels"_L1]["account"_L1].toString(), "prod"_L1);
}

TEST(Webhook, TellsResolvedTestAndAcknowledgedApart)
{
    const auto told = [](Notice::Event event, const char *key) {
        return QJsonDocument::fromJson(webhookBody(noticeOfKind(event))).object()[QLatin1StringView(key)].toString();
    };
    EXPECT_EQ(told(Notice::Event::Resolve, "status"), "resolved"_L1);
    EXPECT_EQ(told(Notice::Event::Test, "status"), "test"_L1);
    EXPECT_EQ(told(Notice::Event::Acknowledge, "status"), "firing"_L1);
    EXPECT_EQ(told(Notice::Event::Acknowledge, "by"), "anna"_L1);
}

TEST(Webhook, HasAKeyForEachNoticeThatIsAHeader)
{
    Notice notice = noticeOfKind();
    EXPECT_EQ(idempotencyKey(notice), "42-hubwatch/contacts-sync/api.error_rate");
    notice.key = QStringLiteral("a\r\nX: 1 日");
    EXPECT_FALSE(idempotencyKey(notice).contains('\n'));
    EXPECT_FALSE(idempotencyKey(notice).contains(' '));
}

class WebhookCourierTest : public testing::CourierFixture
{
protected:
    Route route{.name = QStringLiteral("hook"),
                .kind = Route::Kind::Webhook,
                .url = QUrl(QStringLiteral("http://receiver.example.test/in"))};
};

TEST_F(WebhookCourierTest, SendsUnsignedWithoutAKey)
{
    WebhookCourier courier(route, parts);
    deliver(courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, route.url);
    EXPECT_EQ(headerValue(wire.requests[0].headers, "X-Hubwatch-Timestamp"), "1763884800");
    EXPECT_EQ(headerValue(wire.requests[0].headers, "X-Hubwatch-Signature"), QByteArray());
    answer(204, {});
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().status, 204);
}

TEST_F(WebhookCourierTest, SignsAnewEachTimeUnderOneIdempotencyKey)
{
    route.key = QStringLiteral("keychain:hook");
    secrets.token = "CANARY0123";
    WebhookCourier courier(route, parts);
    deliver(courier, noticeOfKind());
    answer(503, "busy CANARY0123");
    EXPECT_EQ(last().outcome, Outcome::Later);
    EXPECT_FALSE(last().words.contains("CANARY"_L1));
    clock.advance(60s);
    deliveries.clear();
    deliver(courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 2u);
    const HttpRequest &again = wire.requests[1];
    const QByteArray timestamp = headerValue(again.headers, "X-Hubwatch-Timestamp");
    EXPECT_EQ(timestamp, "1763884860");
    EXPECT_EQ(headerValue(again.headers, "X-Hubwatch-Signature"),
              webhookSignature(Secret::copyOf("CANARY0123"), timestamp, again.body));
    EXPECT_EQ(headerValue(again.headers, "Idempotency-Key"), headerValue(wire.requests[0].headers, "Idempotency-Key"));
    EXPECT_EQ(again.body, wire.requests[0].body);
}

TEST_F(WebhookCourierTest, IsRefusedAtOnceByA4xx)
{
    WebhookCourier courier(route, parts);
    deliver(courier, noticeOfKind());
    answer(422, "what is this");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_EQ(last().words, "the receiver refused it (HTTP 422): what is this"_L1);
}

} // namespace
} // namespace hubwatch
