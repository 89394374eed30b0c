// Secrets: every place secrets live, the cache before them, and the book of what is known of them.
#pragma once

#include "base/qt_process_runner.h"
#include "vault/credential_record.h"
#include "vault/credential_sources.h"
#include "vault/secret_cache.h"
#include "vault/secret_store.h"

#include <QObject>

namespace hubwatch {

class Secrets : public QObject
{
    Q_OBJECT

public:
    /// `folder` is the workspace file's; an empty `dataDirectory` keeps the book in memory.
    Secrets(SecretStore &vault, HttpClient &wire, Clock &clock, const QString &folder, QString dataDirectory,
            QObject *parent = nullptr);

    SecretStore &vault() { return m_vault; }
    /// What the reference names, from the cache where it is there.
    CredentialReader &reader() { return m_cache; }
    /// It may be another one now.
    void drop(const CredentialRef &ref) { m_cache.drop(ref); }
    void drop(const CredentialRef &ref, const Secret &refused) { m_cache.drop(ref, refused); }
    /// The vault opened, or another mode was chosen: whatever failed may be had now.
    void forgetAll() { m_cache.forgetAll(); }

    const CredentialBook &book() const { return m_book; }
    /// What was wrong with the book's file when it was read; empty when all was well.
    const QString &notice() const { return m_notice; }
    CredentialRecord record(const QString &reference) const;
    Result<void> put(const CredentialRecord &record);
    Result<void> remove(const QString &reference);
    /// Another program may have changed the book.
    void reload();

signals:
    void bookChanged();

private:
    Result<void> change(const std::function<void(CredentialBook &)> &change);

    SecretStore &m_vault;
    QString m_dataDirectory;
    QtProcessRunner m_processes;
    CredentialSources m_sources;
    SecretCache m_cache;
    CredentialBook m_book = {};
    QString m_notice = {};
};

} // namespace hubwatch
