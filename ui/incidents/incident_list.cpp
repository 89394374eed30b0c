#include "ui/incidents/incident_list.h"

#include "ui/incidents/incident_delegate.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

IncidentList::IncidentList(QWidget *parent)
    : Panel(parent)
    , m_count(new TextLine(this))
    , m_head(new QWidget(this))
    , m_line(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_view(new QListView(this))
    , m_empty(new QLabel(this))
    , m_model(new IncidentModel(this))
{
    setObjectName(QStringLiteral("incidentList"));
    setAccessibleName(tr("Incidents"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 8, 1, 1);
    column->setSpacing(8);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(11, 0, 8, 0);
    m_count->setObjectName(QStringLiteral("incidentCount"));
    head->addWidget(m_count, 1);
    column->addWidget(m_head);

    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(9, 0, 9, 0);
    inset->setSpacing(4);
    m_line->setObjectName(QStringLiteral("incidentFilter"));
    m_line->setAccessibleName(tr("Filter incidents"));
    m_line->setPlaceholderText(tr("Filter (/)"));
    m_line->setToolTip(tr("Words, or conditions such as service=\"contacts-sync\" state=open owner=anna severity=page "
                          "cause=token"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    inset->addWidget(m_line);
    m_problem->setObjectName(QStringLiteral("incidentFilterProblem"));
    m_problem->setProperty("tone", QStringLiteral("warn"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    inset->addWidget(m_problem);
    m_empty->setObjectName(QStringLiteral("incidentListEmpty"));
    m_empty->setProperty("tone", QStringLiteral("dim"));
    m_empty->setWordWrap(true);
    inset->addWidget(m_empty);
    column->addLayout(inset);

    m_view->setObjectName(QStringLiteral("incidentView"));
    m_view->setAccessibleName(tr("Incidents"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new IncidentDelegate(m_view));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    column->addWidget(m_view, 1);
    connect(m_line, &QLineEdit::textChanged, this, &IncidentList::readLine);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (!m_changing && now.isValid())
            pick(now.row());
    });
    connect(m_view, &QListView::activated, this, &IncidentList::entered);
}

QWidget *IncidentList::view() const
{
    return m_view;
}

void IncidentList::addButton(QWidget *button)
{
    m_head->layout()->addWidget(button);
}

void IncidentList::setSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    showRows();
}

void IncidentList::readLine()
{
    Result<IncidentFilter> filter = IncidentFilter::parsed(m_line->text());
    m_problem->setVisible(!filter);
    m_problem->setText(filter ? QString() : filter.error().detail);
    if (!filter) // what stands there stays until the line can be read
        return;
    m_filter = std::move(*filter);
    showRows();
}

void IncidentList::showRows()
{
    if (!m_snapshot)
        return;
    m_changing = true; // a reset takes the current row away, and nobody chose that
    m_model->setRows(incidentRows(*m_snapshot, m_filter));
    m_changing = false;
    const int row = m_model->rowOf(m_selected);
    if (row >= 0)
        m_view->setCurrentIndex(m_model->index(row));
    else if (m_model->rowCount() > 0)
        pick(0);
    tellEmpty();
}

void IncidentList::tellEmpty()
{
    const auto &all = m_snapshot->alerting.incidents;
    const auto open = std::ranges::count_if(
        all, [](const Incident &incident) { return incident.state != Incident::State::Resolved; });
    std::vector<TextRun> runs{{tr("Incidents"), Tone::Normal, true}};
    if (open > 0)
        runs.push_back({tr("%1 open").arg(open), Tone::Bad});
    else if (!all.empty())
        runs.push_back({tr("all quiet"), Tone::Good});
    if (m_model->rowCount() < int(all.size()))
        runs.push_back({tr("%1 of %2 shown").arg(m_model->rowCount()).arg(all.size()), Tone::Dim});
    m_count->setRuns(std::move(runs));
    m_empty->setVisible(m_model->rowCount() == 0);
    m_empty->setText(all.empty() ? tr("No incident yet.") : tr("No incident matches the filter."));
}

void IncidentList::select(qint64 incident)
{
    if (incident == 0)
        return pick(0);
    if (m_model->rowOf(incident) < 0 && !m_line->text().isEmpty())
        m_line->clear();
    pick(m_model->rowOf(incident));
}

void IncidentList::pick(int row)
{
    const QModelIndex index = m_model->index(row);
    if (!index.isValid())
        return;
    m_changing = true;
    m_view->setCurrentIndex(index);
    m_changing = false;
    m_view->scrollTo(index);
    const qint64 id = index.data(IncidentModel::IdRole).toLongLong();
    if (id == m_selected)
        return;
    m_selected = id;
    emit picked(id);
}

bool IncidentList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Panel::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_line && (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)) {
        m_view->setFocus(Qt::TabFocusReason); // on into what was found
        return true;
    }
    if (watched == m_line && key == Qt::Key_Escape && !m_line->text().isEmpty()) {
        m_line->clear();
        return true;
    }
    if (watched == m_view && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        emit entered();
        return true;
    }
    return Panel::eventFilter(watched, event);
}

} // namespace hubwatch::ui
