#include "net/credential_http.h"

namespace hubwatch {

CredentialHttp::CredentialHttp(HttpClient &next, Clock &clock, CredentialReader &reader, AuthorizedHttp::Drop drop)
    : m_next(next)
    , m_clock(clock)
    , m_reader(reader)
    , m_drop(std::move(drop))
{ }

void CredentialHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    const std::optional<CredentialRef> ref = parseCredentialRef(request.credential);
    if (!ref)
        return m_next.send(std::move(request), context, std::move(reply));
    const QString host = request.url.host();
    std::unique_ptr<AuthorizedHttp> &client = m_clients[{request.credential, host}];
    if (!client)
        client = std::make_unique<AuthorizedHttp>(m_next, m_clock, m_reader,
                                                  AuthorizedHttp::Access{.credential = *ref,
                                                                         .trustedHosts = {host},
                                                                         .scheme = AuthorizedHttp::Scheme::ByShape},
                                                  m_drop);
    client->send(std::move(request), context, std::move(reply));
}

} // namespace hubwatch
