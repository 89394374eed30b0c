// CredentialWork: commands on credentials, carried out on the engine's thread.
#pragma once

#include "snapshot/credential_desk.h"

namespace hubwatch {

class CredentialWork : public CredentialDesk
{
    Q_OBJECT

public:
    using CredentialDesk::CredentialDesk;

    void store(const StoreCredential &) override { }
    void verify(const QString &) override { }
    void remove(const QString &) override { }
    void rotate(const RotateCredential &) override { }
    void authorize(const AuthorizeOAuth &) override { }
    void cancelAuthorize() override { }
    void drillLeak(const QString &) override { }
    void noteLeakStep(const QString &, const QString &) override { }
    void runDoctor() override { }
    void setVaultMode(VaultState::Mode) override { }
};

} // namespace hubwatch
