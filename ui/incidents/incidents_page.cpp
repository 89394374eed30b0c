#include "ui/incidents/incidents_page.h"

#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/incidents/acknowledge_dialog.h"
#include "ui/incidents/handover_writer.h"
#include "ui/incidents/incident_actions.h"
#include "ui/incidents/incident_details.h"
#include "ui/incidents/incident_header.h"
#include "ui/incidents/incident_list.h"
#include "ui/incidents/mute_matchers.h"
#include "ui/incidents/new_incident_dialog.h"
#include "ui/incidents/notes_panel.h"
#include "ui/incidents/operator_name.h"
#include "ui/incidents/probe_panel.h"
#include "ui/incidents/support_text.h"
#include "ui/rules/mute_dialog.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int listWidth = 264;

} // namespace

IncidentsPage::IncidentsPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_actions(std::make_unique<IncidentActions>(this))
    , m_list(new IncidentList(this))
    , m_outcome(new MarkedSentence(this))
    , m_stack(new QStackedWidget(this))
    , m_formats(new QMenu(this))
    , m_writer(new HandoverWriter(console, this))
{
    setObjectName(QStringLiteral("incidentsPage"));
    setAccessibleName(tr("Incidents"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 14, 4, 0); // the scroll bar stands in the right margin
    row->setSpacing(12);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 14);
    m_list->setFixedWidth(listWidth);
    auto *create = partButton(m_actions->create, m_list);
    create->setFixedWidth(30);
    create->setAccessibleName(tr("New incident"));
    m_list->addButton(create);
    left->addWidget(m_list);
    row->addLayout(left);

    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    m_outcome->setObjectName(QStringLiteral("incidentOutcome"));
    right->addWidget(m_outcome);
    m_details = new IncidentDetails(console, *m_actions, m_stack);
    m_stack->addWidget(m_details);
    m_stack->addWidget(m_empty = emptyGround());
    right->addWidget(m_stack, 1);
    row->addLayout(right, 1);
    setFocusProxy(m_list->view());

    connectActions();
    connect(m_list, &IncidentList::picked, this, [this] {
        m_outcome->setSentence({});
        showIncident();
    });
    connect(m_list, &IncidentList::entered, m_details, &IncidentDetails::enter);
    connect(m_details, &IncidentDetails::rowOpened, this, &IncidentsPage::openRow);
    connect(m_details, &IncidentDetails::noteWritten, this,
            [this](const QString &text) { command({.what = IncidentCommand::What::Note, .text = text}); });
    connect(&m_details->header(), &IncidentHeader::accountWanted, this, &IncidentsPage::accountOpened);
    connect(&m_console.alerts(), &AlertDesk::done, this, &IncidentsPage::takeOutcome);
    connect(m_writer, &HandoverWriter::failed, this,
            [this](const QString &words) { m_outcome->setSentence(Mark::Bad, words); });
    connect(m_writer, &HandoverWriter::written, this,
            [this](const QString &path) { m_outcome->setSentence(Mark::Good, tr("Written to %1").arg(path)); });
    connect(&m_console, &Console::snapshotChanged, this, &IncidentsPage::showSnapshot);
    showSnapshot(m_console.snapshot());
}

IncidentsPage::~IncidentsPage() = default;

