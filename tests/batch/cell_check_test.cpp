#include "batch/cell_check.h"

#include "batch/cell_text.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

PropertyDefinition checkedProperty(const char *type, const char *name = "value", const char *fieldType = "")
{
    PropertyDefinition definition{.name = QString::fromLatin1(name),
                                  .type = QString::fromLatin1(type),
                                  .fieldType = QString::fromLatin1(fieldType)};
    if (definition.type == u"enumeration")
        definition.options = {{.value = QStringLiteral("lead"), .label = QStringLiteral("Lead")},
                              {.value = QStringLiteral("mql"), .label = QStringLiteral("Marketing")}};
    if (definition.type == u"bool")
        definition.options = {{.value = QStringLiteral("true"), .label = QStringLiteral("はい")},
                              {.value = QStringLiteral("false"), .label = QStringLiteral("いいえ")}};
    return definition;
}

} // namespace

struct CheckedCell {
    const char *type;
    const char *cell;
    const char *value; ///< as it goes out; of a fault: nothing
    CellCheck::Fault fault = CellCheck::Fault::None;
};

class CheckedCellTest : public ::testing::TestWithParam<CheckedCell>
{ };

TEST_P(CheckedCellTest, BecomesWhatHubSpotTakesOrAFault)
{
    const CheckedCell &cell = GetParam();
    const bool several = QByteArrayView(cell.type) == "several";
    const bool email = QByteArrayView(cell.type) == "email";
    const PropertyDefinition definition = several ? checkedProperty("enumeration", "value", "checkbox")
        : email                                   ? checkedProperty("string", "email")
                                                  : checkedProperty(cell.type);
    std::string buffer;
    const CellCheck check(definition);
    const CellCheck::Judged judged = check.judge(cell.cell, buffer);
    EXPECT_EQ(judged.fault, cell.fault) << cell.type << ": " << cell.cell;
    if (cell.fault == CellCheck::Fault::None) {
        EXPECT_EQ(judged.value, cell.value) << cell.type << ": " << cell.cell;
    }
}

using CellFaultKind = CellCheck::Fault;

INSTANTIATE_TEST_SUITE_P(
    Texts, CheckedCellTest,
    ::testing::Values(CheckedCell{"string", " kept as it is ", " kept as it is "}, CheckedCell{"string", "  ", ""},
                      CheckedCell{"string", "=1+1", "=1+1"}, CheckedCell{"string", "00123", "00123"},
                      CheckedCell{"string", "#N/A", "", CellFaultKind::ExcelError},
                      CheckedCell{"string", "1.23457E+11", "", CellFaultKind::ExcelNumber},
                      CheckedCell{"phone_number", "+81 90-1234-5678", "+81 90-1234-5678"},
                      CheckedCell{"phone_number", "8.19012E+11", "", CellFaultKind::ExcelNumber},
                      CheckedCell{"json", "{\"a\": 1}", "{\"a\": 1}"}, CheckedCell{"new_type", "x", "x"},
                      CheckedCell{"email", " A@b.co ", "a@b.co"},
                      CheckedCell{"email", "a.b.co", "", CellFaultKind::NotAnEmail}, CheckedCell{"email", "", ""}));

INSTANTIATE_TEST_SUITE_P(Numbers, CheckedCellTest,
                         ::testing::Values(CheckedCell{"number", "1234.56", "1234.56"},
                                           CheckedCell{"number", " -7\xC2\xA0", "-7"}, CheckedCell{"number", "+7", "7"},
                                           CheckedCell{"number", ".5", ".5"},
                                           CheckedCell{"number", "5.", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "1.234,56", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "1,234", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "1.2.3", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "-", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "１２", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "12%", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "1.2E+11", "", CellFaultKind::ExcelNumber},
                                           CheckedCell{"number", "1e5", "", CellFaultKind::NotANumber},
                                           CheckedCell{"number", "########", "", CellFaultKind::ExcelNarrow}));

