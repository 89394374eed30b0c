#include "app/engine/recorder.h"

#include "support/printers.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint recorderBegin(1'763'884'800s);

TargetScrape recorderScrape(TimePoint at, double value)
{
    auto table = std::make_shared<SeriesTable>();
    table->series.push_back({.metric = "up"});
    table->types.push_back(MetricType::Gauge);
    return {.target = QStringLiteral("sync"), .scrape = {.at = at, .table = table, .values = {value}}};
}

size_t recorderSamples(const Recorder &recorder)
{
    const auto found = recorder.store().read(
        QStringLiteral("sync"), [](const StoredSeries &) { return true; }, TimePoint::min(), TimePoint::max());
    return found && !found->empty() ? found->front().samples.size() : 0;
}

/// Talks to SQLite behind the store's back.
bool recorderSql(const QString &text)
{
    for (const QString &name : QSqlDatabase::connectionNames())
        if (name.startsWith(QLatin1String("hubwatch-store-")))
            return QSqlQuery(QSqlDatabase::database(name)).exec(text);
    return false;
}

struct RecorderCase {
    const char *name;
    bool refused;
};

class UnusableFolder : public ::testing::TestWithParam<RecorderCase>
{ };

TEST_P(UnusableFolder, KeepsSamplesInMemoryAndSaysSo)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("taken"));
    QFile file(path);
    ASSERT_TRUE(file.open(QFile::WriteOnly));
    Recorder recorder({.directory = path}, GetParam().refused ? QStringLiteral("somebody else has it") : QString());
    EXPECT_TRUE(recorder.fault().endsWith(QStringLiteral("samples are kept in memory until Hubwatch ends")))
        << recorder.fault().toStdString();
    const QString expected = GetParam().refused ? QStringLiteral("somebody else has it") : path;
    EXPECT_TRUE(recorder.fault().contains(expected)) << recorder.fault().toStdString();
    const TargetScrape scrape = recorderScrape(recorderBegin, 1);
    recorder.record({&scrape, 1});
    EXPECT_EQ(recorderSamples(recorder), 1U);
    EXPECT_FALSE(recorder.fault().isEmpty()) << "no write cures a folder that cannot be used";
}

INSTANTIATE_TEST_SUITE_P(Reasons, UnusableFolder,
                         ::testing::Values(RecorderCase{"RefusedByTheLock", true},
                                           RecorderCase{"TheFolderIsAFile", false}),
                         [](const auto &tested) { return tested.param.name; });

TEST(Recorder, AFullDiskIsToldUntilSamplesAreStoredAgain)
{
    const QTemporaryDir folder;
    Recorder recorder({.directory = folder.path()});
    const TargetScrape first = recorderScrape(recorderBegin, 1);
    recorder.record({&first, 1});
    EXPECT_EQ(recorder.fault(), QString());

    // The database may not grow: what SQLite says then is what it says on a full disk.
    ASSERT_TRUE(recorderSql(QStringLiteral("PRAGMA max_page_count = 1")));
    std::int64_t tries = 0;
    while (recorder.fault().isEmpty() && ++tries < 5000) {
        const TargetScrape scrape = recorderScrape(recorderBegin + tries * 5s, double(tries * tries));
        recorder.record({&scrape, 1});
    }
    EXPECT_TRUE(recorder.fault().contains(QStringLiteral("full"))) << recorder.fault().toStdString();
    const std::int64_t stored = recorder.stored();
    EXPECT_EQ(stored, tries) << "what was reported as stored before";
    EXPECT_GE(recorderSamples(recorder), 1U) << "earlier data stands";

    ASSERT_TRUE(recorderSql(QStringLiteral("PRAGMA max_page_count = 100000")));
    recorder.remember(QStringLiteral("alerts"), "{}");
    EXPECT_FALSE(recorder.fault().isEmpty()) << "a small value that found room says nothing of samples";
    const TargetScrape after = recorderScrape(recorderBegin + 10h, 7);
    recorder.record({&after, 1});
    EXPECT_EQ(recorder.fault(), QString());
    EXPECT_EQ(recorder.stored(), stored + 1);
}

} // namespace
} // namespace hubwatch
