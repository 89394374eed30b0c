#include "app/engine/demo.h"

#include "app/engine/engine.h"
#include "base/system_clock.h"
#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(Demo, GoesOnLiveWithoutAFalseAlarmOfStaleSources)
{
    Engine engine({.demo = true});
    const QString steady = QStringLiteral("contacts-sync");
    const TimePoint begun = SystemClock().now();
    int rehearsed = 0;
    int live = 0;
    int alarms = 0;
    QObject::connect(&engine, &Engine::readingTaken, [&](const Reading &reading) {
        if (reading.service == steady && reading.signal == QStringLiteral("source.fresh"))
            ++(reading.at < begun ? rehearsed : live);
    });
    QObject::connect(&engine, &Engine::alertChanged, [&](const AlertChange &change) {
        if (change.at >= begun && change.alert.service == steady
            && change.alert.rule.startsWith(QStringLiteral("source")))
            ++alarms;
    });
    engine.start();
    EXPECT_TRUE(QTest::qWaitFor([&] { return live >= 2; }, 60'000));
    EXPECT_GT(rehearsed, 1000) << "two hours every five seconds";
    EXPECT_EQ(alarms, 0);
    EXPECT_EQ(qEnvironmentVariable("HUBWATCH_SIM_PAGER").size(), 32) << "what the routes of the demo name";
    EXPECT_TRUE(qEnvironmentVariable("HUBWATCH_SIM_SLACK").startsWith(QStringLiteral("http://127.0.0.1:")));
}

} // namespace
} // namespace hubwatch
