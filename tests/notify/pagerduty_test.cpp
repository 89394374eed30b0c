#include "notify/pagerduty.h"

#include "notify/courier_fixture.h"
#include "sim/sim_pager.h"

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Event = Notice::Event;
using Outcome = Delivery::Outcome;
using testing::emoji;
using testing::noticeOfKind;
using testing::toldAlert;

const QByteArray routingKey = "CANARY7890abcdef1234567890abcdef";

QJsonObject eventOf(const Notice &notice, PagerDutyAction action = PagerDutyAction::Trigger)
{
    const QByteArray body = pagerDutyEvent(notice, action, Secret::copyOf(routingKey), QStringLiteral("Hubwatch on x"));
    EXPECT_LE(body.size(), 512'000);
    const QJsonObject event = QJsonDocument::fromJson(body).object();
    EXPECT_EQ(pagerFaults(event, QString::fromLatin1(routingKey)), QStringList()) << "the stand-in takes it";
    return event;
}

TEST(PagerDutyEvent, HasWhatTheEventsApiWants)
{
    const QJsonObject event = eventOf(noticeOfKind());
    EXPECT_EQ(event["event_action"_L1].toString(), "trigger"_L1);
    EXPECT_EQ(event["dedup_key"_L1].toString(), "hubwatch/contacts-sync/api.error_rate"_L1);
    EXPECT_EQ(event["client"_L1].toString(), "Hubwatch on x"_L1);
    const QJsonObject payload = event["payload"_L1].toObject();
    EXPECT_EQ(payload["summary"_L1].toString(), "contacts-sync: API error rate 7.2 %"_L1);
    EXPECT_EQ(payload["source"_L1].toString(), "contacts-sync"_L1);
    EXPECT_EQ(payload["severity"_L1].toString(), "critical"_L1);
    EXPECT_EQ(payload["timestamp"_L1].toString(), "2025-11-23T07:55:00.000Z"_L1);
    EXPECT_EQ(payload["component"_L1].toString(), "contacts-sync"_L1);
    EXPECT_EQ(payload["group"_L1].toString(), "contacts-sync"_L1);
    EXPECT_EQ(payload["class"_L1].toString(), "api.error_rate"_L1);
    EXPECT_EQ(payload["custom_details"_L1]["cause"_L1].toString(), "error burst"_L1);
    EXPECT_EQ(payload["custom_details"_L1]["label account"_L1].toString(), "prod"_L1);
}

TEST(PagerDutyEvent, NamesTheSeverityAsPagerDutyDoes)
{
    Notice notice = noticeOfKind();
    notice.alerts[0].severity = Rule::Severity::Notify;
    EXPECT_EQ(eventOf(notice)["payload"_L1]["severity"_L1].toString(), "warning"_L1);
    notice.alerts[0].severity = Rule::Severity::Ticket;
    EXPECT_EQ(eventOf(notice)["payload"_L1]["severity"_L1].toString(), "info"_L1);
}

TEST(PagerDutyEvent, HasOneKeyForEveryAction)
{
    Notice notice = noticeOfKind();
    notice.key = QStringLiteral("hubwatch/") + QString(400, u'k');
    const QString key = eventOf(notice)["dedup_key"_L1].toString();
    EXPECT_EQ(key.size(), 255);
    EXPECT_EQ(eventOf(notice, PagerDutyAction::Acknowledge)["dedup_key"_L1].toString(), key);
    EXPECT_EQ(eventOf(notice, PagerDutyAction::Resolve)["dedup_key"_L1].toString(), key);
    notice.key += u'x';
    EXPECT_NE(eventOf(notice)["dedup_key"_L1].toString(), key) << "two long keys stay two";
}

TEST(PagerDutyEvent, DropsTwoMegabytesOfDetailsWithANote)
{
    Notice notice = noticeOfKind();
    notice.alerts[0].details = QString(2'000'000, u'd');
    const QJsonObject details = eventOf(notice)["payload"_L1]["custom_details"_L1].toObject();
    EXPECT_EQ(details.keys(), QStringList{QStringLiteral("note")});
    EXPECT_TRUE(details["note"_L1].toString().contains("512000"_L1)) << details["note"_L1].toString().toStdString();
}

TEST(PagerDutyEvent, CutsASummaryOfEmojiAndLongLabels)
{
    Notice notice = noticeOfKind();
    notice.alerts[0].title = emoji.repeated(5'000);
    notice.alerts[0].id.service = QString(400, u's');
    notice.alerts[0].labels.insert(QString(400, u'l'), QString(400, u'v'));
    notice.group = QString(400, u'g');
    const QJsonObject payload = eventOf(notice)["payload"_L1].toObject();
    EXPECT_EQ(payload["summary"_L1].toString().toUcs4().size(), 1'024);
    EXPECT_TRUE(payload["summary"_L1].toString().endsWith(QChar(0x2026)));
    EXPECT_EQ(payload["source"_L1].toString().size(), 255);
}

TEST(PagerDutyEvent, ListsWhatItIsAboutWhenItIsMore)
{
    Notice notice = noticeOfKind();
    notice.alerts.push_back(toldAlert("deals-sync"));
    const QJsonObject payload = eventOf(notice)["payload"_L1].toObject();
    EXPECT_EQ(payload["custom_details"_L1]["alerts"_L1].toArray().size(), 2);
    EXPECT_TRUE(payload["summary"_L1].toString().endsWith("(+ 1 more)"_L1));
}

class PagerDutyCourierTest : public testing::CourierFixture
{
protected:
    Route route{
        .name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty, .key = QStringLiteral("keychain:pagerduty")};
    std::optional<PagerDutyCourier> courier{std::in_place, route, parts};

    void SetUp() override { secrets.token = routingKey; }
    QByteArray taken(const QString &key) const
    {
        return R"({"status":"success","message":"Event processed","dedup_key":")" + key.toUtf8() + "\"}";
    }
};

TEST_F(PagerDutyCourierTest, SendsToTheUsOrWhereTheRouteSays)
{
    deliver(*courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, QUrl(QStringLiteral("https://events.pagerduty.com/v2/enqueue")));
    answer(202, taken(noticeOfKind().key));
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().status, 202);
    EXPECT_EQ(last().words, QStringLiteral("Event processed"));
    EXPECT_EQ(last().handle, noticeOfKind().key);

    route.url = QUrl(QStringLiteral("https://events.eu.pagerduty.com/v2/enqueue"));
    deliveries.clear();
    courier.emplace(route, parts);
    deliver(*courier, noticeOfKind(Event::Resolve));
    ASSERT_EQ(wire.requests.size(), 2u);
    EXPECT_EQ(wire.requests[1].url, route.url);
    EXPECT_EQ(sent(1)["event_action"_L1].toString(), "resolve"_L1);
}

TEST_F(PagerDutyCourierTest, PassesAnAcknowledgementOn)
{
    deliver(*courier, noticeOfKind(Event::Acknowledge));
    EXPECT_EQ(sent()["event_action"_L1].toString(), "acknowledge"_L1);
    EXPECT_EQ(sent()["dedup_key"_L1].toString(), noticeOfKind().key);
}

TEST_F(PagerDutyCourierTest, SaysWhatPagerDutyDoesNotTake)
{
    deliver(*courier, noticeOfKind());
    answer(400, R"x({"status":"invalid event","message":"Event object is invalid",
                    "errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]})x");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_TRUE(last().words.contains("Event object is invalid: Length of 'routing_key' is incorrect"_L1));
    EXPECT_TRUE(last().words.contains("check that keychain:pagerduty holds the integration key"_L1))
        << last().words.toStdString();
}

TEST_F(PagerDutyCourierTest, ComesBackLaterWhenThrottled)
{
    deliver(*courier, noticeOfKind());
    answer(429, R"({"status":"throttle exceeded","message":"Please retry later."})", {{"Retry-After", "7"}});
    EXPECT_EQ(last().outcome, Outcome::Later);
    EXPECT_EQ(last().wait, std::optional<Duration>(7s));
    EXPECT_TRUE(last().words.contains("Please retry later."_L1));
}

TEST_F(PagerDutyCourierTest, DoesNotTakeAnyGoodStatusForPagerDutys)
{
    deliver(*courier, noticeOfKind());
    answer(200, "<html>hello</html>");
    EXPECT_EQ(last().outcome, Outcome::Refused);
}

TEST_F(PagerDutyCourierTest, ProvesATestByItsKeyAndResolvesIt)
{
    const Notice test = noticeOfKind(Event::Test);
    deliver(*courier, test);
    EXPECT_TRUE(sent()["payload"_L1]["summary"_L1].toString().startsWith("TEST"_L1));
    answer(202, taken(test.key));
    ASSERT_TRUE(deliveries.empty()) << "not before it is resolved";
    ASSERT_EQ(wire.requests.size(), 2u);
    EXPECT_EQ(sent(1)["event_action"_L1].toString(), "resolve"_L1);
    EXPECT_EQ(sent(1)["dedup_key"_L1], sent()["dedup_key"_L1]);
    answer(202, taken(test.key));
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_TRUE(last().words.startsWith("TEST triggered and resolved"_L1));
}

TEST_F(PagerDutyCourierTest, DoesNotBelieveATestThatNamesAnotherKey)
{
    deliver(*courier, noticeOfKind(Event::Test));
    answer(202, R"({"status":"success"})");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(PagerDutyCourierTest, TriesATestAgainWhoseResolveDidNotArrive)
{
    deliver(*courier, noticeOfKind(Event::Test));
    answer(202, taken(noticeOfKind(Event::Test).key));
    answer(testing::unreachable(Error::Reach::Timeout));
    EXPECT_EQ(last().outcome, Outcome::Later);
}

TEST_F(PagerDutyCourierTest, KeepsTheKeyToHttps)
{
    route.url = QUrl(QStringLiteral("http://pager.example.test/v2/enqueue"));
    courier.emplace(route, parts);
    deliver(*courier, noticeOfKind());
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_EQ(secrets.reads, 0);
    EXPECT_TRUE(wire.requests.empty());
}

} // namespace
} // namespace hubwatch
