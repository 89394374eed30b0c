#include "ui/credentials/secret_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/secret_field.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

SecretDialog::SecretDialog(Console &console, const QString &name, const QString &account, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_name(name)
    , m_account(account)
    , m_field(new SecretField(this))
    , m_outcome(new OutcomePanel(this))
{
    QVBoxLayout *column
        = dialogColumn(*this, QStringLiteral("secretDialog"), tr("Set the secret keychain:%1").arg(name), 480);
    column->addWidget(dialogNote(
        account.isEmpty() ? tr("It goes into the keychain and replaces what is there.")
                          : tr("It is verified with HubSpot first, bound to the portal of “%1”, and then replaces what "
                               "is in the keychain.")
                                .arg(account),
        this));
    QFormLayout *form = dialogForm(*column);
    m_field->setObjectName(QStringLiteral("secretField"));
    m_field->setAccessibleName(tr("Secret"));
    form->addRow(tr("&Secret"), m_field);
    column->addWidget(m_outcome);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    m_close = dialogButton("closeButton", tr("Cancel"), this);
    m_store = dialogButton("storeButton", account.isEmpty() ? tr("Store") : tr("Verify and store"), this, true);
    row->addWidget(m_close);
    row->addWidget(m_store);
    column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_store, &QPushButton::clicked, this, [this] { store(false); });
    connect(m_outcome, &OutcomePanel::forceWanted, this, [this] { store(true); });
    connect(m_field, &SecretField::changed, this, &SecretDialog::weigh);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &SecretDialog::takeOutcome);
    m_field->setFocus();
    weigh();
}

void SecretDialog::weigh()
{
    m_store->setEnabled(!m_field->isEmpty() && !m_outcome->isWaiting());
}

void SecretDialog::store(bool unverified)
{
    if (!unverified)
        m_pending = m_field->take();
    m_outcome->setWaiting(m_account.isEmpty() || unverified ? tr("Storing…") : tr("Asking HubSpot whose it is…"));
    m_console.credentials().store(
        {.name = m_name, .account = m_account, .secret = m_pending, .unverified = unverified});
    weigh();
}

void SecretDialog::takeOutcome(const CredentialOutcome &outcome)
{
    if (outcome.command != CredentialOutcome::Command::Store || !m_outcome->isWaiting()
        || outcome.reference != QStringLiteral("keychain:") + m_name)
        return;
    if (!outcome.mayForce)
        m_pending = {};
    const std::vector<AccountConfig> &accounts = m_console.snapshot()->workspace.accounts;
    const auto account = std::ranges::find(accounts, m_account, &AccountConfig::name);
    m_outcome->setOutcome(outcome, account == accounts.end() ? 0 : account->portal);
    if (outcome.good)
        m_close->setText(tr("Close"));
    weigh();
}

} // namespace hubwatch::ui
