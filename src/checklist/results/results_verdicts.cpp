#include "checklist/results/results_verdicts.h"

#include "base/duration_text.h"
#include "base/time_text.h"
#include "batch/count_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration clocksApart = 5min;
constexpr Duration zonesApart = 14h;

QString percentText(double share)
{
    return QStringLiteral("%1 %").arg(QString::number(share * 100, 'g', 3));
}

QString latencyText(Duration latency)
{
    return latency < 1s ? QStringLiteral("%1 ms").arg(latency.count())
                        : QStringLiteral("%1 s").arg(double(latency.count()) / 1000, 0, 'g', 4);
}

Outcome passOrFail(bool passes)
{
    return passes ? Outcome::Pass : Outcome::Fail;
}

/// `advice` is what to do about warnings; a failure comes first.
Verdict measured(const QString &item, const QString &words, Evidence evidence, const QStringList &advice = {})
{
    const Outcome outcome = worstOf(evidence.facts);
    return {.item = item,
            .outcome = outcome,
            .words = outcome == Outcome::Warn ? (QStringList{words} + advice).join(QStringLiteral("; ")) : words,
            .evidence = sealed(std::move(evidence))};
}

Verdict refused(const QString &item, Outcome outcome, const QString &words, Evidence evidence)
{
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

/// The portal that `results` are of, as far as anybody says.
struct ResultsPortal {
    std::int64_t portal = 0; ///< 0: nobody does
    QString complaint = {};
    Outcome outcome = Outcome::Error; ///< of the complaint
};

ResultsPortal portalOf(const ResultsOrder &order, const std::vector<std::int64_t> &named, std::int64_t ofProof)
{
    std::vector<std::int64_t> portals = named;
    if (portals.empty() && ofProof != 0)
        portals.push_back(ofProof);
    if (portals.empty())
        return {};
    if (order.sandboxPortal == 0)
        return {.complaint = QStringLiteral("of portal %1; which one the sandbox %2 is, is not known yet: add portal = "
                                            "%1 to its [[accounts]], or let Hubwatch reach that account")
                                 .arg(portals.front())
                                 .arg(order.sandboxName),
                .outcome = Outcome::NotRun};
    for (const std::int64_t portal : portals)
        if (portal != order.sandboxPortal)
            return {.complaint = QStringLiteral("results of portal %1, but the sandbox %2 is portal %3")
                                     .arg(portal)
                                     .arg(order.sandboxName)
                                     .arg(order.sandboxPortal)};
    ResultsPortal found{.portal = portals.front()};
    if (!named.empty() && ofProof != 0 && ofProof != portals.front())
        found.complaint
            = QStringLiteral("the file says portal %1, its proof says %2").arg(portals.front()).arg(ofProof);
    return found;
}

/// Results that nobody says are the sandbox's may be production's.
void addPortalFact(Evidence &evidence, QStringList &advice, const ResultsOrder &order, std::int64_t portal)
{
    const QString expected
        = order.sandboxPortal != 0 ? QString::number(order.sandboxPortal) : QStringLiteral("the sandbox's");
    if (portal != 0)
        return evidence.facts.push_back({QStringLiteral("portal"), expected, QString::number(portal), {}});
    evidence.facts.push_back({QStringLiteral("portal"), expected, QStringLiteral("not named"), Outcome::Warn});
    advice += order.sandboxPortal != 0
        ? QStringLiteral("nothing shows that the portal was the sandbox: add portal = %1 to their [[proofs]], if so")
              .arg(order.sandboxPortal)
        : QStringLiteral("nothing shows that the portal was the sandbox: add portal to their [[proofs]] and to the "
                         "[[accounts]] of %1")
              .arg(order.sandboxName);
}

const QString whenFact = QStringLiteral("when it was run");

/// A file's own time is that of its last checkout or copy.
void addTimeFact(Evidence &evidence, QStringList &advice, const ImportedResults &results, const ResultsOrigin &origin)
{
    if (results.at || !origin.atIsOfFile)
        return;
    evidence.facts.push_back({whenFact, QStringLiteral("by the results, or by the day of their [[proofs]]"),
                              QStringLiteral("not named; the file was written %1").arg(utcText(evidence.at)),
                              Outcome::Warn});
    advice += QStringLiteral("nothing says when it was run: add day to their [[proofs]]");
}

void addTestFacts(Evidence &evidence, const ResultsOrder &order, const TestResults &tests)
{
    const std::int64_t ran = tests.tests - tests.skipped;
    const int least = std::max(1, order.leastTests);
    evidence.facts.push_back({QStringLiteral("tests run"), QStringLiteral("at least %1").arg(least), countText(ran),
                              passOrFail(ran >= least)});
    evidence.facts.push_back({QStringLiteral("failed or in error"), QStringLiteral("at most %1").arg(order.mostFailed),
                              countText(tests.failed), passOrFail(tests.failed <= order.mostFailed)});
    if (tests.failedUnshown > 0)
        evidence.facts.push_back({QStringLiteral("failed by a suite's count alone"),
                                  QStringLiteral("each failure has its test case"),
                                  countText(tests.failedUnshown),
                                  {}});
    if (tests.unshown > 0)
        evidence.facts.push_back({QStringLiteral("counted by a suite, but not shown"), QStringLiteral("0"),
                                  countText(tests.unshown), Outcome::Warn});
    evidence.facts.push_back({QStringLiteral("skipped"), {}, countText(tests.skipped), {}});
    if (tests.flaky > 0)
        evidence.facts.push_back(
            {QStringLiteral("passed only when repeated"), QStringLiteral("0"), countText(tests.flaky), Outcome::Warn});
    if (!tests.failures.isEmpty())
        evidence.notes += QStringLiteral("Failed: %1.").arg(tests.failures.join(QStringLiteral(", ")));
}

QString testWords(const QString &tool, const TestResults &tests)
{
    const bool isEmpty = tests.tests == 0 && tests.failed == 0 && tests.unshown == 0;
    if (isEmpty)
        return QStringLiteral("%1: no tests in it").arg(tool);
    if (tests.tests == tests.skipped && tests.failed == 0 && tests.unshown == 0)
        return QStringLiteral("%1: all %2 tests were skipped").arg(tool, countText(tests.tests));
    QString words = QStringLiteral("%1: %2 tests run, %3 failed")
                        .arg(tool, countText(tests.tests - tests.skipped), countText(tests.failed));
    if (tests.failedUnshown > 0)
        words += QStringLiteral(" (%1 by a suite's count alone, no test case shows them)")
                     .arg(countText(tests.failedUnshown));
    if (tests.unshown > 0)
        words += QStringLiteral(", %1 more counted but not shown").arg(countText(tests.unshown));
    if (tests.skipped > 0)
        words += QStringLiteral(", %1 skipped").arg(countText(tests.skipped));
    if (tests.flaky > 0)
        words += QStringLiteral(", %1 flaky").arg(countText(tests.flaky));
    return words;
}

double errorRate(const LoadResults &load)
{
    return load.requests > 0 ? double(load.failed) / double(load.requests) : 1;
}

void addLatencyFacts(Evidence &evidence, const LoadThresholds &wanted, const LoadResults &load)
{
    const QString most = QStringLiteral("at most %1").arg(latencyText(wanted.p99));
    if (load.p99) {
        evidence.facts.push_back(
            {QStringLiteral("p99"), most, latencyText(*load.p99), passOrFail(*load.p99 <= wanted.p99)});
        return;
    }
    if (load.p95) {
        // p99 is no less than p95, and may be more.
        const bool isOver = *load.p95 > wanted.p99;
        evidence.facts.push_back({QStringLiteral("p95"), most, latencyText(*load.p95),
                                  isOver ? std::optional(Outcome::Fail) : std::nullopt});
    }
    evidence.notes
        += QStringLiteral("The file does not tell p99; k6 does with --summary-trend-stats=\"avg,p(95),p(99)\".");
}

void addLoadFacts(Evidence &evidence, const LoadThresholds &wanted, const LoadResults &load, const QString &unit)
{
    const std::int64_t least = std::max<std::int64_t>(1, wanted.requests);
    evidence.facts.push_back({unit, QStringLiteral("at least %1").arg(countText(least)), countText(load.requests),
                              passOrFail(load.requests >= least)});
    evidence.facts.push_back({QStringLiteral("failed"), QStringLiteral("at most %1").arg(percentText(wanted.errorRate)),
                              QStringLiteral("%1 (%2)").arg(countText(load.failed), percentText(errorRate(load))),
                              passOrFail(load.requests > 0 && errorRate(load) <= wanted.errorRate)});
    if (load.throttled)
        evidence.facts.push_back({QStringLiteral("answered with 429"), {}, countText(*load.throttled), {}});
    for (const QString &threshold : load.thresholdsFailed)
        evidence.facts.push_back(
            {QStringLiteral("threshold of the script"), threshold, QStringLiteral("crossed"), Outcome::Fail});
    if (load.checksFailed > 0)
        evidence.facts.push_back({QStringLiteral("failed checks of the script"), QStringLiteral("0"),
                                  countText(load.checksFailed), Outcome::Warn});
}

QString loadWords(const QString &tool, const LoadResults &load, const QString &unit)
{
    if (load.requests == 0)
        return QStringLiteral("%1: no %2 in it").arg(tool, unit);
    QString words = QStringLiteral("%1: %2 %3, %4 failed")
                        .arg(tool, countText(load.requests), unit, percentText(errorRate(load)));
    if (load.p99)
        words += QStringLiteral(", p99 %1").arg(latencyText(*load.p99));
    else if (load.p95)
        words += QStringLiteral(", p95 %1").arg(latencyText(*load.p95));
    if (load.throttled)
        words += QStringLiteral(", %1 answered with 429").arg(countText(*load.throttled));
    return words;
}

/// Sets when it was measured; answers what is wrong with that.
QString timeComplaint(Evidence &evidence, const ImportedResults &results, const ResultsOrigin &origin, TimePoint now)
{
    const std::optional<TimePoint> at = results.at ? results.at : origin.at;
    if (!at)
        return QStringLiteral("nothing says when the run was: give its proof a day");
    evidence.at = *at;
    if (results.at && !results.namesZone)
        evidence.notes += QStringLiteral("The results' time names no zone and was taken for UTC.");
    // East of here the day has begun already.
    const bool knowsZone = results.at ? results.namesZone : origin.atIsOfFile;
    if (!knowsZone && evidence.at > now && evidence.at <= now + zonesApart)
        evidence.at = now;
    if (evidence.at > now + clocksApart)
        return QStringLiteral("results of %1, which is yet to come").arg(utcText(evidence.at));
    return {};
}

bool isStale(const ResultsOrder &order, Evidence &evidence, TimePoint now)
{
    if (order.fresh <= 0ms)
        return false;
    evidence.staleAt = evidence.at + order.fresh;
    return *evidence.staleAt <= now;
}

QString staleWords(const ResultsOrder &order, const Evidence &evidence)
{
    return QStringLiteral("results of %1 count for %2: run it again")
        .arg(utcText(evidence.at), durationText(order.fresh));
}

bool namesTime(const Verdict &verdict)
{
    return std::ranges::find(verdict.evidence.facts, whenFact, &Fact::name) == verdict.evidence.facts.end();
}

bool isMeasured(const Verdict &verdict)
{
    return verdict.outcome == Outcome::Pass || verdict.outcome == Outcome::Warn || verdict.outcome == Outcome::Fail;
}

} // namespace

