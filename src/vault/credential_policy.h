// CredentialPolicy: which sources an account may take its secret from.
#pragma once

#include "base/result.h"
#include "vault/credential_ref.h"

namespace hubwatch {

/// What is known of the account a reference belongs to.
struct CredentialPolicy {
    bool production = true; ///< false for a sandbox or a developer's test account

    bool operator==(const CredentialPolicy &) const = default;
};

/// A .env file is for work on one machine: it is refused for production. The Error is of kind Rejected.
Result<void> credentialAllowed(const CredentialRef &ref, const CredentialPolicy &policy);
/// A standing remark on a reference that is accepted; empty when there is nothing to say.
QString credentialWarning(const CredentialRef &ref, const CredentialPolicy &policy);

} // namespace hubwatch
