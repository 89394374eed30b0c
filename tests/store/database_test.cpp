#include "store/database.h"

#include <QFile>
#include <QSqlError>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class DatabaseTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        auto opened = Database::open(path);
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        ASSERT_TRUE(database->run("CREATE TABLE t(a INTEGER PRIMARY KEY, b)"));
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("t.db"));
    std::unique_ptr<Database> database;
};

TEST_F(DatabaseTest, RunsOneStatementAgainWithOtherValues)
{
    for (int i = 1; i <= 3; ++i)
        ASSERT_TRUE(database->run("INSERT INTO t VALUES(?, ?)", {i, i * i}));
    Result<Rows> rows = database->query("SELECT b FROM t WHERE a >= ? ORDER BY a", {2});
    ASSERT_TRUE(rows);
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->number(0), 4);
    ASSERT_TRUE(rows->next());
    EXPECT_EQ((*rows)[0].toInt(), 9);
    EXPECT_FALSE(rows->next());
    EXPECT_FALSE(rows->broken());
}

TEST_F(DatabaseTest, SaysZeroForANumberThatIsNotThere)
{
    EXPECT_EQ(database->number("SELECT a FROM t"), 0);
    EXPECT_EQ(database->number("SELECT max(a) FROM t"), 0);
}

TEST_F(DatabaseTest, NamesTheFileInItsErrors)
{
    const Result<void> failed = database->run("SELECT * FROM missing");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(failed.error().detail.startsWith(path)) << failed.error().detail.toStdString();
    EXPECT_FALSE(QFile::exists(suspectMarkOf(path))) << "a wrong question is no damage";
}

TEST_F(DatabaseTest, RollsBackWhatWasNotCommitted)
{
    for (const bool commits : {false, true}) {
        {
            Transaction transaction(*database);
            ASSERT_TRUE(transaction.begun());
            ASSERT_TRUE(database->run("INSERT INTO t VALUES(?, ?)", {1, 1}));
            if (commits) {
                ASSERT_TRUE(transaction.commit());
            }
        }
        EXPECT_EQ(database->number("SELECT count(*) FROM t"), commits ? 1 : 0);
    }
}

TEST_F(DatabaseTest, LetsGoOfARunningReadWithItsRows)
{
    ASSERT_TRUE(database->run("INSERT INTO t VALUES(1, 1), (2, 2)"));
    {
        Result<Rows> rows = database->query("SELECT a FROM t");
        ASSERT_TRUE(rows);
        ASSERT_TRUE(rows->next());
    }
    EXPECT_TRUE(database->run("DROP TABLE t")); // refused as locked while a read runs
}

TEST_F(DatabaseTest, LeavesAMarkBesideAFileItFindsDamaged)
{
    database.reset();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(QByteArray(9000, 'x'));
    file.close();
    auto opened = Database::open(path);
    ASSERT_TRUE(opened);
    EXPECT_FALSE(QFile::exists(suspectMarkOf(path)));
    const Result<qint64> refused = (*opened)->number("SELECT count(*) FROM sqlite_schema");
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().detail.contains(QLatin1String("start Hubwatch again to set it aside")));
    EXPECT_TRUE(QFile::exists(suspectMarkOf(path)));
}

} // namespace
} // namespace hubwatch
