// SecretCache: secrets kept for ten minutes, so that not every call starts a program.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "vault/credential_reader.h"

#include <map>
#include <memory>

namespace hubwatch {

/// Callers who ask for a reference while it is being read wait for that one read. A failure is kept for five seconds:
/// it is told again, and not tried again, within them. What is kept dies with the cache, and is wiped then.
class SecretCache : public CredentialReader
{
public:
    SecretCache(CredentialReader &next, Clock &clock);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

    /// Forgets what is kept of it; a read under way still answers those who wait for it, and is not kept either.
    void drop(const CredentialRef &ref);
    /// The same, if it is this secret that is kept or comes in: when five calls are refused at once, the first drops
    /// the old secret, and the others leave the new one in peace.
    void drop(const CredentialRef &ref, const Secret &refused);
    void forgetAll();

private:
    struct Flight;
    struct Entry {
        std::optional<Result<Secret>> kept = {};
        Duration until = {};                 ///< by uptime()
        std::shared_ptr<Flight> flight = {}; ///< the read under way whose answer will be kept
    };

    void launch(const CredentialRef &ref, Entry &entry);
    void land(const QString &name, const std::shared_ptr<Flight> &flight, const Result<Secret> &result);
    void forgetOld();

    CredentialReader &m_next;
    Clock &m_clock;
    std::map<QString, Entry> m_entries = {};
    CallScope m_calls;
};

} // namespace hubwatch
