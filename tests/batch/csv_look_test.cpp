#include "batch/csv/csv_intake.h"

#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

class CsvLookTest : public ::testing::Test
{
protected:
    CsvLook lookAt(const QByteArray &bytes, std::optional<CsvFormat> format = {})
    {
        const QString path = folder.filePath(QStringLiteral("rows.csv"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const CsvLook look = lookAtCsv(path, format);
        EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("rows.csv")});
        return look;
    }

    QTemporaryDir folder;
};

QByteArray lookRows(int count)
{
    QByteArray bytes = "id;name;email\n";
    for (int row = 1; row <= count; ++row)
        bytes += QByteArray::number(row) + ";somebody;person" + QByteArray::number(row) + "@example.com\n";
    return bytes;
}

TEST_F(CsvLookTest, ShowsTheHeaderAndFiftyRows)
{
    const QByteArray bytes = lookRows(120);
    const CsvLook look = lookAt(bytes);
    EXPECT_EQ(look.problem, QString());
    EXPECT_EQ(look.format, (CsvFormat{.delimiter = ';'}));
    EXPECT_EQ(look.header, (QStringList{QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("email")}));
    ASSERT_EQ(look.rows.size(), 50u);
    EXPECT_EQ(look.rows[49].front(), QStringLiteral("50"));
    EXPECT_EQ(look.bytes, bytes.size());
    EXPECT_EQ(look.rowsAbout, 120);
}

TEST_F(CsvLookTest, EstimatesTheRowsOfALongFile)
{
    const CsvLook look = lookAt(lookRows(60'000));
    EXPECT_NEAR(double(look.rowsAbout), 60'000, 6000);
}

TEST_F(CsvLookTest, CountsShortFilesExactly)
{
    EXPECT_EQ(lookAt("id\n").rowsAbout, 0);
    EXPECT_EQ(lookAt("id\n1").rowsAbout, 1);
    EXPECT_EQ(lookAt("id\n1\n\n\n2\n\n").rowsAbout, 2);
}

TEST_F(CsvLookTest, ShowsWhatStandsBeforeAFault)
{
    const CsvLook look = lookAt("id,name\n1,a\n2,\"open\n3,c\n");
    EXPECT_EQ(look.header.size(), 2);
    EXPECT_EQ(look.rows.size(), 1u);
    EXPECT_EQ(look.problem,
              QStringLiteral("line 3, row 2: the quote that opens column 2 is never closed; close it, or remove it"));
}

TEST_F(CsvLookTest, SaysWhyNothingCanBeRead)
{
    EXPECT_EQ(lookAtCsv(folder.filePath(QStringLiteral("none.csv"))).problem,
              QStringLiteral("there is no file ") + folder.filePath(QStringLiteral("none.csv")));
}

TEST_F(CsvLookTest, TakesTheFormatThatWasChosen)
{
    const CsvLook look = lookAt("a;b,c\n1;2,3\n", CsvFormat{.delimiter = ';'});
    EXPECT_EQ(look.header, (QStringList{QStringLiteral("a"), QStringLiteral("b,c")}));
}

/// A gigabyte of holes takes no place on the disk and no time to look at: it is no text from its first bytes on.
TEST_F(CsvLookTest, ReadsOnlyTheBeginning)
{
    const QString path = folder.filePath(QStringLiteral("huge.csv"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const QByteArray begin = lookRows(20'000);
    file.write(begin);
    ASSERT_TRUE(file.resize(1'000'000'000));
    file.close();
    const CsvLook look = lookAtCsv(path);
    EXPECT_EQ(look.problem, QString());
    EXPECT_EQ(look.rows.size(), 50u);
    EXPECT_EQ(look.bytes, 1'000'000'000);
}

} // namespace
