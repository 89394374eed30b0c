// EngineCredentialDesk: carries commands on credentials to the engine's thread, and what became of them back.
#pragma once

#include "snapshot/credential_desk.h"

#include <functional>

namespace hubwatch {

class Engine;

class EngineCredentialDesk : public CredentialDesk
{
    Q_OBJECT

public:
    /// Runs a call on the engine's thread; drops it before the engine has begun.
    using Post = std::function<void(std::function<void(Engine &)>)>;

    explicit EngineCredentialDesk(Post post, QObject *parent = nullptr);

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
};

} // namespace hubwatch
