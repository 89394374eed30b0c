#include "checklist/repository/secret_probe.h"

#include "checklist/evidence_json.h"
#include "checklist/repository/secret_look.h"
#include "git_sandbox.h"
#include "secret_samples.h"
#include "support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch::testing {
namespace {

class SecretProbeTest : public ::testing::Test
{
protected:
    Verdict look() { return lookAt(sandbox.root()); }
    Verdict lookAt(const QString &repository)
    {
        order.repository = repository;
        const Verdict verdict = GitSandbox::look(secretProbe(sandbox.doors(), order));
        EXPECT_TRUE(isWhole(verdict.evidence));
        EXPECT_EQ(verdict.item, order.item);
        return verdict;
    }
    static std::vector<QString> filesOf(const Verdict &verdict)
    {
        std::vector<QString> files;
        for (const Finding &finding : verdict.evidence.findings)
            files.push_back(finding.file);
        return files;
    }

    GitSandbox sandbox;
    SecretOrder order{.item = QStringLiteral("secrets.managed"), .fresh = 24h};
    QByteArray token = inventedToken();
    QByteArray line = "TOKEN=" + token + "\n";
};

TEST_F(SecretProbeTest, PassesACleanRepositoryAndSaysWhatItLookedAt)
{
    sandbox.put("src/a.js", "const token = process.env.TOKEN\n");
    sandbox.put(".gitignore", "node_modules\n");
    sandbox.commit();
    sandbox.put("src/a.js", "const token = process.env.HUBSPOT_TOKEN\n");
    sandbox.commit();
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.words, QStringLiteral("0 findings in 2 files and 2 commits"));
    EXPECT_EQ(gotOf(verdict, "files looked at"), QStringLiteral("2"));
    EXPECT_EQ(gotOf(verdict, "commits"), QStringLiteral("2"));
    EXPECT_EQ(gotOf(verdict, "blobs of the history"), QStringLiteral("1"));
    EXPECT_TRUE(verdict.evidence.findings.empty());
    EXPECT_TRUE(verdict.evidence.staleAt.has_value());
}

TEST_F(SecretProbeTest, NamesEachPlaceInTheFiles)
{
    sandbox.put("config/prod.js", "// HubSpot\nexport default { token: '" + token + "' }\n");
    sandbox.commit();
    sandbox.put("notes.txt", line); // not tracked, and not ignored
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_EQ(verdict.words, QStringLiteral("2 credentials in 2 files and 1 commit"));
    ASSERT_EQ(verdict.evidence.findings.size(), 2u);
    const Finding &first = verdict.evidence.findings[0];
    EXPECT_EQ(first.file, QStringLiteral("config/prod.js"));
    EXPECT_EQ(first.line, 2);
    EXPECT_EQ(first.column, 26);
    EXPECT_EQ(first.endColumn, 26 + int(token.size()));
    EXPECT_EQ(first.rule, QStringLiteral("hubspot-private-app-token"));
    EXPECT_EQ(first.shown, QStringLiteral("pat-na1-…0d15"));
    EXPECT_EQ(first.fingerprint.size(), 16);
    EXPECT_EQ(first.commit, QString());
}

TEST_F(SecretProbeTest, FindsWhatIsInTheHistoryOnlyWithTheCommitThatBroughtIt)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    sandbox.put("old/config.yml", "a: 1\n" + line);
    const QString brought = sandbox.commit();
    sandbox.put("old/config.yml", "a: 2\n" + line); // another blob with the same token
    sandbox.commit();
    QFile::remove(sandbox.path(QStringLiteral("old/config.yml")));
    sandbox.commit();
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_EQ(verdict.words, QStringLiteral("1 credential in the history only, of 1 file and 4 commits"));
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_EQ(verdict.evidence.findings[0].file, QStringLiteral("old/config.yml"));
    EXPECT_EQ(verdict.evidence.findings[0].commit, brought);
    EXPECT_EQ(verdict.evidence.findings[0].line, 2);
}

