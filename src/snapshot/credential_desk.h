// CredentialDesk: what the window may ask about credentials and the vault.
#pragma once

#include "snapshot/credential_commands.h"

#include <QObject>
#include <QUrl>

namespace hubwatch {

/// Like Console: lives on the GUI thread, never blocks, answers by signal. Each command is answered once by done(),
/// unless it says otherwise.
class CredentialDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void store(const StoreCredential &command) = 0;
    /// `reference` as in the workspace: any kind, not the keychain's alone.
    virtual void verify(const QString &reference) = 0;
    /// Out of the vault and the book; the workspace is not touched.
    virtual void remove(const QString &reference) = 0;
    virtual void rotate(const RotateCredential &command) = 0;
    /// authorizeUrl() comes first, for the browser; done() when the person has come back or given up.
    virtual void authorize(const AuthorizeOAuth &command) = 0;
    virtual void cancelAuthorize() = 0;
    /// Answered by leakReported().
    virtual void drillLeak(const QString &account) = 0;
    /// Adds what a person did to the report at `path`, with the time.
    virtual void noteLeakStep(const QString &path, const QString &what) = 0;
    /// Answered by doctorReported().
    virtual void runDoctor() = 0;
    /// Takes effect at once and is remembered.
    virtual void setVaultMode(hubwatch::VaultState::Mode mode) = 0;

signals:
    void done(const hubwatch::CredentialOutcome &outcome);
    void authorizeUrl(const QUrl &url);
    void leakReported(const hubwatch::LeakReport &report);
    void doctorReported(const hubwatch::DoctorReport &report);
};

} // namespace hubwatch