std::optional<Verdict> resultsRefusal(const ResultsOrder &order, TimePoint now)
{
    if (order.sandboxName.isEmpty())
        return plainVerdict(order.item, Outcome::NotRun,
                            QStringLiteral("no sandbox named: add sandbox to the service's [[checklist]]"), now);
    if (!order.sandboxIsOne)
        return plainVerdict(order.item, Outcome::Fail,
                            QStringLiteral("%1 is no sandbox: tests must run against an account of kind sandbox")
                                .arg(resultsText(order.sandboxName)),
                            now);
    if (order.proofs.empty() && order.jobs.empty())
        return plainVerdict(order.item, Outcome::NotRun,
                            order.kind == ResultsOrder::Kind::Tests
                                ? QStringLiteral("no results: add a [[proofs]] table with a file of JUnit results")
                                : QStringLiteral("no results: add a [[proofs]] table with a file of k6, autocannon or "
                                                 "JMeter, or run a batch job against the sandbox"),
                            now);
    return std::nullopt;
}

Verdict resultsVerdict(const ResultsOrder &order, const ImportedResults &results, const ResultsOrigin &origin,
                       TimePoint now)
{
    Evidence evidence{.kind = Evidence::Kind::Import, .at = now, .source = origin.source, .notes = results.notes};
    const bool wantsTests = order.kind == ResultsOrder::Kind::Tests;
    if (wantsTests ? !results.tests.has_value() : !results.load.has_value())
        return refused(order.item, Outcome::Error,
                       wantsTests ? QStringLiteral("%1: results of a load, where tests are wanted").arg(results.tool)
                                  : QStringLiteral("%1: results of tests, where a load is wanted").arg(results.tool),
                       evidence);
    const ResultsPortal portal = portalOf(order, results.portals, origin.portal);
    if (!portal.complaint.isEmpty())
        return refused(order.item, portal.outcome, QStringLiteral("%1: %2").arg(results.tool, portal.complaint),
                       evidence);
    if (const QString complaint = timeComplaint(evidence, results, origin, now); !complaint.isEmpty()) {
        evidence.at = now;
        return refused(order.item, Outcome::Error, QStringLiteral("%1: %2").arg(results.tool, complaint), evidence);
    }
    if (isStale(order, evidence, now))
        return refused(order.item, Outcome::NotRun, staleWords(order, evidence), evidence);

    QStringList advice;
    addPortalFact(evidence, advice, order, portal.portal);
    addTimeFact(evidence, advice, results, origin);
    if (!origin.sha256.isEmpty())
        evidence.facts.push_back({QStringLiteral("file's SHA-256 begins"), {}, origin.sha256.left(16), {}});
    if (wantsTests) {
        addTestFacts(evidence, order, *results.tests);
        return measured(order.item, testWords(results.tool, *results.tests), evidence, advice);
    }
    addLoadFacts(evidence, order.load, *results.load, QStringLiteral("requests"));
    addLatencyFacts(evidence, order.load, *results.load);
    return measured(order.item, loadWords(results.tool, *results.load, QStringLiteral("requests")), evidence, advice);
}

