#include "vault/secret_cache.h"

#include "vault/credential_answer.h"

#include <QPointer>
#include <algorithm>
#include <utility>
#include <vector>

namespace hubwatch {

namespace {

constexpr Duration keepSecretFor = 10min;
constexpr Duration keepFailureFor = 5s;

} // namespace

/// One read under way and those who wait for it.
struct SecretCache::Flight {
    struct Waiter {
        QPointer<QObject> context;
        Reply reply;
    };
    std::vector<Waiter> waiters = {};
    std::vector<Secret> refused = {}; ///< known to be bad while it was under way
};

SecretCache::SecretCache(CredentialReader &next, Clock &clock)
    : m_next(next)
    , m_clock(clock)
{ }

void SecretCache::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    forgetOld();
    Entry &entry = m_entries[credentialRefText(ref)];
    if (entry.kept)
        return answerLater(context, std::move(reply), *entry.kept);
    const bool first = !entry.flight;
    if (first)
        entry.flight = std::make_shared<Flight>();
    entry.flight->waiters.push_back({.context = context, .reply = std::move(reply)});
    if (first)
        launch(ref, entry);
}

void SecretCache::launch(const CredentialRef &ref, Entry &entry)
{
    m_next.read(ref, m_calls.context(),
                [this, name = credentialRefText(ref), flight = entry.flight](const Result<Secret> &result) {
                    land(name, flight, result);
                });
}

void SecretCache::land(const QString &name, const std::shared_ptr<Flight> &flight, const Result<Secret> &result)
{
    const auto entry = m_entries.find(name);
    if (entry != m_entries.end() && entry->second.flight == flight) {
        entry->second.flight.reset();
        if (result && std::ranges::find(flight->refused, *result) != flight->refused.end()) {
            m_entries.erase(entry);
        } else {
            entry->second.kept = result;
            entry->second.until = m_clock.uptime() + (result ? keepSecretFor : keepFailureFor);
        }
    }
    const Result<Secret> answer = result;
    for (const Flight::Waiter &waiter :
         std::exchange(flight->waiters, {})) // a reply may end the cache, or ask it again
        if (waiter.context)
            waiter.reply(answer);
}

void SecretCache::drop(const CredentialRef &ref)
{
    m_entries.erase(credentialRefText(ref));
}

void SecretCache::drop(const CredentialRef &ref, const Secret &refused)
{
    const auto entry = m_entries.find(credentialRefText(ref));
    if (entry == m_entries.end())
        return;
    if (entry->second.flight)
        entry->second.flight->refused.push_back(refused);
    else if (entry->second.kept && *entry->second.kept && **entry->second.kept == refused)
        m_entries.erase(entry);
}

void SecretCache::forgetAll()
{
    m_entries.clear();
}

void SecretCache::forgetOld()
{
    const Duration now = m_clock.uptime();
    std::erase_if(m_entries, [now](const auto &entry) { return entry.second.kept && now >= entry.second.until; });
}

} // namespace hubwatch
