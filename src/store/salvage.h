// Opening a database file of ours, and what is done when it is damaged.
#pragma once

#include "store/schema.h"

namespace hubwatch {

struct OpenedFile {
    std::unique_ptr<Database> database = {};
    QString notice = {}; ///< empty when all is well
};

/// What distinguishes one kind of file from another.
struct FileLayout {
    FileState (*state)(Database &database, bool thorough) = nullptr;
    Result<void> (*create)(Database &database) = nullptr;   ///< comes before `settings`
    Result<void> (*settings)(Database &database) = nullptr; ///< of each connection
    /// Copies what can be read; answers what that was, for people, empty when it was nothing.
    Result<QString> (*copy)(Database &from, Database &to) = nullptr;
};

/// Opens the file at `path` (empty: in memory), making it when it is missing. A damaged one is set aside and what can
/// be read of it is copied over; one of a newer Hubwatch is refused and left alone.
Result<OpenedFile> openFile(const QString &path, const FileLayout &layout);
/// Of samples.db.
const FileLayout &samplesLayout();

/// What a copy kept. `scrapesBefore` counts the ones known to have been there.
struct Kept {
    qint64 scrapes = 0;
    qint64 scrapesBefore = 0;
    qint64 events = 0;
};

/// Copies everything readable, row by row. `from` may be damaged anywhere, `to` has fresh tables.
Result<Kept> copyReadable(Database &from, Database &to);

} // namespace hubwatch
