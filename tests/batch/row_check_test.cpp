#include "batch/row_check.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>

using namespace hubwatch;

namespace {

std::vector<PropertyDefinition> rowDefinitions()
{
    return {{.name = QStringLiteral("email"), .label = QStringLiteral("Email"), .type = QStringLiteral("string")},
            {.name = QStringLiteral("firstname"), .type = QStringLiteral("string")},
            {.name = QStringLiteral("lifecyclestage"),
             .type = QStringLiteral("enumeration"),
             .fieldType = QStringLiteral("radio"),
             .options = {{.value = QStringLiteral("lead"), .label = QStringLiteral("Lead")},
                         {.value = QStringLiteral("customer"), .label = QStringLiteral("Customer")}}},
            {.name = QStringLiteral("amount"), .type = QStringLiteral("number")},
            {.name = QStringLiteral("order_no"), .type = QStringLiteral("string"), .isUnique = true},
            {.name = QStringLiteral("closedate"), .type = QStringLiteral("date")}};
}

const QStringList rowHeader{QStringLiteral("ID"), QStringLiteral("Stage"), QStringLiteral("Amount")};

JobSpec rowSpec()
{
    return {.idColumn = QStringLiteral("ID"),
            .mapping = {{QStringLiteral("Stage"), QStringLiteral("lifecyclestage")},
                        {QStringLiteral("Amount"), QStringLiteral("amount")}}};
}

using RowCells = std::vector<std::string_view>;

QString rowCode(const JobSpec &spec, const RowCells &cells)
{
    const auto fault = RowCheck(spec, rowHeader, rowDefinitions()).fault(cells);
    return fault ? fault->code : QStringLiteral("good");
}

std::string rowKey(const JobSpec &spec, std::string_view cell)
{
    std::string buffer;
    return std::string(RowCheck(spec, rowHeader, rowDefinitions()).key(RowCells{cell, "", ""}, buffer));
}

} // namespace

TEST(RowCheck, PassesAGoodRow)
{
    EXPECT_EQ(rowCode(rowSpec(), {"4711", "lead", "12.5"}), QStringLiteral("good"));
    EXPECT_EQ(rowCode(rowSpec(), {" 4711\xE3\x80\x80", "Lead ", ""}), QStringLiteral("good"));
}

TEST(RowCheck, NamesTheFirstFault)
{
    EXPECT_EQ(rowCode(rowSpec(), {"4711", "boss", "x"}), QStringLiteral("not-an-option"));
    EXPECT_EQ(rowCode(rowSpec(), {"4711", "lead", "1.234,56"}), QStringLiteral("not-a-number"));
    EXPECT_EQ(rowCode(rowSpec(), {"", "boss", ""}), QStringLiteral("no-key"));
    EXPECT_EQ(rowCode(rowSpec(), {"\xC2\xA0", "lead", ""}), QStringLiteral("no-key"));
    EXPECT_EQ(rowCode(rowSpec(), {"47-11", "lead", ""}), QStringLiteral("not-an-id"));
    EXPECT_EQ(rowCode(rowSpec(), {"1.23457E+11", "lead", ""}), QStringLiteral("excel-number"));
}

TEST(RowCheck, SaysThatAnIdColumnHoldsEmails)
{
    const auto fault = RowCheck(rowSpec(), rowHeader, rowDefinitions()).fault(RowCells{"ann@example.com", "lead", ""});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->code, QStringLiteral("id-is-email"));
    EXPECT_EQ(fault->reason, QStringLiteral("the key is an e-mail address"));
    EXPECT_EQ(fault->words,
              QStringLiteral("column ID: \"ann@example.com\" is an e-mail address and HubSpot's id is expected; choose "
                             "email as the key"));
    EXPECT_EQ(fault->sample, QStringLiteral("ann@example.com"));
}

