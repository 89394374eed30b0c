// Which scopes a call to HubSpot needs, by the name that a service gives it in its metrics.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace hubwatch {

struct EndpointScopes {
    enum class Reading {
        Known,
        Ambiguous, ///< what it is about is clear, not whether it writes, or of which object: see `may`
        Unknown,
    };

    Reading reading = Reading::Unknown;
    /// Each of them must be granted, by any one of its scopes; the least of them first. Empty: any token will do.
    std::vector<QStringList> needs = {};
    QStringList may = {}; ///< of an ambiguous one: what it may need, "crm.objects.*.write"; see scopeMatches()

    bool operator==(const EndpointScopes &) const = default;
};

/// Reads labels ("contacts.search", "crm.contacts.batchApi.update", "get_deals"), paths of any version with or without
/// a method ("GET /crm/v3/properties/contacts", "/crm/objects/2026-09/0-1/batch/read"), and our own endpointLabel().
/// Never guesses: a path that both reads and writes without a method is ambiguous.
EndpointScopes endpointScopes(const QString &endpoint);

/// "*" stands for one word between dots.
bool scopeMatches(QStringView pattern, QStringView scope);

/// What somebody who stole a token could do with the scope: "writes", "changes settings" ...; empty where it reads
/// only.
QString scopeDanger(const QString &scope);

} // namespace hubwatch
