#include "ui/incidents/incident_model.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString rowDetails(const Incident &incident)
{
    QString details = QStringLiteral("#%1 %2\n%3\n%4")
                          .arg(incident.id)
                          .arg(incident.title, incidentState(incident), instantText(incident.openedAt));
    if (incident.parts.size() > 1)
        details += u'\n' + QCoreApplication::translate("incident", "%1 alerts").arg(incident.parts.size());
    return details;
}

} // namespace

std::vector<IncidentRow> incidentRows(const Snapshot &snapshot, const IncidentFilter &filter)
{
    std::vector<IncidentRow> rows;
    for (const Incident &incident : snapshot.alerting.incidents) {
        if (!filter.matches(incident))
            continue;
        rows.push_back({.id = incident.id,
                        .mark = markOf(incident),
                        .title = incident.title,
                        .line = incidentBrief(incident),
                        .age = ageText(snapshot.at - incident.openedAt),
                        .details = rowDetails(incident),
                        .open = incident.state != Incident::State::Resolved});
    }
    return rows;
}

void IncidentModel::setRows(std::vector<IncidentRow> rows)
{
    const bool same = std::ranges::equal(rows, m_rows, {}, &IncidentRow::id, &IncidentRow::id);
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (int at = 0; at < int(rows.size()); ++at) {
        if (rows[size_t(at)] == m_rows[size_t(at)])
            continue;
        m_rows[size_t(at)] = std::move(rows[size_t(at)]);
        emit dataChanged(index(at), index(at));
    }
}

int IncidentModel::rowOf(qint64 id) const
{
    const auto found = std::ranges::find(m_rows, id, &IncidentRow::id);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int IncidentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant IncidentModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const IncidentRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::ToolTipRole: return row.details;
    case Qt::AccessibleTextRole: return QStringLiteral("%1, %2, %3").arg(row.title, row.line, row.age);
    case MarkRole: return int(row.mark);
    case LineRole: return row.line;
    case AgeRole: return row.age;
    case OpenRole: return row.open;
    case IdRole: return row.id;
    default: return {};
    }
}

} // namespace hubwatch::ui
