// Results: what became of each row, with the columns it came with.
#pragma once

#include "base/result.h"
#include "batch/job.h"

#include <QString>
#include <memory>

namespace hubwatch {

class CsvRows;
class Journal;

/// Writes the rows of some piles to a CSV, a slice at a time: the original columns, then hubwatch_row,
/// hubwatch_outcome, hubspot_id, hubwatch_code, hubwatch_error, and what a job that reads has read. Goes to a file
/// beside `path` first and takes its name when it is complete; 0600. Formulas are guarded; `withBom` for spreadsheets.
class ResultsExport
{
public:
    struct Order {
        QString path = {};
        std::vector<Pile> piles = {}; ///< empty: all
        QString code = {};            ///< only rows with this one; empty: all
        bool withBom = true;

        bool operator==(const Order &) const = default;
    };

    /// `rows` and `journal` outlive it.
    static Result<std::unique_ptr<ResultsExport>> open(Order order, CsvRows &rows, const Journal &journal);
    ~ResultsExport();
    /// Writes about `most` rows more. true: there are more.
    Result<bool> step(int most);
    std::int64_t written() const;

private:
    struct Private;
    explicit ResultsExport(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

/// Whether a file can be written there, before somebody relies on it.
Result<void> mayExportTo(const QString &path);

} // namespace hubwatch
