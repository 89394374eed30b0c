// IncidentModel: the incidents as rows of a list.
#pragma once

#include "ui/incidents/incident_filter.h"
#include "ui/incidents/incident_words.h"

#include <QAbstractListModel>

namespace hubwatch::ui {

struct IncidentRow {
    qint64 id = 0;
    Mark mark = Mark::Pending;
    QString title = {};
    QString line = {}; ///< "firing · not acknowledged"
    QString age = {};
    QString details = {}; ///< for hovering
    bool open = false;

    bool operator==(const IncidentRow &) const = default;
};

/// Open ones first, as the snapshot has them; those that the filter means.
std::vector<IncidentRow> incidentRows(const Snapshot &snapshot, const IncidentFilter &filter);

class IncidentModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { MarkRole = Qt::UserRole + 1, LineRole, AgeRole, OpenRole, IdRole };

    using QAbstractListModel::QAbstractListModel;

    /// Resets only when other incidents stand there than before.
    void setRows(std::vector<IncidentRow> rows);
    int rowOf(qint64 id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<IncidentRow> m_rows = {};
};

} // namespace hubwatch::ui