TEST_F(SecretProbeTest, FindsEveryKindInTheHistory)
{
    const std::vector<SecretSample> samples = secretSamples("true.txt");
    for (size_t i = 0; i < samples.size(); ++i)
        sandbox.put(qPrintable(QStringLiteral("s/%1.txt").arg(i)), samples[i].text);
    sandbox.commit();
    sandbox.git({"rm", "-q", "-r", "s"});
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    sandbox.git({"gc", "-q"}); // from a pack
    const Verdict verdict = look();
    std::set<QByteArray> wanted;
    std::set<QByteArray> rules;
    for (const SecretSample &sample : samples)
        wanted.insert(sample.rule);
    for (const Finding &finding : verdict.evidence.findings)
        rules.insert(finding.rule.toLatin1());
    EXPECT_EQ(rules, wanted);
}

TEST_F(SecretProbeTest, CountsWhatIsInBothOnce)
{
    sandbox.put("a.txt", line);
    sandbox.commit();
    sandbox.put("a.txt", "b\n" + line);
    sandbox.commit();
    const Verdict verdict = look();
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_EQ(verdict.evidence.findings[0].commit, QString());
    EXPECT_EQ(verdict.evidence.findings[0].line, 2);
}

TEST_F(SecretProbeTest, FindsWhatHidesInOtherPlacesOfGit)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    // On a branch, brought by a merge itself, behind a tag.
    sandbox.git({"checkout", "-q", "-b", "side"});
    sandbox.put("side.txt", line);
    const QString onSide = sandbox.commit();
    sandbox.git({"checkout", "-q", "main"});
    sandbox.put("b.txt", "main\n");
    sandbox.commit();
    sandbox.git({"checkout", "-q", "-b", "merged"});
    sandbox.git({"merge", "-q", "--no-ff", "--no-commit", "side"});
    sandbox.put("evil.txt", "hapikey=" + inventedUuid() + "\n");
    const QString merge = sandbox.commit();
    sandbox.git({"checkout", "-q", "main"});
    // In the index, while the file is clean again.
    sandbox.put("staged.txt", "client_secret=" + inventedUuid(true) + "\n");
    sandbox.git({"add", "staged.txt"});
    sandbox.put("staged.txt", "clean\n");
    const Verdict verdict = look();
    std::map<QString, QString> commits;
    for (const Finding &finding : verdict.evidence.findings)
        commits[finding.file] = finding.commit;
    EXPECT_EQ(commits[QStringLiteral("side.txt")], onSide);
    EXPECT_EQ(commits[QStringLiteral("evil.txt")], merge);
    ASSERT_TRUE(commits.contains(QStringLiteral("staged.txt")));
    EXPECT_EQ(commits[QStringLiteral("staged.txt")], QString());
    EXPECT_EQ(commits.size(), 3u);
}

// A flag of the index or a filter: git takes the file for what was committed.
TEST_F(SecretProbeTest, BelievesOnlyWhatItReadToBeWhatWasCommitted)
{
    for (const char *format : {"sha1", "sha256"})
        for (const char *flag : {"--assume-unchanged", "--skip-worktree", "filter"}) {
            GitSandbox one;
            QDir(one.path(QStringLiteral(".git"))).removeRecursively();
            one.git({"init", "-q", (QByteArray("--object-format=") + format).constData()});
            one.put("conf.js", line);
            one.put("other.js", "clean\n");
            one.commit();
            if (flag == QByteArray("filter")) {
                one.git({"config", "filter.x.clean", "echo TOKEN=; git cat-file blob HEAD:conf.js"});
                one.put(".git/info/attributes", "conf.js filter=x\n");
            } else {
                one.git({"update-index", flag, "conf.js"});
            }
            one.put("conf.js", "TOKEN=process.env.T\n");
            order.repository = one.root();
            const Verdict verdict = GitSandbox::look(secretProbe(one.doors(), order));
            EXPECT_EQ(verdict.outcome, Outcome::Fail) << flag << ' ' << format;
            EXPECT_EQ(filesOf(verdict), std::vector{QStringLiteral("conf.js")}) << flag << ' ' << format;
            // Only what differs is read from git as well.
            EXPECT_EQ(gotOf(verdict, "blobs of the history"), QStringLiteral("1")) << flag << ' ' << format;
        }
}

