#include "ui/sources/sources_page.h"

#include "ui/credentials/account_words.h"
#include "ui/mark.h"
#include "ui/source_title.h"
#include "ui/sources/accounts_part.h"
#include "ui/sources/credentials_part.h"
#include "ui/sources/part_tabs.h"
#include "ui/sources/services_part.h"

#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// What is wrong with the accounts, at most.
Mark worstOfAccounts(const Snapshot &snapshot)
{
    Mark worst = Mark::None;
    for (const AccountState &account : snapshot.accounts) {
        const Mark mark = tokenText(account, snapshot.at).mark;
        if (mark == Mark::Bad)
            return mark;
        if (mark == Mark::Blind || (mark == Mark::Warn && worst == Mark::None))
            worst = mark;
    }
    return worst;
}

Mark worstOfCredentials(const Snapshot &snapshot)
{
    // Where nothing lives in the keychain, its absence hurts nobody.
    const bool kept = std::ranges::any_of(snapshot.credentials, [](const CredentialState &state) {
        return state.record.reference.startsWith(QStringLiteral("keychain:"));
    });
    const Mark vault = kept ? vaultWord(snapshot.vault).mark : Mark::None;
    if (vault == Mark::Bad || vault == Mark::Blind || vault == Mark::Warn)
        return vault;
    const bool due = std::ranges::any_of(snapshot.credentials, [&](const CredentialState &state) {
        const Mark mark = ageWords(state.record, snapshot.at).mark;
        return mark == Mark::Warn || mark == Mark::Bad;
    });
    return due ? Mark::Warn : Mark::None;
}

} // namespace

SourcesPage::SourcesPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_stack(new QStackedWidget(this))
    , m_services(new ServicesPart(console, m_stack))
    , m_accounts(new AccountsPart(console, m_stack))
    , m_credentials(new CredentialsPart(console, m_stack))
{
    setObjectName(QStringLiteral("sourcesPage"));
    setAccessibleName(tr("Sources"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 14);
    column->setSpacing(12);
    m_tabs = new PartTabs(
        {{tr("Services"), "servicesTab"}, {tr("Accounts"), "accountsTab"}, {tr("Credentials"), "credentialsTab"}},
        this);
    column->addWidget(m_tabs);
    for (QWidget *part : std::initializer_list<QWidget *>{m_services, m_accounts, m_credentials})
        m_stack->addWidget(part);
    column->addWidget(m_stack, 1);
    connect(m_credentials, &CredentialsPart::addAccountWanted, this, &SourcesPage::addAccount);
    connect(m_tabs, &PartTabs::chosen, this, [this](int at) { showPart(SourcesPart(at)); });
    connect(&m_console, &Console::snapshotChanged, this, &SourcesPage::showSnapshot);
    addPartKeys(*this, m_stack->count(), [this](int at) { showPart(SourcesPart(at)); });
    showPart(SourcesPart::Services);
    showSnapshot(m_console.snapshot());
}

void SourcesPage::showPart(SourcesPart part)
{
    m_part = part;
    m_tabs->setCurrent(int(part));
    showPartOf(*this, *m_stack, int(part));
}

void SourcesPage::select(const QString &name)
{
    if (isAccountSubject(name)) {
        const AccountState *account = accountOf(m_console.snapshot()->accounts, name);
        showPart(SourcesPart::Accounts);
        return m_accounts->select(account ? account->config.name : QString());
    }
    if (m_part == SourcesPart::Accounts)
        return m_accounts->select(name);
    showPart(SourcesPart::Services);
    m_services->select(name);
}

void SourcesPage::addServices()
{
    showPart(SourcesPart::Services);
    m_services->addServices();
}

void SourcesPage::addAccount()
{
    showPart(SourcesPart::Accounts);
    m_accounts->addAccount();
}

void SourcesPage::showSnapshot(const SnapshotPtr &snapshot)
{
    const auto services = std::ranges::count(snapshot->services, ServiceState::Kind::Service, &ServiceState::kind);
    m_tabs->setState(0, int(services), Mark::None);
    m_tabs->setState(1, int(snapshot->accounts.size()), worstOfAccounts(*snapshot));
    m_tabs->setState(2, int(snapshot->credentials.size()), worstOfCredentials(*snapshot));
}

} // namespace hubwatch::ui
