#include "checklist/logs/log_probe.h"

#include "checklist/logs/log_arrival.h"
#include "checklist/logs/log_sample.h"
#include "checklist/probe_answer.h"

#include <QObject>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr Duration logSlice = 8ms;

struct LogLook {
    ProbeDoors doors;
    LogOrder order;
    ProbeCall call;
    LogSample sample = {};
    LogJudge judge = {};
    LogJudgement judged = {};
    std::size_t next = 0;

    void tell(const QString &words, double share) const
    {
        if (call.progress)
            call.progress(words, share);
    }
    Verdict plain(Outcome outcome, const QString &words) const
    {
        return plainVerdict(order.item, outcome, words, doors.clock.now());
    }
    /// Of what is known, with the words of all that was looked at.
    Verdict measured(Outcome outcome, const QString &words, Evidence::Kind kind = Evidence::Kind::Probe) const
    {
        Evidence evidence{.kind = kind,
                          .at = doors.clock.now(),
                          .source = sample.source,
                          .facts = judged.facts,
                          .findings = judged.findings,
                          .findingsLeftOut = judged.findingsLeftOut,
                          .notes = judged.notes};
        for (Finding &finding : evidence.findings)
            finding.file = sample.source;
        if (sample.cut)
            evidence.notes += u"the newest %1 lines were read, and are counted from the first of them"_s.arg(
                qsizetype(sample.lines.size()));
        return measuredVerdict(order.item, outcome, words, std::move(evidence), order.fresh);
    }
};
using LogLookPtr = std::shared_ptr<LogLook>;

void takeArrival(const LogLookPtr &look, const LogArrival &arrival)
{
    look->judged.facts.push_back({.name = u"arrival"_s, .expected = u"a line of the sample"_s, .got = arrival.words});
    if (arrival.outcome != Outcome::Error)
        look->judged.facts.back().outcome = arrival.outcome;
    if (arrival.outcome != Outcome::Pass)
        return look->call.reply(look->measured(arrival.outcome, arrival.words));
    look->call.reply(look->measured(look->judged.outcome, u"%1; %2"_s.arg(look->judged.words, arrival.words)));
}

/// The lines are good, or nearly so: what is left is whether they arrive.
void askArrival(const LogLookPtr &look)
{
    const QString &seen = look->order.seen;
    const auto reply = [look](const LogArrival &arrival) { takeArrival(look, arrival); };
    look->tell(u"looks for a line where logs arrive"_s, -1);
    if (seen.startsWith("cloudwatch:"_L1))
        return lookInCloudWatch(look->doors, seen.mid(11), look->judged.traces, look->call.context, reply);
    if (seen.startsWith("datadog:"_L1))
        return lookInDatadog(look->doors, look->order, look->judged.traces, look->call.context, reply);
    if (!seen.isEmpty())
        return look->call.reply(
            look->plain(Outcome::Error, u"logs_seen is neither \"cloudwatch:GROUP\" nor \"datadog:QUERY\""_s));
    Fact fact{.name = u"arrival"_s, .expected = u"a line of the sample"_s};
    if (!look->order.handWord.isEmpty()) {
        fact.got = look->order.handWord;
        look->judged.facts.push_back(fact);
        return look->call.reply(look->measured(
            look->judged.outcome, u"%1; that they arrive: %2"_s.arg(look->judged.words, look->order.handWord),
            Evidence::Kind::Hand));
    }
    fact.got = u"not looked for"_s;
    fact.outcome = Outcome::Warn;
    look->judged.facts.push_back(fact);
    look->call.reply(look->measured(
        Outcome::Warn,
        u"%1; that they arrive is not proved: name logs_seen, or let somebody vouch for it ([[proofs]])"_s.arg(
            look->judged.words)));
}

void judgeLines(const LogLookPtr &look)
{
    const Duration until = look->doors.clock.uptime() + logSlice;
    const std::size_t count = look->sample.lines.size();
    // Some at least, and no more than a slow machine reads in that time where the clock stands still.
    for (int taken = 0; look->next < count && taken < 64; ++taken) {
        look->judge.take(look->sample.lines[look->next++]);
        if (look->doors.clock.uptime() >= until)
            break;
    }
    if (look->next < count) {
        look->tell(u"reads the log"_s, double(look->next) / double(count));
        QMetaObject::invokeMethod(
            look->call.context, [look] { judgeLines(look); }, Qt::QueuedConnection);
        return;
    }
    look->judged = look->judge.judge(look->doors.clock.now());
    switch (look->judged.outcome) {
    case Outcome::Pass:
    case Outcome::Warn: return askArrival(look);
    case Outcome::NotRun:
    case Outcome::Fail:
    case Outcome::NotApplicable:
    case Outcome::Error: break;
    }
    look->call.reply(look->measured(look->judged.outcome, look->judged.words));
}

void takeLogSample(const LogLookPtr &look, LogSample sample)
{
    look->sample = std::move(sample);
    if (!look->sample.problem.isEmpty())
        return answerVerdict(look->call, look->plain(look->sample.outcome, look->sample.problem));
    QMetaObject::invokeMethod(
        look->call.context, [look] { judgeLines(look); }, Qt::QueuedConnection);
}

Verdict noLogNamed(const LogLook &look)
{
    if (look.order.handWord.isEmpty())
        return look.plain(Outcome::NotRun,
                          u"no log is named: add logs (\"file:PATH\", \"command:PROGRAM ARGS\" or \"stdin\") to the "
                          "service's [[checklist]]"_s);
    return look.measured(Outcome::Warn,
                         u"%1; the lines themselves were not looked at: name logs"_s.arg(look.order.handWord),
                         Evidence::Kind::Hand);
}

} // namespace

Probe logProbe(ProbeDoors doors, LogOrder order)
{
    return [doors, order = std::move(order)](ProbeCall call) {
        auto look = std::make_shared<LogLook>(LogLook{doors, order, std::move(call)});
        const QString &sample = order.sample;
        if (sample.isEmpty())
            return answerVerdict(look->call, noLogNamed(*look));
        look->tell(u"reads the log"_s, -1);
        if (sample.startsWith("file:"_L1))
            return takeLogSample(look, sampleOfFile(sample.mid(5)));
        if (sample == "stdin"_L1)
            return takeLogSample(look, sampleOfInput(order.standardInput));
        if (sample.startsWith("command:"_L1))
            return sampleOfCommand(doors.processes, sample.mid(8), look->call.context,
                                   [look](LogSample taken) { takeLogSample(look, std::move(taken)); });
        answerVerdict(
            look->call,
            look->plain(Outcome::Error, u"logs is none of \"file:PATH\", \"command:PROGRAM ARGS\", \"stdin\""_s));
    };
}

} // namespace hubwatch
