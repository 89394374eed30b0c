#include "checklist/probes/own_probe.h"

#include "probe_bench.h"
#include "support/fake_processes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace hubwatch {
namespace {

using ItemOptions = std::map<QString, QString>;

ChecklistItem ownItem(const char *probe, const std::map<const char *, QString> &texts)
{
    ItemOptions options;
    for (const auto &[name, value] : texts)
        options[QString::fromLatin1(name)] = value;
    return {.id = QStringLiteral("team.own"), .probe = QString::fromLatin1(probe), .options = options, .fresh = 2h};
}

class OwnHttpTest : public testing::ProbeBench
{
protected:
    Verdict look(const std::map<const char *, QString> &options, bool baseIsTest = true)
    {
        return verdictOf(ownProbe(
            doors,
            {.item = ownItem("http", options), .base = service.url(QStringLiteral("/")), .baseIsTest = baseIsTest}));
    }

    bool catchesAll = false;
    testing::TestService service{[this](const ServedRequest &request) -> ServedReply {
        if (request.path == "/version")
            return {.contentType = "application/json",
                    .body = R"({"version":"1.2"})",
                    .headers = {{.name = "X-Frame-Options", .value = "DENY"}}};
        if (request.path == "/admin")
            return {.status = request.method == "POST" ? 403 : 302,
                    .headers = {{.name = "Location", .value = "/login"}}};
        return {.status = catchesAll ? 200 : 404};
    }};
};

TEST_F(OwnHttpTest, PassesWhatIsAsExpected)
{
    const Verdict verdict = look({{"path", QStringLiteral("/version")},
                                  {"contains", QStringLiteral("\"version\"")},
                                  {"header", QStringLiteral("X-Frame-Options: deny")}});
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << said(verdict);
    EXPECT_EQ(verdict.evidence.facts.size(), 3u);
    EXPECT_EQ(verdict.evidence.staleAt, verdict.evidence.at + 2h);
    EXPECT_EQ(look({{"path", QStringLiteral("/admin")},
                    {"method", QStringLiteral("POST")},
                    {"status", QStringLiteral("401 or 403")}})
                  .outcome,
              Outcome::Pass);
}

TEST_F(OwnHttpTest, FailsWhatIsNot)
{
    const Verdict status = look({{"path", QStringLiteral("/nothing")}});
    EXPECT_EQ(status.outcome, Outcome::Fail);
    EXPECT_EQ(status.words, QStringLiteral("status: expected 2xx, got 404"));
    EXPECT_EQ(look({{"path", QStringLiteral("/version")}, {"contains", QStringLiteral("2.0")}}).outcome, Outcome::Fail);
    const Verdict header
        = look({{"path", QStringLiteral("/version")}, {"header", QStringLiteral("Strict-Transport-Security")}});
    EXPECT_EQ(header.words, QStringLiteral("Strict-Transport-Security: expected present, got absent"));
}

TEST_F(OwnHttpTest, TakesALoginForNeither)
{
    EXPECT_EQ(look({{"path", QStringLiteral("/admin")}}).outcome, Outcome::Error);
    EXPECT_EQ(look({{"path", QStringLiteral("/admin")}, {"status", QStringLiteral("3xx")}}).outcome, Outcome::Pass);
}

TEST_F(OwnHttpTest, PassesNothingThatAnyPathWouldPass)
{
    catchesAll = true;
    const Verdict verdict = look({{"path", QStringLiteral("/status")}});
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "a path that cannot exist answers 200 just as well")) << said(verdict);
    EXPECT_EQ(look({{"path", QStringLiteral("/version")}, {"contains", QStringLiteral("1.2")}}).outcome, Outcome::Pass);
}

TEST_F(OwnHttpTest, WritesToATestInstanceAlone)
{
    const Verdict verdict = look(
        {{"path", QStringLiteral("/admin")}, {"method", QStringLiteral("POST")}, {"status", QStringLiteral("403")}},
        false);
    EXPECT_EQ(verdict.outcome, Outcome::NotRun);
    EXPECT_TRUE(says(verdict, "POST is sent to a test instance alone: add test_url")) << said(verdict);
    EXPECT_TRUE(service.seen.empty());
}

TEST_F(OwnHttpTest, SaysWhatIsMissing)
{
    EXPECT_EQ(verdictOf(ownProbe(doors, {.item = ownItem("http", {{"path", QStringLiteral("/")}})})).outcome,
              Outcome::NotRun);
    EXPECT_EQ(look({{"status", QStringLiteral("200")}}).outcome, Outcome::NotRun) << "neither path nor url";
    service.stop();
    EXPECT_EQ(look({{"path", QStringLiteral("/version")}}).outcome, Outcome::Error);
}

