#include "checklist/probes/signature_attempts.h"

#include "hubspot/webhook_event.h"

namespace hubwatch {

namespace {

using Hope = SignatureAttempt::Hope;

QByteArray millisText(TimePoint at)
{
    return QByteArray::number(qint64(at.time_since_epoch().count()));
}

/// Builds the attempts of one version.
class AttemptList
{
public:
    AttemptList(SignatureVersion version, const SigningGround &ground)
        : m_version(version)
        , m_ground(ground)
    { }

    void addRight();
    void addWrong();
    void addWrongTime();
    void addReplay();
    std::vector<SignatureAttempt> take() { return std::move(m_attempts); }

private:
    /// Of a contact that no portal has, another one each time.
    QByteArray body(const QString &value)
    {
        const std::int64_t id = m_ground.now.time_since_epoch().count() * 100 + std::int64_t(m_attempts.size());
        return webhookBody({{.event = id,
                             .subscription = 1,
                             .portal = m_ground.portal,
                             .app = 1,
                             .occurredAt = m_ground.now,
                             .object = id,
                             .property = QStringLiteral("city"),
                             .value = value}});
    }
    QByteArray body() { return body(QStringLiteral("Hubwatch")); }

    QByteArray signatureOf(const QByteArray &signedBody, const QByteArray &timestamp) const
    {
        return webhookSignature(m_version, m_ground.secret.reveal(),
                                {.uri = m_ground.uri, .body = signedBody, .timestamp = timestamp});
    }
    std::vector<HttpHeader> headersOf(const QByteArray &signedBody, const QByteArray &timestamp) const
    {
        return signatureHeaders(m_version, signatureOf(signedBody, timestamp), timestamp);
    }
    std::vector<HttpHeader> headersOf(const QByteArray &signedBody) const
    {
        return headersOf(signedBody, millisText(m_ground.now));
    }

    void add(const QString &name, const QString &what, Hope hope, std::vector<HttpHeader> headers,
             const QByteArray &sent)
    {
        const QString version = signatureVersionName(m_version);
        m_attempts.push_back({.name = version + QStringLiteral(": ") + name,
                              .what = QStringLiteral("%1 (%2)").arg(what, version),
                              .hope = hope,
                              .headers = std::move(headers),
                              .body = sent});
    }
    void add(const QString &name, const QString &what, const QByteArray &timestamp)
    {
        const QByteArray sent = body();
        add(name, what, Hope::Refused, headersOf(sent, timestamp), sent);
    }

    SignatureVersion m_version;
    const SigningGround &m_ground;
    std::vector<SignatureAttempt> m_attempts = {};
};

void AttemptList::addRight()
{
    const QByteArray plain = body();
    add(QStringLiteral("rightly signed"), QStringLiteral("a rightly signed request"), Hope::Accepted, headersOf(plain),
        plain);
    const QByteArray text = body(QStringLiteral("Zürich ☕ 東京 </a>"));
    add(QStringLiteral("rightly signed, text beyond ASCII"),
        QStringLiteral("a rightly signed request with text beyond ASCII"), Hope::Accepted, headersOf(text), text);
    // No JSON library writes it like this: who hashes what his own wrote again gets another signature.
    QByteArray odd = body(QStringLiteral("odd"));
    odd.replace("\"odd\"", " \"\\u006fdd\"").replace("\"subscriptionId\":1,", "\"subscriptionId\":9007199254740993,");
    add(QStringLiteral("rightly signed, JSON with spaces and escapes"),
        QStringLiteral("a rightly signed request with spaces and escapes in its JSON"), Hope::Likely, headersOf(odd),
        odd);
}

void AttemptList::addWrong()
{
    add(QStringLiteral("no signature"), QStringLiteral("a request without a signature"), Hope::Refused, {}, body());

    QByteArray sent = body();
    add(QStringLiteral("empty signature"), QStringLiteral("a request with an empty signature"), Hope::Refused,
        signatureHeaders(m_version, QByteArray(""), millisText(m_ground.now)), sent);

    sent = body();
    const QByteArray foreign
        = webhookSignature(m_version, QByteArrayLiteral("00000000-not-your-secret-00000000"),
                           {.uri = m_ground.uri, .body = sent, .timestamp = millisText(m_ground.now)});
    add(QStringLiteral("signed with another secret"), QStringLiteral("a request signed with another secret"),
        Hope::Refused, signatureHeaders(m_version, foreign, millisText(m_ground.now)), sent);

    sent = body();
    QByteArray changed = sent;
    changed.replace("Hubwatch", "hubwatch");
    add(QStringLiteral("body changed by one byte"), QStringLiteral("a request whose body was changed by one byte"),
        Hope::Refused, headersOf(sent), changed);

    if (m_version == SignatureVersion::V1)
        return;
    sent = body();
    const QByteArray elsewhere
        = webhookSignature(m_version, m_ground.secret.reveal(),
                           {.uri = m_ground.uri + "/elsewhere", .body = sent, .timestamp = millisText(m_ground.now)});
    add(QStringLiteral("signed for another URI"), QStringLiteral("a request signed for another URI"), Hope::Refused,
        signatureHeaders(m_version, elsewhere, millisText(m_ground.now)), sent);
}

void AttemptList::addWrongTime()
{
    const QByteArray stale = millisText(m_ground.now - 6min);
    add(QStringLiteral("six minutes old"), QStringLiteral("a request signed six minutes ago"), stale);
    add(QStringLiteral("ten minutes in the future"), QStringLiteral("a request signed ten minutes in the future"),
        millisText(m_ground.now + 10min));
    add(QStringLiteral("timestamp that is no number"), QStringLiteral("a request whose timestamp is no number"),
        QByteArrayLiteral("soon"));
    QByteArray sent = body();
    add(QStringLiteral("replayed under a new timestamp"), QStringLiteral("a request replayed under a new timestamp"),
        Hope::Refused, signatureHeaders(m_version, signatureOf(sent, stale), millisText(m_ground.now)), sent);
    sent = body();
    std::vector<HttpHeader> headers = headersOf(sent);
    headers.pop_back();
    add(QStringLiteral("no timestamp"), QStringLiteral("a request without a timestamp"), Hope::Refused,
        std::move(headers), sent);
}

void AttemptList::addReplay()
{
    const SignatureAttempt first = m_attempts.front();
    add(QStringLiteral("the first request again, unchanged"), QStringLiteral("an unchanged request that came again"),
        Hope::Told, first.headers, first.body);
}

} // namespace

std::vector<SignatureAttempt> signatureAttempts(SignatureVersion version, const SigningGround &ground)
{
    AttemptList list(version, ground);
    list.addRight();
    list.addWrong();
    if (version == SignatureVersion::V3)
        list.addWrongTime();
    list.addReplay();
    return list.take();
}

std::vector<HttpHeader> rightHeaders(SignatureVersion version, const SigningGround &ground, const QByteArray &body)
{
    const QByteArray timestamp = millisText(ground.now);
    return signatureHeaders(
        version,
        webhookSignature(version, ground.secret.reveal(), {.uri = ground.uri, .body = body, .timestamp = timestamp}),
        timestamp);
}

QByteArray signedUriOf(const QUrl &url)
{
    return url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
}

} // namespace hubwatch
