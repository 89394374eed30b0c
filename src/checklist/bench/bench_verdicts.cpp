#include "checklist/bench/bench_verdicts.h"

#include "checklist/bench/bench_paths.h"
#include "checklist/bench/bench_script.h"
#include "checklist/bench/bench_verdict_parts.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Weather = BenchPhase::Weather;

constexpr int benchGoneAfter = 2; ///< looks in a row without an answer: one may have met a busy moment

struct PhaseCalls {
    int all = 0;
    int records = 0;     ///< calls that read or write records
    int goodRecords = 0; ///< of these, answered as HubSpot would have
    int struck = 0;
};

PhaseCalls callsUnder(const BenchTrace &trace, Weather weather)
{
    PhaseCalls found;
    for (const BenchCall &call : trace.calls) {
        if (weatherAt(trace, call.phase) != weather)
            continue;
        ++found.all;
        found.struck += call.struck;
        const bool moves = movesRecords(call.path);
        found.records += moves;
        found.goodRecords += moves && call.status >= 200 && call.status < 300;
    }
    return found;
}

/// How often /health was not answered, and how long in a row.
std::vector<Fact> benchHealthFacts(const BenchTrace &trace)
{
    std::vector<BenchLook> looks;
    std::ranges::copy_if(trace.looks, std::back_inserter(looks), [](const BenchLook &look) { return !look.readiness; });
    if (looks.empty())
        return {{.name = QStringLiteral("/health"),
                 .expected = QStringLiteral("answers all the time"),
                 .got = QStringLiteral("nobody looked: add test_health"),
                 .outcome = Outcome::Warn}};
    int unanswered = 0;
    int bad = 0;
    int badStatus = 0;
    int inARow = 0;
    int most = 0;
    int began = 0; // the phase in which the present row of misses, and the longest one, did
    int mostBegan = 0;
    std::optional<int> refused; // the phase in which first nobody listened
    for (const BenchLook &look : looks) {
        if (look.refused && !refused)
            refused = look.phase;
        inARow = look.status == 0 ? inARow + 1 : 0;
        if (inARow == 1)
            began = look.phase;
        if (inARow > most) {
            most = inARow;
            mostBegan = began;
        }
        unanswered += look.status == 0;
        if (look.status != 0 && look.status / 100 != 2) {
            ++bad;
            badStatus = look.status;
        }
    }
    Fact alive{.name = QStringLiteral("/health"),
               .expected = QStringLiteral("answers all the time"),
               .got
               = QStringLiteral("answered %1 of %2 times").arg(looks.size() - size_t(unanswered)).arg(looks.size()),
               .outcome = unanswered == 0 ? Outcome::Pass : Outcome::Warn};
    const bool isGone = refused || most >= benchGoneAfter || looks.back().status == 0;
    if (isGone) {
        alive.outcome = Outcome::Fail;
        alive.got += QStringLiteral(": the process was gone or hung during \"%1\"%2")
                         .arg(weatherWords(weatherAt(trace, refused.value_or(mostBegan))),
                              looks.back().status == 0 ? QStringLiteral(", and did not come back") : QString());
    }
    std::vector<Fact> facts{alive};
    if (bad > 0)
        facts.push_back({.name = QStringLiteral("/health says"),
                         .expected = QStringLiteral("2xx, whatever HubSpot does"),
                         .got = QStringLiteral("%1 in %2 looks").arg(badStatus).arg(bad),
                         .outcome = Outcome::Warn});
    return facts;
}

/// By process_start_time_seconds, which every Prometheus client shows: another one is another process.
std::optional<Fact> restartFact(const BenchTrace &trace)
{
    std::optional<double> known = trace.processStart;
    QStringList restarts;
    for (const BenchPhase &phase : trace.phases) {
        if (known && phase.processStart && *known != *phase.processStart)
            restarts += QStringLiteral("\"%1\"").arg(weatherWords(phase.weather));
        known = phase.processStart ? phase.processStart : known;
    }
    if (restarts.isEmpty())
        return std::nullopt;
    return Fact{.name = QStringLiteral("restarts"),
                .expected = QStringLiteral("none"),
                .got = QStringLiteral("the process was gone: another one had begun by the end of %1")
                           .arg(restarts.join(QStringLiteral(", "))),
                .outcome = Outcome::Fail};
}

