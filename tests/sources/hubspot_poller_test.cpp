#include "sources/hubspot_poller.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QByteArray detailsBody = R"({"portalId":4242,"accountType":"SANDBOX","timeZone":"Asia/Tokyo",
    "companyCurrency":"JPY","utcOffset":"+09:00","utcOffsetMilliseconds":32400000,"uiDomain":"app.hubspot.com",
    "dataHostingLocation":"na1"})";
const QByteArray usageBody = R"({"results":[{"name":"private-apps-api-calls-daily","usageLimit":650000,
    "currentUsage":1200,"collectedAt":"2026-11-25T08:00:00Z","fetchStatus":"SUCCESS",
    "resetsAt":"2026-11-25T15:00:00Z"}]})";
const QByteArray auditBody = R"({"results":[]})";

tl::unexpected<Error> refused(int status)
{
    return tl::unexpected(Error{.kind = Error::Kind::Unauthorized, .detail = QStringLiteral("no"), .status = status});
}

class HubSpotPollerTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QObject::connect(&poller, &HubSpotPoller::polled, &poller,
                         [this](const HubSpotAnswer &answer) { answers.push_back(answer); });
        poller.start();
    }

    QString path(size_t index) const { return http.requests.at(index).url.path(); }
    size_t asked(const char *part) const
    {
        size_t count = 0;
        for (const HttpRequest &request : http.requests)
            count += request.url.path().contains(QLatin1StringView(part)) ? 1U : 0U;
        return count;
    }
    /// Moves on, answering whatever is asked.
    void live(Duration time, bool good = true)
    {
        for (Duration passed = 0s; passed < time; passed += 500ms) {
            clock.advance(500ms);
            while (http.waiting() > 0) {
                const QString last = http.requests.back().url.path();
                if (!good)
                    http.answer(refused(401));
                else if (last.contains(QStringLiteral("api-usage")))
                    http.answer(okResponse(usageBody));
                else
                    http.answer(okResponse(last.contains(QStringLiteral("security")) ? auditBody : detailsBody));
            }
        }
    }

    FakeHttp http;
    ManualClock clock;
    HubSpotPoller poller{QStringLiteral("prod"), QUrl(QStringLiteral("https://api.hubapi.com")), http, clock};
    std::vector<HubSpotAnswer> answers;
};

TEST_F(HubSpotPollerTest, ProbesFirstThenAsksTheRest)
{
    clock.advance(500ms);
    ASSERT_EQ(http.requests.size(), 1u);
    EXPECT_TRUE(path(0).endsWith(QStringLiteral("/details"))) << path(0).toStdString();
    http.answer(okResponse(detailsBody));
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].details->portal, 4242);
    EXPECT_EQ(answers[0].next - answers[0].at, 60s);
    live(3s);
    EXPECT_EQ(asked("api-usage"), 1u);
    EXPECT_EQ(asked("security"), 1u);
    EXPECT_EQ(answers.at(1).usage->used, 1200);
}

TEST_F(HubSpotPollerTest, KeepsThePlansPace)
{
    live(1h + 5s);
    EXPECT_NEAR(double(asked("details")), 61, 1);
    EXPECT_NEAR(double(asked("api-usage")), 13, 1);
    EXPECT_NEAR(double(asked("security")), 3, 1);
}

TEST_F(HubSpotPollerTest, OnlyProbesWhileTheTokenIsRefused)
{
    live(3s);
    const size_t before = http.requests.size();
    live(10min, false);
    EXPECT_LE(http.requests.size() - before, 12u); // the probes, and one question that was due before the first of them
    EXPECT_LE(asked("api-usage"), 2u);
    live(2min);
    EXPECT_GE(asked("api-usage"), 2u); // and goes on by itself
}

TEST_F(HubSpotPollerTest, AsksOnceAnHourForWhatAScopeForbids)
{
    clock.advance(500ms);
    http.answer(okResponse(detailsBody));
    for (Duration passed = 0s; passed < 3h; passed += 1s) {
        clock.advance(1s);
        while (http.waiting() > 0) {
            const QString last = http.requests.back().url.path();
            if (last.contains(QStringLiteral("security")))
                http.answer(refused(403));
            else
                http.answer(okResponse(last.contains(QStringLiteral("api-usage")) ? usageBody : detailsBody));
        }
    }
    EXPECT_LE(asked("security"), 3u);
    EXPECT_GE(asked("security"), 2u);
}

TEST_F(HubSpotPollerTest, NeverHasTwoQuestionsOut)
{
    clock.advance(500ms);
    poller.pollNow();
    clock.advance(10min);
    EXPECT_EQ(http.requests.size(), 1u);
    http.answer(okResponse(detailsBody));
    clock.advance(0ms);
    EXPECT_EQ(http.waiting(), 1u);
}

TEST_F(HubSpotPollerTest, IsSilentOnceStopped)
{
    clock.advance(500ms);
    poller.stop();
    EXPECT_EQ(http.waiting(), 0u);
    clock.advance(1h);
    EXPECT_EQ(http.requests.size(), 1u);
    EXPECT_TRUE(answers.empty());
}

TEST_F(HubSpotPollerTest, FollowsANewPlan)
{
    live(3s);
    HubSpotPlan slow;
    slow.details = 10min;
    poller.setPlan(slow);
    const size_t before = asked("details");
    live(10min);
    EXPECT_LE(asked("details") - before, 1u);
}

TEST_F(HubSpotPollerTest, TellsAnAnswerItCannotRead)
{
    clock.advance(500ms);
    http.answer(okResponse("<html>Welcome to the hotel</html>"));
    ASSERT_EQ(answers.size(), 1u);
    ASSERT_TRUE(answers[0].error);
    EXPECT_EQ(answers[0].error->kind, Error::Kind::Malformed);
}

} // namespace

} // namespace hubwatch::testing
