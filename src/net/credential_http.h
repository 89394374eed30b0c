// CredentialHttp: gives each request the credential it names.
#pragma once

#include "net/authorized_http.h"

#include <map>
#include <memory>

namespace hubwatch {

/// For the team's own services, each with a credential of its own or none. It goes to the host that was asked, and
/// nowhere else: over https, or to this machine.
class CredentialHttp : public HttpClient
{
public:
    CredentialHttp(HttpClient &next, Clock &clock, CredentialReader &reader, AuthorizedHttp::Drop drop);

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    HttpClient &m_next;
    Clock &m_clock;
    CredentialReader &m_reader;
    AuthorizedHttp::Drop m_drop;
    std::map<std::pair<QString, QString>, std::unique_ptr<AuthorizedHttp>> m_clients = {}; ///< by credential and host
};

} // namespace hubwatch
