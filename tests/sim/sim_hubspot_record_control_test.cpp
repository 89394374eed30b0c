#include "sim/sim_hubspot_record_control.h"

#include "hubspot_calls.h"

#include <QUrlQuery>

namespace hubwatch {
namespace {

class SimRecordControlTest : public testing::HubSpotCalls
{
protected:
    QJsonObject report(const char *path, const char *query)
    {
        const auto told = recordReport(state, QString::fromLatin1(path), QUrlQuery(QString::fromLatin1(query)), now);
        EXPECT_TRUE(told) << (told ? "" : told.error().detail.toStdString());
        return told.value_or(QJsonObject());
    }
    static int number(const QJsonObject &json, const char *key) { return json[QLatin1StringView(key)].toInt(-1); }
};

TEST_F(SimRecordControlTest, AddsRecordsWithTheValuesItIsGiven)
{
    const QJsonObject added = control(
        "records", "{\"type\": \"contacts\", \"add\": 3, \"set\": {\"city\": \"Nara\", \"external_id\": \"row-{n}\"}}");
    EXPECT_EQ(number(added, "count"), 253);
    EXPECT_EQ(text(added, "first"), QStringLiteral("351"));
    const QJsonObject told = report("values", "type=contacts&property=external_id,city&after=350");
    ASSERT_EQ(count(told, "values"), 3);
    EXPECT_EQ(first(told, "values")[QStringLiteral("values")][QStringLiteral("external_id")].toString(),
              QStringLiteral("row-1"));
    EXPECT_EQ(first(told, "values")[QStringLiteral("values")][QStringLiteral("city")].toString(),
              QStringLiteral("Nara"));
}

TEST_F(SimRecordControlTest, CountsWhatCallsDidAndNothingElse)
{
    control("records", "{\"add\": 5}");
    control("change", "{\"first\": 2, \"property\": \"city\", \"value\": \"Oslo\"}");
    const QByteArray path = "/crm/objects/2026-09/contacts/";
    post(path + "batch/create", "{\"inputs\": [{\"properties\": {\"city\": \"Nara\"}}, {\"properties\": {}}]}");
    post(path + "batch/update", "{\"inputs\": [{\"id\": \"101\", \"properties\": {\"city\": \"Nara\"}}]}");
    post(path + "batch/archive", "{\"inputs\": [{\"id\": \"102\"}, {\"id\": \"9999\"}]}");
    write("PATCH", path + "103", "{\"properties\": {\"city\": \"Nara\"}}");
    const QJsonObject counted = report("count", "type=contacts");
    EXPECT_EQ(number(counted, "live"), 256);
    EXPECT_EQ(number(counted, "archived"), 1);
    EXPECT_EQ(number(counted, "created"), 2);
    EXPECT_EQ(number(counted, "updated"), 2);
    EXPECT_EQ(number(counted, "archivings"), 1);
    EXPECT_EQ(number(counted, "doubles"), 0);
    const QJsonObject calls = counted[QStringLiteral("writes")].toObject();
    for (const char *operation : {"create", "update", "archive", "one"})
        EXPECT_EQ(number(calls, operation), 1) << operation;
}

TEST_F(SimRecordControlTest, CountsDoublesByAnyProperty)
{
    EXPECT_EQ(number(report("count", "type=contacts&property=firstname"), "doubles"), 249) << "all are called Person";
    EXPECT_EQ(number(report("count", "type=contacts&property=lastname"), "doubles"), 0);
    control("change", "{\"ids\": [\"101\"], \"property\": \"lastname\", \"value\": \"102\"}");
    EXPECT_EQ(number(report("count", "type=contacts&property=lastname"), "doubles"), 1);
    control("change", "{\"ids\": [\"101\"], \"archive\": true}");
    EXPECT_EQ(number(report("count", "type=contacts&property=lastname"), "doubles"), 0);
}

TEST_F(SimRecordControlTest, ChangesRecordsAsSomebodyElse)
{
    now += 1min;
    EXPECT_EQ(number(control("change", "{\"first\": 50, \"property\": \"city\", \"value\": \"Oslo\"}"), "changed"), 50);
    const QJsonObject told = report("values", "type=contacts&property=city&limit=51");
    ASSERT_EQ(count(told, "values"), 51);
    EXPECT_EQ(text(first(told, "values"), "value"), QStringLiteral("Oslo"));
    EXPECT_TRUE(told[QStringLiteral("values")].toArray().last()[QStringLiteral("value")].isNull());
    EXPECT_EQ(text(get("/crm/objects/2026-09/contacts/101"), "updatedAt"), hubspotTime(now));
}

TEST_F(SimRecordControlTest, TellsValuesInPages)
{
    const QJsonObject page = report("values", "type=contacts&property=lastname&limit=100");
    EXPECT_EQ(count(page, "values"), 100);
    EXPECT_EQ(text(page, "after"), QStringLiteral("200"));
    EXPECT_EQ(text(first(report("values", "type=contacts&property=lastname&after=200"), "values"), "id"),
              QStringLiteral("201"));
    EXPECT_FALSE(report("values", "type=contacts&property=lastname").contains(QStringLiteral("after")));
    control("change", "{\"ids\": [\"101\"], \"archive\": true}");
    EXPECT_EQ(count(report("values", "type=contacts&property=lastname&archived=true"), "values"), 1);
}

TEST_F(SimRecordControlTest, CountsPairs)
{
    post("/crm/associations/2026-09/contacts/companies/batch/associate/default",
         "{\"inputs\": [{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"105\"}}]}");
    EXPECT_EQ(number(report("associations", "from=contacts&to=companies"), "pairs"), 1);
    EXPECT_EQ(number(report("associations", "from=deals&to=companies"), "pairs"), 0);
}

struct BadRecordControl {
    const char *path;
    const char *json;
};

TEST_F(SimRecordControlTest, SaysWhatItExpected)
{
    for (const BadRecordControl &bad :
         {BadRecordControl{"records", "{\"type\": \"ghosts\", \"add\": 1}"},
          BadRecordControl{"records", "{\"add\": 200001}"},
          BadRecordControl{"records", "{\"add\": 1, \"set\": {\"colour\": \"red\"}}"},
          BadRecordControl{"change", "{\"property\": \"city\", \"value\": \"Oslo\"}"},
          BadRecordControl{"change", "{\"first\": 1, \"property\": \"newsletter\", \"value\": \"maybe\"}"},
          BadRecordControl{"properties", "{\"archive\": \"colour\"}"}, BadRecordControl{"rules", "{}"}}) {
        const auto done
            = simControl(state, QString::fromLatin1(bad.path), QJsonDocument::fromJson(bad.json).object(), now);
        ASSERT_FALSE(done) << bad.path << ' ' << bad.json;
        EXPECT_TRUE(done.error().detail.contains(QStringLiteral(": expected "))) << done.error().detail.toStdString();
    }
    for (const char *query : {"type=ghosts", "property=colour", "property=city,email"})
        EXPECT_FALSE(recordReport(state, QStringLiteral("count"), QUrlQuery(QString::fromLatin1(query)), now)) << query;
    EXPECT_FALSE(recordReport(state, QStringLiteral("values"), QUrlQuery(), now));
    EXPECT_FALSE(recordReport(state, QStringLiteral("secrets"), QUrlQuery(), now));
}

} // namespace
} // namespace hubwatch
