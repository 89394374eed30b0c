// SecretHttp: carries one given secret, whatever the vault holds.
#pragma once

#include "net/http.h"
#include "vault/secret.h"

namespace hubwatch {

/// Whether a token may be sent to this address.
using HostTrust = std::function<bool(const QUrl &)>;

/// Adds "Authorization: Bearer" of one secret to what goes to trusted hosts, and follows no redirect with it. A request
/// to any other host is Rejected and never leaves.
///
/// For a token under test, which is not the one in use.
class SecretHttp : public HttpClient
{
public:
    SecretHttp(HttpClient &next, Secret secret, HostTrust trusted);

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    HttpClient &m_next;
    Secret m_secret;
    HostTrust m_trusted;
};

} // namespace hubwatch
