// Repositories that cannot be judged: never a pass.
#include "checklist/repository/ignore_probe.h"
#include "checklist/repository/secret_look.h"
#include "git_sandbox.h"
#include "secret_samples.h"
#include "support/fake_processes.h"
#include "support/printers.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace hubwatch::testing {
namespace {

class SecretBadInputTest : public ::testing::Test
{
protected:
    Verdict lookAt(const QString &repository)
    {
        return GitSandbox::look(secretProbe(
            sandbox.doors(), {.item = QStringLiteral("secrets.managed"), .repository = repository, .fresh = 24h}));
    }
    Verdict look() { return lookAt(sandbox.root()); }
    static void expect(const Verdict &verdict, Outcome outcome, const char *words)
    {
        EXPECT_EQ(verdict.outcome, outcome) << verdict.words.toStdString();
        EXPECT_TRUE(verdict.words.contains(QString::fromUtf8(words))) << verdict.words.toStdString();
        EXPECT_TRUE(isWhole(verdict.evidence));
    }
    static bool notes(const Verdict &verdict, const char *words)
    {
        return verdict.evidence.notes.join(u'|').contains(QString::fromUtf8(words));
    }

    GitSandbox sandbox;
};

TEST_F(SecretBadInputTest, NamesTheKeyThatIsMissing)
{
    expect(lookAt({}), Outcome::NotRun, "add \"repository\"");
    expect(lookAt(sandbox.path(QStringLiteral("nowhere"))), Outcome::NotRun, "there is no folder");
    sandbox.put("file", "x");
    expect(lookAt(sandbox.path(QStringLiteral("file"))), Outcome::NotRun, "not a folder");
}

TEST_F(SecretBadInputTest, TellsAFolderThatIsNoRepository)
{
    QDir().mkpath(sandbox.folder.filePath(QStringLiteral("plain")));
    expect(lookAt(sandbox.folder.filePath(QStringLiteral("plain"))), Outcome::NotRun, "is not a git repository");
    expect(lookAt(sandbox.path(QStringLiteral(".git"))), Outcome::NotRun, "git's own folder");
}

TEST_F(SecretBadInputTest, SaysThatGitIsMissingHangsOrDoesNotTrustTheFolder)
{
    FakeProcesses fake;
    const auto with = [&](Result<ProcessOutcome> answer) {
        const Probe probe = secretProbe({sandbox.http, sandbox.clock, fake, sandbox.secrets},
                                        {.item = QStringLiteral("x"), .repository = sandbox.root()});
        QObject context;
        Verdict verdict;
        probe({.context = &context, .reply = [&](Verdict one) { verdict = std::move(one); }});
        EXPECT_TRUE(fake.answer(std::move(answer)));
        return verdict;
    };
    expect(with(tl::unexpected(programMissing(QStringLiteral("git")))), Outcome::NotRun, "git was not found");
    expect(with(tl::unexpected(Error{.kind = Error::Kind::Storage, .reach = Error::Reach::Timeout})), Outcome::Error,
           "did not end in 30 s");
    expect(with(failedWith(128, "fatal: detected dubious ownership in repository at '/x'\n")), Outcome::NotRun,
           "safe.directory");
    expect(with(failedWith(128, "fatal: bad config " + inventedToken() + "\n")), Outcome::Error, "[redacted]");
}

TEST_F(SecretBadInputTest, DoesNotJudgeAnEmptyRepository)
{
    expect(look(), Outcome::NotRun, "empty");
}

TEST_F(SecretBadInputTest, JudgesFilesBeforeTheFirstCommit)
{
    sandbox.put("a.txt", "clean\n");
    expect(look(), Outcome::Pass, "0 findings in 1 file and 0 commits");
    sandbox.put("a.txt", inventedToken());
    expect(look(), Outcome::Fail, "1 credential");
}

TEST_F(SecretBadInputTest, DoesNotJudgeAShallowOrPartialClone)
{
    for (int i = 0; i < 3; ++i) {
        sandbox.put("a.txt", QByteArray::number(i));
        sandbox.commit();
    }
    sandbox.git({"config", "uploadpack.allowFilter", "true"});
    const QByteArray url = "file://" + sandbox.root().toUtf8();
    const QString shallow = sandbox.folder.filePath(QStringLiteral("shallow"));
    sandbox.git({"clone", "-q", "--depth", "1", url.constData(), qPrintable(shallow)});
    expect(lookAt(shallow), Outcome::NotRun, "git fetch --unshallow");
    const QString partial = sandbox.folder.filePath(QStringLiteral("partial"));
    sandbox.git({"clone", "-q", "--filter=blob:none", url.constData(), qPrintable(partial)});
    expect(lookAt(partial), Outcome::NotRun, "partial");
    const QString bare = sandbox.folder.filePath(QStringLiteral("bare"));
    sandbox.git({"clone", "-q", "--bare", url.constData(), qPrintable(bare)});
    const Verdict verdict = lookAt(bare);
    expect(verdict, Outcome::Pass, "0 findings in 0 files and 3 commits");
    EXPECT_TRUE(notes(verdict, "bare"));
}

TEST_F(SecretBadInputTest, DoesNotJudgeAHistoryThatGraftsChange)
{
    sandbox.put("a.txt", inventedToken());
    sandbox.commit();
    sandbox.put("a.txt", "clean\n");
    const QString last = sandbox.commit();
    sandbox.put(".git/info/grafts", "# a comment\n\n");
    expect(look(), Outcome::Fail, "1 credential in the history only");
    sandbox.put(".git/info/grafts", last.toLatin1() + "\n");
    expect(look(), Outcome::NotRun, "git replace --convert-graft-file");
    sandbox.git({"replace", "--convert-graft-file"});
    expect(look(), Outcome::Fail, "1 credential in the history only");
}

TEST_F(SecretBadInputTest, WarnsOfBranchesThatAreNotFetched)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    sandbox.git({"branch", "side"});
    const QByteArray url = "file://" + sandbox.root().toUtf8();
    const QString narrow = sandbox.folder.filePath(QStringLiteral("narrow"));
    sandbox.git({"clone", "-q", "--single-branch", url.constData(), qPrintable(narrow)});
    const Verdict verdict = lookAt(narrow);
    expect(verdict, Outcome::Warn, "git remote set-branches origin '*'");
    EXPECT_TRUE(notes(verdict, "Only some branches of origin"));
    GitSandbox::gitIn(narrow, {"remote", "set-branches", "origin", "*"});
    GitSandbox::gitIn(narrow, {"fetch", "-q"});
    expect(lookAt(narrow), Outcome::Pass, "0 findings");
}

