#include "base/time_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(TimeText, IsUtcWithMilliseconds)
{
    EXPECT_EQ(utcText(TimePoint(1'795'420'800'000ms)), QStringLiteral("2026-11-23T08:00:00.000Z"));
    EXPECT_EQ(utcText(TimePoint(1'709'251'199'999ms)), QStringLiteral("2024-02-29T23:59:59.999Z"));
    EXPECT_EQ(utcText(TimePoint(-1ms)), QStringLiteral("1969-12-31T23:59:59.999Z"));
    EXPECT_EQ(utcText(TimePoint(7ms)), QStringLiteral("1970-01-01T00:00:00.007Z"));
}

} // namespace
} // namespace hubwatch
