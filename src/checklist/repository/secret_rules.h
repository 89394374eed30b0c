// SecretRule: what a credential of HubSpot's looks like, as data.
#pragma once

#include <QString>
#include <vector>

namespace hubwatch {

enum class SecretKind { PrivateAppToken, RefreshToken, CliKey, AccessToken, ApiKey, ClientSecret };

struct SecretRule {
    /// How sure a match is one: by its shape alone, by a shape others may have, by the words beside it.
    enum class Confidence { High, Medium, Low };

    SecretKind kind = SecretKind::PrivateAppToken;
    QString id = {};      ///< "hubspot-private-app-token"
    QString name = {};    ///< "private app token or service key"
    QString matched = {}; ///< how it is told
    Confidence confidence = Confidence::High;

    bool operator==(const SecretRule &) const = default;
};

const std::vector<SecretRule> &secretRules();
const SecretRule &secretRule(SecretKind kind);
QString confidenceWord(SecretRule::Confidence confidence); ///< "high", "medium", "low"

} // namespace hubwatch
