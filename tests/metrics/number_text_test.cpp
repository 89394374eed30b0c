#include "metrics/number_text.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace hubwatch {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

struct Number {
    const char *name;
    const char *text;
    std::optional<double> expected;
};

class NumberTest : public ::testing::TestWithParam<Number>
{ };

TEST_P(NumberTest, IsReadAsGoReadsIt)
{
    const std::optional<double> number = parseNumber(GetParam().text);
    EXPECT_EQ(number, GetParam().expected) << GetParam().text;
    if (number) {
        EXPECT_EQ(std::signbit(*number), std::signbit(*GetParam().expected));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, NumberTest,
    ::testing::Values(Number{"Integer", "12", 12.0}, Number{"Plus", "+12", 12.0}, Number{"Minus", "-0", -0.0},
                      Number{"Fraction", "0.1", 0.1}, Number{"BareFraction", ".5", 0.5}, Number{"BarePoint", "5.", 5.0},
                      Number{"Exponent", "1e3", 1000.0}, Number{"SignedExponent", "1.5E+2", 150.0},
                      Number{"MoreDigitsThanADoubleHolds", "0.1000000000000000055511151231257827", 0.1},
                      Number{"LargestInteger", "18446744073709551616", 18446744073709551616.0},
                      Number{"Infinity", "Infinity", endless}, Number{"Inf", "inf", endless},
                      Number{"MinusInf", "-Inf", -endless}, Number{"Smallest", "5e-324", 5e-324},
                      Number{"TooSmall", "1e-999", 0.0}, Number{"TooSmallAndNegative", "-1e-999", -0.0},
                      Number{"ZeroWithAHugeExponent", "0e999", 0.0}, Number{"TooLarge", "1e999", std::nullopt},
                      Number{"TooLargeAndNegative", "-1e999", std::nullopt}, Number{"Empty", "", std::nullopt},
                      Number{"SignOnly", "-", std::nullopt}, Number{"PointOnly", ".", std::nullopt},
                      Number{"ExponentWithoutDigits", "1e", std::nullopt}, Number{"TwoPoints", "1.2.3", std::nullopt},
                      Number{"Hex", "0x10", std::nullopt}, Number{"HexFloat", "0x1p3", std::nullopt},
                      Number{"Underscore", "1_000", std::nullopt}, Number{"SignedNaN", "-NaN", std::nullopt},
                      Number{"NaNWithPayload", "nan(1)", std::nullopt}, Number{"HalfAWord", "infinit", std::nullopt},
                      Number{"TwoSigns", "--1", std::nullopt}, Number{"Word", "true", std::nullopt}),
    [](const auto &test) { return test.param.name; });

TEST(NumberTextTest, ReadsNaN)
{
    EXPECT_TRUE(std::isnan(parseNumber("NaN").value_or(0)));
    EXPECT_TRUE(std::isnan(parseNumber("Nan").value_or(0)));
}

struct Written {
    const char *name;
    double value;
    const char *expected;
};

class WrittenNumberTest : public ::testing::TestWithParam<Written>
{ };

TEST_P(WrittenNumberTest, IsTheShortestText)
{
    EXPECT_EQ(numberText(GetParam().value), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, WrittenNumberTest,
    ::testing::Values(Written{"Zero", 0, "0"}, Written{"One", 1, "1"}, Written{"Negative", -2.5, "-2.5"},
                      Written{"Tenth", 0.1, "0.1"}, Written{"Sum", 0.1 + 0.2, "0.30000000000000004"},
                      Written{"Million", 1e6, "1000000"},
                      Written{"LargestPlain", 123456789012345680000.0, "123456789012345680000"},
                      Written{"Large", 1e21, "1e+21"}, Written{"LargeFraction", 1.5e300, "1.5e+300"},
                      Written{"SmallestPlain", 0.000001, "0.000001"}, Written{"Small", 1.25e-7, "1.25e-7"},
                      Written{"NaN", std::numeric_limits<double>::quiet_NaN(), "NaN"},
                      Written{"Infinity", endless, "+Inf"}, Written{"MinusInfinity", -endless, "-Inf"}),
    [](const auto &test) { return test.param.name; });

TEST(NumberTextTest, ReadsBackWhatItWrote)
{
    std::mt19937_64 random(5);
    for (int i = 0; i < 100'000; ++i) {
        double value = std::bit_cast<double>(random());
        if (i % 2 == 0) // plain numbers as metrics have them
            value = double(random() % 1'000'000'000) / std::pow(10, double(random() % 9));
        if (std::isnan(value))
            continue;
        const std::string text = numberText(value);
        ASSERT_EQ(parseNumber(text), value) << text;
        double quick = 0;
        const char *const end = quickNumber(text.data(), text.data() + text.size(), quick);
        if (end == text.data() + text.size()) {
            ASSERT_EQ(quick, value) << text;
        }
    }
}

TEST(NumberTextTest, QuicklyReadsPlainNumbersOnly)
{
    const auto readBy = [](std::string_view text, double &value) {
        const char *const end = quickNumber(text.data(), text.data() + text.size(), value);
        return end ? end - text.data() : -1;
    };
    double value = 0;
    EXPECT_EQ(readBy("-12.50 17", value), 6);
    EXPECT_EQ(value, -12.5);
    EXPECT_EQ(readBy("9999999999999999999", value), 19);
    EXPECT_EQ(value, 9999999999999999999.0);
    EXPECT_EQ(readBy("12e3", value), 2) << "the caller sees that the token goes on";
    for (const char *text : {"", "-", "+1", ".5", "NaN", "99999999999999999999", "0.12345678901234567"})
        EXPECT_EQ(readBy(text, value), -1) << text;
}

} // namespace
} // namespace hubwatch
