// BatchDesk: what the window may ask about batch jobs.
#pragma once

#include "snapshot/batch_commands.h"

#include <QObject>

namespace hubwatch {

/// Like Console: lives on the GUI thread, never blocks, answers by signal.
class BatchDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void look(const QString &path, const std::optional<CsvFormat> &format) = 0; ///< looked()
    virtual void askDefinitions(const DefinitionsQuestion &question) = 0;               ///< definitionsFound()
    virtual void plan(const PlanQuestion &question) = 0;                                ///< planned()
    virtual void dropPlanning() = 0;
    /// Compares the first rows with what is there: nothing is written. In BatchJob::dryRun, and done().
    virtual void dryRun(const QString &job, std::int64_t sampleRows) = 0;

    /// These are answered by done().
    virtual void run(const RunOrder &order) = 0;
    virtual void pause(const QString &job) = 0;
    virtual void cancel(const QString &job) = 0;
    /// Failed rows with that code, those rows, or all, are sent again.
    virtual void retry(const QString &job, const QString &code, const std::vector<std::int64_t> &rows) = 0;
    /// Unknown rows that cannot be read back: a person says what they are.
    virtual void decide(const QString &job, Pile pile) = 0;
    /// Plans the undo: a job of its own, to be looked at and run.
    virtual void undo(const QString &job) = 0;
    virtual void pin(const QString &job, bool pinned) = 0;
    virtual void remove(const QString &job) = 0;
    virtual void exportRows(const QString &job, const hubwatch::ResultsExport::Order &order) = 0;
    virtual void saveMapping(const SavedMapping &mapping) = 0;
    virtual void removeMapping(const QString &name) = 0;

    virtual void askRows(const QString &job, const RowQuery &query) = 0; ///< rowsFound()

signals:
    void looked(const hubwatch::LookAnswer &answer);
    void definitionsFound(const hubwatch::DefinitionsAnswer &answer);
    void planned(const hubwatch::PlanAnswer &answer);
    void rowsFound(const hubwatch::RowsAnswer &answer);
    void done(const hubwatch::BatchOutcome &outcome);
};

} // namespace hubwatch
