// SimStatus: the page that tells how HubSpot is, in Statuspage's form.
#pragma once

#include "base/clock.h"

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

namespace hubwatch {

struct SimIncident {
    QString name = {};
    QString state = QStringLiteral("investigating"); ///< "scheduled" ... of a maintenance
    QString impact = QStringLiteral("minor");
    QString words = {};                  ///< of its newest update
    QString component = {};              ///< which one it is about; may be empty
    TimePoint from = {};                 ///< of a maintenance: when it is to begin
    std::optional<TimePoint> until = {}; ///< of a maintenance: when it is to end
    bool isMaintenance = false;

    bool operator==(const SimIncident &) const = default;
};

struct SimStatus {
    QString indicator = QStringLiteral("none");
    QString description = QStringLiteral("All Systems Operational");
    std::vector<std::pair<QString, QString>> components = {{QStringLiteral("CRM"), QStringLiteral("operational")},
                                                           {QStringLiteral("APIs"), QStringLiteral("operational")},
                                                           {QStringLiteral("Webhooks"), QStringLiteral("operational")},
                                                           {QStringLiteral("Log in"), QStringLiteral("operational")}};
    std::vector<SimIncident> incidents = {};

    bool operator==(const SimStatus &) const = default;

    void setComponent(const QString &name, const QString &state);
};

/// The body of /api/v2/summary.json.
QJsonObject statusSummary(const SimStatus &status, TimePoint now);

} // namespace hubwatch
