#include "ui/sources/credentials_part.h"

#include "ui/credentials/doctor_dialog.h"
#include "ui/credentials/first_ground.h"
#include "ui/credentials/leak_drill_dialog.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/rotation_assistant.h"
#include "ui/credentials/secret_dialog.h"
#include "ui/shell/style.h"
#include "ui/sources/credential_delegate.h"
#include "ui/sources/credential_details.h"
#include "ui/sources/credentials_model.h"
#include "ui/sources/part_actions.h"
#include "ui/sources/vault_dialog.h"
#include "ui/sources/vault_strip.h"

#include "vault/credential_ref.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// The name in the keychain of a reference to it, or empty.
QString keychainNameOf(const CredentialState &credential)
{
    const std::optional<CredentialRef> reference = parseCredentialRef(credential.record.reference);
    return reference && reference->source == CredentialRef::Source::Keychain ? reference->place : QString();
}

} // namespace

QString accountBehind(const CredentialState &credential)
{
    const QString prefix = QStringLiteral("account ");
    const auto found
        = std::ranges::find_if(credential.usedBy, [&](const QString &user) { return user.startsWith(prefix); });
    return found == credential.usedBy.end() ? QString() : found->mid(prefix.size());
}

CredentialsPart::CredentialsPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_model(new CredentialsModel(this))
    , m_table(new QTableView(this))
    , m_summary(new TextLine(this))
    , m_vault(new VaultStrip(this))
    , m_outcome(new OutcomePanel(this))
    , m_details(new CredentialDetails(this))
    , m_empty(new FirstGround(QStringLiteral("credentials"), "firstAddAccountOfCredentials", tr("Add account…"), this))
{
    setObjectName(QStringLiteral("credentialsPart"));
    setAccessibleName(tr("Credentials"));
    makeActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_vault);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("credentialsSummary"));
    bar->addWidget(m_summary, 1);
    for (QAction *action : {m_verify, m_set, m_rotate, m_drill, m_remove})
        bar->addWidget(partButton(action, this));
    column->addLayout(bar);
    column->addWidget(m_outcome);
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 4, 1, 4);
    makeTable();
    inside->addWidget(m_table, 1);
    inside->addWidget(m_empty, 1);
    column->addWidget(panel, 1);
    column->addWidget(m_details);
    setFocusProxy(m_table);
    connect(m_vault, &VaultStrip::doctorWanted, this, &CredentialsPart::runDoctor);
    connect(m_vault, &VaultStrip::changeWanted, this, &CredentialsPart::changeVault);
    connect(m_empty->button(), &QPushButton::clicked, this, &CredentialsPart::addAccountWanted);
    connect(&m_console, &Console::snapshotChanged, this, &CredentialsPart::showSnapshot);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &CredentialsPart::takeOutcome);
    showSnapshot(m_console.snapshot());
}

void CredentialsPart::makeActions()
{
    m_verify
        = partAction(this, "verifyCredential", tr("Verify"), Qt::Key_V, tr("Read it, and ask HubSpot whose it is"));
    m_set = partAction(this, "setSecret", tr("Set secret…"), Qt::Key_S, tr("Replace it in the keychain"));
    m_rotate = partAction(this, "rotateCredential", tr("Rotate…"), Qt::Key_R,
                          tr("A new one beside the old one, verified, switched, watched"));
    m_drill = partAction(this, "drillLeak", tr("Leak drill…"), Qt::Key_L,
                         tr("Last uses, security activity and the steps to take"));
    m_remove = partAction(this, "removeSecret", tr("Remove secret…"), QKeySequence::Delete,
                          tr("Out of the keychain and the book; the workspace is not touched"));
    m_doctor = partAction(this, "runDoctorAction", tr("Doctor…"), Qt::Key_D, tr("Test the keychain step by step"));
    connect(m_verify, &QAction::triggered, this, &CredentialsPart::verify);
    connect(m_set, &QAction::triggered, this, &CredentialsPart::setSecret);
    connect(m_rotate, &QAction::triggered, this, &CredentialsPart::rotate);
    connect(m_drill, &QAction::triggered, this, &CredentialsPart::drill);
    connect(m_remove, &QAction::triggered, this, &CredentialsPart::remove);
    connect(m_doctor, &QAction::triggered, this, &CredentialsPart::runDoctor);
}

void CredentialsPart::makeTable()
{
    m_table->setObjectName(QStringLiteral("credentialsTable"));
    m_table->setAccessibleName(tr("Credentials"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CredentialDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(27);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(CredentialsModel::UsedBy, QHeaderView::Stretch);
    const QFontMetrics metrics = m_table->fontMetrics();
    const std::initializer_list<std::pair<int, const char *>> widths{
        {CredentialsModel::Reference, "dotenv:.env#SYNC_PASSWORD 0000"},
        {CredentialsModel::State, "000 missing scope "},
        {CredentialsModel::Kind, "personal access key "},
        {CredentialsModel::Shown, "pat-na1-...0000 "},
        {CredentialsModel::Portal, "123456789"},
        {CredentialsModel::Scopes, "Scopes "},
        {CredentialsModel::Age, "000 76 d old, rotate in 14 d "}};
    for (const auto &[at, widest] : widths)
        m_table->setColumnWidth(at, metrics.horizontalAdvance(QString::fromLatin1(widest)) + 16);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_details->setCredential(picked(), m_console.snapshot()->at);
        weighActions();
    });
    connect(m_table, &QTableView::doubleClicked, this, &CredentialsPart::verify);
}

