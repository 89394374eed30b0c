// Item parts: the tables of one item: what was measured, what was found where, how it stood before. Pure.
#pragma once

#include "ui/readiness/readiness_words.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

std::vector<CellColumn> factColumns();
std::vector<CellRow> factRows(const std::vector<Fact> &facts);
std::vector<CellColumn> findingColumns();
std::vector<CellRow> findingRows(const std::vector<Finding> &findings);
std::vector<CellColumn> historyColumns();
std::vector<CellRow> historyRows(const std::vector<PastVerdict> &history, TimePoint now);
/// The sentence after what was found: "and 12 more"; empty without any.
QString leftOutText(const Evidence &evidence);

} // namespace hubwatch::ui
