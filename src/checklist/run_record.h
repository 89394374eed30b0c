// RunRecord: the verdicts of one run of a service's checklist, as they are kept.
#pragma once

#include "base/result.h"
#include "checklist/evidence.h"

#include <QByteArray>

namespace hubwatch {

struct RunRecord {
    QString service = {};
    TimePoint at = {};                  ///< when it ended
    QString by = {};                    ///< user@host, or "watch"
    std::vector<Verdict> verdicts = {}; ///< of the items that were run; others stand as they did

    bool operator==(const RunRecord &) const = default;
};

QByteArray runRecordJson(const RunRecord &record);
/// Malformed with what is wrong. A verdict that was changed since it was written is an error.
Result<RunRecord> parseRunRecord(const QByteArray &json);

/// The newest verdict of each item over `records`, oldest record first.
std::vector<Verdict> newestVerdicts(const std::vector<RunRecord> &records);

/// One item between a baseline and now.
struct ItemChange {
    enum class Kind { Regressed, Mended, Appeared, Gone };

    Kind kind = Kind::Regressed;
    QString item = {};
    Outcome before = Outcome::NotRun;
    Outcome now = Outcome::NotRun;

    bool operator==(const ItemChange &) const = default;
};
/// Regressed: from pass to warn, fail or error, or from warn to fail or error; NotRun is neither better nor worse.
std::vector<ItemChange> changesSince(const std::vector<Verdict> &baseline, const std::vector<Verdict> &now);

} // namespace hubwatch
