#include "checklist/bench/bench_verdict_parts.h"

#include <cmath>

namespace hubwatch {

std::optional<Verdict> withoutBench(const QString &item, const BenchTrace &trace)
{
    if (!trace.stopped.isEmpty())
        return cannotTell(item, trace, trace.stopped);
    if (trace.calls.empty())
        return cannotTell(item, trace, QStringLiteral("the service never called the stand-in HubSpot"));
    return std::nullopt;
}

Verdict cannotTell(const QString &item, const BenchTrace &trace, const QString &why)
{
    return plainVerdict(item, Outcome::NotRun, why, trace.at);
}

Verdict judged(const QString &item, const BenchTrace &trace, const BenchLimits &limits, std::vector<Fact> facts,
               const QString &good, const QStringList &notes)
{
    const Outcome outcome = worstOf(facts);
    const QString words = outcome == Outcome::Pass ? good : worstWords(facts, outcome);
    Evidence evidence{
        .kind = Evidence::Kind::Bench,
        .at = trace.at,
        .staleAt = trace.at + limits.fresh,
        .source
        = QStringLiteral("resilience bench, %1 calls in %2 phases").arg(trace.calls.size()).arg(trace.phases.size()),
        .facts = std::move(facts),
        .notes = notes};
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

QString worstWords(const std::vector<Fact> &facts, Outcome outcome)
{
    constexpr qsizetype most = 3;
    QStringList words;
    for (const Fact &fact : facts) {
        if (fact.outcome == outcome && words.size() < most)
            words += QStringLiteral("%1: %2").arg(fact.name, fact.got);
    }
    return words.join(QStringLiteral("; "));
}

BenchPhase::Weather weatherAt(const BenchTrace &trace, int phase)
{
    const auto index = size_t(phase);
    return index < trace.phases.size() ? trace.phases[index].weather : BenchPhase::Weather::Calm;
}

QString benchSeconds(Duration time)
{
    return QString::number(double(time.count()) / 1000, 'f', 1) + QStringLiteral(" s");
}

QString benchPercent(double share)
{
    return QString::number(std::floor(share * 100 + 1e-9)) + QStringLiteral(" %");
}

} // namespace hubwatch
