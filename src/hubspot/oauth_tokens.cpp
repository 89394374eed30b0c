#include "hubspot/oauth_tokens.h"

#include "hubspot/api_requests.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration firstRetry = 15s;
constexpr Duration longestRetry = 5min;
/// A 401 alone does not mean that another token would be taken.
constexpr Duration leastBetweenFetches = 1min;

Duration retryDelay(const Error &error, int failures)
{
    const Duration backoff = std::min(firstRetry * (1 << std::min(failures, 10)), longestRetry);
    return std::max(backoff, error.retryAfter.value_or(Duration::zero()));
}

} // namespace

OAuthTokens::OAuthTokens(CredentialReader &next, SecretStore &store, HttpClient &wire, Clock &clock, Setup setup,
                         Problem problem)
    : m_next(next)
    , m_store(store)
    , m_wire(wire)
    , m_clock(clock)
    , m_setup(std::move(setup))
    , m_problem(std::move(problem))
{ }

void OAuthTokens::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    // Under our own context, since the reader touches our members and may outlive us.
    Waiter waiter{.context = context, .reply = std::move(reply)};
    m_next.read(ref, m_calls.context(), [this, ref, waiter = std::move(waiter)](Result<Secret> secret) {
        if (!waiter.context)
            return;
        if (!secret || !looksLikeOAuth(*secret))
            return waiter.reply(std::move(secret));
        serve(ref, *secret, waiter);
    });
}

void OAuthTokens::serve(const CredentialRef &ref, const Secret &secret, Waiter waiter)
{
    const QString key = credentialRefText(ref);
    Held &held = m_held[key];
    // A cache may still hold what stood in the vault before we wrote there.
    if (!(secret == held.asRead) && !(secret == held.asWritten)) {
        const auto oauth = parseOAuthSecret(secret);
        if (!oauth) {
            const Error error{.kind = Error::Kind::Storage,
                              .detail = key + QStringLiteral(": ") + oauth.error().detail};
            return waiter.reply(tl::unexpected(error));
        }
        // Those who wait for the old authorisation's token are served with the new one's.
        std::vector<Waiter> waiters = std::move(held.waiters);
        held = Held{.ref = ref, .asRead = secret, .oauth = *oauth, .waiters = std::move(waiters)};
    }
    held.waiters.push_back(std::move(waiter));
    if (held.fetching)
        return;
    if (wantsFetch(held))
        return fetch(key);
    answerWaiters(key);
}

Duration OAuthTokens::ageOf(const Held &held) const
{
    // By both clocks: the monotonic one may not count a night's sleep, and the wall clock may be set back. The older
    // age only fetches a token too early.
    return std::max(m_clock.uptime() - held.fetched.uptime, m_clock.now() - held.fetched.wall);
}

bool OAuthTokens::isAlive(const Held &held) const
{
    return !held.access.isEmpty() && !held.revoked && ageOf(held) < held.lifetime;
}

bool OAuthTokens::wantsFetch(const Held &held) const
{
    if (held.revoked || (held.retryAt && m_clock.uptime() < *held.retryAt))
        return false;
    if (held.access.isEmpty())
        return true;
    const Duration age = ageOf(held);
    return age >= refreshAfter(held.lifetime) || (held.dropped && age >= leastBetweenFetches);
}

void OAuthTokens::drop(const CredentialRef &ref)
{
    const auto found = m_held.find(credentialRefText(ref));
    if (found != m_held.end() && !found->second.access.isEmpty())
        found->second.dropped = true;
}

void OAuthTokens::fetch(const QString &key)
{
    Held &held = m_held[key];
    if (!m_setup.trusted || !m_setup.trusted(m_setup.api)) {
        held.error
            = Error{.kind = Error::Kind::Rejected,
                    .detail = QStringLiteral("%1: no client secret is sent to this host; it is neither HubSpot's "
                                             "nor among the account's trusted hosts")
                                  .arg(m_setup.api.host())};
        return answerWaiters(key);
    }
    held.fetching = true;
    held.asked = {.uptime = m_clock.uptime(), .wall = m_clock.now()};
    const Secret askedFor = held.asRead;
    m_wire.send(oauthRefreshRequest(m_setup.api, held.oauth), m_calls.context(),
                [=, this](const Result<HttpResponse> &answer) {
                    Held &now = m_held[key];
                    if (!(now.asRead == askedFor)) // authorised anew meanwhile; that one is fetched by its readers
                        return;
                    now.fetching = false;
                    fetched(key, answer);
                });
}

void OAuthTokens::fetched(const QString &key, const Result<HttpResponse> &answer)
{
    Held &held = m_held[key];
    const Result<OAuthGrant> grant
        = answer ? parseOAuthGrant(answer->body) : Result<OAuthGrant>(tl::unexpected(answer.error()));
    if (grant)
        take(held, *grant);
    else
        failed(held, grant.error());
    answerWaiters(key);
}

void OAuthTokens::take(Held &held, const OAuthGrant &grant)
{
    held.access = grant.accessToken;
    held.fetched = held.asked; // whatever the answer took is off the token's life
    held.lifetime = grant.lifetime;
    held.retryAt.reset();
    held.failures = 0;
    held.error.reset();
    held.dropped = false;
    if (grant.refreshToken.isEmpty() || grant.refreshToken == held.oauth.refreshToken)
        return;
    held.oauth.refreshToken = grant.refreshToken;
    keepRefreshToken(held);
}

void OAuthTokens::keepRefreshToken(Held &held)
{
    const CredentialRef ref = held.ref;
    const auto tell = [this, ref](const QString &why) {
        if (m_problem)
            m_problem(ref,
                      QStringLiteral("HubSpot replaced the refresh token, and %1. Hubwatch goes on with the new one "
                                     "until it ends; authorise the app again if it is refused after that.")
                          .arg(why));
    };
    if (ref.source != CredentialRef::Source::Keychain)
        return tell(QStringLiteral("it cannot be written to the %1").arg(credentialSourceName(ref.source)));
    held.asWritten = printOAuthSecret(held.oauth);
    m_store.write(ref.place, held.asWritten, m_calls.context(), [tell](const Result<void> &done) {
        if (!done)
            tell(QStringLiteral("the vault did not take it: %1").arg(done.error().detail));
    });
}

void OAuthTokens::failed(Held &held, const Error &error)
{
    held.error = oauthError(error);
    held.revoked = oauthFailureOf(error) == OAuthFailure::Revoked;
    if (held.revoked)
        held.access = Secret();
    held.retryAt = m_clock.uptime() + retryDelay(error, held.failures);
    ++held.failures;
}

void OAuthTokens::answerWaiters(const QString &key)
{
    Held &held = m_held[key];
    Result<Secret> answer = held.access;
    if (!isAlive(held))
        answer = tl::unexpected(held.error.value_or(
            Error{.kind = Error::Kind::Offline, .detail = QStringLiteral("OAuth: no access token yet")}));
    for (const Waiter &waiter : std::exchange(held.waiters, {}))
        if (waiter.context)
            waiter.reply(answer); // may read again, or be our end: nothing of ours is touched any more
}

} // namespace hubwatch
