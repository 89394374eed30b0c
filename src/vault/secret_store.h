// SecretStore: the door to the vault.
#pragma once

#include "base/result.h"
#include "vault/secret.h"

#include <functional>

class QObject;

namespace hubwatch {

/// Keeps secrets by name. Names are not secret: "prod", "pagerduty".
///
/// Every call answers exactly once, later, on the caller's thread; never if `context` dies first. An Error is of kind
/// Storage and its detail says what to do, without a secret.
class SecretStore
{
public:
    using Read = std::function<void(Result<Secret>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~SecretStore() = default;

    /// An empty Secret when there is none of that name, which is only answered when the store is known to be open.
    virtual void read(const QString &name, QObject *context, Read reply) = 0;
    virtual void write(const QString &name, Secret secret, QObject *context, Done reply) = 0;
    /// Success when there was none.
    virtual void remove(const QString &name, QObject *context, Done reply) = 0;
};

} // namespace hubwatch
