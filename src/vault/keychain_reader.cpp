#include "vault/keychain_reader.h"

#include "vault/credential_answer.h"
#include "vault/secret_store.h"

namespace hubwatch {

namespace {

Result<Secret> presentOnly(const CredentialRef &ref, Result<Secret> stored)
{
    if (!stored || !stored->isEmpty())
        return stored;
    return tl::unexpected(
        credentialError(ref,
                        QStringLiteral("there is no secret of that name here; store it with: hubwatchctl token set %1")
                            .arg(ref.place)));
}

} // namespace

KeychainReader::KeychainReader(SecretStore &store)
    : m_store(store)
{ }

void KeychainReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    m_store.read(ref.place, context, [ref, reply = std::move(reply)](Result<Secret> stored) {
        if (!stored && !stored.error().detail.startsWith(shownRef(ref)))
            stored.error().detail.prepend(shownRef(ref) + QStringLiteral(": "));
        reply(presentOnly(ref, std::move(stored)));
    });
}

} // namespace hubwatch
