#include "batch/chunk.h"
#include "batch/fault_words.h"
#include "hubspot/api_error.h"

#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

using Cause = ApiError::Cause;
using Then = FailureVerdict::Then;

Then thenOfReach(Error::Reach reach, bool reads)
{
    switch (reach) {
    case Error::Reach::Dns:
    case Error::Reach::Refused:
    case Error::Reach::Tls:
    case Error::Reach::NoNetwork: return Then::Repeat; // it never went out
    case Error::Reach::Clock:
    case Error::Reach::Proxy: return Then::Pause;
    case Error::Reach::None:
    case Error::Reach::Timeout:
    case Error::Reach::Reset: break;
    }
    return reads ? Then::Repeat : Then::Check;
}

/// What has no status: our own stack refused to send it, or could not.
Then thenWithoutStatus(const Error &error, Then rejected)
{
    switch (error.kind) {
    case Error::Kind::Unauthorized:
    case Error::Kind::Storage: return Then::Pause; // the credential is refused, or cannot be read
    case Error::Kind::Rejected: return error.status == 0 ? Then::Pause : rejected;
    case Error::Kind::RateLimited: return Then::Repeat;
    case Error::Kind::Offline:
    case Error::Kind::ServerFault:
    case Error::Kind::Malformed: return Then::Check;
    }
    Q_UNREACHABLE();
}

Then thenOf(const ApiError &api, const Error &error, bool several, bool reads)
{
    const Then rejected = several ? Then::Split : Then::Fail;
    switch (api.cause) {
    case Cause::Unreachable: return thenOfReach(api.reach, reads);
    case Cause::BadRequest:
    case Cause::Conflict:
    case Cause::TooLong: return rejected;
    case Cause::NotFound: return api.category == "OBJECT_NOT_FOUND"_L1 ? rejected : Then::Pause;
    case Cause::CaptivePortal:
    case Cause::TokenExpired:
    case Cause::TokenInvalid:
    case Cause::MissingScopes:
    case Cause::Forbidden:
    case Cause::WrongRegion: return Then::Pause;
    case Cause::Locked:
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateDaily:
    case Cause::RateOther:
    case Cause::ImportLimit:
    case Cause::Moving: return Then::Repeat;
    case Cause::ServerFault:
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls:
    case Cause::Mixed:
    case Cause::Unreadable: return reads ? Then::Repeat : Then::Check;
    case Cause::Other: break;
    }
    const Then then = thenWithoutStatus(error, rejected);
    return reads && then == Then::Check ? Then::Repeat : then;
}

QString pauseWords(const ApiError &api, const Error &error)
{
    switch (api.cause) {
    case Cause::TokenExpired:
        return QStringLiteral("The token has expired. Renew the account's credential, then resume the job.");
    case Cause::TokenInvalid:
        return QStringLiteral(
            "HubSpot refused the token: it may have been rotated or revoked. Put the new one into the "
            "account's credential, then resume the job.");
    case Cause::MissingScopes:
        return api.scopes.isEmpty()
            ? QStringLiteral("The token lacks a scope for this. Add it to the app in HubSpot, then resume the job.")
            : QStringLiteral("The token lacks a scope: one of %1. Add it to the app in HubSpot, then resume the job.")
                  .arg(api.scopes.join(QStringLiteral(", ")));
    case Cause::Forbidden:
        return QStringLiteral("HubSpot forbids this call (403): %1. See what the app may do, then resume the job.")
            .arg(api.message.isEmpty() ? QStringLiteral("no reason given") : api.message);
    case Cause::WrongRegion:
        return QStringLiteral(
                   "The account lives in another region%1. Correct the account's API address, then resume the "
                   "job.")
            .arg(api.hublet.isEmpty() ? QString() : u" ("_s + api.hublet + u')');
    case Cause::CaptivePortal:
        return QStringLiteral("Something other than HubSpot answers: a network's login page, or a proxy. Log in to the "
                              "network, then resume the job.");
    case Cause::NotFound:
        return QStringLiteral(
            "HubSpot does not know this path or object. See whether the object's name is right and the "
            "account has it, then resume the job.");
    case Cause::Unreachable:
        return api.reach == Error::Reach::Proxy
            ? QStringLiteral(
                "The proxy wants a name and password. Put them into the system's proxy settings, then resume "
                "the job.")
            : QStringLiteral(
                "HubSpot's certificate is not valid at this time. Set this machine's clock, then resume the "
                "job.");
    case Cause::BadRequest:
    case Cause::Conflict:
    case Cause::TooLong:
    case Cause::Locked:
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateDaily:
    case Cause::RateOther:
    case Cause::ImportLimit:
    case Cause::Moving:
    case Cause::ServerFault:
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls:
    case Cause::Mixed:
    case Cause::Unreadable:
    case Cause::Other: break;
    }
    return QStringLiteral("Nothing could be sent: %1. Put that right, then resume the job.").arg(error.detail);
}

QString checkWords(const ApiError &api)
{
    switch (api.reach) {
    case Error::Reach::Timeout: return QStringLiteral("no answer in time: it may have been done");
    case Error::Reach::Reset: return QStringLiteral("the connection broke before the answer: it may have been done");
    case Error::Reach::None:
    case Error::Reach::Dns:
    case Error::Reach::Refused:
    case Error::Reach::Tls:
    case Error::Reach::Clock:
    case Error::Reach::NoNetwork:
    case Error::Reach::Proxy: break;
    }
    return api.status >= 500 ? QStringLiteral("HubSpot answered %1: it may have been done").arg(api.status)
                             : QStringLiteral("the answer could not be read: it may have been done");
}

} // namespace

FailureVerdict judgeFailure(const JobSpec &spec, const Error &error, std::span<const JobRow> rows)
{
    const ApiError api = apiErrorOf(error);
    FailureVerdict verdict{.then = thenOf(api, error, rows.size() > 1, !writes(spec.operation)),
                           .code = causeId(api.cause)};
    switch (verdict.then) {
    case Then::Split:
    case Then::Fail: {
        const BatchFault fault = batchFaultOf(error);
        verdict.code = faultCode(fault);
        verdict.words = faultWords(spec, fault);
        break;
    }
    case Then::Check: verdict.words = checkWords(api); break;
    case Then::Pause: verdict.words = pauseWords(api, error); break;
    case Then::Repeat: verdict.words = api.message.isEmpty() ? error.detail : api.message; break;
    }
    return verdict;
}

std::vector<std::int64_t> conflictsToCheck(const JobSpec &spec, std::span<const RowOutcome> outcomes,
                                           std::span<const EarlierSend> earlier)
{
    std::vector<std::int64_t> rows;
    for (const RowOutcome &outcome : outcomes) {
        const auto sent = std::ranges::find(earlier, outcome.row, &EarlierSend::row);
        if (spec.operation == JobOperation::Create && outcome.code == conflictCode() && sent != earlier.end()
            && !sent->refused)
            rows.push_back(outcome.row);
    }
    return rows;
}

RowOutcome failedRow(const JobSpec &spec, const JobRow &row, const Error &error)
{
    return faultOutcome(spec, row, batchFaultOf(error));
}

} // namespace hubwatch
