#include "sim/sim_hubspot_values.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct SimValueCase {
    const char *name;
    const char *property;
    const char *value;
    const char *code;         ///< of the refusal; empty: it may be written
    const char *stored = "-"; ///< "-": as written
};

class SimValueTest : public ::testing::TestWithParam<SimValueCase>
{ };

TEST_P(SimValueTest, IsTakenOrRefused)
{
    const SimProperty *property = simProperty(QStringLiteral("contacts"), QString::fromLatin1(GetParam().property));
    ASSERT_TRUE(property);
    const QString value = QString::fromLatin1(GetParam().value);
    const auto refusal = valueRefusal(*property, value);
    EXPECT_EQ(refusal ? refusal->code : QString(), QString::fromLatin1(GetParam().code));
    if (refusal)
        return;
    const QString stored = GetParam().stored == std::string("-") ? value : QString::fromLatin1(GetParam().stored);
    EXPECT_EQ(storedValue(*property, value, {}), stored);
}

INSTANTIATE_TEST_SUITE_P(
    Values, SimValueTest,
    ::testing::Values(SimValueCase{"Date", "contract_end", "2026-11-30", ""},
                      SimValueCase{"DateAsMidnight", "contract_end", "1796083200000", "", "2026-12-01"},
                      SimValueCase{"DateAsInstant", "contract_end", "2026-12-01T00:00:00Z", "", "2026-12-01"},
                      SimValueCase{"DateAtNoon", "contract_end", "1796126400000", "INVALID_DATE"},
                      SimValueCase{"DateOfNoCalendar", "contract_end", "2026-02-30", "INVALID_LONG"},
                      SimValueCase{"DateOfPeople", "contract_end", "30.11.2026", "INVALID_LONG"},
                      SimValueCase{"Instant", "last_visit", "2026-11-30T10:20:30.5Z", "", "2026-11-30T10:20:30.500Z"},
                      SimValueCase{"InstantInMillis", "last_visit", "1796083200000", "", "2026-12-01T00:00:00Z"},
                      SimValueCase{"InstantElsewhere", "last_visit", "2026-11-30T10:00:00+09:00", "",
                                   "2026-11-30T01:00:00Z"},
                      SimValueCase{"InstantWithoutZone", "last_visit", "2026-11-30T10:20:30", "INVALID_LONG"},
                      SimValueCase{"InstantAsDate", "last_visit", "2026-11-30", "INVALID_LONG"},
                      SimValueCase{"Yes", "newsletter", "true", ""},
                      SimValueCase{"YesInWords", "newsletter", "yes", "INVALID_OPTION"},
                      SimValueCase{"Number", "credit_limit", "-12.5", ""},
                      SimValueCase{"NumberWithComma", "credit_limit", "12,5", "INVALID_INTEGER"},
                      SimValueCase{"NoNumber", "credit_limit", "nan", "INVALID_INTEGER"},
                      SimValueCase{"Options", "interests", "pumps;valves", ""},
                      SimValueCase{"HiddenOption", "interests", "discontinued", ""},
                      SimValueCase{"OneWrongOption", "interests", "pumps;boats", "INVALID_OPTION"},
                      SimValueCase{"OptionsByLabel", "interests", "Spare parts", "INVALID_OPTION"},
                      SimValueCase{"TwoOfARadio", "lifecyclestage", "lead;customer", "INVALID_OPTION"},
                      SimValueCase{"Phone", "mobilephone", "+81 (0)75-123 x4", ""},
                      SimValueCase{"NoPhone", "mobilephone", "call me", "INVALID_PHONE_NUMBER"},
                      SimValueCase{"FreePhone", "phone", "call me", ""},
                      SimValueCase{"Email", "email", "Ann@Example.test", "", "ann@example.test"},
                      SimValueCase{"NoEmail", "email", "ann@", "INVALID_EMAIL"},
                      SimValueCase{"Empty", "contract_end", "", ""}),
    [](const auto &test) { return test.param.name; });

TEST(SimValues, HaveALength)
{
    const SimProperty *message = simProperty(QStringLiteral("contacts"), QStringLiteral("message"));
    EXPECT_FALSE(valueRefusal(*message, QString(65'536, u'a')));
    EXPECT_EQ(valueRefusal(*message, QString(65'537, u'a')).value().code, QStringLiteral("INVALID_LENGTH"));
}

TEST(SimValues, OfSeveralOptionsAreJoinedByALeadingSemicolon)
{
    const SimProperty *interests = simProperty(QStringLiteral("contacts"), QStringLiteral("interests"));
    EXPECT_FALSE(valueRefusal(*interests, QStringLiteral(";valves")));
    EXPECT_EQ(storedValue(*interests, QStringLiteral(";valves;pumps"), QStringLiteral("pumps")),
              QStringLiteral("pumps;valves"));
    EXPECT_EQ(storedValue(*interests, QStringLiteral("valves"), QStringLiteral("pumps")), QStringLiteral("valves"));
}

} // namespace
} // namespace hubwatch
