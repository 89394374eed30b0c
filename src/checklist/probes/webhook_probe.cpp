#include "checklist/probes/webhook_probe.h"

#include "checklist/probe_answer.h"
#include "checklist/probes/signature_verdict.h"
#include "checklist/probes/webhook_ground.h"
#include "net/http_errors.h"

namespace hubwatch {

namespace {

/// One look, kept alive by the call that is under way.
struct SignatureRun {
    ProbeDoors doors;
    WebhookOrder order = {};
    ProbeCall call = {};
    SigningGround ground = {};
    std::vector<SignatureVersion> versions = {}; ///< still to come
    std::vector<SignatureAttempt> attempts = {}; ///< of the version under way, still to come
    std::vector<AttemptHeard> heard = {};
};
using SignatureRunPtr = std::shared_ptr<SignatureRun>;

void finishSignatures(const SignatureRunPtr &run, Verdict verdict)
{
    verdict.evidence.at = run->doors.clock.now();
    verdict.evidence.source = shownUrl(run->order.url);
    run->call.reply(
        measuredVerdict(verdict.item, verdict.outcome, verdict.words, std::move(verdict.evidence), run->order.fresh));
}

void failSignatures(const SignatureRunPtr &run, const QString &words)
{
    Verdict verdict{.item = run->order.item, .outcome = Outcome::Error, .words = words};
    for (const AttemptHeard &one : run->heard)
        verdict.evidence.facts.push_back(signatureFact(one));
    finishSignatures(run, std::move(verdict));
}

void askNowhereSigned(const SignatureRunPtr &run)
{
    HttpRequest request = webhookRequest(run->order, {}, QByteArrayLiteral("[]"));
    request.url = nowhereAt(run->order.url);
    const QUrl url = request.url;
    run->doors.http.send(std::move(request), run->call.context, [run, url](Result<HttpResponse> answer) {
        finishSignatures(run, judgeSignatures(run->order.item, run->heard, heardOf(url, answer)));
    });
}

void attemptNextSignature(const SignatureRunPtr &run)
{
    if (run->attempts.empty()) {
        if (run->versions.empty())
            return askNowhereSigned(run);
        run->ground.now = run->doors.clock.now();
        run->attempts = signatureAttempts(run->versions.front(), run->ground);
        run->versions.erase(run->versions.begin());
    }
    const SignatureAttempt attempt = run->attempts.front();
    run->attempts.erase(run->attempts.begin());
    if (run->call.progress)
        run->call.progress(attempt.name,
                           double(run->heard.size()) / double(run->heard.size() + run->attempts.size() + 1));
    run->doors.http.send(
        webhookRequest(run->order, attempt.headers, attempt.body), run->call.context,
        [run, attempt](Result<HttpResponse> answer) {
            run->heard.push_back({.attempt = attempt, .heard = heardOf(run->order.url, answer)});
            const QString hopeless = run->heard.size() == 1 ? hopelessWebhook(run->heard.front().heard) : QString();
            if (!hopeless.isEmpty())
                return failSignatures(run, QStringLiteral("%1 %2").arg(shownUrl(run->order.url), hopeless));
            attemptNextSignature(run);
        });
}

} // namespace

Probe signatureProbe(ProbeDoors doors, WebhookOrder order)
{
    return [doors, order = std::move(order)](const ProbeCall &call) {
        if (const auto hindrance = webhookHindrance(order, doors.clock.now()))
            return answerVerdict(call, *hindrance);
        const auto run = std::make_shared<SignatureRun>(
            SignatureRun{.doors = doors, .order = order, .call = call, .versions = versionsOf(order)});
        readGround(doors, order, call.context, [run](Result<SigningGround> ground) {
            if (!ground)
                return run->call.reply(
                    plainVerdict(run->order.item, Outcome::NotRun, ground.error().detail, run->doors.clock.now()));
            run->ground = std::move(*ground);
            attemptNextSignature(run);
        });
    };
}

} // namespace hubwatch
