// AwsReader: secrets in AWS Secrets Manager, through the aws command.
#pragma once

#include "vault/env_reader.h"

namespace hubwatch {

class ProcessRunner;
struct ProcessRequest;

/// Through the vendor's tool, so that its profiles, roles, SSO and proxies work here as they do in a terminal.
class AwsReader : public CredentialReader
{
public:
    AwsReader(ProcessRunner &processes, Environment environment);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    ProcessRunner &m_processes;
    Environment m_environment;
};

/// The region of an ARN goes along, and AWS_ENDPOINT_URL_SECRETS_MANAGER or AWS_ENDPOINT_URL, which the tool honours
/// since 2.13 only.
ProcessRequest awsRequest(const CredentialRef &ref, const Environment &environment);
/// The secret in what the tool printed.
Result<Secret> awsSecret(QByteArray &&output, const QString &key);

} // namespace hubwatch
