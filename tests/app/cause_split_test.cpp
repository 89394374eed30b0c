#include "app/triage/cause_split.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using SplitCause = ApiError::Cause;

constexpr TimePoint splitAt(1'763'884'800s);

FailedCall failedCall(Duration after, SplitCause cause, int status, std::optional<Duration> retryAfter = {})
{
    return {.at = splitAt + after, .error = {.cause = cause, .status = status, .retryAfter = retryAfter}};
}

EndpointCalls countedCalls(const char *endpoint, const char *status, double now)
{
    return {.endpoint = QString::fromLatin1(endpoint), .byStatus = {{QString::fromLatin1(status), {.now = now}}}};
}

TEST(CauseSplit, GroupsByCauseTheMostFirst)
{
    const std::vector<FailedCall> failures{
        failedCall(9s, SplitCause::TokenExpired, 401), failedCall(5s, SplitCause::TokenInvalid, 401),
        failedCall(1s, SplitCause::TokenInvalid, 401), failedCall(1s, SplitCause::ServerFault, 500)};
    const auto causes = authSplit(failures, {});
    ASSERT_EQ(causes.size(), 2U);
    EXPECT_EQ(causes[0].cause, SplitCause::TokenInvalid);
    EXPECT_EQ(causes[0].count, 2);
    EXPECT_EQ(causes[0].newest, splitAt + 5s);
    EXPECT_TRUE(causes[1].words.startsWith(u"expired: the refresh did not run"));
    EXPECT_EQ(causes[1].waitUntil, std::nullopt) << "waiting mends no token";
}

TEST(CauseSplit, NamesTheScopesOfA403)
{
    FailedCall call = failedCall(0s, SplitCause::MissingScopes, 403);
    call.error.scopes = {QStringLiteral("crm.objects.deals.read")};
    EXPECT_TRUE(authSplit({{call}}, {})[0].words.contains(u"crm.objects.deals.read"));
}

TEST(CauseSplit, SaysUntilWhenWaitingHelps)
{
    const std::vector<FailedCall> failures{
        failedCall(8s, SplitCause::RateTenSecondly, 429), failedCall(4s, SplitCause::RateDaily, 429, 60s),
        failedCall(3s, SplitCause::RateOther, 429, 20s), failedCall(2s, SplitCause::RateOther, 429, 90s),
        failedCall(1s, SplitCause::ImportLimit, 429, 5s)};
    const auto until = [](const std::vector<CauseCount> &causes, SplitCause cause) {
        const auto found = std::ranges::find(causes, cause, &CauseCount::cause);
        return found == causes.end() ? std::nullopt : found->waitUntil;
    };
    const auto causes = rateSplit(failures, {}, splitAt + 9h);
    EXPECT_EQ(until(causes, SplitCause::RateTenSecondly), splitAt + 18s);
    EXPECT_EQ(until(causes, SplitCause::RateDaily), splitAt + 9h);
    EXPECT_EQ(until(causes, SplitCause::RateOther), splitAt + 92s) << "the latest of them";
    EXPECT_EQ(until(causes, SplitCause::ImportLimit), std::nullopt) << "waiting does not help";
    EXPECT_EQ(until(rateSplit(failures, {}, std::nullopt), SplitCause::RateDaily), splitAt + 64s);
}

TEST(CauseSplit, TellsOfMetricsOnlyWhatTheyCanTell)
{
    const std::vector<EndpointCalls> calls{countedCalls("a", "401", 7), countedCalls("b", "403", 2),
                                           countedCalls("contacts.search", "429", 5), countedCalls("c", "429", 90)};
    const auto auth = authSplit({}, calls);
    ASSERT_EQ(auth.size(), 2U);
    EXPECT_EQ(auth[0].status, 401);
    EXPECT_EQ(auth[0].count, 7);
    EXPECT_TRUE(auth[1].words.startsWith(u"HubSpot does not tell why in metrics"));
    const auto rate = rateSplit({}, calls, splitAt);
    ASSERT_EQ(rate.size(), 2U);
    EXPECT_EQ(rate[0].count, 90);
    EXPECT_EQ(rate[1].cause, SplitCause::RateSecondly);
    EXPECT_EQ(rate[1].waitUntil, std::nullopt);
    EXPECT_EQ(authSplit({{failedCall(0s, SplitCause::TokenExpired, 401)}}, calls).size(), 2U)
        << "the failed calls tell of 401s; of 403s the metrics still do";
}

} // namespace
} // namespace hubwatch
