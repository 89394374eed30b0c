#include "batch/csv/csv_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;
using namespace std::string_literals;

namespace {

using CsvEncoding = CsvFormat::Encoding;

struct DecodingCase {
    const char *name;
    CsvEncoding encoding;
    std::string bytes;
    std::string text;
    std::int64_t faultAt = -1; ///< none
};

class CsvTextTest : public ::testing::TestWithParam<DecodingCase>
{ };

TEST_P(CsvTextTest, ReadsTheSameInSlicesOfAnySize)
{
    const DecodingCase &test = GetParam();
    for (const std::size_t slice : {std::size_t(1), std::size_t(3), std::size_t(4096)}) {
        CsvText decoder(test.encoding);
        std::string text;
        bool isText = true;
        for (std::size_t at = 0; isText && at < test.bytes.size(); at += slice)
            isText = decoder.take(std::string_view(test.bytes).substr(at, slice), text);
        isText = isText && decoder.finish();
        EXPECT_EQ(text, test.text) << slice;
        EXPECT_EQ(isText, test.faultAt < 0) << slice;
        EXPECT_EQ(decoder.taken(), test.faultAt < 0 ? std::int64_t(test.bytes.size()) : test.faultAt) << slice;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, CsvTextTest,
    ::testing::Values(DecodingCase{"Utf8", CsvEncoding::Utf8, "plain text, Größe 名前 😀 and more of it",
                                   "plain text, Größe 名前 😀 and more of it"},
                      DecodingCase{"Utf8WithAStrangeByte", CsvEncoding::Utf8, "abcdefghijkl caf\xE9, au lait",
                                   "abcdefghijkl caf", 16},
                      DecodingCase{"Utf8WithATailAlone", CsvEncoding::Utf8, "a\x80", "a", 1},
                      DecodingCase{"Utf8TooLong", CsvEncoding::Utf8, "\xC0\xAF", "", 0},
                      DecodingCase{"Utf8TooLongInThree", CsvEncoding::Utf8, "x\xE0\x80\xAF", "x", 1},
                      DecodingCase{"Utf8Surrogate", CsvEncoding::Utf8, "x\xED\xA0\x80", "x", 1},
                      DecodingCase{"Utf8AboveUnicode", CsvEncoding::Utf8, "x\xF4\x90\x80\x80", "x", 1},
                      DecodingCase{"Utf8CutOff", CsvEncoding::Utf8, "ab\xE5\x90", "ab", 2},
                      DecodingCase{"Utf16Le", CsvEncoding::Utf16Le, "a\0\x0D\x54=\xD8\0\xDE"s, "a名😀"},
                      DecodingCase{"Utf16Be", CsvEncoding::Utf16Be, "\0a\x54\x0D\xD8=\xDE\0"s, "a名😀"},
                      DecodingCase{"Utf16LoneHighSurrogate", CsvEncoding::Utf16Be, "\0a\xD8=\0b"s, "a", 2},
                      DecodingCase{"Utf16LoneLowSurrogate", CsvEncoding::Utf16Be, "\0a\xDE\0\0b"s, "a", 2},
                      DecodingCase{"Utf16CutOff", CsvEncoding::Utf16Le, "a\0b"s, "a", 2},
                      DecodingCase{"ShiftJis", CsvEncoding::ShiftJis, "a\\\x8E\x52\x93\x63\xB1\x87\x40\xFB\xFC\x81\x60",
                                   "a\\山田ｱ①髙～"},
                      DecodingCase{"ShiftJisWithAStrangeByte", CsvEncoding::ShiftJis, "a\x8E\x52\x85\x20", "a山", 3},
                      DecodingCase{"ShiftJisCutOff", CsvEncoding::ShiftJis, "a\x8E", "a", 1},
                      DecodingCase{"Windows1252", CsvEncoding::Windows1252, "caf\xE9 \x80\x93\x94\xFF\x81",
                                   "café €“”ÿ\xC2\x81"}),
    [](const auto &test) { return test.param.name; });

} // namespace
