#include "checklist/bench/bench_chains.h"
#include "checklist/bench/bench_verdict_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hubwatch {

namespace {

using Weather = BenchPhase::Weather;

constexpr Duration retrySlack = 50ms;  ///< a timer may be early, and a clock coarse
constexpr Duration retryAtOnce = 30ms; ///< no wait at all
constexpr Duration flatGapsFrom = 10s; ///< gaps so long need not grow any more
constexpr double gapGrowth = 1.5;
constexpr double jitterShare = 0.03;
constexpr double timerNoise = 5; ///< ms
constexpr size_t leastForJitter = 3;
constexpr int mostRetryAttempts = 10;
constexpr int mostRefused = 2; ///< a token may be renewed once
constexpr int mostShown = 5;

std::vector<BenchChain> chainsIn(const std::vector<BenchChain> &chains, Weather weather)
{
    std::vector<BenchChain> some;
    std::ranges::copy_if(chains, std::back_inserter(some),
                         [weather](const BenchChain &chain) { return chain.weather == weather; });
    return some;
}

/// The gaps behind attempt `number` of every chain that has one.
std::vector<double> gapsAt(const std::vector<BenchChain> &chains, int number)
{
    std::vector<double> gaps;
    for (const BenchChain &chain : chains) {
        if (chain.attempts() > number)
            gaps.push_back(double(chain.gap(number).count()));
    }
    return gaps;
}

double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

double meanOf(const std::vector<double> &values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

int longestOf(const std::vector<BenchChain> &chains)
{
    int most = 0;
    for (const BenchChain &chain : chains)
        most = std::max(most, chain.attempts());
    return most;
}

/// "1.00, 2.01, 4.00 s"
QString gapsText(const std::vector<double> &gaps)
{
    QStringList shown;
    for (size_t i = 0; i < std::min<size_t>(gaps.size(), mostShown); ++i)
        shown += QString::number(gaps[i] / 1000, 'f', 2);
    if (gaps.size() > mostShown)
        shown += QStringLiteral("…");
    return shown.join(QStringLiteral(", ")) + QStringLiteral(" s");
}

std::vector<double> gapsOf(const BenchChain &chain)
{
    std::vector<double> gaps;
    for (int number = 1; number < chain.attempts(); ++number)
        gaps.push_back(double(chain.gap(number).count()));
    return gaps;
}

Fact comesAgainFact(const QString &name, const std::vector<BenchChain> &chains)
{
    const auto repeated = std::ranges::count_if(chains, [](const BenchChain &chain) { return chain.attempts() > 1; });
    Fact fact{.name = name, .expected = QStringLiteral("the request comes again")};
    if (chains.empty()) {
        fact.got = QStringLiteral("no request was struck that comes once a run, so nothing is proved");
        fact.outcome = Outcome::Warn;
        return fact;
    }
    fact.got = repeated == 0 ? QStringLiteral("none of %1 came again").arg(chains.size())
                             : QStringLiteral("%1 of %2 came again").arg(repeated).arg(chains.size());
    // A run that ends with its first lost request takes others, which were under way, with it.
    fact.outcome = repeated == 0 ? Outcome::Fail : 2 * repeated >= std::ssize(chains) ? Outcome::Pass : Outcome::Warn;
    return fact;
}

enum class ToldForm { Whole, Date, Fraction };

ToldForm formOf(const BenchCall &call)
{
    if (call.told.endsWith(QLatin1StringView("GMT")))
        return ToldForm::Date;
    return call.told.contains(u'.') ? ToldForm::Fraction : ToldForm::Whole;
}

/// How soon after being told to wait, where it was soonest.
std::optional<Fact> retryAfterFact(const std::vector<BenchChain> &chains, ToldForm form, const QString &name)
{
    std::optional<Duration> soonest;
    Duration told = {};
    Duration waited = {};
    for (const BenchChain &chain : chains) {
        for (int number = 1; number < chain.attempts(); ++number) {
            const BenchCall &call = chain.calls[size_t(number) - 1];
            if (call.told.isEmpty() || formOf(call) != form)
                continue;
            const Duration over = chain.gap(number) - call.retryAfter;
            if (soonest && *soonest <= over)
                continue;
            soonest = over;
            told = call.retryAfter;
            waited = chain.gap(number);
        }
    }
    if (!soonest)
        return std::nullopt;
    Fact fact{.name = name,
              .expected = QStringLiteral("not before %1, less %2 ms").arg(benchSeconds(told)).arg(retrySlack.count()),
              .got = QStringLiteral("first retry after %1").arg(benchSeconds(waited))};
    const bool isObeyed = *soonest >= -retrySlack;
    switch (form) {
    case ToldForm::Whole: fact.outcome = isObeyed ? Outcome::Pass : Outcome::Fail; break;
    case ToldForm::Date: fact.outcome = isObeyed ? Outcome::Pass : Outcome::Warn; break;
    case ToldForm::Fraction: break; // HTTP knows none: who rounds it is not wrong
    }
    if (!isObeyed)
        fact.got += QStringLiteral(", although %1 was told").arg(benchSeconds(told));
    return fact;
}

/// Full jitter makes single gaps shorter than the one before: then they grow on the average, or the late ones do.
bool growOverAll(const std::vector<BenchChain> &chains)
{
    const std::vector<double> first = gapsAt(chains, 1);
    std::vector<double> later;
    std::vector<double> late;
    for (int number = 2; number < longestOf(chains); ++number) {
        for (const double gap : gapsAt(chains, number)) {
            later.push_back(gap);
            if (number > 2)
                late.push_back(gap);
        }
    }
    if (first.size() < leastForJitter || later.size() < leastForJitter)
        return false;
    // Chance may make the late ones short, too; but jitter without growth never makes them longer than the longest.
    return std::max(meanOf(later), meanOf(late)) >= gapGrowth * std::max(1.0, meanOf(first))
        || *std::ranges::max_element(later) >= gapGrowth * *std::ranges::max_element(first);
}

/// Long enough, or the chain's longest, to which it has grown: gaps need not grow for ever.
bool isCapped(const BenchChain &chain, int number)
{
    const std::vector<double> gaps = gapsOf(chain);
    const double longest = *std::ranges::max_element(gaps);
    const double gap = gaps[size_t(number) - 1];
    return chain.gap(number) >= flatGapsFrom || (gap >= 0.95 * longest && longest >= 2 * gapGrowth * gaps[0]);
}

/// Each gap of each chain is longer than the one before it, or all of them together are: full jitter makes single
/// ones shorter.
Fact growthFact(const std::vector<BenchChain> &chains)
{
    Fact fact{.name = QStringLiteral("gaps between repeats"),
              .expected = QStringLiteral("each %1 times the one before, up to a cap").arg(gapGrowth)};
    const auto longest = std::ranges::max_element(chains, {}, &BenchChain::attempts);
    fact.got = gapsText(gapsOf(*longest));
    const std::vector<double> first = gapsAt(chains, 1);
    std::vector<double> later;
    bool eachGrows = true;
    for (const BenchChain &chain : chains) {
        for (int number = 2; number < chain.attempts(); ++number) {
            later.push_back(double(chain.gap(number).count()));
            const Duration before = chain.gap(number - 1);
            const bool grows = double(chain.gap(number).count()) >= 0.95 * gapGrowth * double(before.count());
            eachGrows = eachGrows && (grows || isCapped(chain, number));
        }
    }
    if (medianOf(first) < double(retryAtOnce.count()) && medianOf(later) < double(retryAtOnce.count())) {
        fact.outcome = Outcome::Fail;
        fact.got += QStringLiteral(", which is at once");
    } else if (later.empty()) {
        fact.outcome = Outcome::Warn;
        fact.got += QStringLiteral(", and no second repeat: whether they grow cannot be told");
    } else {
        const bool grow = eachGrows || growOverAll(chains);
        fact.outcome = grow ? Outcome::Pass : Outcome::Fail;
        if (!grow)
            fact.got += QStringLiteral(", which do not grow");
    }
    return fact;
}

/// The spread of the gaps behind the same attempt of different requests.
Fact jitterFact(const std::vector<BenchChain> &chains)
{
    Fact fact{.name = QStringLiteral("jitter"),
              .expected = QStringLiteral("gaps of different requests differ by more than 3 %")};
    bool isTold = false;
    for (int number = 1; number < longestOf(chains); ++number) {
        const std::vector<double> gaps = gapsAt(chains, number);
        if (gaps.size() < leastForJitter)
            break;
        const double middle = medianOf(gaps);
        std::vector<double> off;
        for (const double gap : gaps)
            off.push_back(std::abs(gap - middle));
        const double spread = meanOf(off);
        const bool differs = spread > std::max(timerNoise, jitterShare * middle);
        if (!isTold || differs)
            fact.got = QStringLiteral("behind attempt %1: %2").arg(number).arg(gapsText(gaps));
        fact.outcome = differs ? Outcome::Pass : Outcome::Warn;
        isTold = true;
        if (differs)
            return fact;
    }
    if (!isTold) {
        fact.got = QStringLiteral("cannot be told: fewer than 3 requests were repeated");
        fact.outcome = Outcome::Warn;
    } else {
        fact.got += QStringLiteral(", which is the same for all");
    }
    return fact;
}

Fact endFact(const std::vector<BenchChain> &chains)
{
    const int most = longestOf(chains);
    const bool isEndless = most > mostRetryAttempts;
    const bool hasEnd
        = std::ranges::any_of(chains, [](const BenchChain &chain) { return chain.gaveUp() && chain.attempts() > 1; });
    Fact fact{.name = QStringLiteral("attempts"), .expected = QStringLiteral("at most %1").arg(mostRetryAttempts)};
    fact.got = isEndless ? QStringLiteral("%1, and no end was seen").arg(most)
        : hasEnd         ? QStringLiteral("gave up after %1").arg(most)
                         : QStringLiteral("%1, the last one was answered").arg(most);
    fact.outcome = isEndless ? Outcome::Fail : Outcome::Pass;
    return fact;
}

std::optional<Fact> refusedFact(const std::vector<BenchChain> &refused)
{
    if (refused.empty())
        return std::nullopt;
    const int most = longestOf(refused);
    return Fact{.name = QStringLiteral("401"),
                .expected = QStringLiteral("not sent again, or once with a new token"),
                .got = most == 1 ? QStringLiteral("not sent again") : QStringLiteral("sent %1 times").arg(most),
                .outcome = most <= mostRefused  ? Outcome::Pass
                    : most <= mostRetryAttempts ? Outcome::Warn
                                                : Outcome::Fail};
}

Fact toldFact(const QString &name, const std::vector<BenchChain> &chains)
{
    Fact fact = comesAgainFact(name, chains);
    fact.outcome.reset();
    fact.expected.clear();
    return fact;
}

/// What the facts add up to, where they do: parseInt() and its like.
QStringList integerNote(const std::vector<Fact> &facts)
{
    const auto outcomeOf = [&facts](const char *name) {
        const auto fact = std::ranges::find(facts, QString::fromLatin1(name), &Fact::name);
        return fact == facts.end() ? std::nullopt : fact->outcome;
    };
    const std::optional<Outcome> date = outcomeOf("Retry-After as an HTTP-date");
    if (outcomeOf("Retry-After in seconds") != Outcome::Pass || !date || date == Outcome::Pass)
        return {};
    return {
        QStringLiteral("Retry-After is read as an integer: whole seconds are obeyed, an HTTP-date is not understood")};
}

} // namespace

Verdict judgeBackoff(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    if (auto verdict = withoutBench(item, trace))
        return *verdict;
    const std::vector<BenchChain> chains = benchChains(trace);
    const std::vector<BenchChain> throttled = chainsIn(chains, Weather::Throttled);
    const std::vector<BenchChain> failing = chainsIn(chains, Weather::Failing);
    if (throttled.empty() && failing.empty())
        return cannotTell(item, trace,
                          QStringLiteral("the service made no request of its own while the stand-in answered 429, 500, "
                                         "502 and 503: whether it repeats cannot be told"));
    std::vector<Fact> facts{comesAgainFact(QStringLiteral("429"), throttled),
                            comesAgainFact(QStringLiteral("500, 502 and 503"), failing)};
    const auto add = [&facts](std::optional<Fact> fact) {
        if (fact)
            facts.push_back(std::move(*fact));
    };
    add(retryAfterFact(throttled, ToldForm::Whole, QStringLiteral("Retry-After in seconds")));
    add(retryAfterFact(throttled, ToldForm::Date, QStringLiteral("Retry-After as an HTTP-date")));
    add(retryAfterFact(throttled, ToldForm::Fraction, QStringLiteral("Retry-After with a fraction")));
    if (longestOf(failing) > 1) {
        facts.push_back(growthFact(failing));
        facts.push_back(jitterFact(failing));
    }
    std::vector<BenchChain> repeatable = chains;
    std::erase_if(repeatable, [](const BenchChain &chain) { return chain.weather == Weather::Unauthorized; });
    facts.push_back(endFact(repeatable));
    add(refusedFact(chainsIn(chains, Weather::Unauthorized)));
    facts.push_back(toldFact(QStringLiteral("reset connections"), chainsIn(chains, Weather::Reset)));
    facts.push_back(toldFact(QStringLiteral("half a body"), chainsIn(chains, Weather::Malformed)));
    const auto longest = std::ranges::max_element(failing, {}, &BenchChain::attempts);
    const QString good = QStringLiteral("gaps %1, Retry-After is obeyed, with jitter, at most %2 attempts")
                             .arg(longest == failing.end() ? QString() : gapsText(gapsOf(*longest)))
                             .arg(longestOf(repeatable));
    QStringList notes = integerNote(facts);
    notes
        += QStringLiteral("a request is the same when method, path, query and body are: one that changes on repeating "
                          "is not seen to come again");
    return judged(item, trace, limits, std::move(facts), good, notes);
}

} // namespace hubwatch
