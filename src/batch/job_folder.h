// JobFolder: the jobs of a data folder: history, locks, retention.
#pragma once

#include "batch/journal.h"

#include <QLockFile>

namespace hubwatch {

/// A job as the history lists it.
struct JobRecord {
    Plan plan = {};
    JobState state = {};
    JobPiles piles = {};
    std::vector<ReasonGroup> reasons = {}; ///< of failed and unknown rows
    QString problem = {};                  ///< why it could not be read
    QString notice = {};                   ///< what of it was damaged, and what was kept

    bool operator==(const JobRecord &) const = default;
};

/// DATA/batch/ID/{journal.db, input.csv}. Everything in it belongs to its owner alone.
class JobFolder
{
public:
    explicit JobFolder(const QString &dataDirectory);

    QString pathOf(const QString &id) const;
    QString journalOf(const QString &id) const;
    QString inputOf(const QString &id) const;
    QString mappings() const; ///< the folder of saved mappings

    Result<void> create(const QString &id) const;
    /// Writes what jobs() tells of it; the journal stays the truth.
    Result<void> note(const JobRecord &job) const;
    /// Newest first; one that cannot be read has its id and a `problem`.
    std::vector<JobRecord> jobs() const;
    std::optional<JobRecord> job(const QString &id) const;
    /// Of a job whose summary cannot be read: what its journal tells, noted anew. Rejected while somebody has it open.
    Result<JobRecord> restored(const QString &id) const;
    Result<void> remove(const QString &id) const;
    /// Removes ended jobs that ended before `before`, unless pinned or running; planned ones that were never begun, and
    /// what is half planned, after a week. What the journal says counts, and one that cannot be read stays. Answers
    /// their ids.
    QStringList trim(TimePoint before, TimePoint now) const;

    /// One job at a time writes to an account, in whatever program: nullptr when another one holds it; `who` says
    /// which.
    std::unique_ptr<QLockFile> lockAccount(const QString &account, QString *who) const;
    /// One program at a time has a job open.
    std::unique_ptr<QLockFile> lockJob(const QString &id, QString *who) const;

private:
    QString m_root;
};

} // namespace hubwatch
