#include "vault/doctor.h"

#include "vault/keychain_look.h"

#include <QRandomGenerator>

namespace hubwatch {

namespace {

using Outcome = DoctorStep::Outcome;

DoctorStep stepOf(const char *name, Outcome outcome, const QString &words)
{
    return {.name = QString::fromLatin1(name), .outcome = outcome, .words = words};
}

const QString doctorsPrefix = QStringLiteral("doctor-");

QString randomHex()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

} // namespace

bool isDoctorsName(const QString &name)
{
    return name.startsWith(doctorsPrefix);
}

bool worthTrying(const VaultState &state)
{
    switch (state.mode) {
    case VaultState::Mode::Keychain: return worthAsking(state.backend);
    case VaultState::Mode::Session: return true;
    case VaultState::Mode::Refuse: return false;
    }
    Q_UNREACHABLE();
}

std::vector<DoctorStep> standingSteps(const VaultState &state)
{
    const bool inUse = state.mode == VaultState::Mode::Keychain;
    const auto bad = [&](bool fault) { return fault && inUse ? Outcome::Bad : Outcome::Skipped; };
    const QString name = state.name.isEmpty() ? QStringLiteral("none found") : state.name;
    switch (state.backend) {
    case VaultState::Backend::Open:
        return {stepOf("backend", Outcome::Good, name),
                stepOf("unlocked", Outcome::Good, QStringLiteral("it is open"))};
    case VaultState::Backend::Locked:
        return {stepOf("backend", Outcome::Good, name), stepOf("unlocked", bad(true), state.words)};
    case VaultState::Backend::Unknown:
    case VaultState::Backend::Absent:
    case VaultState::Backend::Slow:
    case VaultState::Backend::Replaced:
    case VaultState::Backend::Faulty:
        return {stepOf("backend", bad(true), state.words),
                stepOf("unlocked", Outcome::Skipped, QStringLiteral("cannot be told"))};
    }
    Q_UNREACHABLE();
}

std::vector<DoctorStep> skippedTrial(const QString &why)
{
    return {stepOf("write", Outcome::Skipped, why), stepOf("read back", Outcome::Skipped, why),
            stepOf("delete", Outcome::Skipped, why)};
}

Doctor::Doctor(SecretStore &store, QObject *context, Reply reply)
    : QObject(context)
    , m_store(store)
    , m_reply(std::move(reply))
    , m_name(doctorsPrefix + randomHex())
    , m_secret(randomHex().toLatin1())
{ }

void Doctor::start()
{
    m_store.write(m_name, m_secret, m_calls.context(), [this](const Result<void> &written) {
        if (written) {
            step("write", Outcome::Good, QStringLiteral("a secret of 16 bytes was taken"));
            return readBack();
        }
        m_steps = skippedTrial(QStringLiteral("nothing was written"));
        m_steps.front() = stepOf("write", Outcome::Bad, written.error().detail);
        finish();
    });
}

void Doctor::readBack()
{
    m_store.read(m_name, m_calls.context(), [this](const Result<Secret> &read) {
        if (!read)
            step("read back", Outcome::Bad, read.error().detail);
        else if (*read == m_secret)
            step("read back", Outcome::Good, QStringLiteral("it came back as it was"));
        else
            step("read back", Outcome::Bad,
                 read->isEmpty() ? QStringLiteral("it was gone") : QStringLiteral("something else came back"));
        takeAway();
    });
}

void Doctor::takeAway()
{
    m_store.remove(m_name, m_calls.context(), [this](const Result<void> &removed) {
        if (!removed) {
            step("delete", Outcome::Bad, removed.error().detail);
            return finish();
        }
        // Success is also what a keychain says that deleted nothing.
        m_store.read(m_name, m_calls.context(), [this](const Result<Secret> &left) {
            if (left && left->isEmpty())
                step("delete", Outcome::Good, QStringLiteral("it is gone"));
            else
                step("delete", Outcome::Bad,
                     left ? QStringLiteral("it is still there after a delete that succeeded") : left.error().detail);
            finish();
        });
    });
}

void Doctor::finish()
{
    const Reply reply = std::move(m_reply);
    const std::vector<DoctorStep> steps = std::move(m_steps);
    deleteLater();
    reply(steps);
}

void Doctor::step(const char *name, Outcome outcome, const QString &words)
{
    m_steps.push_back(stepOf(name, outcome, words));
}

} // namespace hubwatch
