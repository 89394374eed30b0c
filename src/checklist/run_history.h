// RunHistory: the runs of one service's checklist, kept in the data folder.
#pragma once

#include "checklist/run_record.h"

#include <QStringList>
#include <map>

namespace hubwatch {

inline constexpr int mostKeptRuns = 200;

/// DATA/readiness/SERVICE/{TIME-NUMBER.json, baseline.json}, readable for their owner alone. What another program adds
/// is seen with the next look.
///
/// The order is that in which runs were added, which TIME is not once a clock has been moved: a run from a future that
/// was none is kept, named by notice(), and the next run comes behind it all the same.
class RunHistory
{
public:
    RunHistory(const QString &dataDirectory, const QString &service, const Clock &clock);

    /// The oldest runs above mostKeptRuns go. Storage: the disk is full, the folder cannot be written.
    Result<void> add(const RunRecord &record);
    /// Newest first. Reads what has not been read yet.
    std::vector<RunRecord> records();
    /// Reads one more file, the newest first; false when there is nothing left to read. For whoever must not be held
    /// up.
    bool readOn();

    Result<void> setBaseline(const RunRecord &record);
    std::optional<RunRecord> baseline();

    /// What a reader must know of the folder: files that were damaged and where they are now, runs of the future.
    /// Empty: nothing.
    QString notice() const;
    QString folder() const { return m_folder; }

private:
    Result<void> write(const QString &name, const RunRecord &record);
    std::optional<RunRecord> read(const QString &name);
    void setAside(const QString &name, const QString &why);
    void forgetGone(const QStringList &names);
    void trim();

    QString m_folder;
    QString m_service;
    const Clock &m_clock;
    std::map<QString, std::optional<RunRecord>> m_read = {}; ///< by file name; none: cannot be read
    QStringList m_damaged = {};                              ///< sentences
};

/// The service's name as a folder of its own on every system: "a/b" and "A" are neither "a" nor above it.
QString serviceFolderName(const QString &service);

} // namespace hubwatch
