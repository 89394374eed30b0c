#include "metrics/lint_numbers.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

TEST(LintNumbersTest, TakesIntegersOfAnyLength)
{
    QString fault;
    const std::string digits(400, '9');
    const std::string negative = "-" + digits;
    EXPECT_EQ(readLintNumber(digits, fault)->value, std::numeric_limits<double>::max());
    EXPECT_EQ(readLintNumber(negative, fault)->value, std::numeric_limits<double>::lowest());
    EXPECT_EQ(fault, QString());
}

TEST(LintNumbersTest, TellsTooLargeFromWrong)
{
    QString fault;
    for (const std::string &large : {std::string("1e400"), std::string("-1.5E+999"), std::string(400, '9') + ".5"}) {
        EXPECT_FALSE(readLintNumber(large, fault));
        EXPECT_TRUE(fault.contains(QStringLiteral("64-bit"))) << large;
    }
    for (const char *wrong : {"", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1_0", "+-1", "one", " 1"}) {
        EXPECT_FALSE(readLintNumber(wrong, fault)) << wrong;
        EXPECT_TRUE(fault.contains(QStringLiteral("expected a number"))) << wrong;
    }
}

TEST(LintNumbersTest, WantsFiniteTimestamps)
{
    QString fault;
    EXPECT_EQ(readLintTimestamp("-1.5e3", fault)->value, -1500);
    for (const char *wrong : {"NaN", "Inf", "-inf", "z", ""}) {
        EXPECT_FALSE(readLintTimestamp(wrong, fault)) << wrong;
        EXPECT_TRUE(fault.contains(QStringLiteral("expected a timestamp"))) << wrong;
    }
}

struct Pair {
    const char *name;
    std::string_view smaller;
    std::string_view larger;
};

class CompareDecimalsTest : public ::testing::TestWithParam<Pair>
{ };

TEST_P(CompareDecimalsTest, KnowsTheSmaller)
{
    EXPECT_TRUE(compareDecimals(GetParam().smaller, GetParam().larger) == std::strong_ordering::less);
    EXPECT_TRUE(compareDecimals(GetParam().larger, GetParam().smaller) == std::strong_ordering::greater);
    EXPECT_TRUE(compareDecimals(GetParam().larger, GetParam().larger) == std::strong_ordering::equal);
}

INSTANTIATE_TEST_SUITE_P(Pairs, CompareDecimalsTest,
                         ::testing::Values(Pair{"Digits", "9", "10"}, Pair{"Sign", "-10", "9"},
                                           Pair{"BothNegative", "-1.1", "-1"}, Pair{"Zero", "-0.0", "0.1"},
                                           Pair{"BelowZero", "-1e-30", "0"}, Pair{"Fraction", "0.0001", "0.001"},
                                           Pair{"Exponents", "99.9", "1e2"}, Pair{"PlusSign", "+1", "1.5"},
                                           Pair{"Finer", "1604676851.1234567891", "1604676851.1234567892"},
                                           Pair{"Absurd", "1e-99999999999999999999", "1e99999999999999999999"}),
                         [](const auto &test) { return test.param.name; });

TEST(CompareDecimalsTest, SeesThroughSpelling)
{
    for (const char *text : {"1500", "1.5e3", "0001500.000", "+15E+2", "150000e-2"})
        EXPECT_TRUE(compareDecimals(text, "1500.") == std::strong_ordering::equal) << text;
    EXPECT_TRUE(compareDecimals("-0", "0.00") == std::strong_ordering::equal);
}

TEST(LintNumbersTest, KnowsWholeNumbers)
{
    EXPECT_TRUE(isWhole(17.0));
    EXPECT_TRUE(isWhole(1e300));
    EXPECT_FALSE(isWhole(0.5));
    EXPECT_FALSE(isWhole(HUGE_VAL));
    EXPECT_FALSE(isWhole(std::nan("")));
}

} // namespace
} // namespace hubwatch
