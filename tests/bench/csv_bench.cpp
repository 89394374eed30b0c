// What reading files of rows costs: parsing alone, taking a file in with its hash and its copy, and reading rows again.
#include "batch/csv/csv_intake.h"
#include "batch/csv/csv_rows.h"

#include <QFile>
#include <QTemporaryDir>
#include <array>
#include <benchmark/benchmark.h>

namespace hubwatch {
namespace {

constexpr int csvBenchRows = 300'000;

/// 0: plain cells; 1: all in quotes, some doubled, with a line end; 2: Japanese.
std::string csvBenchText(std::int64_t kind)
{
    constexpr std::array<const char *, 3> rows
        = {",person@example.com,Given,Family,customer,+81 90 1234 5678,Example Inc,imported from the old system\r\n",
           ",\"person@example.com\",\"Given\",\"\"\"Family\"\"\",\"customer\",\"+81 90 1234 5678\",\"Example, "
           "Inc\",\"imported "
           "from\nthe old system\"\r\n",
           ",person@example.com,太郎,山田,customer,+81 90 1234 5678,株式会社例,旧システムから取り込み\r\n"};
    std::string text = "id,email,firstname,lastname,lifecyclestage,phone,company,notes\r\n";
    for (int row = 1; row <= csvBenchRows; ++row)
        text += std::to_string(row) + rows[size_t(kind)];
    return text;
}

void count(benchmark::State &state, size_t bytes)
{
    state.SetBytesProcessed(state.iterations() * std::int64_t(bytes));
    state.SetItemsProcessed(state.iterations() * csvBenchRows);
}

void parseRows(benchmark::State &state)
{
    const std::string text = csvBenchText(state.range(0));
    const auto seen = [](const CsvRow &row) {
        benchmark::DoNotOptimize(row.cells.data());
        return true;
    };
    for (auto _ : state) {
        CsvParser parser(',');
        for (size_t at = 0; at < text.size(); at += 1024 * 1024) {
            if (!parser.take(std::string_view(text).substr(at, 1024 * 1024), seen))
                state.SkipWithError("parsing failed");
        }
        if (!parser.finish(seen))
            state.SkipWithError("parsing failed");
    }
    count(state, text.size());
}
BENCHMARK(parseRows)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

/// A file in a folder that goes with it.
struct CsvBenchFile {
    explicit CsvBenchFile(const std::string &text)
    {
        QFile file(path);
        isThere
            = file.open(QIODevice::WriteOnly) && file.write(text.data(), qint64(text.size())) == qint64(text.size());
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("rows.csv"));
    bool isThere = false;
};

void takeFileIn(benchmark::State &state)
{
    const std::string text = csvBenchText(state.range(0));
    const CsvBenchFile file(text);
    for (auto _ : state) {
        const auto intake = CsvIntake::open(file.path, file.folder.filePath(QStringLiteral("copy.csv")));
        Result<bool> hasMore = bool(intake);
        while (hasMore && *hasMore)
            hasMore = (*intake)->step(1024 * 1024, [](const CsvRow &) { return true; });
        if (!intake || !hasMore)
            state.SkipWithError("intake failed");
    }
    count(state, text.size());
}
BENCHMARK(takeFileIn)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

void readRowsAgain(benchmark::State &state)
{
    const std::string text = csvBenchText(state.range(0));
    const CsvBenchFile file(text);
    for (auto _ : state) {
        const auto rows = CsvRows::open(file.path, ',', {});
        std::array<std::int64_t, 100> numbers = {};
        for (std::int64_t first = 1; rows && first <= csvBenchRows; first += 100) {
            for (size_t i = 0; i < numbers.size(); ++i)
                numbers[i] = first + std::int64_t(i);
            if (!(*rows)->read(numbers))
                state.SkipWithError("reading failed");
        }
    }
    count(state, text.size());
}
BENCHMARK(readRowsAgain)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hubwatch
