#include "vault/session_secrets.h"

#include <QMetaObject>
#include <QObject>

namespace hubwatch {

namespace {

void answerFromSession(QObject *context, SecretStore::Done reply)
{
    QMetaObject::invokeMethod(
        context, [reply = std::move(reply)] { reply({}); }, Qt::QueuedConnection);
}

} // namespace

void SessionSecrets::read(const QString &name, QObject *context, Read reply)
{
    const auto found = m_secrets.find(name);
    QMetaObject::invokeMethod(
        context,
        [reply = std::move(reply), secret = found == m_secrets.end() ? Secret() : found->second] { reply(secret); },
        Qt::QueuedConnection);
}

void SessionSecrets::write(const QString &name, Secret secret, QObject *context, Done reply)
{
    m_secrets[name] = std::move(secret);
    answerFromSession(context, std::move(reply));
}

void SessionSecrets::remove(const QString &name, QObject *context, Done reply)
{
    m_secrets.erase(name);
    answerFromSession(context, std::move(reply));
}

} // namespace hubwatch
