// What the tests of the store share: a folder, and scrapes made from a few words.
#pragma once

#include "store/store.h"
#include "support/printers.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {

constexpr TimePoint storeBegin(1'763'884'800s);

inline std::shared_ptr<const SeriesTable> tableOf(const std::vector<std::string> &metrics, std::uint64_t generation = 0)
{
    auto table = std::make_shared<SeriesTable>();
    table->generation = generation;
    for (const std::string &metric : metrics) {
        table->series.push_back({.metric = metric, .labels = {{"path", "/a\"b"}}});
        table->types.push_back(MetricType::Counter);
    }
    return table;
}

inline TargetScrape scrapeOf(const std::shared_ptr<const SeriesTable> &table, TimePoint at, std::vector<double> values)
{
    return {.target = QStringLiteral("sync"), .scrape = {.at = at, .table = table, .values = std::move(values)}};
}

class StoreFixture : public ::testing::Test
{
protected:
    void SetUp() override { open(); }

    void open()
    {
        store.reset();
        Result<Store::Opened> opened = Store::open(options());
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        store = std::move(opened->store);
        notice = opened->notice;
    }

    virtual StoreOptions options() const { return {.directory = folder.path()}; }
    QString file() const { return folder.filePath(QStringLiteral("samples.db")); }

    Result<void> append(const TargetScrape &scrape) { return store->append({&scrape, 1}); }

    std::vector<Sample> samples(const std::string &metric, TimePoint from = TimePoint::min(),
                                TimePoint to = TimePoint::max())
    {
        const auto found = store->read(
            QStringLiteral("sync"), [&](const StoredSeries &series) { return series.id.metric == metric; }, from, to);
        EXPECT_TRUE(found);
        return !found || found->empty() ? std::vector<Sample>() : found->front().samples;
    }

    /// Talks to SQLite behind the store's back, over its own connection.
    bool sql(const QString &text)
    {
        for (const QString &name : QSqlDatabase::connectionNames()) {
            if (name.startsWith(QLatin1String("hubwatch-store-")))
                return QSqlQuery(QSqlDatabase::database(name)).exec(text);
        }
        return false;
    }

    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    QString notice;
};

} // namespace hubwatch::testing
