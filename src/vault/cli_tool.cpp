#include "vault/cli_tool.h"

#include "base/wipe.h"
#include "vault/credential_answer.h"

namespace hubwatch {

namespace {

QString english(const char *words)
{
    return QString::fromLatin1(words);
}

Result<Secret> secretFromCli(const CredentialRef &ref, const CliTool &tool, Result<ProcessOutcome> result,
                             const std::function<Result<Secret>(QByteArray &&)> &pick)
{
    if (!result)
        return tl::unexpected(cliError(ref, tool, result.error()));
    Result<Secret> picked = result->exitCode == 0 ? located(ref, pick(std::move(result->output)))
                                                  : tl::unexpected(cliError(ref, tool, *result));
    wipe(result->output);
    wipe(result->errors);
    return picked;
}

} // namespace

Error cliError(const CredentialRef &ref, const CliTool &tool, const Error &error)
{
    const QString program = english(tool.program);
    if (isProgramMissing(error))
        return credentialError(ref,
                               QStringLiteral("%1 was not found on Hubwatch's PATH; %2, or start Hubwatch where it "
                                              "is on the PATH")
                                   .arg(program, english(tool.install)));
    Error described = credentialError(ref, error.detail);
    described.reach = error.reach;
    if (error.reach == Error::Reach::Timeout)
        described.detail += QStringLiteral("; it may wait for the network or for a login: run \"%1\" in a terminal")
                                .arg(english(tool.check));
    return described;
}

Error cliError(const CredentialRef &ref, const CliTool &tool, const ProcessOutcome &outcome)
{
    const QString ended
        = QStringLiteral("%1 ended with exit code %2: ").arg(english(tool.program)).arg(outcome.exitCode);
    const QByteArray said = outcome.errors.toLower();
    for (const CliFault &fault : tool.faults)
        if (said.contains(QByteArray(fault.words).toLower()))
            return credentialError(ref, ended + english(fault.meaning) + QStringLiteral("; ") + english(fault.fix));
    return credentialError(ref,
                           ended
                               + QStringLiteral("its words are not shown, since they may hold a secret; run \"%1\" "
                                                "in a terminal to see them")
                                     .arg(english(tool.check)));
}

void readThroughCli(ProcessRunner &processes, const CliTool &tool, const CredentialRef &ref, ProcessRequest request,
                    QObject *context, CredentialReader::Reply reply, std::function<Result<Secret>(QByteArray &&)> pick)
{
    processes.run(std::move(request), context,
                  [&tool, ref, reply = std::move(reply), pick = std::move(pick)](Result<ProcessOutcome> result) {
                      reply(secretFromCli(ref, tool, std::move(result), pick));
                  });
}

} // namespace hubwatch
