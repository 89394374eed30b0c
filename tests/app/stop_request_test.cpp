#include "app/commands/stop_request.h"

#include <QObject>
#include <QTest>
#include <csignal>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(StopRequest, IsAnsweredOnceFromTheEventLoop)
{
    QObject context;
    int answered = 0;
    onStopRequest(&context, [&answered] { ++answered; });
    std::raise(SIGTERM);
    EXPECT_EQ(answered, 0);
    EXPECT_TRUE(QTest::qWaitFor([&answered] { return answered > 0; }));
    QTest::qWait(250);
    EXPECT_EQ(answered, 1);
}

} // namespace
} // namespace hubwatch
