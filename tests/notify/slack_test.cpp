#include "notify/slack.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Event = Notice::Event;
using Outcome = Delivery::Outcome;
using Reason = Notice::Reason;
using testing::noticeOfKind;

const QByteArray hook = "https://hooks.slack.com/services/T0/B0/CANARYxyz";
const QByteArray taken = R"({"ok":true,"channel":"C1","ts":"1.2"})";

class SlackCourierTest : public testing::CourierFixture
{
protected:
    Route route{.name = QStringLiteral("team"), .kind = Route::Kind::Slack, .key = QStringLiteral("keychain:slack")};
    std::optional<SlackCourier> courier{std::in_place, route, parts};

    void bot()
    {
        secrets.token = "xoxb-CANARY-1";
        route.channel = QStringLiteral("C1");
        courier.emplace(route, parts);
    }
    QString path(size_t index) const
    {
        return index < wire.requests.size() ? wire.requests[index].url.path() : QString();
    }
};

TEST_F(SlackCourierTest, PostsToTheWebhookThatIsTheSecret)
{
    secrets.token = hook + '\n';
    deliver(*courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, QUrl(QString::fromLatin1(hook)));
    EXPECT_TRUE(wire.requests[0].once);
    EXPECT_TRUE(wire.requests[0].confidential);
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), QByteArray());
    EXPECT_EQ(sent()["text"_L1].toString(), "contacts-sync: API error rate 7.2 %"_L1);
    EXPECT_FALSE(sent()["blocks"_L1].toArray().isEmpty());
    answer(200, "ok");
    EXPECT_EQ(last().outcome, Outcome::Done);
}

TEST_F(SlackCourierTest, NeverNamesTheWebhook)
{
    secrets.token = hook;
    deliver(*courier, noticeOfKind());
    answer(404, "no route /services/T0/B0/CANARYxyz here");
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_FALSE(last().words.contains("CANARY"_L1)) << last().words.toStdString();
    deliveries.clear();
    deliver(*courier, noticeOfKind());
    answer(tl::unexpected(Error{.detail = QString::fromLatin1(hook), .reach = Error::Reach::Timeout}));
    EXPECT_EQ(last().outcome, Outcome::Later);
    EXPECT_EQ(last().words, "Slack (hooks.slack.com) was not reached: no answer in time"_L1);
}

TEST_F(SlackCourierTest, SaysInATestWhatAWebhookCannotDo)
{
    secrets.token = hook;
    deliver(*courier, noticeOfKind(Event::Test));
    EXPECT_TRUE(sent()["text"_L1].toString().startsWith("TEST"_L1));
    answer(200, "ok");
    EXPECT_TRUE(last().words.contains("each notice is a new one"_L1)) << last().words.toStdString();
    EXPECT_EQ(routeLimits(route), slackLimits(route));
    route.channel = QStringLiteral("C1");
    EXPECT_EQ(routeLimits(route), QString());
}

TEST_F(SlackCourierTest, PostsAsABotAndRemembersTheMessage)
{
    bot();
    deliver(*courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, QUrl(QStringLiteral("https://slack.com/api/chat.postMessage")));
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), "Bearer xoxb-CANARY-1");
    EXPECT_EQ(sent()["channel"_L1].toString(), "C1"_L1);
    answer(200, taken);
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().handle, "C1:1.2"_L1);
}

TEST_F(SlackCourierTest, UpdatesTheMessageAndThreadsWhatChanged)
{
    bot();
    deliver(*courier, noticeOfKind(Event::Resolve), QStringLiteral("C1:1.2"));
    EXPECT_EQ(path(0), "/api/chat.update"_L1);
    EXPECT_EQ(sent()["ts"_L1].toString(), "1.2"_L1);
    answer(200, taken);
    ASSERT_TRUE(deliveries.empty());
    EXPECT_EQ(path(1), "/api/chat.postMessage"_L1);
    EXPECT_EQ(sent(1)["thread_ts"_L1].toString(), "1.2"_L1);
    EXPECT_TRUE(sent(1)["text"_L1].toString().endsWith("all is resolved"_L1));
    EXPECT_FALSE(sent(1)["reply_broadcast"_L1].toBool());
    answer(200, R"({"ok":true,"channel":"C1","ts":"9.9"})");
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_EQ(last().handle, "C1:1.2"_L1) << "of the message, not of the reply";
}

