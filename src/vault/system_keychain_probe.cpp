// Systems whose keychain is part of them; system_keychain_probe_linux.cpp has the others.
#include "vault/system_keychain_probe.h"

#include <QMetaObject>
#include <QObject>

namespace hubwatch {

void SystemKeychainProbe::look(QObject *context, Reply reply)
{
#ifdef Q_OS_WIN
    const QString name = QStringLiteral("Credential Manager");
#else
    const QString name = QStringLiteral("macOS Keychain");
#endif
    QMetaObject::invokeMethod(
        context, [name, reply = std::move(reply)] { reply({.backend = VaultState::Backend::Open, .name = name}); },
        Qt::QueuedConnection);
}

} // namespace hubwatch
