#include "base/write_file.h"

#include "support/full_disk.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <optional>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace hubwatch {
namespace {

class WriteFileTest : public ::testing::Test
{
protected:
    QByteArray text() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("file"));
};

TEST_F(WriteFileTest, PutsTheNewFileInPlaceOfTheOld)
{
    ASSERT_TRUE(writeFile(path, "a long old text"));
    ASSERT_TRUE(writeFile(path, "new"));
    EXPECT_EQ(text(), "new");
    ASSERT_TRUE(writeFile(path, {}));
    EXPECT_EQ(text(), "");
}

TEST_F(WriteFileTest, SaysWhyItCannot)
{
    const Result<void> written = writeFile(folder.filePath(QStringLiteral("no/such/folder")), "text");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, Error::Kind::Storage);
    EXPECT_FALSE(written.error().detail.isEmpty());
}

#ifdef Q_OS_UNIX
TEST_F(WriteFileTest, IsForItsOwnerWhenAsked)
{
    ASSERT_TRUE(writeFile(path, "text", ownerOnly));
    EXPECT_FALSE(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther));
}

TEST_F(WriteFileTest, WritesIntoAPipeAndReplacesNoFolder)
{
    ASSERT_EQ(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const int reader = open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    EXPECT_TRUE(writeFile(path, "a report"));
    char got[64] = {};
    EXPECT_EQ(read(reader, got, sizeof got), 8);
    EXPECT_STREQ(got, "a report");
    close(reader);
    struct stat after = {};
    ASSERT_EQ(stat(QFile::encodeName(path).constData(), &after), 0);
    EXPECT_TRUE(S_ISFIFO(after.st_mode));
    EXPECT_FALSE(writeFile(folder.path(), "text"));
}

TEST_F(WriteFileTest, KeepsTheOldFileOnAFullDisk)
{
    ASSERT_TRUE(writeFile(path, "old"));
    for (const int room : {0, 100}) {
        for (const int size : {50, 5'000, 5'000'000}) {
            std::optional<testing::FullDisk> full(room);
            const Result<void> written = writeFile(path, QByteArray(size, 'x'));
            full.reset();
            EXPECT_EQ(written.has_value(), size <= room) << size << " in " << room;
            if (written) {
                ASSERT_TRUE(writeFile(path, "old"));
            }
            EXPECT_EQ(text(), "old");
        }
    }
}
#endif

} // namespace
} // namespace hubwatch
