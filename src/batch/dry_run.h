// DryRun: what a job would do, seen without writing anything.
#pragma once

#include "base/call_scope.h"
#include "batch/chunk.h"
#include "batch/job_progress.h"
#include "batch/plan.h"
#include "batch/row_source.h"
#include "net/http.h"

#include <QObject>

namespace hubwatch {

/// One row, before and after.
struct RowDiff {
    enum class Verdict { Changes, Unchanged, Creates, NotFound, Archives, Reads, Associates, Kept };

    std::int64_t row = 0;
    QString key = {};
    QString recordId = {};
    Verdict verdict = Verdict::Changes;
    std::vector<PropertyValue> before = {}; ///< of the properties that are written
    std::vector<PropertyValue> after = {};

    bool operator==(const RowDiff &) const = default;
};

/// A request exactly as it would go out, without the token.
struct ShownRequest {
    QString line = {}; ///< "POST /crm/objects/2026-09/contacts/batch/update"
    QString body = {}; ///< JSON, indented; cut to 4,000 characters

    bool operator==(const ShownRequest &) const = default;
};

struct DryRunReport {
    QString job = {};
    RequestCount requests = {};                      ///< that the run will take
    std::vector<ShownRequest> shown = {};            ///< the first read and the first write
    std::optional<std::int64_t> dailyLeft = {};      ///< of the account today, the reserve taken off
    std::optional<std::int64_t> dailyLeftAfter = {}; ///< less what the job takes; below zero: it will be parked
    Forecast forecast = {};
    std::vector<RowDiff> sample = {}; ///< at most 100 of them
    std::int64_t sampled = 0;         ///< rows that were compared
    std::int64_t changing = 0;        ///< of these
    std::int64_t unchanged = 0;
    std::int64_t notFound = 0;
    std::int64_t kept = 0;  ///< of an undo: records that somebody changed since
    std::int64_t calls = 0; ///< reads that the dry run itself made; never a write
    QStringList warnings = {};
    TimePoint at = {};

    bool operator==(const DryRunReport &) const = default;
};

/// Reads the records of the first `sampleRows` accepted rows (0: none, all of them: every row) and compares.
class DryRun
{
public:
    struct Tools {
        HttpClient &http;
        Clock &clock;
        const Journal &journal; ///< knows which rows were rejected
        RowSource &rows;
        QUrl api = {};
        /// Of an undo: which rows the run would leave alone, as judgeUndo() says; empty otherwise.
        std::function<Result<BeforeVerdict>(const std::vector<JobRow> &, const HttpResponse &)> judge = {};
        PaceFacts pace = {}; ///< limits and quota as they are; requestsLeft is filled in
    };
    using Reply = std::function<void(Result<DryRunReport>)>;

    DryRun(Plan plan, Tools tools, std::int64_t sampleRows);
    ~DryRun();
    /// Answers once, later; never once this is gone.
    void start(Reply reply);
    double share() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
