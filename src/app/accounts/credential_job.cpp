#include "app/accounts/credential_job.h"

#include "app/accounts/account_judgement.h"
#include "app/accounts/account_token.h"
#include "vault/credential_ref.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// Through the account's client goes what carries the secret under test. The rest, OAuth's grants, must not be given
/// the account's own token, which may be the very one that is missing: it goes over the wire as it is.
class CheckHttp : public HttpClient
{
public:
    CheckHttp(HttpClient &account, HttpClient &wire)
        : m_account(account)
        , m_wire(wire)
    { }

    void send(HttpRequest request, QObject *context, Reply reply) override
    {
        const bool carriesToken = !headerValue(request.headers, "Authorization").isEmpty();
        (carriesToken ? m_account : m_wire).send(std::move(request), context, std::move(reply));
    }

private:
    HttpClient &m_account;
    HttpClient &m_wire;
};

} // namespace

CredentialJob::CredentialJob(CredentialOutcome begun, const CredentialTools &tools)
    : m_outcome(std::move(begun))
    , m_tools(tools)
{ }

void CredentialJob::end(bool good, const QString &words)
{
    m_outcome.good = good;
    m_outcome.words = words;
    m_outcome.record = secrets().record(m_outcome.reference);
    emit finished(m_outcome);
}

void CredentialJob::endRefused(const QString &words)
{
    m_outcome.refused = true;
    end(false, words);
}

void CredentialJob::endUnreached(const QString &words)
{
    m_outcome.mayForce = true;
    end(false, words);
}

const AccountConfig *CredentialJob::accountOf(const QString &reference, const QString &name) const
{
    const std::vector<AccountConfig> &accounts = m_tools.workspace().accounts;
    const auto found = std::ranges::find_if(accounts, [&](const AccountConfig &account) {
        return name.isEmpty() ? account.credential == reference : account.name == name;
    });
    return found == accounts.end() ? nullptr : &*found;
}

void CredentialJob::check(const AccountConfig &account, const Secret &secret, CredentialKind kind,
                          std::function<void(const TokenAnswer &)> reply)
{
    HttpClient *http = m_tools.http(account.name);
    if (!http)
        return end(false, QStringLiteral("The account %1 is not watched.").arg(account.name));
    m_clients.push_back(std::make_unique<CheckHttp>(*http, m_tools.wire));
    checkToken(*m_clients.back(), {.api = account.api, .secret = secret, .kind = kind, .trusted = trustOf(account)},
               context(), std::move(reply));
}

CredentialRecord withFacts(CredentialRecord record, const TokenFacts &facts, TimePoint now)
{
    record.kind = facts.kind;
    record.portal = facts.portal != 0 ? facts.portal : record.portal;
    record.app = facts.app;
    record.scopes = facts.scopes;
    record.scopesKnown = facts.scopesKnown;
    if (!facts.region.isEmpty())
        record.region = facts.region;
    record.verifiedAt = now;
    return record;
}

QString factsText(const TokenFacts &facts)
{
    QStringList parts{credentialKindName(facts.kind)};
    if (facts.portal != 0)
        parts += QStringLiteral("portal %1").arg(facts.portal);
    if (!facts.region.isEmpty())
        parts += facts.region;
    if (facts.scopesKnown)
        parts += facts.scopes.size() == 1 ? QStringLiteral("1 scope")
                                          : QStringLiteral("%1 scopes").arg(facts.scopes.size());
    else
        parts += QStringLiteral("scopes not told by HubSpot");
    return parts.join(QStringLiteral(", "));
}

bool couldNotAsk(const ApiError &error)
{
    using Cause = ApiError::Cause;
    switch (error.cause) {
    case Cause::Unreachable:
    case Cause::CaptivePortal:
    case Cause::Locked:
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateDaily:
    case Cause::RateOther:
    case Cause::Moving:
    case Cause::ServerFault:
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls:
    case Cause::Unreadable: return true;
    case Cause::BadRequest:
    case Cause::TokenExpired:
    case Cause::TokenInvalid:
    case Cause::MissingScopes:
    case Cause::Forbidden:
    case Cause::NotFound:
    case Cause::Conflict:
    case Cause::TooLong:
    case Cause::ImportLimit:
    case Cause::WrongRegion:
    case Cause::Mixed:
    case Cause::Other: return false;
    }
    Q_UNREACHABLE();
}

QString refusalText(const ApiError &error)
{
    using Cause = ApiError::Cause;
    if (error.cause == Cause::TokenExpired || error.cause == Cause::TokenInvalid)
        return QStringLiteral("HubSpot does not take this token (401): %1 Copy it again from HubSpot; a token that was "
                              "rotated or cut off looks the same.")
            .arg(error.message.isEmpty() ? QString() : error.message + u'.');
    const bool hasWayOut
        = error.reach == Error::Reach::Tls || error.reach == Error::Reach::Clock || error.reach == Error::Reach::Proxy;
    if (error.cause == Cause::Unreachable && !hasWayOut)
        return QStringLiteral("HubSpot cannot be reached, so nobody knows whose the token is (%1).").arg(error.message);
    if (error.cause == Cause::WrongRegion || couldNotAsk(error))
        return tokenSentence(TokenState::Unseen, error);
    if (error.status == 0)
        return error.message;
    return QStringLiteral("HubSpot answered %1: %2").arg(error.status).arg(error.message);
}

QString keychainName(const QString &reference)
{
    const std::optional<CredentialRef> ref = parseCredentialRef(reference);
    return ref && ref->source == CredentialRef::Source::Keychain ? ref->place : QString();
}

} // namespace hubwatch
