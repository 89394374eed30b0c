#include "notify/couriers.h"

#include "notify/courier_fixture.h"

#include <QLoggingCategory>

namespace hubwatch {
namespace {

using testing::noticeOfKind;

/// Every way a route can carry a secret, and an answer that gives it back.
struct CanaryCase {
    const char *name;
    Route::Kind kind;
    const char *secret;
    const char *channel;
};

class CourierCanaryTest : public testing::CourierFixture, public ::testing::WithParamInterface<CanaryCase>
{
protected:
    static QStringList logged;
    QtMessageHandler before = nullptr;

    void SetUp() override
    {
        logged.clear();
        before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { logged += text; });
    }
    void TearDown() override { qInstallMessageHandler(before); }
};

QStringList CourierCanaryTest::logged;

TEST_P(CourierCanaryTest, NoWordOfADeliveryHoldsTheSecret)
{
    secrets.token = GetParam().secret;
    const Route route{.name = QStringLiteral("r"),
                      .kind = GetParam().kind,
                      .key = QStringLiteral("keychain:r"),
                      .url = QUrl(QStringLiteral("https://place.example.test")),
                      .channel = QString::fromLatin1(GetParam().channel)};
    const std::unique_ptr<Courier> courier = makeCourier(route, parts);
    const QByteArray echo = secrets.token;
    const QByteArray json = R"({"ok":false,"status":"x","error":")" + echo + R"(","message":")" + echo
        + R"(","errors":[")" + echo + "\"]}";
    int answered = 0;
    for (const int status : {200, 202, 302, 400, 401, 403, 404, 410, 429, 500, 503}) {
        for (const QByteArray &body : {echo, json}) {
            for (const auto event : {Notice::Event::Trigger, Notice::Event::Test, Notice::Event::Resolve}) {
                deliveries.clear();
                deliver(*courier, noticeOfKind(event), QStringLiteral("C1:1.2"));
                while (wire.waiting() > 0)
                    answer(status, body);
                ASSERT_EQ(deliveries.size(), 1u) << status;
                EXPECT_FALSE(last().words.contains(QStringLiteral("CANARY"))) << last().words.toStdString();
                EXPECT_FALSE(last().handle.contains(QStringLiteral("CANARY"))) << last().handle.toStdString();
                EXPECT_FALSE(last().words.isEmpty());
                ++answered;
            }
        }
    }
    EXPECT_EQ(answered, 66);
    EXPECT_FALSE(logged.join(u'\n').contains(QStringLiteral("CANARY")));
}

INSTANTIATE_TEST_SUITE_P(
    Routes, CourierCanaryTest,
    ::testing::Values(CanaryCase{"PagerDuty", Route::Kind::PagerDuty, "CANARY7890abcdef1234567890abcdef", ""},
                      CanaryCase{"SlackWebhook", Route::Kind::Slack, "https://hooks.slack.com/services/T0/B0/CANARYxyz",
                                 ""},
                      CanaryCase{"SlackBot", Route::Kind::Slack, "xoxb-CANARY-1234", "C1"},
                      CanaryCase{"AlertmanagerBearer", Route::Kind::Alertmanager, "CANARY0123", ""},
                      CanaryCase{"AlertmanagerBasic", Route::Kind::Alertmanager, "anna:CANARY0123", ""},
                      CanaryCase{"Webhook", Route::Kind::Webhook, "CANARY0123", ""}),
    [](const auto &test) { return test.param.name; });

class CouriersTest : public testing::CourierFixture
{ };

TEST_F(CouriersTest, ARefusedKeyIsNotKeptInACache)
{
    std::vector<CredentialRef> dropped;
    parts.drop = [&dropped](const CredentialRef &ref, const Secret &refused) {
        EXPECT_EQ(refused, Secret::copyOf("CANARY7890abcdef1234567890abcdef"));
        dropped.push_back(ref);
    };
    secrets.token = "CANARY7890abcdef1234567890abcdef";
    for (const auto kind : {Route::Kind::PagerDuty, Route::Kind::Alertmanager, Route::Kind::Webhook}) {
        dropped.clear();
        const Route route{.kind = kind,
                          .key = QStringLiteral("keychain:r"),
                          .url = QUrl(QStringLiteral("https://place.example.test"))};
        const std::unique_ptr<Courier> courier = makeCourier(route, parts);
        for (const int status : {503, 403}) {
            EXPECT_TRUE(dropped.empty());
            deliveries.clear();
            deliver(*courier, noticeOfKind());
            answer(status, {});
        }
        EXPECT_EQ(dropped, std::vector{parseCredentialRef(QStringLiteral("keychain:r")).value()}) << int(kind);
    }
}

TEST_F(CouriersTest, ThereIsOneForEveryKind)
{
    for (const auto kind : {Route::Kind::Desktop, Route::Kind::PagerDuty, Route::Kind::Slack, Route::Kind::Alertmanager,
                            Route::Kind::Webhook})
        EXPECT_NE(makeCourier({.kind = kind}, parts), nullptr) << int(kind);
}

} // namespace
} // namespace hubwatch