void CredentialsPart::showSnapshot(const SnapshotPtr &snapshot)
{
    const CredentialState *before = picked();
    const QString reference = before ? before->record.reference : QString();
    m_model->setSnapshot(*snapshot);
    if (!picked() && m_model->rowCount() > 0)
        m_table->selectRow(std::max(0, m_model->rowOf(reference)));
    m_vault->setVault(snapshot->vault, snapshot->at);
    const bool empty = snapshot->credentials.empty();
    m_table->setVisible(!empty);
    m_empty->setVisible(empty);
    setFocusProxy(empty && !snapshot->loading ? static_cast<QWidget *>(m_empty->button()) : m_table);
    m_empty->say(snapshot->loading ? tr("Starting") : tr("No credential yet"),
                 snapshot->loading
                     ? tr("Reading the workspace…")
                     : tr("An account or a service that asks for one brings its reference, and the secret "
                          "goes into the keychain. Its age, scopes and last use come to stand here."));
    m_empty->button()->setVisible(!snapshot->loading);
    m_empty->button()->setEnabled(brokenFileReason(*snapshot).isEmpty());
    m_empty->button()->setToolTip(brokenFileReason(*snapshot));
    std::vector<TextRun> runs;
    const size_t count = snapshot->credentials.size();
    if (count > 0)
        runs.push_back({count == 1 ? tr("1 credential") : tr("%1 credentials").arg(count), Tone::Normal, true});
    const auto due = std::ranges::count_if(snapshot->credentials, [&](const CredentialState &state) {
        const Mark mark = ageWords(state.record, snapshot->at).mark;
        return mark == Mark::Warn || mark == Mark::Bad;
    });
    if (due > 0)
        runs.push_back({tr("%1 due for rotation").arg(due), Tone::Warn});
    m_summary->setRuns(std::move(runs));
    m_details->setCredential(picked(), snapshot->at);
    weighActions();
}

const CredentialState *CredentialsPart::picked() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->credential(rows.front());
}

void CredentialsPart::select(const QString &reference)
{
    const int row = m_model->rowOf(reference);
    if (row >= 0)
        m_table->selectRow(row);
}

void CredentialsPart::weighActions()
{
    const CredentialState *credential = picked();
    const QString unpicked = credential ? QString() : tr("Choose a credential first.");
    QString foreign = unpicked;
    if (credential && keychainNameOf(*credential).isEmpty())
        foreign = tr("It does not live in the keychain: change it where it lives.");
    const QString locked = foreign.isEmpty() ? vaultProblem(m_console.snapshot()->vault) : foreign;
    const bool account = credential && !accountBehind(*credential).isEmpty();
    setPossible(m_verify, unpicked);
    setPossible(m_set, locked);
    setPossible(m_rotate, locked.isEmpty() && !account ? tr("No HubSpot account uses it.") : locked);
    setPossible(m_drill, credential && !account ? tr("No HubSpot account uses it.") : unpicked);
    setPossible(m_remove, locked);
}

void CredentialsPart::verify()
{
    const CredentialState *credential = picked();
    if (!credential)
        return;
    m_asked = credential->record.reference;
    m_outcome->setWaiting(tr("Reading %1 and asking HubSpot…").arg(m_asked));
    m_console.credentials().verify(m_asked);
}

void CredentialsPart::setSecret()
{
    if (const CredentialState *credential = picked())
        (new SecretDialog(m_console, keychainNameOf(*credential), accountBehind(*credential), this))->show();
}

void CredentialsPart::rotate()
{
    if (const CredentialState *credential = picked(); credential && m_rotate->isEnabled())
        (new RotationAssistant(m_console, credential->record.reference, this))->show();
}

void CredentialsPart::drill()
{
    if (const CredentialState *credential = picked(); credential && m_drill->isEnabled())
        (new LeakDrillDialog(m_console, accountBehind(*credential), this))->show();
}

void CredentialsPart::changeVault()
{
    QStringList accounts;
    for (const CredentialState &credential : m_console.snapshot()->credentials)
        if (const QString account = accountBehind(credential);
            !account.isEmpty() && !keychainNameOf(credential).isEmpty())
            accounts << account;
    auto *dialog = new VaultDialog(m_console.snapshot()->vault.mode, accounts, this);
    connect(dialog, &VaultDialog::chosen, this,
            [this](VaultState::Mode mode) { m_console.credentials().setVaultMode(mode); });
    dialog->show();
}

void CredentialsPart::runDoctor()
{
    (new DoctorDialog(m_console, this))->show();
}

void CredentialsPart::remove()
{
    const CredentialState *credential = picked();
    if (!credential)
        return;
    const QString reference = credential->record.reference;
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("removeSecretQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::NonModal);
    question->setWindowTitle(tr("Remove the secret %1").arg(reference));
    question->setText(tr("Remove the secret of %1 from the keychain?").arg(reference));
    question->setInformativeText(
        credential->usedBy.isEmpty()
            ? tr("Nobody uses it. It cannot be brought back from here.")
            : tr("%1 will stand without it. It cannot be brought back from here; HubSpot shows a token again on the "
                 "app's page.")
                  .arg(credential->usedBy.join(QStringLiteral(", "))));
    auto *yes = question->addButton(tr("Remove %1").arg(reference), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("confirmRemoveSecret"));
    setDanger(*yes);
    question->setDefaultButton(question->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this, [this, reference] {
        m_asked = reference;
        m_outcome->setWaiting(tr("Removing the secret of %1…").arg(reference));
        m_console.credentials().remove(reference);
    });
    question->show();
}

void CredentialsPart::takeOutcome(const CredentialOutcome &outcome)
{
    const bool ours = outcome.command == CredentialOutcome::Command::Verify
        || outcome.command == CredentialOutcome::Command::Remove;
    if (!ours || outcome.reference != m_asked)
        return;
    m_asked.clear();
    m_outcome->setOutcome(outcome);
}

} // namespace hubwatch::ui
