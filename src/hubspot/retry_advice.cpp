#include "hubspot/api_error.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Then = RetryAdvice::Then;

constexpr Duration tenSeconds = 10s; ///< HubSpot's rolling window
constexpr Duration lockLasts = 2s;
constexpr Duration longestSingleWait = 5min; ///< whoever asks for more closes the account, not one call
constexpr Duration parkUnknownDay = 1h;
constexpr Duration parkUnknownMove = 10min;

Duration backoff(int attempt)
{
    return std::min<Duration>(std::chrono::seconds(1LL << std::clamp(attempt - 1, 0, 5)), 32s);
}

Duration withJitter(Duration wait, double jitter)
{
    return wait + Duration(qint64(double(wait.count()) * std::clamp(jitter, 0.0, 1.0) / 4));
}

RetryAdvice givenUp(const QString &why)
{
    return {.then = Then::GiveUp, .why = why};
}

RetryAdvice parkedFor(Duration wait, const QString &why)
{
    return {.then = Then::Park, .wait = wait, .pausesAll = true, .why = why};
}

/// Waits at least `least`, or what Retry-After asks for; long enough, and nobody need try meanwhile.
RetryAdvice repeated(const ApiError &error, Duration least, double jitter, const QString &why)
{
    if (error.retryAfter && *error.retryAfter > longestSingleWait)
        return parkedFor(*error.retryAfter, why);
    return {.then = Then::Repeat, .wait = withJitter(error.retryAfter.value_or(least), jitter), .why = why};
}

RetryAdvice unlessDone(bool repeatable, RetryAdvice advice)
{
    if (repeatable || advice.then == Then::Park)
        return advice;
    return givenUp(QStringLiteral("%1; it may have been done, and repeating it could do it twice").arg(advice.why));
}

RetryAdvice dailyPark(TimePoint now, std::optional<TimePoint> resetsAt)
{
    const bool known = resetsAt && *resetsAt > now && *resetsAt <= now + 25h;
    return parkedFor(known ? Duration(*resetsAt - now) : parkUnknownDay,
                     QStringLiteral("the account's daily limit is reached"));
}

RetryAdvice adviceByCause(const ApiError &error, int attempt, bool repeatable, double jitter, TimePoint now,
                          std::optional<TimePoint> resetsAt)
{
    using From = ApiError::Cause;
    switch (error.cause) {
    case From::Unreachable:
        return unlessDone(repeatable, repeated(error, backoff(attempt), jitter, QStringLiteral("no answer")));
    case From::ServerFault:
        return unlessDone(repeatable, repeated(error, backoff(attempt), jitter, QStringLiteral("HubSpot failed")));
    case From::EdgeUnreachable:
        return unlessDone(
            repeatable, repeated(error, backoff(attempt), jitter, QStringLiteral("Cloudflare does not reach HubSpot")));
    case From::EdgeTls: {
        RetryAdvice advice
            = repeated(error, backoff(attempt), jitter, QStringLiteral("Cloudflare has no TLS connection to HubSpot"));
        advice.attempts = 2; // TLS trouble seldom passes by itself
        return unlessDone(repeatable, advice);
    }
    case From::Locked: {
        RetryAdvice advice = repeated(error, lockLasts, jitter, QStringLiteral("locked for two seconds"));
        advice.wait = std::max(advice.wait, lockLasts);
        return advice;
    }
    case From::RateTenSecondly: {
        RetryAdvice advice = repeated(error, tenSeconds, jitter, QStringLiteral("the ten-second limit is reached"));
        advice.pausesAll = true;
        return advice;
    }
    case From::RateSecondly: {
        RetryAdvice advice = repeated(error, 1s, jitter, QStringLiteral("the search limit is reached"));
        advice.pausesSearch = advice.then == Then::Repeat;
        return advice;
    }
    case From::RateDaily: return dailyPark(now, resetsAt);
    case From::RateOther:
        if (error.status == 0)
            return givenUp(QStringLiteral("held back here"));
        return repeated(error, backoff(attempt), jitter, QStringLiteral("a rate limit is reached"));
    case From::Moving:
        return parkedFor(error.retryAfter.value_or(parkUnknownMove),
                         QStringLiteral("HubSpot moves the account to another data centre"));
    case From::ImportLimit: return givenUp(QStringLiteral("the import is larger than allowed; waiting does not help"));
    case From::WrongRegion: return givenUp(QStringLiteral("the account is served by another region's host"));
    case From::CaptivePortal: return givenUp(QStringLiteral("something else than HubSpot answered"));
    case From::TokenExpired:
    case From::TokenInvalid: return givenUp(QStringLiteral("the token is refused"));
    case From::MissingScopes:
    case From::Forbidden: return givenUp(QStringLiteral("not allowed"));
    case From::BadRequest:
    case From::NotFound:
    case From::Conflict:
    case From::TooLong:
    case From::Mixed:
    case From::Unreadable:
    case From::Other: return givenUp(QStringLiteral("the same call would be answered the same"));
    }
    Q_UNREACHABLE();
}

} // namespace

RetryAdvice adviceOn(const ApiError &error, int attempt, bool repeatable, double jitter, TimePoint now,
                     std::optional<TimePoint> resetsAt)
{
    RetryAdvice advice = adviceByCause(error, attempt, repeatable, jitter, now, resetsAt);
    if (advice.then == Then::Repeat && attempt >= advice.attempts)
        advice.then = Then::GiveUp; // what it pauses, it still pauses
    return advice;
}

} // namespace hubwatch
