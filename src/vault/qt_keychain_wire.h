// QtKeychainWire: Secret Service, KWallet, macOS Keychain or Credential Manager, through QtKeychain.
#pragma once

#include "vault/keychain_wire.h"

namespace hubwatch {

/// On the main thread only: libsecret answers through the GLib dispatcher that stands there.
///
/// Secrets are texts: under libsecret a text and a binary of one name are two items, and a read prefers the older kind.
/// The plaintext fallback of QtKeychain stays off.
class QtKeychainWire : public KeychainWire
{
public:
    void begin(KeychainJob job, Reply reply) override;
};

} // namespace hubwatch
