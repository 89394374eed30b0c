#include "batch/csv/csv_format.h"

#include "support/printers.h"

#include <QFile>
#include <QStringEncoder>
#include <gtest/gtest.h>

using namespace hubwatch;
using namespace std::string_literals;

namespace hubwatch {

inline void PrintTo(const CsvFormat &format, std::ostream *out)
{
    *out << encodingName(format.encoding).toStdString() << ", mark of " << format.bomBytes << ", "
         << delimiterName(format.delimiter).toStdString();
}

} // namespace hubwatch

namespace {

using FormatEncoding = CsvFormat::Encoding;

struct FormatCase {
    const char *name;
    std::string head;
    CsvFormat format;
};

class CsvFormatTest : public ::testing::TestWithParam<FormatCase>
{ };

TEST_P(CsvFormatTest, IsToldByTheFirstBytes)
{
    EXPECT_EQ(formatOf(QByteArray::fromStdString(GetParam().head)), GetParam().format);
}

std::string csvUtf16(const char *text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::Default);
    const QByteArray bytes = encoder.encode(QString::fromUtf8(text));
    return bytes.toStdString();
}

constexpr const char *japaneseRows = "番号,名前\n1,山田 太郎\n2,鈴木 花子\n3,佐藤 次郎\n";

INSTANTIATE_TEST_SUITE_P(
    Heads, CsvFormatTest,
    ::testing::Values(
        FormatCase{"Plain", "id,name\n1,a\n", {}}, FormatCase{"Nothing", "", {}},
        FormatCase{"OneColumn", "id\n1\n2\n", {}}, FormatCase{"Utf8WithMark", "\xEF\xBB\xBFid,name\n", {.bomBytes = 3}},
        FormatCase{"Utf8", japaneseRows, {}}, FormatCase{"Utf8CutInACharacter", "id,name\n1,\xE5\xB1", {}},
        FormatCase{"Utf8WithABadByte", japaneseRows + "4,a\xFF\n"s, {}},
        FormatCase{"AccentsThatAreHardlyEverValidUtf8",
                   "id,nom\n1,\xC3\xA9\n2,P\xE9rez\n3,caf\xE9\n",
                   {FormatEncoding::Windows1252, 0, ','}},
        FormatCase{"Utf16LeWithMark",
                   "\xFF\xFE" + csvUtf16("a;b\n", QStringConverter::Utf16LE),
                   {FormatEncoding::Utf16Le, 2, ';'}},
        FormatCase{"Utf16BeWithMark",
                   "\xFE\xFF" + csvUtf16("a\tb\n", QStringConverter::Utf16BE),
                   {FormatEncoding::Utf16Be, 2, '\t'}},
        FormatCase{"Utf16LeWithoutMark",
                   csvUtf16("id,name\n1,Ann\n", QStringConverter::Utf16LE),
                   {FormatEncoding::Utf16Le, 0, ','}},
        FormatCase{"Utf16BeWithoutMarkInJapanese",
                   csvUtf16(japaneseRows, QStringConverter::Utf16BE),
                   {FormatEncoding::Utf16Be, 0, ','}},
        FormatCase{"ANulByteIsNotUtf16", "id,name\n1,a"s + '\0' + "b\n"s, {}},
        FormatCase{"ShiftJis",
                   "\x94\xD4\x8D\x86,\x96\xBC\x91O\n1,\x8ER\x93\x63 \x91\xBE\x98Y\n",
                   {FormatEncoding::ShiftJis, 0, ','}},
        FormatCase{"ShiftJisInHalfWidthKana", "id,name\n1,\xD4\xCF\xC0\xDE\n", {FormatEncoding::ShiftJis, 0, ','}},
        FormatCase{"French", "id;nom\n1;P\xE9rez\n2;caf\xE9\n", {FormatEncoding::Windows1252, 0, ';'}},
        FormatCase{
            "GermanThatIsValidShiftJis", "id;name\n1;K\xE4se\n2;M\xE4rz\n", {FormatEncoding::Windows1252, 0, ';'}},
        FormatCase{"ApostrophesThatAreValidShiftJis",
                   "id,text\n1,don\x92t\n2,it\x92s\n",
                   {FormatEncoding::Windows1252, 0, ','}},
        FormatCase{"SemicolonsAndDecimalCommas", "name;amount\na;1,5\nb;2,5\n", {.delimiter = ';'}},
        FormatCase{"Tabs", "name\ttext\na\tx, y, z\nb\tx; y\n", {.delimiter = '\t'}},
        FormatCase{"DelimitersInQuotes", "\"a;b;c\",d\n\"x;y;z\",e\n", {}},
        FormatCase{"LinesInQuotes", "a,\"b\nc;d;e\"\n1,2\n", {}},
        FormatCase{"RaggedRows", "a;b;c\n1;2\n3;4\n", {.delimiter = ';'}}),
    [](const auto &test) { return test.param.name; });

TEST(CsvFormatChosen, WhatIsNotChosenIsLookedFor)
{
    const QByteArray japanese = "id;\x96\xBC\x91O\n1;\x8ER\x93\x63\n";
    EXPECT_EQ(formatOf(japanese, FormatEncoding::ShiftJis), (CsvFormat{FormatEncoding::ShiftJis, 0, ';'}));
    EXPECT_EQ(formatOf(japanese, FormatEncoding::Windows1252), (CsvFormat{FormatEncoding::Windows1252, 0, ';'}));
    const QByteArray wide = QByteArray::fromStdString("\xFF\xFE" + csvUtf16("a\tb\n", QStringConverter::Utf16LE));
    EXPECT_EQ(formatOf(wide, {}, '\t'), (CsvFormat{FormatEncoding::Utf16Le, 2, '\t'}));
    EXPECT_EQ(formatOf(wide, FormatEncoding::Utf16Le), (CsvFormat{FormatEncoding::Utf16Le, 2, '\t'}));
    EXPECT_EQ(formatOf(wide, FormatEncoding::Windows1252).bomBytes, 0);
    EXPECT_EQ(formatOf("a;b\n", {}, '|').delimiter, '|');
}

TEST(CsvFormatNames, AreWhatPeopleCallThem)
{
    EXPECT_EQ(encodingName(FormatEncoding::ShiftJis), QStringLiteral("Shift-JIS"));
    EXPECT_EQ(encodingName(FormatEncoding::Utf8), QStringLiteral("UTF-8"));
    EXPECT_EQ(encodingName(FormatEncoding::Utf16Le), QStringLiteral("UTF-16 LE"));
    EXPECT_EQ(encodingName(FormatEncoding::Utf16Be), QStringLiteral("UTF-16 BE"));
    EXPECT_EQ(encodingName(FormatEncoding::Windows1252), QStringLiteral("Windows-1252"));
    EXPECT_EQ(delimiterName(','), QStringLiteral("comma"));
    EXPECT_EQ(delimiterName(';'), QStringLiteral("semicolon"));
    EXPECT_EQ(delimiterName('\t'), QStringLiteral("tab"));
    EXPECT_EQ(delimiterName('^'), QStringLiteral("^"));
}

} // namespace
