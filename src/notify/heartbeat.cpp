#include "notify/heartbeat.h"

#include "net/http_errors.h"

namespace hubwatch {

namespace {

/// Why a beat did not come through, without the URL, which is the secret.
QString beatFailure(const Error &error)
{
    if (error.status != 0)
        return QStringLiteral("answered HTTP %1; see that the URL is still the one the watcher gave").arg(error.status);
    switch (error.reach) {
    case Error::Reach::Dns: return QStringLiteral("its host is not known; see the URL and the name server");
    case Error::Reach::Refused: return QStringLiteral("its host refused the connection");
    case Error::Reach::Tls: return QStringLiteral("its certificate is not trusted");
    case Error::Reach::Clock: return QStringLiteral("its certificate is not good now; see this machine's clock");
    case Error::Reach::Timeout: return QStringLiteral("there was no answer in 10 seconds");
    case Error::Reach::Reset: return QStringLiteral("the connection was cut");
    case Error::Reach::NoNetwork: return QStringLiteral("this machine has no network");
    case Error::Reach::Proxy: return QStringLiteral("the proxy wants to know who asks");
    case Error::Reach::None: break;
    }
    return QStringLiteral("there was no usable answer");
}

} // namespace

Heartbeat::Heartbeat(HttpClient &wire, CredentialReader &secrets, Clock &clock, std::function<bool()> alive,
                     QObject *parent)
    : QObject(parent)
    , m_wire(wire)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_alive(std::move(alive))
{ }

void Heartbeat::set(const HeartbeatConfig &config)
{
    if (config == m_config)
        return;
    m_config = config;
    m_calls.cancelAll();
    m_state = {.on = !config.key.isEmpty() || !config.url.isEmpty(), .interval = config.interval};
    if (m_state.on)
        beatNow();
    emit changed();
}

void Heartbeat::beatNow()
{
    m_calls.cancelAll();
    if (!m_state.on)
        return;
    schedule();
    beat();
}

void Heartbeat::schedule()
{
    m_clock.after(std::max<Duration>(m_config.interval, 1s), m_calls.context(), [this] {
        schedule();
        beat();
    });
}

void Heartbeat::beat()
{
    if (m_alive && !m_alive()) {
        failed(QStringLiteral("held back: the polls of this console do not come through"));
        return;
    }
    if (m_config.key.isEmpty())
        return send(m_config.url);
    const auto ref = parseCredentialRef(m_config.key);
    if (!ref)
        return failed(QStringLiteral("its key is no credential reference; write one such as \"keychain:heartbeat\""));
    m_secrets.read(*ref, m_calls.context(), [this](const Result<Secret> &secret) {
        if (!secret)
            return failed(secret.error().detail);
        send(QUrl(QString::fromUtf8(secret->reveal()).trimmed(), QUrl::StrictMode));
    });
}

void Heartbeat::send(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != QLatin1String("https") && !(url.scheme() == QLatin1String("http") && onLoopback(url))))
        return failed(QStringLiteral("its URL is none that can be used; give one that begins with https://"));
    m_state.lastTry = m_clock.now();
    m_wire.send(
        {.url = url, .timeout = 10s, .maxBytes = 100'000, .redirects = 3, .repeatable = true, .confidential = true},
        m_calls.context(), [this](const Result<HttpResponse> &response) {
            if (!response)
                return failed(beatFailure(response.error()));
            m_state.lastGood = m_clock.now();
            m_state.failures = 0;
            m_state.words.clear();
            emit changed();
        });
}

void Heartbeat::failed(const QString &words)
{
    ++m_state.failures;
    m_state.words = words;
    emit changed();
}

} // namespace hubwatch
