#include "hubspot/json_fields.h"

#include "support/printers.h"

#include <QJsonArray>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct InstantCase {
    const char *name;
    const char *text;
    std::optional<TimePoint> expected;
};

class ParseInstantTest : public ::testing::TestWithParam<InstantCase>
{ };

TEST_P(ParseInstantTest, ReadsIso8601)
{
    EXPECT_EQ(parseInstant(QString::fromLatin1(GetParam().text)), GetParam().expected);
}

const TimePoint noon(1'764'072'000s); // 2025-11-25T12:00:00Z
INSTANTIATE_TEST_SUITE_P(Texts, ParseInstantTest,
                         ::testing::Values(InstantCase{"Utc", "2025-11-25T12:00:00Z", noon},
                                           InstantCase{"Milliseconds", "2025-11-25T12:00:00.123Z", noon + 123ms},
                                           InstantCase{"Tenths", "2025-11-25T12:00:00.1Z", noon + 100ms},
                                           InstantCase{"Nanoseconds", "2025-11-25T12:00:00.123999999Z", noon + 123ms},
                                           InstantCase{"West", "2025-11-25T07:00:00.000-05:00", noon},
                                           InstantCase{"EastWithoutColon", "2025-11-25T21:00:00+0900", noon},
                                           InstantCase{"NoOffset", "2025-11-25T12:00:00", std::nullopt},
                                           InstantCase{"NoSuchDay", "2025-02-30T12:00:00Z", std::nullopt},
                                           InstantCase{"NoSuchHour", "2025-11-25T24:00:00Z", std::nullopt},
                                           InstantCase{"Date", "2025-11-25", std::nullopt},
                                           InstantCase{"Words", "yesterday at noon, or so", std::nullopt},
                                           InstantCase{"Empty", "", std::nullopt}),
                         [](const auto &test) { return test.param.name; });

TEST(JsonFieldsTest, TakeNumbersAsTextToo)
{
    EXPECT_EQ(integerField(42), 42);
    EXPECT_EQ(integerField(QStringLiteral(" 9007199254740993 ")), 9007199254740993);
    EXPECT_EQ(integerField(1.5), std::nullopt);
    EXPECT_EQ(integerField(QStringLiteral("4x")), std::nullopt);
    EXPECT_EQ(integerField(true), std::nullopt);
    EXPECT_EQ(textField(17), QStringLiteral("17"));
    EXPECT_EQ(textField(QJsonArray()), QString());
    EXPECT_EQ(wordsField(QStringLiteral("a  b")), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(wordsField(QJsonArray{QStringLiteral("a"), 1}), QStringList{QStringLiteral("a")});
    EXPECT_EQ(instantField(1'764'072'000'000.0), noon);
}

TEST(JsonFieldsTest, SayWhereJsonEnds)
{
    const auto cut = jsonObject("{\"a\": ", "daily usage");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(cut.error().detail.startsWith(u"daily usage: byte 6: expected JSON"))
        << cut.error().detail.toStdString();
    EXPECT_EQ(jsonObject("[1]", "daily usage").error().detail,
              QStringLiteral("daily usage: byte 0: expected an object, found an array"));
}

TEST(ParseOffsetTest, ReadsOffsets)
{
    EXPECT_EQ(parseOffset(u"-05:30"), -330min);
    EXPECT_EQ(parseOffset(u"+0900"), 9h);
    EXPECT_EQ(parseOffset(u"Z"), 0h);
    EXPECT_EQ(parseOffset(u"+9"), std::nullopt);
    EXPECT_EQ(parseOffset(u""), std::nullopt);
}

} // namespace
} // namespace hubwatch
