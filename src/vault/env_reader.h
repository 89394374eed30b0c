// EnvReader: secrets in the environment.
#pragma once

#include "vault/credential_reader.h"

#include <QByteArray>
#include <optional>

namespace hubwatch {

/// A variable of the environment; nullopt when it is not set.
using Environment = std::function<std::optional<QByteArray>(const QString &name)>;
/// Our own, as it is at the time of the call.
std::optional<QByteArray> ownEnvironment(const QString &name);

class EnvReader : public CredentialReader
{
public:
    explicit EnvReader(Environment environment);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    Environment m_environment;
};

} // namespace hubwatch
