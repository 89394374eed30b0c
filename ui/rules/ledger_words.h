// Ledger words: what became of an attempt to tell somebody. Pure.
#pragma once

#include "notify/ledger.h"
#include "ui/credentials/credential_words.h"
#include "ui/rules/cell_model.h"

#include <QByteArray>

namespace hubwatch::ui {

MarkedWord resultWord(LedgerEntry::Result result);
QString eventWord(Notice::Event event);
QString reasonWord(Notice::Reason reason);
/// "180 ms", "2.4 s"
QString tookText(Duration took);

/// Time, route, event, subject, attempt, result, status, latency, reason, next try.
std::vector<CellColumn> ledgerColumns();
CellRow ledgerRow(const LedgerEntry &entry, TimePoint now);
/// How many other entries told the same words under the same key: what at-least-once costs.
int duplicatesOf(const LedgerEntry &entry, const std::vector<LedgerEntry> &entries);

QByteArray ledgerCsv(const std::vector<LedgerEntry> &entries);

} // namespace hubwatch::ui
