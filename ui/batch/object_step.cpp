#include "ui/batch/object_step.h"

#include "ui/batch/choice_card.h"
#include "ui/batch/job_choices.h"
#include "ui/batch/object_field.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/account_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int sideWidth = 380;
constexpr int mostWidth = 1400;

const AccountState *stateOfAccount(const AccountConfig &account, const Snapshot &snapshot)
{
    const auto state = std::ranges::find_if(
        snapshot.accounts, [&](const AccountState &known) { return known.config.name == account.name; });
    return state == snapshot.accounts.end() ? nullptr : &*state;
}

/// Portal and the state of its token: what one wants to know before one trusts a night's work to it.
void showAccount(ChoiceCard &card, const AccountConfig &account, const Snapshot &snapshot)
{
    const AccountState *state = stateOfAccount(account, snapshot);
    const std::int64_t portal = state && state->details ? state->details->portal : account.portal;
    const QString number = portal > 0 ? ObjectStep::tr("portal %1").arg(portal) : ObjectStep::tr("portal not known");
    if (!state)
        return card.setSentence(number);
    const MarkedWord token = tokenWord(state->token);
    card.setSentence(QStringLiteral("%1 · %2").arg(number, ObjectStep::tr("token %1").arg(token.word)),
                     token.mark == Mark::Good ? std::nullopt : std::optional(token.mark));
}

} // namespace

ObjectStep::ObjectStep(Console &console, JobDraft &draft, QWidget *parent)
    : WizardStep(console, draft, parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *side = new QVBoxLayout;
    side->setSpacing(12);
    const WizardPanel accounts = makeAccounts();
    const WizardPanel objects = makeObjects();
    for (const WizardPanel &panel : {accounts, objects}) {
        panel.frame->setFixedWidth(sideWidth);
        side->addWidget(panel.frame);
    }
    side->addStretch(1);
    row->addLayout(side);
    auto *rest = new QVBoxLayout;
    const WizardPanel operations = makeOperations();
    operations.frame->setMaximumWidth(mostWidth - sideWidth);
    rest->addWidget(operations.frame);
    rest->addStretch(1);
    row->addLayout(rest, 1);
    row->addStretch(0); // of windows that are wider than it can use
    connect(&m_console, &Console::snapshotChanged, this, [this] {
        if (isVisible())
            showAll();
    });
}

WizardPanel ObjectStep::makeAccounts()
{
    const WizardPanel panel = wizardPanel("batchAccounts", tr("Account"), this);
    m_accounts = new QButtonGroup(this);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(8);
    panel.column->addLayout(m_cards);
    m_sandbox = new MarkedSentence(panel.frame);
    m_sandbox->setObjectName(QStringLiteral("sandboxFirst"));
    panel.column->addWidget(m_sandbox);
    m_useSandbox = dialogButton("useSandbox", {}, panel.frame);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(18, 0, 0, 0);
    row->addWidget(m_useSandbox);
    row->addStretch(1);
    panel.column->addLayout(row);
    connect(m_useSandbox, &QPushButton::clicked, this, [this] {
        if (const AccountConfig *sandbox = sandboxToOffer()) {
            m_draft.spec.account = sandbox->name;
            showAll();
            emit changed();
        }
    });
    connect(m_accounts, &QButtonGroup::idClicked, this, [this](int at) {
        m_draft.spec.account = m_shown[size_t(at)].name;
        showAll();
        emit changed();
    });
    return panel;
}

