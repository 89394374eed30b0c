// Diff rows: before and after of a dry run's sample, a line for each property. Pure.
#pragma once

#include "batch/dry_run.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

/// Columns: row, key, what happens, property, before, after. What changes is marked; what stays is dim, and a row that
/// stays altogether is one dim line.
std::vector<CellRow> diffRows(const std::vector<RowDiff> &sample);

} // namespace hubwatch::ui
