#include "metrics/body_lines.h"

#include <gtest/gtest.h>
#include <string>

namespace hubwatch {
namespace {

TEST(BodyLinesTest, FindsTheFirstDifferenceAtEveryPlace)
{
    const std::string a(200, 'x');
    EXPECT_EQ(commonPrefix(a.data(), a.data(), a.size()), a.size());
    EXPECT_EQ(commonPrefix(a.data(), a.data(), 0), 0u);
    for (size_t at = 0; at < a.size(); ++at) {
        std::string b = a;
        b[at] = 'y';
        ASSERT_EQ(commonPrefix(a.data(), b.data(), a.size()), at);
        ASSERT_EQ(commonPrefix(a.data(), b.data(), at), at);
    }
}

TEST(BodyLinesTest, ShiftsBothWays)
{
    std::vector<BodyLine> lines(3, {.begin = 10, .tail = 12, .end = 14});
    shiftLines(lines, 1, 2, 5);
    shiftLines(lines, 2, 3, std::uint32_t(-4));
    EXPECT_EQ(lines[0].begin, 10u);
    EXPECT_EQ(lines[1].tail, 17u);
    EXPECT_EQ(lines[2].end, 10u);
}

TEST(BodyLinesTest, TakesTheKeyFromTheBody)
{
    const BodyLine line{.begin = 2, .tail = 5, .end = 7};
    EXPECT_EQ(line.key("x\nab 1\n"), "ab ");
}

} // namespace
} // namespace hubwatch