TEST(RowCheck, CountsTheCells)
{
    for (const RowCells &cells : {RowCells{"4711", "lead"}, RowCells{"4711", "lead", "", ""}, RowCells{}}) {
        const auto fault = RowCheck(rowSpec(), rowHeader, rowDefinitions()).fault(cells);
        ASSERT_TRUE(fault) << cells.size();
        EXPECT_EQ(fault->code, QStringLiteral("wrong-columns"));
        EXPECT_TRUE(fault->words.startsWith(QStringLiteral("the row has %1 cells and the header 3").arg(cells.size())))
            << fault->words.toStdString();
    }
}

TEST(RowCheck, JudgesAKeyByItsProperty)
{
    JobSpec spec = rowSpec();
    spec.idProperty = QStringLiteral("email");
    EXPECT_EQ(rowCode(spec, {"ann@example.com", "", ""}), QStringLiteral("good"));
    EXPECT_EQ(rowCode(spec, {"ann", "", ""}), QStringLiteral("not-an-email"));
    EXPECT_EQ(rowCode(spec, {"", "", ""}), QStringLiteral("no-key"));
    spec.idProperty = QStringLiteral("order_no");
    EXPECT_EQ(rowCode(spec, {"A-17", "", ""}), QStringLiteral("good"));
    EXPECT_EQ(rowCode(spec, {"1.23457E+11", "", ""}), QStringLiteral("excel-number"));
}

TEST(RowCheck, TellsKeysAsHubSpotComparesThem)
{
    JobSpec spec = rowSpec();
    EXPECT_EQ(rowKey(spec, " 4711 "), "4711");
    EXPECT_EQ(rowKey(spec, ""), "");
    spec.idProperty = QStringLiteral("email");
    EXPECT_EQ(rowKey(spec, "Ann@Example.COM\xC2\xA0"), "ann@example.com");
    spec.idProperty = QStringLiteral("order_no");
    EXPECT_EQ(rowKey(spec, " A-17 "), "A-17");
    spec.operation = JobOperation::Create;
    EXPECT_EQ(rowKey(spec, "A-17"), "") << "a record that is new has no key";
    std::string buffer;
    EXPECT_EQ(RowCheck(rowSpec(), rowHeader, {}).key(RowCells{}, buffer), "");
}

TEST(RowCheck, OperationsWithoutValuesLookAtKeysAlone)
{
    for (const JobOperation operation : {JobOperation::Archive, JobOperation::Read}) {
        JobSpec spec = rowSpec();
        spec.operation = operation;
        EXPECT_EQ(rowCode(spec, {"4711", "boss", "x"}), QStringLiteral("good"));
        EXPECT_EQ(rowCode(spec, {"", "lead", ""}), QStringLiteral("no-key"));
        const JobRow row = RowCheck(spec, rowHeader, rowDefinitions())
                               .row(3, {QStringLiteral("4711"), QStringLiteral("boss"), QString()});
        EXPECT_EQ(row, (JobRow{.row = 3, .key = QStringLiteral("4711")}));
    }
}

TEST(RowCheck, AssociationsNeedTheOtherSide)
{
    JobSpec spec{.operation = JobOperation::Associate,
                 .idColumn = QStringLiteral("ID"),
                 .toObject = QStringLiteral("companies"),
                 .toColumn = QStringLiteral("Stage")};
    EXPECT_EQ(rowCode(spec, {"1", "2", ""}), QStringLiteral("good"));
    EXPECT_EQ(rowCode(spec, {"1", "", ""}), QStringLiteral("no-key"));
    EXPECT_EQ(rowCode(spec, {"1", "Acme", ""}), QStringLiteral("not-an-id"));
    const auto fault = RowCheck(spec, rowHeader, {}).fault(RowCells{"1", "Acme", ""});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->words, QStringLiteral("column Stage: \"Acme\" is no HubSpot id, which has digits only"));
    EXPECT_EQ(RowCheck(spec, rowHeader, {}).row(1, {QStringLiteral("1"), QStringLiteral(" 2 "), QString()}),
              (JobRow{.row = 1, .key = QStringLiteral("1"), .to = QStringLiteral("2")}));
}

