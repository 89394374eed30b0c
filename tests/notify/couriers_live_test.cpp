// The couriers over real HTTP against the strict stand-ins of PagerDuty and Slack.
#include "base/system_clock.h"
#include "net/qt_http.h"
#include "notify/courier_fixture.h"
#include "sim/sim_pager.h"
#include "sim/sim_slack.h"

#include <QTest>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Event = Notice::Event;
using Outcome = Delivery::Outcome;
using testing::emoji;
using testing::noticeOfKind;
using testing::toldAlert;

/// Ten seconds are too long to wait for in a test.
class ImpatientHttp : public HttpClient
{
public:
    void send(HttpRequest request, QObject *context, Reply reply) override
    {
        EXPECT_EQ(request.timeout, 10s);
        request.timeout = timeout;
        m_wire.send(std::move(request), context, std::move(reply));
    }

    Duration timeout = 10s;

private:
    QtHttp m_wire;
};

class LiveCourierTest : public ::testing::Test
{
protected:
    SystemClock clock;
    ImpatientHttp wire;
    testing::FakeReader secrets{clock};
    testing::FakeDesktop desktop;
    CourierParts parts{wire, secrets, clock, desktop, QStringLiteral("Hubwatch on desk")};
    QObject context;

    Delivery deliver(const Route &route, const Notice &notice, const QString &handle = {})
    {
        const std::unique_ptr<Courier> courier = makeCourier(route, parts);
        std::optional<Delivery> done;
        courier->deliver(notice, handle, &context, [&done](const Delivery &delivery) { done = delivery; });
        EXPECT_TRUE(QTest::qWaitFor([&done] { return done.has_value(); }, 15'000));
        return done.value_or(Delivery{});
    }
};

class LivePagerTest : public LiveCourierTest
{
protected:
    SimPager pager{clock, 1};
    Route route{.name = QStringLiteral("oncall"),
                .kind = Route::Kind::PagerDuty,
                .key = QStringLiteral("env:HUBWATCH_SIM_PAGER")};

    void SetUp() override
    {
        ASSERT_TRUE(pager.listen(0));
        route.url = pager.url();
        secrets.token = pager.routingKey().toLatin1();
    }
};

TEST_F(LivePagerTest, TellsAcknowledgesAndResolvesOnePage)
{
    for (const Event event : {Event::Trigger, Event::Acknowledge, Event::Resolve}) {
        const Delivery delivery = deliver(route, noticeOfKind(event));
        EXPECT_EQ(delivery.outcome, Outcome::Done) << delivery.words.toStdString();
        EXPECT_EQ(delivery.status, 202);
    }
    ASSERT_EQ(pager.pages().size(), 1u);
    const SimPage &page = pager.pages().begin()->second;
    EXPECT_EQ(page.state, SimPage::State::Resolved);
    EXPECT_EQ(page.opened, 1);
    EXPECT_EQ(page.acknowledges, 1);
}

TEST_F(LivePagerTest, ProvesATest)
{
    const Delivery delivery = deliver(route, noticeOfKind(Event::Test));
    EXPECT_EQ(delivery.outcome, Outcome::Done) << delivery.words.toStdString();
    const SimPage &page = pager.pages().at(noticeOfKind(Event::Test).key);
    EXPECT_EQ(page.state, SimPage::State::Resolved);
    EXPECT_TRUE(page.summary.startsWith("TEST"_L1));
}

TEST_F(LivePagerTest, IsTakenHoweverLargeTheNotice)
{
    Notice notice = noticeOfKind();
    notice.alerts.assign(500, toldAlert());
    notice.alerts[0].title = emoji.repeated(5'000);
    notice.alerts[0].details = QString(2'000'000, u'd');
    notice.alerts[0].labels.insert(QString(400, u'l'), QString(400, u'v'));
    notice.key = QString(400, u'k');
    const Delivery delivery = deliver(route, notice);
    EXPECT_EQ(delivery.outcome, Outcome::Done) << delivery.words.toStdString();
    EXPECT_EQ(deliver(route, notice).handle, delivery.handle);
}

TEST_F(LivePagerTest, IsRefusedWithAWrongKeyThatIsNotShown)
{
    secrets.token = "CANARY7890abcdef1234567890abcdef";
    const Delivery delivery = deliver(route, noticeOfKind());
    EXPECT_EQ(delivery.outcome, Outcome::Refused);
    EXPECT_EQ(delivery.status, 400);
    EXPECT_TRUE(delivery.words.contains("Invalid routing key"_L1)) << delivery.words.toStdString();
    EXPECT_TRUE(delivery.words.contains("env:HUBWATCH_SIM_PAGER"_L1));
    EXPECT_FALSE(delivery.words.contains("CANARY"_L1));
}

TEST_F(LivePagerTest, WaitsWhenToldAndWhenNobodyAnswers)
{
    ASSERT_TRUE(pager.control(QStringLiteral("answers"), {{"status"_L1, 429}, {"retryAfter"_L1, 30}}));
    Delivery delivery = deliver(route, noticeOfKind());
    EXPECT_EQ(delivery.outcome, Outcome::Later);
    EXPECT_EQ(delivery.wait, std::optional<Duration>(30s));
    ASSERT_TRUE(pager.control(QStringLiteral("answers"), {{"status"_L1, "swallow"_L1}}));
    wire.timeout = 300ms;
    delivery = deliver(route, noticeOfKind());
    EXPECT_EQ(delivery.outcome, Outcome::Later);
    EXPECT_EQ(delivery.status, 0);
    EXPECT_GE(delivery.took, 300ms);
    EXPECT_TRUE(delivery.words.contains("no answer in time"_L1)) << delivery.words.toStdString();
    wire.timeout = 10s;
    EXPECT_EQ(deliver(route, noticeOfKind()).outcome, Outcome::Done);
    EXPECT_EQ(pager.pages().begin()->second.triggers, 2) << "sent again, it was there already";
    EXPECT_EQ(pager.pages().begin()->second.opened, 1) << "and rang once";
}

class LiveSlackTest : public LiveCourierTest
{
protected:
    SimSlack slack{clock, 1};
    Route route{
        .name = QStringLiteral("team"), .kind = Route::Kind::Slack, .key = QStringLiteral("env:HUBWATCH_SIM_SLACK")};

    void SetUp() override
    {
        ASSERT_TRUE(slack.listen(0));
        route.url = slack.url();
        secrets.token = slack.webhookUrl().toEncoded();
    }
    void bot()
    {
        route.channel = SimSlack::channel();
        secrets.token = slack.botToken().toLatin1();
    }
    QString hidden() const { return slack.webhookUrl().path().section(u'/', -1); }
};

TEST_F(LiveSlackTest, PostsToTheWebhook)
{
    for (const Event event : {Event::Trigger, Event::Acknowledge, Event::Resolve, Event::Test}) {
        const Delivery delivery = deliver(route, noticeOfKind(event));
        EXPECT_EQ(delivery.outcome, Outcome::Done) << delivery.words.toStdString();
    }
    EXPECT_EQ(slack.messages().size(), 4u);
}

TEST_F(LiveSlackTest, IsTakenHoweverLargeTheNotice)
{
    Notice notice = noticeOfKind();
    notice.alerts.assign(500, toldAlert());
    for (ToldAlert &alert : notice.alerts) {
        alert.title = emoji.repeated(5'000);
        alert.details = QString(4'000, u'&');
    }
    EXPECT_EQ(deliver(route, notice).outcome, Outcome::Done);
}

TEST_F(LiveSlackTest, SaysWhyTheWebhookIsRefusedAndNotWhichItIs)
{
    for (const int status : {403, 404, 410}) {
        ASSERT_TRUE(slack.control(QStringLiteral("answers"), {{"status"_L1, status}}));
        const Delivery delivery = deliver(route, noticeOfKind());
        EXPECT_EQ(delivery.outcome, Outcome::Refused);
        EXPECT_EQ(delivery.status, status);
        EXPECT_FALSE(delivery.words.contains(hidden())) << delivery.words.toStdString();
        EXPECT_FALSE(delivery.words.contains("/services"_L1)) << delivery.words.toStdString();
    }
    secrets.token = slack.webhookUrl().toEncoded() + "x";
    const Delivery wrong = deliver(route, noticeOfKind());
    EXPECT_EQ(wrong.status, 403);
    EXPECT_TRUE(wrong.words.contains("invalid_token (the webhook was revoked"_L1)) << wrong.words.toStdString();
    EXPECT_TRUE(slack.messages().empty());
}

TEST_F(LiveSlackTest, WaitsUntilTheDateThatSlackNames)
{
    ASSERT_TRUE(
        slack.control(QStringLiteral("answers"), {{"status"_L1, 429}, {"retryAfter"_L1, 30}, {"asDate"_L1, true}}));
    const Delivery delivery = deliver(route, noticeOfKind());
    EXPECT_EQ(delivery.outcome, Outcome::Later);
    ASSERT_TRUE(delivery.wait);
    EXPECT_GT(*delivery.wait, 27s);
    EXPECT_LE(*delivery.wait, 30s);
}

TEST_F(LiveSlackTest, DoesNotNameAWebhookThatHangsOrIsDown)
{
    ASSERT_TRUE(slack.control(QStringLiteral("answers"), {{"status"_L1, "hang"_L1}}));
    wire.timeout = 300ms;
    const Delivery hanging = deliver(route, noticeOfKind());
    EXPECT_EQ(hanging.outcome, Outcome::Later);
    EXPECT_FALSE(hanging.words.contains("services"_L1)) << hanging.words.toStdString();
    secrets.token = "http://127.0.0.1:1/services/T0/B0/CANARYxyz";
    const Delivery down = deliver(route, noticeOfKind());
    EXPECT_EQ(down.outcome, Outcome::Later);
    EXPECT_FALSE(down.words.contains("CANARY"_L1)) << down.words.toStdString();
}

TEST_F(LiveSlackTest, KeepsOneMessageAsABot)
{
    bot();
    const Delivery posted = deliver(route, noticeOfKind());
    ASSERT_EQ(posted.outcome, Outcome::Done) << posted.words.toStdString();
    const Delivery acknowledged = deliver(route, noticeOfKind(Event::Acknowledge), posted.handle);
    EXPECT_EQ(acknowledged.handle, posted.handle);
    EXPECT_EQ(deliver(route, noticeOfKind(Event::Resolve), posted.handle).outcome, Outcome::Done);
    ASSERT_EQ(slack.messages().size(), 3u);
    EXPECT_EQ(slack.messages()[0].updates, 2);
    EXPECT_TRUE(slack.messages()[0].text.startsWith("Resolved"_L1));
    EXPECT_EQ(slack.messages()[1].thread, slack.messages()[0].ts);
    EXPECT_EQ(slack.messages()[2].thread, slack.messages()[0].ts);
}

TEST_F(LiveSlackTest, SaysWhatTheBotMayNot)
{
    bot();
    route.channel = QStringLiteral("C0SIMOTHER");
    EXPECT_TRUE(deliver(route, noticeOfKind()).words.contains("/invite"_L1));
    route.channel = SimSlack::channel();
    secrets.token = "xoxb-CANARY";
    const Delivery wrong = deliver(route, noticeOfKind());
    EXPECT_EQ(wrong.outcome, Outcome::Refused);
    EXPECT_TRUE(wrong.words.contains("invalid_auth"_L1)) << wrong.words.toStdString();
}

} // namespace
} // namespace hubwatch
