// ApiError: what a failed HubSpot answer says, and what can be done about it. Section 11-2 of the handbook, and more.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace hubwatch {

struct ApiError {
    /// Why, as finely as HubSpot lets us tell. Each has one next step.
    enum class Cause {
        Unreachable,     ///< no answer; `reach` says more
        CaptivePortal,   ///< an answer that is not HubSpot's: a hotel's or proxy's page
        BadRequest,      ///< 400
        TokenExpired,    ///< 401, EXPIRED_AUTHENTICATION
        TokenInvalid,    ///< 401, INVALID_AUTHENTICATION or without a category: revoked, rotated, mistyped
        MissingScopes,   ///< 403, MISSING_SCOPES; `scopes` names them
        Forbidden,       ///< any other 403
        NotFound,        ///< 404
        Conflict,        ///< 409
        TooLong,         ///< 414
        Locked,          ///< 423: two seconds
        RateTenSecondly, ///< 429, TEN_SECONDLY_ROLLING
        RateSecondly,    ///< 429, SECONDLY: search
        RateDaily,       ///< 429, DAILY: until the portal's midnight
        RateOther,       ///< any other 429
        ImportLimit,     ///< 429 of POST /crm/imports: waiting does not help
        Moving,          ///< 477: the account moves to another data centre
        WrongRegion,     ///< 488: `hublet` names the right one
        ServerFault,     ///< 5xx
        EdgeUnreachable, ///< 521, 523, 524: Cloudflare cannot reach HubSpot
        EdgeTls,         ///< 522, 525, 526: connect timeout or TLS between Cloudflare and HubSpot
        Mixed,           ///< 207: some rows failed
        Unreadable,      ///< the answer does not parse
        Other,
    };

    Cause cause = Cause::Other;
    int status = 0;
    Error::Reach reach = Error::Reach::None; ///< of an Unreachable
    QString message = {};                    ///< HubSpot's own, at most 500 characters, without tokens
    QString category = {};                   ///< "MISSING_SCOPES"
    QString policy = {};                     ///< of a 429: "DAILY"
    QString correlationId = {};              ///< for HubSpot's support
    QStringList scopes = {};                 ///< required or missing, of a 403
    QString hublet = {};                     ///< of a 488, "eu1": only what matches ^[a-z]{2}[0-9]{1,3}$
    std::optional<Duration> retryAfter = {};

    bool operator==(const ApiError &) const = default;
};

/// Reads the Error of a call to HubSpot: status, headers, body. `path` is that of the call. Every field of the body is
/// optional, and none is believed in form: ids and scopes are checked, the message is cut and freed of tokens.
ApiError apiErrorOf(const Error &error, const QString &path = {});

/// In metrics, logs and JSON: "token-expired", "rate-daily" ...
QString causeId(ApiError::Cause cause);

/// What the client does about it.
struct RetryAdvice {
    enum class Then { GiveUp, Repeat, Park };

    Then then = Then::GiveUp;
    int attempts = 4;          ///< in all, the first included
    Duration wait = {};        ///< Repeat: before the next attempt; Park: for how long, nothing goes out meanwhile
    bool pausesAll = false;    ///< the whole account waits, not this call alone; also where this call is given up
    bool pausesSearch = false; ///< all searches wait
    QString why = {};

    bool operator==(const RetryAdvice &) const = default;
};

/// The delay before attempt `attempt + 1`: Retry-After first, else 1, 2, 4 ... 32 s; `jitter` in [0, 1) adds up to a
/// quarter. A daily 429 parks until `resetsAt`, or an hour where that is unknown. What may have been done is repeated
/// only when `repeatable`.
RetryAdvice adviceOn(const ApiError &error, int attempt, bool repeatable, double jitter, TimePoint now,
                     std::optional<TimePoint> resetsAt);

} // namespace hubwatch
