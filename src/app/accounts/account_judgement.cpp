#include "app/accounts/account_judgement.h"

#include "vault/credential_policy.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr size_t mostAuditEvents = 50;
constexpr int probesUntilUnseen = 3;

using Cause = ApiError::Cause;

TokenState tokenAfter(TokenState before, const ApiError &error, HubSpotQuestion question)
{
    switch (error.cause) {
    case Cause::TokenExpired:
    case Cause::TokenInvalid: return TokenState::Refused;
    case Cause::MissingScopes:
    case Cause::Forbidden:
        // Without its scope the audit stays empty; that says nothing against the token.
        return question == HubSpotQuestion::Details ? TokenState::MissingScope : before;
    case Cause::Unreachable:
    case Cause::CaptivePortal:
    case Cause::Moving:
    case Cause::WrongRegion:
    case Cause::ServerFault:
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls:
    case Cause::Unreadable:
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateDaily:
    case Cause::RateOther:
        // Nobody looked at the token. What was known of it ages, see agedState().
        return before == TokenState::Accepted ? before : TokenState::Unseen;
    case Cause::BadRequest:
    case Cause::NotFound:
    case Cause::Conflict:
    case Cause::TooLong:
    case Cause::Locked:
    case Cause::ImportLimit:
    case Cause::Mixed:
    case Cause::Other: return before == TokenState::NotYet ? TokenState::Unseen : before;
    }
    Q_UNREACHABLE();
}

void setToken(AccountState &state, TokenState token, const QString &words, TimePoint at)
{
    if (state.token != token || !state.tokenSince)
        state.tokenSince = at;
    state.token = token;
    state.tokenWords = words;
}

CredentialPolicy policyOf(const AccountConfig &account)
{
    return {.production = account.kind == AccountConfig::Kind::Production};
}

void takeDetails(AccountState &state, const AccountDetails &details, TimePoint at)
{
    state.details = details;
    state.lastGood = at;
    state.lastError.reset();
    state.offeredHublet.clear();
    const std::int64_t bound = state.config.portal != 0 ? state.config.portal : state.credential.portal;
    if (bound != 0 && bound != details.portal) {
        setToken(state, TokenState::WrongPortal,
                 QStringLiteral("The token belongs to portal %1, this account is portal %2: it is not used. Set the "
                                "token of portal %2, or correct the workspace.")
                     .arg(details.portal)
                     .arg(bound),
                 at);
        return;
    }
    state.verifiedAt = at;
    state.tokenError.reset();
    QString words = QStringLiteral("HubSpot accepts the token.");
    if (const QString remark = credentialRemark(state.config); !remark.isEmpty())
        words += u' ' + remark + u'.';
    setToken(state, TokenState::Accepted, words, at);
}

void takeAudit(AccountState &state, const SecurityPage &page, TimePoint at)
{
    state.audit = {.allowed = true, .readAt = at, .events = page.events};
    std::ranges::sort(state.audit.events, std::greater{}, &SecurityEvent::at);
    if (state.audit.events.size() > mostAuditEvents)
        state.audit.events.resize(mostAuditEvents);
}

void takeError(AccountState &state, const HubSpotAnswer &answer)
{
    const Error &error = *answer.error;
    // Nothing was sent: the secret could not be had.
    if (error.kind == Error::Kind::Storage || (error.kind == Error::Kind::Unauthorized && error.status == 0)) {
        state.lastError = error;
        state.tokenError.reset();
        return setToken(state, TokenState::Unreadable, error.detail, answer.at);
    }
    const ApiError api = apiErrorOf(error);
    const bool forbidden = api.cause == Cause::MissingScopes || api.cause == Cause::Forbidden;
    if (answer.question == HubSpotQuestion::Audit && forbidden) {
        state.audit = {.allowed = false, .readAt = answer.at};
        return;
    }
    state.lastError = error;
    if (!api.hublet.isEmpty())
        state.offeredHublet = api.hublet;
    const TokenState token = tokenAfter(state.token, api, answer.question);
    if (token == state.token && token == TokenState::Accepted)
        return;
    state.tokenError = api;
    setToken(state, token, tokenSentence(token, api), answer.at);
}

QString named(const QStringList &scopes)
{
    return scopes.isEmpty() ? QStringLiteral("a scope HubSpot does not name") : scopes.join(QStringLiteral(", "));
}

/// What stands between us and HubSpot, where its name says what to do.
QString unreachableSentence(const ApiError &error)
{
    const QString unknown = QStringLiteral("HubSpot cannot be reached, so nobody knows whether the token is good. ");
    const QString details = error.message.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(error.message);
    switch (error.reach) {
    case Error::Reach::Clock:
        return unknown
            + QStringLiteral("Its certificate is not valid at this machine's time: set the clock, then it is asked "
                             "again by itself")
            + details + u'.';
    case Error::Reach::Tls:
        return unknown
            + QStringLiteral("Its certificate is not trusted: sign in to this network in a browser, or, where a proxy "
                             "of the company reads TLS, add the company's CA to the certificates of this system")
            + details + u'.';
    case Error::Reach::Proxy:
        return unknown
            + QStringLiteral("The proxy wants a name and password: put them into the proxy settings of this system "
                             "or into https_proxy, then start Hubwatch anew.");
    case Error::Reach::None:
    case Error::Reach::Dns:
    case Error::Reach::Refused:
    case Error::Reach::Timeout:
    case Error::Reach::Reset:
    case Error::Reach::NoNetwork: return unknown + QStringLiteral("Polling goes on by itself.");
    }
    Q_UNREACHABLE();
}

