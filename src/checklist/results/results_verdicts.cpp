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

Verdict measured(const QString &item, const QString &words, Evidence evidence)
{
    const Outcome outcome = worstOf(evidence.facts);
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

Verdict refused(const QString &item, Outcome outcome, const QString &words, Evidence evidence)
{
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

/// The portal that `results` are of, as far as anybody says.
struct ResultsPortal {
    std::int64_t portal = 0;
    QString complaint = {};
    Outcome outcome = Outcome::Error; ///< of the complaint
    QString note = {};
};

ResultsPortal portalOf(const ResultsOrder &order, const std::vector<std::int64_t> &named, std::int64_t ofProof)
{
    std::vector<std::int64_t> portals = named;
    if (portals.empty() && ofProof != 0)
        portals.push_back(ofProof);
    if (portals.empty())
        return {.portal = order.sandboxPortal,
                .note
                = QStringLiteral("Neither the file nor its proof names a portal; that it is the sandbox %1 is what "
                                 "the workspace says.")
                      .arg(order.sandboxName)};
    if (order.sandboxPortal == 0)
        return {.complaint = QStringLiteral("of portal %1; which one the sandbox %2 is, is not known yet: let Hubwatch "
                                            "reach that account")
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

void addTestFacts(Evidence &evidence, const ResultsOrder &order, const TestResults &tests)
{
    const std::int64_t ran = tests.tests - tests.skipped;
    const int least = std::max(1, order.leastTests);
    evidence.facts.push_back({QStringLiteral("tests run"), QStringLiteral("at least %1").arg(least), countText(ran),
                              passOrFail(ran >= least)});
    evidence.facts.push_back({QStringLiteral("failed or in error"), QStringLiteral("at most %1").arg(order.mostFailed),
                              countText(tests.failed), passOrFail(tests.failed <= order.mostFailed)});
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

    if (tests.failedUnshown > 0)
        evidence.facts.push_back({QStringLiteral("failed by a suite's count alone"),
                                  QStringLiteral("each failure has its test case"),
                                  countText(tests.failedUnshown),
                                  {}});
    if (tests.unshown > 0)
        evidence.facts.push_back({QStringLiteral("counted by a suite, but not shown"), QStringLiteral("0"),
                                  countText(tests.unshown), Outcome::Warn});
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
    if (tests.failedUnshown > 0)
        words += QStringLiteral(" (%1 by a suite's count alone, no test case shows them)")
                     .arg(countText(tests.failedUnshown));
    if (tests.unshown > 0)
        words += QStringLiteral(", %1 more counted but not shown").arg(countText(tests.unshown));
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
    if (!results.at && origin.atIsOfFile)
        evidence.notes += QStringLiteral("The results name no time; the file was written then.");
    if (results.at && !results.namesZone) {
        evidence.notes += QStringLiteral("The results' time names no zone and was taken for UTC.");
        if (evidence.at > now && evidence.at <= now + zonesApart)
            evidence.at = now;
    }
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

    if (portal.portal != 0)
        evidence.facts.push_back(
            {QStringLiteral("portal"), QString::number(order.sandboxPortal), QString::number(portal.portal), {}});
    if (!origin.sha256.isEmpty())
        evidence.facts.push_back({QStringLiteral("file's SHA-256 begins"), {}, origin.sha256.left(16), {}});
    if (wantsTests) {
        addTestFacts(evidence, order, *results.tests);
        return measured(order.item, testWords(results.tool, *results.tests), evidence);
    }
    addLoadFacts(evidence, order.load, *results.load, QStringLiteral("requests"));
    addLatencyFacts(evidence, order.load, *results.load);
    return measured(order.item, loadWords(results.tool, *results.load, QStringLiteral("requests")), evidence);
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
    const Verdict *chosen = nullptr;
    for (const Verdict &verdict : verdicts)
        if (isMeasured(verdict) && (chosen == nullptr || verdict.evidence.at > chosen->evidence.at))
            chosen = &verdict;
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
