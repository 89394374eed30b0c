#include "batch/count_text.h"
#include "checklist/bench/bench_verdict_parts.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr double leastCalls = 20;
constexpr double batchPass = 0.5; ///< of calls: a batch call stands for many records
constexpr double batchWarn = 0.05;
constexpr double readsPass = 0.02; ///< of all calls
constexpr double readsWarn = 0.1;
constexpr double limitedAnHour = 50; ///< the handbook's threshold for telling a team
constexpr double limitedShare = 0.01;
constexpr Duration leastOver = 10min;

struct EndpointCalls {
    double batch = 0;
    double single = 0;
    double reads = 0; ///< of definitions
    double all = 0;
};

bool endpointHolds(const QString &endpoint, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(words, [&endpoint](const char *word) {
        return endpoint.contains(QLatin1StringView(word), Qt::CaseInsensitive);
    });
}

EndpointCalls sortedCalls(const CallCounts &counts)
{
    EndpointCalls sorted;
    for (const auto &[endpoint, count] : counts.byEndpoint) {
        sorted.all += count;
        if (endpointHolds(endpoint, {"propert", "schema", "owner", "pipeline"}))
            sorted.reads += count;
        else if (endpointHolds(endpoint, {"batch"}))
            sorted.batch += count;
        else if (!endpointHolds(endpoint, {"search", "list", "getPage", "getAll", "account-info", "oauth", "token"}))
            sorted.single += count;
    }
    return sorted;
}

Fact batchFact(const EndpointCalls &calls)
{
    const double share = calls.batch / (calls.batch + calls.single);
    return {.name = QStringLiteral("calls that are batch calls"),
            .expected = QStringLiteral("half of them or more: each stands for up to 100 records"),
            .got
            = QStringLiteral("%1 of %2").arg(benchPercent(share), countText(std::int64_t(calls.batch + calls.single))),
            .outcome = share >= batchPass ? Outcome::Pass
                : share >= batchWarn      ? Outcome::Warn
                                          : Outcome::Fail};
}

Fact readsFact(const EndpointCalls &calls)
{
    const double share = calls.reads / calls.all;
    return {.name = QStringLiteral("calls that read definitions"),
            .expected = QStringLiteral("at most 2 %"),
            .got
            = QStringLiteral("%1 of %2").arg(countText(std::int64_t(calls.reads)), countText(std::int64_t(calls.all))),
            .outcome = share <= readsPass ? Outcome::Pass
                : share <= readsWarn      ? Outcome::Warn
                                          : Outcome::Fail};
}

Fact limitedFact(const CallCounts &counts, double all)
{
    const double hours = std::max(double(counts.over.count()) / 3'600'000, 1.0 / 60);
    const bool isMuch = counts.rateLimited / hours > limitedAnHour
        || (counts.rateLimited >= 5 && all > 0 && counts.rateLimited / all > limitedShare);
    return {.name = QStringLiteral("429"),
            .expected = QStringLiteral("none; 50 an hour are a fault"),
            .got = QStringLiteral("%1 in %2 h; counters do not tell how many calls were open at once")
                       .arg(countText(std::int64_t(counts.rateLimited)))
                       .arg(hours, 0, 'f', 1),
            .outcome = isMuch ? Outcome::Fail : Outcome::Warn};
}

double sumOfCounts(const std::map<QString, double> &counts)
{
    double sum = 0;
    for (const auto &[name, count] : counts)
        sum += count;
    return sum;
}

} // namespace

Verdict judgeByMetrics(const QString &item, const QString &probe, const CallCounts &counts, const QString &bench,
                       TimePoint now, const BenchLimits &limits)
{
    const QString subject = item + u' ' + probe;
    const auto notRun = [&](const QString &why) {
        return plainVerdict(item, Outcome::NotRun, QStringLiteral("%1; %2").arg(bench, why), now);
    };
    const bool isBatch = endpointHolds(subject, {"batch"});
    const bool isReads = endpointHolds(subject, {"definition", "cached"});
    const bool isLimits = endpointHolds(subject, {"concurren"});
    if (!isBatch && !isReads && !isLimits)
        return notRun(
            QStringLiteral("the service's metrics cannot tell: they count calls, and not what follows a failed one"));
    const EndpointCalls calls = sortedCalls(counts);
    const double all = std::max(calls.all, sumOfCounts(counts.byStatus));
    if (all < leastCalls || counts.over < leastOver)
        return notRun(QStringLiteral("the service's metrics count %1 calls in %2 min, which is too few to tell")
                          .arg(countText(std::int64_t(all)))
                          .arg(counts.over / 1min));
    if (!isLimits && calls.all < leastCalls)
        return notRun(QStringLiteral("the service's metrics do not name endpoints"));
    if (isBatch && calls.batch + calls.single < leastCalls)
        return notRun(QStringLiteral("the service's metrics count too few calls for records"));
    std::vector<Fact> facts{isBatch ? batchFact(calls) : isReads ? readsFact(calls) : limitedFact(counts, all)};
    const Outcome outcome = worstOf(facts);
    const QString words = QStringLiteral("%1: %2").arg(facts[0].name, facts[0].got);
    Evidence evidence{.kind = Evidence::Kind::Metrics,
                      .at = now,
                      .staleAt = now + limits.fresh,
                      .source = QStringLiteral("the service's metrics, %1 min").arg(counts.over / 1min),
                      .facts = std::move(facts),
                      .notes = {QStringLiteral("weaker than a bench run: %1").arg(bench)}};
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

} // namespace hubwatch
