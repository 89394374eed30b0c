#include "notify/retry_delay.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(RetryDelay, DoublesFromASecondToFiveMinutes)
{
    EXPECT_EQ(retryDelay(1, {}, 0.9999999), 999ms);
    EXPECT_EQ(retryDelay(1, {}, 0), 500ms);
    EXPECT_EQ(retryDelay(4, {}, 0), 4s);
    EXPECT_EQ(retryDelay(9, {}, 0), 128s);
    EXPECT_EQ(retryDelay(10, {}, 0), 150s);
    EXPECT_EQ(retryDelay(100'000, {}, 0), 150s);
}

TEST(RetryDelay, NeverUndercutsWhatTheOtherSideAskedFor)
{
    EXPECT_EQ(retryDelay(1, 30s, 0), 30s);
    EXPECT_GE(retryDelay(1, 30s, 0.5), 30s);
    EXPECT_LE(retryDelay(1, 30s, 0.9), 30'500ms);
    EXPECT_EQ(retryDelay(12, 1s, 0), 150s);
}

} // namespace
} // namespace hubwatch