WizardPanel ObjectStep::makeOperations()
{
    const WizardPanel panel = wizardPanel("batchOperations", tr("What is done"), this);
    m_operations = new QButtonGroup(this);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    for (int at = 0; at < int(jobOperations.size()); ++at) {
        const JobOperation operation = jobOperations.at(size_t(at));
        auto *card = new ChoiceCard(QStringLiteral("operation-") + operationWord(operation), operationTitle(operation),
                                    operationSentence(operation), panel.frame);
        m_operations->addButton(card, int(operation));
        grid->addWidget(card, at / 2, at % 2);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    panel.column->addLayout(grid);
    connect(m_operations, &QButtonGroup::idClicked, this, [this](int operation) {
        m_draft.spec.operation = JobOperation(operation);
        showAll();
        emit changed();
    });
    return panel;
}

WizardPanel ObjectStep::makeObjects()
{
    const WizardPanel panel = wizardPanel("batchObjects", tr("Object"), this);
    m_object = new ObjectField("object", tr("Object"), panel.frame);
    panel.column->addWidget(m_object);
    m_otherSide = new QWidget(panel.frame);
    auto *other = new QVBoxLayout(m_otherSide);
    other->setContentsMargins(0, 4, 0, 0);
    other->setSpacing(8);
    other->addWidget(dialogHeading(tr("Other side of the association"), m_otherSide));
    m_toObject = new ObjectField("toObject", tr("Other side of the association"), m_otherSide);
    other->addWidget(m_toObject);
    panel.column->addWidget(m_otherSide);
    connect(m_object, &ObjectField::changed, this, [this] {
        m_draft.isCustom = m_object->isCustom();
        (m_draft.isCustom ? m_draft.custom : m_draft.spec.object) = m_object->object();
        m_draft.mapped = false; // its properties are others
        emit changed();
    });
    connect(m_toObject, &ObjectField::changed, this, [this] {
        m_draft.spec.toObject = m_toObject->object();
        emit changed();
    });
    return panel;
}

void ObjectStep::enter()
{
    const Snapshot &snapshot = *m_console.snapshot();
    if (m_draft.spec.account.isEmpty() && snapshot.workspace.accounts.size() == 1)
        m_draft.spec.account = snapshot.workspace.accounts.front().name;
    showAll();
    m_object->setObject(objectOf(m_draft), m_draft.isCustom);
    const QString to = m_draft.spec.toObject;
    if (to.isEmpty())
        m_draft.spec.toObject = QStringLiteral("companies");
    m_toObject->setObject(m_draft.spec.toObject, !isStandardObject(m_draft.spec.toObject));
}

void ObjectStep::fillAccounts()
{
    const Snapshot &snapshot = *m_console.snapshot();
    if (m_shown == snapshot.workspace.accounts && !m_accounts->buttons().isEmpty()) {
        for (int at = 0; at < int(m_shown.size()); ++at)
            showAccount(*static_cast<ChoiceCard *>(m_accounts->button(at)), m_shown[size_t(at)], snapshot);
        return;
    }
    m_shown = snapshot.workspace.accounts;
    for (QAbstractButton *card : m_accounts->buttons()) {
        m_accounts->removeButton(card);
        card->deleteLater();
    }
    for (int at = 0; at < int(m_shown.size()); ++at) {
        const AccountConfig &account = m_shown[size_t(at)];
        auto *card = new ChoiceCard(QStringLiteral("account-") + account.name, account.name, QString(), this);
        showAccount(*card, account, snapshot);
        card->setTag(accountKindWord(account.kind), accountColor(account.kind));
        m_accounts->addButton(card, at);
        m_cards->addWidget(card);
    }
}

const AccountConfig *ObjectStep::sandboxToOffer() const
{
    const AccountConfig *chosen = accountNamed(*m_console.snapshot(), m_draft.spec.account);
    if (!chosen || chosen->kind != AccountConfig::Kind::Production || !writes(m_draft.spec.operation))
        return nullptr;
    for (const AccountConfig &account : m_shown) {
        const AccountState *state = stateOfAccount(account, *m_console.snapshot());
        if (account.kind == AccountConfig::Kind::Sandbox && state && state->token == TokenState::Accepted
            && operationFault(account, m_draft.spec.operation).isEmpty())
            return &account;
    }
    return nullptr;
}

void ObjectStep::showAll()
{
    fillAccounts();
    const Snapshot &snapshot = *m_console.snapshot();
    for (int at = 0; at < int(m_shown.size()); ++at)
        if (m_shown[size_t(at)].name == m_draft.spec.account)
            m_accounts->button(at)->setChecked(true);
    m_operations->button(int(m_draft.spec.operation))->setChecked(true);
    const AccountConfig *account = accountNamed(snapshot, m_draft.spec.account);
    for (QAbstractButton *button : m_operations->buttons())
        static_cast<ChoiceCard *>(button)->setFault(
            account ? operationFault(*account, JobOperation(m_operations->id(button))) : QString());
    const AccountConfig *sandbox = sandboxToOffer();
    m_sandbox->setSentence(
        Mark::Warn, sandbox ? tr("This writes to production. The same job can go to the sandbox first.") : QString());
    m_useSandbox->setVisible(sandbox != nullptr);
    if (sandbox)
        m_useSandbox->setText(tr("Use %1 first").arg(sandbox->name));
    if (m_shown.empty())
        m_sandbox->setSentence(Mark::NotYet,
                               tr("The workspace has no HubSpot account yet. Add one under Sources, Accounts."));
    m_otherSide->setVisible(m_draft.spec.operation == JobOperation::Associate
                            || m_draft.spec.operation == JobOperation::Dissociate);
}

} // namespace hubwatch::ui