TEST(GitRemotesTest, TellsRemotesThatLeaveBranchesOut)
{
    const auto narrow = [](const char *entries) {
        GitRepository repository;
        takeRemotes(QByteArray(entries).replace('|', '\0'), repository);
        EXPECT_FALSE(repository.partial) << entries;
        return repository.narrow;
    };
    EXPECT_EQ(narrow(""), QStringList());
    EXPECT_EQ(narrow("remote.origin.fetch\n+refs/heads/*:refs/remotes/origin/*|"), QStringList());
    EXPECT_EQ(narrow("remote.m.fetch\n+refs/*:refs/*|"), QStringList());
    EXPECT_EQ(narrow("remote.a.b.fetch\n+refs/heads/main:refs/remotes/a.b/main|"), QStringList{QStringLiteral("a.b")});
    EXPECT_EQ(narrow("remote.o.fetch\n+refs/heads/*:refs/remotes/o/*|remote.o.fetch\n^refs/heads/x|"),
              QStringList{QStringLiteral("o")});
    EXPECT_EQ(narrow("remote.o.fetch\n+refs/heads/main:x|remote.o.fetch\nrefs/heads/*:y/*|"), QStringList());
}

TEST_F(SecretBadInputTest, WarnsOfContentsInGitLfsThatAreNotHere)
{
    const QByteArray secret = "TOKEN=" + inventedToken() + "\n";
    const QByteArray id = QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
    sandbox.put("big/model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:" + id + "\nsize 52\n");
    sandbox.commit();
    expect(look(), Outcome::Warn, "1 file in Git LFS is not here: run \"git lfs fetch --all\"");
    EXPECT_EQ(GitSandbox::look(secretProbe(sandbox.doors(),
                                           {.item = QStringLiteral("x"),
                                            .repository = sandbox.root(),
                                            .allow = {QStringLiteral("big/**")},
                                            .fresh = 24h}))
                  .outcome,
              Outcome::Pass);
    const QByteArray stored = ".git/lfs/objects/" + id.left(2) + '/' + id.mid(2, 2) + '/' + id;
    sandbox.put(stored.constData(), secret);
    const Verdict verdict = look();
    expect(verdict, Outcome::Fail, "1 credential");
    EXPECT_EQ(verdict.evidence.findings.at(0).file, QStringLiteral("big/model.bin"));
}

