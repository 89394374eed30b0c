#include "checklist/probes/health_probe.h"

#include "base/time_text.h"
#include "checklist/bench/bench_verdicts.h"
#include "checklist/probe_answer.h"
#include "checklist/probes/health_verdict.h"
#include "net/http_errors.h"

namespace hubwatch {

namespace {

struct HealthRun {
    ProbeDoors doors;
    HealthOrder order = {};
    ProbeCall call = {};
    HealthLooks looks = {};
};
using HealthRunPtr = std::shared_ptr<HealthRun>;

void askHealth(const HealthRunPtr &run, const QUrl &url, std::function<void(Heard)> then)
{
    if (run->call.progress)
        run->call.progress(QStringLiteral("asks %1").arg(tamed(url.path())), -1);
    HttpRequest request{.url = url,
                        .headers = {{.name = "Accept", .value = "application/json,text/plain;q=0.9,*/*;q=0.1"}},
                        .maxBytes = 1'000'000,
                        .repeatable = true,
                        .credential = run->order.credential};
    run->doors.http.send(
        std::move(request), run->call.context,
        [run, url, then = std::move(then)](Result<HttpResponse> answer) { then(heardOf(url, answer)); });
}

/// Whether the newest bench run is young enough to tell of readiness, and why not.
QString benchLack(const HealthOrder &order, TimePoint now)
{
    if (!order.bench)
        return QStringLiteral("run the bench against a test instance");
    const bool isOld = order.fresh > Duration::zero() && order.bench->at + order.fresh <= now;
    if (isOld || order.bench->at > now)
        return QStringLiteral("the newest bench run, of %1, proves nothing any more").arg(utcText(order.bench->at));
    return {};
}

void finishHealth(const HealthRunPtr &run)
{
    const TimePoint now = run->doors.clock.now();
    const QString lack = benchLack(run->order, now);
    const std::optional<Fact> bench = lack.isEmpty() ? readinessFact(*run->order.bench) : std::nullopt;
    Verdict verdict = judgeHealth(run->order.item, run->looks, bench,
                                  lack.isEmpty() ? QStringLiteral("the newest bench run did not look at it") : lack);
    // Of two things that were looked at, the older one goes stale first.
    verdict.evidence.at = bench ? run->order.bench->at : now;
    verdict.evidence.source = shownUrl(run->order.health.isEmpty() ? run->order.readiness : run->order.health);
    if (bench)
        verdict.evidence.notes
            << QStringLiteral("The bench run that looked at readiness ended %1.").arg(utcText(run->order.bench->at));
    run->call.reply(
        measuredVerdict(verdict.item, verdict.outcome, verdict.words, std::move(verdict.evidence), run->order.fresh));
}

void askNowhereHealthy(const HealthRunPtr &run)
{
    const QUrl &known = run->order.health.isEmpty() ? run->order.readiness : run->order.health;
    askHealth(run, nowhereAt(known), [run](const Heard &heard) {
        run->looks.nowhere = heard;
        finishHealth(run);
    });
}

void askReadiness(const HealthRunPtr &run)
{
    if (run->order.readiness.isEmpty())
        return askNowhereHealthy(run);
    askHealth(run, run->order.readiness, [run](const Heard &heard) {
        run->looks.readinessHeard = heard;
        askNowhereHealthy(run);
    });
}

} // namespace

Probe healthProbe(ProbeDoors doors, HealthOrder order)
{
    return [doors, order = std::move(order)](const ProbeCall &call) {
        if (order.health.isEmpty() && order.readiness.isEmpty())
            return answerVerdict(call,
                                 plainVerdict(order.item, Outcome::NotRun,
                                              QStringLiteral("no endpoint is named: add test_url with test_health and "
                                                             "test_readiness, or the service's health and readiness"),
                                              doors.clock.now()));
        const auto run
            = std::make_shared<HealthRun>(HealthRun{.doors = doors,
                                                    .order = order,
                                                    .call = call,
                                                    .looks = {.health = order.health, .readiness = order.readiness}});
        if (order.health.isEmpty())
            return askReadiness(run);
        askHealth(run, order.health, [run](const Heard &heard) {
            run->looks.healthHeard = heard;
            askReadiness(run);
        });
    };
}

} // namespace hubwatch
