// CredentialWork: commands on credentials, carried out on the engine's thread, one after the other.
#pragma once

#include "app/accounts/credential_job.h"
#include "snapshot/credential_desk.h"

#include <deque>
#include <memory>

namespace hubwatch {

/// The doctor and the vault's mode are the vault's own business, on the main thread: they are not answered here.
class CredentialWork : public QObject
{
    Q_OBJECT

public:
    CredentialWork(CredentialTools tools, QString dataDirectory, QObject *parent = nullptr);
    ~CredentialWork() override;

    void store(const StoreCredential &command);
    void verify(const QString &reference);
    void remove(const QString &reference);
    void rotate(const RotateCredential &command);
    void authorize(const AuthorizeOAuth &command);
    void cancelAuthorize();
    void drillLeak(const AccountState &account, const QStringList &services);
    void noteLeakStep(const QString &path, const QString &what);

signals:
    void done(const hubwatch::CredentialOutcome &outcome);
    void authorizeUrl(const QUrl &url);
    void leakReported(const hubwatch::LeakReport &report);
    /// Another secret may stand at this reference now.
    void credentialChanged(const QString &reference);

private:
    void add(std::unique_ptr<CredentialJob> job);
    void startNext();
    void finished(const CredentialOutcome &outcome);

    CredentialTools m_tools;
    QString m_dataDirectory;
    std::deque<std::unique_ptr<CredentialJob>> m_jobs = {}; ///< the first is running
    std::unique_ptr<class AuthorizeJob> m_authorizing;      ///< a person is in the browser: others need not wait
    CallScope m_calls;
};

/// When and by whom an account was used lately, in sentences, as far as Hubwatch knows.
QStringList lastUses(const AccountState &account);

} // namespace hubwatch
