#include "signals/evaluate.h"

#include "signals/evaluation.h"
#include "signals/tally.h"

#include "base/duration_text.h"
#include "base/time_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

constexpr double errorBudget = 0.001; ///< the share of calls the error goal allows to fail

QString text(const std::string &name)
{
    return QString::fromStdString(name);
}

QString counted(double count, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(std::llround(count)).arg(QLatin1StringView(count == 1 ? one : many));
}

/// Whether an endpoint has been heard lately; says what is wrong otherwise.
bool heard(Evaluation &e, const std::optional<LastOutcome> &last, Duration interval, const char *what)
{
    if (!last) {
        e.unknown(QStringLiteral("%1: not polled yet").arg(QLatin1StringView(what)));
        return false;
    }
    e.reading.observedAt = last->at;
    if (e.now - last->at <= Tally::longestGap(interval))
        return true;
    e.noData(QStringLiteral("%1: no answer asked for since %2").arg(QLatin1StringView(what), utcText(last->at)));
    return false;
}

void readState(Evaluation &e, const std::optional<LastOutcome> &last, bool exists, Duration interval, const char *what)
{
    if (!exists)
        return e.unknown(QStringLiteral("the service has no %1 endpoint").arg(QLatin1StringView(what)));
    if (heard(e, last, interval, what))
        e.know(double(last->outcome), 1);
}

bool exposed(Evaluation &e, int count, const std::string &metric)
{
    if (count > 0)
        return true;
    e.unknown(QStringLiteral("%1 is not exposed").arg(text(metric)));
    return false;
}

std::optional<WindowSum> windowSum(Evaluation &e, Duration window)
{
    std::optional<WindowSum> sum = e.history.sum(e.now, window);
    if (!sum || sum->covered <= Duration::zero()) {
        e.unknown(QStringLiteral("first scrape: nothing to compare it with yet"));
        return std::nullopt;
    }
    e.reading.covered = std::min(sum->covered, window);
    if (sum->lost.all() > 0)
        e.notes.append(QStringLiteral("%1 during a gap not included").arg(counted(sum->lost.all(), "call", "calls")));
    return sum;
}

void noteLeftOut(Evaluation &e, const CallCounts &calls)
{
    e.reading.leftOut = calls.rateLimited;
    if (calls.rateLimited > 0)
        e.notes.append(
            QStringLiteral("%1 counted as calls, not as errors").arg(counted(calls.rateLimited, "429", "429s")));
}

void readErrorRate(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.calls, e.context.names.calls))
        return;
    const auto sum = windowSum(e, e.signal.window);
    if (!sum)
        return;
    if (sum->calls.all() <= 0)
        return e.unknown(QStringLiteral("no calls in %1").arg(durationText(e.signal.window)));
    noteLeftOut(e, sum->calls);
    e.know(sum->calls.errors() / sum->calls.all(), sum->calls.all());
}

void readRateLimited(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.calls, e.context.names.calls))
        return;
    if (const auto sum = windowSum(e, e.signal.window))
        e.know(sum->calls.rateLimited, sum->calls.all());
}

void readAuthFailures(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.calls, e.context.names.calls))
        return;
    const auto sum = e.history.sinceLastPoll();
    if (!sum) {
        const double lost = frame->lost.auth;
        return e.unknown(lost > 0 ? QStringLiteral("first scrape after a gap; %1 during gaps so far")
                                        .arg(counted(lost, "auth failure", "auth failures"))
                                  : QStringLiteral("first scrape: nothing to compare it with yet"));
    }
    e.reading.covered = sum->covered;
    e.know(sum->calls.auth, sum->calls.all());
}

/// A goal that lies inside the bucket of the quantile cannot be judged; only an edge at the goal would tell.
void noteGoal(Evaluation &e, const QuantileEstimate &estimate, const std::vector<Bucket> &buckets)
{
    if (e.signal.goalSide == SignalDefinition::Goal::None || meetsGoal(estimate, e.signal.goal)
        || hasEdgeAt(e.signal.goal, buckets))
        return;
    e.notes.append(QStringLiteral("goal undecidable: add a bucket edge at %1 s")
                       .arg(QString::number(e.signal.goal, 'g', QLocale::FloatingPointShortest)));
}

void readQuantile(Evaluation &e, int exposedSeries, const std::string &metric,
                  const std::vector<Bucket> WindowSum::*buckets, const char *events)
{
    if (!exposed(e, exposedSeries, metric))
        return;
    const auto sum = windowSum(e, e.signal.window);
    if (!sum)
        return;
    const std::vector<Bucket> &counts = (*sum).*buckets;
    const QuantileEstimate estimate = histogramQuantile(0.99, counts);
    if (std::isnan(estimate.value))
        return e.unknown(QStringLiteral("no %1 in %2").arg(QLatin1StringView(events), durationText(e.signal.window)));
    e.know(estimate.value, counts.back().count);
    e.reading.low = estimate.low;
    if (!estimate.top)
        e.reading.high = estimate.high;
    noteGoal(e, estimate, counts);
}

void readSyncSuccess(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.jobs, e.context.names.syncJobs))
        return;
    const auto sum = windowSum(e, e.signal.window);
    if (!sum)
        return;
    if (sum->jobs.all() <= 0)
        return e.unknown(QStringLiteral("no sync job ended in %1").arg(durationText(e.signal.window)));
    e.know(sum->jobs.ok / sum->jobs.all(), sum->jobs.all());
}

void readSyncOverdue(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.started, e.context.names.syncStarted))
        return;
    if (!frame->oldestSync)
        return e.know(0, 0);
    const Duration running = e.now - *frame->oldestSync;
    if (running < -1min)
        return e.unknown(
            QStringLiteral("a sync job started %1 in the future: the clocks differ").arg(durationText(-running)));
    e.know(std::max(double(running.count()) / 1000, 0.0), frame->syncRunning);
}

