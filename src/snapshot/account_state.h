// AccountState, CredentialState: what is known of HubSpot accounts and of the secrets that open them.
#pragma once

#include "hubspot/account_facts.h"
#include "hubspot/api_error.h"
#include "hubspot/failed_call.h"
#include "hubspot/status_page.h"
#include "net/limiter.h"
#include "vault/credential_record.h"
#include "vault/vault_state.h"
#include "workspace/workspace.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace hubwatch {

/// What is known of a credential's usability. Never good by default.
enum class TokenState {
    None,         ///< the account names no credential
    NotYet,       ///< not asked yet
    Accepted,     ///< HubSpot took it at the last call
    MissingScope, ///< taken, but a call was refused for want of a scope
    Refused,      ///< 401
    WrongPortal,  ///< belongs to another portal than the workspace says: not used
    Unreadable,   ///< the secret cannot be read: keychain locked, CLI missing ...
    Unseen,       ///< HubSpot cannot be reached, so nobody knows
};
QString tokenStateText(TokenState state); ///< "accepted", "missing scope", "refused" ...

/// What watching the account costs it.
struct PollCost {
    std::int64_t callsToday = 0;  ///< of this console, since the portal's midnight
    int callsPerDay = 0;          ///< as planned by the poll intervals in force
    std::int64_t budget = 0;      ///< a day; polling slows down rather than pass it
    bool slowed = false;          ///< intervals are stretched to stay inside the budget
    std::int64_t legacyCalls = 0; ///< to paths that HubSpot will switch off

    bool operator==(const PollCost &) const = default;
};

/// How the day's quota goes.
struct QuotaForecast {
    std::int64_t used = 0;
    std::int64_t limit = 0;
    std::optional<TimePoint> resetsAt = {};
    double perHour = 0;                      ///< the pace the forecast goes by
    std::optional<double> atReset = {};      ///< share of the limit at the reset, at this pace
    std::optional<TimePoint> runsOutAt = {}; ///< before the reset, at this pace
    TimePoint at = {};
    QString from = {}; ///< "rate headers", "usage API (CACHED 12:04)"

    bool operator==(const QuotaForecast &) const = default;
};

/// What the security activity of the portal told, where the scope allows.
struct AuditState {
    bool allowed = true; ///< false: the token lacks account-info.security.read
    std::optional<TimePoint> readAt = {};
    std::vector<SecurityEvent> events = {}; ///< newest first, at most 50, of the last 7 days

    bool operator==(const AuditState &) const = default;
};

struct AccountState {
    AccountConfig config = {};
    QString subject = {}; ///< under which its readings, alerts and samples stand: "hubspot:prod"
    TokenState token = TokenState::NotYet;
    QString tokenWords = {}; ///< one sentence: what is so and what to do
    std::optional<TimePoint> tokenSince = {};
    std::optional<TimePoint> verifiedAt = {};
    std::optional<ApiError> tokenError = {}; ///< the answer that made it so
    CredentialRecord credential = {};
    QStringList scopesNeeded = {}; ///< by what the workspace switches on
    QStringList scopesMissing = {};
    std::optional<AccountDetails> details = {};
    std::optional<DailyUsage> usage = {};
    std::optional<QuotaForecast> quota = {};
    RateHeaders live = {};
    std::optional<TimePoint> liveAt = {};
    LimiterState limiter = {};
    PollCost cost = {};
    AuditState audit = {};
    std::optional<TimePoint> lastTry = {};
    std::optional<TimePoint> lastGood = {};
    std::optional<TimePoint> next = {};
    Duration took = {}; ///< of the last probe
    std::optional<Error> lastError = {};
    std::vector<FailedCall> failures = {}; ///< newest first, at most 20
    QString offeredHublet = {};            ///< of a 488: "eu1"; a click changes the workspace's api

    bool operator==(const AccountState &) const = default;
};

/// Whether the workspace or HubSpot itself calls the portal production.
bool isProduction(const AccountConfig &config, const std::optional<AccountDetails> &details);

/// A credential the workspace names or the vault's book knows.
struct CredentialState {
    CredentialRecord record = {};
    QStringList usedBy = {}; ///< "account prod", "service contacts-sync", "route oncall"; empty: nobody
    TokenState state = TokenState::NotYet;
    QString words = {};
    bool plaintext = false; ///< a .env file: warned about
    std::optional<TimePoint> readAt = {};

    bool operator==(const CredentialState &) const = default;
};

/// HubSpot's own word on itself.
struct HubSpotStatus {
    std::optional<StatusPage> page = {};
    std::optional<TimePoint> readAt = {}; ///< of `page`
    std::optional<TimePoint> lastTry = {};
    std::optional<Error> error = {}; ///< of the last try; `page` may still be an older one
    bool asked = false;              ///< polled at all: there is an account that talks to HubSpot

    bool operator==(const HubSpotStatus &) const = default;
};

} // namespace hubwatch
