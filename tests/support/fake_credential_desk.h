// FakeCredentialDesk: notes what it was asked; a test emits the answers.
#pragma once

#include "snapshot/credential_desk.h"

#include <QStringList>

namespace hubwatch::testing {

class FakeCredentialDesk : public CredentialDesk
{
    Q_OBJECT

public:
    using CredentialDesk::CredentialDesk;

    void store(const StoreCredential &command) override { stored.push_back(command); }
    void verify(const QString &reference) override { verified << reference; }
    void remove(const QString &reference) override { removed << reference; }
    void rotate(const RotateCredential &command) override { rotated.push_back(command); }
    void authorize(const AuthorizeOAuth &command) override { authorized.push_back(command); }
    void cancelAuthorize() override { ++cancelled; }
    void drillLeak(const QString &account) override { drilled << account; }
    void noteLeakStep(const QString &path, const QString &what) override
    {
        notes << path + QStringLiteral(": ") + what;
    }
    void runDoctor() override { ++doctors; }
    void setVaultMode(VaultState::Mode mode) override { modes.push_back(mode); }

    std::vector<StoreCredential> stored = {};
    QStringList verified = {};
    QStringList removed = {};
    std::vector<RotateCredential> rotated = {};
    std::vector<AuthorizeOAuth> authorized = {};
    int cancelled = 0;
    QStringList drilled = {};
    QStringList notes = {};
    int doctors = 0;
    std::vector<VaultState::Mode> modes = {};
};

} // namespace hubwatch::testing
