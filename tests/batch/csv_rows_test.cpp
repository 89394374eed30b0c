#include "batch/csv/csv_rows.h"

#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <array>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

using CsvRowNumbers = std::vector<std::int64_t>;

/// A copy of 5,000 rows with a quoted line end in every tenth.
class CsvRowsTest : public ::testing::Test
{
protected:
    CsvRowsTest()
    {
        QByteArray text = "id,name\n";
        std::int64_t line = 2;
        marks.push_back({.row = 0, .line = 1, .offset = 0});
        for (std::int64_t row = 1; row <= 5000; ++row) {
            if (row % 1000 == 0)
                marks.push_back({.row = row, .line = line, .offset = text.size()});
            lines.push_back(line);
            text += QByteArray::number(qlonglong(row)) + (row % 10 == 0 ? ",\"山\n田\"\n" : ",\"say \"\"x\"\"\"\n");
            line += row % 10 == 0 ? 2 : 1;
        }
        write(text);
    }

    void write(const QByteArray &text) const
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    std::unique_ptr<CsvRows> open() const
    {
        Result<std::unique_ptr<CsvRows>> rows = CsvRows::open(path, ',', marks);
        EXPECT_TRUE(rows) << (rows ? std::string() : rows.error().detail.toStdString());
        return rows ? std::move(*rows) : nullptr;
    }
    void expectRows(CsvRows &rows, const CsvRowNumbers &numbers) const
    {
        const Result<std::vector<CsvRows::Row>> read = rows.read(numbers);
        ASSERT_TRUE(read) << read.error().detail.toStdString();
        ASSERT_EQ(read->size(), numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const CsvRows::Row &row = (*read)[i];
            EXPECT_EQ(row.row, numbers[i]);
            EXPECT_EQ(row.line, lines[std::size_t(numbers[i] - 1)]);
            EXPECT_EQ(row.cells,
                      (QStringList{QString::number(numbers[i]),
                                   numbers[i] % 10 == 0 ? QString::fromUtf8("山\n田") : QStringLiteral("say \"x\"")}));
        }
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("copy.csv"));
    std::vector<RowMark> marks;
    std::vector<std::int64_t> lines;
};

TEST_F(CsvRowsTest, ReadsRowsInAnyOrderOfCalls)
{
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->header(), (QStringList{QStringLiteral("id"), QStringLiteral("name")}));
    expectRows(*rows, {1, 2, 3});
    expectRows(*rows, {4, 10, 999, 1000, 1001});
    expectRows(*rows, {});
    expectRows(*rows, {5000});
    expectRows(*rows, {1, 2500, 4999});
    expectRows(*rows, {2500});
    expectRows(*rows, {7, 7, 8});
    expectRows(*rows, {1000});
    expectRows(*rows, {4000, 4001});
}

TEST_F(CsvRowsTest, ReadsAllRowsInChunks)
{
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    for (std::int64_t first = 1; first <= 5000; first += 100) {
        CsvRowNumbers chunk;
        for (std::int64_t row = first; row < first + 100; ++row)
            chunk.push_back(row);
        expectRows(*rows, chunk);
    }
}

TEST_F(CsvRowsTest, ReadsMoreRowsAtOnceThanItKeeps)
{
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    CsvRowNumbers all;
    for (std::int64_t row = 1; row <= 5000; ++row)
        all.push_back(row);
    expectRows(*rows, all);
    expectRows(*rows, {17});
}

TEST_F(CsvRowsTest, NeedsNoMarks)
{
    marks.clear();
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    expectRows(*rows, {4711});
    expectRows(*rows, {3});
}

TEST_F(CsvRowsTest, SaysThatARowIsMissing)
{
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    const Result<std::vector<CsvRows::Row>> read = rows->read(std::array<std::int64_t, 2>{5000, 5001});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(read.error().detail,
              QStringLiteral("row 5,001 is missing: the job's copy of the file ends before it; it was "
                             "changed, plan the job anew"));
    expectRows(*rows, {4, 5});
}

TEST_F(CsvRowsTest, SaysThatTheCopyWasChanged)
{
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    ASSERT_TRUE(QFile::resize(path, 40'000));
    const Result<std::vector<CsvRows::Row>> shorter = rows->read(std::array<std::int64_t, 1>{4500});
    ASSERT_FALSE(shorter);
    EXPECT_EQ(shorter.error().kind, Error::Kind::Malformed);
}

TEST_F(CsvRowsTest, SaysThatAMarkLeadsIntoTheMiddleOfARow)
{
    for (RowMark &mark : marks)
        mark.offset += mark.row > 0 ? 1 : 0;
    const std::unique_ptr<CsvRows> rows = open();
    ASSERT_TRUE(rows);
    const Result<std::vector<CsvRows::Row>> read = rows->read(std::array<std::int64_t, 1>{2001});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().detail,
              QStringLiteral("line 2,200: row 2,000 does not begin there any more; the job's copy of "
                             "the file was changed, plan the job anew"));
}

TEST_F(CsvRowsTest, DoesNotOpenWhatIsNotThere)
{
    EXPECT_EQ(CsvRows::open(folder.filePath(QStringLiteral("none.csv")), ',', {}).error().kind, Error::Kind::Storage);
    write("");
    EXPECT_EQ(CsvRows::open(path, ',', {}).error().kind, Error::Kind::Malformed);
}

} // namespace
