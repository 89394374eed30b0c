// Account words: how a HubSpot account stands, in marks and words. Pure.
#pragma once

#include "ui/credentials/credential_words.h"

#include <QColor>

namespace hubwatch::ui {

/// Warm for production, cool for a sandbox: the same in both themes, and never a state's colour.
QColor accountColor(AccountConfig::Kind kind);
QString accountKindWord(AccountConfig::Kind kind); ///< "production", "sandbox"

/// How often it is polled, as its last try and its next one tell; at least a minute, at most five.
Duration pollInterval(const AccountState &account);
/// When HubSpot last took the token.
std::optional<TimePoint> acceptedAt(const AccountState &account);
/// Accepted, and not longer ago than three polls: only then is a token good.
bool acceptedLately(const AccountState &account, TimePoint now);

/// "accepted, verified 2 min ago"; an acceptance that has grown old is unseen.
MarkedWord tokenText(const AccountState &account, TimePoint now);
/// "12 granted, all 4 needed are there", "missing: crm.objects.deals.read"
MarkedWord scopesText(const AccountState &account);

/// The share of the day's quota; nullopt while unknown or older than three polls.
std::optional<double> quotaShare(const AccountState &account, TimePoint now);
/// "71 %, runs out 21:40", "38 %", "unknown"
MarkedWord quotaText(const AccountState &account, TimePoint now);
/// "443,750 of 625,000 calls"
QString quotaAmount(const AccountState &account);
/// "resets 00:00, in 14 h · at this pace out at 21:40", "... · at this pace 84 % by then"
QString quotaForecast(const AccountState &account, TimePoint now);

/// "41 of 80 in 10 s, account 190"
QString limiterText(const LimiterState &limiter);
/// "3 of 5 in flight, 12 wait for the window", "parked until 00:00: daily limit"
MarkedWord limiterBoundText(const LimiterState &limiter, TimePoint now);

/// "1,440 calls a day of 2,000 budgeted"
QString costText(const PollCost &cost);
/// "own HubSpot calls 41 of 2,000 budgeted", over all accounts; empty without one.
QString ownCallsText(const std::vector<AccountState> &accounts);

/// "polled 12 s ago, next in 48 s"
MarkedWord freshnessText(const AccountState &account, TimePoint now);

/// What keeps the account from working, and what to do; empty when nothing does.
QString accountTrouble(const AccountState &account);
/// "Use api-eu1.hubapi.com"; empty without an offer.
QString offeredHost(const AccountState &account);
/// What to do about a failed call, in one sentence.
QString nextStep(ApiError::Cause cause);

/// The account behind a subject such as "hubspot:prod", or nullptr.
const AccountState *accountOf(const std::vector<AccountState> &accounts, const QString &subject);

} // namespace hubwatch::ui
