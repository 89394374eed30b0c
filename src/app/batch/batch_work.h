// BatchWork: all batch jobs of a data folder: planned, looked at, run, taken back.
#pragma once

#include "app/batch/batch_account.h"
#include "batch/dry_run.h"
#include "batch/job_folder.h"
#include "snapshot/batch_commands.h"
#include "store/event.h"

#include <QObject>
#include <memory>

namespace hubwatch {

struct BatchParts {
    QString dataDirectory = {}; ///< where jobs are kept
    Clock &clock;
    BatchAccounts accounts;
    QString by = {};           ///< user@host
    bool resumesItself = true; ///< jobs that a crash cut off go on without being asked
};

/// Lives on one thread, as the engine does; long work is done in slices. What was asked for is answered by signal.
class BatchWork : public QObject
{
    Q_OBJECT

public:
    explicit BatchWork(BatchParts parts, QObject *parent = nullptr);
    ~BatchWork() override;

    /// How long ended jobs are kept; the first time, what a run before left is taken up.
    void apply(const Workspace &workspace);
    /// Once a second: schedules come due, accounts may be accepted by now, old jobs go.
    void tick();
    BatchState state() const;

    void look(const QString &path, const std::optional<CsvFormat> &format);
    void askDefinitions(const DefinitionsQuestion &question);
    void plan(const PlanQuestion &question);
    void dropPlanning();
    void dryRun(const QString &job, std::int64_t sampleRows);
    void run(const RunOrder &order);
    void pause(const QString &job);
    void cancel(const QString &job);
    void retry(const QString &job, const QString &code, const std::vector<std::int64_t> &rows);
    void decide(const QString &job, Pile pile);
    void undo(const QString &job);
    void pin(const QString &job, bool pinned);
    void remove(const QString &job);
    void exportRows(const QString &job, const ResultsExport::Order &order);
    void saveMapping(const SavedMapping &mapping);
    void removeMapping(const QString &name);
    void askRows(const QString &job, const RowQuery &query);

signals:
    void looked(const hubwatch::LookAnswer &answer);
    void definitionsFound(const hubwatch::DefinitionsAnswer &answer);
    void planned(const hubwatch::PlanAnswer &answer);
    void rowsFound(const hubwatch::RowsAnswer &answer);
    void done(const hubwatch::BatchOutcome &outcome);
    /// A job began, stopped, ended.
    void happened(const hubwatch::Event &event);
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