class OwnMetricTest : public testing::ProbeBench
{
protected:
    Verdict look(const std::map<const char *, QString> &options)
    {
        return verdictOf(
            ownProbe(doors, {.item = ownItem("metric", options), .metrics = service.url(QStringLiteral("/metrics"))}));
    }

    testing::TestService service{[](const ServedRequest &) -> ServedReply {
        return {.contentType = "text/plain", .body = "calls_total{status=\"429\"} 7\ncalls_total{status=\"200\"} 3\n"};
    }};
};

TEST_F(OwnMetricTest, ComparesTheSum)
{
    const QString name = QStringLiteral("calls_total");
    const Verdict good = look({{"name", name}, {"above", QStringLiteral("9.5")}, {"below", QStringLiteral("11")}});
    EXPECT_EQ(good.outcome, Outcome::Pass) << said(good);
    EXPECT_EQ(good.evidence.kind, Evidence::Kind::Metrics);
    const Verdict bad
        = look({{"name", name}, {"labels", QStringLiteral("status=429")}, {"below", QStringLiteral("7")}});
    EXPECT_EQ(bad.outcome, Outcome::Fail);
    EXPECT_EQ(bad.words, QStringLiteral("calls_total{status=429}: expected below 7, got 7"));
    const Verdict none = look({{"name", QStringLiteral("other")}, {"below", QStringLiteral("7")}});
    EXPECT_EQ(none.outcome, Outcome::Error) << "what is not there is not below anything";
}

class OwnCommandTest : public testing::ProbeBench
{
protected:
    std::optional<Verdict> look(const QString &line, const QString &folder, Result<ProcessOutcome> outcome)
    {
        std::optional<Verdict> verdict;
        ProbeDoors faked{.http = http, .clock = clock, .processes = fake, .secrets = secrets};
        ownProbe(faked, {.item = ownItem("command", {{"run", line}}), .folder = folder})(
            {.context = &context, .reply = [&](const Verdict &answer) { verdict = answer; }});
        fake.answer(std::move(outcome));
        return verdict;
    }

    testing::FakeProcesses fake;
    QObject context;
};

TEST_F(OwnCommandTest, GoesByTheExitCodeAndTheFirstLine)
{
    const auto good = look(QStringLiteral("npm audit --level \"very high\""), QStringLiteral("/srv/crm"),
                           testing::printed("\nfound 0 problems\nmore\n"));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->outcome, Outcome::Pass);
    EXPECT_EQ(good->words, QStringLiteral("found 0 problems"));
    EXPECT_EQ(fake.requests[0].folder, QStringLiteral("/srv/crm"));
    EXPECT_EQ(fake.requests[0].arguments.last(), QStringLiteral("very high"));
    const auto bad = look(QStringLiteral("./check"), QStringLiteral("/srv/crm"),
                          testing::failedWith(1, "leak of pat-na1-12345678-1234-1234-1234-123456789012\n"));
    EXPECT_EQ(bad->outcome, Outcome::Fail);
    EXPECT_EQ(bad->words, QStringLiteral("leak of [redacted]"));
    EXPECT_EQ(fake.requests[1].program, QStringLiteral("/srv/crm/./check"));
    const auto broken = look(QStringLiteral("check"), {}, testing::failedWith(2, "usage"));
    EXPECT_EQ(broken->outcome, Outcome::Error);
    EXPECT_EQ(broken->words, QStringLiteral("ended with exit code 2: usage"));
    EXPECT_EQ(look(QStringLiteral("check"), {}, testing::printed({}))->words, QStringLiteral("ended with exit code 0"));
}

TEST_F(OwnCommandTest, IsNotRunWithoutTheProgramAndAnErrorWhenItHangs)
{
    EXPECT_EQ(look(QStringLiteral("gitleaks"), {}, tl::unexpected(programMissing(QStringLiteral("gitleaks"))))->outcome,
              Outcome::NotRun);
    EXPECT_EQ(look(QStringLiteral("check"), {},
                   tl::unexpected(Error{.kind = Error::Kind::Storage,
                                        .detail = QStringLiteral("check: killed after 1 s"),
                                        .reach = Error::Reach::Timeout}))
                  ->outcome,
              Outcome::Error);
}

