#include "sim/bench_box.h"

#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(BenchBody, HasAboutTheSeriesAskedFor)
{
    BenchBody body({.series = 2000});
    const QByteArray text = body.next();
    const qsizetype series = text.count("\nhubspot_");
    EXPECT_NEAR(double(series), 2000, 20);
    EXPECT_NEAR(double(text.size()), 186'000, 20'000); // as heavy as prom-client's own
}

TEST(BenchBody, ChangesTheShareAskedForAndKeepsItsLength)
{
    BenchBody body({.series = 2200, .change = 0.2});
    for (int scrape = 0; scrape < 12; ++scrape) {
        const QList<QByteArray> before = QByteArray(body.next()).split('\n');
        const QList<QByteArray> after = QByteArray(body.next()).split('\n');
        ASSERT_EQ(before.size(), after.size());
        int changed = 0;
        for (qsizetype i = 0; i < before.size(); ++i)
            changed += before[i] != after[i];
        EXPECT_EQ(changed, 2200 / 5);
    }
}

TEST(BenchBox, WatchesMetricsAlone)
{
    BenchBox box({.services = 3, .series = 20});
    ASSERT_TRUE(box.listen(0));
    EXPECT_EQ(box.services().size(), 3u);
    const WorkspaceResult workspace = parseWorkspace(box.workspaceText());
    ASSERT_TRUE(workspace) << problemText(QStringLiteral("bench"), workspace.error().front()).toStdString();
    EXPECT_EQ(workspace->services.size(), 3u);
    EXPECT_EQ(workspace->services[0].readiness, QString());
}

} // namespace
} // namespace hubwatch
