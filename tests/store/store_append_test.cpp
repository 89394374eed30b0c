#include "store_fixture.h"
#include "support/as_nobody.h"
#include "support/full_disk.h"

#include <QDir>
#include <QFile>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace hubwatch {
namespace {

using namespace testing;

class StoreAppendTest : public StoreFixture
{ };

TEST_F(StoreAppendTest, StoresAllScrapesOfACallOrNone)
{
    const auto table = tableOf({"a"});
    const std::vector<TargetScrape> two = {scrapeOf(table, storeBegin, {1}), scrapeOf(table, storeBegin + 5s, {2})};
    ASSERT_TRUE(store->append(two));
    EXPECT_EQ(samples("a").size(), 2u);
    ASSERT_TRUE(sql(QStringLiteral("CREATE TRIGGER no BEFORE INSERT ON scrapes WHEN new.at = %1 "
                                   "BEGIN SELECT RAISE(ABORT, 'refused'); END")
                        .arg((storeBegin + 15s).time_since_epoch().count())));
    const std::vector<TargetScrape> half
        = {scrapeOf(table, storeBegin + 10s, {3}), scrapeOf(table, storeBegin + 15s, {4})};
    EXPECT_FALSE(store->append(half));
    EXPECT_EQ(samples("a").size(), 2u);
    EXPECT_EQ(store->stats().scrapes, 2);
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 20s, {5})));
    EXPECT_EQ(samples("a"), (std::vector<Sample>{{storeBegin, 1}, {storeBegin + 5s, 2}, {storeBegin + 20s, 5}}));
}

#ifdef Q_OS_UNIX

TEST_F(StoreAppendTest, LosesNothingWhenTheSystemRefusesAWrite)
{
    std::vector<std::string> metrics;
    for (int k = 0; k < 200; ++k)
        metrics.push_back("metric_" + std::to_string(k));
    const auto table = tableOf(metrics);
    const auto scrape = [&](int i) {
        std::vector<double> values(200, 1.0 / (i + 3));
        values[0] = i;
        return scrapeOf(table, storeBegin + i * 5s, values);
    };
    int stored = 0;
    {
        const testing::FullDisk full(300'000);
        Result<void> last;
        while (stored < 2000 && (last = append(scrape(stored))))
            ++stored;
        ASSERT_FALSE(last);
        EXPECT_EQ(last.error().kind, Error::Kind::Storage);
        EXPECT_TRUE(last.error().detail.contains(QLatin1String("full"))) << last.error().detail.toStdString();
        EXPECT_EQ(samples("metric_0").size(), size_t(stored));
        EXPECT_FALSE(append(scrape(stored)));
    }
    ASSERT_GT(stored, 10);
    const Result<void> later = append(scrape(stored));
    ASSERT_TRUE(later) << later.error().detail.toStdString();
    for (const bool reopened : {false, true}) {
        if (reopened)
            open();
        const std::vector<Sample> kept = samples("metric_0");
        ASSERT_EQ(kept.size(), size_t(stored) + 1);
        for (int i = 0; i <= stored; ++i)
            ASSERT_EQ(kept[size_t(i)], (Sample{storeBegin + i * 5s, double(i)}));
        EXPECT_EQ(notice, QString());
    }
}

TEST_F(StoreAppendTest, LeavesAFolderItMayNotWriteAsItIs)
{
    ASSERT_TRUE(append(scrapeOf(tableOf({"a"}), storeBegin, {1})));
    store.reset();
    const QByteArray path = QFile::encodeName(folder.path());
    const auto tryToOpen = [&] {
        const auto refused = Store::open(options());
        std::fprintf(stderr, "%s\n", refused ? "opened" : qPrintable(refused.error().detail));
        std::_Exit(refused ? 1 : 0);
    };
    ASSERT_EQ(chmod(path.constData(), 0555), 0);
    ASSERT_EQ(chmod(QFile::encodeName(file()).constData(), 0444), 0);
    EXPECT_EXIT(testing::asNobody(tryToOpen), ::testing::ExitedWithCode(0),
                "samples.db: cannot be written; allow writing to the data folder");
    ASSERT_EQ(chmod(path.constData(), 0755), 0);
    ASSERT_EQ(chmod(QFile::encodeName(file()).constData(), 0644), 0);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("samples.db")});
    open();
    EXPECT_EQ(notice, QString());
    ASSERT_TRUE(append(scrapeOf(tableOf({"a"}), storeBegin + 5s, {2})));
    EXPECT_EQ(samples("a").size(), 2u);
}

#endif

} // namespace
} // namespace hubwatch