Fact weatherFact(const BenchTrace &trace, const BenchPhase &phase)
{
    const PhaseCalls calls = callsUnder(trace, phase.weather);
    Fact fact{.name = weatherWords(phase.weather), .expected = QStringLiteral("the service lives through it")};
    const bool refusedToCall = phase.weather == Weather::Unauthorized && phase.started;
    if (calls.struck > 0) {
        fact.got = QStringLiteral("%1 calls, %2 of them struck").arg(calls.all).arg(calls.struck);
    } else {
        fact.got = QStringLiteral("the service never called, so nothing is proved");
        if (!phase.startWords.isEmpty())
            fact.got += QStringLiteral(" (%1)").arg(phase.startWords);
        if (!refusedToCall)
            fact.outcome = Outcome::Warn;
    }
    return fact;
}

/// Whether a run in calm weather at the end does what the first one did.
Fact recoveredFact(const BenchTrace &trace)
{
    const PhaseCalls before = callsUnder(trace, Weather::Calm);
    const PhaseCalls after = callsUnder(trace, Weather::Recovered);
    const int wanted = before.records > 0 ? before.records : before.all;
    const int got = before.records > 0 ? after.goodRecords : after.all;
    Fact fact{.name = QStringLiteral("afterwards"),
              .expected = QStringLiteral("a run like the first one, of %1 calls").arg(wanted),
              .got = QStringLiteral("%1 calls went well").arg(got)};
    // A run may be shorter than the one before: there is less left to do.
    fact.outcome = got == 0 ? Outcome::Fail : 2 * got >= wanted ? Outcome::Pass : Outcome::Warn;
    if (got == 0) {
        const auto last = std::ranges::find(trace.phases, Weather::Recovered, &BenchPhase::weather);
        const bool hasWords = last != trace.phases.end() && !last->startWords.isEmpty();
        fact.got = QStringLiteral("the service does not work any more%1")
                       .arg(hasWords ? QStringLiteral(": ") + last->startWords : QString());
    }
    return fact;
}

} // namespace

Verdict judgeErrorsCaught(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    if (auto verdict = withoutBench(item, trace))
        return *verdict;
    std::vector<Fact> facts = benchHealthFacts(trace);
    if (std::optional<Fact> restarts = restartFact(trace))
        facts.push_back(std::move(*restarts));
    int weathers = 0;
    int met = 0;
    for (const BenchPhase &phase : trace.phases) {
        if (isCalm(phase.weather))
            continue;
        facts.push_back(weatherFact(trace, phase));
        ++weathers;
        met += callsUnder(trace, phase.weather).struck > 0;
    }
    facts.push_back(recoveredFact(trace));
    if (met == 0 && worstOf(facts) != Outcome::Fail)
        return cannotTell(item, trace,
                          QStringLiteral("no call met bad weather: whether errors are caught cannot be told"));
    return judged(item, trace, limits, std::move(facts),
                  QStringLiteral("it lived through %1 of %2 kinds of failure, and works again").arg(met).arg(weathers));
}

std::optional<Fact> readinessFact(const BenchTrace &trace)
{
    std::optional<int> before;
    std::optional<int> during;
    std::optional<int> after;
    for (const BenchLook &look : trace.looks) {
        if (!look.readiness)
            continue;
        const Weather weather = weatherAt(trace, look.phase);
        if (weather == Weather::Calm)
            before = look.status; // the last look of each phase counts: an answer may be kept for a moment
        else if (weather == Weather::Unauthorized)
            during = look.status;
        else if (weather == Weather::Recovered)
            after = look.status;
    }
    if (!during)
        return std::nullopt;
    const auto said = [](std::optional<int> status) {
        return !status     ? QStringLiteral("not looked at")
            : *status == 0 ? QStringLiteral("no answer")
                           : QString::number(*status);
    };
    const auto isGood = [](std::optional<int> status) { return status && *status / 100 == 2; };
    Fact fact{.name = QStringLiteral("/readiness while the token is refused"),
              .expected = QStringLiteral("503, and 2xx before and after"),
              .got = QStringLiteral("%1, before %2, after %3").arg(said(during), said(before), said(after))};
    fact.outcome = *during != 503 ? Outcome::Fail
        : !isGood(before)         ? Outcome::Fail // it says so whatever happens
        : isGood(after)           ? Outcome::Pass
                                  : Outcome::Warn;
    return fact;
}

} // namespace hubwatch