QWidget *IncidentsPage::emptyGround()
{
    auto *ground = new QWidget(m_stack);
    ground->setObjectName(QStringLiteral("incidentsEmpty"));
    auto *row = new QHBoxLayout(ground);
    auto *box = new QWidget(ground);
    box->setFixedWidth(560); // words that wrap know their height only in a room of known width
    row->addStretch(1);
    row->addWidget(box);
    row->addStretch(1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_emptyTitle = new QLabel(box);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.3);
    strong.setWeight(QFont::DemiBold);
    m_emptyTitle->setFont(strong);
    m_emptyTitle->setObjectName(QStringLiteral("incidentsEmptyTitle"));
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyWords = new QLabel(box);
    m_emptyWords->setObjectName(QStringLiteral("incidentsEmptyWords"));
    m_emptyWords->setProperty("tone", QStringLiteral("dim"));
    m_emptyWords->setAlignment(Qt::AlignCenter);
    m_emptyWords->setWordWrap(true);
    auto *create = new QPushButton(tr("New incident…"), box);
    create->setObjectName(QStringLiteral("newIncidentButton"));
    connect(create, &QPushButton::clicked, m_actions->create, &QAction::trigger);
    column->addStretch(2);
    column->addWidget(m_emptyTitle);
    column->addWidget(m_emptyWords);
    column->addWidget(create, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return ground;
}

void IncidentsPage::connectActions()
{
    const auto on = [this](QAction *action, auto run) { connect(action, &QAction::triggered, this, run); };
    on(m_actions->acknowledge, [this] { acknowledge(); });
    on(m_actions->note, [this] { m_details->writeNote(); });
    on(m_actions->mute, [this] { mute(); });
    on(m_actions->probe, [this] { probe(); });
    on(m_actions->copy, [this] { copyForSupport(); });
    on(m_actions->create, [this] { openNew(); });
    on(m_actions->handover, [this] { handOver(); });
    on(m_actions->filter, [this] { m_list->filterLine()->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->own, [this] {
        const QString me = operatorName(*m_console.snapshot());
        if (me.isEmpty()) // the dialog asks for the name
            return acknowledge();
        command({.what = IncidentCommand::What::Own, .text = me});
    });
    on(m_actions->close, [this] { command({.what = IncidentCommand::What::Close}); });
    on(m_actions->explain, [this] {
        const Incident *incident = shown();
        if (const Incident::Part *part = incident ? mainPart(*incident) : nullptr)
            emit alertExplained(part->alert);
    });
    m_formats->setObjectName(QStringLiteral("handoverMenu"));
    for (const auto &[format, name] :
         {std::pair(HandoverFormat::Markdown, tr("Markdown…")), std::pair(HandoverFormat::Html, tr("HTML…")),
          std::pair(HandoverFormat::Pdf, tr("PDF…"))}) {
        QAction *action = m_formats->addAction(name);
        action->setObjectName(QStringLiteral("handover-") + handoverEnding(format));
        connect(action, &QAction::triggered, this, [this, format = format] {
            if (const Incident *incident = shown())
                m_writer->write(format, *incident, m_details->feed(), m_details->probes().probes());
        });
    }
    auto *back = new QShortcut(Qt::Key_Escape, m_details);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] { m_list->view()->setFocus(Qt::ShortcutFocusReason); });
}

void IncidentsPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_list->setSnapshot(snapshot);
    if (m_wanted != 0 && findIncident(*snapshot, m_wanted))
        m_list->select(std::exchange(m_wanted, 0));
    showIncident();
}

const Incident *IncidentsPage::shown() const
{
    return findIncident(*m_console.snapshot(), m_list->selected());
}

void IncidentsPage::showIncident()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const Incident *incident = shown();
    m_actions->weigh(incident, *snapshot);
    m_stack->setCurrentWidget(incident ? static_cast<QWidget *>(m_details) : m_empty);
    if (incident)
        return m_details->show(*incident, *snapshot);
    m_details->clear();
    showEmpty(*snapshot);
}

void IncidentsPage::showEmpty(const Snapshot &snapshot)
{
    const auto enabled = std::ranges::count_if(snapshot.rules, &Rule::enabled);
    const QString promise = tr("When an alert fires, its incident stands here: since when, whose cause it is, which "
                               "calls fail, what else moved, and what to do next.");
    if (snapshot.loading) {
        m_emptyTitle->setText(tr("Starting"));
        m_emptyWords->setText(tr("Reading the workspace…"));
    } else if (snapshot.services.empty()) {
        m_emptyTitle->setText(tr("No incident yet"));
        m_emptyWords->setText(promise + u'\n' + tr("Nothing is watched so far: add a service first (Ctrl+N)."));
    } else {
        m_emptyTitle->setText(tr("All quiet: no incident yet"));
        m_emptyWords->setText(tr("%1 rules watch %2 services and accounts.").arg(enabled).arg(snapshot.services.size())
                              + u'\n' + promise);
    }
}

