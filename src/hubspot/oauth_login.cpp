#include "hubspot/oauth_login.h"

#include "hubspot/api_requests.h"
#include "hubspot/oauth_answer.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QHostAddress>
#include <QOAuthHttpServerReplyHandler>
#include <QPointer>
#include <QRandomGenerator>
#include <array>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration loginTime = 10min;
constexpr const char *callbackPath = "hubwatch";

/// 256 bits of the system's randomness, in letters that need no escaping.
QByteArray randomWord()
{
    std::array<quint32, 8> words = {};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray queryField(const char *name, const QByteArray &value)
{
    return QByteArray(name) + '=' + value.toPercentEncoding();
}

/// HubSpot's reason, if it is a plain word.
QString reasonOf(const QVariantMap &answer)
{
    const QString reason = answer.value(QStringLiteral("error")).toString();
    for (const QChar c : reason)
        if (!(c >= u'a' && c <= u'z') && c != u'_')
            return {};
    return reason.left(40);
}

} // namespace

QUrl oauthRedirectUrl(quint16 port)
{
    return QUrl(QStringLiteral("http://localhost:%1/%2").arg(port).arg(QLatin1StringView(callbackPath)));
}

QUrl oauthAuthorizeUrl(const OAuthLoginRequest &request, const QUrl &redirect, const QByteArray &state,
                       const QByteArray &challenge)
{
    QByteArrayList fields{queryField("client_id", request.clientId.toUtf8()),
                          queryField("redirect_uri", redirect.toEncoded()),
                          queryField("scope", request.scopes.join(u' ').toUtf8()),
                          queryField("state", state),
                          queryField("code_challenge", challenge),
                          queryField("code_challenge_method", "S256")};
    if (!request.optionalScopes.isEmpty())
        fields += queryField("optional_scope", request.optionalScopes.join(u' ').toUtf8());
    QUrl url = request.page;
    url.setQuery(QString::fromLatin1(fields.join('&')), QUrl::StrictMode);
    return url;
}

QByteArray oauthChallenge(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

OAuthLogin::OAuthLogin(HttpClient &wire, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_wire(wire)
    , m_clock(clock)
{ }

OAuthLogin::~OAuthLogin() = default;

void OAuthLogin::start(OAuthLoginRequest request)
{
    const QPointer<OAuthLogin> alive(this);
    cancel();
    if (!alive)
        return;
    m_request = std::move(request);
    m_state = randomWord();
    m_verifier = randomWord();
    m_answered = false;
    // Listens at once; without an address it would do so on all of the machine's.
    m_handler = new QOAuthHttpServerReplyHandler(QHostAddress::LocalHost, m_request.port, this);
    m_handler->setCallbackPath(QLatin1StringView(callbackPath));
    m_handler->setCallbackText(QStringLiteral("Hubwatch has HubSpot's answer. You can close this page."));
    connect(m_handler, &QOAuthHttpServerReplyHandler::callbackReceived, this, &OAuthLogin::cameBack);
    if (!m_request.trusted || !m_request.trusted(m_request.api))
        return finish(fail(Error::Kind::Rejected,
                           QStringLiteral("%1: no client secret is sent to this host").arg(m_request.api.host())));
    if (!m_handler->isListening())
        return finish(
            fail(Error::Kind::Rejected,
                 QStringLiteral("port %1 of this machine is taken: close the program that uses it, or another "
                                "Hubwatch that waits for an authorisation")
                     .arg(m_request.port)));
    m_redirect = oauthRedirectUrl(m_handler->port());
    m_clock.after(loginTime, m_calls.context(), [this] {
        finish(fail(Error::Kind::Rejected,
                    QStringLiteral("nobody came back from the browser within ten minutes: authorise again")));
    });
    emit authorizeUrl(oauthAuthorizeUrl(m_request, m_redirect, m_state, oauthChallenge(m_verifier)));
}

void OAuthLogin::cancel()
{
    if (isRunning())
        finish(fail(Error::Kind::Rejected, QStringLiteral("the authorisation was cancelled")));
}

void OAuthLogin::cameBack(const QVariantMap &answer)
{
    // Any page in the browser can call this port: what does not carry our state is not HubSpot's answer to us.
    const bool ours = answer.value(QStringLiteral("state")).toString().toUtf8() == m_state;
    if (!isRunning() || m_answered || !ours)
        return;
    m_answered = true;
    const QString code = answer.value(QStringLiteral("code")).toString();
    const QString reason = reasonOf(answer);
    // Later: the browser is answered only after this returns.
    QMetaObject::invokeMethod(
        m_calls.context(),
        [this, code, reason] {
            if (!code.isEmpty())
                return exchangeCode(code);
            finish(fail(Error::Kind::Rejected,
                        reason.isEmpty() || reason == u"access_denied"
                            ? QStringLiteral("the authorisation was declined in HubSpot")
                            : QStringLiteral("HubSpot did not authorise: %1").arg(reason)));
        },
        Qt::QueuedConnection);
}

void OAuthLogin::exchangeCode(const QString &code)
{
    const OAuthSecret client{.clientId = m_request.clientId, .clientSecret = m_request.clientSecret};
    m_wire.send(oauthCodeRequest(m_request.api, client, code, m_redirect, m_verifier), m_calls.context(),
                [this, client](const Result<HttpResponse> &answer) {
                    if (!answer)
                        return finish(tl::unexpected(oauthCodeError(answer.error())));
                    const auto grant = parseOAuthGrant(answer->body);
                    if (!grant)
                        return finish(tl::unexpected(grant.error()));
                    if (grant->refreshToken.isEmpty())
                        return finish(fail(Error::Kind::Malformed,
                                           QStringLiteral("OAuth token: refresh_token: expected text, found nothing")));
                    OAuthLoginResult result{.secret = client, .portal = grant->portal, .scopes = grant->scopes};
                    result.secret.refreshToken = grant->refreshToken;
                    finish(result);
                });
}

void OAuthLogin::finish(const Result<OAuthLoginResult> &result)
{
    if (!isRunning())
        return;
    m_calls.cancelAll();
    m_handler->close();
    // Not at once: the browser's last bytes may still be on their way.
    std::exchange(m_handler, nullptr)->deleteLater();
    m_request = {};
    m_verifier.clear();
    emit finished(result);
}

} // namespace hubwatch
