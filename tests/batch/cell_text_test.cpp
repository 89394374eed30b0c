#include "batch/cell_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

TEST(CellText, TrimsTheSpacesOfAllKeyboards)
{
    EXPECT_EQ(trimmedCell("MQL "), "MQL");
    EXPECT_EQ(trimmedCell("\xC2\xA0 MQL\t\xE3\x80\x80"), "MQL");
    EXPECT_EQ(trimmedCell("\xE3\x80\x80東京 都\r\n"), "東京 都");
    EXPECT_EQ(trimmedCell(" \xC2\xA0 "), "");
    EXPECT_EQ(trimmedCell(""), "");
    // U+3001 and U+00A9 share bytes with the two: nothing of them may go.
    EXPECT_EQ(trimmedCell("\xE3\x80\x81x\xC2\xA9"), "\xE3\x80\x81x\xC2\xA9");
}

TEST(CellText, KnowsARecordsId)
{
    EXPECT_TRUE(isRecordId("1"));
    EXPECT_TRUE(isRecordId("9223372036854775807"));
    for (const char *text : {"", "12a", "-1", "1.0", " 1", "１２", "12345678901234567890"})
        EXPECT_FALSE(isRecordId(text)) << text;
}

struct CellEmail {
    const char *text;
    bool good;
};

class CellEmailTest : public ::testing::TestWithParam<CellEmail>
{ };

TEST_P(CellEmailTest, TellsAnAddress)
{
    EXPECT_EQ(isEmailAddress(GetParam().text), GetParam().good) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Cells, CellEmailTest,
                         ::testing::Values(CellEmail{"a@b.co", true}, CellEmail{"first.last+tag@sub.example.com", true},
                                           CellEmail{"o'brien@example.ie", true}, CellEmail{"山田@例え.jp", true},
                                           CellEmail{"", false}, CellEmail{"a@", false}, CellEmail{"@b.co", false},
                                           CellEmail{"a@b", false}, CellEmail{"a@@b.co", false},
                                           CellEmail{"a@b.co,c@d.co", false}, CellEmail{"a b@c.co", false},
                                           CellEmail{"Ann <a@b.co>", false}, CellEmail{"a@b.co.", false},
                                           CellEmail{"a@.co", false}, CellEmail{"a@b..co", false},
                                           CellEmail{"a＠b.co", false}, CellEmail{"a\xE3\x80\x80@b.co", false}));

TEST(CellText, AnAddressHas254CharactersAtMost)
{
    const std::string domain = "@example.com";
    EXPECT_TRUE(isEmailAddress(std::string(longestEmail - domain.size(), 'a') + domain));
    EXPECT_FALSE(isEmailAddress(std::string(longestEmail - domain.size() + 1, 'a') + domain));
}

TEST(CellText, CountsCharactersAndNotBytes)
{
    std::string text;
    for (int i = 0; i < 10; ++i)
        text += "都";
    EXPECT_FALSE(isLongerThan(text, 10));
    EXPECT_TRUE(isLongerThan(text, 9));
}

struct MangledCell {
    const char *text;
    Mangled expected;
};

class MangledCellTest : public ::testing::TestWithParam<MangledCell>
{ };

TEST_P(MangledCellTest, TellsWhatASpreadsheetDid)
{
    EXPECT_EQ(mangled(GetParam().text), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Cells, MangledCellTest,
                         ::testing::Values(MangledCell{"1.23457E+11", Mangled::Number},
                                           MangledCell{"-4.5e-05", Mangled::Number},
                                           MangledCell{"8,19012E+10", Mangled::Number},
                                           MangledCell{"9E+15", Mangled::Number}, MangledCell{"1E10", Mangled::No},
                                           MangledCell{"12E+10", Mangled::No}, MangledCell{"E+10", Mangled::No},
                                           MangledCell{"1.E+10", Mangled::No}, MangledCell{"CREATE+10", Mangled::No},
                                           MangledCell{"1.2E+1234", Mangled::No}, MangledCell{"#N/A", Mangled::Error},
                                           MangledCell{"#REF!", Mangled::Error}, MangledCell{"#NAME?", Mangled::Error},
                                           MangledCell{"#DIV/0!", Mangled::Error}, MangledCell{"#NAME", Mangled::No},
                                           MangledCell{"#####", Mangled::Narrow}, MangledCell{"####", Mangled::No},
                                           MangledCell{"#12345", Mangled::No}, MangledCell{"", Mangled::No}));

TEST(CellText, CutsWhatIsShown)
{
    EXPECT_EQ(quotedCell("MQL "), QStringLiteral("\"MQL \""));
    EXPECT_EQ(quotedCell(std::string(40, 'x')).size(), 42);
    EXPECT_EQ(quotedCell(std::string(41, 'x')), u'"' + QString(39, u'x') + QStringLiteral("…\""));
    EXPECT_EQ(cellSample(std::string(1'000'000, 'y')).size(), 80);
    std::string wide;
    for (int i = 0; i < 60; ++i)
        wide += "𠮷"; // two units of UTF-16 each
    const QString sample = cellSample(wide);
    EXPECT_LE(sample.size(), 80);
    EXPECT_FALSE(sample.contains(QChar::ReplacementCharacter));
    EXPECT_TRUE(sample.at(sample.size() - 2).isLowSurrogate());
}
