// JobRunner: carries a plan out, from its first row to its last, and past everything that comes between.
#pragma once

#include "base/call_scope.h"
#include "batch/journal.h"
#include "batch/row_source.h"
#include "batch/undo.h"

#include <QObject>
#include <QPointer>
#include <memory>

namespace hubwatch {

class JobRun;

/// What a job is run with; all of it outlives the runner.
struct JobTools {
    HttpClient &http; ///< the account's own client: token, limits, retries
    Clock &clock;
    Journal &journal;
    RowSource &rows;
    QUrl api = {};
    int concurrency = 5;
    /// The account as it is now: the limiter, and what is left of the day.
    std::function<LimiterState()> limiter = {};
    std::function<std::optional<std::int64_t>()> dailyLeft = {};
    std::function<std::optional<TimePoint>()> resetsAt = {};
    /// Of an undo: the job that it takes back.
    const Plan *undone = nullptr;
    const Journal *undoneJournal = nullptr;
    RowSource *undoneRows = nullptr;
    /// Of a read: takes what was read, before its rows count as done. Rows come a second time after a crash.
    std::function<Result<void>(std::span<const JobRow>, const BatchAnswer &)> keep = {};
};

/// Chunk by chunk, as many at a time as the account has slots and a few more in the queue, so that the limit is the
/// only thing waited for. Each chunk: read what is there, note it, write, note the answer; split what fails as a whole;
/// read back what got no answer before anything is sent again.
///
/// Rows that a run before left without an answer are settled first. A 401 pauses, a DAILY parks, `stopBy` and the daily
/// reserve end it between two requests. A journal that cannot be written pauses it at once: nothing goes out
/// unrecorded. `finished` of the trial: Asking.
///
/// Must not be deleted from within a slot of its own: deleteLater() is for that.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    JobRunner(Plan plan, JobTools tools, QObject *parent = nullptr);
    ~JobRunner() override;

    /// Begins, or goes on where the journal says. `by`: who. Of a paused or parked job whose stop-by time has passed,
    /// it is a person's word that it may go on without one; after a crash the time holds.
    void start(const QString &by);
    /// Nothing new goes out; what is out is answered. `why` empty: a person did it.
    void pause(const QString &why = {});
    /// As pause(), and then the rest is skipped: "cancelled".
    void cancel(const QString &by);
    /// A trial was looked at and is good: the rest may go.
    void goOn();

    const Plan &plan() const;
    JobProgress progress() const;
    /// Whether anything of it is still out.
    bool busy() const;

signals:
    /// Something about progress() is new; often, so look at it a few times a second at most.
    void changed();
    /// Its phase is another one now: paused, parked, asking, finished ...
    void phaseChanged(hubwatch::JobState::Phase phase);

private:
    std::unique_ptr<JobRun> d;
};

} // namespace hubwatch
