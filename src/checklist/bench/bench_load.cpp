#include "batch/count_text.h"
#include "checklist/bench/bench_paths.h"
#include "checklist/bench/bench_script.h"
#include "checklist/bench/bench_verdict_parts.h"

#include <algorithm>
#include <deque>
#include <tuple>

namespace hubwatch {

namespace {

using Weather = BenchPhase::Weather;

constexpr int leastRecords = 10;
constexpr double goodShare = 0.8;
constexpr double fairShare = 0.5;
constexpr int hubspotBurst = 100; ///< in ten seconds, of the smallest plan
constexpr double slotsBand = 1.5; ///< HubSpot counts no slots: a little over is no breach
constexpr int fullBatch = 100;    ///< HubSpot takes no more in one
constexpr int fewReads = 3;       ///< of a definition, in a run

struct Peak {
    int most = 0;
    int phase = 0;
};

/// Calls open at once. Who gave up on a slow answer and asks anew has one open, not two.
Peak openPeak(const BenchTrace &trace)
{
    struct Edge {
        Duration at;
        int step;
        int phase;
    };
    std::vector<Edge> edges;
    for (size_t i = 0; i < trace.calls.size(); ++i) {
        const BenchCall &call = trace.calls[i];
        Duration end = std::max(call.answered, call.at + 1ms);
        if (weatherAt(trace, call.phase) == Weather::Slow) {
            for (size_t later = i + 1; later < trace.calls.size() && trace.calls[later].at < end; ++later) {
                if (trace.calls[later].key == call.key) {
                    end = trace.calls[later].at;
                    break;
                }
            }
        }
        edges.push_back({call.at, 1, call.phase});
        edges.push_back({end, -1, call.phase});
    }
    std::ranges::sort(edges, [](const Edge &a, const Edge &b) { return a.at != b.at ? a.at < b.at : a.step < b.step; });
    Peak peak;
    int open = 0;
    for (const Edge &edge : edges) {
        open += edge.step;
        if (open > peak.most)
            peak = {open, edge.phase};
    }
    return peak;
}

/// Within one phase: how soon one run follows the other is our doing, and not the service's.
Peak windowPeak(const BenchTrace &trace, Duration window)
{
    Peak peak;
    std::deque<Duration> inside;
    int phase = 0;
    for (const BenchCall &call : trace.calls) {
        if (call.phase != phase)
            inside.clear();
        phase = call.phase;
        inside.push_back(call.at);
        while (inside.front() <= call.at - window)
            inside.pop_front();
        if (int(inside.size()) > peak.most)
            peak = {int(inside.size()), call.phase};
    }
    return peak;
}

struct Moved {
    std::int64_t byBatch = 0;
    std::int64_t bySingle = 0;

