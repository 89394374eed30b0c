// Schema: the tables of samples.db, and what kind of file lies there.
#pragma once

#include "store/database.h"

namespace hubwatch {

constexpr int schemaVersion = 1;

/// A scrape's row id holds its target above and its number within the target below, so that the rows of one target lie
/// together and a range of time is a range of ids.
constexpr int scrapeBits = 40;
constexpr qint64 firstRowOf(qint64 target)
{
    return target << scrapeBits;
}
constexpr qint64 lastRowOf(qint64 target)
{
    return ((target + 1) << scrapeBits) - 1;
}
constexpr qint64 targetOfRow(qint64 row)
{
    return row >> scrapeBits;
}

enum class FileState { Fresh, Good, Newer, Foreign, Damaged };

/// What the open file is. Reads little of it unless `thorough`.
FileState fileState(Database &database, bool thorough);
/// The same for a file of another kind, told by its application id; it, too, keeps its version in a table meta.
FileState fileStateOf(Database &database, bool thorough, qint64 ours, qint64 newest);
/// Lays out an empty file. Comes before applySettings(), since WAL fixes the layout.
Result<void> createTables(Database &database);
/// How this connection behaves; writes nothing to a file that is laid out.
Result<void> applySettings(Database &database);

} // namespace hubwatch
