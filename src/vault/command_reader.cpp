#include "vault/command_reader.h"

#include "base/process_runner.h"
#include "vault/credential_answer.h"
#include "vault/json_secret.h"

#include <QDir>
#include <QProcess>

namespace hubwatch {

namespace {

Error commandError(const CredentialRef &ref, const Error &error)
{
    if (isProgramMissing(error))
        return credentialError(
            ref, QStringLiteral("the program was not found on Hubwatch's PATH; write its whole path in the reference"));
    Error described = credentialError(ref, error.detail);
    described.reach = error.reach;
    if (error.reach == Error::Reach::Timeout)
        described.detail += QStringLiteral("; it may wait for a login: run it in a terminal, and log in there");
    return described;
}

Result<Secret> secretFromCommand(const CredentialRef &ref, Result<ProcessOutcome> result)
{
    if (!result)
        return tl::unexpected(commandError(ref, result.error()));
    wipe(result->errors);
    if (result->exitCode != 0) {
        wipe(result->output);
        return tl::unexpected(credentialError(
            ref,
            QStringLiteral("ended with exit code %1; its words are not shown, since they may hold a secret: run it "
                           "in a terminal to see them")
                .arg(result->exitCode)));
    }
    return located(ref, secretIn(std::move(result->output), ref.key));
}

} // namespace

ProcessRequest commandRequest(const QString &line)
{
    QStringList words = QProcess::splitCommand(line);
    if (words.isEmpty())
        return {};
    QString program = words.takeFirst();
    if (program.startsWith(QLatin1StringView("~/")))
        program = QDir::homePath() + program.mid(1);
    return {.program = program, .arguments = words};
}

CommandReader::CommandReader(ProcessRunner &processes)
    : m_processes(processes)
{ }

void CommandReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    m_processes.run(commandRequest(ref.place), context, [ref, reply = std::move(reply)](Result<ProcessOutcome> result) {
        reply(secretFromCommand(ref, std::move(result)));
    });
}

} // namespace hubwatch
