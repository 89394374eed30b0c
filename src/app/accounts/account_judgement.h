// What the answers of HubSpot say of an account and its token. Pure.
#pragma once

#include "snapshot/account_state.h"
#include "sources/hubspot_poller.h"

namespace hubwatch {

/// The subject of an account: "hubspot:prod", what its readings, alerts and samples stand under.
QString accountSubject(const QString &account);

/// How its samples are named and spaced: a service of the name "hubspot:prod" that shows nothing but metrics.
ServiceConfig accountAsService(const AccountConfig &account);

/// The state after one more answer. The token is Accepted by an answer that only a good one brings, never by the
/// absence of a refusal.
AccountState stateAfter(AccountState before, const HubSpotAnswer &answer);

/// An acceptance older than three probes, `interval` apart, proves nothing: what was Accepted becomes Unseen.
AccountState agedState(AccountState before, TimePoint now, Duration interval);

/// Why this credential may not be used for this account at all; empty when it may. A .env file is for sandboxes.
QString credentialRefusal(const AccountConfig &account);
/// What stands beside the token of an account whose credential is accepted, but with a word; else empty.
QString credentialRemark(const AccountConfig &account);

/// One sentence on a token that HubSpot refused or could not judge: what is so and what to do.
QString tokenSentence(TokenState state, const ApiError &error);

} // namespace hubwatch
