// Plan words: what a plan and its dry run say, as rows and sentences. Pure.
#pragma once

#include "snapshot/batch_commands.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

/// A line for each reason, most rows first: reason, rows, first row, cell.
std::vector<CellRow> rejectRows(const Plan &plan);
/// Rows that repeat a key; they are among the rejected ones.
std::int64_t duplicatesOf(const Plan &plan);

/// "1,982 reads and 1,982 writes"
QString requestWords(const RequestCount &count);
/// "3 h 20 min"
QString etaText(const Forecast &forecast);
/// "in 12 min, at 03:14 JST"; "tomorrow, 03:14 JST".
QString endWords(const Forecast &forecast, TimePoint now);
/// What the run leaves of the day's quota, in words.
struct QuotaWords {
    Mark mark = Mark::Good;
    QString figure = {}; ///< "2,000 of 168,250"
    QString sentence = {};

    bool operator==(const QuotaWords &) const = default;
};
QuotaWords quotaWords(const DryRunReport &report);

/// "Nothing was written. Seen: ..." of the dry run itself.
QString dryRunSentence(const DryRunReport &report);
/// "87 change, 11 stay as they are, 2 are not there": of the rows that were compared.
QString sampleWords(const DryRunReport &report);
QString verdictWord(RowDiff::Verdict verdict); ///< "changes" ...
/// row, key, verdict, property, before, after; one line for each property.
QByteArray diffCsv(const DryRunReport &report);

} // namespace hubwatch::ui
