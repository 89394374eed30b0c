#include "store_fixture.h"

#include <QFile>

namespace hubwatch {
namespace {

using namespace testing;

class StoreTest : public StoreFixture
{ };

TEST_F(StoreTest, GivesBackWhatWasAppended)
{
    const auto table = tableOf({"calls", "errors"});
    ASSERT_TRUE(append(scrapeOf(table, storeBegin, {10, 0.5})));
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 5s, {12, 0.5})));
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 10s, {12, staleMark()})));
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 15s, {12, -0.0})));
    for (const bool reopened : {false, true}) {
        if (reopened)
            open();
        EXPECT_EQ(samples("calls"),
                  (std::vector<Sample>{
                      {storeBegin, 10}, {storeBegin + 5s, 12}, {storeBegin + 10s, 12}, {storeBegin + 15s, 12}}));
        EXPECT_EQ(samples("errors"),
                  (std::vector<Sample>{{storeBegin, 0.5}, {storeBegin + 5s, 0.5}, {storeBegin + 15s, -0.0}}));
        EXPECT_EQ(samples("calls", storeBegin + 5s, storeBegin + 10s).size(), 2u);
        EXPECT_EQ(store->stats().scrapes, 4);
        EXPECT_EQ(store->stats().series, 2);
        EXPECT_EQ(store->stats().oldest, storeBegin);
        EXPECT_EQ(notice, QString());
    }
    EXPECT_EQ(store->targets(), QStringList{QStringLiteral("sync")});
    EXPECT_EQ(
        store->series(QStringLiteral("sync")),
        (std::vector<StoredSeries>{{table->series[0], MetricType::Counter}, {table->series[1], MetricType::Counter}}));
}

TEST_F(StoreTest, KnowsASeriesThroughGenerationsAndRestarts)
{
    ASSERT_TRUE(append(scrapeOf(tableOf({"a", "b"}), storeBegin, {1, 2})));
    ASSERT_TRUE(append(scrapeOf(tableOf({"b", "c"}, 1), storeBegin + 5s, {3, 4})));
    open();
    ASSERT_TRUE(append(scrapeOf(tableOf({"c", "a"}), storeBegin + 10s, {5, 6})));
    EXPECT_EQ(samples("a"), (std::vector<Sample>{{storeBegin, 1}, {storeBegin + 10s, 6}}));
    EXPECT_EQ(samples("b"), (std::vector<Sample>{{storeBegin, 2}, {storeBegin + 5s, 3}}));
    EXPECT_EQ(samples("c"), (std::vector<Sample>{{storeBegin + 5s, 4}, {storeBegin + 10s, 5}}));
    EXPECT_EQ(store->stats().series, 3);
}

TEST_F(StoreTest, SortsWhatAClockAnHourOffLeft)
{
    const auto table = tableOf({"a"});
    int value = 0;
    for (const Duration at :
         {Duration(0s), Duration(5s), Duration(-1h), Duration(5s - 1h), Duration(10s), Duration(10s)})
        ASSERT_TRUE(append(scrapeOf(table, storeBegin + at, {double(++value)})));
    const std::vector<Sample> expected = {{storeBegin - 1h, 3}, {storeBegin + 5s - 1h, 4}, {storeBegin, 1},
                                          {storeBegin + 5s, 2}, {storeBegin + 10s, 5},     {storeBegin + 10s, 6}};
    EXPECT_EQ(samples("a"), expected);
    open();
    EXPECT_EQ(samples("a"), expected);
    EXPECT_EQ(samples("a", storeBegin, storeBegin + 5s).size(), 2u);
}

TEST_F(StoreTest, KeepsEventsInOrderAndTheNewestOfTooMany)
{
    for (int i : {2, 0, 1}) {
        ASSERT_TRUE(store->append(Event{.at = storeBegin + i * 1s,
                                        .kind = Event::Kind::Alert,
                                        .service = QStringLiteral("sync"),
                                        .text = QString::number(i)}));
    }
    open();
    const auto all = store->events(storeBegin, storeBegin + 1h);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 3u);
    EXPECT_EQ((*all)[2],
              (Event{.at = storeBegin + 2s,
                     .kind = Event::Kind::Alert,
                     .service = QStringLiteral("sync"),
                     .text = QStringLiteral("2")}));
    const auto newest = store->events(storeBegin, storeBegin + 1h, 2);
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->front().text, QStringLiteral("1"));
}

