// QueuedSecrets: the vault of the main thread, for another one.
#pragma once

#include "base/clock.h"
#include "vault/secret_store.h"
#include "vault/vault_state.h"

#include <QObject>
#include <QPointer>
#include <map>
#include <memory>

namespace hubwatch {

class Vault;

/// The vault's side: lives on its thread, shared with those who send to it, and outlives the vault harmlessly.
class VaultDoor;
/// Call it on the vault's thread; hand the answer to the other one.
std::shared_ptr<VaultDoor> openVaultDoor(Vault &vault);

/// Carries each call to the vault's thread and its answer back. Either side may die at any moment: calls of a dead
/// context are dropped, and a vault that is gone is answered as an error.
///
/// Made, used and destroyed on the one thread that asks.
class QueuedSecrets : public QObject, public SecretStore
{
    Q_OBJECT

public:
    /// `patience`: the main thread may be held up by more than the keychain.
    QueuedSecrets(std::shared_ptr<VaultDoor> door, Clock &clock, Duration patience = 60s, QObject *parent = nullptr);
    ~QueuedSecrets() override;

    void read(const QString &name, QObject *context, Read reply) override;
    void write(const QString &name, Secret secret, QObject *context, Done reply) override;
    void remove(const QString &name, QObject *context, Done reply) override;

    /// As last heard; the first news comes by itself.
    const VaultState &state() const { return m_state; }

signals:
    void stateChanged(const hubwatch::VaultState &state);

private:
    friend class SecretsMailbox;
    struct Call {
        QPointer<QObject> context = {};
        Read reply = {};
    };

    /// The number under which the answer will come.
    int note(const QString &name, QObject *context, Read reply);
    void answer(int number, const Result<Secret> &result);
    void hear(const VaultState &state);

    std::shared_ptr<VaultDoor> m_door;
    std::shared_ptr<class SecretsMailbox> m_mailbox;
    Clock &m_clock;
    Duration m_patience;
    VaultState m_state = {};
    std::map<int, Call> m_waiting = {};
    int m_last = 0;
};

} // namespace hubwatch
