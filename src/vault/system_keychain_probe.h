// SystemKeychainProbe: how the keychain of this system stands.
#pragma once

#include "vault/keychain_look.h"

namespace hubwatch {

/// On Linux asks the session bus: whether a keychain service is there or can be started, and whether its default
/// keyring is locked. Windows and macOS always have theirs; what is wrong with it shows in its answers.
class SystemKeychainProbe : public KeychainProbe
{
public:
    void look(QObject *context, Reply reply) override;
};

} // namespace hubwatch
