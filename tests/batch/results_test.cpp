#include "batch/results.h"

#include "batch/csv/csv_rows.h"
#include "batch/journal.h"
#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace hubwatch;

namespace {

/// Seven rows, of which row 5 is too short and row 6 too long, and what became of six of them.
class ResultsExportTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        const QString copy = folder.filePath(QStringLiteral("copy.csv"));
        write(copy, "id;name\n1;Ann\n2;\"Bo; \"\"the second\"\"\"\n3;=1+1\n4;名前\n5\n6;a;surplus\n7;b\n");
        Result<std::unique_ptr<CsvRows>> opened = CsvRows::open(copy, ';', {});
        ASSERT_TRUE(opened);
        rows = std::move(*opened);
        Result<Journal::Opened> made = Journal::open({});
        ASSERT_TRUE(made);
        journal = std::move(made->journal);
        ASSERT_TRUE(journal->putPlan({.rows = 7, .accepted = 4}));
        const QString rowLength = QStringLiteral("row-length");
        ASSERT_TRUE(journal->putOutcomes(
            std::vector<RowOutcome>{{.row = 1, .pile = Pile::Done, .recordId = QStringLiteral("101")},
                                    {.row = 2, .pile = Pile::Done, .recordId = QStringLiteral("102")},
                                    {.row = 3,
                                     .pile = Pile::Failed,
                                     .code = QStringLiteral("INVALID_OPTION"),
                                     .words = QStringLiteral("=1+1 is not an option, choose \"lead\"")},
                                    {.row = 4, .pile = Pile::Skipped, .code = QStringLiteral("unchanged")},
                                    {.row = 5, .pile = Pile::Failed, .code = rowLength},
                                    {.row = 6, .pile = Pile::Failed, .code = rowLength}}));
    }

    static void write(const QString &place, const QByteArray &bytes)
    {
        QFile file(place);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QByteArray contents() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("(there is none)");
    }

    /// The rows that were written.
    std::int64_t exportAll(ResultsExport::Order order, int most = 2)
    {
        order.path = path;
        const Result<std::unique_ptr<ResultsExport>> opened = ResultsExport::open(std::move(order), *rows, *journal);
        EXPECT_TRUE(opened);
        Result<bool> hasMore = true;
        while (hasMore && *hasMore)
            hasMore = (*opened)->step(most);
        EXPECT_EQ(hasMore, Result<bool>(false));
        return (*opened)->written();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("results.csv"));
    std::unique_ptr<CsvRows> rows;
    std::unique_ptr<Journal> journal;
};

TEST_F(ResultsExportTest, WritesEveryRowBesideWhatBecameOfIt)
{
    for (const int most : {1, 2, 100}) {
        EXPECT_EQ(exportAll({}, most), 6);
        EXPECT_EQ(contents(),
                  "\xEF\xBB\xBFid,name,hubwatch_row,hubwatch_outcome,hubspot_id,hubwatch_code,hubwatch_error\r\n"
                  "1,Ann,1,done,101,,\r\n"
                  "2,\"Bo; \"\"the second\"\"\",2,done,102,,\r\n"
                  "3,'=1+1,3,failed,,INVALID_OPTION,\"'=1+1 is not an option, choose \"\"lead\"\"\"\r\n"
                  "4,名前,4,skipped,,unchanged,\r\n"
                  "5,,5,failed,,row-length,\r\n"
                  "6,a,6,failed,,row-length,,surplus\r\n");
    }
}

TEST_F(ResultsExportTest, WritesThePilesAndTheCodeThatWereAskedFor)
{
    EXPECT_EQ(exportAll({.piles = {Pile::Skipped, Pile::Done}, .withBom = false}), 3);
    EXPECT_EQ(contents(),
              "id,name,hubwatch_row,hubwatch_outcome,hubspot_id,hubwatch_code,hubwatch_error\r\n"
              "1,Ann,1,done,101,,\r\n"
              "2,\"Bo; \"\"the second\"\"\",2,done,102,,\r\n"
              "4,名前,4,skipped,,unchanged,\r\n");
    EXPECT_EQ(exportAll({.piles = {Pile::Failed}, .code = QStringLiteral("row-length")}), 2);
    EXPECT_EQ(exportAll({.piles = {Pile::Unknown}}), 0);
    EXPECT_EQ(contents().count('\n'), 1);
}

