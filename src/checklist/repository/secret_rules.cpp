#include "checklist/repository/secret_rules.h"

#include <algorithm>

namespace hubwatch {

const std::vector<SecretRule> &secretRules()
{
    using enum SecretRule::Confidence;
    static const std::vector<SecretRule> rules{
        {SecretKind::PrivateAppToken, QStringLiteral("hubspot-private-app-token"),
         QStringLiteral("private app token or service key"),
         QStringLiteral("\"pat-\", a hublet such as na1 or eu1, and a UUID"), High},
        {SecretKind::RefreshToken, QStringLiteral("hubspot-refresh-token"), QStringLiteral("OAuth refresh token"),
         QStringLiteral("a hublet and hex digits in groups of 4-4-4-4-12; older ones: a UUID named a refresh token, "
                        "with HubSpot's name nearby"),
         Medium},
        {SecretKind::CliKey, QStringLiteral("hubspot-cli-access-key"),
         QStringLiteral("personal access key of the command line tools"),
         QStringLiteral("\"CiR\" and at least 50 characters of base64 that begin with a hublet, or are named an access "
                        "key"),
         Medium},
        {SecretKind::AccessToken, QStringLiteral("hubspot-access-token"), QStringLiteral("OAuth access token"),
         QStringLiteral("\"C\" and 60 to 512 characters of base64url behind Bearer or a name such as access_token"),
         Low},
        {SecretKind::ApiKey, QStringLiteral("hubspot-api-key"), QStringLiteral("account key or developer key"),
         QStringLiteral("a UUID named hapikey, or named a key or token with HubSpot's name nearby"), Medium},
        {SecretKind::ClientSecret, QStringLiteral("hubspot-client-secret"), QStringLiteral("client secret of an app"),
         QStringLiteral("a UUID named a client secret, or a secret with HubSpot's name nearby"), Medium},
    };
    return rules;
}

const SecretRule &secretRule(SecretKind kind)
{
    return *std::ranges::find(secretRules(), kind, &SecretRule::kind);
}

QString confidenceWord(SecretRule::Confidence confidence)
{
    switch (confidence) {
    case SecretRule::Confidence::High: return QStringLiteral("high");
    case SecretRule::Confidence::Medium: return QStringLiteral("medium");
    case SecretRule::Confidence::Low: return QStringLiteral("low");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