// What a repository's own configuration names is somebody else's program.
TEST_F(SecretBadInputTest, RunsNoProgramThatTheRepositoryNames)
{
    sandbox.put(".gitattributes", "* filter=x diff=x\n");
    sandbox.put("a.txt", "clean\n");
    sandbox.put(".env", "A=1\n");
    sandbox.commit();
    sandbox.put("b.txt", "old\n");
    sandbox.commit();
    const QByteArray program = "touch " + sandbox.folder.filePath(QStringLiteral("ran")).toUtf8() + "; cat";
    for (const char *key :
         {"filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.x.textconv", "diff.x.command", "diff.external",
          "core.fsmonitor", "core.pager", "pager.log", "pager.ls-files", "gpg.program", "credential.helper",
          "core.sshCommand", "core.editor", "core.askPass", "interactive.diffFilter"})
        sandbox.git({"config", key, program.constData()});
    sandbox.git({"config", "log.showSignature", "true"});
    sandbox.git({"config", "core.hooksPath", qPrintable(sandbox.path(QStringLiteral("hooks")))});
    sandbox.put("a.txt", "changed\n"); // where git asks a filter what it would commit
    sandbox.put("b.txt", "new\n");     // of the same size
    QFile::remove(sandbox.folder.filePath(QStringLiteral("ran")));
    EXPECT_EQ(look().outcome, Outcome::Pass) << look().words.toStdString();
    (void)GitSandbox::look(
        ignoreProbe(sandbox.doors(), {.item = QStringLiteral("x"), .repository = sandbox.root(), .fresh = 24h}));
    EXPECT_FALSE(QFile::exists(sandbox.folder.filePath(QStringLiteral("ran"))));
}

TEST_F(SecretBadInputTest, SaysThatARepositoryIsBroken)
{
    sandbox.put("a.txt", "one\n");
    sandbox.commit();
    const QByteArray id = sandbox.git({"rev-parse", "HEAD:a.txt"});
    sandbox.put("a.txt", "two\n");
    sandbox.commit();
    const QString object = sandbox.path(
        QStringLiteral(".git/objects/%1/%2").arg(QString::fromLatin1(id.left(2)), QString::fromLatin1(id.mid(2))));
    ASSERT_TRUE(QFile::remove(object));
    Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Error) << verdict.words.toStdString();
    QFile(sandbox.path(QStringLiteral(".git/HEAD"))).remove();
    expect(look(), Outcome::NotRun, "not a git repository");
}

TEST_F(SecretBadInputTest, JudgesNoBinaryThatIsNamedDotenv)
{
    sandbox.put(".env", QByteArray("A\0B\0\0C", 6));
    sandbox.put("logo.png", QByteArray("\x89PNG\0\0", 6));
    sandbox.commit();
    const Verdict verdict = look();
    expect(verdict, Outcome::Error, ".env is binary");
    EXPECT_TRUE(notes(verdict, "2 binaries were searched for tokens only"));
}

TEST_F(SecretBadInputTest, DoesNotPassWhatItMayNotRead)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.put("closed.txt", "x\n");
    sandbox.commit();
    QFile::setPermissions(sandbox.path(QStringLiteral("closed.txt")), {});
#ifdef Q_OS_UNIX
    if (geteuid() == 0) { // who may read everything
        QProcess::execute(QStringLiteral("chown"),
                          {QStringLiteral("-R"), QStringLiteral("65534"), sandbox.folder.path()});
        ASSERT_EQ(seteuid(65534), 0);
    }
    const Verdict verdict = look();
    if (getuid() == 0) {
        ASSERT_EQ(seteuid(0), 0);
    }
    expect(verdict, Outcome::Error, "1 file could not be read: closed.txt");
    EXPECT_TRUE(notes(verdict, "closed.txt"));
