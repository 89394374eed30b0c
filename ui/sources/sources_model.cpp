#include "ui/sources/sources_model.h"

#include <algorithm>

namespace hubwatch::ui {

void SourcesModel::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    show(sourceRows(m_snapshot, m_unfolded));
}

void SourcesModel::toggleDetails(const QString &service, const QString &endpoint)
{
    const QString key = QStringLiteral("%1/%2").arg(service, endpoint);
    if (!m_unfolded.remove(key))
        m_unfolded.insert(key);
    show(sourceRows(m_snapshot, m_unfolded));
}

void SourcesModel::show(std::vector<SourceRow> rows)
{
    const bool same = std::ranges::equal(m_rows, rows, {}, &SourceRow::key, &SourceRow::key);
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
    }
}

const SourceRow *SourcesModel::row(const QModelIndex &index) const
{
    return index.isValid() && index.row() < int(m_rows.size()) ? &m_rows[size_t(index.row())] : nullptr;
}

int SourcesModel::rowOf(const QString &service) const
{
    const auto found = std::ranges::find(m_rows, service, &SourceRow::service);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int SourcesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SourcesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourcesModel::data(const QModelIndex &index, int role) const
{
    const SourceRow *at = row(index);
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Name)
            return at->name;
        if (index.column() == State)
            return at->state;
        return at->kind == SourceRow::Kind::Endpoint ? at->cells.value(index.column() - LastPoll) : QString();
    case Qt::TextAlignmentRole:
        return int(index.column() >= LastPoll ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    case Qt::ToolTipRole: return at->hover;
    case Qt::AccessibleTextRole:
        if (index.column() != Name)
            return {};
        return at->kind == SourceRow::Kind::Endpoint
            ? QStringLiteral("%1 %2: %3").arg(at->service, at->name, at->state)
            : QStringList{at->name, at->state, at->aside}.join(u' ').simplified();
    case KindRole: return int(at->kind);
    case MarkRole: return int(at->mark);
    case AsideRole:
        return at->kind == SourceRow::Kind::Service && index.column() != Name ? QVariant(at->cells.value(0))
                                                                              : at->aside;
    case ServiceRole: return at->service;
    case EndpointRole: return at->endpoint;
    case StateRole: return at->state;
    default: return {};
    }
}

QVariant SourcesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section >= LastPoll ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Endpoint");
    case State: return tr("State");
    case LastPoll: return tr("Last poll, took");
    case LastGood: return tr("Last good");
    case Series: return tr("Series");
    case Size: return tr("Size");
    case Every: return tr("Every");
    case Next: return tr("Next");
    case PerHour: return tr("Polls/h");
    default: return {};
    }
}

} // namespace hubwatch::ui