class OwnFileTest : public testing::ProbeBench
{
protected:
    void put(const QString &name, const QByteArray &text)
    {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    Verdict look(const std::map<const char *, QString> &options)
    {
        return verdictOf(ownProbe(doors, {.item = ownItem("file", options), .repository = folder.path()}));
    }

    QTemporaryDir folder;
};

TEST_F(OwnFileTest, LooksForWhatItHoldsAndMustNotHold)
{
    put(QStringLiteral("Dockerfile"), "FROM node:20\nRUN npm ci\nUSER root\n");
    const QString name = QStringLiteral("Dockerfile");
    EXPECT_EQ(look({{"path", name}}).outcome, Outcome::Pass);
    EXPECT_EQ(look({{"path", name}, {"contains", QStringLiteral("^RUN npm ci$")}}).outcome, Outcome::Pass);
    const Verdict lacking = look({{"path", name}, {"contains", QStringLiteral("^HEALTHCHECK")}});
    EXPECT_EQ(lacking.outcome, Outcome::Fail);
    EXPECT_EQ(lacking.words, QStringLiteral("Dockerfile holds nothing that matches \"^HEALTHCHECK\""));
    const Verdict bad = look({{"path", name}, {"lacks", QStringLiteral("root$")}});
    EXPECT_EQ(bad.outcome, Outcome::Fail);
    ASSERT_EQ(bad.evidence.findings.size(), 1u);
    const Finding &finding = bad.evidence.findings[0];
    EXPECT_EQ(finding.file, name);
    EXPECT_EQ(finding.line, 3);
    EXPECT_EQ(finding.column, 6);
    EXPECT_EQ(finding.endColumn, 10);
    EXPECT_EQ(look({{"path", name}, {"lacks", QStringLiteral("^USER node")}}).outcome, Outcome::Pass);
}

TEST_F(OwnFileTest, KnowsWhatIsThere)
{
    put(QStringLiteral(".env"), "A=1\n");
    EXPECT_EQ(look({{"path", QStringLiteral(".env")}, {"exists", QStringLiteral("false")}}).outcome, Outcome::Fail);
    EXPECT_EQ(look({{"path", QStringLiteral("b")}, {"exists", QStringLiteral("false")}}).outcome, Outcome::Pass);
    EXPECT_EQ(look({{"path", QStringLiteral("b")}}).outcome, Outcome::Fail);
    EXPECT_EQ(look({{"path", QStringLiteral("b")}, {"lacks", QStringLiteral("x")}}).outcome, Outcome::Fail);
}

TEST_F(OwnFileTest, CannotJudgeWhatItCannotRead)
{
    put(QStringLiteral("binary"), QByteArray("a\0b", 3));
    put(QStringLiteral("large"), QByteArray(1'000'001, 'a'));
    put(QStringLiteral("hard"), QByteArray(100'000, 'a'));
    QDir(folder.path()).mkdir(QStringLiteral("folder"));
    for (const char *name : {"binary", "large", "folder"})
        EXPECT_EQ(look({{"path", QString::fromLatin1(name)}, {"lacks", QStringLiteral("x")}}).outcome, Outcome::Error)
            << name;
    EXPECT_EQ(look({{"path", QStringLiteral("hard")}, {"lacks", QStringLiteral("^(a+)+[bc]$")}}).outcome,
              Outcome::Error);
#ifdef Q_OS_UNIX
    QFile::link(QStringLiteral("/etc/passwd"), folder.filePath(QStringLiteral("out")));
    const Verdict out = look({{"path", QStringLiteral("out")}, {"lacks", QStringLiteral("x")}});
    EXPECT_EQ(out.outcome, Outcome::Error);
    EXPECT_TRUE(says(out, "leads out of the repository")) << said(out);
#endif
    const OwnOrder none{.item = ownItem("file", {{"path", QStringLiteral("a")}})};
    EXPECT_EQ(verdictOf(ownProbe(doors, none)).outcome, Outcome::NotRun);
    const OwnOrder gone{.item = ownItem("file", {{"path", QStringLiteral("a")}}),
                        .repository = folder.filePath(QStringLiteral("gone"))};
    EXPECT_EQ(verdictOf(ownProbe(doors, gone)).outcome, Outcome::Error);
}

TEST_F(OwnFileTest, SaysWhatIsWrongWithTheItem)
{
    const Verdict verdict = look({{"path", QStringLiteral("a")}, {"lacks", QStringLiteral("(")}});
    EXPECT_EQ(verdict.outcome, Outcome::NotRun);
    EXPECT_TRUE(says(verdict, "lacks: not a regular expression")) << said(verdict);
}

} // namespace
} // namespace hubwatch
