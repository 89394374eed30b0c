#include "batch/cell_date.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

struct DateCell {
    const char *text;
    const char *value; ///< "": no date
    const char *hint;  ///< a part of what is said of it
};

class DateCellTest : public ::testing::TestWithParam<DateCell>
{ };

TEST_P(DateCellTest, IsTakenOrSaysWhatWouldBe)
{
    EXPECT_EQ(dateValue(GetParam().text), GetParam().value) << GetParam().text;
    EXPECT_TRUE(dateHint(GetParam().text).contains(QString::fromUtf8(GetParam().hint)))
        << GetParam().text << ": " << dateHint(GetParam().text).toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Cells, DateCellTest,
    ::testing::Values(
        DateCell{"2026-11-26", "2026-11-26", ""}, DateCell{"2024-02-29", "2024-02-29", ""},
        DateCell{"1795651200000", "1795651200000", ""}, DateCell{"-86400000", "-86400000", ""},
        DateCell{"2026-11-26T00:00:00Z", "2026-11-26", ""}, DateCell{"2026-11-26T00:00:00.000Z", "2026-11-26", ""},
        DateCell{"2026-02-29", "", "expected YYYY-MM-DD"},
        DateCell{"03/04/2026", "", "expected YYYY-MM-DD such as 2026-11-26; which part is the day"},
        DateCell{"3.4.26", "", "which part is the day cannot be told"},
        DateCell{"2026/3/4", "", "did you mean \"2026-03-04\"?"},
        DateCell{"2026年3月4日", "", "did you mean \"2026-03-04\"?"},
        DateCell{"20260304", "", "did you mean \"2026-03-04\"?"},
        DateCell{"2026-11-26T09:00:00Z", "", "it has a time and the property is a day"},
        DateCell{"2026-11-26T00:00:00+09:00", "", "it has a time"}, DateCell{"1795651200001", "", "no midnight in UTC"},
        DateCell{"1795651200", "", "it looks like seconds"}, DateCell{"46352", "", "a spreadsheet's day number"},
        DateCell{"soon", "", "expected YYYY-MM-DD such as 2026-11-26, or the milliseconds"}));

struct DateTimeCell {
    const char *text;
    const char *value;
    const char *hint;
};

class DateTimeCellTest : public ::testing::TestWithParam<DateTimeCell>
{ };

TEST_P(DateTimeCellTest, IsTakenOrSaysWhatWouldBe)
{
    std::string buffer;
    EXPECT_EQ(dateTimeValue(GetParam().text, buffer), GetParam().value) << GetParam().text;
    EXPECT_TRUE(dateTimeHint(GetParam().text).contains(QString::fromUtf8(GetParam().hint)))
        << GetParam().text << ": " << dateTimeHint(GetParam().text).toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Cells, DateTimeCellTest,
    ::testing::Values(DateTimeCell{"2026-11-26T09:30:00Z", "2026-11-26T09:30:00Z", ""},
                      DateTimeCell{"2026-11-26T09:30:00.250Z", "2026-11-26T09:30:00.250Z", ""},
                      DateTimeCell{"2026-11-26T09:30:00+09:00", "2026-11-26T00:30:00.000Z", ""},
                      DateTimeCell{"2026-11-26 09:30:00Z", "2026-11-26T09:30:00.000Z", ""},
                      DateTimeCell{"1795685400000", "1795685400000", ""}, DateTimeCell{"0", "0", ""},
                      DateTimeCell{"2026-11-26", "", "it has no time; expected YYYY-MM-DDTHH:MM:SSZ"},
                      DateTimeCell{"2026-11-26 09:30:00", "", "it names no time zone"},
                      DateTimeCell{"2026-11-26T25:00:00Z", "", "expected"},
                      DateTimeCell{"03/04/2026 10:00", "", "which part is the day cannot be told"},
                      DateTimeCell{"1795685400", "", "it looks like seconds"},
                      DateTimeCell{"46352", "", "a spreadsheet's day number"},
                      DateTimeCell{"noon", "", "or milliseconds since 1970"}));
