#include "vault/credential_sources.h"

#include <QDir>

namespace hubwatch {

CredentialSources::CredentialSources(SecretStore &store, ProcessRunner &processes, HttpClient &http, Clock &clock,
                                     QString folder, const Environment &environment)
    : m_keychain(store)
    , m_environment(environment)
    , m_dotenv(std::move(folder))
    , m_command(processes)
    , m_aws(processes, environment)
    , m_gcp(processes)
    , m_hashiCorp(http, clock, environment, QDir::homePath() + QStringLiteral("/.vault-token"))
{ }

void CredentialSources::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    readerOf(ref.source).read(ref, context, std::move(reply));
}

CredentialReader &CredentialSources::readerOf(CredentialRef::Source source)
{
    switch (source) {
    case CredentialRef::Source::Keychain: return m_keychain;
    case CredentialRef::Source::Environment: return m_environment;
    case CredentialRef::Source::Dotenv: return m_dotenv;
    case CredentialRef::Source::Command: return m_command;
    case CredentialRef::Source::AwsSecretsManager: return m_aws;
    case CredentialRef::Source::GcpSecretManager: return m_gcp;
    case CredentialRef::Source::HashiCorpVault: return m_hashiCorp;
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
