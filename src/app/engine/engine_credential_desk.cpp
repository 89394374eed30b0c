#include "app/engine/engine_credential_desk.h"

#include "app/accounts/accounts.h"
#include "app/engine/engine.h"
#include "vault/vault.h"

namespace hubwatch {

EngineCredentialDesk::EngineCredentialDesk(Post post, QObject *parent)
    : CredentialDesk(parent)
    , m_post(std::move(post))
{ }

void EngineCredentialDesk::store(const StoreCredential &command)
{
    m_post([command](Engine &engine) { engine.accounts().work().store(command); });
}

void EngineCredentialDesk::verify(const QString &reference)
{
    m_post([reference](Engine &engine) { engine.accounts().work().verify(reference); });
}

void EngineCredentialDesk::remove(const QString &reference)
{
    m_post([reference](Engine &engine) { engine.accounts().work().remove(reference); });
}

void EngineCredentialDesk::rotate(const RotateCredential &command)
{
    m_post([command](Engine &engine) { engine.accounts().work().rotate(command); });
}

void EngineCredentialDesk::authorize(const AuthorizeOAuth &command)
{
    m_post([command](Engine &engine) { engine.accounts().work().authorize(command); });
}

void EngineCredentialDesk::cancelAuthorize()
{
    m_post([](Engine &engine) { engine.accounts().work().cancelAuthorize(); });
}

void EngineCredentialDesk::drillLeak(const QString &account)
{
    m_post([account](Engine &engine) { engine.accounts().drillLeak(account); });
}

void EngineCredentialDesk::noteLeakStep(const QString &path, const QString &what)
{
    m_post([path, what](Engine &engine) { engine.accounts().work().noteLeakStep(path, what); });
}

void EngineCredentialDesk::runDoctor()
{
    if (m_vault)
        m_vault->runDoctor(this, [this](const DoctorReport &report) { emit doctorReported(report); });
}

void EngineCredentialDesk::setVaultMode(VaultState::Mode mode)
{
    if (m_vault)
        m_vault->setMode(mode);
}

} // namespace hubwatch
