// SessionSecrets: secrets in memory, gone when the program ends.
#pragma once

#include "vault/secret_store.h"

#include <map>

namespace hubwatch {

class SessionSecrets : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read reply) override;
    void write(const QString &name, Secret secret, QObject *context, Done reply) override;
    void remove(const QString &name, QObject *context, Done reply) override;

    int held() const { return int(m_secrets.size()); }
    bool holds(const QString &name) const { return m_secrets.contains(name); }

private:
    std::map<QString, Secret> m_secrets = {};
};

} // namespace hubwatch
