#include "sim/sim_hubspot_properties.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

TEST(SimProperties, KnowTypesByNameAndId)
{
    EXPECT_EQ(simType(QStringLiteral("0-1")), QStringLiteral("contacts"));
    EXPECT_EQ(simType(QStringLiteral("line_items")), QStringLiteral("line_items"));
    EXPECT_EQ(simType(QStringLiteral("2-77")), QString());
    for (const char *name : {"2-123456", "p_machine", "p4242_machine"})
        EXPECT_EQ(simType(QString::fromLatin1(name)), QStringLiteral("p_machine"));
    EXPECT_EQ(simScope(QStringLiteral("deals"), true), QStringLiteral("crm.objects.deals.write"));
    EXPECT_EQ(simScope(QStringLiteral("tickets"), true), QStringLiteral("tickets"));
    EXPECT_EQ(simScope(QStringLiteral("p_machine"), false), QStringLiteral("crm.objects.custom.read"));
    EXPECT_TRUE(simProperties(QStringLiteral("ghosts")).empty());
}

class SimPropertiesTest : public testing::HubSpotCalls
{
protected:
    QJsonObject described(const char *name) { return get(QByteArray("/crm/properties/2026-09/contacts/") + name); }
};

TEST_F(SimPropertiesTest, AreDescribedAsTheRealOnesAre)
{
    const QJsonObject interests = described("interests");
    for (const char *field : {"name", "label", "type", "fieldType", "groupName", "options", "hasUniqueValue",
                              "modificationMetadata", "calculated", "archived"})
        EXPECT_TRUE(interests.contains(QLatin1StringView(field))) << field;
    const QJsonObject hidden = interests[QStringLiteral("options")].toArray().last().toObject();
    EXPECT_EQ(hidden[QStringLiteral("hidden")], QJsonValue(true));
    EXPECT_EQ(text(hidden, "label"), QStringLiteral("Discontinued"));
    EXPECT_EQ(hidden[QStringLiteral("displayOrder")].toInt(), 3);
    const QJsonObject own = interests[QStringLiteral("modificationMetadata")].toObject();
    EXPECT_EQ(own[QStringLiteral("archivable")], QJsonValue(true));
    const QJsonObject fixed = described("hs_email_domain");
    EXPECT_EQ(fixed[QStringLiteral("calculated")], QJsonValue(true));
    EXPECT_EQ(fixed[QStringLiteral("modificationMetadata")][QStringLiteral("readOnlyValue")], QJsonValue(true));
    EXPECT_EQ(fixed[QStringLiteral("modificationMetadata")][QStringLiteral("archivable")], QJsonValue(false));
}

struct KindCase {
    const char *name;
    const char *type;
    const char *fieldType;
};

TEST_F(SimPropertiesTest, OfContactsHaveEveryKind)
{
    for (const KindCase &one :
         {KindCase{"contract_end", "date", "date"}, KindCase{"last_visit", "datetime", "date"},
          KindCase{"newsletter", "bool", "booleancheckbox"}, KindCase{"interests", "enumeration", "checkbox"},
          KindCase{"lifecyclestage", "enumeration", "radio"}, KindCase{"credit_limit", "number", "number"},
          KindCase{"mobilephone", "phone_number", "phonenumber"}, KindCase{"message", "string", "textarea"}}) {
        const QJsonObject json = described(one.name);
        EXPECT_EQ(text(json, "type"), QString::fromLatin1(one.type)) << one.name;
        EXPECT_EQ(text(json, "fieldType"), QString::fromLatin1(one.fieldType)) << one.name;
    }
}

TEST_F(SimPropertiesTest, GoWhenTheyAreArchived)
{
    const QByteArray write = "{\"properties\": {\"city\": \"Nara\"}}";
    post("/crm/objects/2026-09/contacts", write);
    EXPECT_EQ(status, 201);
    control("properties", "{\"type\": \"contacts\", \"archive\": \"city\"}");
    const QJsonObject refused = post("/crm/objects/2026-09/contacts", write);
    EXPECT_EQ(status, 400);
    EXPECT_EQ(text(first(refused, "errors"), "code"), QStringLiteral("PROPERTY_DOESNT_EXIST"));
    described("city");
    EXPECT_EQ(status, 404);
    EXPECT_EQ(text(first(get("/crm/properties/2026-09/contacts?archived=true"), "results"), "name"),
              QStringLiteral("city"));
    post("/crm/objects/2026-09/companies", write);
    EXPECT_EQ(status, 201) << "of the other types nothing has changed";
}

} // namespace
} // namespace hubwatch
