// Rows of deliveries.db as values; included by outbox*.cpp alone.
#pragma once

#include "notify/ledger.h"
#include "store/database.h"

namespace hubwatch {

qint64 rowMillis(TimePoint at);
TimePoint rowInstant(qint64 millis);
QVariant rowMaybe(std::optional<TimePoint> at);
/// Never a null string, which SQLite would take for NULL.
QString rowText(const QString &text);

/// Of the columns from id to next_try.
LedgerEntry entryOfRow(const Rows &row);
/// Adds an entry; fills in its id.
Result<void> insertEntry(Database &database, LedgerEntry &entry, const QString &handle);
Result<Notice> noticeOfBody(qint64 id, const QByteArray &body);

} // namespace hubwatch
