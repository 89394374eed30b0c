// OAuthDialog: authorise an OAuth app of HubSpot in the browser.
#pragma once

#include "snapshot/console.h"

#include <QDialog>
#include <QUrl>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace hubwatch::ui {

class OutcomePanel;
class SecretField;

/// The browser opens once; closing the dialog while it waits gives up.
class OAuthDialog : public QDialog
{
    Q_OBJECT

public:
    OAuthDialog(Console &console, const AccountConfig &account, const QStringList &scopes, QWidget *parent = nullptr);
    ~OAuthDialog() override;

private:
    void weigh();
    void start();
    void openBrowser(const QUrl &url);
    void takeOutcome(const CredentialOutcome &outcome);

    Console &m_console;
    AccountConfig m_account;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_clientId = nullptr;
    SecretField *m_secret = nullptr;
    QPlainTextEdit *m_scopes = nullptr;
    OutcomePanel *m_outcome = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_link = nullptr;
    QPushButton *m_close = nullptr;
    QUrl m_url = {};
    bool m_waiting = false;
};

} // namespace hubwatch::ui
