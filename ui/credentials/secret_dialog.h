// SecretDialog: a new secret for a reference of the keychain.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QPushButton;

namespace hubwatch::ui {

class OutcomePanel;
class SecretField;

/// Verified with HubSpot where it is an account's; closes by itself only when a person says so.
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    /// `account`: whose secret it is; empty for a service's or a route's.
    SecretDialog(Console &console, const QString &name, const QString &account, QWidget *parent = nullptr);

private:
    void weigh();
    void store(bool unverified);
    void takeOutcome(const CredentialOutcome &outcome);

    Console &m_console;
    QString m_name;
    QString m_account;
    SecretField *m_field = nullptr;
    OutcomePanel *m_outcome = nullptr;
    QPushButton *m_store = nullptr;
    QPushButton *m_close = nullptr;
    Secret m_pending = {}; ///< until HubSpot has answered: it may have to be sent again, unverified
};

} // namespace hubwatch::ui
