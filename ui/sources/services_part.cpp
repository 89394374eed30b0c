#include "ui/sources/services_part.h"

#include "ui/credentials/first_ground.h"
#include "ui/format.h"
#include "ui/shell/style.h"
#include "ui/shell/text_line.h"
#include "ui/sources/add_services_dialog.h"
#include "ui/sources/edit_service_dialog.h"
#include "ui/sources/part_actions.h"
#include "ui/sources/source_delegate.h"
#include "ui/sources/sources_model.h"
#include "ui/sources/workspace_edit.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

ServicesPart::ServicesPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_model(new SourcesModel(this))
    , m_summary(new TextLine(this))
    , m_empty(new FirstGround(QStringLiteral("sources"), "firstAddServices", tr("Add services…"), this))
{
    setObjectName(QStringLiteral("servicesPart"));
    setAccessibleName(tr("Services"));
    m_add = partAction(this, "addServices", tr("Add services…"), {}, tr("By their addresses"));
    m_poll = partAction(this, "pollNow", tr("Poll now"), Qt::Key_P, tr("Ask every endpoint of the service"));
    m_edit = partAction(this, "editService", tr("Edit…"), Qt::Key_F2, tr("Change the service in the workspace file"));
    m_remove = partAction(this, "removeService", tr("Remove…"), QKeySequence::Delete, tr("Stop watching the service"));
    m_copy = partAction(this, "copyRow", tr("Copy"), QKeySequence::Copy, tr("The row as text"));
    m_details = partAction(this, "foldDetails", tr("Details"), Qt::Key_D, tr("The technical line under a sentence"));
    connect(m_add, &QAction::triggered, this, &ServicesPart::addServices);
    connect(m_poll, &QAction::triggered, this, &ServicesPart::pollNow);
    connect(m_edit, &QAction::triggered, this, &ServicesPart::edit);
    connect(m_remove, &QAction::triggered, this, &ServicesPart::remove);
    connect(m_copy, &QAction::triggered, this, &ServicesPart::copy);
    connect(m_details, &QAction::triggered, this, &ServicesPart::foldDetails);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("sourcesSummary"));
    bar->addWidget(m_summary, 1);
    for (QAction *action : {m_details, m_poll, m_edit, m_remove})
        bar->addWidget(partButton(action, this));
    bar->addWidget(partButton(m_add, this, true));
    column->addLayout(bar);
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 4, 1, 4);
    makeTable();
    inside->addWidget(m_table, 1);
    inside->addWidget(m_empty, 1);
    column->addWidget(panel, 1);
    followAction(m_empty->button(), m_add);
    setFocusProxy(m_table);
    connect(&m_console, &Console::snapshotChanged, this, &ServicesPart::showSnapshot);
    showSnapshot(m_console.snapshot());
}

void ServicesPart::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("sourcesTable"));
    m_table->setAccessibleName(tr("Services and their endpoints"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new SourceDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(27);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(SourcesModel::State, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QFontMetrics metrics = m_table->fontMetrics();
    const std::initializer_list<std::pair<int, const char *>> widths{
        {SourcesModel::Name, "readiness /api/internal/readiness 0000"},
        {SourcesModel::LastPoll, "59 min ago, 10000 ms"},
        {SourcesModel::LastGood, "59 min ago 0"},
        {SourcesModel::Series, "50,000 0"},
        {SourcesModel::Size, "999 kB 0"},
        {SourcesModel::Every, "59 min 0"},
        {SourcesModel::Next, "in 59 min"},
        {SourcesModel::PerHour, "Polls/h 0"}};
    for (const auto &[at, widest] : widths)
        m_table->setColumnWidth(at, metrics.horizontalAdvance(QString::fromLatin1(widest)) + 16);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_poll, m_details, m_copy});
        menu->addSeparator();
        menu->addActions({m_edit, m_remove, m_add});
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_details->isEnabled() ? foldDetails() : edit(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ServicesPart::weighActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        // Who comes by keyboard stands on a row that can be seen.
        if (showsFocus(m_table) && current.isValid())
            m_table->selectRow(current.row());
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ServicesPart::applySpans);
}

void ServicesPart::showSnapshot(const SnapshotPtr &snapshot)
{
    const QModelIndex current = m_table->currentIndex();
    const QString service = selected();
    const int row = current.row();
    const int before = m_model->rowCount();
    m_model->setSnapshot(*snapshot);
    if (!service.isEmpty() && !m_table->currentIndex().isValid())
        before == m_model->rowCount() ? m_table->selectRow(row) : select(service);

    const auto services = std::ranges::count(snapshot->services, ServiceState::Kind::Service, &ServiceState::kind);
    m_table->setVisible(services > 0);
    m_empty->setVisible(services == 0);
    setFocusProxy(services == 0 && !snapshot->loading ? static_cast<QWidget *>(m_empty->button()) : m_table);
    m_empty->say(snapshot->loading ? tr("Starting") : tr("No service is polled yet"),
                 snapshot->loading ? tr("Reading the workspace…")
                                   : tr("A service is watched by the addresses of its metrics, health and readiness: "
                                        "how it stands, and when it was last seen, comes to stand here."));
    m_empty->button()->setVisible(!snapshot->loading);
    int unseen = 0;
    int perHour = 0;
    int readiness = 0;
    for (const ServiceState &state : snapshot->services) {
        if (state.kind != ServiceState::Kind::Service)
            continue;
        for (const EndpointState *endpoint : {&state.metrics, &state.health, &state.readiness}) {
            if (endpoint->reach == EndpointState::Reach::Off || endpoint->interval <= Duration::zero())
                continue;
            unseen += endpoint->reach == EndpointState::Reach::Unreachable ? 1 : 0;
            perHour += int(1h / endpoint->interval);
            readiness += endpoint == &state.readiness ? int(1h / endpoint->interval) : 0;
        }
    }
    std::vector<TextRun> runs{{services == 1 ? tr("1 service") : tr("%1 services").arg(services), Tone::Normal, true}};
    if (unseen > 0)
        runs.push_back({unseen == 1 ? tr("1 endpoint unseen") : tr("%1 endpoints unseen").arg(unseen), Tone::Blind});
    if (perHour > 0)
        runs.push_back(
            {tr("%1 polls/h; up to %2 of them may call HubSpot").arg(countText(perHour), countText(readiness)),
             Tone::Dim});
    m_summary->setRuns(services == 0 ? std::vector<TextRun>() : std::move(runs));
    weighActions();
}