TEST_F(SlackCourierTest, ShowsTheChannelWhatNobodyMayMiss)
{
    bot();
    deliver(*courier, noticeOfKind(Event::Trigger, Reason::Worse), QStringLiteral("C1:1.2"));
    answer(200, taken);
    EXPECT_TRUE(sent(1)["reply_broadcast"_L1].toBool());
}

TEST_F(SlackCourierTest, BeginsAnewForANewAlarmAndForATest)
{
    bot();
    deliver(*courier, noticeOfKind(), QStringLiteral("C1:1.2"));
    EXPECT_EQ(path(0), "/api/chat.postMessage"_L1) << "yesterday's message is not where people look";
    EXPECT_FALSE(sent().contains("thread_ts"_L1));
    deliver(*courier, noticeOfKind(Event::Test), QStringLiteral("C1:1.2"));
    EXPECT_EQ(path(1), "/api/chat.postMessage"_L1);
}

TEST_F(SlackCourierTest, PostsAgainWhenItsMessageIsGone)
{
    bot();
    deliver(*courier, noticeOfKind(Event::Resolve), QStringLiteral("C1:1.2"));
    answer(200, R"({"ok":false,"error":"message_not_found"})");
    EXPECT_EQ(path(1), "/api/chat.postMessage"_L1);
    EXPECT_FALSE(sent(1).contains("thread_ts"_L1));
    answer(200, R"({"ok":true,"channel":"C1","ts":"5.5"})");
    EXPECT_EQ(last().handle, "C1:5.5"_L1);
}

TEST_F(SlackCourierTest, TriesTheWholeAgainWhenTheThreadMustWait)
{
    bot();
    deliver(*courier, noticeOfKind(Event::Resolve), QStringLiteral("C1:1.2"));
    answer(200, taken);
    answer(429, R"({"ok":false,"error":"ratelimited"})", {{"Retry-After", "30"}});
    EXPECT_EQ(last().outcome, Outcome::Later);
    EXPECT_EQ(last().wait, std::optional<Duration>(30s));
    EXPECT_EQ(last().handle, "C1:1.2"_L1);
}

TEST_F(SlackCourierTest, IsContentWithTheMessageWhenTheThreadIsRefused)
{
    bot();
    deliver(*courier, noticeOfKind(Event::Resolve), QStringLiteral("C1:1.2"));
    answer(200, taken);
    answer(200, R"({"ok":false,"error":"restricted_action"})");
    EXPECT_EQ(last().outcome, Outcome::Done);
    EXPECT_TRUE(last().words.contains("its thread was not"_L1));
}

TEST_F(SlackCourierTest, NamesTheWayOutOfAKeyItCannotUse)
{
    secrets.token = "xoxb-CANARY";
    deliver(*courier, noticeOfKind());
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_TRUE(last().words.contains("add channel"_L1)) << last().words.toStdString();
    for (const char *key : {"CANARY", "xoxp-CANARY", "http://hooks.example.test/CANARY", "https:///CANARY"}) {
        secrets.token = key;
        deliveries.clear();
        deliver(*courier, noticeOfKind());
        EXPECT_EQ(last().outcome, Outcome::Refused) << key;
        EXPECT_FALSE(last().words.contains("CANARY"_L1)) << last().words.toStdString();
    }
    EXPECT_TRUE(wire.requests.empty());
}

TEST_F(SlackCourierTest, UsesAUrlThatIsNoSecretWithoutAKey)
{
    route.key.clear();
    route.url = QUrl(QStringLiteral("https://relay.example.test/slack"));
    courier.emplace(route, parts);
    deliver(*courier, noticeOfKind());
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, route.url);
}

} // namespace
} // namespace hubwatch