Verdict loadJobVerdict(const ResultsOrder &order, const LoadJob &job, TimePoint now)
{
    const QString tool = QStringLiteral("batch job %1").arg(resultsText(job.id));
    Evidence evidence{.kind = Evidence::Kind::Import, .at = now, .source = tool};
    if (job.portal == 0 || job.portal != order.sandboxPortal)
        return refused(order.item, Outcome::Error,
                       QStringLiteral("%1: of portal %2, but the sandbox %3 is portal %4")
                           .arg(tool)
                           .arg(job.portal)
                           .arg(order.sandboxName)
                           .arg(order.sandboxPortal),
                       evidence);
    if (job.endedAt > now + clocksApart)
        return refused(order.item, Outcome::Error,
                       QStringLiteral("%1: ended %2, which is yet to come").arg(tool, utcText(job.endedAt)), evidence);
    evidence.at = job.endedAt;
    if (isStale(order, evidence, now))
        return refused(order.item, Outcome::NotRun, staleWords(order, evidence), evidence);
    const LoadResults load{.requests = job.rows, .failed = job.failed};
    evidence.facts.push_back(
        {QStringLiteral("portal"), QString::number(order.sandboxPortal), QString::number(job.portal), {}});
    addLoadFacts(evidence, order.load, load, QStringLiteral("rows"));
    evidence.facts.push_back({QStringLiteral("took"), {}, durationText(job.took), {}});
    return measured(order.item, loadWords(tool, load, QStringLiteral("rows")), evidence);
}

