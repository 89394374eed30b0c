// Plan words: what a plan and its dry run say, as rows and sentences. Pure.
#pragma once

#include "snapshot/batch_commands.h"
#include "snapshot/snapshot.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

/// A line for each reason, most rows first: reason, rows, first row, cell.
std::vector<CellRow> rejectRows(const Plan &plan);
/// Rows that repeat a key; they are among the rejected ones.
std::int64_t duplicatesOf(const Plan &plan);

/// When and how far the plan is to run, as it is chosen.
struct RunChoice {
    std::optional<TimePoint> begins = {};     ///< of a window that is not open yet; nothing: now
    std::int64_t rows = 0;                    ///< of the plan; 0: all
    bool otherDay = false;                    ///< the day's quota is a new one by then
    std::optional<std::int64_t> fullDay = {}; ///< calls of such a day that the job may use

    bool operator==(const RunChoice &) const = default;
};
RunChoice runChoice(const RunOrder &order, const Plan &plan, const Snapshot &snapshot);
/// What the run takes that is chosen; a report is of all rows, from now on.
RequestCount chosenRequests(const RequestCount &all, std::int64_t accepted, const RunChoice &choice);
DryRunReport chosenReport(DryRunReport report, std::int64_t accepted, const RunChoice &choice, TimePoint now);

/// "1,982 reads and 1,982 writes"
QString requestWords(const RequestCount &count);
/// "3 h 20 min"
QString etaText(const Forecast &forecast);
/// "begun now, done at 03:14 JST"; of a window "begins 24 Nov 00:00 JST, done 00:08 JST".
QString endWords(const Forecast &forecast, TimePoint now, std::optional<TimePoint> begins = {});
/// What the run leaves of the day's quota, in words.
struct QuotaWords {
    Mark mark = Mark::Good;
    QString label = {};
    QString figure = {}; ///< "2,000 of 168,250"
    QString sentence = {};

    bool operator==(const QuotaWords &) const = default;
};
QuotaWords quotaWords(const DryRunReport &report, bool otherDay = false);

/// "Nothing was written. Seen: ..." of the dry run itself.
QString dryRunSentence(const DryRunReport &report);
/// "87 change, 11 stay as they are, 2 are not there": of the rows that were compared.
QString sampleWords(const DryRunReport &report);
QString verdictWord(RowDiff::Verdict verdict); ///< "changes" ...
/// row, key, verdict, property, before, after; one line for each property.
QByteArray diffCsv(const DryRunReport &report);

} // namespace hubwatch::ui
