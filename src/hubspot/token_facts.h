// TokenFacts: what HubSpot says of a credential, and whether it is the one wanted here.
#pragma once

#include "hubspot/account_facts.h"
#include "vault/credential_kind.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace hubwatch {

struct TokenFacts {
    CredentialKind kind = CredentialKind::Unknown; ///< as HubSpot's answers tell it, which shape alone cannot
    std::int64_t portal = 0;                       ///< 0: taken, but HubSpot did not say whose it is
    std::int64_t app = 0;
    QStringList scopes = {};
    bool scopesKnown = false; ///< a service key's are not told
    QString region = {};      ///< "na1"
    std::optional<AccountDetails> details = {};
    Secret renewed = {}; ///< of OAuth: the secret to store, since HubSpot replaced the refresh token

    bool operator==(const TokenFacts &) const = default;
};

/// Why the credential may not be used here: it belongs to another portal than the workspace says or than it was bound
/// to. Empty when it may. Zero stands for "not given".
QString bindingComplaint(const TokenFacts &facts, std::int64_t expectedPortal, std::int64_t boundPortal);

/// "na1" of "pat-na1-..."; empty where the secret names none.
QString regionOfToken(const Secret &token);

/// What of HubSpot an account is used for, beyond details and usage, which every token may read.
struct ApiFeatures {
    bool securityActivity = false;
    QStringList readTypes = {};  ///< "contacts", "2-123" ...
    QStringList writeTypes = {}; ///< they are read, too
};
/// Sorted, each once.
QStringList scopesNeeded(const ApiFeatures &features);
QStringList scopesMissing(const QStringList &needed, const QStringList &granted);

} // namespace hubwatch
