#include "checklist/metric_sum.h"
#include "checklist/probe_answer.h"
#include "checklist/probes/effect_verdict.h"
#include "checklist/probes/webhook_ground.h"
#include "checklist/test_instance.h"
#include "hubspot/webhook_event.h"
#include "net/http_errors.h"

namespace hubwatch {

namespace {

constexpr Duration effectPoll = 250ms;
constexpr Duration effectPatience = 10s;
constexpr Duration quietLook = 1s; ///< in which a counter that nobody moves stays as it is

/// One look, kept alive by the call or timer that is under way.
struct EffectRun {
    ProbeDoors doors;
    WebhookOrder order = {};
    ProbeCall call = {};
    SigningGround ground = {};
    WebhookEvent event = {};
    EffectReadings readings = {};
};
using EffectRunPtr = std::shared_ptr<EffectRun>;
using EffectThen = std::function<void(double)>;

/// No event may meet a connection that the other side is about to close: it could be sent twice, or be lost.
HttpHeader lastOfItsConnection()
{
    return {.name = "Connection", .value = "close"};
}

void finishEffects(const EffectRunPtr &run, Verdict verdict)
{
    verdict.evidence.at = run->doors.clock.now();
    verdict.evidence.source = shownUrl(run->order.url);
    run->call.reply(
        measuredVerdict(verdict.item, verdict.outcome, verdict.words, std::move(verdict.evidence), run->order.fresh));
}

void failEffects(const EffectRunPtr &run, const QString &words)
{
    finishEffects(run, {.item = run->order.item, .outcome = Outcome::Error, .words = words});
}

void tellEffects(const EffectRunPtr &run, const QString &words, double share)
{
    if (run->call.progress)
        run->call.progress(words, share);
}

/// A counter that is not there has not moved yet: one with labels shows with its first event.
void readEffect(const EffectRunPtr &run, const EffectThen &then)
{
    HttpRequest request = metricsRequest(run->order.metrics, {});
    request.headers.push_back(lastOfItsConnection());
    run->doors.http.send(std::move(request), run->call.context, [run, then](Result<HttpResponse> answer) {
        const auto sum = metricSum(run->order.metrics, answer, run->order.effect, {}, run->doors.clock.now());
        if (!sum)
            return failEffects(run, QStringLiteral("test_metrics: ") + sum.error().detail);
        then(sum->value_or(0));
    });
}

/// Until the counter is another than `from`, or `until` is over.
void awaitMove(const EffectRunPtr &run, double from, Duration until, const EffectThen &then)
{
    readEffect(run, [=](double value) {
        if (value != from || run->doors.clock.uptime() >= until)
            return then(value);
        run->doors.clock.after(effectPoll, run->call.context, [=] { awaitMove(run, from, until, then); });
    });
}

/// Behind a move: once more, when a second effect would have shown.
void settleEffect(const EffectRunPtr &run, Duration rest, const EffectThen &then)
{
    run->doors.clock.after(rest, run->call.context, [=] { readEffect(run, then); });
}

void sendEvents(const EffectRunPtr &run, const std::vector<WebhookEvent> &events, std::function<void(Heard)> then)
{
    run->ground.now = run->doors.clock.now();
    const QByteArray body = webhookBody(events);
    // The strongest that is verified; which of them an event carries changes nothing here.
    const std::vector<SignatureVersion> versions = versionsOf(run->order);
    HttpRequest request
        = webhookRequest(run->order, rightHeaders(*std::ranges::max_element(versions), run->ground, body), body);
    request.headers.push_back(lastOfItsConnection());
    request.repeatable = false;
    request.once = true;
    run->doors.http.send(
        std::move(request), run->call.context,
        [run, then = std::move(then)](Result<HttpResponse> answer) { then(heardOf(run->order.url, answer)); });
}

void sendPair(const EffectRunPtr &run, double settled)
{
    tellEffects(run, QStringLiteral("sends one body with the same event twice"), 0.7);
    run->event.event += 1;
    run->event.object += 1;
    run->event.attempt = 0;
    sendEvents(run, {run->event, run->event}, [run, settled](const Heard &heard) {
        if (!isGoodStatus(heard.status))
            return failEffects(
                run, QStringLiteral("one body with the same event twice was not accepted: %1").arg(heard.got));
        awaitMove(run, settled, run->doors.clock.uptime() + effectPatience, [run](double) {
            settleEffect(run, settleTime(run->readings.took), [run](double value) {
                run->readings.pair = value;
                finishEffects(run, judgeEffects(run->order.item, run->order.effect, run->readings));
            });
        });
    });
}

void sendAgain(const EffectRunPtr &run)
{
    tellEffects(run, QStringLiteral("sends the same event again"), 0.4);
    run->event.attempt += 1;
    sendEvents(run, {run->event}, [run](const Heard &heard) {
        if (const QString why = unjudged(heard); !why.isEmpty())
            return failEffects(run, QStringLiteral("the event that came again %1").arg(why));
        run->readings.againGot = heard.got;
        run->readings.againAccepted = isGoodStatus(heard.status);
        settleEffect(run, settleTime(run->readings.took), [run](double value) {
            run->readings.again = value;
            sendPair(run, value);
        });
    });
}

void sendFirst(const EffectRunPtr &run)
{
    tellEffects(run, QStringLiteral("sends an event"), 0.1);
    const TimePoint now = run->doors.clock.now();
    const std::int64_t id = now.time_since_epoch().count() * 100;
    run->event = {.event = id,
                  .subscription = 1,
                  .portal = run->order.portal,
                  .app = 1,
                  .occurredAt = now,
                  .object = id,
                  .property = QStringLiteral("city"),
                  .value = QStringLiteral("Hubwatch")};
    sendEvents(run, {run->event}, [run](const Heard &heard) {
        if (!isGoodStatus(heard.status))
            return failEffects(run, QStringLiteral("a rightly signed event was not accepted: %1").arg(heard.got));
        const Duration sentAt = run->doors.clock.uptime();
        awaitMove(run, run->readings.before, sentAt + effectPatience, [run, sentAt](double) {
            run->readings.took = run->doors.clock.uptime() - sentAt;
            settleEffect(run, quietLook, [run](double value) {
                run->readings.once = value;
                if (!uselessEffect(run->order.effect, run->readings.before, value).isEmpty())
                    return finishEffects(run, judgeEffects(run->order.item, run->order.effect, run->readings));
                sendAgain(run);
            });
        });
    });
}

void lookForTraffic(const EffectRunPtr &run)
{
    tellEffects(run, QStringLiteral("watches the counter"), 0);
    readEffect(run, [run](double first) {
        settleEffect(run, quietLook, [run, first](double second) {
            if (first != second)
                return failEffects(run,
                                   QStringLiteral("the counter %1 moves by itself: other traffic disturbs, and nothing "
                                                  "was sent; run it while the test instance is idle")
                                       .arg(run->order.effect));
            run->readings.before = second;
            sendFirst(run);
        });
    });
}

QString missingEffect(const WebhookOrder &order)
{
    if (order.effect.isEmpty())
        return QStringLiteral("no effect is named: add webhook_effect, a counter of the test instance that one event "
                              "moves by one");
    if (order.metrics.isEmpty())
        return QStringLiteral("the test instance has no metrics to see the effect in: set test_metrics to their path");
    if (const QString why = unsafeInstance(order.metrics); !why.isEmpty())
        return QStringLiteral("test_metrics: %1").arg(why);
    return {};
}

} // namespace

Probe idempotenceProbe(ProbeDoors doors, WebhookOrder order)
{
    return [doors, order = std::move(order)](const ProbeCall &call) {
        const TimePoint now = doors.clock.now();
        if (const auto hindrance = webhookHindrance(order, now))
            return answerVerdict(call, *hindrance);
        if (const QString why = missingEffect(order); !why.isEmpty())
            return answerVerdict(call, plainVerdict(order.item, Outcome::NotRun, why, now));
        const auto run = std::make_shared<EffectRun>(EffectRun{.doors = doors, .order = order, .call = call});
        readGround(doors, order, call.context, [run](Result<SigningGround> ground) {
            if (!ground)
                return run->call.reply(
                    plainVerdict(run->order.item, Outcome::NotRun, ground.error().detail, run->doors.clock.now()));
            run->ground = std::move(*ground);
            lookForTraffic(run);
        });
    };
}

} // namespace hubwatch
