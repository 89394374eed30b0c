#include "vault/keychain_look.h"

namespace hubwatch {

namespace {

using Backend = VaultState::Backend;

QString wayOut(Backend backend)
{
    switch (backend) {
    case Backend::Unknown:
    case Backend::Open: return {};
    case Backend::Locked: return QStringLiteral("unlock it");
    case Backend::Absent: return QStringLiteral("start a keychain service such as gnome-keyring or KWallet");
    case Backend::Slow: return QStringLiteral("answer its prompt if one stands open, or restart the keychain service");
    case Backend::Replaced: return QStringLiteral("start the former one again, or enter the secrets anew");
    case Backend::Faulty: return QStringLiteral("repair it");
    }
    Q_UNREACHABLE();
}

const QString otherWayOut = QStringLiteral("or choose session memory (hubwatchctl token doctor --use session)");

QString wordsOf(const KeychainLook &look)
{
    return look.words.isEmpty() ? QStringLiteral("it is %1").arg(vaultBackendText(look.backend)) : look.words;
}

QString nameOf(const KeychainLook &look)
{
    return look.name.isEmpty() ? QStringLiteral("keychain") : look.name;
}

} // namespace

bool worthAsking(Backend backend)
{
    switch (backend) {
    case Backend::Unknown:
    case Backend::Open:
    case Backend::Replaced:
    case Backend::Faulty: return true;
    case Backend::Locked:
    case Backend::Absent:
    case Backend::Slow: return false;
    }
    Q_UNREACHABLE();
}

Duration lookAgainAfter(Backend backend)
{
    switch (backend) {
    case Backend::Locked:
    case Backend::Slow: return 3s;
    case Backend::Unknown:
    case Backend::Absent:
    case Backend::Faulty: return 30s;
    case Backend::Open:
    case Backend::Replaced: return 60s;
    }
    Q_UNREACHABLE();
}

QString keychainSentence(const KeychainLook &look)
{
    if (look.backend == Backend::Open)
        return QStringLiteral("%1: open.").arg(nameOf(look));
    if (look.backend == Backend::Unknown)
        return QStringLiteral("The keychain has not been asked yet.");
    return QStringLiteral("%1: %2; %3, %4.").arg(nameOf(look), wordsOf(look), wayOut(look.backend), otherWayOut);
}

Error keychainRefusal(const QString &name, const KeychainLook &look)
{
    const QString way = wayOut(look.backend);
    return {.kind = Error::Kind::Storage,
            .detail
            = QStringLiteral("keychain:%1: %2: %3; %4%5")
                  .arg(name, nameOf(look), wordsOf(look),
                       way.isEmpty() ? QStringLiteral("try again, ") : way + QStringLiteral(", "), otherWayOut)};
}

QString keychainSizeWords(const QString &backendName)
{
    const QString kept = QStringLiteral("Hubwatch stores at most 2,000 bytes a secret");
    if (backendName == u"Credential Manager")
        return QStringLiteral("Credential Manager takes 2,560 bytes a secret; %1").arg(kept);
    return QStringLiteral("no limit of this keychain is near; %1, which every system's keychain takes").arg(kept);
}

} // namespace hubwatch
