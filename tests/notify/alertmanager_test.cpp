#include "notify/alertmanager.h"

#include "notify/courier_fixture.h"

#include <QRegularExpression>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Event = Notice::Event;
using Outcome = Delivery::Outcome;
using testing::noticeOfKind;
using testing::toldAlert;

const TimePoint now(1'763'884'800s);

QJsonObject alertIn(const Notice &notice, TimePoint at = now)
{
    const std::vector<QByteArray> bodies = alertmanagerBodies(notice, at);
    return bodies.empty() ? QJsonObject() : QJsonDocument::fromJson(bodies[0]).array().at(0).toObject();
}

TEST(AlertmanagerBody, TellsWhatFires)
{
    const QJsonObject alert = alertIn(noticeOfKind());
    EXPECT_EQ(alert["labels"_L1].toObject(),
              (QJsonObject{{"alertname"_L1, "api.error_rate"_L1},
                           {"rule"_L1, "api.error_rate"_L1},
                           {"service"_L1, "contacts-sync"_L1},
                           {"severity"_L1, "page"_L1},
                           {"account"_L1, "prod"_L1}}));
    EXPECT_EQ(alert["annotations"_L1]["summary"_L1].toString(), "contacts-sync: API error rate 7.2 %"_L1);
    EXPECT_EQ(alert["annotations"_L1]["description"_L1].toString(), "above 5 % for 5 min, n 2451"_L1);
    EXPECT_EQ(alert["annotations"_L1]["cause"_L1].toString(), "error burst"_L1);
    EXPECT_EQ(alert["startsAt"_L1].toString(), "2025-11-23T07:55:00.000Z"_L1);
    EXPECT_EQ(alert["endsAt"_L1].toString(), "2025-11-23T08:04:00.000Z"_L1) << "four minutes from now";
    EXPECT_FALSE(alert.contains("generatorURL"_L1));
}

TEST(AlertmanagerBody, EndsWhatIsResolvedWhenItEnded)
{
    Notice notice = noticeOfKind(Event::Resolve);
    notice.alerts[0].endedAt = now - 30s;
    EXPECT_EQ(alertIn(notice)["endsAt"_L1].toString(), "2025-11-23T07:59:30.000Z"_L1);
    EXPECT_EQ(alertIn(notice)["labels"_L1], alertIn(noticeOfKind())["labels"_L1]) << "or it is another alert";
}

TEST(AlertmanagerBody, SurvivesAClockThatWasSetBack)
{
    const TimePoint earlier = now - 1h; // before startedAt
    EXPECT_EQ(alertIn(noticeOfKind(), earlier)["startsAt"_L1].toString(), "2025-11-23T07:00:00.000Z"_L1);
    Notice resolved = noticeOfKind(Event::Resolve);
    resolved.alerts[0].endedAt = resolved.alerts[0].startedAt - 1min;
    const QJsonObject alert = alertIn(resolved);
    EXPECT_EQ(alert["endsAt"_L1], alert["startsAt"_L1]);
}

TEST(AlertmanagerBody, HasValidLabelNames)
{
    Notice notice = noticeOfKind();
    notice.alerts[0].labels.insert(QStringLiteral("9 lives-日"), QString(400, u'v'));
    notice.alerts[0].labels.insert(QStringLiteral("empty"), QString());
    const QRegularExpression valid(QStringLiteral("^[a-zA-Z_][a-zA-Z0-9_]*$"));
    const QJsonObject labels = alertIn(notice)["labels"_L1].toObject();
    for (const QString &name : labels.keys())
        EXPECT_TRUE(valid.match(name).hasMatch()) << name.toStdString();
    EXPECT_EQ(labels["_9_lives__"_L1].toString().size(), 400);
    EXPECT_FALSE(labels.contains("empty"_L1));
}

TEST(AlertmanagerBody, ComesInBatches)
{
    Notice notice = noticeOfKind();
    notice.alerts.assign(1'201, toldAlert());
    const std::vector<QByteArray> bodies = alertmanagerBodies(notice, now);
    ASSERT_EQ(bodies.size(), 3u);
    EXPECT_EQ(QJsonDocument::fromJson(bodies[0]).array().size(), 500);
    EXPECT_EQ(QJsonDocument::fromJson(bodies[2]).array().size(), 201);
    notice.alerts.clear();
    EXPECT_TRUE(alertmanagerBodies(notice, now).empty());
}

TEST(AlertmanagerUrl, KeepsAPrefix)
{
    const auto url = [](const char *base) {
        return alertmanagerUrl(QUrl(QString::fromLatin1(base)), QStringLiteral("/api/v2/alerts")).toString();
    };
    EXPECT_EQ(url("https://x.test"), "https://x.test/api/v2/alerts"_L1);
    EXPECT_EQ(url("https://x.test/"), "https://x.test/api/v2/alerts"_L1);
    EXPECT_EQ(url("https://x.test/am/"), "https://x.test/am/api/v2/alerts"_L1);
}

class AlertmanagerCourierTest : public testing::CourierFixture
{
protected:
    Route route{.name = QStringLiteral("am"),
                .kind = Route::Kind::Alertmanager,
                .url = QUrl(QStringLiteral("https://am.example.test/prefix"))};
    std::optional<AlertmanagerCourier> courier{std::in_place, route, parts};

    void withKey(const QByteArray &key)
    {
        secrets.token = key;
        route.key = QStringLiteral("keychain:am");
        courier.emplace(route, parts);
    }
};

TEST_F(AlertmanagerCourierTest, PostsToTheApi)
{
    deliver(*courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, QUrl(QStringLiteral("https://am.example.test/prefix/api/v2/alerts")));
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), QByteArray());
    answer(200, {});
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().status, 200);
}

