#include "app/engine/engine_credential_desk.h"

#include "app/engine/engine.h"

namespace hubwatch {

EngineCredentialDesk::EngineCredentialDesk(Post post, QObject *parent)
    : CredentialDesk(parent)
    , m_post(std::move(post))
{ }

void EngineCredentialDesk::store(const StoreCredential &command)
{
    m_post([command](Engine &engine) { engine.credentials().store(command); });
}

void EngineCredentialDesk::verify(const QString &reference)
{
    m_post([reference](Engine &engine) { engine.credentials().verify(reference); });
}

void EngineCredentialDesk::remove(const QString &reference)
{
    m_post([reference](Engine &engine) { engine.credentials().remove(reference); });
}

void EngineCredentialDesk::rotate(const RotateCredential &command)
{
    m_post([command](Engine &engine) { engine.credentials().rotate(command); });
}

void EngineCredentialDesk::authorize(const AuthorizeOAuth &command)
{
    m_post([command](Engine &engine) { engine.credentials().authorize(command); });
}

void EngineCredentialDesk::cancelAuthorize()
{
    m_post([](Engine &engine) { engine.credentials().cancelAuthorize(); });
}

void EngineCredentialDesk::drillLeak(const QString &account)
{
    m_post([account](Engine &engine) { engine.credentials().drillLeak(account); });
}

void EngineCredentialDesk::noteLeakStep(const QString &path, const QString &what)
{
    m_post([path, what](Engine &engine) { engine.credentials().noteLeakStep(path, what); });
}

void EngineCredentialDesk::runDoctor()
{
    m_post([](Engine &engine) { engine.credentials().runDoctor(); });
}

void EngineCredentialDesk::setVaultMode(VaultState::Mode mode)
{
    m_post([mode](Engine &engine) { engine.credentials().setVaultMode(mode); });
}

} // namespace hubwatch
