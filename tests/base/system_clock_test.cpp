#include "base/system_clock.h"

#include <QObject>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(SystemClock, WakesOnceAndNotBeforeItsTime)
{
    SystemClock clock;
    QObject context;
    const Duration begun = clock.uptime();
    Duration woken{0};
    int times = 0;
    clock.after(20ms, &context, [&] {
        woken = clock.uptime();
        ++times;
    });
    ASSERT_TRUE(QTest::qWaitFor([&] { return times > 0; }, 2000));
    QTest::qWait(40);
    EXPECT_EQ(times, 1);
    EXPECT_GE(woken - begun, 19ms);
}

TEST(SystemClock, IsSilentWhenTheContextDies)
{
    SystemClock clock;
    int times = 0;
    {
        QObject context;
        clock.after(1ms, &context, [&] { ++times; });
    }
    QTest::qWait(20);
    EXPECT_EQ(times, 0);
}

} // namespace
} // namespace hubwatch
