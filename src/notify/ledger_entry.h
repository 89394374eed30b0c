// How a notice stands in the ledger.
#pragma once

#include "notify/outbox.h"

namespace hubwatch {

/// "contacts-sync: API error rate 7.2 %, + 4 more"
QString subjectOf(const Notice &notice);
/// As it is kept in the outbox.
QByteArray noticeBytes(const Notice &notice);
/// Of noticeBytes(): LedgerEntry::bodyHash.
QString noticeHash(const QByteArray &bytes);
/// An entry about the notice, with nothing said yet about what became of it.
LedgerEntry entryOf(const Notice &notice, TimePoint at);
LedgerEntry withheldEntry(const Withheld &withheld, TimePoint at);
/// What an answer makes of an entry.
void apply(LedgerEntry &entry, const Delivery &delivery, std::optional<TimePoint> nextTry);

} // namespace hubwatch
