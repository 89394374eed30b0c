// A vendor's command-line tool: what its complaints mean, and reading a secret through it.
#pragma once

#include "base/process_runner.h"
#include "vault/credential_reader.h"

#include <span>

namespace hubwatch {

/// A complaint of a tool, known by words on its standard error; it is never shown itself, since it may hold a secret.
struct CliFault {
    const char *words; ///< compared without case
    const char *meaning;
    const char *fix;
};

struct CliTool {
    const char *program;
    const char *install; ///< what to do when it is missing
    const char *check;   ///< the command that shows what it wants, for a terminal
    std::span<const CliFault> faults;
};

/// What it means that the tool could not be run to its end.
Error cliError(const CredentialRef &ref, const CliTool &tool, const Error &error);
/// What it means that the tool ended with another exit code than 0. The first fault whose words it said is taken.
Error cliError(const CredentialRef &ref, const CliTool &tool, const ProcessOutcome &outcome);

/// Runs the tool, and answers what `pick` finds in its output.
void readThroughCli(ProcessRunner &processes, const CliTool &tool, const CredentialRef &ref, ProcessRequest request,
                    QObject *context, CredentialReader::Reply reply,
                    std::function<Result<Secret>(QByteArray &&output)> pick);

} // namespace hubwatch