#endif
}

TEST_F(SecretBadInputTest, EndsWithAnErrorWhenTheTimeIsUp)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    const Verdict verdict = GitSandbox::look(secretProbeWithin(
        0ms, sandbox.doors(), {.item = QStringLiteral("x"), .repository = sandbox.root(), .fresh = 24h}));
    EXPECT_EQ(verdict.outcome, Outcome::Error) << verdict.words.toStdString();
    EXPECT_TRUE(verdict.words.contains(QStringLiteral("time was up"))) << verdict.words.toStdString();
}

TEST_F(SecretBadInputTest, TellsOfSubmodulesAndLooksAtWorktreesAndFolders)
{
    GitSandbox other;
    other.put("a.txt", "clean\n");
    other.commit();
    qputenv("GIT_CONFIG_GLOBAL", QFile::encodeName(sandbox.folder.filePath(QStringLiteral("global.conf"))));
    sandbox.put("service/a.txt", "clean\n");
    sandbox.put("b.txt", inventedToken());
    sandbox.git({"submodule", "--quiet", "add", qPrintable(other.root()), "libs/other"});
    sandbox.commit();
    Verdict verdict = look();
    expect(verdict, Outcome::Fail, "1 credential");
    EXPECT_TRUE(notes(verdict, "libs/other")) << verdict.evidence.notes.join(u'|').toStdString();
    verdict = lookAt(sandbox.path(QStringLiteral("service")));
    expect(verdict, Outcome::Fail, "1 credential");
    EXPECT_TRUE(notes(verdict, "larger repository"));
    const QString tree = sandbox.folder.filePath(QStringLiteral("tree"));
    sandbox.git({"worktree", "add", "-q", qPrintable(tree)});
    expect(lookAt(tree), Outcome::Fail, "1 credential");
    sandbox.put(".gitignore", "inner/\n");
    QDir().mkpath(sandbox.path(QStringLiteral("inner")));
    expect(lookAt(sandbox.path(QStringLiteral("inner"))), Outcome::NotRun, "ignores it");
}

TEST_F(SecretBadInputTest, IsNotMisledByTheEnvironmentOfAHook)
{
    sandbox.put("a.txt", inventedToken());
    sandbox.commit();
    GitSandbox other;
    qputenv("GIT_DIR", QFile::encodeName(other.path(QStringLiteral(".git"))));
    const Verdict verdict = look();
    qunsetenv("GIT_DIR");
    expect(verdict, Outcome::Fail, "1 credential in 1 file");
}

TEST_F(SecretBadInputTest, FollowsNoLinkAndStandsOddNamesAndHugeBlobs)
{
    sandbox.put("odd \"näme\"\t.txt", "TOKEN=" + inventedToken());
    QFile::link(QStringLiteral("/etc"), sandbox.path(QStringLiteral("link")));
    QFile::link(QStringLiteral("nowhere"), sandbox.path(QStringLiteral("dangling")));
    sandbox.put("empty", "");
    sandbox.put("huge.txt", QByteArray(11 * 1024 * 1024, 'x') + "\n" + inventedToken());
    sandbox.commit();
    sandbox.put("huge.txt", "small\n");
    sandbox.commit();
    QFile::remove(sandbox.path(QStringLiteral("odd \"näme\"\t.txt")));
    sandbox.commit();
    const Verdict verdict = look();
    ASSERT_EQ(verdict.evidence.findings.size(), 1u) << verdict.words.toStdString();
    EXPECT_EQ(verdict.evidence.findings[0].file, QStringLiteral("odd \"näme\"\t.txt"));
    EXPECT_TRUE(notes(verdict, "1 blob of the history is over 10 MB"));
}

TEST_F(SecretBadInputTest, IsDroppedWithItsContext)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    auto context = std::make_unique<QObject>();
    int answers = 0;
    secretProbe(sandbox.doors(), {.item = QStringLiteral("x"), .repository = sandbox.root()})(
        {.context = context.get(), .reply = [&](const Verdict &) { ++answers; }});
    QTest::qWait(5);
    context.reset();
    QTest::qWait(100);
    EXPECT_EQ(answers, 0);
}

} // namespace
} // namespace hubwatch::testing