TEST_F(SecretProbeTest, ReadsTheMessagesOfCommitsAndTags)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.git({"add", "-A"});
    const QByteArray message = "Use another token\n\nIt was " + token;
    sandbox.git({"commit", "-q", "-m", message.constData()});
    const QString spoken = QString::fromLatin1(sandbox.git({"rev-parse", "HEAD"}));
    sandbox.git({"tag", "-a", "v1", "-m", ("hapikey=" + inventedUuid()).constData()});
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    std::map<QString, Finding> found;
    for (const Finding &finding : verdict.evidence.findings)
        found[finding.file] = finding;
    ASSERT_EQ(found.size(), 2u);
    const Finding &inCommit = found[QStringLiteral("(commit message)")];
    EXPECT_EQ(inCommit.commit, spoken);
    EXPECT_EQ(inCommit.line, 3);
    const Finding &inTag = found[QStringLiteral("(message of the tag v1)")];
    EXPECT_EQ(inTag.commit, spoken);
    EXPECT_EQ(inTag.line, 1);
}

TEST_F(SecretProbeTest, ReadsTheNamesOfFiles)
{
    const QByteArray now = "hubspot-" + inventedToken("eu1") + ".txt";
    const QByteArray once = "old/" + token + "/a.txt";
    sandbox.put(once.constData(), "");
    sandbox.put("other.txt", "");
    const QString brought = sandbox.commit();
    sandbox.git({"rm", "-q", "-r", "old"});
    sandbox.put(now.constData(), "clean\n");
    sandbox.commit();
    const Verdict verdict = look();
    EXPECT_EQ(verdict.words,
              QStringLiteral("1 credential in the files and 1 in the history only, of 2 files and 2 commits"));
    ASSERT_EQ(verdict.evidence.findings.size(), 2u);
    EXPECT_TRUE(verdict.evidence.findings[0].text.contains(QStringLiteral("in the name of the file")));
    EXPECT_EQ(verdict.evidence.findings[1].commit, brought);
    const QByteArray shown = QJsonDocument(evidenceJson(verdict.evidence)).toJson();
    EXPECT_FALSE(shown.contains("decafbad"));
}

TEST_F(SecretProbeTest, ReadsWhatOnlyTheReflogsReach)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    sandbox.put("a.txt", line); // amended
    sandbox.commit();
    sandbox.put("a.txt", "clean\n");
    sandbox.git({"commit", "-q", "-a", "--amend", "--allow-empty", "-m", "y"});
    sandbox.git({"checkout", "-q", "-b", "gone"}); // deleted
    sandbox.put("b.txt", "hapikey=" + inventedUuid() + "\n");
    sandbox.commit();
    sandbox.git({"checkout", "-q", "main"});
    sandbox.git({"branch", "-q", "-D", "gone"});
    sandbox.put("a.txt", "client_secret=" + inventedUuid(true) + "\n"); // an older stash
    sandbox.git({"stash", "-q"});
    sandbox.put("a.txt", "another\n");
    sandbox.git({"stash", "-q"});
    const Verdict verdict = look();
    std::set<QString> rules;
    for (const Finding &finding : verdict.evidence.findings) {
        rules.insert(finding.rule);
        EXPECT_EQ(finding.commit.size(), 40) << finding.file.toStdString();
    }
    EXPECT_EQ(rules.size(), 3u);
    EXPECT_EQ(verdict.evidence.findings.size(), 3u);
}

TEST_F(SecretProbeTest, LooksIntoADatabase)
{
    sandbox.put("dev.db", QByteArray("SQLite format 3\0\0", 17) + "hubspot" + token + "x");
    sandbox.commit();
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_EQ(filesOf(verdict), std::vector{QStringLiteral("dev.db")});
}

TEST_F(SecretProbeTest, LeavesIgnoredFilesAloneButTellsOfThem)
{
    sandbox.put(".gitignore", ".env\nbuild/\n");
    sandbox.commit();
    sandbox.put(".env", line);
    sandbox.put("build/out.js", line);
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_TRUE(verdict.evidence.notes.join(u'|').contains(QStringLiteral("no finding: .env.")))
        << verdict.evidence.notes.join(u'|').toStdString();
}

