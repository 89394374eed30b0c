#include "store_fixture.h"

#include <QProcess>
#include <QTest>
#include <random>

namespace hubwatch {
namespace {

using namespace testing;

/// The number of the last scrape the child reported before it was killed; -1 for none. Every other child is killed so
/// long after its first report: on a loaded machine, with sanitizers, it may take longer than that to begin.
long runAndKill(const QString &folder, long first, int milliseconds)
{
    QProcess child;
    child.start(QStringLiteral(HUBWATCH_APPEND_LOOP), {folder, QString::number(first)});
    EXPECT_TRUE(child.waitForStarted());
    EXPECT_TRUE(milliseconds % 2 != 0 || child.waitForReadyRead());
    QTest::qSleep(milliseconds);
    child.kill();
    EXPECT_TRUE(child.waitForFinished());
    EXPECT_EQ(child.exitStatus(), QProcess::CrashExit) << "the child ended by itself: " << child.exitCode();
    QByteArray reported = child.readAllStandardOutput();
    reported.truncate(reported.lastIndexOf('\n') + 1); // half a line was not reported
    return reported.isEmpty() ? -1 : reported.trimmed().split('\n').last().trimmed().toLong();
}

TEST(StoreCrash, HasEveryReportedScrapeAfterFiftyKills)
{
    const QTemporaryDir folder;
    std::mt19937 random(20'261'123);
    std::uniform_int_distribution<int> moments(3, 150);
    long next = 0;
    long reported = -1;
    for (int kill = 0; kill < 50; ++kill) {
        const long last = runAndKill(folder.path(), next, moments(random));
        reported = std::max(reported, last);
        const auto opened = Store::open({.directory = folder.path()});
        ASSERT_TRUE(opened) << "kill " << kill << ": " << opened.error().detail.toStdString();
        ASSERT_EQ(opened->notice, QString()) << "kill " << kill;
        const auto found = opened->store->read(
            QStringLiteral("sync"), [](const StoredSeries &series) { return series.id.metric == "metric_39"; },
            TimePoint::min(), TimePoint::max());
        ASSERT_TRUE(found);
        const std::vector<Sample> samples = found->empty() ? std::vector<Sample>() : found->front().samples;
        // One more than reported may be there: killed between storing and telling.
        ASSERT_GE(long(samples.size()), reported + 1) << "kill " << kill;
        for (size_t i = 0; i < samples.size(); ++i)
            ASSERT_EQ(samples[i], (Sample{storeBegin + long(i) * 5s, double(i)})) << "kill " << kill;
        ASSERT_EQ(opened->store->stats().scrapes, qint64(samples.size()));
        ASSERT_EQ(opened->store->stats().damagedRows, 0);
        next = long(samples.size());
    }
    EXPECT_GT(reported, 50);
}

} // namespace
} // namespace hubwatch
