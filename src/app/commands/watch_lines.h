// The JSON lines of `hubwatchctl watch`: scripts depend on their keys.
#pragma once

#include "alerts/alert_book.h"
#include "notify/ledger.h"
#include "signals/reading.h"
#include "snapshot/account_state.h"

#include <QByteArray>
#include <span>

namespace hubwatch {

/// {"type":"reading","at":...,"service":...,"signal":...,"value":...,"n":...,"low":...,"high":...,"state":...}
///
/// `state` is ok, breach, unknown or no-data; breach when any of `rules` that applies to the reading holds, enabled or
/// not. `value` is null when unknown; `high` is null in the top bucket.
QByteArray readingLine(const Reading &reading, std::span<const Rule> rules);

/// {"type":"alert","at":...,"service":...,"rule":...,"from":...,"to":...,"since":...,"value":...}
QByteArray alertLine(const AlertChange &change);

/// {"type":"account","at":...,"account":...,"token":...,"cause":...,"portal":...,"words":...}: what became of an
/// account's token. `cause` is a causeId(), null where HubSpot refused nothing; `portal` is null until HubSpot told it.
QByteArray accountLine(const AccountState &account);

/// {"type":"delivery","at":...,"route":...,"alert":...,"event":...,"attempt":...,"status":...,"ok":...}: an attempt to
/// tell somebody. `alert` is the key under which the other side knows it, `status` null where there was no answer.
QByteArray deliveryLine(const LedgerEntry &entry);

/// The same for people: "08:00:15 contacts-sync api.error_rate 1.2 % (n 2451) ok".
QString readingSentence(const Reading &reading, std::span<const Rule> rules);
QString alertSentence(const AlertChange &change);
QString accountSentence(const AccountState &account);
QString deliverySentence(const LedgerEntry &entry);

/// The `state` of a reading line.
QString readingState(const Reading &reading, std::span<const Rule> rules);

} // namespace hubwatch