Verdict chosenResults(const std::vector<Verdict> &verdicts)
{
    const auto newest = [&verdicts](bool withTime) {
        const Verdict *found = nullptr;
        for (const Verdict &verdict : verdicts)
            if (isMeasured(verdict) && namesTime(verdict) == withTime
                && (found == nullptr || verdict.evidence.at > found->evidence.at))
                found = &verdict;
        return found;
    };
    // Without a time of its own a file is as new as its last checkout: it may spoil what names one, not replace it.
    const Verdict *chosen = newest(true);
    const Verdict *undated = newest(false);
    const bool spoils
        = chosen && undated && undated->outcome == Outcome::Fail && undated->evidence.at > chosen->evidence.at;
    if (chosen == nullptr || spoils)
        chosen = undated;
    if (chosen == nullptr) {
        const auto fault = std::ranges::find(verdicts, Outcome::Error, &Verdict::outcome);
        chosen = fault == verdicts.end() ? &verdicts.front() : &*fault;
    }
    Verdict answer = *chosen;
    for (const Verdict &verdict : verdicts)
        if (&verdict != chosen && !isMeasured(verdict))
            answer.evidence.notes += QStringLiteral("Left out: %1 (%2).").arg(verdict.words, verdict.evidence.source);
    answer.evidence = sealed(answer.evidence);
    return answer;
}

} // namespace hubwatch