TEST_F(AlertmanagerCourierTest, SaysWhoWeAre)
{
    withKey("anna:CANARY");
    deliver(*courier, noticeOfKind());
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), "Basic " + QByteArray("anna:CANARY").toBase64());
    route.url = QUrl(QStringLiteral("http://am.example.test"));
    withKey("anna:CANARY");
    deliver(*courier, noticeOfKind());
    EXPECT_EQ(last().outcome, Outcome::Refused) << "no key in the clear";
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(AlertmanagerCourierTest, SendsBatchAfterBatchAndStopsAtAFault)
{
    Notice notice = noticeOfKind();
    notice.alerts.assign(1'000, toldAlert());
    deliver(*courier, notice);
    EXPECT_EQ(wire.requests.size(), 1u);
    answer(200, {});
    EXPECT_EQ(wire.requests.size(), 2u);
    answer(503, {});
    EXPECT_EQ(last().outcome, Outcome::Later);
}

TEST_F(AlertmanagerCourierTest, QuotesWhatItRefuses)
{
    deliver(*courier, noticeOfKind());
    answer(400, R"("start time must be before end time")");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_EQ(last().words, "Alertmanager refused it (HTTP 400): start time must be before end time"_L1);
    deliveries.clear();
    deliver(*courier, noticeOfKind());
    answer(422, R"({"code":602,"message":"body.0.labels in body is required"})");
    EXPECT_TRUE(last().words.endsWith(": body.0.labels in body is required"_L1)) << last().words.toStdString();
    deliveries.clear();
    deliver(*courier, noticeOfKind());
    answer(202, {});
    EXPECT_EQ(last().outcome, Outcome::Refused) << "something else took it";
}

TEST_F(AlertmanagerCourierTest, ProvesATestByFindingIt)
{
    const Notice test = noticeOfKind(Event::Test);
    deliver(*courier, test);
    answer(200, {});
    ASSERT_EQ(wire.requests.size(), 2u);
    EXPECT_EQ(wire.requests[1].method, HttpRequest::Method::Get);
    EXPECT_EQ(wire.requests[1].url.query(QUrl::FullyDecoded), "filter=alertname=\"HubwatchTest\""_L1);
    answer(200, R"([{"labels":{"alertname":"HubwatchTest","test":")" + testLabel(test).toUtf8() + "\"}}]");
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().words, "TEST taken, and Alertmanager shows it"_L1);

    deliveries.clear();
    deliver(*courier, test);
    answer(200, {});
    answer(200, "[]");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    deliveries.clear();
    deliver(*courier, test);
    answer(200, {});
    answer(testing::unreachable(Error::Reach::Timeout));
    EXPECT_EQ(last().outcome, Outcome::Later);
}

TEST_F(AlertmanagerCourierTest, HasNothingToSayOfNothing)
{
    Notice notice = noticeOfKind();
    notice.alerts.clear();
    deliver(*courier, notice);
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_TRUE(wire.requests.empty());
}

} // namespace
} // namespace hubwatch