void ServicesPart::applySpans()
{
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto kind = SourceRow::Kind(m_model->index(row, 0).data(SourcesModel::KindRole).toInt());
        if (kind != SourceRow::Kind::Endpoint)
            m_table->setSpan(row, 0, 1, SourcesModel::ColumnCount);
    }
}

QModelIndex ServicesPart::picked() const
{
    // A row that is only current, as a table makes its first one when it gets the focus, does not look picked.
    const QModelIndex current = m_table->currentIndex();
    return m_table->selectionModel()->isSelected(current) ? current : QModelIndex();
}

QString ServicesPart::selected() const
{
    const SourceRow *row = m_model->row(picked());
    return row ? row->service : QString();
}

void ServicesPart::select(const QString &service)
{
    const int row = m_model->rowOf(service);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    m_table->setFocus();
}

void ServicesPart::weighActions()
{
    const SourceRow *row = m_model->row(picked());
    const QString broken = brokenFileReason(*m_console.snapshot());
    const QString unpicked = row ? QString() : tr("Choose a service first.");
    setPossible(m_poll, unpicked);
    setPossible(m_copy, unpicked);
    setPossible(m_edit, broken.isEmpty() ? unpicked : broken);
    setPossible(m_remove, broken.isEmpty() ? unpicked : broken);
    setPossible(m_add, m_console.snapshot()->loading ? tr("The workspace is still being read.") : broken);
    bool foldable = false;
    for (int at = 0; row && !foldable && at < m_model->rowCount(); ++at) {
        const SourceRow *other = m_model->row(m_model->index(at, 0));
        foldable = other->kind == SourceRow::Kind::Trouble && other->service == row->service
            && (row->endpoint.isEmpty() || other->endpoint == row->endpoint) && !other->hover.isEmpty();
    }
    setPossible(m_details, foldable ? QString() : tr("Nothing here has more to tell."));
}

void ServicesPart::addServices()
{
    if (!m_add->isEnabled())
        return;
    if (!m_adding) {
        m_adding = new AddServicesDialog(m_console, this);
        m_adding->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_adding->show();
    m_adding->raise();
    m_adding->activateWindow();
}

void ServicesPart::pollNow()
{
    if (const QString service = selected(); !service.isEmpty())
        m_console.pollNow(service);
}

void ServicesPart::edit()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const auto found = std::ranges::find(snapshot->workspace.services, selected(), &ServiceConfig::name);
    if (found == snapshot->workspace.services.end() || !m_edit->isEnabled())
        return;
    auto *dialog = new EditServiceDialog(m_console, *found, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void ServicesPart::remove()
{
    const QString service = selected();
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("removeQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::NonModal);
    question->setWindowTitle(tr("Remove %1").arg(service));
    question->setText(tr("Stop watching “%1”?").arg(service));
    question->setInformativeText(tr(
        "It leaves the workspace file, with the rules for it alone. What was stored stays until its age removes it."));
    auto *yes = question->addButton(tr("Remove %1").arg(service), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("confirmRemove"));
    setDanger(*yes);
    question->setDefaultButton(question->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this,
            [this, service] { m_console.save(without(m_console.snapshot()->workspace, service)); });
    question->show();
}

void ServicesPart::copy()
{
    const SourceRow *row = m_model->row(picked());
    if (!row)
        return;
    const bool trouble = row->kind == SourceRow::Kind::Trouble || row->kind == SourceRow::Kind::Details;
    QStringList parts{row->name, row->aside};
    if (trouble)
        parts << row->hover;
    parts.removeAll(QString());
    QGuiApplication::clipboard()->setText(parts.join(u'\n'));
}

void ServicesPart::foldDetails()
{
    const SourceRow *row = m_model->row(picked());
    if (!row)
        return;
    const QString service = row->service;
    QString endpoint = row->endpoint;
    for (int at = 0; endpoint.isEmpty() && at < m_model->rowCount(); ++at) {
        const SourceRow *other = m_model->row(m_model->index(at, 0));
        if (other->kind == SourceRow::Kind::Trouble && other->service == service)
            endpoint = other->endpoint;
    }
    const QString key = row->key();
    m_model->toggleDetails(service, endpoint);
    for (int at = 0; at < m_model->rowCount(); ++at) {
        if (m_model->row(m_model->index(at, 0))->key() == key)
            m_table->selectRow(at);
    }
}

} // namespace hubwatch::ui