void IncidentsPage::select(qint64 incident)
{
    m_wanted = 0;
    if (incident != 0 && !findIncident(*m_console.snapshot(), incident))
        m_wanted = incident;
    else
        m_list->select(incident);
}

bool IncidentsPage::settled() const
{
    return m_wanted == 0 && (!shown() || m_details->settled());
}

void IncidentsPage::acknowledge()
{
    const Incident *incident = shown();
    if (!incident)
        return;
    (new AcknowledgeDialog(m_console, {.incident = incident->id}, this))->show();
}

void IncidentsPage::mute()
{
    if (const Incident *incident = shown())
        (new MuteDialog(m_console, muteMatchers(*incident), this))->show();
}

void IncidentsPage::probe()
{
    const Incident *incident = shown();
    if (!incident)
        return;
    const QStringList accounts = accountsOf(*incident, *m_console.snapshot()) + QStringList{QString()};
    m_details->probes().setAsked(accounts);
    for (const QString &account : accounts)
        m_console.alerts().probe(account);
}

void IncidentsPage::copyForSupport()
{
    const Incident *incident = shown();
    if (!incident)
        return;
    const std::optional<TriageAnswer> &answer = m_details->feed().triage();
    const std::vector<FailedCall> failures = answer ? answer->failures : std::vector<FailedCall>();
    QGuiApplication::clipboard()->setText(supportText(*incident, failures, *m_console.snapshot()));
    m_outcome->setSentence(Mark::None, tr("Copied %1 failed calls for HubSpot's support.").arg(failures.size()));
}

void IncidentsPage::handOver()
{
    QPushButton *button = m_details->header().handoverButton();
    m_formats->popup(button->mapToGlobal(QPoint(0, button->height() + 2)));
    m_formats->setActiveAction(m_formats->actions().constFirst());
}

void IncidentsPage::openRow(const TriageRow &row)
{
    if (!row.signal.isEmpty())
        return emit signalOpened(row.service, row.signal);
    const QString series = row.cells.empty() ? QString() : row.cells.front().text;
    QGuiApplication::clipboard()->setText(series);
    m_outcome->setSentence(
        Mark::None,
        tr("No signal is made of %1. Its name is copied: on Charts (Ctrl+2) press E and choose it.").arg(series));
}

void IncidentsPage::openNew()
{
    auto *dialog = new NewIncidentDialog(m_console, this);
    connect(dialog, &NewIncidentDialog::created, this, &IncidentsPage::select);
    dialog->show();
}

void IncidentsPage::command(IncidentCommand command)
{
    const Incident *incident = shown();
    if (!incident)
        return;
    command.incident = incident->id;
    command.author = operatorName(*m_console.snapshot());
    m_sent.push_back(command);
    m_console.alerts().command(command);
}

void IncidentsPage::takeOutcome(const AlertOutcome &outcome)
{
    if (outcome.command != AlertOutcome::Command::Incident)
        return;
    const auto sent = std::ranges::find_if(
        m_sent, [&](const IncidentCommand &command) { return QString::number(command.incident) == outcome.subject; });
    if (sent == m_sent.end()) // another page's
        return;
    const IncidentCommand command = *sent;
    m_sent.erase(sent);
    if (!outcome.good)
        return m_outcome->setSentence(Mark::Bad, outcome.words);
    m_outcome->setSentence({});
    if (command.what == IncidentCommand::What::Note && command.incident == m_list->selected())
        m_details->notes().setTaken();
}

void IncidentsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showSnapshot(m_console.snapshot()); // the chart knows its width only now
}

} // namespace hubwatch::ui
