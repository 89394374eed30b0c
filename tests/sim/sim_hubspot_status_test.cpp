#include "sim/sim_hubspot_status.h"

#include "support/printers.h"

#include <QJsonArray>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint statusNow{1'763'884'800s};

TEST(SimStatus, IsAllGoodAtFirst)
{
    const QJsonObject page = statusSummary({}, statusNow);
    EXPECT_EQ(page[QStringLiteral("status")][QStringLiteral("indicator")].toString(), QStringLiteral("none"));
    EXPECT_EQ(page[QStringLiteral("components")].toArray().size(), 4);
    EXPECT_TRUE(page[QStringLiteral("incidents")].toArray().isEmpty());
    EXPECT_TRUE(page[QStringLiteral("scheduled_maintenances")].toArray().isEmpty());
}

TEST(SimStatus, PutsIncidentsAndMaintenanceApart)
{
    SimStatus status;
    status.setComponent(QStringLiteral("APIs"), QStringLiteral("major_outage"));
    status.incidents = {{.name = QStringLiteral("API errors"),
                         .words = QStringLiteral("We know."),
                         .component = QStringLiteral("APIs"),
                         .from = statusNow - 1h},
                        {.name = QStringLiteral("Database"), .from = statusNow + 1h, .isMaintenance = true}};
    const QJsonObject page = statusSummary(status, statusNow);
    const QJsonObject incident = page[QStringLiteral("incidents")].toArray().first().toObject();
    EXPECT_EQ(incident[QStringLiteral("started_at")].toString(), QStringLiteral("2025-11-23T07:00:00.000Z"));
    EXPECT_EQ(incident[QStringLiteral("components")][0][QStringLiteral("status")].toString(),
              QStringLiteral("major_outage"));
    EXPECT_EQ(incident[QStringLiteral("incident_updates")][0][QStringLiteral("body")].toString(),
              QStringLiteral("We know."));
    const QJsonObject maintenance = page[QStringLiteral("scheduled_maintenances")].toArray().first().toObject();
    EXPECT_EQ(maintenance[QStringLiteral("scheduled_for")].toString(), QStringLiteral("2025-11-23T09:00:00.000Z"));
    EXPECT_EQ(maintenance[QStringLiteral("scheduled_until")].toString(), QStringLiteral("2025-11-23T10:00:00.000Z"));
    EXPECT_EQ(maintenance[QStringLiteral("created_at")].toString(), QStringLiteral("2025-11-23T08:00:00.000Z"));
}

} // namespace
} // namespace hubwatch
