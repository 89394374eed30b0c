// HubSpotProber: a safe look at HubSpot from here, its time in parts.
#pragma once

#include "base/call_scope.h"
#include "snapshot/triage.h"
#include "vault/credential_reader.h"
#include "workspace/workspace.h"

#include <QObject>
#include <functional>

namespace hubwatch {

class Clock;

/// One read-only GET over a connection of its own, so that DNS, connect, TLS and the first byte can be told apart. The
/// token is sent only to the account's own API host, is read anew, and is nowhere in the answer.
class HubSpotProber
{
public:
    using Reply = std::function<void(const HubSpotProbe &)>;

    /// `trusts` are certificates in PEM that are trusted instead of the system's; empty: the system's.
    HubSpotProber(CredentialReader &secrets, Clock &clock, QByteArray trusts = {});
    ~HubSpotProber();

    /// nullptr: HubSpot's own host without a token. Answers within ten seconds, whatever happens.
    void probe(const AccountConfig *account, QObject *context, Reply reply);

private:
    CredentialReader &m_secrets;
    Clock &m_clock;
    QByteArray m_trusts;
    CallScope m_calls = {};
};

} // namespace hubwatch
