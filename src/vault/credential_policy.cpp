#include "vault/credential_policy.h"

#include "vault/credential_answer.h"

namespace hubwatch {

Result<void> credentialAllowed(const CredentialRef &ref, const CredentialPolicy &policy)
{
    if (ref.source != CredentialRef::Source::Dotenv || !policy.production)
        return {};
    return fail(Error::Kind::Rejected,
                QStringLiteral("%1: a .env file is not accepted for a production account; keep the token in the "
                               "keychain (hubwatchctl token set NAME) or in a secret manager")
                    .arg(shownRef(ref)));
}

QString credentialWarning(const CredentialRef &ref, const CredentialPolicy &policy)
{
    if (ref.source != CredentialRef::Source::Dotenv || policy.production)
        return {};
    return QStringLiteral("%1: whoever reads this file has the token; good enough for a sandbox only")
        .arg(shownRef(ref));
}

} // namespace hubwatch
