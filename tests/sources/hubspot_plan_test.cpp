#include "sources/hubspot_plan.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

constexpr std::int64_t dailyCallBudget = 2'000;

TEST(HubSpotPlanTest, KeepsItsPaceInsideTheBudget)
{
    const HubSpotPlan plan = hubSpotPlan(60s, dailyCallBudget, 0, 24h);
    EXPECT_EQ(plan, HubSpotPlan());
    EXPECT_FALSE(plan.slowed);
    EXPECT_EQ(plan.callsPerDay(), 1440 + 288 + 48);
    EXPECT_LE(plan.callsPerDay(), dailyCallBudget);
}

TEST(HubSpotPlanTest, StretchesWhatWouldPassTheBudget)
{
    const HubSpotPlan plan = hubSpotPlan(5s, dailyCallBudget, 0, 24h);
    EXPECT_TRUE(plan.slowed);
    EXPECT_LE(plan.callsPerDay(), dailyCallBudget);
    EXPECT_GT(plan.callsPerDay(), dailyCallBudget * 95 / 100);
    EXPECT_GT(plan.details, 5s);
}

TEST(HubSpotPlanTest, SlowsDownForCallsSomebodyElseMadeOfThisConsole)
{
    EXPECT_FALSE(hubSpotPlan(60s, dailyCallBudget, 900, 12h).slowed);
    const HubSpotPlan plan = hubSpotPlan(60s, dailyCallBudget, 1500, 12h);
    EXPECT_TRUE(plan.slowed);
    EXPECT_GT(plan.details, 60s);
}

TEST(HubSpotPlanTest, NeverGoesBlindForTheBudgetsSake)
{
    const HubSpotPlan spent = hubSpotPlan(60s, dailyCallBudget, 5'000, 12h);
    EXPECT_TRUE(spent.slowed);
    EXPECT_EQ(spent.details, slowestProbe);
    // What the workspace made slower stays so.
    EXPECT_EQ(hubSpotPlan(1h, 1, 0, 24h).details, 1h);
}

TEST(HubSpotPlanTest, ASlowWorkspaceAsksNothingMoreOften)
{
    const HubSpotPlan plan = hubSpotPlan(45min, dailyCallBudget, 0, 24h);
    EXPECT_EQ(plan.details, 45min);
    EXPECT_EQ(plan.usage, 45min);
    EXPECT_EQ(plan.audit, 45min);
}

} // namespace

} // namespace hubwatch::testing
