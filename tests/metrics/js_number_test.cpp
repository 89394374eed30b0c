#include "metrics/js_number.h"

#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

struct JsCase {
    const char *name;
    double value;
    const char *expected;
};

class JsNumberTest : public ::testing::TestWithParam<JsCase>
{ };

TEST_P(JsNumberTest, PrintsAsJavaScriptDoes)
{
    std::string text;
    appendJsNumber(text, GetParam().value);
    EXPECT_EQ(text, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, JsNumberTest,
    ::testing::Values(JsCase{"Zero", 0, "0"}, JsCase{"Whole", 42, "42"}, JsCase{"Negative", -1.5, "-1.5"},
                      JsCase{"Bucket", 0.1, "0.1"}, JsCase{"Sum", 0.1 + 0.2 + 0.3, "0.6000000000000001"},
                      JsCase{"SmallPlain", 0.000001, "0.000001"}, JsCase{"SmallExponent", 0.0000001, "1e-7"},
                      JsCase{"SmallExponentDigits", 1.25e-7, "1.25e-7"},
                      JsCase{"LargePlain", 1e20, "100000000000000000000"}, JsCase{"LargeExponent", 1e21, "1e+21"},
                      JsCase{"LargeExponentDigits", 1.5e300, "1.5e+300"},
                      JsCase{"BeyondWhole", 123456789012345680.0, "123456789012345680"},
                      JsCase{"Timestamp", 1795435791.123, "1795435791.123"},
                      JsCase{"NotANumber", std::numeric_limits<double>::quiet_NaN(), "Nan"},
                      JsCase{"Infinity", std::numeric_limits<double>::infinity(), "+Inf"},
                      JsCase{"MinusInfinity", -std::numeric_limits<double>::infinity(), "-Inf"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
