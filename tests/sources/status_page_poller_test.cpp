#include "sources/status_page_poller.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QByteArray calmPage = R"({"page":{"id":"x","name":"HubSpot","updated_at":"2026-11-25T08:00:00Z"},
    "status":{"indicator":"none","description":"All Systems Operational"},"components":[],"incidents":[],
    "scheduled_maintenances":[]})";

class StatusPagePollerTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QObject::connect(&poller, &StatusPagePoller::polled, &poller,
                         [this](const Result<StatusPage> &page, TimePoint) { pages.push_back(page); });
        poller.start();
        clock.advance(1s);
    }

    FakeHttp http;
    ManualClock clock;
    StatusPagePoller poller{hubSpotStatusPage(), http, clock};
    std::vector<Result<StatusPage>> pages;
};

TEST_F(StatusPagePollerTest, ReadsTheSummaryWithoutAToken)
{
    ASSERT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(http.requests[0].url, QUrl(QStringLiteral("https://status.hubspot.com/api/v2/summary.json")));
    EXPECT_TRUE(headerValue(http.requests[0].headers, "Authorization").isEmpty());
    http.answer(okResponse(calmPage));
    ASSERT_EQ(pages.size(), 1u);
    EXPECT_EQ(pages[0]->level, StatusPage::Level::Operational);
}

TEST_F(StatusPagePollerTest, LooksMoreOftenWhileSomethingIsWrong)
{
    http.answer(okResponse(calmPage));
    clock.advance(StatusPagePoller::calmInterval - 1ms);
    EXPECT_EQ(http.requests.size(), 1u);
    clock.advance(1ms);
    EXPECT_EQ(http.requests.size(), 2u);
    http.answer(unreachable(Error::Reach::Timeout));
    EXPECT_FALSE(pages[1]);
    clock.advance(StatusPagePoller::troubledInterval);
    EXPECT_EQ(http.requests.size(), 3u);
}

TEST_F(StatusPagePollerTest, EndsWhenStopped)
{
    poller.stop();
    EXPECT_EQ(http.waiting(), 0u);
    clock.advance(1h);
    EXPECT_EQ(http.requests.size(), 1u);
}

} // namespace

} // namespace hubwatch::testing
