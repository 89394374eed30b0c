// SourcesModel: the rows of Sources as a table, changed in place.
#pragma once

#include "ui/sources/source_rows.h"

#include <QAbstractTableModel>

namespace hubwatch::ui {

class SourcesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, LastPoll, LastGood, Series, Size, Every, Next, PerHour, ColumnCount };
    enum Role { KindRole = Qt::UserRole + 1, MarkRole, AsideRole, ServiceRole, EndpointRole, StateRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Resets only when other rows stand there than before; otherwise tells which ones changed.
    void setSnapshot(const Snapshot &snapshot);
    void toggleDetails(const QString &service, const QString &endpoint);
    const SourceRow *row(const QModelIndex &index) const;
    int rowOf(const QString &service) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void show(std::vector<SourceRow> rows);

    Snapshot m_snapshot = {};
    QSet<QString> m_unfolded = {};
    std::vector<SourceRow> m_rows = {};
};

} // namespace hubwatch::ui
