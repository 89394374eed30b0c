#include "checklist/results/results_probe.h"

#include "base/time_text.h"
#include "checklist/results/results_verdicts.h"
#include "readiness_sample.h"
#include "support/fake_http.h"
#include "support/fake_processes.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <gtest/gtest.h>

using namespace hubwatch;
using hubwatch::testing::FakeHttp;
using hubwatch::testing::FakeProcesses;
using hubwatch::testing::ManualClock;
using hubwatch::testing::sampleNow;

namespace {

class NoSecretsForResults : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { ADD_FAILURE() << "no secret is needed"; }
};

class ResultsProbeTest : public ::testing::Test
{
protected:
    ResultsOrder order(ResultsOrder::Kind kind)
    {
        return {.item = QStringLiteral("test.any"),
                .kind = kind,
                .sandboxName = QStringLiteral("sandbox"),
                .sandboxPortal = 146'789'012,
                .sandboxIsOne = true,
                .load = {.requests = 1000, .errorRate = 0.01, .p99 = 3s},
                .fresh = 30 * 24h};
    }
    Proof proofOf(const QString &path) { return {.item = QStringLiteral("test.any"), .file = path}; }
    Proof sample(const char *name)
    {
        return proofOf(QStringLiteral(HUBWATCH_TEST_DATA "/checklist/results/%1").arg(QString::fromLatin1(name)));
    }
    /// A file of our own, written at `at`.
    Proof write(const QString &name, const QByteArray &bytes, TimePoint at = sampleNow)
    {
        QFile file(root.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush());
        EXPECT_TRUE(file.setFileTime(QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()),
                                     QFileDevice::FileModificationTime));
        return proofOf(file.fileName());
    }
    Proof writeJunit(const QString &name, TimePoint at, const QByteArray &cases)
    {
        return write(name,
                     "<testsuite timestamp='" + utcText(at).toLatin1()
                         + "'><properties><property name='portal' value='146789012'/></properties>" + cases
                         + "</testsuite>",
                     at);
    }
    Verdict look(const ResultsOrder &what)
    {
        std::vector<Verdict> verdicts;
        QObject context;
        resultsProbe(doors, what)({.context = &context,
                                   .reply = [&verdicts](const Verdict &verdict) { verdicts.push_back(verdict); },
                                   .progress = [this](const QString &, double share) { shares.push_back(share); }});
        EXPECT_TRUE(verdicts.empty()) << "it must answer later";
        for (int step = 0; step < 10'000 && verdicts.empty(); ++step)
            clock.advance(0ms);
        clock.advance(1s);
        EXPECT_EQ(verdicts.size(), 1u);
        if (verdicts.empty())
            return {};
        EXPECT_EQ(verdicts[0].item, what.item);
        EXPECT_TRUE(isWhole(verdicts[0].evidence));
        return verdicts[0];
    }
    Verdict lookAt(ResultsOrder::Kind kind, std::vector<Proof> proofs)
    {
        ResultsOrder what = order(kind);
        what.proofs = std::move(proofs);
        return look(what);
    }

    static constexpr auto Tests = ResultsOrder::Kind::Tests;
    static constexpr auto Load = ResultsOrder::Kind::Load;
    QTemporaryDir root;
    ManualClock clock{sampleNow + 24h};
    FakeHttp http;
    FakeProcesses processes;
    NoSecretsForResults secrets;
    ProbeDoors doors{http, clock, processes, secrets};
    std::vector<double> shares;
};

TEST_F(ResultsProbeTest, PassesTestsOfTheSandbox)
{
    const Verdict verdict = lookAt(Tests, {sample("junit-jest.xml")});
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.words, QStringLiteral("JUnit: 4 tests run, 0 failed, 1 skipped"));
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Import);
    EXPECT_EQ(verdict.evidence.at,
              TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)) + 1h + 12min + 54s);
    EXPECT_EQ(verdict.evidence.staleAt, verdict.evidence.at + 30 * 24h);
    EXPECT_TRUE(verdict.evidence.source.endsWith(QStringLiteral("junit-jest.xml")));
    EXPECT_EQ(verdictAt(verdict, clock.now()), verdict);
    ASSERT_FALSE(shares.empty());
    EXPECT_EQ(shares.back(), 1.0);
}