TEST_F(ResultsExportTest, AJobThatReadsWritesWhatItRead)
{
    Plan plan{.rows = 7, .accepted = 4};
    plan.spec.operation = JobOperation::Read;
    plan.spec.properties = {QStringLiteral("name"), QStringLiteral("city")};
    ASSERT_TRUE(journal->putPlan(plan));
    ASSERT_TRUE(journal->putImages(std::vector<BeforeImage>{
        {.row = 2,
         .recordId = QStringLiteral("102"),
         .values = {{.property = QStringLiteral("name"), .value = QStringLiteral("Bob")},
                    {.property = QStringLiteral("city"), .value = QStringLiteral("Nara, Japan")}}}}));
    EXPECT_EQ(exportAll({.piles = {Pile::Done}, .withBom = false}), 2);
    EXPECT_EQ(contents(),
              "id,name,hubwatch_row,hubwatch_outcome,hubspot_id,hubwatch_code,hubwatch_error,hubspot_name,city\r\n"
              "1,Ann,1,done,101,,,,\r\n"
              "2,\"Bo; \"\"the second\"\"\",2,done,102,,,Bob,\"Nara, Japan\"\r\n");
}

TEST_F(ResultsExportTest, APlaceThatCannotBeWrittenIsToldBefore)
{
    EXPECT_TRUE(mayExportTo(path));
    EXPECT_FALSE(QFile::exists(path + QStringLiteral(".part")));
    EXPECT_FALSE(mayExportTo(folder.filePath(QStringLiteral("nowhere/results.csv"))));
    EXPECT_FALSE(mayExportTo(folder.path()));
}

TEST_F(ResultsExportTest, LeavesTheFileBeforeUntilItIsComplete)
{
    write(path, "old");
    const auto order = ResultsExport::Order{.path = path};
    {
        const Result<std::unique_ptr<ResultsExport>> half = ResultsExport::open(order, *rows, *journal);
        ASSERT_TRUE(half);
        EXPECT_EQ((*half)->step(3), Result<bool>(true));
        EXPECT_EQ((*half)->written(), 3);
        EXPECT_EQ(contents(), "old");
    }
    EXPECT_EQ(contents(), "old");
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files),
              (QStringList{QStringLiteral("copy.csv"), QStringLiteral("results.csv")}));
    EXPECT_EQ(exportAll({}), 6);
    EXPECT_NE(contents(), "old");
#ifdef Q_OS_UNIX
    struct stat about = {};
    ASSERT_EQ(::stat(QFile::encodeName(path).constData(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
#endif
}

TEST_F(ResultsExportTest, StaysCompleteWhenItIsAskedAgain)
{
    const Result<std::unique_ptr<ResultsExport>> opened = ResultsExport::open({.path = path}, *rows, *journal);
    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)->step(100), Result<bool>(true));
    EXPECT_EQ((*opened)->step(100), Result<bool>(false));
    EXPECT_EQ((*opened)->step(100), Result<bool>(false));
    EXPECT_EQ((*opened)->written(), 6);
}

TEST_F(ResultsExportTest, SaysWhatCannotBeWrittenOrRead)
{
    EXPECT_EQ(
        ResultsExport::open({.path = folder.filePath(QStringLiteral("no/results.csv"))}, *rows, *journal).error().kind,
        Error::Kind::Storage);
    ASSERT_TRUE(journal->putOutcomes(std::vector<RowOutcome>{{.row = 99, .pile = Pile::Failed}}));
    const Result<std::unique_ptr<ResultsExport>> opened = ResultsExport::open({.path = path}, *rows, *journal);
    ASSERT_TRUE(opened);
    EXPECT_FALSE((*opened)->step(100));
    EXPECT_FALSE(QFile::exists(path));
}

} // namespace
