#include "vault/vault.h"

#include "base/log.h"
#include "vault/doctor.h"

namespace hubwatch {

namespace {

using Backend = VaultState::Backend;
using Mode = VaultState::Mode;

constexpr qsizetype searchedNames = 5; // enough to tell another keychain from one that lost a secret

QString modeWords(Mode mode, const KeychainLook &look)
{
    switch (mode) {
    case Mode::Keychain: return keychainSentence(look);
    case Mode::Session:
        return QStringLiteral("Secrets are kept in memory and are gone when Hubwatch ends; choose the keychain to keep "
                              "them (hubwatchctl token doctor --use keychain).");
    case Mode::Refuse:
        return QStringLiteral("No secret is stored or read; choose the keychain or session memory (hubwatchctl token "
                              "doctor --use keychain|session).");
    }
    Q_UNREACHABLE();
}

Error refusedByMode(const QString &name)
{
    return {.kind = Error::Kind::Storage,
            .detail = QStringLiteral("keychain:%1: the vault is told to refuse; choose the keychain or session memory "
                                     "(hubwatchctl token doctor --use keychain|session), or another kind of reference")
                          .arg(name)};
}

} // namespace

VaultState vaultStateOf(const VaultSettings &settings, const KeychainLook &look, bool replaced, int heldInSession)
{
    KeychainLook seen = look;
    if (replaced && seen.backend == Backend::Open) {
        seen.backend = Backend::Replaced;
        seen.words = replacedWords(settings.backend, look.name);
    }
    return {.mode = settings.mode,
            .backend = seen.backend,
            .name = seen.name,
            .words = modeWords(settings.mode, seen),
            .heldInSession = heldInSession};
}

QString replacedWords(const QString &formerName, const QString &name)
{
    if (formerName.isEmpty() || formerName == name)
        return QStringLiteral("it is open and holds none of the secrets stored in it before, as after a new keyring");
    return QStringLiteral("it is open and holds none of the secrets, which were stored in %1").arg(formerName);
}

Vault::Vault(KeychainStore &keychain, Clock &clock, QString dataDirectory, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_clock(clock)
    , m_directory(std::move(dataDirectory))
    , m_settings(loadVaultSettings(m_directory))
    , m_look(keychain.lastLook())
{
    m_state = vaultStateOf(m_settings, m_look, false, 0);
    connect(&m_keychain, &KeychainStore::changed, this, &Vault::follow);
}

Result<void> Vault::setMode(Mode mode)
{
    m_settings.mode = mode;
    const Result<VaultSettings> saved
        = changeVaultSettings(m_directory, m_settings, [mode](VaultSettings &settings) { settings.mode = mode; });
    const QPointer<Vault> alive(this);
    update();
    if (alive && m_probed)
        searchIfNeeded([this] { update(); });
    return saved ? Result<void>() : tl::unexpected(saved.error());
}

void Vault::read(const QString &name, QObject *context, Read reply)
{
    switch (m_settings.mode) {
    case Mode::Keychain:
        return m_keychain.read(
            name, context, [this, name, alive = QPointer<Vault>(this), reply](Result<Secret> secret) {
                // An empty answer of a keychain that is not the one we wrote to says nothing about the secret.
                if (alive && m_replaced && secret && secret->isEmpty() && !isDoctorsName(name))
                    return reply(
                        tl::unexpected(keychainRefusal(name,
                                                       {.backend = Backend::Replaced,
                                                        .name = m_look.name,
                                                        .words = replacedWords(m_settings.backend, m_look.name)})));
                reply(std::move(secret));
            });
    case Mode::Session:
        if (onlyInKeychain(name)) {
            m_clock.after(0ms, context,
                          [reply = std::move(reply), error = notInSession(name)] { reply(tl::unexpected(error)); });
            return;
        }
        return m_session.read(name, context, std::move(reply));
    case Mode::Refuse:
        m_clock.after(0ms, context, [reply = std::move(reply), name] { reply(tl::unexpected(refusedByMode(name))); });
        return;
    }
    Q_UNREACHABLE();
}

void Vault::write(const QString &name, Secret secret, QObject *context, Done reply)
{
    switch (m_settings.mode) {
    case Mode::Keychain:
        return m_keychain.write(name, std::move(secret), context,
                                [this, name, alive = QPointer<Vault>(this), reply](const Result<void> &written) {
                                    if (alive && written && !isDoctorsName(name)) {
                                        noteWritten(name);
                                        update();
                                    }
                                    reply(written);
                                });
    case Mode::Session: m_session.write(name, std::move(secret), context, std::move(reply)); return update();
    case Mode::Refuse:
        m_clock.after(0ms, context, [reply = std::move(reply), name] { reply(tl::unexpected(refusedByMode(name))); });
        return;
    }
    Q_UNREACHABLE();
}

void Vault::remove(const QString &name, QObject *context, Done reply)
{
    switch (m_settings.mode) {
    case Mode::Keychain:
        return m_keychain.remove(name, context,
                                 [this, name, alive = QPointer<Vault>(this), reply](const Result<void> &removed) {
                                     if (alive && removed)
                                         remember([&](VaultSettings &settings) { settings.names.removeAll(name); });
                                     reply(removed);
                                 });
    case Mode::Session:
        if (onlyInKeychain(name)) {
            m_clock.after(0ms, context,
                          [reply = std::move(reply), error = notInSession(name)] { reply(tl::unexpected(error)); });
            return;
        }
        m_session.remove(name, context, std::move(reply));
        return update();
    case Mode::Refuse:
        m_clock.after(0ms, context, [reply = std::move(reply), name] { reply(tl::unexpected(refusedByMode(name))); });
        return;
    }
    Q_UNREACHABLE();
}

void Vault::probe(QObject *context, Probed reply)
{
    m_keychain.look(m_calls.context(),
                    [this, guard = QPointer<QObject>(context), reply = std::move(reply)](const KeychainLook &look) {
                        m_look = look;
                        m_probed = true;
                        m_keychain.watch();
                        searchIfNeeded([this, guard, reply] {
                            const QPointer<Vault> alive(this);
                            update();
                            if (alive && guard)
                                reply(m_state);
                        });
                    });
}

void Vault::runDoctor(QObject *context, Doctored reply)
{
    probe(m_calls.context(),
          [this, guard = QPointer<QObject>(context), reply = std::move(reply)](const VaultState &state) {
              const auto report = [this, guard, reply](std::vector<DoctorStep> trial) {
                  DoctorReport made{.at = m_clock.now(), .vault = m_state, .steps = standingSteps(m_state)};
                  std::ranges::move(trial, std::back_inserter(made.steps));
                  made.steps.push_back({.name = QStringLiteral("size limit"),
                                        .outcome = m_look.backend == Backend::Open ? DoctorStep::Outcome::Good
                                                                                   : DoctorStep::Outcome::Skipped,
                                        .words = keychainSizeWords(m_look.name)});
                  if (guard)
                      reply(made);
              };
              if (!worthTrying(state))
                  return report(skippedTrial(
                      QStringLiteral("not tried: %1")
                          .arg(state.mode == Mode::Refuse
                                   ? QStringLiteral("the vault is told to refuse")
                                   : QStringLiteral("the keychain is %1").arg(vaultBackendText(state.backend)))));
              // It belongs to the vault, not to whoever asked, and so takes its secret away again in any case.
              (new Doctor(*this, m_calls.context(), report))->start();
          });
}

/// What was written into the keychain, here or by the other program.
QStringList Vault::knownNames() const
{
    return m_directory.isEmpty() ? m_settings.names : loadVaultSettings(m_directory).names;
}

bool Vault::onlyInKeychain(const QString &name) const
{
    return !m_session.holds(name) && knownNames().contains(name);
}

void Vault::follow(const KeychainLook &look)
{
    m_look = look;
    // Another service may stand behind the same door once it has been away.
    if (look.backend != Backend::Open)
        m_searched = false;
    const QPointer<Vault> alive(this);
    update();
    if (alive && m_probed)
        searchIfNeeded([this] { update(); });
}

/// Only a keychain in use is searched, and only once while it stays open.
void Vault::searchIfNeeded(const std::function<void()> &then)
{
    if (m_settings.mode == Mode::Keychain && m_look.backend == Backend::Open && !m_searched)
        search(knownNames(), 0, then);
    else
        then();
}

/// Looks for any of the names, one after another; none of them found means another keychain.
void Vault::search(const QStringList &names, qsizetype at, const std::function<void()> &then)
{
    if (at == qMin(names.size(), searchedNames)) {
        m_searched = true;
        m_replaced = !names.isEmpty();
        return then();
    }
    m_keychain.read(names[at], m_calls.context(), [this, names, at, then](const Result<Secret> &secret) {
        if (!secret)
            return then(); // it stands otherwise now, and has said so
        if (secret->isEmpty())
            return search(names, at + 1, then);
        knowKeychain();
        then();
    });
}

/// The keychain that holds one of ours is the one we expect from now on.
void Vault::knowKeychain()
{
    m_searched = true;
    m_replaced = false;
    remember([name = m_look.name](VaultSettings &settings) { settings.backend = name; });
}

void Vault::noteWritten(const QString &name)
{
    knowKeychain();
    remember([&](VaultSettings &settings) {
        settings.names.removeAll(name);
        settings.names << name;
    });
}

void Vault::remember(const std::function<void(VaultSettings &)> &change)
{
    VaultSettings after = m_settings;
    change(after);
    if (after == m_settings)
        return;
    const Result<VaultSettings> saved = changeVaultSettings(m_directory, m_settings, change);
    if (!saved)
        qCWarning(logVault).noquote() << saved.error().detail;
    // The mode is this program's own, whatever the other one has chosen meanwhile.
    after = saved.value_or(after);
    m_settings.backend = after.backend;
    m_settings.names = after.names;
}

void Vault::update()
{
    VaultState state = vaultStateOf(m_settings, m_look, m_replaced, m_session.held());
    state.since = state.backend == m_state.backend ? m_state.since : m_clock.now();
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

Error Vault::notInSession(const QString &name) const
{
    return {.kind = Error::Kind::Storage,
            .detail = QStringLiteral("keychain:%1: it is kept in the keychain, which is not asked while session memory "
                                     "is chosen; enter it again for this session, or choose the keychain (hubwatchctl "
                                     "token doctor --use keychain)")
                          .arg(name)};
}

} // namespace hubwatch