TEST_F(ResultsProbeTest, FailsTestsThatFailed)
{
    const Verdict verdict = lookAt(Tests, {sample("junit-surefire.xml")});
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_EQ(verdict.words, QStringLiteral("JUnit: 4 tests run, 2 failed, 1 flaky"));
    EXPECT_TRUE(verdict.evidence.notes.join(u' ').contains(QStringLiteral("SandboxIT.mergesDuplicates")));
}

TEST_F(ResultsProbeTest, JudgesTestsByWhatRan)
{
    struct Case {
        const char *cases;
        Outcome outcome;
        const char *words;
    };
    for (const Case &one :
         {Case{"", Outcome::Fail, "JUnit: no tests in it"},
          Case{"<testcase name='a'><skipped/></testcase>", Outcome::Fail, "JUnit: all 1 tests were skipped"},
          Case{"<testcase name='a'><flakyError type='x'/></testcase>", Outcome::Warn,
               "JUnit: 1 tests run, 0 failed, 1 flaky"},
          Case{"<testcase name='a'/><testsuite failures='2'/>", Outcome::Fail,
               "JUnit: 1 tests run, 2 failed (2 by a suite's count alone, no test case shows them)"},
          Case{"<testcase name='a' status='failed'/>", Outcome::Fail, "JUnit: 1 tests run, 1 failed"},
          // Cut off, or left out on purpose: a filter of mocha leaves such, and subtests of pytest.
          Case{"<testcase name='a'/><testsuite tests='3'/>", Outcome::Warn,
               "JUnit: 1 tests run, 0 failed, 3 more counted but not shown"},
          Case{"<testcase name='a'/>", Outcome::Pass, "JUnit: 1 tests run, 0 failed"}}) {
        const Verdict verdict = lookAt(Tests, {writeJunit(QStringLiteral("a.xml"), sampleNow, one.cases)});
        EXPECT_EQ(verdict.outcome, one.outcome) << one.cases;
        EXPECT_EQ(verdict.words, QString::fromLatin1(one.words));
    }
    ResultsOrder lenient = order(Tests);
    lenient.proofs = {writeJunit(QStringLiteral("a.xml"), sampleNow, "<testcase name='a'><error/></testcase>")};
    lenient.mostFailed = 1;
    EXPECT_EQ(look(lenient).outcome, Outcome::Pass);
    lenient.leastTests = 2;
    EXPECT_EQ(look(lenient).outcome, Outcome::Fail);
    lenient.leastTests = 0;
    lenient.proofs = {writeJunit(QStringLiteral("a.xml"), sampleNow, {})};
    EXPECT_EQ(look(lenient).outcome, Outcome::Fail);
}

TEST_F(ResultsProbeTest, NeverPassesWithoutASandbox)
{
    ResultsOrder what = order(Tests);
    what.proofs = {sample("junit-jest.xml")};
    what.sandboxIsOne = false;
    EXPECT_EQ(look(what).outcome, Outcome::Fail);
    EXPECT_EQ(look(what).words,
              QStringLiteral("sandbox is no sandbox: tests must run against an account of kind sandbox"));
    what.sandboxName.clear();
    EXPECT_EQ(look(what).outcome, Outcome::NotRun);
    EXPECT_TRUE(look(what).words.contains(QStringLiteral("add sandbox to")));
    what = order(Tests);
    EXPECT_EQ(look(what).outcome, Outcome::NotRun);
    EXPECT_TRUE(look(what).words.contains(QStringLiteral("[[proofs]]")));
    what.jobs = {{.id = QStringLiteral("job")}};
    EXPECT_EQ(look(what).outcome, Outcome::NotRun);
}