INSTANTIATE_TEST_SUITE_P(YesAndNo, CheckedCellTest,
                         ::testing::Values(CheckedCell{"bool", "TRUE", "true"}, CheckedCell{"bool", "yes", "true"},
                                           CheckedCell{"bool", " 1", "true"}, CheckedCell{"bool", "False", "false"},
                                           CheckedCell{"bool", "No", "false"}, CheckedCell{"bool", "0", "false"},
                                           CheckedCell{"bool", "はい", "true"}, CheckedCell{"bool", "いいえ", "false"},
                                           CheckedCell{"bool", "maybe", "", CellFaultKind::NotABool},
                                           CheckedCell{"bool", "2", "", CellFaultKind::NotABool}));

INSTANTIATE_TEST_SUITE_P(Options, CheckedCellTest,
                         ::testing::Values(CheckedCell{"enumeration", "lead", "lead"},
                                           CheckedCell{"enumeration", "lead\xE3\x80\x80", "lead"},
                                           CheckedCell{"enumeration", "Marketing", "mql"},
                                           CheckedCell{"enumeration", "LEAD", "", CellFaultKind::NotAnOption},
                                           CheckedCell{"enumeration", "lead;mql", "", CellFaultKind::NotAnOption},
                                           CheckedCell{"enumeration", "#N/A", "", CellFaultKind::ExcelError},
                                           CheckedCell{"several", "lead;mql", "lead;mql"},
                                           CheckedCell{"several", "Lead ; Marketing", "lead;mql"},
                                           CheckedCell{"several", "lead;", "lead"},
                                           CheckedCell{"several", ";mql", ";mql"},
                                           CheckedCell{"several", "lead,mql", "", CellFaultKind::NotAnOption},
                                           CheckedCell{"several", "lead;boss", "", CellFaultKind::NotAnOption}));

INSTANTIATE_TEST_SUITE_P(Times, CheckedCellTest,
                         ::testing::Values(CheckedCell{"date", " 2026-11-26 ", "2026-11-26"},
                                           CheckedCell{"date", "03/04/2026", "", CellFaultKind::NotADate},
                                           CheckedCell{"datetime", "2026-11-26T09:00:00+09:00",
                                                       "2026-11-26T00:00:00.000Z"},
                                           CheckedCell{"datetime", "2026-11-26", "", CellFaultKind::NotADateTime}));

TEST(CellCheck, TakesAnythingWhereHubSpotTellsNoOptions)
{
    PropertyDefinition owner = checkedProperty("enumeration", "hubspot_owner_id");
    owner.options.clear();
    std::string buffer;
    EXPECT_EQ(CellCheck(owner).judge(" 4711 ", buffer).value, "4711");
}

TEST(CellCheck, TextHas65536Characters)
{
    std::string text(longestText, 'x');
    std::string buffer;
    const CellCheck check(checkedProperty("string"));
    EXPECT_EQ(check.judge(text, buffer).fault, CellCheck::Fault::None);
    text += 'x';
    EXPECT_EQ(check.judge(text, buffer).fault, CellCheck::Fault::TooLong);
}

struct FaultWords {
    const char *type;
    const char *cell;
    RowFault expected;
};

class FaultWordsTest : public ::testing::TestWithParam<FaultWords>
{ };

TEST_P(FaultWordsTest, NameColumnCellAndTheWayOut)
{
    const bool several = QByteArrayView(GetParam().type) == "several";
    const CellCheck check(several ? checkedProperty("enumeration", "stage", "checkbox")
                                  : checkedProperty(GetParam().type, "stage"));
    std::string buffer;
    const auto judged = check.judge(GetParam().cell, buffer);
    const RowFault fault = check.words(judged.fault, QStringLiteral("column Stage"), GetParam().cell);
    EXPECT_EQ(fault.code, GetParam().expected.code);
    EXPECT_EQ(fault.reason, GetParam().expected.reason);
    EXPECT_EQ(fault.words, GetParam().expected.words);
    EXPECT_EQ(fault.sample, QString::fromUtf8(GetParam().cell));
}

