#include "checklist/probes/own_probe.h"

#include "checklist/metric_sum.h"
#include "checklist/own_options.h"
#include "checklist/probe_answer.h"
#include "checklist/probes/own_checks.h"
#include "checklist/test_instance.h"
#include "net/http_errors.h"
#include "vault/command_reader.h"

namespace hubwatch {

namespace {

constexpr Duration commandPatience = 5min;

using OwnOrderPtr = std::shared_ptr<const OwnOrder>;

/// With its time, its end and its seal.
Verdict dated(const ProbeDoors &doors, const OwnOrder &order, Verdict verdict)
{
    verdict.evidence.at = doors.clock.now();
    return measuredVerdict(order.item.id, verdict.outcome, verdict.words, std::move(verdict.evidence),
                           order.item.fresh);
}

void answerNotRun(const ProbeDoors &doors, const OwnOrder &order, const ProbeCall &call, const QString &words)
{
    answerVerdict(call, plainVerdict(order.item.id, Outcome::NotRun, words, doors.clock.now()));
}

void askNowhereOwn(const ProbeDoors &doors, const OwnOrderPtr &order, const ProbeCall &call, const HttpRequest &request,
                   const Heard &heard)
{
    HttpRequest nowhere = request;
    nowhere.url = nowhereAt(request.url);
    doors.http.send(nowhere, call.context, [=](Result<HttpResponse> answer) {
        Verdict verdict = judgeOwnHttp(order->item, heard, heardOf(nowhere.url, answer));
        verdict.evidence.source = shownUrl(request.url);
        call.reply(dated(doors, *order, std::move(verdict)));
    });
}

void lookOverHttp(const ProbeDoors &doors, const OwnOrderPtr &order, const ProbeCall &call)
{
    const OwnHttp look = ownHttp(order->item);
    if (look.url.isEmpty() && order->base.isEmpty())
        return answerNotRun(doors, *order, call, QStringLiteral("there is nothing to ask: add test_url"));
    if (!isReading(look.method) && !order->baseIsTest)
        return answerNotRun(doors, *order, call,
                            QStringLiteral("%1 is sent to a test instance alone: add test_url")
                                .arg(QString::fromLatin1(methodName(look.method))));
    const QUrl url = look.url.isEmpty() ? order->base.resolved(QUrl(look.path)) : look.url;
    if (const QString why = unsafeInstance(url); !why.isEmpty() && !isReading(look.method))
        return answerNotRun(doors, *order, call, QStringLiteral("test_url: %1").arg(why));
    // A credential of the service is no business of another host's.
    const HttpRequest request{.method = look.method,
                              .url = url,
                              .maxBytes = 1'000'000,
                              .repeatable = isReading(look.method),
                              .credential = look.url.isEmpty() ? order->credential : QString(),
                              .once = !isReading(look.method)};
    doors.http.send(request, call.context, [=](Result<HttpResponse> answer) {
        askNowhereOwn(doors, order, call, request, heardOf(request.url, answer));
    });
}

void lookAtFile(const ProbeDoors &doors, const OwnOrderPtr &order, const ProbeCall &call)
{
    if (order->repository.isEmpty())
        return answerNotRun(doors, *order, call, QStringLiteral("there is no file to look at: add repository"));
    doors.clock.after(Duration::zero(), call.context,
                      [=] { call.reply(dated(doors, *order, judgeOwnFile(order->item, order->repository))); });
}

void runOwnCommand(const ProbeDoors &doors, const OwnOrderPtr &order, const ProbeCall &call)
{
    ProcessRequest request = commandRequest(optionOfItem(order->item, "run"));
    request.folder = order->folder;
    request.timeout = commandPatience;
    // A relative program is the folder's, as its arguments are.
    if (request.program.contains(u'/') && !request.program.startsWith(u'/') && !order->folder.isEmpty())
        request.program.prepend(order->folder + u'/');
    doors.processes.run(std::move(request), call.context, [=](Result<ProcessOutcome> outcome) {
        call.reply(dated(doors, *order, judgeOwnCommand(order->item, outcome)));
    });
}

void lookAtMetric(const ProbeDoors &doors, const OwnOrderPtr &order, const ProbeCall &call)
{
    if (order->metrics.isEmpty())
        return answerNotRun(doors, *order, call, QStringLiteral("the service has no metrics: add metrics to it"));
    doors.http.send(metricsRequest(order->metrics, order->credential), call.context, [=](Result<HttpResponse> answer) {
        const auto sum
            = metricSum(order->metrics, answer, optionOfItem(order->item, "name"),
                        labelsNamed(optionOfItem(order->item, "labels")).value_or(Labels()), doors.clock.now());
        Verdict verdict = judgeOwnMetric(order->item, sum);
        verdict.evidence.source = shownUrl(order->metrics);
        call.reply(dated(doors, *order, std::move(verdict)));
    });
}

} // namespace

Probe ownProbe(ProbeDoors doors, OwnOrder given)
{
    return [doors, order = std::make_shared<const OwnOrder>(std::move(given))](const ProbeCall &call) {
        const QString &probe = order->item.probe;
        if (const QString why = optionComplaint(probe, order->item.options); !why.isEmpty())
            return answerNotRun(doors, *order, call, why);
        if (probe == QLatin1StringView("http"))
            return lookOverHttp(doors, order, call);
        if (probe == QLatin1StringView("file"))
            return lookAtFile(doors, order, call);
        if (probe == QLatin1StringView("command"))
            return runOwnCommand(doors, order, call);
        if (probe == QLatin1StringView("metric"))
            return lookAtMetric(doors, order, call);
        if (probe == QLatin1StringView("hand"))
            return answerVerdict(call, handVerdict(order->item, order->proofs, doors.clock.now()));
        answerNotRun(doors, *order, call, QStringLiteral("nothing looks at items of probe \"%1\" here").arg(probe));
    };
}

} // namespace hubwatch
