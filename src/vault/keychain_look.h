// KeychainLook: how the operating system's keychain stands, asked without a secret; and the door that asks.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "vault/vault_state.h"

#include <functional>

class QObject;

namespace hubwatch {

struct KeychainLook {
    VaultState::Backend backend = VaultState::Backend::Unknown;
    QString name = {};  ///< "Secret Service (gnome-keyring)"; empty when nobody answered
    QString words = {}; ///< what is so, a clause without a full stop: "the keyring is locked"

    bool operator==(const KeychainLook &) const = default;
};

/// Asks the keychain how it stands: no prompt, no secret. Error codes of reads and deletes cannot tell: a locked
/// Secret Service answers "not found" to the one and success to the other.
class KeychainProbe
{
public:
    using Reply = std::function<void(KeychainLook)>;

    virtual ~KeychainProbe() = default;

    /// Calls `reply` at most once, on the caller's thread; never if `context` dies first. A keychain that hangs may
    /// never answer: the caller holds the watch.
    virtual void look(QObject *context, Reply reply) = 0;
};

/// Whether a job may be given to a keychain that stands so: one that is locked, absent or silent would answer wrongly
/// or not at all.
bool worthAsking(VaultState::Backend backend);
/// When to look again unasked: soon where a person may be about to unlock it.
Duration lookAgainAfter(VaultState::Backend backend);
/// One sentence for people: how it stands and what to do.
QString keychainSentence(const KeychainLook &look);
/// The same as an error of a call that could not be made; names the two ways out.
Error keychainRefusal(const QString &name, const KeychainLook &look);
/// What is known of the longest secret that keychain takes.
QString keychainSizeWords(const QString &backendName);

} // namespace hubwatch
