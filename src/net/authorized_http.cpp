#include "net/authorized_http.h"

#include "net/http_errors.h"
#include "net/joint_context.h"

#include <QCryptographicHash>
#include <QObject>
#include <QRandomGenerator>
#include <array>

namespace hubwatch {

namespace {

/// Rotated tokens pile up slowly; what is forgotten costs one call too many.
constexpr size_t mostRefused = 32;
/// After a refusal the source is read once; calls refused within this time do not read it again.
constexpr Duration restBetweenReads = 5s;

QByteArray freshSalt()
{
    std::array<quint32, 8> words = {};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return {reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words)};
}

QByteArray headerOf(AuthorizedHttp::Scheme scheme, const Secret &secret)
{
    const QByteArrayView bytes = secret.reveal();
    switch (scheme) {
    case AuthorizedHttp::Scheme::Bearer: return "Bearer " + QByteArray(bytes.data(), bytes.size());
    case AuthorizedHttp::Scheme::Basic: return "Basic " + QByteArray(bytes.data(), bytes.size()).toBase64();
    case AuthorizedHttp::Scheme::ByShape:
        return headerOf(bytes.contains(':') ? AuthorizedHttp::Scheme::Basic : AuthorizedHttp::Scheme::Bearer, secret);
    }
    Q_UNREACHABLE();
}

} // namespace

bool mayCarryToken(const QUrl &url, const QStringList &trustedHosts)
{
    const bool tls = url.scheme() == QLatin1StringView("https");
    const QString host = url.host().toLower(); // QUrl has made the host ASCII where it was not
    // Not *.localhost, which some systems ask the DNS for.
    if (onLoopback(url) && !host.endsWith(QLatin1StringView(".localhost")))
        return tls || url.scheme() == QLatin1StringView("http");
    if (!tls)
        return false;
    return host.endsWith(QLatin1StringView(".hubapi.com")) || trustedHosts.contains(host, Qt::CaseInsensitive);
}

AuthorizedHttp::AuthorizedHttp(HttpClient &next, Clock &clock, CredentialReader &reader, Access access, Drop drop)
    : m_next(next)
    , m_clock(clock)
    , m_reader(reader)
    , m_access(std::move(access))
    , m_drop(std::move(drop))
    , m_salt(freshSalt())
{ }

void AuthorizedHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    QObject *joint = jointContext(m_calls.context(), context);
    if (!mayCarryToken(request.url, m_access.trustedHosts)) {
        Error error{.kind = Error::Kind::Rejected,
                    .detail = QStringLiteral("%1: the token is not sent there: expected https to *.hubapi.com or to a "
                                             "host in the account's trusted_hosts")
                                  .arg(shownRequest(request))};
        m_clock.after(Duration::zero(), joint, [joint, reply = std::move(reply), error = std::move(error)] {
            joint->deleteLater();
            reply(tl::unexpected(error));
        });
        return;
    }
    if (!headerValue(request.headers, "Authorization").isEmpty()) {
        request.redirects = 0;
        m_next.send(std::move(request), joint, [joint, reply = std::move(reply)](Result<HttpResponse> result) {
            joint->deleteLater();
            reply(std::move(result));
        });
        return;
    }
    m_reader.read(m_access.credential, joint,
                  [this, joint, request = std::move(request), reply = std::move(reply)](Result<Secret> secret) {
                      if (secret)
                          return sendWith(*secret, request, joint, reply);
                      joint->deleteLater();
                      reply(tl::unexpected(unreadable(request, secret.error())));
                  });
}

void AuthorizedHttp::sendWith(const Secret &secret, HttpRequest request, QObject *joint, const Reply &reply)
{
    request.redirects = 0; // whoever redirects us would be given the token
    std::erase_if(request.headers, [](const HttpHeader &header) {
        return header.name.compare("Authorization", Qt::CaseInsensitive) == 0;
    });
    request.headers.push_back({.name = "Authorization", .value = headerOf(m_access.scheme, secret)});
    m_next.send(std::move(request), joint, [this, secret, joint, reply](Result<HttpResponse> result) {
        if (!result && result.error().status == 401)
            return refused(secret, result.error(), joint, reply);
        joint->deleteLater();
        if (result)
            m_refused.erase(hashOf(secret));
        reply(std::move(result));
    });
}

void AuthorizedHttp::refused(const Secret &secret, Error error, QObject *joint, const Reply &reply)
{
    const QByteArray hash = hashOf(secret);
    // The repeat was refused, too: the source was read a moment ago, and says nothing new.
    if (m_refused.contains(hash) && m_clock.uptime() < m_restUntil) {
        joint->deleteLater();
        return reply(tl::unexpected(std::move(error)));
    }
    m_restUntil = m_clock.uptime() + restBetweenReads;
    if (m_drop)
        m_drop(m_access.credential, secret);
    m_reader.read(m_access.credential, joint,
                  [this, hash, error = std::move(error), joint, reply](const Result<Secret> &now) mutable {
                      const bool another = now && hashOf(*now) != hash;
                      if (m_refused.size() >= mostRefused)
                          m_refused.clear();
                      const bool first = m_refused.insert(hash).second;
                      error.again = now && (another ? !m_refused.contains(hashOf(*now)) : first);
                      joint->deleteLater();
                      reply(tl::unexpected(std::move(error)));
                  });
}

Error AuthorizedHttp::unreadable(const HttpRequest &request, const Error &why) const
{
    Error error = why;
    error.detail = QStringLiteral("%1: not sent, since %2 cannot be read: %3")
                       .arg(shownRequest(request), credentialRefText(m_access.credential), why.detail);
    return error;
}

QByteArray AuthorizedHttp::hashOf(const Secret &secret) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(secret.reveal());
    return hash.result();
}

} // namespace hubwatch
