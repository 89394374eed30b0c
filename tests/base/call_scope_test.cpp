#include "base/call_scope.h"

#include "support/manual_clock.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(CallScope, DropsWhatItBeganWhenCancelled)
{
    testing::ManualClock clock;
    CallScope calls;
    int answers = 0;
    clock.after(1s, calls.context(), [&] { ++answers; });
    calls.cancelAll();
    clock.after(1s, calls.context(), [&] { answers += 10; });
    clock.advance(2s);
    EXPECT_EQ(answers, 10);
}

TEST(CallScope, DropsWhatItBeganWhenItDies)
{
    testing::ManualClock clock;
    int answers = 0;
    {
        const CallScope calls;
        clock.after(1s, calls.context(), [&] { ++answers; });
    }
    clock.advance(2s);
    EXPECT_EQ(answers, 0);
}

} // namespace
} // namespace hubwatch
