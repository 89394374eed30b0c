// EngineCredentialDesk: carries commands on credentials to the engine's thread, and what became of them back.
#pragma once

#include "snapshot/credential_desk.h"

#include <functional>

namespace hubwatch {

class Engine;
class Vault;

class EngineCredentialDesk : public CredentialDesk
{
    Q_OBJECT

public:
    /// Runs a call on the engine's thread; drops it before the engine has begun.
    using Post = std::function<void(std::function<void(Engine &)>)>;

    explicit EngineCredentialDesk(Post post, QObject *parent = nullptr);

    /// Lives on this thread and outlives the desk; its doctor and its mode are asked there. Null before the start.
    void setVault(Vault *vault) { m_vault = vault; }

    void store(const StoreCredential &command) override;
    void verify(const QString &reference) override;
    void remove(const QString &reference) override;
    void rotate(const RotateCredential &command) override;
    void authorize(const AuthorizeOAuth &command) override;
    void cancelAuthorize() override;
    void drillLeak(const QString &account) override;
    void noteLeakStep(const QString &path, const QString &what) override;
    void runDoctor() override;
    void setVaultMode(hubwatch::VaultState::Mode mode) override;

private:
    Post m_post;
    Vault *m_vault = nullptr;
};

} // namespace hubwatch
