#include "support/as_nobody.h"
#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class WorkspaceSaveTest : public ::testing::Test
{
protected:
    QByteArray written(const QString &suffix = {}) const
    {
        QFile file(path + suffix);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &text) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static Workspace withService(const char *name)
    {
        Workspace workspace;
        workspace.services
            = {{.name = QString::fromLatin1(name), .url = QUrl(QStringLiteral("http://localhost:3000"))}};
        return workspace;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("hubwatch.toml"));
};

TEST_F(WorkspaceSaveTest, WritesANewFileThatReadsBack)
{
    ASSERT_TRUE(saveWorkspace(path, withService("sync")));
    EXPECT_EQ(loadWorkspace(path), WorkspaceResult(withService("sync")));
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1) << "nothing besides the file is left";
}

TEST_F(WorkspaceSaveTest, KeepsTheCommentsOfAnExistingFile)
{
    const QByteArray old
        = "version = 1 # ours\n[[services]] # the one\nname = \"sync\"\nurl = \"http://localhost:3000\"\n";
    write(old);
    Workspace workspace = withService("sync");
    ASSERT_TRUE(saveWorkspace(path, workspace));
    EXPECT_EQ(written(), old) << "nothing changed, nothing is written";
    workspace.services[0].interval = 1min;
    ASSERT_TRUE(saveWorkspace(path, workspace));
    EXPECT_EQ(written(), old + "interval = \"1m\"\n");
    EXPECT_EQ(written(QStringLiteral(".bak")), QByteArray());
}

TEST_F(WorkspaceSaveTest, KeepsACopyWhenItMustRewrite)
{
    const QByteArray old = "version = 1 # ours\nservices = [{ name = \"a\", url = \"http://localhost:3000\" }]\n";
    write(old);
    ASSERT_TRUE(saveWorkspace(path, withService("b")));
    EXPECT_EQ(loadWorkspace(path), WorkspaceResult(withService("b")));
    EXPECT_EQ(written(QStringLiteral(".bak")), old);
}

TEST_F(WorkspaceSaveTest, KeepsACopyOfAFileWithMistakes)
{
    write("version = 1\nintervall = 5\n");
    ASSERT_TRUE(saveWorkspace(path, withService("b")));
    EXPECT_EQ(loadWorkspace(path), WorkspaceResult(withService("b")));
    EXPECT_EQ(written(QStringLiteral(".bak")), QByteArray("version = 1\nintervall = 5\n"));
}

TEST_F(WorkspaceSaveTest, RefusesWhatItCouldNotReadAgain)
{
    write("version = 1\n");
    const Result<void> saved = saveWorkspace(path, withService(""));
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(saved.error().detail.contains(QStringLiteral("services[0].name")))
        << saved.error().detail.toStdString();
    EXPECT_EQ(written(), QByteArray("version = 1\n"));
}

TEST_F(WorkspaceSaveTest, SaysThatTheFolderIsMissing)
{
    const QString lost = folder.filePath(QStringLiteral("no/hubwatch.toml"));
    const Result<void> saved = saveWorkspace(lost, withService("a"));
    ASSERT_FALSE(saved);
    EXPECT_EQ(
        saved.error().detail,
        QStringLiteral("%1: not saved: the folder %2 does not exist").arg(lost, folder.filePath(QStringLiteral("no"))));
}

#ifdef Q_OS_UNIX
TEST_F(WorkspaceSaveTest, LeavesTheFileOfAReadOnlyFolderAlone)
{
    write("version = 1\n");
    const auto all = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
    ASSERT_TRUE(QFile::setPermissions(folder.path(), all));
    ASSERT_TRUE(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
    const auto tryToSave = [&] {
        const Result<void> saved = saveWorkspace(path, withService("a"));
        std::fprintf(stderr, "%s\n", saved ? "saved" : qPrintable(saved.error().detail));
        std::_Exit(saved ? 1 : 0);
    };
    EXPECT_EXIT(testing::asNobody(tryToSave), ::testing::ExitedWithCode(0), "hubwatch.toml: not saved: ");
    QFile::setPermissions(folder.path(), all | QFile::WriteOwner);
    EXPECT_EQ(written(), QByteArray("version = 1\n"));
}
#endif

TEST_F(WorkspaceSaveTest, SaysThatAFolderStandsInTheWay)
{
    const Result<void> saved = saveWorkspace(folder.path(), withService("a"));
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().detail.startsWith(folder.path() + QStringLiteral(": not saved: ")));
}

} // namespace
} // namespace hubwatch