void readBurn(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame || !exposed(e, frame->exposed.calls, e.context.names.calls))
        return;
    const auto recent = windowSum(e, e.signal.shortWindow);
    e.notes.clear(); // the long window's gaps include the short one's
    const auto whole = recent ? windowSum(e, e.signal.window) : std::nullopt;
    if (!whole)
        return;
    if (recent->calls.all() <= 0)
        return e.unknown(QStringLiteral("no calls in %1").arg(durationText(e.signal.shortWindow)));
    noteLeftOut(e, whole->calls);
    const double shareRecent = recent->calls.errors() / recent->calls.all();
    const double shareWhole = whole->calls.errors() / whole->calls.all();
    e.know(std::min(shareRecent, shareWhole) / errorBudget, whole->calls.all());
}

/// Polls missed since the last good one: of the metrics, or of the health endpoint where there are none. Time in which
/// Hubwatch itself was away is not held against the service.
void readFreshness(Evaluation &e)
{
    const std::optional<LastOutcome> &polled = e.context.hasMetrics ? e.history.metrics() : e.history.health();
    if (!polled)
        return e.unknown(QStringLiteral("not polled yet"));
    const std::optional<TimePoint> good = e.context.hasMetrics ? e.history.lastScrape() : e.history.lastHealthAnswer();
    if (!good)
        e.notes.append(QStringLiteral("never answered yet"));
    const TimePoint from = good.value_or(e.history.firstPoll() - e.context.interval);
    e.reading.observedAt = polled->at;
    // A twentieth of an interval early is jitter of the poller.
    constexpr double jitter = 0.05;
    const double intervals = double(e.history.awake(from, e.now).count()) / double(e.context.interval.count());
    e.know(std::floor(intervals + jitter), 1);
}

using Reader = void (*)(Evaluation &);

struct SignalReader {
    const char *id;
    Reader read;
};

constexpr SignalReader signalReaders[] = {
    {"api.error_rate", readErrorRate},
    {"api.auth_failures", readAuthFailures},
    {"api.rate_limited", readRateLimited},
    {"api.latency_p99",
     [](Evaluation &e) {
         if (const Frame *frame = freshFrame(e))
             readQuantile(e, frame->exposed.latency, e.context.names.duration, &WindowSum::latency, "calls");
     }},
    {"webhook.delay_p99",
     [](Evaluation &e) {
         if (const Frame *frame = freshFrame(e))
             readQuantile(e, frame->exposed.webhook, e.context.names.webhookDelay, &WindowSum::webhook, "webhooks");
     }},
    {"sync.success_rate", readSyncSuccess},
    {"sync.overdue", readSyncOverdue},
    {"service.ready",
     [](Evaluation &e) {
         readState(e, e.history.readiness(), e.context.hasReadiness, e.context.readinessInterval, "readiness");
     }},
    {"service.healthy",
     [](Evaluation &e) { readState(e, e.history.health(), e.context.hasHealth, e.context.interval, "health"); }},
    {"source.fresh", readFreshness},
    {"api.burn.1h", readBurn},
    {"api.burn.6h", readBurn},
    {"api.burn.1d", readBurn},
    {"api.burn.3d", readBurn},
    {"quota.daily", readQuotaDaily},
    {"quota.used", readQuotaUsed},
    {"credential.age", readCredentialAge},
    {"hubspot.status", readHubSpotStatus},
};

} // namespace

void Evaluation::know(double value, double n)
{
    reading.validity = Reading::Validity::Known;
    reading.value = value;
    reading.n = std::llround(n);
}

void Evaluation::unknown(const QString &why)
{
    reading.validity = Reading::Validity::Unknown;
    notes.prepend(why);
}

void Evaluation::noData(const QString &why)
{
    reading.validity = Reading::Validity::NoData;
    notes.prepend(why);
}

const Frame *freshFrame(Evaluation &e)
{
    if (!e.context.hasMetrics) {
        e.unknown(QStringLiteral("the service has no metrics endpoint"));
        return nullptr;
    }
    const Frame *newest = e.history.newest();
    if (!newest) {
        if (e.history.metrics())
            e.noData(QStringLiteral("metrics: never scraped yet"));
        else
            e.unknown(QStringLiteral("metrics: not polled yet"));
        return nullptr;
    }
    e.reading.observedAt = newest->at;
    if (e.now - newest->at <= longestGap(e.context))
        return newest;
    e.noData(QStringLiteral("no scrape since %1").arg(utcText(newest->at)));
    return nullptr;
}

Reading evaluate(const SignalDefinition &signal, const History &history, const SignalContext &context, TimePoint now)
{
    Evaluation e{.signal = signal, .history = history, .context = context, .now = now};
    e.reading.at = now;
    e.reading.service = context.service;
    e.reading.signal = signal.id;
    for (const SignalReader &reader : signalReaders) {
        if (signal.id == QLatin1StringView(reader.id))
            reader.read(e);
    }
    e.reading.note = e.notes.join(QStringLiteral("; "));
    return e.reading;
}

std::vector<Reading> evaluateAll(const History &history, const SignalContext &context, TimePoint now)
{
    std::vector<Reading> readings;
    for (const SignalDefinition &signal : signalDefinitions())
        if (signal.concerns(context.account))
            readings.push_back(evaluate(signal, history, context, now));
    return readings;
}

Duration longestGap(const SignalContext &context)
{
    return Tally::longestGap(context.interval);
}

} // namespace hubwatch
