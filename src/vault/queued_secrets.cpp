#include "vault/queued_secrets.h"

#include "vault/vault.h"

#include <QThread>

namespace hubwatch {

/// The asking side's address: may be posted to from anywhere for as long as somebody holds it, and forgets its owner on
/// the owner's own thread.
class SecretsMailbox : public QObject
{
public:
    explicit SecretsMailbox(QueuedSecrets *owner)
        : m_owner(owner)
    { }

    /// On the owner's thread.
    void close() { m_owner = nullptr; }
    void post(int number, Result<Secret> result)
    {
        QMetaObject::invokeMethod(
            this,
            [this, number, result = std::move(result)] {
                if (m_owner)
                    m_owner->answer(number, result);
            },
            Qt::QueuedConnection);
    }
    /// On the owner's thread.
    void hear(const VaultState &state)
    {
        if (m_owner)
            m_owner->hear(state);
    }

private:
    QueuedSecrets *m_owner;
};

class VaultDoor : public QObject
{
public:
    explicit VaultDoor(Vault &vault)
        : m_vault(&vault)
    { }

    /// From any thread: `work` runs on the vault's, with null when the vault is gone.
    void send(std::function<void(Vault *)> work)
    {
        QMetaObject::invokeMethod(
            this, [this, work = std::move(work)] { work(m_vault); }, Qt::QueuedConnection);
    }

private:
    QPointer<Vault> m_vault;
};

namespace {

/// Dies on its own thread, whoever lets go of it last.
template<class T>
std::shared_ptr<T> sharedAcrossThreads(T *object)
{
    return std::shared_ptr<T>(object, [](T *last) {
        const QThread *thread = last->thread();
        if (!thread || thread->isFinished())
            delete last; // nobody is left there to do it
        else
            last->deleteLater();
    });
}

tl::unexpected<Error> vaultClosed(const QString &name)
{
    return fail(Error::Kind::Storage,
                QStringLiteral("keychain:%1: the vault is closed, since Hubwatch is ending").arg(name));
}

} // namespace

std::shared_ptr<VaultDoor> openVaultDoor(Vault &vault)
{
    return sharedAcrossThreads(new VaultDoor(vault));
}

QueuedSecrets::QueuedSecrets(std::shared_ptr<VaultDoor> door, Clock &clock, Duration patience, QObject *parent)
    : QObject(parent)
    , m_door(std::move(door))
    , m_mailbox(sharedAcrossThreads(new SecretsMailbox(this)))
    , m_clock(clock)
    , m_patience(patience)
{
    m_door->send([mailbox = m_mailbox](Vault *vault) {
        if (!vault)
            return;
        SecretsMailbox *receiver = mailbox.get();
        QObject::connect(
            vault, &Vault::stateChanged, receiver, [receiver](const VaultState &state) { receiver->hear(state); },
            Qt::QueuedConnection);
        QMetaObject::invokeMethod(
            receiver, [receiver, state = vault->state()] { receiver->hear(state); }, Qt::QueuedConnection);
    });
}

QueuedSecrets::~QueuedSecrets()
{
    m_mailbox->close();
}

void QueuedSecrets::read(const QString &name, QObject *context, Read reply)
{
    const int number = note(name, context, std::move(reply));
    m_door->send([mailbox = m_mailbox, number, name](Vault *vault) {
        if (!vault)
            return mailbox->post(number, vaultClosed(name));
        vault->read(name, vault,
                    [mailbox, number](Result<Secret> secret) { mailbox->post(number, std::move(secret)); });
    });
}

void QueuedSecrets::write(const QString &name, Secret secret, QObject *context, Done reply)
{
    const int number = note(name, context, [reply = std::move(reply)](const Result<Secret> &result) {
        reply(result ? Result<void>() : tl::unexpected(result.error()));
    });
    m_door->send([mailbox = m_mailbox, number, name, secret = std::move(secret)](Vault *vault) {
        if (!vault)
            return mailbox->post(number, vaultClosed(name));
        vault->write(name, secret, vault, [mailbox, number](const Result<void> &done) {
            mailbox->post(number, done ? Result<Secret>() : tl::unexpected(done.error()));
        });
    });
}

void QueuedSecrets::remove(const QString &name, QObject *context, Done reply)
{
    const int number = note(name, context, [reply = std::move(reply)](const Result<Secret> &result) {
        reply(result ? Result<void>() : tl::unexpected(result.error()));
    });
    m_door->send([mailbox = m_mailbox, number, name](Vault *vault) {
        if (!vault)
            return mailbox->post(number, vaultClosed(name));
        vault->remove(name, vault, [mailbox, number](const Result<void> &done) {
            mailbox->post(number, done ? Result<Secret>() : tl::unexpected(done.error()));
        });
    });
}

int QueuedSecrets::note(const QString &name, QObject *context, Read reply)
{
    const int number = ++m_last;
    m_waiting.emplace(number, Call{.context = context, .reply = std::move(reply)});
    m_clock.after(m_patience, this, [this, number, name] {
        answer(number,
               fail(Error::Kind::Storage,
                    QStringLiteral("keychain:%1: no answer within %2 s: the window is held up, or the keychain is; "
                                   "answer what it asks")
                        .arg(name)
                        .arg(std::chrono::duration_cast<std::chrono::seconds>(m_patience).count())));
    });
    return number;
}

void QueuedSecrets::answer(int number, const Result<Secret> &result)
{
    const auto found = m_waiting.find(number);
    if (found == m_waiting.end())
        return; // answered for it when the patience ended
    const Call call = std::move(found->second);
    m_waiting.erase(found);
    if (call.context)
        call.reply(result);
}

void QueuedSecrets::hear(const VaultState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace hubwatch
