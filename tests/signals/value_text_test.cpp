#include "signals/value_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct ValueCase {
    const char *name;
    SignalDefinition::Unit unit;
    double value;
    const char *expected;
};

class ValueTextTest : public ::testing::TestWithParam<ValueCase>
{ };

TEST_P(ValueTextTest, CarriesItsUnit)
{
    EXPECT_EQ(valueText({.unit = GetParam().unit}, GetParam().value), QString::fromUtf8(GetParam().expected));
}

using Unit = SignalDefinition::Unit;
INSTANTIATE_TEST_SUITE_P(
    Values, ValueTextTest,
    ::testing::Values(ValueCase{"Ratio", Unit::Ratio, 0.072, "7.2 %"}, ValueCase{"Count", Unit::Count, 39, "39"},
                      ValueCase{"Seconds", Unit::Seconds, 3.4, "3.4 s"},
                      ValueCase{"Factor", Unit::Factor, 14.4, "14.4 times"},
                      ValueCase{"Polls", Unit::Polls, 3, "3 polls"}, ValueCase{"Days", Unit::Days, 75.3, "75.3 days"},
                      ValueCase{"Good", Unit::State, 1, "good"}, ValueCase{"NotReady", Unit::State, 0, "not ready"},
                      ValueCase{"Unreachable", Unit::State, -1, "unreachable"}),
    [](const auto &test) { return test.param.name; });

TEST(ValueTextOfHubSpot, HasItsOwnWordsForHubSpotsStatus)
{
    const SignalDefinition &status = *findSignal(u"hubspot.status");
    EXPECT_EQ(valueText(status, 1), QStringLiteral("operational"));
    EXPECT_EQ(valueText(status, 0), QStringLiteral("degraded"));
    EXPECT_EQ(valueText(status, -1), QStringLiteral("outage"));
}

} // namespace
} // namespace hubwatch
