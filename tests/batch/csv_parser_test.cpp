#include "batch/csv/csv_parser.h"

#include "support/printers.h"

#include <QFile>
#include <algorithm>
#include <gtest/gtest.h>

using namespace hubwatch;
using namespace std::string_literals;

namespace {

using CsvCells = std::vector<std::string>;

struct ParsedRow {
    std::int64_t row = 0;
    std::int64_t line = 0;
    std::int64_t offset = 0;
    CsvCells cells = {};

    bool operator==(const ParsedRow &) const = default;
};

struct ParsedText {
    std::vector<ParsedRow> rows = {};
    QString fault = {};
};

ParsedText parsedCsv(std::string_view text, std::size_t slice, char delimiter = ',')
{
    ParsedText parsed;
    CsvParser parser(delimiter);
    const auto seen = [&](const CsvRow &row) {
        parsed.rows.push_back({.row = row.row,
                               .line = row.line,
                               .offset = row.offset,
                               .cells = CsvCells(row.cells.begin(), row.cells.end())});
        return true;
    };
    for (std::size_t at = 0; at < text.size(); at += slice) {
        const Result<bool> taken = parser.take(text.substr(at, slice), seen);
        if (!taken) {
            parsed.fault = taken.error().detail;
            return parsed;
        }
    }
    const Result<bool> finished = parser.finish(seen);
    if (!finished)
        parsed.fault = finished.error().detail;
    return parsed;
}

struct CsvCase {
    const char *name;
    std::string_view text;
    std::vector<CsvCells> rows;
    std::vector<std::int64_t> lines;
};

class CsvParserTest : public ::testing::TestWithParam<CsvCase>
{ };

/// Wherever the slices cut it.
TEST_P(CsvParserTest, ReadsTheSameInSlicesOfAnySize)
{
    for (const std::size_t slice :
         {std::size_t(1), std::size_t(2), std::size_t(3), std::size_t(7), std::size_t(4096)}) {
        const ParsedText parsed = parsedCsv(GetParam().text, slice);
        EXPECT_EQ(parsed.fault, QString()) << slice;
        std::vector<CsvCells> rows;
        std::vector<std::int64_t> lines;
        for (const ParsedRow &row : parsed.rows) {
            EXPECT_EQ(row.row, static_cast<std::int64_t>(rows.size()));
            rows.push_back(row.cells);
            lines.push_back(row.line);
        }
        EXPECT_EQ(rows, GetParam().rows) << slice;
        EXPECT_EQ(lines, GetParam().lines) << slice;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Files, CsvParserTest,
    ::testing::Values(
        CsvCase{"LineFeeds", "id,name\n1,Ann\n2,Bo\n", {{"id", "name"}, {"1", "Ann"}, {"2", "Bo"}}, {1, 2, 3}},
        CsvCase{"CarriageReturnsAndLineFeeds", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        CsvCase{"BareCarriageReturns", "a,b\r1,\"x\ry\"\r3,4\r", {{"a", "b"}, {"1", "x\ry"}, {"3", "4"}}, {1, 2, 4}},
        CsvCase{"LineFeedsAmongPairs", "a\r\nb\nc\r\n", {{"a"}, {"b"}, {"c"}}, {1, 2, 3}},
        CsvCase{"NoLineEndAtTheEnd", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        CsvCase{"AHeaderAlone", "a,b", {{"a", "b"}}, {1}}, CsvCase{"OneBareReturnAtTheEnd", "a,b\r", {{"a", "b"}}, {1}},
        CsvCase{"Nothing", "", {}, {}}, CsvCase{"NothingButEmptyLines", "\n\r\n\n", {}, {}},
        CsvCase{"EmptyLinesLeftOut", "\na\n\n\nb\n\n\n", {{"a"}, {"b"}}, {2, 5}},
        CsvCase{"AnEmptyCellAlone", "a\n\"\"\nb", {{"a"}, {""}, {"b"}}, {1, 2, 3}},
        CsvCase{"EmptyCells", ",,\n,\"\",x\ny,", {{"", "", ""}, {"", "", "x"}, {"y", ""}}, {1, 2, 3}},
        CsvCase{"BlanksAreKept", " a , b \n", {{" a ", " b "}}, {1}},
        CsvCase{"QuotesWithDelimiters", "\"a,b\",\"c\"\n", {{"a,b", "c"}}, {1}},
        CsvCase{"QuotesWithLines", "\"a\nb\r\nc\",d\ne\n", {{"a\nb\r\nc", "d"}, {"e"}}, {1, 4}},
        CsvCase{"DoubledQuotes", "\"\"\"\",\"a\"\"b\"\"\",\"\"\"\"\"\"\n", {{"\"", "a\"b\"", "\"\""}}, {1}},
        CsvCase{"DoubledQuotesAndLines", "\"a\"\"\n\"\"b\"\nc\n", {{"a\"\n\"b"}, {"c"}}, {1, 3}},
        CsvCase{"AQuoteAtTheVeryEnd", "a\n\"b\"", {{"a"}, {"b"}}, {1, 2}},
        CsvCase{"AQuoteInsideAPlainCell", "5\" pipe,a\"b\"\n", {{"5\" pipe", "a\"b\""}}, {1}},
        CsvCase{"RowsOfAnyWidth",
                "a,b,c,d\n1,2,3\n1,2,3,4,5\n",
                {{"a", "b", "c", "d"}, {"1", "2", "3"}, {"1", "2", "3", "4", "5"}},
                {1, 2, 3}},
        CsvCase{"Unicode", "名前,Größe\n山田 太郎,\"😀\"\n", {{"名前", "Größe"}, {"山田 太郎", "😀"}}, {1, 2}}),
    [](const auto &test) { return test.param.name; });

struct CsvFaultCase {
    const char *name;
    std::string text;
    const char *fault;
};

class CsvParserFaultTest : public ::testing::TestWithParam<CsvFaultCase>
{ };

TEST_P(CsvParserFaultTest, NamesThePlaceInSlicesOfAnySize)
{
    for (const std::size_t slice : {std::size_t(1), std::size_t(5), std::size_t(4096)})
        EXPECT_EQ(parsedCsv(GetParam().text, slice).fault, QString::fromUtf8(GetParam().fault)) << slice;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, CsvParserFaultTest,
    ::testing::Values(
        CsvFaultCase{"QuoteNeverClosed", "a,b\n1,2\n3,\"x\n4,5\n6,7\n",
                     "line 3, row 2: the quote that opens column 2 is never closed; close it, or remove it"},
        CsvFaultCase{"QuoteNeverClosedBehindLinesInQuotes", "a,b\n\"1\n\n\",\"x\n",
                     "line 4, row 1: the quote that opens column 2 is never closed; close it, or remove it"},
        CsvFaultCase{"QuoteNeverClosedInTheHeader", "\"a,b\n",
                     "line 1, header: the quote that opens column 1 is never closed; close it, or remove it"},
        CsvFaultCase{
            "QuoteForgottenBeforeAnotherQuote", "a,b\n1,\"x\n2,\"y\"\n",
            "line 2, row 1: the quote that opens column 2 is closed on line 3 only, with text behind it; close it "
            "where the cell ends"},
        CsvFaultCase{
            "TextBehindAQuote", "a,b\n\"x\"y,2\n",
            "line 2, row 1: there is text behind the closing quote of column 1; write a quote inside a cell twice"},
        CsvFaultCase{"NulInAPlainCell", "a,b\n1,x"s + '\0' + "y\n"s,
                     "line 2, row 1: byte 4 of the line is a NUL byte, which is no text; the file is damaged, or in "
                     "another encoding"},
        CsvFaultCase{"NulInQuotes", "a,b\n1,\"x\ny"s + '\0' + "\"\n"s,
                     "line 3, row 1: byte 2 of the line is a NUL byte, which is no text; the file is damaged, or in "
                     "another encoding"},
        CsvFaultCase{
            "BareReturnAmongLineFeeds", "a,b\n1,x\ry\n",
            "line 2, row 1: byte 4 of the row is a bare carriage return, and other lines end with a line feed; put "
            "the cell into quotes, or remove it"},
        CsvFaultCase{
            "LineFeedAmongBareReturns", "a,b\r1,2\r3,4\n",
            "line 3, row 2: the line ends with a line feed, and the first one with a bare carriage return; save the "
            "file with one kind of line ends"}),
    [](const auto &test) { return test.param.name; });

class CsvFaultFileTest : public ::testing::TestWithParam<CsvFaultCase>
{ };

TEST_P(CsvFaultFileTest, IsToldWithItsPlace)
{
    QFile file(QStringLiteral(HUBWATCH_TEST_DATA "/batch/") + QString::fromStdString(GetParam().text));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << GetParam().text;
    const QByteArray text = file.readAll();
    EXPECT_TRUE(parsedCsv({text.constData(), static_cast<std::size_t>(text.size())}, 16)
                    .fault.startsWith(QString::fromUtf8(GetParam().fault)))
        << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Files, CsvFaultFileTest,
    ::testing::Values(
        CsvFaultCase{"BareReturn", "bare-cr.csv", "line 3, row 2: byte 10 of the row is a bare carriage"},
        CsvFaultCase{"OpenQuote", "open-quote.csv", "line 3, row 2: the quote that opens column 3 is"},
        CsvFaultCase{"TextBehindQuote", "text-behind-quote.csv", "line 2, row 1: there is text behind the"},
        CsvFaultCase{"NulByte", "nul-byte.csv", "line 3, row 2: byte 6 of the line is a NUL byte"},
        CsvFaultCase{"MixedLineEnds", "mixed-line-ends.csv", "line 3, row 2: the line ends with a line feed"}),
    [](const auto &test) { return test.param.name; });

/// Feeds rows without holding them all: the text of a million rows is made as it goes.
QString faultOfStream(const std::function<bool(std::int64_t slice, std::string &text)> &next, std::size_t &fed)
{
    CsvParser parser(',');
    std::string text;
    fed = 0;
    for (std::int64_t slice = 0; next(slice, text); ++slice) {
        fed += text.size();
        if (const Result<bool> taken = parser.take(text, [](const CsvRow &) { return true; }); !taken)
            return taken.error().detail;
        text.clear();
    }
    const Result<bool> finished = parser.finish([](const CsvRow &) { return true; });
    return finished ? QString() : finished.error().detail;
}

TEST(CsvParserLimits, NamesRow900001OfAMillionAfterSixteenMegabytes)
{
    std::size_t fed = 0;
    const QString fault = faultOfStream(
        [](std::int64_t slice, std::string &text) {
            if (slice == 0)
                text = "id,name\n";
            for (std::int64_t row = slice * 10'000 + 1; row <= (slice + 1) * 10'000; ++row)
                text += std::to_string(row) + (row == 900'001 ? ",\"open\n" : ",this is the name of somebody\n");
            return slice < 200;
        },
        fed);
    EXPECT_EQ(fault,
              QStringLiteral("line 900,002, row 900,001: the quote that opens column 2 is not closed within 16 MB; "
                             "close it, or remove it"));
    EXPECT_LT(fed, std::size_t(52'000'000));
}

TEST(CsvParserLimits, StopsInALineOf200MegabytesAtSixteen)
{
    std::size_t fed = 0;
    const QString fault = faultOfStream(
        [](std::int64_t slice, std::string &text) {
            text = slice == 0 ? "a,b\n" : std::string(1024 * 1024, 'x');
            return slice <= 200;
        },
        fed);
    EXPECT_EQ(fault,
              QStringLiteral("line 2, row 1: the row is longer than 16 MB; this does not look like a file of rows"));
    EXPECT_LT(fed, std::size_t(18 * 1024 * 1024));
}

TEST(CsvParserLimits, StopsAtARowOfNothingButDelimiters)
{
    EXPECT_EQ(parsedCsv(std::string(100'000, ','), 1000).fault,
              QStringLiteral("line 1, header: the row has more than 65,536 cells; choose another delimiter"));
}

TEST(CsvParserStream, SplitsAtTheDelimiterItWasGiven)
{
    EXPECT_EQ(parsedCsv("a;b,c\n", 4096, ';').rows.front().cells, (CsvCells{"a", "b,c"}));
    EXPECT_EQ(parsedCsv("a\tb,c\n", 4096, '\t').rows.front().cells, (CsvCells{"a", "b,c"}));
}

TEST(CsvParserStream, TellsWhereRowsBegin)
{
    const std::string text = "id,name\r\n\r\n1,\"a\r\nb\"\r\n2,ü\r\n3,c\r\n";
    for (const std::size_t slice : {std::size_t(1), std::size_t(4), std::size_t(4096)}) {
        for (const ParsedRow &row : parsedCsv(text, slice).rows)
            EXPECT_EQ(text.substr(static_cast<std::size_t>(row.offset), 2),
                      row.row == 0 ? "id" : std::to_string(row.row) + ",");
    }
}

TEST(CsvParserStream, GoesOnFromAMark)
{
    const std::string text = "id,name\n1,\"a\nb\"\n2,c\n3,d";
    const ParsedText whole = parsedCsv(text, 4096);
    for (std::size_t from = 0; from < whole.rows.size(); ++from) {
        const ParsedRow &mark = whole.rows[from];
        CsvParser parser(',', mark.row, mark.line, mark.offset);
        std::vector<ParsedRow> rows;
        const auto seen = [&](const CsvRow &row) {
            rows.push_back({row.row, row.line, row.offset, CsvCells(row.cells.begin(), row.cells.end())});
            return true;
        };
        EXPECT_TRUE(
            parser.take(std::string_view(text).substr(static_cast<std::size_t>(mark.offset)), seen).value_or(false));
        EXPECT_TRUE(parser.finish(seen).value_or(false));
        EXPECT_EQ(rows,
                  std::vector<ParsedRow>(whole.rows.begin() + static_cast<std::ptrdiff_t>(from), whole.rows.end()));
    }
}

TEST(CsvParserStream, StopsWhenNoMoreIsWantedAndGoesOnBehind)
{
    CsvParser parser(',');
    std::vector<std::string> firsts;
    const auto one = [&](const CsvRow &row) {
        firsts.emplace_back(row.cells.front());
        return false;
    };
    EXPECT_EQ(parser.take("a,1\nb,2\nc,3", one), Result<bool>(false));
    EXPECT_EQ(firsts, (std::vector<std::string>{"a"}));
    EXPECT_EQ(parser.take({}, one), Result<bool>(false));
    EXPECT_EQ(parser.take({}, one), Result<bool>(true));
    EXPECT_EQ(parser.finish(one), Result<bool>(false));
    EXPECT_EQ(parser.finish(one), Result<bool>(true));
    EXPECT_EQ(firsts, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(CsvParserStream, KnowsTheLineItHasComeTo)
{
    CsvParser parser(',');
    ASSERT_TRUE(parser.take("a\nb\n\"c\nd", [](const CsvRow &) { return true; }));
    EXPECT_EQ(parser.line(), 4);
}

} // namespace
