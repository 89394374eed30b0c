// Doctor: tries the vault with a secret of no value.
#pragma once

#include "base/call_scope.h"
#include "vault/secret_store.h"
#include "vault/vault_state.h"

#include <QPointer>

namespace hubwatch {

/// One examination: write, read back, delete, in the store that is in use. Deletes itself after its answer, and without
/// one when `context` dies.
class Doctor : public QObject
{
public:
    using Reply = std::function<void(std::vector<DoctorStep>)>;

    Doctor(SecretStore &store, QObject *context, Reply reply);
    void start();

private:
    void readBack();
    void takeAway();
    void finish();
    void step(const char *name, DoctorStep::Outcome outcome, const QString &words);

    SecretStore &m_store;
    Reply m_reply;
    QString m_name;
    Secret m_secret;
    std::vector<DoctorStep> m_steps = {};
    CallScope m_calls;
};

/// "backend" and "unlocked": what the state alone tells.
std::vector<DoctorStep> standingSteps(const VaultState &state);
/// "write", "read back" and "delete", not tried.
std::vector<DoctorStep> skippedTrial(const QString &why);
/// Names that the doctor makes up: of no value, and forgotten at once.
bool isDoctorsName(const QString &name);
/// Whether there is anything to try.
bool worthTrying(const VaultState &state);

} // namespace hubwatch
