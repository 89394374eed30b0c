#include "ui/credentials/oauth_dialog.h"

#include "hubspot/oauth_login.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/secret_field.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace hubwatch::ui {

OAuthDialog::OAuthDialog(Console &console, const AccountConfig &account, const QStringList &scopes, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_account(account)
    , m_secret(new SecretField(this))
    , m_scopes(new QPlainTextEdit(scopes.join(u'\n'), this))
    , m_outcome(new OutcomePanel(this))
{
    QVBoxLayout *column
        = dialogColumn(*this, QStringLiteral("oauthDialog"), tr("Authorise %1 with HubSpot").arg(account.name), 540);
    column->addWidget(dialogNote(
        tr("Your browser opens HubSpot's page; you choose the account there, and HubSpot comes back to this computer. "
           "The refresh token goes into the keychain and is renewed before it expires."),
        this));
    QFormLayout *form = dialogForm(*column);
    const QString prefix = QStringLiteral("keychain:");
    m_name = dialogField(*form, "oauthName", tr("&Name in the keychain"),
                         account.credential.startsWith(prefix) ? account.credential.mid(prefix.size()) : account.name,
                         this);
    m_clientId = dialogField(*form, "oauthClientId", tr("Client &id"), {}, this);
    m_clientId->setPlaceholderText(tr("from the app's page in HubSpot"));
    m_secret->setObjectName(QStringLiteral("secretField"));
    m_secret->setAccessibleName(tr("Client secret"));
    form->addRow(tr("Client &secret"), m_secret);
    m_scopes->setObjectName(QStringLiteral("oauthScopes"));
    m_scopes->setAccessibleName(tr("Scopes"));
    m_scopes->setPlaceholderText(tr("one a line, as the app has them"));
    m_scopes->setTabChangesFocus(true);
    m_scopes->setFixedHeight(m_scopes->fontMetrics().height() * 4 + 14);
    form->addRow(tr("S&copes"), m_scopes);
    QLineEdit *redirect = dialogField(*form, "oauthRedirect", tr("&Redirect URL"), oauthRedirectUrl().toString(), this);
    redirect->setReadOnly(true);
    redirect->setToolTip(tr("HubSpot comes back to it only when it stands in the app's settings, letter by letter"));
    column->addWidget(dialogNote(tr("Add the redirect URL to the app's Auth settings in HubSpot first."), this));
    column->addWidget(m_outcome);
    auto *row = new QHBoxLayout;
    m_link = dialogButton("copyLink", tr("Copy the link"), this);
    m_link->setToolTip(tr("For another browser on this computer"));
    m_link->hide();
    m_close = dialogButton("closeButton", tr("Cancel"), this);
    m_start = dialogButton("startButton", tr("Open the browser"), this, true);
    row->addWidget(m_link);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_start);
    column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_start, &QPushButton::clicked, this, &OAuthDialog::start);
    connect(m_link, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_url.toString()); });
    connect(m_name, &QLineEdit::textChanged, this, &OAuthDialog::weigh);
    connect(m_clientId, &QLineEdit::textChanged, this, &OAuthDialog::weigh);
    connect(m_secret, &SecretField::changed, this, &OAuthDialog::weigh);
    connect(m_scopes, &QPlainTextEdit::textChanged, this, &OAuthDialog::weigh);
    connect(&m_console.credentials(), &CredentialDesk::authorizeUrl, this, &OAuthDialog::openBrowser);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &OAuthDialog::takeOutcome);
    weigh();
}

OAuthDialog::~OAuthDialog()
{
    if (m_waiting)
        m_console.credentials().cancelAuthorize();
}

void OAuthDialog::weigh()
{
    QString missing;
    if (m_name->text().trimmed().isEmpty())
        missing = tr("The keychain entry needs a name.");
    else if (m_clientId->text().trimmed().isEmpty() || m_secret->isEmpty())
        missing = tr("HubSpot shows the client id and secret on the app's Auth page.");
    else if (m_scopes->toPlainText().trimmed().isEmpty())
        missing = tr("Name at least one scope.");
    m_start->setEnabled(missing.isEmpty() && !m_waiting);
    m_start->setToolTip(missing);
}

void OAuthDialog::start()
{
    m_waiting = true;
    m_outcome->setWaiting(tr("Waiting for the browser. Closing this gives up."));
    static const QRegularExpression gaps(QStringLiteral("[\\s,]+"));
    m_console.credentials().authorize({.account = m_account.name,
                                       .name = m_name->text().trimmed(),
                                       .clientId = m_clientId->text().trimmed(),
                                       .clientSecret = m_secret->take(),
                                       .scopes = m_scopes->toPlainText().split(gaps, Qt::SkipEmptyParts)});
    weigh();
}

void OAuthDialog::openBrowser(const QUrl &url)
{
    if (!m_waiting)
        return;
    m_url = url;
    m_link->show();
    if (!QDesktopServices::openUrl(url))
        m_outcome->setWaiting(tr("No browser could be opened: copy the link into one on this computer."));
}

void OAuthDialog::takeOutcome(const CredentialOutcome &outcome)
{
    if (outcome.command != CredentialOutcome::Command::Authorize || !m_waiting)
        return;
    m_waiting = false;
    m_link->hide();
    m_outcome->setOutcome(outcome, m_account.portal);
    if (outcome.good)
        m_close->setText(tr("Close"));
    weigh();
}

} // namespace hubwatch::ui
