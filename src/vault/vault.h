// Vault: where secrets are kept, as the operator chose: in the keychain, in memory, or not at all.
#pragma once

#include "vault/keychain_store.h"
#include "vault/session_secrets.h"
#include "vault/vault_settings.h"

namespace hubwatch {

/// A SecretStore that never falls back: with the keychain chosen and none to be had, calls fail with a sentence that
/// names the ways out. What was chosen is remembered in the data folder.
///
/// On the main thread, where the keychain answers; QueuedSecrets is for the others.
class Vault : public QObject, public SecretStore
{
    Q_OBJECT

public:
    using Probed = std::function<void(VaultState)>;
    using Doctored = std::function<void(DoctorReport)>;

    /// The keychain and the clock must outlive this vault. `dataDirectory` may be empty: then nothing is remembered.
    Vault(KeychainStore &keychain, Clock &clock, QString dataDirectory, QObject *parent = nullptr);

    VaultState state() const { return m_state; }
    /// Takes effect at once. An Error says that it could not be remembered. What session memory holds stays there.
    Result<void> setMode(VaultState::Mode mode);

    void read(const QString &name, QObject *context, Read reply) override;
    void write(const QString &name, Secret secret, QObject *context, Done reply) override;
    void remove(const QString &name, QObject *context, Done reply) override;

    /// Asks the keychain how it stands, within its patience, and whether it holds what was written before; from then on
    /// the keychain is watched, and the state follows it.
    void probe(QObject *context, Probed reply);
    /// Looks, then writes a secret of no value, reads it back and deletes it.
    void runDoctor(QObject *context, Doctored reply);

signals:
    void stateChanged(const hubwatch::VaultState &state);

private:
    QStringList knownNames() const;
    void follow(const KeychainLook &look);
    void search(const QStringList &names, qsizetype at, const std::function<void()> &then);
    void searchIfNeeded(const std::function<void()> &then);
    void knowKeychain();
    void noteWritten(const QString &name);
    void remember(const std::function<void(VaultSettings &)> &change);
    bool onlyInKeychain(const QString &name) const;
    void update();
    Error notInSession(const QString &name) const;

    KeychainStore &m_keychain;
    Clock &m_clock;
    QString m_directory;
    VaultSettings m_settings;
    SessionSecrets m_session = {};
    VaultState m_state = {};
    KeychainLook m_look = {};
    bool m_probed = false;
    bool m_searched = false; ///< for what was written before, in the keychain that is open now
    bool m_replaced = false;
    CallScope m_calls;
};

/// The state that people see: what was chosen, and how the keychain stands.
VaultState vaultStateOf(const VaultSettings &settings, const KeychainLook &look, bool replaced, int heldInSession);
/// The keychain's words when it is open and holds none of the secrets it should.
QString replacedWords(const QString &formerName, const QString &name);

} // namespace hubwatch
