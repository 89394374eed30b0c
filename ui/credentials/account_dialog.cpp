#include "ui/credentials/account_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/reference_form.h"
#include "ui/credentials/secret_field.h"
#include "ui/sources/account_edit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace hubwatch::ui {

AccountDialog::AccountDialog(Console &console, const AccountConfig &account, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_before(account)
    , m_kind(new QComboBox(this))
    , m_reference(new ReferenceForm(account.credential, this))
    , m_secretLabel(new QLabel(tr("&Token"), this))
    , m_secret(new SecretField(this))
    , m_concurrency(new QSpinBox(this))
    , m_problem(new MarkedSentence(this))
    , m_outcome(new OutcomePanel(this))
{
    QVBoxLayout *column = dialogColumn(
        *this, QStringLiteral("accountDialog"),
        account.name.isEmpty() ? tr("Add an account") : tr("Edit the account %1").arg(account.name), 560);
    makeForm(*dialogForm(*column));
    m_problem->setObjectName(QStringLiteral("accountProblem"));
    column->addWidget(m_problem);
    column->addWidget(m_outcome);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    m_close = dialogButton("closeButton", tr("Cancel"), this);
    m_save = dialogButton("saveButton", tr("Save and verify"), this, true);
    row->addWidget(m_close);
    row->addWidget(m_save);
    column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &AccountDialog::save);
    connect(m_outcome, &OutcomePanel::forceWanted, this, [this] { askHubSpot(true); });
    connect(&m_console, &Console::saved, this, &AccountDialog::takeSaved);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &AccountDialog::takeOutcome);
    weigh();
    m_name->setFocus();
}

void AccountDialog::makeForm(QFormLayout &form)
{
    m_name = dialogField(form, "accountName", tr("&Name"), m_before.name, this);
    m_name->setPlaceholderText(QStringLiteral("prod"));
    m_kind->setObjectName(QStringLiteral("accountKind"));
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("production"), int(AccountConfig::Kind::Production));
    m_kind->addItem(tr("sandbox"), int(AccountConfig::Kind::Sandbox));
    m_kind->setCurrentIndex(m_kind->findData(int(m_before.kind)));
    form.addRow(tr("&Kind"), m_kind);
    m_portal = dialogField(form, "accountPortal", tr("&Portal"),
                           m_before.portal > 0 ? QString::number(m_before.portal) : QString(), this);
    m_portal->setPlaceholderText(tr("its number; a token of another portal is then refused"));
    form.addRow(tr("&Credential"), m_reference);
    m_secret->setObjectName(QStringLiteral("secretField"));
    m_secret->setAccessibleName(tr("Token"));
    if (!m_before.name.isEmpty())
        m_secret->setPlaceholderText(tr("leave empty to keep the present one"));
    m_secretLabel->setBuddy(m_secret);
    form.addRow(m_secretLabel, m_secret);
    m_api = dialogField(form, "accountApi", tr("&API host"), m_before.api.toString(), this);
    m_burst = dialogField(form, "accountBurst", tr("&Burst"), m_before.burst, this);
    m_burst->setToolTip(tr("What Hubwatch allows itself of the plan's 190 calls in 10 s: calls/time."));
    m_concurrency->setObjectName(QStringLiteral("accountConcurrency"));
    m_concurrency->setAccessibleName(tr("Calls in flight"));
    m_concurrency->setRange(1, 50);
    m_concurrency->setValue(m_before.concurrency);
    form.addRow(tr("Calls in &flight"), m_concurrency);
    for (const QLineEdit *field : {m_name, m_portal, m_api, m_burst})
        connect(field, &QLineEdit::textChanged, this, &AccountDialog::weigh);
    connect(m_name, &QLineEdit::textChanged, m_reference, &ReferenceForm::propose);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AccountDialog::weigh);
    connect(m_reference, &ReferenceForm::changed, this, &AccountDialog::weigh);
    connect(m_secret, &SecretField::changed, this, &AccountDialog::weigh);
}

AccountConfig AccountDialog::account() const
{
    AccountConfig account = m_before;
    account.name = m_name->text().trimmed();
    account.kind = AccountConfig::Kind(m_kind->currentData().toInt());
    account.credential = m_reference->reference();
    account.portal = m_portal->text().trimmed().toLongLong();
    account.api = QUrl(m_api->text().trimmed(), QUrl::StrictMode);
    account.burst = m_burst->text().trimmed();
    account.concurrency = m_concurrency->value();
    return account;
}

QStringList AccountDialog::problems() const
{
    QStringList found = accountProblems(m_console.snapshot()->workspace, m_before.name, account());
    bool number = false;
    const QString portal = m_portal->text().trimmed();
    if (!portal.isEmpty() && (portal.toLongLong(&number) <= 0 || !number))
        found << tr("The portal is a number; HubSpot shows it at the top right. It may be left empty.");
    return found;
}

void AccountDialog::weigh()
{
    if (!m_save)
        return; // the fields are still being made
    const bool keychain = m_reference->source() == CredentialRef::Source::Keychain;
    m_secret->setVisible(keychain);
    m_secretLabel->setVisible(keychain);
    const QStringList wrong = problems();
    // An empty form is no mistake of anybody's yet.
    const bool untouched = m_before.name.isEmpty() && m_name->text().isEmpty();
    m_problem->setSentence(Mark::Bad, untouched ? QString() : wrong.join(u'\n'));
    m_save->setEnabled(wrong.isEmpty() && m_phase == Phase::Idle);
    m_save->setToolTip(wrong.join(u'\n'));
}

void AccountDialog::save()
{
    m_saving = account();
    m_pending = m_reference->keychainName().isEmpty() ? Secret() : m_secret->take();
    const Workspace &workspace = m_console.snapshot()->workspace;
    const Workspace changed = withAccount(workspace, m_before.name, m_saving);
    if (changed == workspace)
        return askHubSpot(false);
    m_phase = Phase::Saving;
    m_outcome->setWaiting(tr("Writing the workspace…"));
    m_console.save(changed);
    weigh();
}

void AccountDialog::takeSaved(const QString &problem)
{
    if (m_phase != Phase::Saving)
        return;
    m_phase = Phase::Idle;
    if (!problem.isEmpty()) {
        m_pending = {};
        m_outcome->setProblem(problem);
        return weigh();
    }
    m_before = m_saving;
    if (m_saving.credential.isEmpty()) {
        close();
        return;
    }
    askHubSpot(false);
}

void AccountDialog::askHubSpot(bool unverified)
{
    m_phase = Phase::Asking;
    m_outcome->setWaiting(unverified ? tr("Storing…") : tr("Asking HubSpot whose the token is…"));
    if (m_pending.isEmpty())
        m_console.credentials().verify(m_saving.credential);
    else
        m_console.credentials().store({.name = m_reference->keychainName(),
                                       .account = m_saving.name,
                                       .secret = m_pending,
                                       .unverified = unverified});
    weigh();
}

void AccountDialog::takeOutcome(const CredentialOutcome &outcome)
{
    const bool ours
        = outcome.command == CredentialOutcome::Command::Store || outcome.command == CredentialOutcome::Command::Verify;
    if (m_phase != Phase::Asking || !ours || outcome.reference != m_saving.credential)
        return;
    m_phase = Phase::Idle;
    if (!outcome.mayForce)
        m_pending = {};
    m_outcome->setOutcome(outcome, m_saving.portal);
    m_close->setText(tr("Close"));
    m_secret->setPlaceholderText(tr("leave empty to keep the present one"));
    weigh();
}

} // namespace hubwatch::ui
