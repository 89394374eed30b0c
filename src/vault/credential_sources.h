// CredentialSources: every place a reference may name, behind one door.
#pragma once

#include "vault/aws_reader.h"
#include "vault/command_reader.h"
#include "vault/dotenv_reader.h"
#include "vault/gcp_reader.h"
#include "vault/hashicorp_reader.h"
#include "vault/keychain_reader.h"

namespace hubwatch {

/// Reads each time it is asked: put a SecretCache in front.
class CredentialSources : public CredentialReader
{
public:
    /// `folder` is the workspace file's, where relative paths of .env files begin; `http` is the bare wire.
    CredentialSources(SecretStore &store, ProcessRunner &processes, HttpClient &http, Clock &clock, QString folder,
                      const Environment &environment = ownEnvironment);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    CredentialReader &readerOf(CredentialRef::Source source);

    KeychainReader m_keychain;
    EnvReader m_environment;
    DotenvReader m_dotenv;
    CommandReader m_command;
    AwsReader m_aws;
    GcpReader m_gcp;
    HashiCorpReader m_hashiCorp;
};

} // namespace hubwatch
