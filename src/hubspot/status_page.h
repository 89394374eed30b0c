// StatusPage: what status.hubspot.com says of HubSpot.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace hubwatch {

struct StatusPage {
    /// In order of badness. Words of a later version read as Unknown.
    enum class Level { Unknown, Operational, Maintenance, Degraded, PartialOutage, MajorOutage };

    struct Component {
        QString name = {};
        Level level = Level::Unknown;

        bool operator==(const Component &) const = default;
    };
    struct Incident {
        QString id = {};
        QString name = {};
        QString state
            = {}; ///< "investigating", "identified", "monitoring", "resolved" ...; "scheduled" for maintenance
        QString impact = {}; ///< "none", "minor", "major", "critical"
        QString link = {};
        bool maintenance = false;
        TimePoint startedAt = {};                 ///< of a maintenance: when it is scheduled to begin
        std::optional<TimePoint> resolvedAt = {}; ///< of a maintenance: when it is scheduled to end
        QString lastWords = {};                   ///< the newest update, plain, at most 500 characters
        QStringList components = {};

        bool operator==(const Incident &) const = default;
    };

    Level level = Level::Unknown; ///< the page's own indicator
    QString description = {};     ///< "All Systems Operational"
    TimePoint updatedAt = {};
    std::vector<Component> components = {}; ///< groups left out
    std::vector<Incident> incidents = {};   ///< open ones, newest first
    std::vector<Incident> maintenances = {};

    bool operator==(const StatusPage &) const = default;
};

/// Reads /api/v2/summary.json; unknown fields and words are tolerated, a page without a status is Malformed.
Result<StatusPage> parseStatusPage(const QByteArray &json);
/// As the signal hubspot.status counts it: 1 operational, 0 degraded or maintenance, -1 outage; nullopt for Unknown.
std::optional<double> statusGauge(StatusPage::Level level);

} // namespace hubwatch
