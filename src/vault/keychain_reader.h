// KeychainReader: secrets in the vault of this machine.
#pragma once

#include "vault/credential_reader.h"

namespace hubwatch {

class SecretStore;

class KeychainReader : public CredentialReader
{
public:
    explicit KeychainReader(SecretStore &store);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    SecretStore &m_store;
};

} // namespace hubwatch
