// KeychainStore: secrets in the operating system's keychain, asked one at a time and watched.
#pragma once

#include "base/call_scope.h"
#include "vault/keychain_look.h"
#include "vault/keychain_wire.h"
#include "vault/secret_store.h"

#include <QObject>
#include <QPointer>
#include <deque>

namespace hubwatch {

struct KeychainPatience {
    Duration look = 3s; ///< how it stands
    Duration job = 20s; ///< a read or write; a person may be typing a password

    bool operator==(const KeychainPatience &) const = default;
};

/// Looks before each job, since a locked keychain answers wrongly, and after those whose answer cannot be trusted.
///
/// A job that outlives its watchdog is answered with "slow" and left alone; until it ends, further calls are answered
/// the same at once. On the thread of the wire: the main thread.
class KeychainStore : public QObject, public SecretStore
{
    Q_OBJECT

public:
    using Looked = std::function<void(KeychainLook)>;

    /// All three must outlive this store.
    KeychainStore(KeychainWire &wire, KeychainProbe &probe, Clock &clock, KeychainPatience patience = {},
                  QObject *parent = nullptr);

    void read(const QString &name, QObject *context, Read reply) override;
    void write(const QString &name, Secret secret, QObject *context, Done reply) override;
    void remove(const QString &name, QObject *context, Done reply) override;

    /// Answers within the patience for it, at worst with Slow.
    void look(QObject *context, Looked reply);
    const KeychainLook &lastLook() const { return m_look; }
    /// Looks again by itself from now on, soon while it is locked, so that work continues when a person unlocks it.
    void watch();

signals:
    /// It stands otherwise than before.
    void changed(const hubwatch::KeychainLook &look);

private:
    struct Call {
        KeychainJob job = {};
        QPointer<QObject> context = {};
        Read reply = {};
    };

    void enqueue(KeychainJob job, QObject *context, Read reply);
    void next();
    void lookFor(Looked reply);
    void note(const KeychainLook &look);
    void beginJob();
    void jobTimedOut(int number);
    void jobAnswered(int number, KeychainAnswer answer);
    void confirm(KeychainAnswer answer);
    void answer(const Result<Secret> &result);
    void watchAgain();

    KeychainWire &m_wire;
    KeychainProbe &m_probe;
    Clock &m_clock;
    KeychainPatience m_patience;
    KeychainLook m_look = {};
    std::deque<Call> m_queue = {};
    bool m_busy = false; ///< the first of the queue is being dealt with, or a late job is out
    bool m_late = false; ///< the job that is out has been answered for it
    bool m_watching = false;
    int m_number = 0; ///< of the job that is out
    CallScope m_calls;
    CallScope m_watch;
};

} // namespace hubwatch
