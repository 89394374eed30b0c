#include "hubspot/secret_http.h"

#include <QObject>
#include <utility>

namespace hubwatch {

SecretHttp::SecretHttp(HttpClient &next, Secret secret, HostTrust trusted)
    : m_next(next)
    , m_secret(std::move(secret))
    , m_trusted(std::move(trusted))
{ }

void SecretHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    if (!m_trusted || !m_trusted(request.url)) {
        const QString host = request.url.host();
        QMetaObject::invokeMethod(
            context,
            [host, reply = std::move(reply)] {
                reply(fail(Error::Kind::Rejected,
                           QStringLiteral("%1: no token is sent to this host; it is neither HubSpot's nor among the "
                                          "account's trusted hosts")
                               .arg(host)));
            },
            Qt::QueuedConnection);
        return;
    }
    request.redirects = 0;
    request.headers.push_back({.name = "Authorization", .value = "Bearer " + m_secret.reveal().toByteArray()});
    m_next.send(std::move(request), context, std::move(reply));
}

} // namespace hubwatch
