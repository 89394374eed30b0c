// AuthorizedHttp: gives each call the current credential, and only where it may go.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"
#include "vault/credential_reader.h"

#include <QStringList>
#include <set>

namespace hubwatch {

/// Whether a token may be sent there: HubSpot's API hosts (*.hubapi.com), those the workspace trusts, or this machine;
/// always over https, but for this machine.
bool mayCarryToken(const QUrl &url, const QStringList &trustedHosts);

/// Reads the credential anew for each sending and adds the Authorization header to a copy of the request. A request
/// that brings an Authorization of its own (a token under test) keeps it, and is held to the same hosts.
///
/// A credential that cannot be read, or a host that may not see it, is an Error without a call on the wire. Redirects
/// are never followed. On a 401 the credential is dropped from its cache and read once more; the Error says `again`
/// when a repeat is worth it: another secret came, or this very one was refused for the first time. A secret refused
/// twice is remembered by a salted hash, so that a revoked token costs one call a poll.
class AuthorizedHttp : public HttpClient
{
public:
    enum class Scheme {
        Bearer,
        Basic,   ///< the secret is "user:password"
        ByShape, ///< Basic where there is a colon in the secret, else Bearer: the team's own services
    };
    struct Access {
        CredentialRef credential = {};
        QStringList trustedHosts = {};
        Scheme scheme = Scheme::Bearer;

        bool operator==(const Access &) const = default;
    };
    /// Tells a cache to forget this secret, if it is the one it holds.
    using Drop = std::function<void(const CredentialRef &, const Secret &refused)>;

    AuthorizedHttp(HttpClient &next, Clock &clock, CredentialReader &reader, Access access, Drop drop = {});

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    void sendWith(const Secret &secret, HttpRequest request, QObject *joint, const Reply &reply);
    void refused(const Secret &secret, Error error, QObject *joint, const Reply &reply);
    Error unreadable(const HttpRequest &request, const Error &why) const;
    QByteArray hashOf(const Secret &secret) const;

    HttpClient &m_next;
    Clock &m_clock;
    CredentialReader &m_reader;
    Access m_access;
    Drop m_drop;
    QByteArray m_salt;
    std::set<QByteArray> m_refused = {}; ///< hashes
    Duration m_restUntil = {};           ///< by uptime
    CallScope m_calls;
};

} // namespace hubwatch
