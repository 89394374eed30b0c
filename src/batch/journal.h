// Journal: what was planned, sent and answered, on disk before it counts.
#pragma once

#include "base/result.h"
#include "batch/csv/csv_rows.h"
#include "batch/job_progress.h"
#include "batch/plan.h"

#include <functional>
#include <map>
#include <memory>
#include <span>

namespace hubwatch {

/// A request that is about to go out, or went out and was not answered.
struct JournalRequest {
    enum class Kind {
        Write,
        Check, ///< reads back rows whose outcome is unknown
    };

    std::int64_t id = 0; ///< the journal's
    Kind kind = Kind::Write;
    std::vector<std::int64_t> rows = {};
    TimePoint sentAt = {};

    bool operator==(const JournalRequest &) const = default;
};

/// How a request ended.
struct RequestEnd {
    int status = 0; ///< 0: no answer
    QString correlationId = {};
    QString words = {}; ///< of a failure
    Duration took = {};

    bool operator==(const RequestEnd &) const = default;
};

/// What the record was before the job touched it.
struct BeforeImage {
    std::int64_t row = 0;
    QString recordId = {};
    std::vector<PropertyValue> values = {}; ///< of the properties that are written; empty value: it had none
    std::optional<TimePoint> changedAt = {};

    bool operator==(const BeforeImage &) const = default;
};

/// A row that was sent, got no answer and was found undone: that request may still have arrived since.
struct EarlierSend {
    std::int64_t row = 0;
    TimePoint sentAt = {};                  ///< the first time
    bool refused = false;                   ///< a create was refused since as being there, and was looked up for it
    std::optional<BeforeImage> before = {}; ///< as it was then

    bool operator==(const EarlierSend &) const = default;
};

/// Rows by pile, for looking at them.
struct RowQuery {
    std::vector<Pile> piles = {}; ///< empty: all
    QString code = {};
    std::int64_t after = 0; ///< the last row of the page before
    int most = 200;

    bool operator==(const RowQuery &) const = default;
};

/// One SQLite file a job, `synchronous = FULL`: what a call has reported as done is there after a loss of power. One
/// thread, one program. Errors are of kind Storage and leave the journal as it was.
///
/// A row stands in one of these states: untouched; sent (its request has no answer); done, failed, unknown, skipped.
/// Sent rows count as unknown in piles(): in = done + failed + unknown + skipped + untouched, always.
class Journal
{
public:
    struct Opened {
        std::unique_ptr<Journal> journal;
        QString notice = {}; ///< what was damaged, and what was kept
    };

    /// Makes it when it is missing. `path` empty: in memory.
    static Result<Opened> open(const QString &path);
    ~Journal();

    Result<void> putPlan(const Plan &plan);
    /// Malformed when there is none: planning was not finished.
    Result<Plan> plan() const;
    bool holdsPlan() const; ///< also one that a newer Hubwatch made
    /// While planning, many at a time.
    Result<void> putMarks(std::span<const RowMark> marks);
    Result<std::vector<RowMark>> marks() const;
    /// The rows of the job where they are not 1 to N: those that an undo takes back. Ascending.
    Result<void> putRows(std::span<const std::int64_t> rows);
    /// Outcomes of rows that were never sent.
    Result<void> putOutcomes(std::span<const RowOutcome> outcomes);

    /// A request begins: it and, of a Write, the state before of its rows are on disk when this returns. Answers its
    /// id. The rows of a Write are sent from then on; a Check leaves them as they are.
    Result<std::int64_t> sending(const JournalRequest &request, std::span<const BeforeImage> before);
    /// A Write ended. Its rows that are not among `outcomes` are untouched again: they were not done, for certain.
    Result<void> ended(std::int64_t request, const RequestEnd &end, std::span<const RowOutcome> outcomes);
    /// It ended without an answer. The rows of a Write stay sent until a Check settles them.
    Result<void> unanswered(std::int64_t request, const RequestEnd &end);
    /// Writes that still have sent rows, oldest first, with these rows alone: of a run before, and those that
    /// unanswered() named.
    Result<std::vector<JournalRequest>> openRequests() const;
    /// A Check was answered: what it found, also Pile::Unknown where nothing more can be found; and the rows that were
    /// not done and are untouched again, those among them that a late request may still do: `late`, which keep their
    /// state before. Others stay as they are.
    Result<void> settled(std::int64_t check, std::span<const RowOutcome> outcomes,
                         std::span<const std::int64_t> untouched, std::span<const std::int64_t> late = {});
    /// Of `rows`, those that were ever `late`.
    Result<std::vector<EarlierSend>> earlier(std::span<const std::int64_t> rows) const;
    /// They are EarlierSend::refused from now on.
    Result<void> setRefused(std::span<const std::int64_t> rows);

    /// The next untouched rows behind `after`, at most `most`, ascending.
    Result<std::vector<std::int64_t>> untouched(std::int64_t after, int most) const;
    Result<JobPiles> piles() const; ///< kept as it goes: costs nothing
    std::int64_t touched() const;   ///< rows in a pile or sent
    /// Failed and unknown ones by reason, most rows first.
    Result<std::vector<ReasonGroup>> reasons(int most = 50) const;
    Result<std::vector<RowOutcome>> outcomes(const RowQuery &query) const;
    /// What records hold, of a job that reads them: kept where the state before is kept by others.
    Result<void> putImages(std::span<const BeforeImage> images);
    Result<std::vector<BeforeImage>> before(std::span<const std::int64_t> rows) const;
    /// Failed rows that were sent (with `code`, or those `rows`, or all) become untouched again, to be sent anew. How
    /// many.
    Result<std::int64_t> forget(const QString &code, std::span<const std::int64_t> rows);
    /// Unknown rows that nothing can settle: a person says what they are. How many.
    Result<std::int64_t> decide(Pile pile, const QString &words);
    /// What is untouched will not be sent: skipped, with that code and words. How many. What is sent still, nobody will
    /// read back any more: unknown.
    Result<std::int64_t> skipRest(const QString &code, const QString &words);

    /// All but the count of calls, which countCalls() and sending() keep.
    Result<void> setState(const JobState &state);
    Result<JobState> state() const;
    /// Small values by name.
    Result<void> put(const QString &key, const QByteArray &value);
    std::optional<QByteArray> get(const QString &key) const;
    /// Requests sent so far, reads included; `count` more.
    Result<void> countCalls(std::int64_t count);

private:
    Result<void> endRequest(std::int64_t request, const RequestEnd &end);

    struct Private;
    explicit Journal(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
