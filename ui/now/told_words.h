// Told words: who was told of an alert, when, and what became of it. Pure.
#pragma once

#include "ui/now/alert_groups.h"

#include <QHash>

namespace hubwatch::ui {

/// "paged oncall 09:38:02, delivered · told team, tried again 09:41:19": the newest word of each route since the group
/// began to fire; empty when nobody was told.
QString toldText(const AlertGroup &group, const Snapshot &snapshot);

/// "acknowledged by anna 09:39, 2 min ago: rolling back"
QString acknowledgedText(const Acknowledgement &ack, TimePoint now);

/// Which open incident holds an alert.
class IncidentIndex
{
public:
    explicit IncidentIndex(const AlertingState &alerting);
    /// The one that holds one of the group's alerts; 0: none.
    qint64 of(const AlertGroup &group) const;

private:
    QHash<std::pair<QString, QString>, qint64> m_incidents = {};
};

} // namespace hubwatch::ui
