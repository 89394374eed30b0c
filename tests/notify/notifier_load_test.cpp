// 5,000 alerts in 500 groups at once.
#include "notify_fixture.h"
#include "support/patience.h"

#include <ctime>
#include <iostream>

namespace hubwatch {
namespace {

using namespace testing;

std::vector<AlertNews> storm()
{
    std::vector<AlertNews> news;
    for (int service = 0; service < 500; ++service) {
        for (int rule = 0; rule < 10; ++rule)
            news.push_back(firing(QStringLiteral("service-%1").arg(service), QStringLiteral("rule-%1").arg(rule)));
    }
    return news;
}

class NotifierLoadTest : public NotifyFixture
{
protected:
    /// By the processor's time: what else the machine does must not decide.
    qint64 taken(const std::vector<AlertNews> &news)
    {
        const std::clock_t begun = std::clock();
        notifier->take(news);
        const qint64 took = (std::clock() - begun) * 1000 / CLOCKS_PER_SEC;
        std::cout << "take() of " << news.size() << " alerts: " << took << " ms\n";
        return took;
    }
};

TEST_F(NotifierLoadTest, GroupsFiveThousandAlertsInATenthOfASecond)
{
    start({routeOf(Route::Kind::Slack, QStringLiteral("slack"))});
    EXPECT_LT(taken(storm()), 100 * patience());
    const std::clock_t begun = std::clock();
    clock.advance(30s);
    std::cout << "500 groups into the outbox: " << (std::clock() - begun) * 1000 / CLOCKS_PER_SEC << " ms\n";
    EXPECT_EQ(notifier->waiting(), 500);
    deliverAll();
    EXPECT_EQ(notifier->waiting(), 0);
    EXPECT_EQ(at(QStringLiteral("slack")).calls.size(), 500u);
}

TEST_F(NotifierLoadTest, PutsFiveThousandPagesIntoTheOutboxAtOnce)
{
    start({routeOf(Route::Kind::PagerDuty, QStringLiteral("pager"))});
    EXPECT_LT(taken(storm()), 3000 * patience());
    EXPECT_EQ(notifier->waiting(), 5000);
    const TimePoint now = clock.now();
    start({routeOf(Route::Kind::PagerDuty, QStringLiteral("pager"))});
    EXPECT_EQ(notifier->waiting(), 5000) << "all of them are on disk";
    EXPECT_EQ(clock.now(), now);
}

} // namespace
} // namespace hubwatch
