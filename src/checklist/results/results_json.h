// Results in JSON: k6 and autocannon, told apart by their keys.
#pragma once

#include "checklist/results/results_file.h"

#include <QJsonObject>

namespace hubwatch {

/// Holds the whole file, which is a summary: more than 2 MB are refused.
std::unique_ptr<ResultsReader> jsonResultsReader();

/// k6, as `--summary-export` or handleSummary() write it.
Result<ImportedResults> k6Results(const QJsonObject &json);
/// `autocannon --json`.
Result<ImportedResults> autocannonResults(const QJsonObject &json);

} // namespace hubwatch
