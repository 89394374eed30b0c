#include "vault/env_reader.h"

#include "vault/credential_answer.h"

namespace hubwatch {

std::optional<QByteArray> ownEnvironment(const QString &name)
{
#ifdef Q_OS_WIN
    const QString value = qEnvironmentVariable(qUtf8Printable(name));
    return value.isNull() ? std::nullopt : std::optional(value.toUtf8());
#else
    const QByteArray key = name.toLocal8Bit();
    return qEnvironmentVariableIsSet(key.constData()) ? std::optional(qgetenv(key.constData())) : std::nullopt;
#endif
}

EnvReader::EnvReader(Environment environment)
    : m_environment(std::move(environment))
{ }

void EnvReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    std::optional<QByteArray> value = m_environment(ref.place);
    if (!value)
        return answerLater(context, std::move(reply),
                           tl::unexpected(credentialError(
                               ref,
                               QStringLiteral("the variable is not set; set it where Hubwatch is started from, and "
                                              "start it again"))));
    cutLineEnds(*value);
    if (value->isEmpty())
        return answerLater(context, std::move(reply),
                           tl::unexpected(credentialError(ref, QStringLiteral("the variable is set and empty"))));
    answerLater(context, std::move(reply), Secret(std::move(*value)));
}

} // namespace hubwatch
