#include "vault/credential_record.h"

#include <algorithm>

namespace hubwatch {

const CredentialRecord *CredentialBook::find(const QString &reference) const
{
    const auto found = std::ranges::find(records, reference, &CredentialRecord::reference);
    return found == records.end() ? nullptr : &*found;
}

void CredentialBook::put(CredentialRecord record)
{
    const auto found = std::ranges::find(records, record.reference, &CredentialRecord::reference);
    if (found == records.end())
        records.push_back(std::move(record));
    else
        *found = std::move(record);
}

void CredentialBook::remove(const QString &reference)
{
    std::erase_if(records, [&](const CredentialRecord &record) { return record.reference == reference; });
}

CredentialRecord withSecret(CredentialRecord record, const Secret &secret, const QByteArray &salt, TimePoint now)
{
    const Fingerprint fingerprint = fingerprintOf(secret, salt);
    if (record.fingerprint.hash == fingerprint.hash)
        return record;
    record.fingerprint = fingerprint;
    record.kind = kindOfSecret(secret);
    record.createdAt = now;
    record.scopesKnown = false;
    record.scopes.clear();
    return record;
}

} // namespace hubwatch
