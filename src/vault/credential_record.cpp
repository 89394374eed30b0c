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

} // namespace hubwatch