TEST_F(ResultsProbeTest, RefusesResultsOfAnotherPortal)
{
    ResultsOrder what = order(Tests);
    what.proofs = {sample("junit-jest.xml")};
    what.sandboxPortal = 4242;
    const Verdict other = look(what);
    EXPECT_EQ(other.outcome, Outcome::Error);
    EXPECT_EQ(other.words,
              QStringLiteral("JUnit: results of portal 146789012, but the sandbox sandbox is portal 4242"));
    what.sandboxPortal = 0;
    EXPECT_EQ(look(what).outcome, Outcome::NotRun);
    EXPECT_TRUE(look(what).words.contains(QStringLiteral("add portal = 146789012 to its [[accounts]]")))
        << look(what).words.toStdString();
    // A proof that contradicts its file.
    what.sandboxPortal = 146'789'012;
    what.proofs[0].portal = 4242;
    EXPECT_EQ(look(what).outcome, Outcome::Error);
}

TEST_F(ResultsProbeTest, WarnsOfResultsThatNobodySaysAreTheSandboxs)
{
    ResultsOrder what = order(Load);
    what.proofs = {write(QStringLiteral("k6.json"), [this] {
        QFile file(sample("k6-summary-export.json").file);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().replace("\"fails\": 10", "\"fails\": 0");
    }())};
    what.proofs[0].day = std::chrono::year(2026) / 11 / 25;
    const Verdict unnamed = look(what);
    EXPECT_EQ(unnamed.outcome, Outcome::Warn) << unnamed.words.toStdString();
    EXPECT_TRUE(unnamed.words.endsWith(QStringLiteral("; nothing shows that the portal was the sandbox: add portal = "
                                                      "146789012 to their [[proofs]], if so")))
        << unnamed.words.toStdString();
    what.sandboxPortal = 0;
    EXPECT_EQ(look(what).outcome, Outcome::Warn);
    EXPECT_TRUE(look(what).words.contains(QStringLiteral("and to the [[accounts]] of sandbox")))
        << look(what).words.toStdString();
    what.sandboxPortal = 146'789'012;
    what.proofs[0].portal = 4242;
    EXPECT_EQ(look(what).outcome, Outcome::Error);
    what.proofs[0].portal = 146'789'012;
    EXPECT_EQ(look(what).outcome, Outcome::Pass) << look(what).words.toStdString();
}

TEST_F(ResultsProbeTest, RefusesResultsOfTheFutureAndOldOnes)
{
    clock.jump(-24h * 10); // the clock was moved back behind the run
    EXPECT_EQ(lookAt(Tests, {sample("junit-jest.xml")}).outcome, Outcome::Error);
    clock.jump(24h * 8 - 1h); // 25 Nov, an hour before what names no zone
    clock.jump(-7h);
    const Verdict near = lookAt(Tests, {sample("junit-jest.xml")});
    EXPECT_EQ(near.outcome, Outcome::Pass) << near.words.toStdString();
    EXPECT_LE(near.evidence.at, clock.now());
    clock.jump(32 * 24h);
    const Verdict old = lookAt(Tests, {sample("junit-jest.xml")});
    EXPECT_EQ(old.outcome, Outcome::NotRun);
    EXPECT_EQ(old.words, QStringLiteral("results of 2026-11-25T01:12:54.000Z count for 30d: run it again"));
}

