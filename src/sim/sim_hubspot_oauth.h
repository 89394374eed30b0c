// SimOAuth: how the simulated HubSpot gives out tokens by OAuth.
#pragma once

#include "sim/sim_hubspot_checks.h"

namespace hubwatch {

/// What a team registers with HubSpot.
struct SimOAuthApp {
    QString clientId = {};
    QString clientSecret = {};
    std::int64_t app = 0;
    QStringList scopes = {};

    bool operator==(const SimOAuthApp &) const = default;
};

/// One app, its installs in one portal, and the codes under way. Codes live a minute and open once; access tokens live
/// half an hour and go into SimTokens; refresh tokens live until they are revoked.
class SimOAuth
{
public:
    SimOAuth(SimTokens &tokens, std::int64_t portal);

    const SimOAuthApp &app() const { return m_app; }
    /// Of the install every box has.
    const QString &refreshToken() const { return m_grants.front().refreshToken; }
    bool revoke(const QString &refreshToken);

    /// GET /oauth/authorize: sends the browser on with a code at once, as if somebody had agreed.
    ServedReply authorize(SimTokens &tokens, const ServedRequest &request, TimePoint now);
    ServedReply token(SimTokens &tokens, const SimCall &call);
    ServedReply introspect(const SimTokens &tokens, const SimCall &call) const;
    ServedReply revoke(const SimCall &call);

private:
    using Fields = QHash<QString, QString>;
    struct Code {
        QString code = {};
        QString redirectUri = {};
        QString challenge = {};
        QStringList scopes = {};
        TimePoint expiresAt = {};
    };
    struct Grant {
        QString refreshToken = {};
        QStringList scopes = {};
        bool revoked = false;
    };

    std::optional<ServedReply> clientRefusal(const Fields &fields) const;
    ServedReply tokensFor(SimTokens &tokens, const Grant &grant, TimePoint now) const;
    ServedReply byCode(SimTokens &tokens, const Fields &fields, TimePoint now);
    Grant *grantOf(const QString &refreshToken);
    static QString madeUpRefresh(SimTokens &tokens);

    std::int64_t m_portal;
    SimOAuthApp m_app = {};
    std::vector<Grant> m_grants = {};
    std::vector<Code> m_codes = {};
};

} // namespace hubwatch
