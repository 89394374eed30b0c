#include "metrics/label_text.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(LabelTextTest, ReplacesTheEscapesOfLabelValues)
{
    EXPECT_EQ(unescapedLabelValue(R"(a\\b\"c\nd)"), "a\\b\"c\nd");
    EXPECT_EQ(unescapedLabelValue(R"(\\n)"), "\\n");
    EXPECT_EQ(unescapedLabelValue(R"(\t\)"), "\\t\\") << "other escapes stay as they are";
}

TEST(LabelTextTest, LeavesQuotesOfHelpAlone)
{
    EXPECT_EQ(unescapedHelp(R"(say \"hi\"\n\\)"), "say \\\"hi\\\"\n\\");
}

TEST(LabelTextTest, AcceptsUtf8AndNothingElse)
{
    for (const char *good : {"", "plain", "é", "日本", "😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xef\xbf\xbf"})
        EXPECT_TRUE(isUtf8(good)) << good;
    for (const char *bad : {"\xff", "\x80", "\xc3", "\xc3(", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80",
                            "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xe6\x97", "a\xf0\x9f\x98"})
        EXPECT_FALSE(isUtf8(bad)) << bad;
}

TEST(LabelTextTest, SaysHowFarItIsUtf8)
{
    EXPECT_EQ(utf8Prefix(""), 0u);
    EXPECT_EQ(utf8Prefix("a\u00e4"), 3u);
    EXPECT_EQ(utf8Prefix("a\u00e4\xff z"), 3u);
    EXPECT_EQ(utf8Prefix("a\xe6\x97"), 1u) << "half a character";
}

TEST(LabelTextTest, FindsWhatIsNotPlainAtEveryPlace)
{
    for (const char special : {'"', '\\', '\n', '\x80', '\xff'}) {
        for (size_t size = 0; size < 40; ++size) {
            const std::string plain(size, '!');
            EXPECT_EQ(plainTextEnd(plain.data(), plain.data() + size), plain.data() + size);
            for (size_t at = 0; at < size; ++at) {
                std::string text = plain;
                text[at] = special;
                ASSERT_EQ(plainTextEnd(text.data(), text.data() + size) - text.data(), std::ptrdiff_t(at));
            }
        }
    }
}

TEST(LabelTextTest, TakesEveryOtherAsciiByteAsPlain)
{
    for (int c = 0; c < 0x80; ++c) {
        const std::string text(9, char(c));
        const bool isSpecial = c == '"' || c == '\\' || c == '\n';
        EXPECT_EQ(plainTextEnd(text.data(), text.data() + 9) == text.data() + 9, !isSpecial) << c;
    }
}

} // namespace
} // namespace hubwatch
