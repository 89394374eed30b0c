#include "base/qt_process_runner.h"

#include "support/printers.h"

#include <QCoreApplication>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(QtProcessRunnerTest, RunsProgramsSideBySide)
{
    QtProcessRunner runner;
    QObject context;
    int good = 0;
    // This test program itself: there on every system.
    for (int i = 0; i < 3; ++i)
        runner.run(
            {.program = QCoreApplication::applicationFilePath(), .arguments = {QStringLiteral("--gtest_list_tests")}},
            &context, [&](const Result<ProcessOutcome> &outcome) {
                good += outcome && outcome->exitCode == 0 && outcome->output.contains("RunsProgramsSideBySide");
            });
    EXPECT_TRUE(QTest::qWaitFor([&] { return good == 3; }, 20'000));
}

} // namespace
} // namespace hubwatch