QString unseenSentence(const ApiError &error)
{
    switch (error.cause) {
    case Cause::CaptivePortal:
        return QStringLiteral("Something between here and HubSpot answers in its place, such as the login page of a "
                              "network or a proxy. Open a web page in a browser and sign in there.");
    case Cause::WrongRegion:
        return error.hublet.isEmpty()
            ? QStringLiteral("The account lives in another region of HubSpot than the one asked (488).")
            : QStringLiteral("The account lives in region %1 (488). Set api = \"https://api-%1.hubapi.com\".")
                  .arg(error.hublet);
    case Cause::Moving:
        return QStringLiteral("HubSpot is moving the account to another data centre (477); it is asked again when "
                              "HubSpot says so.");
    case Cause::RateDaily:
        return QStringLiteral("The day's quota is used up: HubSpot answers again after the portal's midnight.");
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateOther: return QStringLiteral("HubSpot asks to slow down (429), so the token was not looked at.");
    case Cause::ServerFault:
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls:
        return QStringLiteral("HubSpot answers with a fault of its own (%1), so the token was not looked at.")
            .arg(error.status);
    case Cause::Unreadable: return QStringLiteral("HubSpot's answer cannot be read: %1").arg(error.message);
    case Cause::Unreachable: return unreachableSentence(error);
    case Cause::BadRequest:
    case Cause::TokenExpired:
    case Cause::TokenInvalid:
    case Cause::MissingScopes:
    case Cause::Forbidden:
    case Cause::NotFound:
    case Cause::Conflict:
    case Cause::TooLong:
    case Cause::Locked:
    case Cause::ImportLimit:
    case Cause::Mixed:
    case Cause::Other:
        return QStringLiteral("HubSpot answered %1 (%2), which says nothing of the token.")
            .arg(error.status)
            .arg(error.message);
    }
    Q_UNREACHABLE();
}

} // namespace

QString accountSubject(const QString &account)
{
    return QStringLiteral("hubspot:") + account;
}

ServiceConfig accountAsService(const AccountConfig &account)
{
    return {.name = accountSubject(account.name),
            .account = account.name,
            .url = account.api,
            .interval = account.interval,
            .metrics = QStringLiteral("/"),
            .health = {},
            .readiness = {}};
}

AccountState stateAfter(AccountState before, const HubSpotAnswer &answer)
{
    AccountState state = std::move(before);
    state.lastTry = answer.at;
    if (answer.question == HubSpotQuestion::Details) {
        state.next = answer.next;
        state.took = answer.took;
    }
    if (answer.details)
        takeDetails(state, *answer.details, answer.at);
    if (answer.usage)
        state.usage = answer.usage;
    if (answer.audit)
        takeAudit(state, *answer.audit, answer.at);
    if (answer.error)
        takeError(state, answer);
    return state;
}

AccountState agedState(AccountState before, TimePoint now, Duration interval)
{
    if (before.token != TokenState::Accepted || !before.verifiedAt)
        return before;
    if (now - *before.verifiedAt <= probesUntilUnseen * std::max(interval, before.config.interval))
        return before;
    AccountState state = std::move(before);
    const ApiError error = state.lastError ? apiErrorOf(*state.lastError) : ApiError{.cause = Cause::Unreachable};
    state.tokenError = error;
    setToken(state, TokenState::Unseen, tokenSentence(TokenState::Unseen, error), now);
    return state;
}

QString credentialRemark(const AccountConfig &account)
{
    const std::optional<CredentialRef> ref = parseCredentialRef(account.credential);
    return ref ? credentialWarning(*ref, policyOf(account)) : QString();
}

QString credentialRefusal(const AccountConfig &account)
{
    const std::optional<CredentialRef> ref = parseCredentialRef(account.credential);
    if (!ref)
        return {};
    const Result<void> allowed = credentialAllowed(*ref, policyOf(account));
    return allowed ? QString() : allowed.error().detail;
}

QString tokenSentence(TokenState state, const ApiError &error)
{
    switch (state) {
    case TokenState::None:
        return QStringLiteral("The account names no credential. Set a token, or write credential = \"keychain:NAME\".");
    case TokenState::NotYet: return QStringLiteral("HubSpot has not been asked yet.");
    case TokenState::Accepted: return QStringLiteral("HubSpot accepts the token.");
    case TokenState::MissingScope:
        return QStringLiteral("The token is good and lacks %1. Add it to the app in HubSpot; the token stays the same.")
            .arg(named(error.scopes));
    case TokenState::Refused:
        return error.cause == Cause::TokenExpired
            ? QStringLiteral("HubSpot says that the token has expired. Set a new one, or authorise the app again.")
            : QStringLiteral("HubSpot does not know the token: it was rotated, revoked or mistyped. Set the present "
                             "one; if nobody rotated it, start a leak drill.");
    case TokenState::WrongPortal: return QStringLiteral("The token belongs to another portal: it is not used.");
    case TokenState::Unreadable: return QStringLiteral("The token cannot be read.");
    case TokenState::Unseen: return unseenSentence(error);
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