// A checkout makes every file new.
TEST_F(ResultsProbeTest, TakesTheProofsDayWhereTheFileNamesNoTime)
{
    Proof proof = write(QStringLiteral("a.xml"), "<testsuite><testcase name='a'/></testsuite>");
    proof.portal = 146'789'012;
    const Verdict written = lookAt(Tests, {proof});
    EXPECT_EQ(written.outcome, Outcome::Warn);
    EXPECT_EQ(written.evidence.at, sampleNow);
    EXPECT_EQ(
        written.words,
        QStringLiteral("JUnit: 1 tests run, 0 failed; nothing says when it was run: add day to their [[proofs]]"));
    const Proof dated
        = writeJunit(QStringLiteral("b.xml"), sampleNow - 48h, "<testcase name='b'><failure/></testcase>");
    EXPECT_EQ(lookAt(Tests, {proof, dated}).outcome, Outcome::Fail) << "nor does it hide what names its time";
    const Proof passed = writeJunit(QStringLiteral("c.xml"), sampleNow - 48h, "<testcase name='c'/>");
    EXPECT_EQ(lookAt(Tests, {proof, passed}).outcome, Outcome::Pass);
    Proof spoilt = write(QStringLiteral("d.xml"), "<testsuite><testcase name='d'><error/></testcase></testsuite>");
    spoilt.portal = 146'789'012;
    EXPECT_EQ(lookAt(Tests, {spoilt, passed}).outcome, Outcome::Fail) << "but it may be a newer run that failed";
    proof.day = std::chrono::year(2026) / 10 / 1;
    EXPECT_EQ(lookAt(Tests, {proof}).outcome, Outcome::NotRun); // older than 30 days
    proof.day = std::chrono::year(2026) / 11 / 20;
    EXPECT_EQ(lookAt(Tests, {proof}).outcome, Outcome::Pass);
    EXPECT_EQ(lookAt(Tests, {proof}).evidence.at, TimePoint(std::chrono::sys_days(proof.day)));
    // Where the day is another already.
    const auto today = std::chrono::floor<std::chrono::days>(clock.now());
    clock.jump(TimePoint(today) + 20h - clock.now());
    proof.day = today + std::chrono::days(1);
    EXPECT_EQ(lookAt(Tests, {proof}).outcome, Outcome::Pass) << lookAt(Tests, {proof}).words.toStdString();
    proof.day = today + std::chrono::days(2);
    EXPECT_EQ(lookAt(Tests, {proof}).outcome, Outcome::Error);
}

TEST_F(ResultsProbeTest, LetsTheNewestCountAndNamesWhatCouldNotBeRead)
{
    const Proof good = writeJunit(QStringLiteral("good.xml"), sampleNow - 3h, "<testcase name='a'/>");
    const Proof bad = writeJunit(QStringLiteral("bad.xml"), sampleNow - 2h, "<testcase name='a'><failure/></testcase>");
    const Proof cut = write(QStringLiteral("cut.xml"), "<testsuite><testcase name='a'/>", sampleNow - 1h);
    EXPECT_EQ(lookAt(Tests, {bad, good}).outcome, Outcome::Fail);
    const Verdict verdict = lookAt(Tests, {cut, good});
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_TRUE(verdict.evidence.notes.join(u' ').contains(QStringLiteral("cut.xml: line 1: the file ends within")));
    EXPECT_EQ(lookAt(Tests, {cut}).outcome, Outcome::Error);
    const Verdict missing = lookAt(Tests, {proofOf(root.filePath(QStringLiteral("none.xml")))});
    EXPECT_EQ(missing.outcome, Outcome::NotRun);
    EXPECT_EQ(missing.words, QStringLiteral("none.xml: there is no such file"));
    EXPECT_EQ(lookAt(Tests, {proofOf(root.path())}).outcome, Outcome::Error);
    EXPECT_EQ(lookAt(Tests, {write(QStringLiteral("empty.xml"), {})}).outcome, Outcome::Error);
    EXPECT_EQ(lookAt(Tests, {{.text = QStringLiteral("looked fine")}}).outcome, Outcome::NotRun);
}

TEST_F(ResultsProbeTest, TellsTestsFromLoads)
{
    EXPECT_EQ(lookAt(Load, {sample("junit-jest.xml")}).outcome, Outcome::Error);
    EXPECT_EQ(lookAt(Tests, {sample("autocannon.json")}).outcome, Outcome::Error);
}