TEST_F(SecretProbeTest, LeavesAllowedPathsFingerprintsAndLinesAlone)
{
    sandbox.put("tests/fixtures/t.txt", line);
    sandbox.commit();
    sandbox.put("tests/fixtures/t.txt", "more\n" + line);
    sandbox.put("a.js", "x = '" + token + "' // hubwatch:allow\n");
    sandbox.commit();
    order.allow = {QStringLiteral("tests/fixtures/**")};
    Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << verdict.words.toStdString();
    EXPECT_TRUE(verdict.evidence.notes.join(u'|').contains(QStringLiteral("allowed"))) << "said nothing";
    order.allow.clear();
    verdict = look();
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    order.allow = {QStringLiteral("sha256:") + verdict.evidence.findings[0].fingerprint, QStringLiteral("**")};
    verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_TRUE(verdict.evidence.notes.join(u'|').contains(QStringLiteral("allow nothing: **")));
}

TEST_F(SecretProbeTest, ShowsNoSecretAnywhere)
{
    QByteArray all;
    for (const SecretSample &sample : secretSamples("true.txt"))
        all += sample.text + "\n\n\n\n";
    sandbox.put((token + ".txt").constData(), all);
    sandbox.commit();
    QFile::remove(sandbox.path(QString::fromLatin1(token + ".txt")));
    sandbox.put("b.txt", inventedUuid() + "\nhapikey=" + inventedUuid());
    sandbox.commit();
    order.references = {{QStringLiteral("account prod"), QString::fromLatin1(token)}};
    const Verdict verdict = look();
    EXPECT_GE(verdict.evidence.findings.size(), 5u);
    const QByteArray shown = QJsonDocument(evidenceJson(verdict.evidence)).toJson() + verdict.words.toUtf8();
    for (const char *secret : {"decafbad", "c0ffee42", "5ca1ab1e", "acce55ed", "8b172bed", "CiRu", "CNinvented"})
        EXPECT_FALSE(shown.contains(secret)) << secret;
}

TEST_F(SecretProbeTest, KeepsTwoHundredFindingsAndCountsTheRest)
{
    sandbox.put("a.txt", line.repeated(1300));
    sandbox.commit();
    const Verdict verdict = look();
    EXPECT_EQ(verdict.evidence.findings.size(), 200u);
    EXPECT_EQ(verdict.evidence.findingsLeftOut, 1100);
    EXPECT_EQ(verdict.words, QStringLiteral("1,300 credentials in 1 file and 1 commit"));
}

TEST_F(SecretProbeTest, WarnsOfCredentialsInPlainFilesOfTheWorkspace)
{
    sandbox.put("a.txt", "clean\n");
    sandbox.commit();
    order.references = {{QStringLiteral("account prod"), QStringLiteral("dotenv:.env#TOKEN")}};
    const Verdict verdict = look();
    EXPECT_EQ(verdict.outcome, Outcome::Warn);
    EXPECT_TRUE(verdict.words.endsWith(QStringLiteral("a credential from a plain file")))
        << verdict.words.toStdString();
    EXPECT_EQ(gotOf(verdict, "account prod"), QStringLiteral(".env file"));
}

TEST(SecretReferencesTest, TellManagersFromPlainFiles)
{
    const auto factOf = [](const char *reference) {
        return referenceFacts({{QStringLiteral("account prod"), QString::fromLatin1(reference)}}).at(0);
    };
    for (const char *good : {"keychain:prod", "env:TOKEN", "command:pass show x", "aws-sm:x#y",
                             "gcp-sm:projects/p/secrets/s", "vault:secret/data/hubspot#token"})
        EXPECT_EQ(factOf(good).outcome, Outcome::Pass) << good;
    for (const char *bad : {"dotenv:.env#TOKEN", "whatever this is"})
        EXPECT_EQ(factOf(bad).outcome, Outcome::Warn) << bad;
    EXPECT_FALSE(factOf("whatever this is").got.contains(QStringLiteral("whatever")));
}

} // namespace
} // namespace hubwatch::testing
