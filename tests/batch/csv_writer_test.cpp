#include "batch/csv/csv_writer.h"

#include "batch/csv/csv_parser.h"
#include "support/printers.h"

#include <QRandomGenerator>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

struct CsvLineCase {
    const char *name;
    QStringList cells;
    QByteArray line;
};

class CsvLineTest : public ::testing::TestWithParam<CsvLineCase>
{ };

TEST_P(CsvLineTest, IsWrittenSo)
{
    EXPECT_EQ(csvLine(GetParam().cells), GetParam().line);
}

QStringList csvTexts(std::initializer_list<const char *> texts)
{
    QStringList cells;
    for (const char *text : texts)
        cells += QString::fromUtf8(text);
    return cells;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, CsvLineTest,
    ::testing::Values(CsvLineCase{"Plain", csvTexts({"1", "Ann", "名前"}), "1,Ann,名前\r\n"},
                      CsvLineCase{"None", {}, "\r\n"}, CsvLineCase{"EmptyCells", csvTexts({"", ""}), ",\r\n"},
                      CsvLineCase{"OneEmptyCellIsStillARow", csvTexts({""}), "\"\"\r\n"},
                      CsvLineCase{"QuotesWhatNeedsIt", csvTexts({"a,b", "say \"x\"", "1\n2", "1\r2"}),
                                  "\"a,b\",\"say \"\"x\"\"\",\"1\n2\",\"1\r2\"\r\n"},
                      CsvLineCase{"Formulas", csvTexts({"=1+1", "+cmd", "-a", "@SUM(A1)", "\tx", "\rx", "=\"a\""}),
                                  "'=1+1,'+cmd,'-a,'@SUM(A1),'\tx,\"'\rx\",\"'=\"\"a\"\"\"\r\n"},
                      CsvLineCase{"PlainNumbers", csvTexts({"-12", "+81", "-1.5e-3", "-1"}), "-12,+81,-1.5e-3,-1\r\n"},
                      CsvLineCase{"NumbersThatAreNone", csvTexts({"-", "+", "-1+2", "-.5", "+1e", "+81-90-1", "-e5"}),
                                  "'-,'+,'-1+2,'-.5,'+1e,'+81-90-1,'-e5\r\n"},
                      CsvLineCase{"OnlyTheBeginningCounts", csvTexts({"a=b", "me@example.com", " =1"}),
                                  "a=b,me@example.com, =1\r\n"}),
    [](const auto &test) { return test.param.name; });

TEST(CsvWriter, AnExportIsReadBackAsItWas)
{
    const QStringList cells
        = csvTexts({"=1+1", "'=1+1", "''-a", "+81-3-2222", "'+81", "@a", "-1", "it's", "'", "'a", "", "\tx", "a'=b"});
    for (const QString &cell : cells) {
        QByteArray written = csvLine({cell, QStringLiteral("x")});
        written.chop(4); // ",x" and the end of the line
        EXPECT_EQ(withoutGuard({written.constData(), std::size_t(written.size())}), cell.toStdString());
    }
    EXPECT_TRUE(isExport(csvTexts({"id", "hubwatch_row", "hubwatch_outcome"})));
    EXPECT_FALSE(isExport(csvTexts({"id", "phone"})));
}

TEST(CsvWriter, LeavesFormulasAloneWhereNoSpreadsheetReads)
{
    EXPECT_EQ(csvLine(csvTexts({"=1+1", "-a"}), ',', false), "=1+1,-a\r\n");
}

TEST(CsvWriter, QuotesTheDelimiterThatIsUsed)
{
    EXPECT_EQ(csvLine(csvTexts({"a;b", "c,d"}), ';'), "\"a;b\";c,d\r\n");
}

/// Whatever is written is read back as it was, wherever the slices cut it.
TEST(CsvWriter, WritesWhatTheParserReadsBack)
{
    const QStringList pieces
        = csvTexts({"\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "a", " ", "=", "'", "ü", "名", "😀"});
    QRandomGenerator chance(20'261'126);
    for (const char delimiter : {',', ';', '\t'}) {
        std::vector<QStringList> written;
        QByteArray text;
        for (int row = 0; row < 2000; ++row) {
            QStringList cells;
            for (int cell = 1 + chance.bounded(5); cell > 0; --cell) {
                QString value;
                for (int piece = chance.bounded(6); piece > 0; --piece)
                    value += pieces[chance.bounded(int(pieces.size()))];
                cells += value;
            }
            written.push_back(cells);
            text += csvLine(cells, delimiter, false);
        }
        std::vector<QStringList> read;
        const auto seen = [&](const CsvRow &row) {
            QStringList cells;
            for (const std::string_view cell : row.cells)
                cells += QString::fromUtf8(cell.data(), qsizetype(cell.size()));
            read.push_back(cells);
            return true;
        };
        CsvParser parser(delimiter);
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype size = std::min<qsizetype>(text.size() - at, 1 + chance.bounded(300));
            const Result<bool> taken = parser.take({text.constData() + at, std::size_t(size)}, seen);
            ASSERT_TRUE(taken) << taken.error().detail.toStdString();
            at += size;
        }
        ASSERT_TRUE(parser.finish(seen));
        ASSERT_EQ(read.size(), written.size());
        for (std::size_t row = 0; row < read.size(); ++row)
            ASSERT_EQ(read[row], written[row]) << "row " << row;
    }
}

} // namespace
