// MemorySecrets: a vault in memory that a test looks into, closes and makes fail.
#pragma once

#include "vault/secret_store.h"

#include <QObject>
#include <QStringList>
#include <map>
#include <optional>

namespace hubwatch::testing {

/// Answers from the event loop, in the order of the calls. While `failure` is set every call gets it.
class MemorySecrets : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read reply) override
    {
        calls << QStringLiteral("read ") + name;
        const auto found = secrets.find(name);
        Result<Secret> answer = found == secrets.end() ? Secret() : found->second;
        if (failure)
            answer = tl::unexpected(*failure);
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), answer = std::move(answer)] { reply(answer); }, Qt::QueuedConnection);
    }
    void write(const QString &name, Secret secret, QObject *context, Done reply) override
    {
        calls << QStringLiteral("write ") + name;
        if (!failure)
            secrets[name] = std::move(secret);
        answerDone(context, std::move(reply));
    }
    void remove(const QString &name, QObject *context, Done reply) override
    {
        calls << QStringLiteral("remove ") + name;
        if (!failure)
            secrets.erase(name);
        answerDone(context, std::move(reply));
    }

    std::map<QString, Secret> secrets = {};
    QStringList calls = {}; ///< "read prod", "write prod.next"
    std::optional<Error> failure = {};

private:
    void answerDone(QObject *context, Done reply)
    {
        Result<void> answer = {};
        if (failure)
            answer = tl::unexpected(*failure);
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), answer = std::move(answer)] { reply(answer); }, Qt::QueuedConnection);
    }
};

} // namespace hubwatch::testing
