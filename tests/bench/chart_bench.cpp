// What a chart costs: a frame of 100,000 points reduced to the plot's columns, and a live update of 24 charts.
#include "ui/charts/chart_panel.h"
#include "ui/charts/panel_grid.h"
#include "ui/charts/plot_view.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <benchmark/benchmark.h>
#include <cmath>

using namespace hubwatch;
using namespace hubwatch::ui;

namespace {

const TimePoint benchNow(1'795'394'467s);
constexpr int benchColumns = 600;

/// What the engine leaves of 100,000 points: the least and the greatest of each pixel column.
ChartAnswerPtr reducedAnswer(int services, int shift)
{
    ChartAnswer answer{.from = benchNow - 1h + shift * 1s, .to = benchNow + shift * 1s};
    constexpr int perColumn = 100'000 / benchColumns;
    const auto step = Duration(3'600'000) / (benchColumns * perColumn);
    for (int s = 0; s < services; ++s) {
        std::vector<ChartPoint> run;
        run.reserve(benchColumns * 2);
        for (int column = 0; column < benchColumns; ++column) {
            double least = 1e9;
            double most = -1e9;
            const TimePoint at = answer.from + column * perColumn * step;
            for (int i = 0; i < perColumn; ++i) {
                const double value
                    = 2 + std::sin((column * perColumn + i + shift) * 0.013 + s) + std::sin(i * 1.7) * 0.3;
                least = std::min(least, value);
                most = std::max(most, value);
            }
            run.push_back({.at = at, .value = least, .n = perColumn});
            run.push_back({.at = at + perColumn / 2 * step, .value = most, .n = perColumn});
        }
        const QString name = QStringLiteral("service-%1").arg(s);
        answer.lines.push_back({name, name, {std::move(run)}});
    }
    return std::make_shared<const ChartAnswer>(std::move(answer));
}

PanelSpec benchSpec(int number)
{
    PanelSpec spec{
        .key = QStringLiteral("panel-%1").arg(number), .title = QStringLiteral("Panel"), .unit = Unit::Seconds};
    spec.question = SignalQuestion{.signal = spec.key};
    spec.levels = {{.value = 3, .word = QStringLiteral("page"), .label = QStringLiteral("page 3 s")}};
    return spec;
}

/// A new answer, drawn: everything between the engine's signal and the pixels.
void oneFrame(benchmark::State &state)
{
    ChartPanel panel(benchSpec(0));
    panel.resize(760, 244);
    panel.show();
    const ChartAnswerPtr answers[] = {reducedAnswer(1, 0), reducedAnswer(1, 1)};
    QImage image(panel.size(), QImage::Format_RGB32);
    size_t turn = 0;
    for (auto _ : state) {
        panel.setAnswer(answers[++turn % 2], {}, Zone::Utc);
        panel.render(&image);
    }
}
BENCHMARK(oneFrame)->Unit(benchmark::kMillisecond);

/// The same picture again, as when the crosshair moves.
void oneRepaint(benchmark::State &state)
{
    ChartPanel panel(benchSpec(0));
    panel.resize(760, 244);
    panel.show();
    panel.setAnswer(reducedAnswer(1, 0), {}, Zone::Utc);
    QImage image(panel.size(), QImage::Format_RGB32);
    int turn = 0;
    for (auto _ : state) {
        panel.setCrosshair(benchNow - (++turn % 60) * 1min);
        panel.render(&image);
    }
}
BENCHMARK(oneRepaint)->Unit(benchmark::kMillisecond);

/// 24 charts at 1 Hz: milliseconds an update times 0.1 are per cent of a core.
void liveUpdateOf24(benchmark::State &state)
{
    PanelGrid grid;
    std::vector<PanelSpec> specs;
    for (int i = 0; i < 24; ++i)
        specs.push_back(benchSpec(i));
    grid.resize(1560, 12 * 256);
    grid.setSpecs(specs);
    grid.show();
    const ChartAnswerPtr answers[] = {reducedAnswer(1, 0), reducedAnswer(1, 1)};
    QImage image(grid.size(), QImage::Format_RGB32);
    size_t turn = 0;
    for (auto _ : state) {
        ++turn;
        for (ChartPanel *panel : grid.panels())
            panel->setAnswer(answers[turn % 2], {}, Zone::Utc);
        grid.shareGutters();
        grid.render(&image);
    }
}
BENCHMARK(liveUpdateOf24)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setPalette(paletteOf(darkTheme()));
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
