#include "batch/csv/csv_output.h"

#include "support/printers.h"

#include <QDir>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace hubwatch;

namespace {

class CsvOutputTest : public ::testing::Test
{
protected:
    QByteArray contents() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("(there is none)");
    }
    void writeBefore(const QByteArray &bytes) const
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QStringList names() const { return QDir(folder.path()).entryList(QDir::Files); }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("out.csv"));
};

TEST_F(CsvOutputTest, LeavesWhatIsThereUntilItIsComplete)
{
    writeBefore("old");
    CsvOutput output;
    ASSERT_TRUE(output.open(path));
    ASSERT_TRUE(output.write("new "));
    ASSERT_TRUE(output.write("text"));
    EXPECT_EQ(contents(), "old");
    ASSERT_TRUE(output.complete());
    EXPECT_EQ(contents(), "new text");
    EXPECT_EQ(names(), QStringList{QStringLiteral("out.csv")});
}

TEST_F(CsvOutputTest, GoesWhenItWasNotCompleted)
{
    writeBefore("old");
    {
        CsvOutput output;
        ASSERT_TRUE(output.open(path));
        ASSERT_TRUE(output.write("half"));
        EXPECT_EQ(names().size(), 2);
    }
    EXPECT_EQ(contents(), "old");
    EXPECT_EQ(names(), QStringList{QStringLiteral("out.csv")});
}

TEST_F(CsvOutputTest, ReplacesWhatACrashHasLeft)
{
    QFile left(path + QStringLiteral(".part"));
    ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    left.write("much more of a run before");
    left.close();
    CsvOutput output;
    ASSERT_TRUE(output.open(path));
    ASSERT_TRUE(output.write("new"));
    ASSERT_TRUE(output.complete());
    EXPECT_EQ(contents(), "new");
}

#ifdef Q_OS_UNIX
TEST_F(CsvOutputTest, IsForItsOwnerAloneFromTheBeginning)
{
    CsvOutput output;
    ASSERT_TRUE(output.open(path));
    const auto mode = [](const QString &place) {
        struct stat about = {};
        return ::stat(QFile::encodeName(place).constData(), &about) == 0 ? about.st_mode & 0777U : 0U;
    };
    EXPECT_EQ(mode(path + QStringLiteral(".part")), 0600U);
    ASSERT_TRUE(output.complete());
    EXPECT_EQ(mode(path), 0600U);
}
#endif

TEST_F(CsvOutputTest, SaysWhatCannotBeWritten)
{
    CsvOutput inNoFolder;
    const Result<void> nowhere = inNoFolder.open(folder.filePath(QStringLiteral("no/out.csv")));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, Error::Kind::Storage);
    CsvOutput overFolder;
    EXPECT_EQ(overFolder.open(folder.path()).error().detail,
              folder.path() + QStringLiteral(" cannot be written: there is a folder of that name"));
}

} // namespace