INSTANTIATE_TEST_SUITE_P(
    Cells, FaultWordsTest,
    ::testing::Values(
        FaultWords{"enumeration",
                   "MQL ",
                   {.code = QStringLiteral("not-an-option"),
                    .reason = QStringLiteral("stage is not an option"),
                    .words = QStringLiteral("column Stage: \"MQL \" is none of lead, mql; did you mean \"mql\"?")}},
        FaultWords{"enumeration",
                   "lead;mql",
                   {.code = QStringLiteral("not-an-option"),
                    .reason = QStringLiteral("stage is not an option"),
                    .words = QStringLiteral("column Stage: \"lead;mql\" is several options, and stage takes one")}},
        FaultWords{"several",
                   "lead; Boss",
                   {.code = QStringLiteral("not-an-option"),
                    .reason = QStringLiteral("stage is not an option"),
                    .words = QStringLiteral("column Stage: \"Boss\" is none of lead, mql")}},
        FaultWords{
            "number",
            "1.234,56",
            {.code = QStringLiteral("not-a-number"),
             .reason = QStringLiteral("stage is not a number"),
             .words = QStringLiteral("column Stage: \"1.234,56\" is not a plain number; did you mean \"1234.56\"?")}},
        FaultWords{"number",
                   "1,234",
                   {.code = QStringLiteral("not-a-number"),
                    .reason = QStringLiteral("stage is not a number"),
                    .words = QStringLiteral("column Stage: \"1,234\" is not a plain number; write digits, with a point "
                                            "before decimals: 1234.56")}},
        FaultWords{"number",
                   "１２",
                   {.code = QStringLiteral("not-a-number"),
                    .reason = QStringLiteral("stage is not a number"),
                    .words = QStringLiteral("column Stage: \"１２\" is not a plain number; did you mean \"12\"?")}},
        FaultWords{"bool",
                   "maybe",
                   {.code = QStringLiteral("not-a-bool"),
                    .reason = QStringLiteral("stage is neither true nor false"),
                    .words = QStringLiteral("column Stage: \"maybe\" is neither true nor false; write one of them")}},
        FaultWords{"date",
                   "03/04/2026",
                   {.code = QStringLiteral("not-a-date"),
                    .reason = QStringLiteral("stage is not a date"),
                    .words = QStringLiteral("column Stage: \"03/04/2026\" is not a date: expected YYYY-MM-DD such as "
                                            "2026-11-26; which part is the day cannot be told")}},
        FaultWords{"datetime",
                   "2026-11-26",
                   {.code = QStringLiteral("not-a-datetime"),
                    .reason = QStringLiteral("stage is not a date and time"),
                    .words = QStringLiteral("column Stage: \"2026-11-26\" is not a date and time: it has no time; "
                                            "expected YYYY-MM-DDTHH:MM:SSZ such as 2026-11-26T09:30:00Z")}},
        FaultWords{"string",
                   "1.23457E+11",
                   {.code = QStringLiteral("excel-number"),
                    .reason = QStringLiteral("stage was shortened by a spreadsheet"),
                    .words = QStringLiteral("column Stage: \"1.23457E+11\" was shortened by a spreadsheet; show the "
                                            "column as a number or text and save again")}},
        FaultWords{"string",
                   "#REF!",
                   {.code = QStringLiteral("excel-error"),
                    .reason = QStringLiteral("stage is a spreadsheet's error"),
                    .words = QStringLiteral("column Stage: \"#REF!\" is an error of a formula; correct it in the "
                                            "spreadsheet and save again")}},
        FaultWords{"date",
                   "########",
                   {.code = QStringLiteral("excel-narrow"),
                    .reason = QStringLiteral("stage was cut off by a spreadsheet"),
                    .words = QStringLiteral("column Stage: \"########\" stands for a value that the column was too "
                                            "narrow for; widen it and save again")}}));
