// GcpReader: secrets in Google Cloud's Secret Manager, through the gcloud command.
#pragma once

#include "vault/credential_reader.h"

#include <optional>

namespace hubwatch {

class ProcessRunner;
struct ProcessRequest;

/// Through the vendor's tool, so that its logins, service accounts and impersonation work here as in a terminal.
class GcpReader : public CredentialReader
{
public:
    explicit GcpReader(ProcessRunner &processes);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    ProcessRunner &m_processes;
};

/// "projects/P/secrets/S" with an optional "/versions/V" (else the latest), and "locations/L/" before "secrets" for a
/// regional one; nullopt for anything else.
std::optional<ProcessRequest> gcpRequest(const QString &place);

} // namespace hubwatch