    std::int64_t records() const { return byBatch + bySingle; }
    double share() const { return double(byBatch) / double(records()); }
    QString words() const
    {
        return QStringLiteral("%1 of %2 records by batch calls").arg(benchPercent(share()), countText(records()));
    }
};

Fact shareFact(const QString &name, const Moved &moved)
{
    return {.name = name,
            .expected = QStringLiteral("80 % or more by batch calls"),
            .got = moved.words(),
            .outcome = moved.share() >= goodShare ? Outcome::Pass
                : moved.share() >= fairShare      ? Outcome::Warn
                                                  : Outcome::Fail};
}

/// Which part of a definition a call reads: a page, a pipeline, the schema of one object. An object's properties are
/// one part, and who asks for them one by one reads it anew with each; only full batches are pages of it.
QString definitionPart(const BenchCall &call)
{
    const HubPath path = hubPath(call.path.toUtf8());
    const bool isProperties = path.kind == HubPath::Kind::Properties;
    if (isProperties && call.records >= fullBatch)
        return call.key;
    const bool isOneOfMany = isProperties && !path.rest.isEmpty() && path.rest[0] != "groups";
    return isOneOfMany ? QStringLiteral("one by one") : QString::fromUtf8(path.rest.join('/')) + u'?' + call.page;
}

int mostCallsInPhase(const BenchTrace &trace)
{
    std::map<int, int> counts;
    int most = 0;
    for (const BenchCall &call : trace.calls)
        most = std::max(most, ++counts[call.phase]);
    return most;
}

} // namespace

Verdict judgeBatchFirst(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    if (auto verdict = withoutBench(item, trace))
        return *verdict;
    Moved reads;
    Moved writes;
    int batchCalls = 0;
    int pages = 0;
    for (const BenchCall &call : trace.calls) {
        if (!isCalm(weatherAt(trace, call.phase)))
            continue;
        Moved &moved = readsOnly(call.method, call.path) ? reads : writes;
        const HubPath::Kind kind = hubPath(call.path.toUtf8()).kind;
        if (kind == HubPath::Kind::Batch && call.records > 1) {
            moved.byBatch += call.records;
            ++batchCalls;
        } else if (kind == HubPath::Kind::Batch || isSingleRecord(call.method, call.path)) {
            ++moved.bySingle; // a batch of one saves nothing
        } else if (kind == HubPath::Kind::List || kind == HubPath::Kind::Search) {
            ++pages;
        }
    }
    const Moved all{.byBatch = reads.byBatch + writes.byBatch, .bySingle = reads.bySingle + writes.bySingle};
    if (all.records() < leastRecords)
        return cannotTell(item, trace,
                          QStringLiteral("the service moved %1 records in calm phases, which is too few to tell: let a "
                                         "run write or read %2 at least")
                              .arg(all.records())
                              .arg(leastRecords));
    std::vector<Fact> facts;
    QString words = all.words();
    // Many records read at once would hide that each is written by itself.
    if (reads.records() >= leastRecords && writes.records() >= leastRecords) {
        facts
            = {shareFact(QStringLiteral("records read"), reads), shareFact(QStringLiteral("records written"), writes)};
        words = QStringLiteral("read: %1; written: %2").arg(reads.words(), writes.words());
    } else {
        facts = {shareFact(QStringLiteral("records"), all)};
    }
    facts.push_back({.name = QStringLiteral("calls"),
                     .got = QStringLiteral("%1 batch, %2 of one record, %3 pages of a list or search")
                                .arg(batchCalls)
                                .arg(all.bySingle)
                                .arg(pages)});
    return judged(item, trace, limits, std::move(facts), words);
}

Verdict judgeConcurrency(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    if (auto verdict = withoutBench(item, trace))
        return *verdict;
    const Peak open = openPeak(trace);
    const Peak window = windowPeak(trace, limits.window);
    const double mostOpen = slotsBand * limits.concurrency;
    const int mostCalls = std::max(hubspotBurst, limits.calls);
    std::vector<Fact> facts{
        {.name = QStringLiteral("open at once"),
         .expected = QStringLiteral("at most %1").arg(limits.concurrency),
         .got = QStringLiteral("peak %1 in flight").arg(open.most),
         .outcome = open.most <= limits.concurrency ? Outcome::Pass
             : open.most <= mostOpen                ? Outcome::Warn
                                                    : Outcome::Fail},
        {.name = QStringLiteral("in any %1").arg(benchSeconds(limits.window)),
         .expected = QStringLiteral("at most %1; HubSpot's smallest limit is %2").arg(limits.calls).arg(hubspotBurst),
         .got = QStringLiteral("%1 calls").arg(window.most),
         .outcome = window.most <= limits.calls ? Outcome::Pass
             : window.most <= mostCalls         ? Outcome::Warn
                                                : Outcome::Fail}};
    const int most = mostCallsInPhase(trace);
    if (worstOf(facts) == Outcome::Pass && most <= limits.concurrency)
        return cannotTell(item, trace,
                          QStringLiteral("no phase brought more than %1 calls: whether more than %2 at once would be "
                                         "held back cannot be told. Let a run do more")
                              .arg(most)
                              .arg(limits.concurrency));
    for (auto [fact, peak] : {std::pair{&facts[0], open}, std::pair{&facts[1], window}}) {
        if (fact->outcome != Outcome::Pass)
            fact->got += QStringLiteral(", during \"%1\"").arg(weatherWords(weatherAt(trace, peak.phase)));
    }
    return judged(item, trace, limits, std::move(facts),
                  QStringLiteral("peak %1 in flight, %2 calls in any %3")
                      .arg(open.most)
                      .arg(window.most)
                      .arg(benchSeconds(limits.window)));
}

Verdict judgeCached(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    if (auto verdict = withoutBench(item, trace))
        return *verdict;
    std::map<QString, int> most; // by what is read: how often the same of it, in one calm run
    std::map<std::tuple<int, QString, QString>, int> perRun;
    bool readsAny = false;
    bool worked = false;
    for (const BenchCall &call : trace.calls) {
        const QString what = definitionRead(call.method, call.path);
        const bool isCalmCall = isCalm(weatherAt(trace, call.phase));
        worked = worked || (isCalmCall && what.isEmpty());
        readsAny = readsAny || !what.isEmpty();
        if (what.isEmpty() || !isCalmCall)
            continue;
        int &times = most[what];
        times = std::max(times, ++perRun[{call.phase, what, definitionPart(call)}]);
    }
    if (!readsAny) {
        if (!worked)
            return cannotTell(item, trace, QStringLiteral("the service never called in calm phases"));
        // What it read before the bench began it has in its cache still.
        return judged(item, trace, limits,
                      {{.name = QStringLiteral("definitions"),
                        .expected = QStringLiteral("read once a run at most"),
                        .got = QStringLiteral("not read"),
                        .outcome = Outcome::Pass}},
                      QStringLiteral("no properties, schemas, owners or pipelines were read: cached, or not needed"));
    }
    std::vector<Fact> facts;
    for (const auto &[what, times] : most)
        facts.push_back({.name = what,
                         .expected = QStringLiteral("read once a run at most"),
                         .got = times == 1 ? QStringLiteral("read once") : QStringLiteral("read %1 times").arg(times),
                         .outcome = times <= 1   ? Outcome::Pass
                             : times <= fewReads ? Outcome::Warn
                                                 : Outcome::Fail});
    if (facts.empty())
        facts.push_back({.name = QStringLiteral("definitions"),
                         .expected = QStringLiteral("read once a run at most"),
                         .got = QStringLiteral("not read in calm phases"),
                         .outcome = Outcome::Warn});
    const QString good = most.size() == 1
        ? QStringLiteral("%1 read once a run at most").arg(most.begin()->first)
        : QStringLiteral("%1 kinds of definitions, each read once a run at most").arg(most.size());
    return judged(item, trace, limits, std::move(facts), good);
}

} // namespace hubwatch
