#include "vault/keychain_store.h"

#include "base/log.h"

#include <memory>

namespace hubwatch {

namespace {

using Backend = VaultState::Backend;

KeychainLook slowLook(const KeychainLook &before, Duration waited)
{
    QString words
        = QStringLiteral("no answer within %1 s").arg(std::chrono::duration_cast<std::chrono::seconds>(waited).count());
    if (qEnvironmentVariableIsSet("QT_NO_GLIB"))
        words += QStringLiteral(" (QT_NO_GLIB is set, without GLib libsecret cannot answer: unset it)");
    return {.backend = Backend::Slow, .name = before.name, .words = words};
}

/// How a keychain stands whose job was answered so.
KeychainLook lookAfter(const KeychainLook &before, const KeychainAnswer &answer)
{
    switch (answer.code) {
    case KeychainAnswer::Code::Done:
    case KeychainAnswer::Code::NotFound: return {.backend = Backend::Open, .name = before.name};
    case KeychainAnswer::Code::Denied:
        return {.backend = Backend::Locked,
                .name = before.name,
                .words = QStringLiteral("access was refused (%1)").arg(answer.words)};
    case KeychainAnswer::Code::NoBackend:
        return {.backend = Backend::Absent,
                .name = before.name,
                .words = QStringLiteral("there is none on this system (%1)").arg(answer.words)};
    case KeychainAnswer::Code::Failed: return {.backend = Backend::Faulty, .name = before.name, .words = answer.words};
    }
    Q_UNREACHABLE();
}

/// Whether a locked keychain would have answered the same.
bool doubtful(const KeychainJob &job, KeychainAnswer::Code code)
{
    return code == KeychainAnswer::Code::NotFound
        || (code == KeychainAnswer::Code::Done && job.kind == KeychainJob::Kind::Remove);
}

SecretStore::Read withoutSecret(SecretStore::Done reply)
{
    return [reply = std::move(reply)](const Result<Secret> &result) {
        reply(result ? Result<void>() : tl::unexpected(result.error()));
    };
}

} // namespace

KeychainStore::KeychainStore(KeychainWire &wire, KeychainProbe &probe, Clock &clock, KeychainPatience patience,
                             QObject *parent)
    : QObject(parent)
    , m_wire(wire)
    , m_probe(probe)
    , m_clock(clock)
    , m_patience(patience)
{ }

void KeychainStore::read(const QString &name, QObject *context, Read reply)
{
    enqueue({.kind = KeychainJob::Kind::Read, .name = name}, context, std::move(reply));
}

void KeychainStore::write(const QString &name, Secret secret, QObject *context, Done reply)
{
    enqueue({.kind = KeychainJob::Kind::Write, .name = name, .secret = std::move(secret)}, context,
            withoutSecret(std::move(reply)));
}

void KeychainStore::remove(const QString &name, QObject *context, Done reply)
{
    enqueue({.kind = KeychainJob::Kind::Remove, .name = name}, context, withoutSecret(std::move(reply)));
}

void KeychainStore::look(QObject *context, Looked reply)
{
    lookFor([this, guard = QPointer<QObject>(context), reply = std::move(reply)](const KeychainLook &look) {
        const QPointer<KeychainStore> alive(this);
        note(look);
        if (alive && guard)
            reply(m_look);
    });
}

void KeychainStore::watch()
{
    if (m_watching)
        return;
    m_watching = true;
    watchAgain();
}

void KeychainStore::enqueue(KeychainJob job, QObject *context, Read reply)
{
    if (m_late) {
        m_clock.after(0ms, context, [reply = std::move(reply), error = keychainRefusal(job.name, m_look)] {
            reply(tl::unexpected(error));
        });
        return;
    }
    m_queue.push_back({.job = std::move(job), .context = context, .reply = std::move(reply)});
    // Later, so that no call is answered before it returns.
    m_clock.after(0ms, m_calls.context(), [this] { next(); });
}

void KeychainStore::next()
{
    if (m_busy)
        return;
    while (!m_queue.empty() && !m_queue.front().context)
        m_queue.pop_front(); // nobody wants it any more, and it has not begun
    if (m_queue.empty())
        return;
    m_busy = true;
    lookFor([this](const KeychainLook &look) {
        const QPointer<KeychainStore> alive(this);
        note(look);
        if (!alive)
            return;
        if (worthAsking(m_look.backend))
            beginJob();
        else
            answer(tl::unexpected(keychainRefusal(m_queue.front().job.name, m_look)));
    });
}

/// The probe's answer or, when there is none in time, Slow; exactly once.
void KeychainStore::lookFor(Looked reply)
{
    // Both ways share it, and whoever comes first takes it along.
    const auto waiting = std::make_shared<Looked>(std::move(reply));
    const auto settle = [waiting](const KeychainLook &look) {
        if (const Looked taken = std::exchange(*waiting, nullptr))
            taken(look);
    };
    m_clock.after(m_patience.look, m_calls.context(), [this, settle] { settle(slowLook(m_look, m_patience.look)); });
    m_probe.look(m_calls.context(), settle);
}

void KeychainStore::note(const KeychainLook &look)
{
    // A probe may be answered while a job hangs, as when a prompt stands open: that is still slow.
    if (m_late || look == m_look)
        return;
    m_look = look;
    qCDebug(logVault).noquote() << "keychain state" << vaultBackendText(look.backend) << look.name << look.words;
    if (m_watching)
        watchAgain(); // at the rhythm of the new state
    emit changed(look);
}

void KeychainStore::beginJob()
{
    const int number = ++m_number;
    // It may be answered after our death: the wire cannot cancel.
    const QPointer<KeychainStore> guard(this);
    m_clock.after(m_patience.job, m_calls.context(), [this, number] { jobTimedOut(number); });
    m_wire.begin(m_queue.front().job, [guard, number](KeychainAnswer answer) {
        if (guard)
            guard->jobAnswered(number, std::move(answer));
    });
}

void KeychainStore::jobTimedOut(int number)
{
    if (number != m_number || m_late || !m_busy)
        return;
    const KeychainLook slow = slowLook(m_look, m_patience.job);
    const QPointer<KeychainStore> alive(this);
    note(slow);
    if (!alive)
        return;
    m_late = true;
    const std::deque<Call> waiting = std::exchange(m_queue, {});
    for (const Call &call : waiting)
        if (call.context)
            call.reply(tl::unexpected(keychainRefusal(call.job.name, slow)));
}

void KeychainStore::jobAnswered(int number, KeychainAnswer answer)
{
    if (number != m_number || !m_busy)
        return;
    ++m_number; // its watchdog finds nothing any more
    if (m_late) {
        m_late = false;
        m_busy = false;
        look(m_calls.context(), [this](const KeychainLook &) { next(); });
        return;
    }
    if (!doubtful(m_queue.front().job, answer.code))
        return confirm(std::move(answer));
    lookFor([this, answer = std::move(answer)](const KeychainLook &look) {
        const QPointer<KeychainStore> alive(this);
        note(look);
        if (!alive)
            return;
        if (look.backend == Backend::Open)
            confirm(answer);
        else
            this->answer(tl::unexpected(keychainRefusal(m_queue.front().job.name, m_look)));
    });
}

/// An answer that can be believed.
void KeychainStore::confirm(KeychainAnswer answer)
{
    const KeychainLook look = lookAfter(m_look, answer);
    const QPointer<KeychainStore> alive(this);
    note(look);
    if (!alive)
        return;
    if (look.backend == Backend::Open)
        this->answer(std::move(answer.secret));
    else
        this->answer(tl::unexpected(keychainRefusal(m_queue.front().job.name, look)));
}

void KeychainStore::answer(const Result<Secret> &result)
{
    const Call call = std::move(m_queue.front());
    m_queue.pop_front();
    m_busy = false;
    m_clock.after(0ms, m_calls.context(), [this] { next(); });
    if (call.context)
        call.reply(result);
}

void KeychainStore::watchAgain()
{
    m_watch.cancelAll();
    m_clock.after(lookAgainAfter(m_look.backend), m_watch.context(), [this] {
        // A job that is out will tell by itself.
        if (m_busy)
            return watchAgain();
        look(m_watch.context(), [this](const KeychainLook &) { watchAgain(); });
    });
}

} // namespace hubwatch
