#include "app/accounts/secrets.h"

namespace hubwatch {

Secrets::Secrets(SecretStore &vault, HttpClient &wire, Clock &clock, const QString &folder, QString dataDirectory,
                 QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_dataDirectory(std::move(dataDirectory))
    , m_sources(vault, m_processes, wire, clock, folder)
    , m_cache(m_sources, clock)
{
    LoadedBook loaded = loadCredentialBook(m_dataDirectory);
    m_book = std::move(loaded.book);
    m_notice = loaded.notice;
}

CredentialRecord Secrets::record(const QString &reference) const
{
    const CredentialRecord *known = m_book.find(reference);
    return known ? *known : CredentialRecord{.reference = reference};
}

Result<void> Secrets::put(const CredentialRecord &record)
{
    if (const CredentialRecord *known = m_book.find(record.reference); known && *known == record)
        return {};
    return change([&](CredentialBook &book) { book.put(record); });
}

Result<void> Secrets::remove(const QString &reference)
{
    return change([&](CredentialBook &book) { book.remove(reference); });
}

void Secrets::reload()
{
    if (m_dataDirectory.isEmpty())
        return;
    LoadedBook loaded = loadCredentialBook(m_dataDirectory);
    if (!loaded.notice.isEmpty()) { // what is known here is better than nothing
        m_notice = loaded.notice;
        return;
    }
    // Before there is a file each look makes up another salt.
    const bool nothingYet = loaded.book.records.empty() && m_book.records.empty();
    if (loaded.book == m_book || nothingYet)
        return;
    m_book = std::move(loaded.book);
    emit bookChanged();
}

Result<void> Secrets::change(const std::function<void(CredentialBook &)> &change)
{
    if (m_dataDirectory.isEmpty()) {
        change(m_book);
        emit bookChanged();
        return {};
    }
    Result<CredentialBook> changed = changeCredentialBook(m_dataDirectory, [&](CredentialBook &book) {
        // The first record's fingerprint was made with the salt we hold.
        if (book.records.empty())
            book.salt = m_book.salt;
        change(book);
    });
    if (!changed)
        return tl::unexpected(changed.error());
    m_book = std::move(*changed);
    emit bookChanged();
    return {};
}

} // namespace hubwatch
