#include "metrics/scrape.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

TEST(ScrapeTest, TellsTheStaleMarkFromAnyOtherNaN)
{
    EXPECT_TRUE(std::isnan(staleMark()));
    EXPECT_TRUE(isStaleMark(staleMark()));
    EXPECT_FALSE(isStaleMark(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(isStaleMark(0));
}

} // namespace
} // namespace hubwatch