TEST_F(StoreTest, RemembersTheLastValuePut)
{
    EXPECT_EQ(store->get(QStringLiteral("alerts")), std::nullopt);
    ASSERT_TRUE(store->put(QStringLiteral("alerts"), "one"));
    ASSERT_TRUE(store->put(QStringLiteral("alerts"), QByteArray("t\0o", 3)));
    open();
    EXPECT_EQ(store->get(QStringLiteral("alerts")), QByteArray("t\0o", 3));
}

TEST_F(StoreTest, StoresNothingOfACallThatFailsAndGoesOnAfterwards)
{
    const auto table = tableOf({"a", "b"});
    ASSERT_TRUE(append(scrapeOf(table, storeBegin, {1, staleMark()})));
    ASSERT_TRUE(sql(QStringLiteral("PRAGMA query_only = ON")));
    const Result<void> refused = append(scrapeOf(table, storeBegin + 5s, {2, 7}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(refused.error().detail.contains(QLatin1String("samples.db"))) << refused.error().detail.toStdString();
    EXPECT_EQ(samples("a"), (std::vector<Sample>{{storeBegin, 1}}));
    EXPECT_EQ(store->stats().scrapes, 1);
    ASSERT_TRUE(sql(QStringLiteral("PRAGMA query_only = OFF")));
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 10s, {3, 8})));
    EXPECT_EQ(samples("a"), (std::vector<Sample>{{storeBegin, 1}, {storeBegin + 10s, 3}}));
    EXPECT_EQ(samples("b"), (std::vector<Sample>{{storeBegin + 10s, 8}}));
}

TEST_F(StoreTest, StandsAFullDisk)
{
    const auto table = tableOf({"a"});
    ASSERT_TRUE(append(scrapeOf(table, storeBegin, {1})));
    ASSERT_TRUE(sql(QStringLiteral("PRAGMA max_page_count = 24")));
    Result<void> last;
    int stored = 0;
    while (stored < 5000 && (last = store->append(Event{.at = storeBegin, .text = QString(500, QLatin1Char('x'))})))
        ++stored;
    ASSERT_FALSE(last);
    EXPECT_TRUE(last.error().detail.contains(QLatin1String("the disk is full"))) << last.error().detail.toStdString();
    std::vector<std::string> many;
    for (int i = 0; i < 500; ++i)
        many.push_back("metric_" + std::to_string(i));
    const Result<void> refused = append(scrapeOf(tableOf(many, 1), storeBegin + 5s, std::vector<double>(500, 1.5)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Storage);
    EXPECT_EQ(store->series(QStringLiteral("sync")).size(), 1u);
    EXPECT_EQ(samples("a").size(), 1u);
    ASSERT_TRUE(sql(QStringLiteral("PRAGMA max_page_count = 100000")));
    ASSERT_TRUE(append(scrapeOf(tableOf(many, 1), storeBegin + 10s, std::vector<double>(500, 1.5))));
    open();
    EXPECT_EQ(samples("a").size(), 1u);
    EXPECT_EQ(samples("metric_499").size(), 1u);
    EXPECT_EQ(store->events(storeBegin, storeBegin)->size(), size_t(stored));
}

TEST_F(StoreTest, NamesAFolderItCannotMake)
{
    QFile plain(folder.filePath(QStringLiteral("plain")));
    ASSERT_TRUE(plain.open(QIODevice::WriteOnly));
    const auto opened = Store::open({.directory = plain.fileName() + QStringLiteral("/data")});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(opened.error().detail.contains(QLatin1String("plain")));
}

TEST(StoreInMemory, WorksWithoutAFolder)
{
    auto opened = Store::open({});
    ASSERT_TRUE(opened);
    const TargetScrape scrape = scrapeOf(tableOf({"a"}), storeBegin, {1});
    ASSERT_TRUE(opened->store->append({&scrape, 1}));
    EXPECT_EQ(opened->store->stats().scrapes, 1);
    EXPECT_GT(opened->store->stats().bytes, 0);
}

} // namespace
} // namespace hubwatch
