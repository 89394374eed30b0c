// CommandReader: secrets that a command of the team's own prints.
#pragma once

#include "vault/credential_reader.h"

namespace hubwatch {

class ProcessRunner;
struct ProcessRequest;

/// The command line is split into words, where "double quotes" hold words together, and run without a shell: no
/// variables, no pipes, no single quotes.
class CommandReader : public CredentialReader
{
public:
    explicit CommandReader(ProcessRunner &processes);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    ProcessRunner &m_processes;
};

/// "~/bin/x" is the home folder's. The program is empty when the line is.
ProcessRequest commandRequest(const QString &line);

} // namespace hubwatch
