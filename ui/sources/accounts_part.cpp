#include "ui/sources/accounts_part.h"

#include "ui/credentials/account_dialog.h"
#include "ui/credentials/first_ground.h"
#include "ui/credentials/oauth_dialog.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/shell/style.h"
#include "ui/sources/account_card.h"
#include "ui/sources/account_edit.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>

namespace hubwatch::ui {

AccountsPart::AccountsPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_summary(new TextLine(this))
    , m_outcome(new OutcomePanel(this))
    , m_empty(new FirstGround(QStringLiteral("accounts"), "firstAddAccount", tr("Add account…"), this))
{
    setObjectName(QStringLiteral("accountsPart"));
    setAccessibleName(tr("Accounts"));
    makeActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("accountsSummary"));
    bar->addWidget(m_summary, 1);
    for (QAction *action : {m_poll, m_verify, m_authorize, m_edit, m_remove})
        bar->addWidget(partButton(action, this));
    bar->addWidget(partButton(m_add, this, true));
    column->addLayout(bar);
    column->addWidget(m_outcome);
    column->addWidget(m_empty, 1);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *ground = new QWidget(area);
    auto *inside = new QVBoxLayout(ground);
    inside->setContentsMargins(0, 0, 0, 0);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(10);
    inside->addLayout(m_cards);
    inside->addStretch(1);
    area->setWidget(ground);
    area->setObjectName(QStringLiteral("accountsArea"));
    m_area = area;
    column->addWidget(area, 4);
    followAction(m_empty->button(), m_add);
    connect(&m_console, &Console::snapshotChanged, this, &AccountsPart::showSnapshot);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &AccountsPart::takeOutcome);
    showSnapshot(m_console.snapshot());
}

void AccountsPart::makeActions()
{
    m_poll = partAction(this, "pollAccount", tr("Poll now"), Qt::Key_P, tr("Ask HubSpot about the account at once"));
    m_verify = partAction(this, "verifyAccount", tr("Verify"), Qt::Key_V, tr("Ask HubSpot whose the token is"));
    m_authorize = partAction(this, "authorizeAccount", tr("Authorise…"), Qt::Key_O,
                             tr("Authorise an OAuth app with HubSpot in the browser"));
    m_edit = partAction(this, "editAccount", tr("Edit…"), Qt::Key_F2, tr("Change the account in the workspace file"));
    m_remove = partAction(this, "removeAccount", tr("Remove…"), QKeySequence::Delete,
                          tr("Take the account out of the workspace file"));
    m_add = partAction(this, "addAccount", tr("Add account…"), Qt::Key_A, tr("A production or sandbox portal"));
    connect(m_poll, &QAction::triggered, this, &AccountsPart::poll);
    connect(m_verify, &QAction::triggered, this, &AccountsPart::verify);
    connect(m_authorize, &QAction::triggered, this, &AccountsPart::authorize);
    connect(m_edit, &QAction::triggered, this, &AccountsPart::edit);
    connect(m_remove, &QAction::triggered, this, &AccountsPart::remove);
    connect(m_add, &QAction::triggered, this, &AccountsPart::addAccount);
}

void AccountsPart::showSnapshot(const SnapshotPtr &snapshot)
{
    const bool mayEdit = brokenFileReason(*snapshot).isEmpty();
    QStringList order;
    for (const AccountState &account : snapshot->accounts) {
        const QString &name = account.config.name;
        order << name;
        AccountCard *&card = m_byName[name];
        if (!card) {
            card = new AccountCard(this);
            connect(card, &AccountCard::selected, this, &AccountsPart::select);
            connect(card, &AccountCard::opened, this, [this] { edit(); });
            connect(card, &AccountCard::regionWanted, this, &AccountsPart::useRegion);
        }
        card->setAccount(account, snapshot->at, mayEdit);
    }
    for (const QString &gone : std::as_const(m_order)) {
        if (!order.contains(gone))
            m_byName.take(gone)->deleteLater();
    }
    if (order != m_order) {
        for (int at = 0; at < order.size(); ++at)
            m_cards->insertWidget(at, m_byName.value(order[at]));
    }
    m_order = order;
    if (!m_order.contains(m_picked))
        m_picked = m_order.value(0);
    select(m_picked);
    m_empty->setVisible(order.isEmpty());
    m_area->setVisible(!order.isEmpty());
    m_empty->say(snapshot->loading ? tr("Starting") : tr("No HubSpot account is watched yet"),
                 snapshot->loading ? tr("Reading the workspace…")
                                   : tr("Add one to see its token, scopes, quota and limits here; its secret goes into "
                                        "the keychain, never into a file."));
    m_empty->button()->setVisible(!snapshot->loading);
    showSummary(*snapshot);
    weighActions();
}

