#include "app/accounts/remove_job.h"

namespace hubwatch {

RemoveJob::RemoveJob(const QString &reference, const CredentialTools &tools)
    : CredentialJob({.command = CredentialOutcome::Command::Remove, .reference = reference}, tools)
{ }

void RemoveJob::start()
{
    const QString name = keychainName(m_outcome.reference);
    if (name.isEmpty()) {
        if (const Result<void> gone = secrets().remove(m_outcome.reference); !gone)
            return failWith(gone.error());
        const std::optional<CredentialRef> ref = parseCredentialRef(m_outcome.reference);
        return end(true,
                   QStringLiteral("What was known of it here is forgotten. The secret itself lives in %1: remove "
                                  "it there.")
                       .arg(ref ? credentialSourceName(ref->source) : QStringLiteral("its own place")));
    }
    m_names = {name};
    if (const auto rotation = secrets().record(m_outcome.reference).rotation)
        m_names << rotation->nextName;
    // Asked for the answer alone: a keychain that cannot tell may still be able to delete.
    vault().read(name, context(), [this](const Result<Secret> &held) {
        const bool known = secrets().book().find(m_outcome.reference) != nullptr;
        m_outcome.missing = !known && (!held || held->isEmpty());
        removeNext();
    });
}

void RemoveJob::removeNext()
{
    if (m_names.isEmpty()) {
        if (const Result<void> gone = secrets().remove(m_outcome.reference); !gone)
            return failWith(gone.error());
        if (m_outcome.missing)
            return end(false, QStringLiteral("%1: there is none.").arg(m_outcome.reference));
        return end(true,
                   QStringLiteral("%1 is out of the vault. It stays good at HubSpot until it is deleted or "
                                  "rotated there.")
                       .arg(m_outcome.reference));
    }
    vault().remove(m_names.takeFirst(), context(), [this](const Result<void> &removed) {
        if (!removed) {
            m_outcome.missing = false;
            return failWith(removed.error());
        }
        removeNext();
    });
}

} // namespace hubwatch
