// What HubSpot tells of an account: details, daily usage, rate headers, whom a token belongs to.
#pragma once

#include "base/clock.h"
#include "base/http_header.h"
#include "base/result.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubwatch {

/// GET /account-info/{version}/details
struct AccountDetails {
    enum class Type { Unknown, Standard, DeveloperTest, Sandbox, AppDeveloper };

    std::int64_t portal = 0;
    Type type = Type::Unknown;
    QString name = {};       ///< only newer rollouts tell it
    QString timeZone = {};   ///< IANA: "Asia/Tokyo"
    Duration utcOffset = {}; ///< at the time of the answer
    QString uiDomain = {};
    QString region = {}; ///< dataHostingLocation: "na1"
    QString currency = {};

    bool operator==(const AccountDetails &) const = default;
};
Result<AccountDetails> parseAccountDetails(const QByteArray &json);

/// GET /account-info/{version}/api-usage/daily/private-apps: one of its results.
struct DailyUsage {
    enum class Fetch { Unknown, Success, Cached, Failure, NotFound, Timeout };

    QString name = {};
    std::int64_t limit = 0;
    std::int64_t used = 0;
    Fetch fetch = Fetch::Unknown;
    std::optional<TimePoint> collectedAt = {}; ///< when HubSpot counted: the number may be old
    std::optional<TimePoint> resetsAt = {};    ///< the portal's next midnight

    bool operator==(const DailyUsage &) const = default;
};
/// The usage of all private apps together; an answer without results is Malformed.
Result<DailyUsage> parseDailyUsage(const QByteArray &json);
QString fetchText(DailyUsage::Fetch fetch); ///< "SUCCESS", "CACHED" ...

/// X-HubSpot-RateLimit-*: absent on search answers, without the daily pair for OAuth.
struct RateHeaders {
    std::optional<int> max = {};       ///< calls a window
    std::optional<int> remaining = {}; ///< left in the window
    std::optional<Duration> interval = {};
    std::optional<std::int64_t> daily = {};
    std::optional<std::int64_t> dailyRemaining = {};

    bool any() const { return max || remaining || daily || dailyRemaining; }
    bool operator==(const RateHeaders &) const = default;
};
RateHeaders rateHeadersOf(const std::vector<HttpHeader> &headers);

/// POST /oauth/v2/private-apps/get/access-token-info, or the OAuth introspection: to whom a token belongs.
struct TokenInfo {
    std::int64_t portal = 0;
    std::int64_t app = 0;
    std::int64_t user = 0;
    QStringList scopes = {};
    bool active = true; ///< OAuth introspection says {"active": false} of a dead one

    bool operator==(const TokenInfo &) const = default;
};
Result<TokenInfo> parseTokenInfo(const QByteArray &json);

/// GET /account-info/{version}/activity/security: one of its results.
struct SecurityEvent {
    QString type = {}; ///< "PRIVATE_APP_ACCESS_TOKEN_ROTATE" ...
    TimePoint at = {};
    QString user = {}; ///< acting user's mail, or id
    QString ip = {};
    QString location = {};
    QString object = {};

    bool operator==(const SecurityEvent &) const = default;
};
struct SecurityPage {
    std::vector<SecurityEvent> events = {};
    QString after = {}; ///< empty on the last page
};
Result<SecurityPage> parseSecurityEvents(const QByteArray &json);

} // namespace hubwatch