TEST_F(ResultsProbeTest, JudgesLoadsByTheThresholds)
{
    Proof named = sample("autocannon.json");
    named.portal = 146'789'012;
    const Verdict passed = lookAt(Load, {named});
    EXPECT_EQ(passed.outcome, Outcome::Pass);
    EXPECT_EQ(passed.words,
              QStringLiteral("autocannon: 2,500 requests, 0.64 % failed, p99 25 ms, 12 answered with 429"));
    struct Case {
        LoadThresholds wanted;
        Outcome outcome;
    };
    for (const Case &one : {Case{{.requests = 2500, .errorRate = 0.0064, .p99 = 25ms}, Outcome::Pass},
                            Case{{.requests = 2501, .errorRate = 0.0064, .p99 = 25ms}, Outcome::Fail},
                            Case{{.requests = 2500, .errorRate = 0.006, .p99 = 25ms}, Outcome::Fail},
                            Case{{.requests = 2500, .errorRate = 0.0064, .p99 = 24ms}, Outcome::Fail}}) {
        ResultsOrder what = order(Load);
        what.proofs = {named};
        what.load = one.wanted;
        EXPECT_EQ(look(what).outcome, one.outcome);
    }
    Proof crossed = sample("k6-handle-summary.json");
    crossed.day = std::chrono::year(2026) / 11 / 25;
    EXPECT_EQ(lookAt(Load, {crossed}).outcome, Outcome::Fail); // its own threshold was
    Proof k6 = sample("k6-summary-export.json");
    k6.day = std::chrono::year(2026) / 11 / 25;
    const Verdict checks = lookAt(Load, {k6});
    EXPECT_EQ(checks.outcome, Outcome::Warn);
    EXPECT_TRUE(checks.words.startsWith(QStringLiteral("k6: 50,000 requests, 0.02 % failed, p95 265 ms")));
    EXPECT_TRUE(checks.evidence.notes.join(u' ').contains(QStringLiteral("does not tell p99")));
    ResultsOrder none = order(Load);
    none.load.requests = 0;
    none.proofs = {write(QStringLiteral("none.jtl"), "timeStamp,elapsed,success\n")};
    EXPECT_EQ(look(none).outcome, Outcome::Fail);
    EXPECT_EQ(look(none).words, QStringLiteral("JMeter: no requests in it"));
    ResultsOrder slow = order(Load);
    slow.proofs = {k6};
    slow.load.p99 = 200ms; // p95 alone is above it
    EXPECT_EQ(look(slow).outcome, Outcome::Fail);
}

TEST_F(ResultsProbeTest, TakesABatchJobAgainstTheSandboxForALoad)
{
    ResultsOrder what = order(Load);
    const LoadJob job{.id = QStringLiteral("20261126-0700-fix"),
                      .endedAt = sampleNow,
                      .rows = 50'000,
                      .failed = 5,
                      .took = 10min,
                      .portal = 146'789'012};
    what.jobs = {job};
    const Verdict passed = look(what);
    EXPECT_EQ(passed.outcome, Outcome::Pass);
    EXPECT_EQ(passed.words, QStringLiteral("batch job 20261126-0700-fix: 50,000 rows, 0.01 % failed"));
    struct Case {
        void (*spoil)(LoadJob &);
        Outcome outcome;
    };
    for (const Case &one : {Case{[](LoadJob &spoilt) { spoilt.portal = 4242; }, Outcome::Error},
                            Case{[](LoadJob &spoilt) { spoilt.portal = 0; }, Outcome::Error},
                            Case{[](LoadJob &spoilt) { spoilt.rows = 0; }, Outcome::Fail},
                            Case{[](LoadJob &spoilt) { spoilt.failed = 501; }, Outcome::Fail},
                            Case{[](LoadJob &spoilt) { spoilt.endedAt = sampleNow - 31 * 24h; }, Outcome::NotRun},
                            Case{[](LoadJob &spoilt) { spoilt.endedAt = sampleNow + 48h; }, Outcome::Error}}) {
        what.jobs = {job};
        one.spoil(what.jobs[0]);
        EXPECT_EQ(look(what).outcome, one.outcome);
    }
}

TEST_F(ResultsProbeTest, IsDroppedWithItsContext)
{
    bool answered = false;
    {
        QObject context;
        ResultsOrder what = order(Tests);
        what.proofs = {sample("junit-jest.xml")};
        resultsProbe(doors, what)({.context = &context, .reply = [&answered](const Verdict &) { answered = true; }});
    }
    clock.advance(1s);
    EXPECT_FALSE(answered);
}

} // namespace
