#include "sim/sim_hubspot_associations.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

const QByteArray pairPath = "/crm/associations/2026-09/contacts/companies/batch/";

class SimAssociationsTest : public testing::HubSpotCalls
{
protected:
    static QByteArray many(int count, const QByteArray &input)
    {
        return "{\"inputs\": [" + QByteArrayList(count, input).join(',') + "]}";
    }
    QJsonObject bind(const QByteArray &from, const QByteArray &to)
    {
        return post(pairPath + "associate/default",
                    many(1, "{\"from\": {\"id\": \"" + from + "\"}, \"to\": {\"id\": \"" + to + "\"}}"));
    }
};

TEST_F(SimAssociationsTest, BindBothWays)
{
    const QJsonObject bound = bind("101", "105");
    EXPECT_EQ(status, 200);
    EXPECT_EQ(first(bound, "results")[QStringLiteral("associationSpec")][QStringLiteral("associationTypeId")].toInt(),
              279);
    bind("101", "105");
    const QJsonObject read = post(pairPath + "read", "{\"inputs\": [{\"id\": \"101\"}]}");
    EXPECT_EQ(status, 200);
    const QJsonObject row = first(read, "results");
    EXPECT_EQ(row[QStringLiteral("from")][QStringLiteral("id")].toString(), QStringLiteral("101"));
    EXPECT_EQ(count(row, "to"), 1);
    EXPECT_EQ(text(first(row, "to"), "toObjectId"), QStringLiteral("105"));
    EXPECT_EQ(first(first(row, "to"), "associationTypes")[QStringLiteral("typeId")].toInt(), 279);
    const QJsonObject back = post("/crm/associations/2026-09/0-2/0-1/batch/read", "{\"inputs\": [{\"id\": \"105\"}]}");
    EXPECT_EQ(first(first(first(back, "results"), "to"), "associationTypes")[QStringLiteral("typeId")].toInt(), 280);
}

TEST_F(SimAssociationsTest, AreMadeWithATypeThatFitsTheEnds)
{
    const QByteArray ends
        = "{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"105\"}, \"types\": [{\"associationCategory\": "
          "\"HUBSPOT_DEFINED\", \"associationTypeId\": ";
    const QJsonObject made = post(pairPath + "create", many(1, ends + "1}]}"));
    EXPECT_EQ(status, 200);
    EXPECT_EQ(text(first(made, "results"), "toObjectId"), QStringLiteral("105"));
    post(pairPath + "create", many(1, ends + "4}]}"));
    EXPECT_EQ(status, 400) << "4 leads from a contact to a deal";
    post(pairPath + "create", many(1, "{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"105\"}}"));
    EXPECT_EQ(status, 400) << "without types";
}

TEST_F(SimAssociationsTest, TellWhatIsNotThereBesideTheRest)
{
    const QJsonObject bound = post(pairPath + "associate/default",
                                   "{\"inputs\": [{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"105\"}},"
                                   " {\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"9999\"}}]}");
    EXPECT_EQ(status, 200);
    EXPECT_EQ(count(bound, "results"), 1);
    EXPECT_EQ(bound[QStringLiteral("numErrors")].toInt(), 1);
    EXPECT_EQ(
        first(bound, "errors")[QStringLiteral("context")][QStringLiteral("toObjectId")].toArray().first().toString(),
        QStringLiteral("9999"));
    const QJsonObject read = post(pairPath + "read", "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"102\"}]}");
    EXPECT_EQ(count(read, "results"), 1);
    EXPECT_EQ(text(first(read, "errors"), "subCategory"), QStringLiteral("crm.associations.NO_ASSOCIATIONS_FOUND"));
}

TEST_F(SimAssociationsTest, GoBothWaysToo)
{
    bind("101", "105");
    bind("101", "106");
    const QByteArray body
        = "{\"inputs\": [{\"from\": {\"id\": \"101\"}, \"to\": [{\"id\": \"105\"}, {\"id\": \"107\"}]}]}";
    post(pairPath + "archive", body);
    EXPECT_EQ(status, 200);
    const SimAssociationEnds there{
        .portal = 4242, .from = QStringLiteral("contacts"), .to = QStringLiteral("companies")};
    const SimAssociationEnds back{
        .portal = 4242, .from = QStringLiteral("companies"), .to = QStringLiteral("contacts")};
    EXPECT_EQ(state.associations.count(there), 1);
    EXPECT_EQ(state.associations.count(back), 1);
}

TEST_F(SimAssociationsTest, KeepTheirLimits)
{
    const QByteArray pair = "{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"105\"}}";
    const QByteArray list = "{\"from\": {\"id\": \"101\"}, \"to\": [{\"id\": \"105\"}]}";
    const std::vector<std::tuple<const char *, int, QByteArray>> limits{
        {"associate/default", 2000, pair}, {"read", 1000, "{\"id\": \"101\"}"}, {"archive", 100, list}};
    for (const auto &[path, most, input] : limits) {
        post(pairPath + path, many(most, input));
        EXPECT_EQ(status, 200) << path;
        post(pairPath + path, many(most + 1, input));
        EXPECT_EQ(status, 400) << path;
    }
}

struct BadPair {
    const char *path;
    const char *body;
    int status;
};

TEST_F(SimAssociationsTest, RefuseOtherShapes)
{
    for (const BadPair &bad :
         {BadPair{"associate/default", "{}", 400}, BadPair{"read", "{\"inputs\": [{\"id\": 101}]}", 400},
          BadPair{"archive", "{\"inputs\": [{\"from\": {\"id\": \"1\"}, \"to\": {\"id\": \"2\"}}]}", 400},
          BadPair{"associate/default", "{\"inputs\": [{\"from\": {\"id\": \"1\"}}]}", 400},
          BadPair{"associate", "{\"inputs\": []}", 404}}) {
        post(pairPath + bad.path, bad.body);
        EXPECT_EQ(status, bad.status) << bad.path << ' ' << bad.body;
    }
    post("/crm/associations/2026-09/contacts/ghosts/batch/read", "{}");
    EXPECT_EQ(status, 400);
    get(pairPath + "read");
    EXPECT_EQ(status, 405);
    token = tokenNamed("narrow");
    post(pairPath + "read", "{\"inputs\": [{\"id\": \"101\"}]}");
    EXPECT_EQ(status, 403);
}

TEST_F(SimAssociationsTest, OfOwnTypesAreTheAccountsOwn)
{
    EXPECT_EQ(defaultAssociation(QStringLiteral("p_machine"), QStringLiteral("contacts")).category,
              QStringLiteral("USER_DEFINED"));
    post("/crm/associations/2026-09/2-123456/contacts/batch/associate/default",
         "{\"inputs\": [{\"from\": {\"id\": \"101\"}, \"to\": {\"id\": \"101\"}}]}");
    EXPECT_EQ(status, 200);
}

} // namespace
} // namespace hubwatch
