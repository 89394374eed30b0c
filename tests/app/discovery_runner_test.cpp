#include "app/engine/discovery_runner.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class DiscoveryRunnerTest : public ::testing::Test
{
protected:
    testing::FakeHttp http;
    std::vector<Discovery> found;
    std::unique_ptr<DiscoveryRunner> runner
        = std::make_unique<DiscoveryRunner>(http, [this](const Discovery &one) { found.push_back(one); });
};

TEST_F(DiscoveryRunnerTest, AsksThreeEndpointsAndProposesWhatAnswered)
{
    runner->start(QStringLiteral("localhost:3000/metrics"));
    ASSERT_TRUE(http.answer(testing::okResponse("# TYPE hubspot_api_calls_total counter\n"
                                                "hubspot_api_calls_total{status=\"success\"} 1\n")));
    ASSERT_TRUE(http.answer(testing::okResponse("ok")));
    ASSERT_TRUE(http.answer(testing::unreachable(Error::Reach::Refused)));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].usable);
    EXPECT_EQ(found[0].series, 1U);
    EXPECT_EQ(found[0].proposal.name, QStringLiteral("local-3000"));
    EXPECT_EQ(found[0].proposal.metrics, QStringLiteral("/metrics"));
    EXPECT_EQ(found[0].proposal.health, QStringLiteral("/health"));
    EXPECT_EQ(found[0].proposal.readiness, QString()) << "a path nobody answers is not proposed";
    EXPECT_FALSE(found[0].missing.isEmpty());
}

TEST_F(DiscoveryRunnerTest, AnswersForTextThatIsNoUrlWithoutAskingAnybody)
{
    for (const char *pasted : {"", "ftp://host", "http://user:pass@host/metrics", "http://"}) {
        found.clear();
        runner->start(QString::fromLatin1(pasted));
        ASSERT_EQ(found.size(), 1U) << pasted;
        EXPECT_FALSE(found[0].usable) << pasted;
        EXPECT_EQ(found[0].missing.size(), 1) << pasted;
    }
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(DiscoveryRunnerTest, IsSilentWhenItDies)
{
    runner->start(QStringLiteral("localhost:3000"));
    runner.reset();
    EXPECT_EQ(http.waiting(), 0U);
    EXPECT_TRUE(found.empty());
}

} // namespace
} // namespace hubwatch
