#include "hubspot/property_definition.h"

#include <gtest/gtest.h>

using namespace hubwatch;

TEST(PropertyDefinition, IsAskedByItsDatedPath)
{
    const HttpRequest request
        = propertiesRequest(QUrl(QStringLiteral("https://api.hubapi.com")), QStringLiteral("contacts"));
    EXPECT_EQ(request.url.toString(), QStringLiteral("https://api.hubapi.com/crm/properties/2026-09/contacts"));
    EXPECT_EQ(request.method, HttpRequest::Method::Get);
    EXPECT_TRUE(request.repeatable);
    EXPECT_GT(request.maxBytes, 10'000'000);
}

TEST(PropertyDefinition, EncodesAnObjectsName)
{
    const HttpRequest request
        = propertiesRequest(QUrl(QStringLiteral("http://127.0.0.1:8080")), QStringLiteral("p1/車"));
    EXPECT_EQ(request.url.path(QUrl::FullyEncoded), QStringLiteral("/crm/properties/2026-09/p1%2F%E8%BB%8A"));
}

TEST(PropertyDefinition, ReadsWhatHubSpotTells)
{
    const auto definitions = parseProperties(R"({"results": [
        {"name": "lifecyclestage", "label": "Lifecycle Stage", "type": "enumeration", "fieldType": "radio",
         "groupName": "contactinformation", "hasUniqueValue": false,
         "options": [{"label": "Lead", "value": "lead", "hidden": false, "displayOrder": 1},
                     {"label": "Old", "value": "17", "hidden": true}],
         "modificationMetadata": {"archivable": false, "readOnlyDefinition": true, "readOnlyValue": false}},
        {"name": "order_no", "label": "注文番号", "type": "string", "fieldType": "text", "hasUniqueValue": true}]})");
    ASSERT_TRUE(definitions.has_value());
    ASSERT_EQ(definitions->size(), 2u);
    EXPECT_EQ((*definitions)[0],
              (PropertyDefinition{
                  .name = QStringLiteral("lifecyclestage"),
                  .label = QStringLiteral("Lifecycle Stage"),
                  .type = QStringLiteral("enumeration"),
                  .fieldType = QStringLiteral("radio"),
                  .group = QStringLiteral("contactinformation"),
                  .options = {{.value = QStringLiteral("lead"), .label = QStringLiteral("Lead")},
                              {.value = QStringLiteral("17"), .label = QStringLiteral("Old"), .hidden = true}}}));
    EXPECT_EQ((*definitions)[1].label, QStringLiteral("注文番号"));
    EXPECT_TRUE((*definitions)[1].isUnique);
}

TEST(PropertyDefinition, IsReadOnlyWhenHubSpotOrAFormulaWritesIt)
{
    const auto definitions = parseProperties(R"({"results": [
        {"name": "createdate", "modificationMetadata": {"readOnlyValue": true}},
        {"name": "score", "calculated": true},
        {"name": "locked", "modificationMetadata": {"readOnlyDefinition": true}},
        {"name": "gone", "archived": true}]})");
    ASSERT_TRUE(definitions.has_value());
    ASSERT_EQ(definitions->size(), 4u);
    EXPECT_TRUE((*definitions)[0].isReadOnly);
    EXPECT_TRUE((*definitions)[1].isReadOnly);
    EXPECT_FALSE((*definitions)[2].isReadOnly) << "its definition is fixed, its values are not";
    EXPECT_TRUE((*definitions)[3].isArchived);
}

TEST(PropertyDefinition, PassesOverWhatIsMissing)
{
    const auto definitions = parseProperties(R"({"results": [{"label": "nameless"}, 7, {"name": "city", "label": null,
        "options": [{"label": "no value"}, {"value": "a"}]}]})");
    ASSERT_TRUE(definitions.has_value());
    ASSERT_EQ(definitions->size(), 1u);
    EXPECT_EQ((*definitions)[0],
              (PropertyDefinition{.name = QStringLiteral("city"), .options = {{.value = QStringLiteral("a")}}}));
}

struct PropertiesFault {
    const char *json;
    const char *detail;
};

class PropertiesFaultTest : public ::testing::TestWithParam<PropertiesFault>
{ };

TEST_P(PropertiesFaultTest, SaysWhatWasFound)
{
    const auto definitions = parseProperties(GetParam().json);
    ASSERT_FALSE(definitions.has_value());
    EXPECT_EQ(definitions.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(definitions.error().detail.startsWith(QLatin1StringView(GetParam().detail)))
        << definitions.error().detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Properties, PropertiesFaultTest,
    ::testing::Values(PropertiesFault{"<html>", "properties: byte "},
                      PropertiesFault{"[]", "properties: byte 0: expected an object, found an array"},
                      PropertiesFault{"{}", "properties: results: expected an array, found nothing"},
                      PropertiesFault{R"({"results": "x"})", "properties: results: expected an array, found text"}));
