// How fast bodies are read: a target seen for the first time, and one seen before.
#include "metrics/exposition_scanner.h"
#include "metrics/number_text.h"
#include "metrics/scrape_reader.h"

#include <benchmark/benchmark.h>
#include <random>

namespace {

using namespace hubwatch;

/// What a Node service with prom-client shows: histograms by method, route and status, counters, process gauges; some
/// 2,000 series.
class PromClientBody
{
public:
    PromClientBody()
    {
        const char *const edges[] = {"0.05", "0.1", "0.25", "0.5", "1", "2", "5", "10", "+Inf"};
        const char *const statuses[] = {"success", "401", "429", "500", "502"};
        begin("hubspot_api_duration_seconds", "histogram");
        for (int route = 0; route < 26; ++route) {
            for (const char *const status : statuses) {
                const std::string labels = "method=\"POST\",endpoint=\"/crm/v3/objects/contacts/batch/"
                    + std::to_string(route) + "\",status=\"" + status + '"';
                for (const char *const edge : edges)
                    add("hubspot_api_duration_seconds_bucket{le=\"" + std::string(edge) + "\"," + labels + "} ", false);
                add("hubspot_api_duration_seconds_sum{" + labels + "} ", true);
                add("hubspot_api_duration_seconds_count{" + labels + "} ", false);
            }
        }
        begin("hubspot_api_calls_total", "counter");
        for (int route = 0; route < 90; ++route)
            for (const char *const status : statuses)
                add("hubspot_api_calls_total{endpoint=\"/crm/v3/objects/contacts/" + std::to_string(route)
                        + "\",status=\"" + status + "\"} ",
                    false);
        begin("process_resident_memory_bytes", "gauge");
        add("process_resident_memory_bytes ", false);
    }

    size_t series() const { return m_values.size(); }

    std::string text() const
    {
        std::string body;
        for (size_t i = 0; i < m_values.size(); ++i)
            body += m_heads[i] + m_keys[i] + numberText(m_values[i]) + '\n';
        return body;
    }

    void change(double part)
    {
        for (size_t i = 0; i < m_values.size(); ++i)
            if (std::uniform_real_distribution<double>()(m_random) < part)
                m_values[i] += m_isFloat[i] ? 0.1 + double(m_random() % 1000) / 977 : double(1 + m_random() % 9);
    }

private:
    void begin(const std::string &family, const std::string &type)
    {
        m_head += "\n# HELP " + family + " What the service measured\n# TYPE " + family + ' ' + type + '\n';
    }
    void add(std::string key, bool isFloat)
    {
        m_heads.push_back(std::exchange(m_head, {}));
        m_keys.push_back(std::move(key));
        m_isFloat.push_back(isFloat);
        m_values.push_back(isFloat ? double(m_random() % 100000) / 977 : double(m_random() % 100000));
    }

    std::mt19937 m_random = std::mt19937(11);
    std::string m_head = {};
    std::vector<std::string> m_heads = {};
    std::vector<std::string> m_keys = {};
    std::vector<bool> m_isFloat = {};
    std::vector<double> m_values = {};
};

void count(benchmark::State &state, size_t bytes, size_t series)
{
    state.SetBytesProcessed(std::int64_t(bytes) * state.iterations());
    state.SetItemsProcessed(std::int64_t(series) * state.iterations());
    state.counters["bytes"] = double(bytes);
    state.counters["series"] = double(series);
}

void scanCold(benchmark::State &state)
{
    const PromClientBody source;
    const std::string body = source.text();
    for (auto _ : state) {
        ExpositionScanner scanner(body, TextFormat::Prometheus);
        double sum = 0;
        while (scanner.next() != ExpositionScanner::Kind::End)
            sum += scanner.entry().value;
        benchmark::DoNotOptimize(sum);
    }
    count(state, body.size(), source.series());
}
BENCHMARK(scanCold);

void parseWhole(benchmark::State &state)
{
    const PromClientBody source;
    const std::string body = source.text();
    for (auto _ : state)
        benchmark::DoNotOptimize(parseExposition(body, TextFormat::Prometheus));
    count(state, body.size(), source.series());
}
BENCHMARK(parseWhole);

void readFirstScrape(benchmark::State &state)
{
    const PromClientBody source;
    const std::string body = source.text();
    for (auto _ : state) {
        ScrapeReader reader;
        benchmark::DoNotOptimize(reader.read(body, TextFormat::Prometheus, {}));
    }
    count(state, body.size(), source.series());
}
BENCHMARK(readFirstScrape);

/// Percent of the values that change from one scrape to the next.
void readNextScrape(benchmark::State &state)
{
    PromClientBody source;
    std::vector<std::string> bodies;
    for (int i = 0; i < 16; ++i) {
        source.change(double(state.range(0)) / 100);
        bodies.push_back(source.text());
    }
    ScrapeReader reader;
    size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(reader.read(bodies[i++ % bodies.size()], TextFormat::Prometheus, {}));
    count(state, bodies.front().size(), source.series());
}
BENCHMARK(readNextScrape)->Arg(0)->Arg(20)->Arg(100);

/// One series comes and goes, so that the lines do not match.
void readChangedLines(benchmark::State &state)
{
    const PromClientBody source;
    const std::string bodies[] = {source.text(), "new_series{a=\"1\"} 1\n" + source.text()};
    ScrapeReader reader;
    size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(reader.read(bodies[i++ % 2], TextFormat::Prometheus, {}));
    count(state, bodies[0].size(), source.series());
}
BENCHMARK(readChangedLines);

} // namespace
