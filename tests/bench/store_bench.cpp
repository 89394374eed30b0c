// What storing and reading cost: 2,000 series of a target, a fifth of them changing.
#include "store/store.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <benchmark/benchmark.h>

namespace hubwatch {
namespace {

constexpr int benchSeries = 2000;
constexpr TimePoint benchBegin(1'763'884'800s);

/// Counters, sums of fractions and a few gauges, as prom-client shows them.
class StoreLoad
{
public:
    StoreLoad()
    {
        for (int i = 0; i < benchSeries; ++i) {
            m_table->series.push_back({.metric = "hubspot_api_duration_seconds_bucket",
                                       .labels = {{"endpoint", "/crm/v3/objects/" + std::to_string(i / 12)},
                                                  {"le", std::to_string(i % 12)}}});
            m_table->types.push_back(MetricType::Histogram);
        }
    }

    TargetScrape next(const QString &target, long number)
    {
        for (int i = int(number % 5); i < benchSeries; i += 5)
            m_values[size_t(i)] += i % 12 == 11 ? 0.0137 * double(i % 31 + 1) : double(1 + (i + number) % 7);
        return {.target = target, .scrape = {.at = benchBegin + number * 5s, .table = m_table, .values = m_values}};
    }

private:
    std::shared_ptr<SeriesTable> m_table = std::make_shared<SeriesTable>();
    std::vector<double> m_values = std::vector<double>(benchSeries, 0);
};

void appendOneScrape(benchmark::State &state)
{
    const QTemporaryDir folder;
    auto opened = Store::open({.directory = folder.path()});
    StoreLoad load;
    long number = 0;
    for (auto _ : state) {
        const TargetScrape scrape = load.next(QStringLiteral("bench"), number++);
        if (!opened->store->append({&scrape, 1}))
            state.SkipWithError("append failed");
    }
    const StoreStats stats = opened->store->stats();
    state.counters["bytes/sample"] = double(stats.bytes) / double(stats.scrapes) / benchSeries;
}
BENCHMARK(appendOneScrape)->Iterations(5000)->Unit(benchmark::kMicrosecond);

void appendFiftyTargets(benchmark::State &state)
{
    const QTemporaryDir folder;
    auto opened = Store::open({.directory = folder.path()});
    std::vector<StoreLoad> loads(50);
    long number = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<TargetScrape> scrapes;
        for (size_t i = 0; i < loads.size(); ++i)
            scrapes.push_back(loads[i].next(QString::number(i), number));
        ++number;
        state.ResumeTiming();
        if (!opened->store->append(scrapes))
            state.SkipWithError("append failed");
    }
    const StoreStats stats = opened->store->stats();
    state.counters["bytes/sample"] = double(stats.bytes) / double(stats.scrapes) / benchSeries;
}
BENCHMARK(appendFiftyTargets)->Iterations(400)->Unit(benchmark::kMicrosecond);

void readOneDay(benchmark::State &state)
{
    const QTemporaryDir folder;
    auto opened = Store::open({.directory = folder.path()});
    StoreLoad load;
    for (long number = 0; number < 17'280; number += 60) {
        std::vector<TargetScrape> scrapes;
        for (long i = number; i < number + 60; ++i)
            scrapes.push_back(load.next(QStringLiteral("bench"), i));
        if (!opened->store->append(scrapes))
            return state.SkipWithError("append failed");
    }
    const long wantedSeries = state.range(0);
    size_t samples = 0;
    for (auto _ : state) {
        long taken = 0;
        const auto found = opened->store->read(
            QStringLiteral("bench"), [&](const StoredSeries &) { return taken++ % (benchSeries / wantedSeries) == 0; },
            TimePoint::min(), TimePoint::max());
        samples = found->front().samples.size();
    }
    state.counters["samples"] = double(samples);
}
BENCHMARK(readOneDay)->Arg(1)->Arg(100)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hubwatch

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
