#include "checklist/probes/own_probe.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr std::chrono::year_month_day handDay(int y, unsigned m, unsigned d)
{
    return {std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
}

Proof vouched(std::chrono::year_month_day seen, std::chrono::year_month_day until)
{
    return {.item = QStringLiteral("logs.forwarded"),
            .text = QStringLiteral("lines seen in CloudWatch"),
            .link = QStringLiteral("https://example.test/dashboard"),
            .by = QStringLiteral("kenji"),
            .day = seen,
            .until = until};
}

Verdict handed(const std::vector<Proof> &proofs,
               TimePoint now = TimePoint(std::chrono::sys_days(handDay(2026, 11, 26)) + 9h))
{
    return handVerdict({.id = QStringLiteral("logs.forwarded"), .byHand = true}, proofs, now);
}

TEST(HandVerdictTest, IsTheNewestWordThatHolds)
{
    const Verdict verdict = handed({vouched(handDay(2026, 10, 1), handDay(2027, 9, 1)),
                                    vouched(handDay(2026, 11, 1), handDay(2026, 12, 1)),
                                    vouched(handDay(2026, 11, 20), handDay(2026, 11, 25))});
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.words, QStringLiteral("kenji says, seen 2026-11-01: lines seen in CloudWatch"));
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Hand);
    EXPECT_EQ(verdict.evidence.staleAt, TimePoint(std::chrono::sys_days(handDay(2026, 12, 2))));
    EXPECT_TRUE(isWhole(verdict.evidence));
}

TEST(HandVerdictTest, HoldsToTheEndOfItsLastDay)
{
    const std::vector<Proof> proofs{vouched(handDay(2026, 11, 1), handDay(2026, 11, 26))};
    const TimePoint midnight = std::chrono::sys_days(handDay(2026, 11, 27));
    EXPECT_EQ(handed(proofs, midnight - 1ms).outcome, Outcome::Pass);
    const Verdict ended = handed(proofs, midnight);
    EXPECT_EQ(ended.outcome, Outcome::Fail);
    EXPECT_EQ(ended.words, QStringLiteral("what kenji vouched for ended with 2026-11-26: look again"));
}

TEST(HandVerdictTest, IsNotRunWithoutAWord)
{
    EXPECT_EQ(handed({}).outcome, Outcome::NotRun);
    Proof other = vouched(handDay(2026, 11, 1), handDay(2026, 12, 1));
    other.item = QStringLiteral("alerts.set");
    Proof nobody = vouched(handDay(2026, 11, 1), handDay(2026, 12, 1));
    nobody.by.clear();
    Proof file = vouched(handDay(2026, 11, 1), handDay(2026, 12, 1));
    file.text.clear();
    file.file = QStringLiteral("junit.xml");
    Proof dayless = vouched({}, handDay(2026, 12, 1));
    EXPECT_EQ(handed({other, nobody, file, dayless}).outcome, Outcome::NotRun);
}

TEST(HandVerdictTest, IsNoPassForADayToCome)
{
    const Verdict verdict = handed({vouched(handDay(2026, 12, 1), handDay(2026, 12, 31))});
    EXPECT_EQ(verdict.outcome, Outcome::Error);
    EXPECT_TRUE(verdict.words.contains(QStringLiteral("yet to come")));
    // In Japan the 27th has begun at 15:00 of the 26th in UTC.
    const std::vector<Proof> east{vouched(handDay(2026, 11, 27), handDay(2026, 12, 31))};
    const TimePoint now = TimePoint(std::chrono::sys_days(handDay(2026, 11, 26)) + 16h);
    EXPECT_EQ(handed(east, now).outcome, Outcome::Pass);
    EXPECT_LE(handed(east, now).evidence.at, now);
}

TEST(HandVerdictTest, HoldsForAYearAtMost)
{
    EXPECT_EQ(handed({vouched(handDay(2024, 1, 1), handDay(2030, 1, 1))}).outcome, Outcome::Fail);
}

} // namespace
} // namespace hubwatch
