#include "sim/sim_hubspot_search.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

const QByteArray searchPath = "/crm/objects/2026-09/contacts/search";

class SimSearchTest : public testing::HubSpotCalls
{
protected:
    QJsonObject search(const QByteArray &body)
    {
        now += 1s; // away from the limit
        return post(searchPath, body);
    }
    int found(const QByteArray &filter)
    {
        return search("{\"filterGroups\": [{\"filters\": [" + filter + "]}]}")[QStringLiteral("total")].toInt(-1);
    }
};

TEST_F(SimSearchTest, FiltersByEveryOperator)
{
    const auto id = [this](const char *op, const char *rest) {
        return found(QByteArray("{\"propertyName\": \"hs_object_id\", \"operator\": \"") + op + "\", " + rest + '}');
    };
    EXPECT_EQ(id("EQ", "\"value\": \"101\""), 1);
    EXPECT_EQ(id("NEQ", "\"value\": \"101\""), 249);
    EXPECT_EQ(id("LT", "\"value\": \"103\""), 2);
    EXPECT_EQ(id("LTE", "\"value\": \"103\""), 3);
    EXPECT_EQ(id("GT", "\"value\": \"340\""), 10);
    EXPECT_EQ(id("GTE", "\"value\": \"340\""), 11);
    EXPECT_EQ(id("BETWEEN", "\"value\": \"101\", \"highValue\": \"110\""), 10);
    EXPECT_EQ(id("IN", "\"values\": [\"101\", \"102\", \"9999\"]"), 2);
    EXPECT_EQ(id("NOT_IN", "\"values\": [\"101\"]"), 249);
    EXPECT_EQ(found("{\"propertyName\": \"city\", \"operator\": \"HAS_PROPERTY\"}"), 0);
    EXPECT_EQ(found("{\"propertyName\": \"city\", \"operator\": \"NOT_HAS_PROPERTY\"}"), 250);
    EXPECT_EQ(found("{\"propertyName\": \"email\", \"operator\": \"CONTAINS_TOKEN\", \"value\": \"person10*\"}"), 9);
}

TEST_F(SimSearchTest, JoinsGroupsWithOrAndFiltersWithAnd)
{
    const QByteArray low = "{\"propertyName\": \"hs_object_id\", \"operator\": \"LTE\", \"value\": \"103\"}";
    const QByteArray customer = "{\"propertyName\": \"lifecyclestage\", \"operator\": \"EQ\", \"value\": \"customer\"}";
    EXPECT_EQ(found(low + ", " + customer), 1);
    const QJsonObject either
        = search("{\"filterGroups\": [{\"filters\": [" + low + "]}, {\"filters\": [" + customer + "]}]}");
    EXPECT_EQ(either[QStringLiteral("total")].toInt(), 86);
}

TEST_F(SimSearchTest, SortsAndPages)
{
    for (const char *sorts :
         {"[\"-hs_object_id\"]", "[{\"propertyName\": \"hs_object_id\", \"direction\": \"DESCENDING\"}]"})
        EXPECT_EQ(text(first(search(QByteArray("{\"sorts\": ") + sorts + '}'), "results"), "id"),
                  QStringLiteral("350"));
    const QJsonObject page = search("{\"limit\": 200, \"after\": \"100\", \"properties\": [\"city\"]}");
    EXPECT_EQ(count(page, "results"), 150);
    EXPECT_FALSE(page.contains(QStringLiteral("paging")));
    EXPECT_EQ(search("{\"limit\": 200}")[QStringLiteral("paging")][QStringLiteral("next")][QStringLiteral("after")]
                  .toString(),
              QStringLiteral("200"));
}

TEST_F(SimSearchTest, StaysWithinItsBounds)
{
    const QByteArray filter = "{\"propertyName\": \"city\", \"operator\": \"HAS_PROPERTY\"}";
    const auto groups = [&filter](int many, int each) {
        const QByteArray group = "{\"filters\": [" + QByteArrayList(each, filter).join(',') + "]}";
        return "{\"filterGroups\": [" + QByteArrayList(many, group).join(',') + "]}";
    };
    for (const QByteArray &good : {groups(5, 3), groups(3, 6), QByteArray("{\"limit\": 200, \"after\": \"9800\"}")}) {
        search(good);
        EXPECT_EQ(status, 200) << good.toStdString();
    }
    for (const QByteArray &bad :
         {groups(6, 1), groups(1, 7), groups(4, 5), QByteArray("{\"limit\": 201}"), QByteArray("{\"limit\": 0}"),
          QByteArray("{\"limit\": 200, \"after\": \"9801\"}"), "{\"query\": \"" + QByteArray(3000, 'a') + "\"}",
          QByteArray("{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"colour\", \"operator\": \"EQ\", "
                     "\"value\": \"red\"}]}]}"),
          QByteArray("{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"city\", \"operator\": \"LIKE\", "
                     "\"value\": \"x\"}]}]}"),
          QByteArray("{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"city\", \"operator\": \"EQ\"}]}]}")}) {
        search(bad);
        EXPECT_EQ(status, 400) << bad.left(200).toStdString();
    }
}

} // namespace
} // namespace hubwatch
