// Backtest words: what a backtest found, as rows, sentences and a picture. Pure.
#pragma once

#include "snapshot/alert_commands.h"
#include "ui/charts/plot_picture.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

/// "1 page, 2 near misses, firing 20 min in the last 24 h; the present rule: 1 page"
QString backtestSentence(const BacktestAnswer &answer);
/// Blind where nothing was seen, a warning where it would have fired.
Mark backtestMark(const BacktestAnswer &answer);
/// Figure, present, candidate: pages, lead time, near misses, brief pages, time firing, seen.
std::vector<CellRow> comparisonRows(const BacktestAnswer &answer);
/// When, service, how long, worst, lead; the candidate's.
std::vector<CellRow> pageRows(const BacktestAnswer &answer, TimePoint now);
/// "3 min earlier", "3 min later", "only this one"
QString leadText(const std::optional<Duration> &lead, bool compared);

/// The signal, the thresholds of both rules, when the candidate would have been pending and firing.
PlotPicture backtestPicture(const BacktestAnswer &answer, const QStringList &services);

} // namespace hubwatch::ui
