#include "sim/sim_hubspot_objects.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

const QByteArray contactsPath = "/crm/objects/2026-09/contacts";

class SimObjectsTest : public testing::HubSpotCalls
{ };

TEST_F(SimObjectsTest, ListsInPages)
{
    const QJsonObject page = get(contactsPath);
    EXPECT_EQ(count(page, "results"), 10);
    const QString after = page[QStringLiteral("paging")][QStringLiteral("next")][QStringLiteral("after")].toString();
    EXPECT_EQ(text(first(get(contactsPath + "?limit=100&after=" + after.toLatin1()), "results"), "id"),
              QStringLiteral("111"));
    EXPECT_FALSE(get(contactsPath + "?limit=100&after=300").contains(QStringLiteral("paging"))) << "the last page";
    get(contactsPath + "?limit=101");
    EXPECT_EQ(status, 400);
}

TEST_F(SimObjectsTest, ReadsByIdEmailAndLegacyPath)
{
    EXPECT_EQ(text(get(contactsPath + "/101"), "id"), QStringLiteral("101"));
    EXPECT_EQ(text(get(contactsPath + "/person101%40example.test?idProperty=email&properties=city"), "id"),
              QStringLiteral("101"));
    EXPECT_EQ(text(get("/crm/v3/objects/0-1/101"), "id"), QStringLiteral("101"));
    EXPECT_EQ(text(get(contactsPath + "/999"), "category"), QStringLiteral("OBJECT_NOT_FOUND"));
    get(contactsPath + "/x?idProperty=city");
    EXPECT_EQ(status, 400);
}

TEST_F(SimObjectsTest, CreatesChangesAndArchives)
{
    const QJsonObject made = post(contactsPath, "{\"properties\": {\"email\": \"New@Example.test\"}}");
    EXPECT_EQ(status, 201);
    EXPECT_EQ(made[QStringLiteral("properties")][QStringLiteral("email")].toString(),
              QStringLiteral("new@example.test"));
    const QByteArray path = contactsPath + '/' + text(made, "id").toLatin1();
    now += 1min;
    const QJsonObject changed = write("PATCH", path, "{\"properties\": {\"city\": \"Nara\", \"email\": null}}");
    EXPECT_EQ(changed[QStringLiteral("properties")][QStringLiteral("city")].toString(), QStringLiteral("Nara"));
    EXPECT_EQ(text(changed, "updatedAt"), QStringLiteral("2025-11-23T08:01:00.000Z"));
    for (int i = 0; i < 2; ++i) {
        write("DELETE", path, {});
        EXPECT_EQ(status, 204);
    }
    get(path);
    EXPECT_EQ(status, 404);
}

TEST_F(SimObjectsTest, TellsWhichContactIsThereAlready)
{
    const QJsonObject refused = post(contactsPath, "{\"properties\": {\"email\": \"PERSON101@example.test\"}}");
    EXPECT_EQ(status, 409);
    EXPECT_EQ(text(refused, "category"), QStringLiteral("CONFLICT"));
    EXPECT_TRUE(text(refused, "message").endsWith(QStringLiteral("Existing ID: 101")));
}

struct BadProperties {
    const char *name;
    const char *body;
    const char *code;
};

class SimBadPropertiesTest : public testing::HubSpotCalls, public ::testing::WithParamInterface<BadProperties>
{ };

TEST_P(SimBadPropertiesTest, AreRefusedByCode)
{
    const QJsonObject refused = post(contactsPath, GetParam().body);
    EXPECT_EQ(status, 400);
    EXPECT_EQ(text(refused, "category"), QStringLiteral("VALIDATION_ERROR"));
    EXPECT_EQ(text(first(refused, "errors"), "code"), QString::fromLatin1(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    Values, SimBadPropertiesTest,
    ::testing::Values(BadProperties{"Unknown", "{\"properties\": {\"colour\": \"red\"}}", "PROPERTY_DOESNT_EXIST"},
                      BadProperties{"Email", "{\"properties\": {\"email\": \"not one\"}}", "INVALID_EMAIL"},
                      BadProperties{"Option", "{\"properties\": {\"lifecyclestage\": \"butterfly\"}}",
                                    "INVALID_OPTION"},
                      BadProperties{"ReadOnly", "{\"properties\": {\"hs_object_id\": \"5\"}}", "READ_ONLY_VALUE"},
                      BadProperties{"Number", "{\"properties\": {\"city\": 5}}", "INVALID_VALUE"}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimObjectsTest, AsksForTheScopeOfReadingAndWriting)
{
    token = tokenNamed("narrow"); // companies, reading
    get("/crm/objects/2026-09/companies");
    EXPECT_EQ(status, 200);
    post("/crm/objects/2026-09/companies/batch/read", "{\"inputs\": [{\"id\": \"101\"}]}");
    EXPECT_EQ(status, 200);
    post("/crm/objects/2026-09/companies", "{\"properties\": {}}");
    EXPECT_EQ(status, 403);
    get(contactsPath);
    EXPECT_EQ(status, 403);
    get("/crm/properties/2026-09/contacts");
    EXPECT_EQ(status, 403);
}

TEST_F(SimObjectsTest, DescribesProperties)
{
    const QJsonObject all = get("/crm/properties/2026-09/contacts");
    EXPECT_EQ(text(first(all, "results"), "name"), QStringLiteral("email"));
    EXPECT_EQ(first(all, "results")[QStringLiteral("hasUniqueValue")], QJsonValue(true));
    EXPECT_EQ(count(get("/crm/properties/2026-09/contacts/lifecyclestage"), "options"), 4);
    get("/crm/properties/2026-09/contacts/colour");
    EXPECT_EQ(status, 404);
}

TEST_F(SimObjectsTest, RefusesWhatItDoesNotKnow)
{
    get("/crm/objects/2026-09/ghosts");
    EXPECT_EQ(status, 400);
    write("PUT", contactsPath, "{}");
    EXPECT_EQ(status, 405);
    get(contactsPath + "/search");
    EXPECT_EQ(status, 405);
    get("/crm/objects/2030-01/contacts");
    EXPECT_EQ(status, 404);
    send({.method = "POST", .path = contactsPath, .body = "{}"});
    EXPECT_EQ(status, 415);
}

} // namespace
} // namespace hubwatch
