#include "batch/run_gate.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Hold = GateVerdict::Hold;

const TimePoint gateNow = TimePoint(1'763'884'800s); // 2025-11-23 08:00

GateFacts gateFacts(Duration later = {})
{
    return {.now = gateNow + later, .uptime = 1h + later};
}

TEST(RunGate, IsOpenWhenNothingIsKnown)
{
    RunGate gate;
    EXPECT_EQ(gate.verdict(gateFacts()), GateVerdict());
}

TEST(RunGate, ClosesAtTheStopByTimeForGood)
{
    RunGate gate;
    GateFacts facts = gateFacts();
    facts.stopBy = gateNow + 1ms;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::None);
    facts.stopBy = gateNow;
    const GateVerdict verdict = gate.verdict(facts);
    EXPECT_EQ(verdict.hold, Hold::StopBy);
    EXPECT_EQ(verdict.resumesAt, std::nullopt);
    EXPECT_TRUE(verdict.words.contains(QStringLiteral("08:00:00 UTC"))) << verdict.words.toStdString();
}

TEST(RunGate, StandsBehindTheAccountsOwnPark)
{
    RunGate gate;
    GateFacts facts = gateFacts();
    facts.parkedUntil = gateNow + 1h;
    facts.parkedWhy = QStringLiteral("the account's daily limit is reached");
    EXPECT_EQ(gate.verdict(facts).hold, Hold::Account);
    EXPECT_EQ(gate.verdict(facts).resumesAt, gateNow + 1h);
    facts.now += 1h;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::None);
}

struct ReserveCase {
    const char *name;
    std::optional<std::int64_t> left;
    std::int64_t reserve;
    std::int64_t open;
    Hold expected;
};

class RunGateReserveTest : public ::testing::TestWithParam<ReserveCase>
{ };

TEST_P(RunGateReserveTest, LeavesTheReserveToOthers)
{
    RunGate gate;
    GateFacts facts = gateFacts();
    facts.dailyLeft = GetParam().left;
    facts.reserve = GetParam().reserve;
    facts.open = GetParam().open;
    EXPECT_EQ(gate.verdict(facts).hold, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Figures, RunGateReserveTest,
                         ::testing::Values(ReserveCase{"Unknown", {}, 1'000, 8, Hold::None},
                                           ReserveCase{"Plenty", 100'000, 1'000, 8, Hold::None},
                                           ReserveCase{"TheLastOne", 1'009, 1'000, 8, Hold::None},
                                           ReserveCase{"WhatIsOutTakesIt", 1'008, 1'000, 8, Hold::Reserve},
                                           ReserveCase{"AtTheReserve", 1'000, 1'000, 0, Hold::Reserve},
                                           ReserveCase{"NoReserve", 1, 0, 0, Hold::None},
                                           ReserveCase{"NothingLeft", 0, 0, 0, Hold::Reserve}),
                         [](const auto &test) { return test.param.name; });

TEST(RunGate, LetsOneRequestAskWhenTheDayHasBegunAnew)
{
    RunGate gate;
    GateFacts facts = gateFacts();
    facts.dailyLeft = 500;
    facts.reserve = 1'000;
    facts.resetsAt = gateNow + 2h;
    EXPECT_EQ(gate.verdict(facts).resumesAt, gateNow + 2h);
    facts.now = gateNow + 2h;
    facts.resetsAt = gateNow + 26h;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::None) << "the figure is yesterday's";
    facts.open = 1;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::Reserve);
    gate.answered(facts.now);
    facts.open = 0;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::Reserve) << "it is today's now, and still too low";
    facts.dailyLeft = 600'000;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::None);
}

TEST(RunGate, OneLostAnswerClosesNothingAndThreeDo)
{
    RunGate gate;
    gate.unreachable(Error::Reach::Timeout, 1h);
    gate.unreachable(Error::Reach::Reset, 1h);
    EXPECT_EQ(gate.verdict(gateFacts()).hold, Hold::None);
    gate.answered(gateNow);
    gate.unreachable(Error::Reach::Reset, 1h);
    gate.unreachable(Error::Reach::Reset, 1h);
    EXPECT_EQ(gate.verdict(gateFacts()).hold, Hold::None) << "not in a row";
    gate.unreachable(Error::Reach::Reset, 1h);
    EXPECT_EQ(gate.verdict(gateFacts()).hold, Hold::Offline);
}

TEST(RunGate, TriesWithOneRequestAfterOneTwoFourToSixtySeconds)
{
    RunGate gate;
    Duration at = {};
    for (const Duration wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        for (int lost = 0; lost < 3; ++lost) // those that were out together
            gate.unreachable(Error::Reach::NoNetwork, 1h + at);
        const GateVerdict verdict = gate.verdict(gateFacts(at));
        ASSERT_EQ(verdict.hold, Hold::Offline);
        ASSERT_EQ(verdict.resumesAt, gateNow + at + wait);
        EXPECT_EQ(gate.verdict(gateFacts(at + wait - 1ms)).hold, Hold::Offline);
        at += wait;
        GateFacts facts = gateFacts(at);
        EXPECT_EQ(gate.verdict(facts).hold, Hold::None);
        facts.open = 1;
        EXPECT_EQ(gate.verdict(facts).hold, Hold::Offline) << "one goes ahead";
    }
    gate.answered(gateNow + at);
    GateFacts facts = gateFacts(at);
    facts.open = 1;
    EXPECT_EQ(gate.verdict(facts).hold, Hold::None);
}

} // namespace
} // namespace hubwatch