void AccountsPart::showSummary(const Snapshot &snapshot)
{
    const size_t count = snapshot.accounts.size();
    std::vector<TextRun> runs;
    if (count > 0)
        runs.push_back({count == 1 ? tr("1 account") : tr("%1 accounts").arg(count), Tone::Normal, true});
    const auto trouble = std::ranges::count_if(snapshot.accounts, [&](const AccountState &account) {
        return account.token != TokenState::NotYet && !acceptedLately(account, snapshot.at);
    });
    if (trouble > 0)
        runs.push_back({tr("%1 without an accepted token").arg(trouble), Tone::Warn});
    m_summary->setRuns(std::move(runs));
}

void AccountsPart::select(const QString &account)
{
    m_picked = account;
    for (auto card = m_byName.cbegin(); card != m_byName.cend(); ++card)
        card.value()->setSelected(card.key() == account);
    setFocusProxy(m_byName.value(account));
    weighActions();
}

const AccountState *AccountsPart::picked() const
{
    const std::vector<AccountState> &accounts = m_console.snapshot()->accounts;
    const auto found = std::ranges::find_if(
        accounts, [this](const AccountState &account) { return account.config.name == m_picked; });
    return found == accounts.end() ? nullptr : &*found;
}

void AccountsPart::weighActions()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const AccountState *account = picked();
    const QString broken = brokenFileReason(*snapshot);
    const QString unpicked = account ? QString() : tr("There is no account yet.");
    QString tokenless = unpicked;
    if (account && account->config.credential.isEmpty())
        tokenless = tr("The account names no credential yet: edit it.");
    setPossible(m_poll, tokenless);
    setPossible(m_verify, tokenless);
    setPossible(m_authorize, account ? vaultProblem(snapshot->vault) : unpicked);
    setPossible(m_edit, broken.isEmpty() ? unpicked : broken);
    setPossible(m_remove, broken.isEmpty() ? unpicked : broken);
    setPossible(m_add, snapshot->loading ? tr("The workspace is still being read.") : broken);
}

void AccountsPart::addAccount()
{
    if (m_add->isEnabled())
        (new AccountDialog(m_console, {}, this))->show();
}

void AccountsPart::poll()
{
    m_console.pollAccount(m_picked);
}

void AccountsPart::verify()
{
    const AccountState *account = picked();
    if (!account)
        return;
    m_verifying = account->config.credential;
    m_outcome->setWaiting(tr("Asking HubSpot whose %1 is…").arg(m_verifying));
    m_console.credentials().verify(m_verifying);
}

void AccountsPart::takeOutcome(const CredentialOutcome &outcome)
{
    if (outcome.command != CredentialOutcome::Command::Verify || outcome.reference != m_verifying)
        return;
    const AccountState *account = picked();
    m_outcome->setOutcome(outcome, account && account->config.credential == m_verifying ? account->config.portal : 0);
    m_verifying.clear();
}

void AccountsPart::authorize()
{
    if (const AccountState *account = picked())
        (new OAuthDialog(m_console, account->config, account->scopesNeeded, this))->show();
}

void AccountsPart::edit()
{
    const AccountState *account = picked();
    if (account && m_edit->isEnabled())
        (new AccountDialog(m_console, account->config, this))->show();
}

void AccountsPart::remove()
{
    const QString name = m_picked;
    const auto services = std::ranges::count(m_console.snapshot()->workspace.services, name, &ServiceConfig::account);
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("removeAccountQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::NonModal);
    question->setWindowTitle(tr("Remove %1").arg(name));
    question->setText(tr("Stop watching the account “%1”?").arg(name));
    const QString secret = tr("Its secret stays where it lives; remove it under Credentials.");
    question->setInformativeText(
        services == 0 ? tr("It leaves the workspace file. %1").arg(secret)
                      : tr("It leaves the workspace file; %1 of its services stay, without an account. %2")
                            .arg(services)
                            .arg(secret));
    auto *yes = question->addButton(tr("Remove %1").arg(name), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("confirmRemoveAccount"));
    setDanger(*yes);
    question->setDefaultButton(question->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this,
            [this, name] { m_console.save(withoutAccount(m_console.snapshot()->workspace, name)); });
    question->show();
}

void AccountsPart::useRegion(const QString &account, const QString &hublet)
{
    m_console.save(withRegion(m_console.snapshot()->workspace, account, hublet));
}

} // namespace hubwatch::ui
