#include "checklist/own_options.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(StatusPatternTest, MatchesByDigits)
{
    const auto matches = [](const char *text, int status) {
        return StatusPattern::parse(QString::fromLatin1(text)).value_or(StatusPattern()).matches(status);
    };
    EXPECT_TRUE(matches("200", 200));
    EXPECT_FALSE(matches("200", 204));
    EXPECT_TRUE(matches("2xx", 204));
    EXPECT_TRUE(matches("20X", 204));
    EXPECT_FALSE(matches("20x", 210));
    EXPECT_TRUE(matches("401 or 403", 403));
    EXPECT_FALSE(matches("401 or 403", 402));
    EXPECT_TRUE(matches("200, 204 or 4xx", 499));
    EXPECT_FALSE(matches("2xx", 0));
}

TEST(StatusPatternTest, IsNothingElse)
{
    for (const char *text : {"", "2", "2x", "600", "2xxx", "x00", "ok", "200 or", "200 and 201", "xx2", "2x0"})
        EXPECT_FALSE(StatusPattern::parse(QString::fromLatin1(text))) << text;
}

} // namespace
} // namespace hubwatch
