// SimTokens: the credentials that the simulated HubSpot knows. All are made up, and look it.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubwatch {

struct SimToken {
    enum class Kind { PrivateApp, ServiceKey, OAuth };
    enum class Standing { Unknown, Revoked, Expired, Good };

    Kind kind = Kind::PrivateApp;
    QString token = {};
    QString name = {}; ///< of the app
    std::int64_t portal = 0;
    std::int64_t app = 0;
    std::int64_t user = 7001;
    QString hublet = QStringLiteral("na1"); ///< where its portal lives
    QStringList scopes = {};
    bool revoked = false;
    std::optional<TimePoint> expiresAt = {}; ///< of an OAuth token, and of a private app's that is being rotated

    bool operator==(const SimToken &) const = default;
};

class SimTokens
{
public:
    /// With the tokens that every box has: a private app's that may do everything, a service key, a private app's that
    /// may read companies alone, and one of a portal that lives in eu1.
    SimTokens(std::uint64_t seed, std::int64_t portal);

    const std::vector<SimToken> &all() const { return m_tokens; }
    const SimToken *find(const QString &token) const;

    /// Makes up what is empty: token, name, app. The token.
    QString add(SimToken token);
    bool revoke(const QString &token);
    bool expire(const QString &token, TimePoint at);
    /// A new token of the same app; the old one goes on until `graceEnds`. Empty when there is none such.
    QString rotate(const QString &token, TimePoint graceEnds);

    /// "pat-na1-face0000-5eed-4000-8000-0123456789ab"
    QString madeUp(const QString &hublet);
    /// Twelve hex digits that no other call gets.
    QString freshDigits();

private:
    SimToken *found(const QString &token);

    std::uint64_t m_seed;
    std::uint64_t m_serial = 0;
    std::vector<SimToken> m_tokens = {};
};

SimToken::Standing standingOf(const SimToken *token, TimePoint now);
/// "private-app", "service-key", "oauth"; and back.
QString simTokenKindText(SimToken::Kind kind);
std::optional<SimToken::Kind> parseSimTokenKind(const QString &text);
/// Every scope the simulated endpoints ask for.
QStringList allSimScopes();
/// "pat-na1-...89ab": what the log shows of a token; "" for none.
QString shownSimToken(const QString &token);

} // namespace hubwatch
