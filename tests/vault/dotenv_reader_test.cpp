#include "vault/dotenv_reader.h"

#include "support/printers.h"
#include "support/read_probe.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace hubwatch::testing {

namespace {

class DotenvReaderTest : public ::testing::Test
{
protected:
    void write(const QByteArray &text)
    {
        QFile file(folder.filePath(QStringLiteral(".env")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir folder;
    DotenvReader reader{folder.path()};
};

TEST_F(DotenvReaderTest, ReadsAFileBesideTheWorkspaceAnewEachTime)
{
    write("T=pat-na1-1\n");
    EXPECT_EQ(readNow(reader, "dotenv:.env#T"), "pat-na1-1");
    write("export T='pat-na1-2' # new\n");
    EXPECT_EQ(readNow(reader, "dotenv:./.env#T"), "pat-na1-2");
}

TEST_F(DotenvReaderTest, SaysWhatIsMissing)
{
    const QByteArray path = folder.filePath(QStringLiteral(".env")).toUtf8();
    EXPECT_EQ(readNow(reader, "dotenv:.env#T"), "error: dotenv:.env#T: there is no file " + path);
    write("A=pat-na1-1\nB=2\nE=\n");
    EXPECT_EQ(readNow(reader, "dotenv:.env#T"), "error: dotenv:.env#T: " + path + " has no variable T; it has A, B, E");
    EXPECT_EQ(readNow(reader, "dotenv:.env#E"), "error: dotenv:.env#E: " + path + ": the variable E is empty");
    write("");
    EXPECT_EQ(readNow(reader, "dotenv:.env#T"), "error: dotenv:.env#T: " + path + " has no variable T; it has none");
    EXPECT_TRUE(readNow(reader, "dotenv:.#T").contains("expected a file of at most 1 MB"));
}

TEST_F(DotenvReaderTest, RefusesALargeFile)
{
    write("T=" + QByteArray(1024 * 1024, 'x'));
    EXPECT_TRUE(readNow(reader, "dotenv:.env#T").contains("at most 1 MB"));
}

TEST(PlaceOfFile, BeginsAtTheFolderOrAtHome)
{
    const auto place = [](const char *path) { return placeOfFile(QString::fromLatin1(path), QStringLiteral("/w/s")); };
    EXPECT_EQ(place(".env"), QStringLiteral("/w/s/.env"));
    EXPECT_EQ(place("../app/.env"), QStringLiteral("/w/app/.env"));
    EXPECT_EQ(place("/x/.env"), QStringLiteral("/x/.env"));
    EXPECT_EQ(place("~/x/.env"), QDir::cleanPath(QDir::homePath() + QStringLiteral("/x/.env")));
    EXPECT_EQ(place("~x/.env"), QStringLiteral("/w/s/~x/.env"));
}

} // namespace

} // namespace hubwatch::testing
