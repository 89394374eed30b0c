#include "checklist/repository/ignore_probe.h"

#include "checklist/repository/ignore_rules.h"
#include "git_sandbox.h"
#include "support/printers.h"

namespace hubwatch::testing {
namespace {

class IgnoreProbeTest : public ::testing::Test
{
protected:
    Verdict lookAt(const QString &repository)
    {
        const Verdict verdict = GitSandbox::look(ignoreProbe(
            sandbox.doors(), {.item = QStringLiteral("env.ignored"), .repository = repository, .fresh = 24h}));
        EXPECT_TRUE(isWhole(verdict.evidence));
        return verdict;
    }
    Verdict look() { return lookAt(sandbox.root()); }
    static void expect(const Verdict &verdict, Outcome outcome, const char *words)
    {
        EXPECT_EQ(verdict.outcome, outcome) << verdict.words.toStdString();
        EXPECT_TRUE(verdict.words.contains(QString::fromUtf8(words))) << verdict.words.toStdString();
    }
    void ignore(const QByteArray &rules)
    {
        sandbox.put(".gitignore", rules);
        sandbox.put("package.json", "{}");
        sandbox.commit();
    }

    GitSandbox sandbox;
};

TEST_F(IgnoreProbeTest, PassesARepositoryThatIgnoresThemAll)
{
    ignore("# secrets\n.env*\n!.env.example\n");
    sandbox.put(".env", "A=1");
    sandbox.put(".env.example", "A=");
    sandbox.commit();
    expect(look(), Outcome::Pass, ".env is ignored by .gitignore:2: .env*, not tracked, and never was in 2 commits");
}

TEST_F(IgnoreProbeTest, FailsWithoutARule)
{
    ignore("node_modules\n");
    expect(look(), Outcome::Fail, ".env is not ignored");
    sandbox.put(".env", "A=1");
    const Verdict verdict = look();
    expect(verdict, Outcome::Fail, "the next \"git add\" takes it");
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_EQ(verdict.evidence.findings[0].file, QStringLiteral(".env"));
}

TEST_F(IgnoreProbeTest, ReadsNegatedAndNestedRulesAsGitDoes)
{
    ignore(".env*\n!.env\n");
    expect(look(), Outcome::Fail, "not ignored, by .gitignore:2: !.env");
    ignore(".env*\n");
    sandbox.put("services/a/package.json", "{}");
    sandbox.put("services/a/.gitignore", "!.env\n");
    sandbox.commit();
    expect(look(), Outcome::Fail, "services/a/.env is not ignored, by services/a/.gitignore:1");
    sandbox.put("services/a/.gitignore", "");
    sandbox.commit();
    EXPECT_EQ(look().outcome, Outcome::Pass);
    ignore("/.env*\n"); // the root alone
    expect(look(), Outcome::Fail, "services/a/.env is not ignored");
    sandbox.put("services/a/.gitignore", ".env*\n");
    sandbox.commit();
    EXPECT_EQ(look().outcome, Outcome::Pass);
}

TEST_F(IgnoreProbeTest, WarnsOfVariantsThatAreNotIgnored)
{
    ignore(".env\n");
    expect(look(), Outcome::Warn, ".env.local is not ignored");
    sandbox.put(".env.production", "A=1");
    expect(look(), Outcome::Fail, ".env.production is not ignored");
}

TEST_F(IgnoreProbeTest, WarnsOfRulesThatNobodyElseHas)
{
    ignore("node_modules\n");
    sandbox.put(".git/info/exclude", ".env*\n");
    expect(look(), Outcome::Warn, "on this machine only, by .git/info/exclude:1");
    sandbox.put(".git/info/exclude", "");
    sandbox.put("../excludes", ".env*\n");
    sandbox.git({"config", "core.excludesFile", qPrintable(sandbox.folder.filePath(QStringLiteral("excludes")))});
    expect(look(), Outcome::Warn, "on this machine only");
    sandbox.git({"rm", "-q", "--cached", ".gitignore"});
    sandbox.put(".gitignore", ".env*\n");
    expect(look(), Outcome::Warn, "does not track yet");
}

TEST_F(IgnoreProbeTest, FailsWhenOneIsTrackedThoughIgnored)
{
    ignore(".env*\n");
    sandbox.put("api/.env.production", "A=1");
    sandbox.git({"add", "-f", "api/.env.production"});
    sandbox.commit();
    const Verdict verdict = look();
    expect(verdict, Outcome::Fail, "api/.env.production is tracked by git");
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_EQ(verdict.evidence.findings[0].commit, QString());
}

TEST_F(IgnoreProbeTest, FailsWhenABinaryOfThatNameIsTracked)
{
    sandbox.put(".env", QByteArray("\0\1\2", 3));
    sandbox.commit();
    expect(look(), Outcome::Fail, ".env is tracked by git");
}

TEST_F(IgnoreProbeTest, FailsWhenOneWasTrackedOnceAndNamesTheCommit)
{
    ignore(".env*\n");
    sandbox.git({"checkout", "-q", "-b", "side"});
    sandbox.put("api/.env", "A=1");
    sandbox.git({"add", "-f", "api/.env"});
    const QString brought = sandbox.commit();
    sandbox.git({"rm", "-q", "api/.env"});
    sandbox.commit();
    sandbox.git({"checkout", "-q", "main"});
    sandbox.git({"merge", "-q", "--no-ff", "-m", "m", "side"});
    const Verdict verdict = look();
    expect(verdict, Outcome::Fail, "api/.env was tracked once, since commit ");
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_EQ(verdict.evidence.findings[0].commit, brought);
}

TEST_F(IgnoreProbeTest, DoesNotJudgeWhatItCannotSee)
{
    expect(lookAt({}), Outcome::NotRun, "add \"repository\"");
    expect(look(), Outcome::NotRun, "no commits");
    ignore(".env*\n");
    ignore(".env*\n#\n");
    const QByteArray url = "file://" + sandbox.root().toUtf8();
    const QString shallow = sandbox.folder.filePath(QStringLiteral("shallow"));
    sandbox.git({"clone", "-q", "--depth", "1", url.constData(), qPrintable(shallow)});
    expect(lookAt(shallow), Outcome::NotRun, "git fetch --unshallow");
    const QString bare = sandbox.folder.filePath(QStringLiteral("bare"));
    sandbox.git({"clone", "-q", "--bare", url.constData(), qPrintable(bare)});
    expect(lookAt(bare), Outcome::NotRun, "bare");
    sandbox.put(".git/info/grafts", sandbox.git({"rev-parse", "HEAD"}) + "\n");
    expect(look(), Outcome::NotRun, "git replace --convert-graft-file");
    QFile::remove(sandbox.path(QStringLiteral(".git/info/grafts")));
    sandbox.put(".git/index", "broken");
    EXPECT_EQ(look().outcome, Outcome::Error);
}

TEST_F(IgnoreProbeTest, LooksFromAFolderAndAWorktreeToo)
{
    ignore(".env*\n");
    sandbox.put("service/main.js", "x");
    sandbox.commit();
    EXPECT_EQ(lookAt(sandbox.path(QStringLiteral("service"))).outcome, Outcome::Pass);
    sandbox.put("service/.gitignore", "!.env\n");
    sandbox.commit();
    expect(lookAt(sandbox.path(QStringLiteral("service"))), Outcome::Fail, "service/.env is not ignored");
    const QString tree = sandbox.folder.filePath(QStringLiteral("tree"));
    sandbox.git({"worktree", "add", "-q", qPrintable(tree)});
    EXPECT_EQ(lookAt(tree).outcome, Outcome::Pass) << "its own package is the root's";
}

TEST(IgnoreRulesTest, ReadsWhatGitAnswers)
{
    const std::vector<IgnoreAnswer> answers = ignoreAnswers(QByteArray(".gitignore\0"
                                                                       "2\0.env*\0.env\0\0\0\0a/.env\0",
                                                                       34));
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_TRUE(answers[0].isIgnored());
    EXPECT_TRUE(answers[0].isShared());
    EXPECT_EQ(answers[1], (IgnoreAnswer{.path = QStringLiteral("a/.env")}));
    EXPECT_FALSE((IgnoreAnswer{.source = QStringLiteral("/home/x/.gitignore")}).isShared());
}

} // namespace
} // namespace hubwatch::testing