TEST(RowCheck, SendsValuesInHubSpotsForm)
{
    JobSpec spec = rowSpec();
    spec.constants = {{QStringLiteral("firstname"), QStringLiteral("-")},
                      {QStringLiteral("closedate"), QStringLiteral(" 2026-11-26")}};
    const JobRow row = RowCheck(spec, rowHeader, rowDefinitions())
                           .row(7, {QStringLiteral(" 4711"), QStringLiteral("Customer "), QStringLiteral("+5")});
    EXPECT_EQ(row,
              (JobRow{.row = 7,
                      .key = QStringLiteral("4711"),
                      .values = {{QStringLiteral("lifecyclestage"), QStringLiteral("customer")},
                                 {QStringLiteral("amount"), QStringLiteral("5")},
                                 {QStringLiteral("firstname"), QStringLiteral("-")},
                                 {QStringLiteral("closedate"), QStringLiteral("2026-11-26")}}}));
}

TEST(RowCheck, AnEmptyCellClearsOnlyWhereThatIsWanted)
{
    JobSpec spec = rowSpec();
    const QStringList cells{QStringLiteral("4711"), QStringLiteral(" "), QStringLiteral("5")};
    const PropertyValue amount{QStringLiteral("amount"), QStringLiteral("5")};
    EXPECT_EQ(RowCheck(spec, rowHeader, rowDefinitions()).row(1, cells).values, (std::vector{amount}));
    spec.emptyClears = true;
    EXPECT_EQ(RowCheck(spec, rowHeader, rowDefinitions()).row(1, cells).values,
              (std::vector{PropertyValue{QStringLiteral("lifecyclestage"), QString()}, amount}));
    spec.operation = JobOperation::Create;
    EXPECT_EQ(RowCheck(spec, rowHeader, rowDefinitions()).row(1, cells).values, (std::vector{amount}))
        << "a new record has nothing to clear";
}

TEST(RowCheck, AShortRowIsNoHarmToTheRest)
{
    const JobRow row = RowCheck(rowSpec(), rowHeader, rowDefinitions()).row(1, {QStringLiteral("4711")});
    EXPECT_EQ(row, (JobRow{.row = 1, .key = QStringLiteral("4711")}));
}

// The figure of an optimised build is in the commit; a debug build with neighbours only has to end.
TEST(RowCheck, PassesManyRows)
{
    const QStringList header{QStringLiteral("id"),    QStringLiteral("mail"),   QStringLiteral("stage"),
                             QStringLiteral("money"), QStringLiteral("closed"), QStringLiteral("name")};
    const JobSpec spec{.idColumn = QStringLiteral("id"),
                       .mapping = {{QStringLiteral("mail"), QStringLiteral("email")},
                                   {QStringLiteral("stage"), QStringLiteral("lifecyclestage")},
                                   {QStringLiteral("money"), QStringLiteral("amount")},
                                   {QStringLiteral("closed"), QStringLiteral("closedate")},
                                   {QStringLiteral("name"), QStringLiteral("firstname")}}};
    const RowCheck check(spec, header, rowDefinitions());
    const std::array<std::string_view, 6> cells{
        "123456789", "first.last@example.com", "customer", "1234.56", "2026-11-26", "山田 太郎"};
    const int rows
        = qEnvironmentVariableIntValue("HUBWATCH_ROWS") > 0 ? qEnvironmentVariableIntValue("HUBWATCH_ROWS") : 20'000;
    std::string buffer;
    size_t keys = 0;
    int faults = 0;
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < rows; ++i) {
        faults += check.fault(cells) ? 1 : 0;
        keys += check.key(cells, buffer).size();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
    std::printf("%d rows of 6 columns in %.3f s: %.0f rows/s\n", rows, took.count(), rows / took.count());
    EXPECT_EQ(faults, 0);
    EXPECT_EQ(keys, size_t(rows) * 9);
}
