#include "sim/sim_hubspot_control.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

class SimControlTest : public testing::HubSpotCalls
{ };

TEST_F(SimControlTest, RotatesWithAGraceThatEnds)
{
    const QString old = token;
    const QJsonObject rotated = control("tokens/rotate", about(old));
    const QString next = text(rotated, "token");
    EXPECT_NE(next, old);
    now += 7 * 24h - 1s;
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200) << "the old one goes on for seven days";
    now += 1s;
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 401);
    token = next;
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
}

TEST_F(SimControlTest, AddsAndRevokesTokens)
{
    token = text(control("tokens", "{\"kind\": \"service-key\", \"portal\": 77, \"scopes\": [\"oauth\"]}"), "token");
    EXPECT_EQ(get("/account-info/2026-09/details")[QStringLiteral("portalId")].toInt(), 77);
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(status, 403);
    control("tokens/revoke", about(token));
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 401);
}

TEST_F(SimControlTest, KeepsWeatherForATimeAndAPath)
{
    control("weather", "{\"kind\": \"503\", \"seconds\": 20, \"path\": \"/crm/\"}");
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
    now += 19s;
    for (int i = 0; i < 3; ++i) {
        get("/crm/objects/2026-09/contacts");
        EXPECT_EQ(status, 503);
    }
    now += 1s;
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(status, 200);
    control("weather", "{\"kind\": \"500\", \"count\": 5}");
    control("weather", "{\"kind\": \"clear\"}");
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(status, 200);
}

TEST_F(SimControlTest, AnnouncesIncidentsAndMaintenance)
{
    control("status",
            "{\"indicator\": \"major\", \"components\": {\"APIs\": \"partial_outage\"}, \"incidents\": "
            "[{\"name\": \"API errors\", \"impact\": \"major\", \"minutesAgo\": 5, \"component\": \"APIs\"}], "
            "\"maintenances\": [{\"name\": \"Database\", \"inMinutes\": 60, \"minutes\": 30}]}");
    const QJsonObject page = get("/api/v2/summary.json");
    EXPECT_EQ(page[QStringLiteral("status")][QStringLiteral("indicator")].toString(), QStringLiteral("major"));
    EXPECT_EQ(text(first(page, "incidents"), "started_at"), QStringLiteral("2025-11-23T07:55:00.000Z"));
    EXPECT_EQ(text(first(page, "scheduled_maintenances"), "scheduled_until"),
              QStringLiteral("2025-11-23T09:30:00.000Z"));
    control("status", "{\"incidents\": []}");
    EXPECT_EQ(count(get("/api/v2/summary.json"), "incidents"), 0);
    EXPECT_EQ(count(get("/api/v2/summary.json"), "scheduled_maintenances"), 1);
}

TEST_F(SimControlTest, ReportsPeakLogAndTokens)
{
    control("limits", "{\"tenSecondly\": 2}");
    for (int i = 0; i < 3; ++i)
        get("/account-info/2026-09/details");
    const QJsonObject peak = simReport(state, QStringLiteral("peak")).value();
    EXPECT_EQ(peak[QStringLiteral("largest")].toInt(), 3);
    EXPECT_EQ(peak[QStringLiteral("accepted")].toInt(), 2);
    EXPECT_EQ(peak[QStringLiteral("refused")].toInt(), 1);
    const QByteArray log = QJsonDocument(simReport(state, QStringLiteral("log")).value()).toJson();
    EXPECT_TRUE(log.contains("429"));
    EXPECT_FALSE(log.contains(token.toLatin1())) << "a log holds no token";
    EXPECT_EQ(count(simReport(state, QStringLiteral("tokens")).value(), "tokens"), 4);
    control("forget", "{}");
    EXPECT_EQ(count(simReport(state, QStringLiteral("log")).value(), "calls"), 0);
    EXPECT_FALSE(simReport(state, QStringLiteral("secrets")));
}

TEST_F(SimControlTest, RaisesAStorm)
{
    control("weather",
            "{\"kind\": \"storm\", \"share\": 0.5, \"kinds\": [\"503\", \"lost\"], \"path\": \"/crm/objects\"}");
    control("limits", "{\"tenSecondly\": 1000}");
    QMap<int, int> statuses;
    for (int i = 0; i < 400; ++i) {
        get("/crm/objects/2026-09/contacts/101");
        ++statuses[status];
    }
    EXPECT_NEAR(statuses[200], 200, 40);
    EXPECT_NEAR(statuses[503], 100, 40);
    EXPECT_NEAR(statuses[0], 100, 40) << "silence";
    EXPECT_EQ(simReport(state, QStringLiteral("peak")).value()[QStringLiteral("struck")].toInt(),
              statuses[503] + statuses[0]);
    get("/crm/properties/2026-09/contacts");
    EXPECT_EQ(status, 200) << "another path";
    control("weather", "{\"kind\": \"clear\"}");
    get("/crm/objects/2026-09/contacts/101");
    EXPECT_EQ(status, 200);
}

struct BadControl {
    const char *path;
    const char *json;
};

TEST_F(SimControlTest, SaysWhatItExpected)
{
    for (const BadControl &bad :
         {BadControl{"storm", "{}"}, BadControl{"weather", "{\"kind\": \"999\"}"},
          BadControl{"weather", "{\"kind\": \"storm\", \"kinds\": [\"999\"]}"},
          BadControl{"weather", "{\"kind\": \"storm\", \"kinds\": []}"},
          BadControl{"weather", "{\"kind\": \"storm\", \"share\": 2}"},
          BadControl{"tokens", "{\"kind\": \"password\"}"}, BadControl{"tokens/revoke", "{\"token\": \"x\"}"},
          BadControl{"latency", "{\"fromMs\": 5, \"toMs\": 4}"}, BadControl{"limits", "{\"daily\": -1}"},
          BadControl{"records", "{\"type\": \"ghosts\", \"add\": 1}"}}) {
        const auto done
            = simControl(state, QString::fromLatin1(bad.path), QJsonDocument::fromJson(bad.json).object(), now);
        ASSERT_FALSE(done) << bad.path;
        EXPECT_TRUE(done.error().detail.contains(QStringLiteral(": expected "))) << done.error().detail.toStdString();
    }
}

} // namespace
} // namespace hubwatch
