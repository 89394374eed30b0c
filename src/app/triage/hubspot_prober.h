// HubSpotProber: a safe look at HubSpot from here, its time in parts.
#pragma once

#include "base/call_scope.h"
#include "snapshot/triage.h"
#include "vault/credential_reader.h"
#include "workspace/workspace.h"

#include <QObject>
#include <functional>
#include <memory>

namespace hubwatch {

class Clock;

/// One read-only GET over a connection of its own, so that DNS, connect, TLS and the first byte can be told apart. The
/// token is sent only to the account's own API host, is read anew, and is nowhere in the answer.
class HubSpotProber
{
public:
    using Reply = std::function<void(const HubSpotProbe &)>;

    HubSpotProber(CredentialReader &secrets, Clock &clock);
    ~HubSpotProber();

    /// nullptr: HubSpot's own host without a token. Answers within ten seconds, whatever happens.
    void probe(const AccountConfig *account, QObject *context, Reply reply);

private:
    struct Probe;
    CredentialReader &m_secrets;
    Clock &m_clock;
    CallScope m_calls = {};
};

} // namespace hubwatch
