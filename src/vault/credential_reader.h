// CredentialReader: the door to secrets wherever they live.
#pragma once

#include "base/result.h"
#include "vault/credential_ref.h"
#include "vault/secret.h"

#include <functional>

class QObject;

namespace hubwatch {

/// Reads the secret a reference names. Implemented by the sources (keychain, environment, secret managers), by
/// `CredentialSources` which chooses among them, and by `SecretCache` in front of it.
class CredentialReader
{
public:
    using Reply = std::function<void(Result<Secret>)>;

    virtual ~CredentialReader() = default;

    /// Calls `reply` exactly once, later, on the caller's thread; never if `context` dies first. Never an empty secret:
    /// a missing one is an Error of kind Storage whose detail names the tool, what it said without its output, and the
    /// fix.
    virtual void read(const CredentialRef &ref, QObject *context, Reply reply) = 0;
};

} // namespace hubwatch
