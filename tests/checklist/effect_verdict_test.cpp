#include "checklist/probes/effect_verdict.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct EffectCase {
    const char *name;
    EffectReadings readings;
    Outcome outcome;
    const char *words;
};

class JudgeEffectsTest : public ::testing::TestWithParam<EffectCase>
{ };

TEST_P(JudgeEffectsTest, TellsWhatTheCounterSays)
{
    const Verdict verdict
        = judgeEffects(QStringLiteral("webhook.idempotent"), QStringLiteral("done_total"), GetParam().readings);
    EXPECT_EQ(verdict.outcome, GetParam().outcome) << verdict.words.toStdString();
    EXPECT_TRUE(verdict.words.contains(QString::fromLatin1(GetParam().words))) << verdict.words.toStdString();
}

EffectReadings moved(double once, double again, double pair)
{
    return {.before = 5, .once = once, .again = again, .pair = pair, .againGot = QStringLiteral("200")};
}

EffectReadings refusedAgain()
{
    EffectReadings readings = moved(6, 6, 7);
    readings.againGot = QStringLiteral("409");
    readings.againAccepted = false;
    return readings;
}

INSTANTIATE_TEST_SUITE_P(
    Counters, JudgeEffectsTest,
    ::testing::Values(EffectCase{"Once", moved(6, 6, 7), Outcome::Pass, "once each time"},
                      EffectCase{"Twice", moved(6, 7, 8), Outcome::Fail, "sent twice moved done_total by 2"},
                      EffectCase{"TwiceInOneBody", moved(6, 6, 8), Outcome::Fail, "in one body moved done_total by 2"},
                      EffectCase{"NeverForAPair", moved(6, 6, 6), Outcome::Error, "did not move done_total at all"},
                      EffectCase{"NeverAtAll", moved(5, 5, 5), Outcome::Error, "is webhook_effect the right name"},
                      EffectCase{"ByTwo", moved(7, 7, 9), Outcome::Error, "moved the counter done_total by 2"},
                      EffectCase{"Back", moved(0, 0, 1), Outcome::Error, "went back by 5"},
                      EffectCase{"BackLater", moved(6, 0, 1), Outcome::Error, "went back"},
                      EffectCase{"BackAtLast", moved(6, 6, 1), Outcome::Error, "went back"},
                      EffectCase{"RefusedAgain", refusedAgain(), Outcome::Warn, "answer 200"},
                      EffectCase{"NotSentAgain", {.before = 5, .once = 6}, Outcome::Error, "not sent twice"}),
    [](const auto &test) { return test.param.name; });

TEST(SettleTimeTest, FollowsTheServiceWithinBounds)
{
    EXPECT_EQ(settleTime(0ms), 2s);
    EXPECT_EQ(settleTime(3s), 6s);
    EXPECT_EQ(settleTime(1h), 10s);
}

} // namespace
} // namespace hubwatch
