#include "app/triage/cause_split.h"

#include "app/triage/endpoint_advice.h"

#include <algorithm>

namespace hubwatch {

namespace {

using SplitCause = ApiError::Cause;

/// What to do about it; empty for a cause that has no place in these tables.
QString causeWords(SplitCause cause)
{
    switch (cause) {
    case SplitCause::TokenExpired:
        return QStringLiteral("expired: the refresh did not run, or its answer was not stored");
    case SplitCause::TokenInvalid:
        return QStringLiteral("invalid: revoked, rotated or mistyped; store the token that is in force");
    case SplitCause::MissingScopes: return QStringLiteral("scopes are missing: a portal admin has to add them");
    case SplitCause::Forbidden: return QStringLiteral("no permission, whatever the scopes: ask a portal admin");
    case SplitCause::RateTenSecondly:
        return QStringLiteral("ten-second limit: send less at once; it is over ten seconds after the last call");
    case SplitCause::RateSecondly: return QStringLiteral("search allows 5/s per account: pace it by a clock");
    case SplitCause::RateDaily:
        return QStringLiteral("daily limit: retrying does not help, waiting does, until the portal's midnight");
    case SplitCause::RateOther: return QStringLiteral("another limit: back off with jitter, three to five tries");
    case SplitCause::ImportLimit: return QStringLiteral("the import is too large: waiting does not help, split it");
    case SplitCause::Unreachable:
    case SplitCause::CaptivePortal:
    case SplitCause::BadRequest:
    case SplitCause::NotFound:
    case SplitCause::Conflict:
    case SplitCause::TooLong:
    case SplitCause::Locked:
    case SplitCause::Moving:
    case SplitCause::WrongRegion:
    case SplitCause::ServerFault:
    case SplitCause::EdgeUnreachable:
    case SplitCause::EdgeTls:
    case SplitCause::Mixed:
    case SplitCause::Unreadable:
    case SplitCause::Other: return QStringLiteral("HubSpot gave no reason");
    }
    Q_UNREACHABLE();
}

QString causeWordsOf(const ApiError &error)
{
    if (error.cause == SplitCause::MissingScopes && !error.scopes.isEmpty())
        return QStringLiteral("scopes are missing: %1; a portal admin has to add them")
            .arg(error.scopes.join(QStringLiteral(", ")));
    return causeWords(error.cause);
}

std::optional<TimePoint> waitUntilOf(const FailedCall &call, std::optional<TimePoint> resetsAt)
{
    if (call.error.cause == SplitCause::ImportLimit)
        return std::nullopt;
    if (call.error.cause == SplitCause::RateDaily && resetsAt)
        return resetsAt;
    if (call.error.retryAfter)
        return call.at + *call.error.retryAfter;
    return call.error.cause == SplitCause::RateTenSecondly ? std::optional(call.at + 10s) : std::nullopt;
}

std::vector<CauseCount> splitOf(std::span<const FailedCall> failures, std::initializer_list<int> statuses,
                                std::optional<TimePoint> resetsAt)
{
    std::vector<CauseCount> causes;
    for (const FailedCall &call : failures) {
        if (std::ranges::find(statuses, call.error.status) == statuses.end())
            continue;
        auto known = std::ranges::find_if(causes, [&](const CauseCount &count) {
            return count.cause == call.error.cause && count.status == call.error.status;
        });
        if (known == causes.end())
            known = causes.insert(causes.end(), {.cause = call.error.cause, .status = call.error.status});
        ++known->count;
        if (!known->newest || call.at >= *known->newest) {
            known->newest = call.at;
            known->words = causeWordsOf(call.error);
        }
        if (call.error.status == 429)
            known->waitUntil = std::max(known->waitUntil, waitUntilOf(call, resetsAt));
    }
    return causes;
}

double countedIn(std::span<const EndpointCalls> calls, const QString &status, std::optional<bool> search)
{
    double count = 0;
    for (const EndpointCalls &row : calls) {
        const auto found = row.byStatus.find(status);
        if (found != row.byStatus.end() && (!search || *search == isSearchEndpoint(row.endpoint)))
            count += found->second.now;
    }
    return count;
}

bool tells(const std::vector<CauseCount> &causes, int status)
{
    return std::ranges::any_of(causes, [&](const CauseCount &cause) { return cause.status == status; });
}

void sortByCount(std::vector<CauseCount> &causes)
{
    std::ranges::stable_sort(causes, std::ranges::greater(), &CauseCount::count);
}

} // namespace

std::vector<CauseCount> authSplit(std::span<const FailedCall> failures, std::span<const EndpointCalls> calls)
{
    std::vector<CauseCount> causes = splitOf(failures, {401, 403}, std::nullopt);
    const double refused = tells(causes, 401) ? 0 : countedIn(calls, QStringLiteral("401"), std::nullopt);
    if (refused > 0)
        causes.push_back({.cause = SplitCause::TokenInvalid,
                          .status = 401,
                          .count = refused,
                          .words = QStringLiteral("HubSpot does not tell why in metrics: expired, revoked, rotated or "
                                                  "mistyped; verify the token under Sources to learn which")});
    const double forbidden = tells(causes, 403) ? 0 : countedIn(calls, QStringLiteral("403"), std::nullopt);
    if (forbidden > 0)
        causes.push_back({.cause = SplitCause::Forbidden,
                          .status = 403,
                          .count = forbidden,
                          .words = QStringLiteral("HubSpot does not tell why in metrics: as a rule a scope is missing; "
                                                  "the service's log has the answer's requiredGranularScopes")});
    sortByCount(causes);
    return causes;
}

std::vector<CauseCount> rateSplit(std::span<const FailedCall> failures, std::span<const EndpointCalls> calls,
                                  std::optional<TimePoint> resetsAt)
{
    std::vector<CauseCount> causes = splitOf(failures, {429}, resetsAt);
    if (causes.empty()) {
        const QString status = QStringLiteral("429");
        if (const double searches = countedIn(calls, status, true); searches > 0)
            causes.push_back(
                {.cause = SplitCause::RateSecondly,
                 .status = 429,
                 .count = searches,
                 .words = QStringLiteral("HubSpot does not tell why in metrics: of searches, so most likely "
                                         "the 5/s that an account is allowed")});
        if (const double others = countedIn(calls, status, false); others > 0)
            causes.push_back(
                {.cause = SplitCause::RateOther,
                 .status = 429,
                 .count = others,
                 .words = QStringLiteral("HubSpot does not tell why in metrics: the ten-second limit when "
                                         "it comes and goes, the daily one when it stays until midnight")});
    }
    sortByCount(causes);
    return causes;
}

} // namespace hubwatch
