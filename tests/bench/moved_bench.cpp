// "What else moved": every series of fifty services of 2,000 around an instant.
#include "app/triage/triage_desk.h"
#include "base/system_clock.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <benchmark/benchmark.h>
#include <ctime>

namespace hubwatch {
namespace {

constexpr int movedServices = 50;
constexpr int movedSeries = 2000;
constexpr int movedPolls = 100; ///< 25 minutes at 15 s
constexpr TimePoint movedBegin(1'763'884'800s);

/// Histograms of endpoints, as store_bench has them, a fifth changing with each poll; one series in a hundred moves at
/// the instant.
class MovedLoad
{
public:
    MovedLoad()
    {
        for (int i = 0; i < movedSeries; ++i) {
            m_table->series.push_back({.metric = "hubspot_api_duration_seconds_bucket",
                                       .labels = {{"endpoint", "/crm/v3/objects/" + std::to_string(i / 12)},
                                                  {"le", std::to_string(i % 12)}}});
            m_table->types.push_back(i % 100 == 99 ? MetricType::Gauge : MetricType::Histogram);
        }
    }
    TargetScrape next(const QString &target, int number)
    {
        for (int i = number % 5; i < movedSeries; i += 5)
            m_values[size_t(i)] += i % 12 == 11 ? 0.0137 * double(i % 31 + 1) : double(1 + (i + number) % 7);
        for (int i = 7; number > 60 && i < movedSeries; i += 100)
            m_values[size_t(i)] += 40;
        return {.target = target, .scrape = {.at = movedBegin + number * 15s, .table = m_table, .values = m_values}};
    }

private:
    std::shared_ptr<SeriesTable> m_table = std::make_shared<SeriesTable>();
    std::vector<double> m_values = std::vector<double>(movedSeries, 0);
};

void findWhatMoved(benchmark::State &state)
{
    const QTemporaryDir folder;
    auto opened = Store::open({.directory = folder.path()});
    TriageFacts facts;
    std::vector<MovedLoad> loads(movedServices);
    for (int i = 0; i < movedServices; ++i)
        facts.services.push_back({.name = QString::number(i)});
    // More than the window, so that its ends lie inside of spans as they do in life.
    for (int number = -40; number < movedPolls + 40; ++number) {
        std::vector<TargetScrape> scrapes;
        for (size_t i = 0; i < loads.size(); ++i)
            scrapes.push_back(loads[i].next(QString::number(i), number + 40));
        if (!opened->store->append(scrapes))
            return state.SkipWithError("append failed");
    }
    SystemClock clock;
    TriageDesk desk(*opened->store, clock, [&] { return facts; });
    MovedAnswer answer;
    bool answered = false;
    QObject::connect(&desk, &TriageDesk::movedFound, &desk, [&](const MovedAnswer &found) {
        answer = found;
        answered = true;
    });
    std::clock_t longestPiece = 0; // of CPU: how long a poll waits on a machine that is not shared
    for (auto _ : state) {
        answered = false;
        desk.findMoved({.id = 1, .around = movedBegin + 100 * 15s});
        while (!answered) {
            const std::clock_t before = std::clock();
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            longestPiece = std::max(longestPiece, std::clock() - before);
        }
    }
    state.counters["ranked"] = double(answer.ranked);
    state.counters["found"] = double(answer.series.size());
    state.counters["longest piece ms"] = 1000.0 * double(longestPiece) / CLOCKS_PER_SEC;
}
BENCHMARK(findWhatMoved)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hubwatch

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
