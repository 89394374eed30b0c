#include "store_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hubwatch {
namespace {

using namespace testing;

struct Damage {
    const char *name;
    std::function<void(const QString &path)> harm;
    int least; ///< scrapes that must be kept of 1,000
    bool noticed;
};

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(offset));
    file.write(bytes);
}

void replaceWith(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

void foreign(const QString &path)
{
    QFile::remove(path);
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
    database.setDatabaseName(path);
    ASSERT_TRUE(database.open());
    QSqlQuery(database).exec(QStringLiteral("CREATE TABLE mine(a)"));
    database.close();
    database = {};
    QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
}

class SalvageTest : public StoreFixture, public ::testing::WithParamInterface<Damage>
{
protected:
    void fill()
    {
        std::vector<std::string> metrics = {"a"};
        for (int i = 0; i < 40; ++i)
            metrics.push_back("b" + std::to_string(i));
        const auto table = tableOf(metrics);
        std::vector<TargetScrape> scrapes;
        for (int i = 0; i < 1000; ++i) {
            std::vector<double> values = {double(i)};
            for (int k = 0; k < 40; ++k)
                values.push_back(0.1 * i * k);
            scrapes.push_back(scrapeOf(table, storeBegin + i * 5s, values));
        }
        ASSERT_TRUE(store->append(scrapes));
        ASSERT_TRUE(store->append(Event{.at = storeBegin, .text = QStringLiteral("kept")}));
        store.reset();
    }
};

TEST_P(SalvageTest, KeepsWhatCanBeReadAndSaysSo)
{
    fill();
    GetParam().harm(file());
    open();
    ASSERT_TRUE(store);
    const QStringList aside = QDir(folder.path()).entryList({QStringLiteral("samples.db.damaged-*")}, QDir::Files);
    EXPECT_EQ(aside.size(), GetParam().noticed ? 1 : 0);
    EXPECT_EQ(!notice.isEmpty(), GetParam().noticed) << notice.toStdString();
    const std::vector<Sample> kept = samples("a");
    EXPECT_GE(int(kept.size()), GetParam().least) << notice.toStdString();
    for (const Sample &sample : kept)
        EXPECT_EQ(sample.at, storeBegin + int(sample.value) * 5s);
    if (GetParam().noticed) {
        EXPECT_TRUE(notice.contains(aside.value(0))) << notice.toStdString();
    }
    ASSERT_TRUE(append(scrapeOf(tableOf({"a", "new"}), storeBegin + 24h, {7, 8})));
    EXPECT_EQ(samples("new"), (std::vector<Sample>{{storeBegin + 24h, 8}}));
    open();
    EXPECT_EQ(notice, QString());
    EXPECT_EQ(samples("a").size(), kept.size() + 1);
}

INSTANTIATE_TEST_SUITE_P(
    Files, SalvageTest,
    ::testing::Values(
        Damage{"Untouched", [](const QString &) {}, 1000, false},
        Damage{"Empty", [](const QString &path) { replaceWith(path, {}); }, 0, true},
        Damage{"Garbage", [](const QString &path) { replaceWith(path, QByteArray(50'000, 'x')); }, 0, true},
        Damage{"OfSomebodyElse", foreign, 0, true},
        Damage{"CutInHalf", [](const QString &path) { QFile::resize(path, QFileInfo(path).size() / 8192 * 4096); }, 100,
               true},
        Damage{"APageOverwritten",
               [](const QString &path) { overwrite(path, QFileInfo(path).size() - 3 * 4096, QByteArray(4096, 'z')); },
               500, true},
        Damage{"AByteOfTheHeader", [](const QString &path) { overwrite(path, 3, "#"); }, 0, true},
        Damage{"AByteOfTheVersion", [](const QString &path) { overwrite(path, 63, QByteArray(1, 9)); }, 1000, true}),
    [](const auto &test) { return test.param.name; });

class LargeFileTest : public StoreFixture
{
protected:
    static QByteArray noise(int bytes)
    {
        QByteArray text(bytes, Qt::Uninitialized);
        for (int i = 0; i < bytes; ++i)
            text[i] = char('a' + (i * 7919 + i / 26) % 26);
        return text;
    }

    /// Beyond the size up to which every start checks the whole file, and closed in peace.
    void fill(int scrapesStored)
    {
        std::vector<std::string> metrics;
        for (int i = 0; i < 500; ++i)
            metrics.push_back("metric_" + std::to_string(i));
        const auto table = tableOf(metrics);
        std::vector<TargetScrape> scrapes;
        for (int i = 0; i < scrapesStored; ++i) {
            std::vector<double> values = {double(i)};
            for (int k = 1; k < 500; ++k)
                values.push_back(1.0 / (i + k));
            scrapes.push_back(scrapeOf(table, storeBegin + i * 5s, values));
            if (scrapes.size() == 500) {
                ASSERT_TRUE(store->append(scrapes));
                scrapes.clear();
            }
        }
        ASSERT_TRUE(store->append(scrapes));
        store.reset();
        ASSERT_GT(QFileInfo(file()).size(), 16'000'000);
        ASSERT_FALSE(QFileInfo::exists(file() + QStringLiteral("-wal")));
    }

    QString mark() const { return file() + QStringLiteral(".suspect"); }
    QStringList aside() const
    {
        return QDir(folder.path()).entryList({QStringLiteral("samples.db.damaged-*")}, QDir::Files);
    }
};

TEST_F(LargeFileTest, IsCheckedAtTheStartAfterDamageWasMetInIt)
{
    fill(6000);
    const qint64 middle = QFileInfo(file()).size() / 8192 * 4096;
    overwrite(file(), middle, noise(8 * 4096));
    open();
    EXPECT_EQ(notice, QString()) << "nobody has looked yet";
    EXPECT_TRUE(aside().isEmpty());
    const size_t readable = samples("metric_0").size();
    EXPECT_LT(readable, 6000u);
    EXPECT_GT(store->stats().damagedRows, 0);
    EXPECT_TRUE(QFileInfo::exists(mark()));

    open();
    EXPECT_EQ(aside().size(), 1);
    EXPECT_TRUE(notice.contains(aside().value(0))) << notice.toStdString();
    EXPECT_FALSE(QFileInfo::exists(mark()));
    const std::vector<Sample> kept = samples("metric_0");
    EXPECT_GE(kept.size(), readable);
    EXPECT_GT(kept.size(), 5000u);
    for (const Sample &sample : kept)
        ASSERT_EQ(sample.at, storeBegin + int(sample.value) * 5s);
    EXPECT_EQ(store->stats().damagedRows, 0);
    EXPECT_EQ(store->stats().scrapes, qint64(kept.size()));

    open();
    EXPECT_EQ(notice, QString());
    EXPECT_EQ(samples("metric_0"), kept);
}

TEST_F(LargeFileTest, LosesItsMarkWhenTheCheckFindsNothing)
{
    QFile suspect(mark());
    ASSERT_TRUE(suspect.open(QIODevice::WriteOnly));
    suspect.close();
    open();
    EXPECT_EQ(notice, QString());
    EXPECT_FALSE(QFileInfo::exists(mark()));
}

class NewerStoreTest : public StoreFixture
{ };

TEST_F(NewerStoreTest, IsRefusedAndNotTouched)
{
    ASSERT_TRUE(sql(QStringLiteral("UPDATE meta SET value = 2 WHERE key = 'version'")));
    ASSERT_TRUE(sql(QStringLiteral("PRAGMA user_version = 2")));
    store.reset();
    const auto bytesOf = [this] {
        QFile samples(file());
        EXPECT_TRUE(samples.open(QIODevice::ReadOnly));
        return samples.readAll();
    };
    const QByteArray before = bytesOf();
    const auto opened = Store::open(options());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(opened.error().detail.contains(QLatin1String("newer Hubwatch")));
    EXPECT_EQ(bytesOf(), before);
}

class BadRowTest : public StoreFixture
{ };

TEST_F(BadRowTest, CostsNoMoreThanTheRestOfItsSpan)
{
    const auto table = tableOf({"a"});
    for (int i = 0; i < 300; ++i)
        ASSERT_TRUE(append(scrapeOf(table, storeBegin + i * 5s, {double(i)})));
    ASSERT_TRUE(sql(QStringLiteral("UPDATE scrapes SET body = x'00112233445566' WHERE at = %1")
                        .arg((storeBegin + 50 * 5s).time_since_epoch().count())));
    const std::vector<Sample> kept = samples("a");
    EXPECT_EQ(kept.size(), 50u + 180u);
    EXPECT_EQ(store->stats().damagedRows, 1);
    EXPECT_EQ(samples("a").size(), kept.size());
    EXPECT_EQ(store->stats().damagedRows, 1);
    EXPECT_EQ(kept[50], (Sample{storeBegin + 120 * 5s, 120}));
}

} // namespace
} // namespace hubwatch
