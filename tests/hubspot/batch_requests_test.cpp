// What goes out: the shapes that HubSpot's specification asks for.
#include "hubspot/batch_requests.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

const QUrl batchApi(u"https://api.hubapi.com"_s);

QByteArray compactJson(const char *json)
{
    return QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact);
}

const std::array twoInputs{
    BatchInput{.id = u"a@b.c"_s, .trace = u"row-1"_s, .properties = {{"city"_L1, "Osaka"_L1}}},
    BatchInput{.id = u"d@e.f"_s, .trace = u"row-2"_s, .properties = {{"city"_L1, ""_L1}}},
};

struct BatchRequestCase {
    const char *name;
    BatchOperation operation;
    QString idProperty;
    const char *body;
    bool repeatable;
};

class BatchRequestTest : public ::testing::TestWithParam<BatchRequestCase>
{ };

TEST_P(BatchRequestTest, CarriesWhatTheSpecificationRequires)
{
    const BatchRequestCase &test = GetParam();
    const HttpRequest request
        = batchRequest(batchApi, u"contacts"_s, test.operation, test.idProperty, twoInputs, {u"email"_s});
    EXPECT_EQ(request.method, HttpRequest::Method::Post);
    EXPECT_EQ(request.url, apiUrl(batchApi, batchPath(u"contacts"_s, test.operation)));
    EXPECT_EQ(request.body, compactJson(test.body));
    EXPECT_EQ(request.repeatable, test.repeatable);
    EXPECT_EQ(request.once, !test.repeatable);
    EXPECT_TRUE(request.batch);
    EXPECT_EQ(request.timeout, test.operation == BatchOperation::Read ? 30s : 90s);
}

INSTANTIATE_TEST_SUITE_P(
    Operations, BatchRequestTest,
    ::testing::Values(
        BatchRequestCase{"ReadByEmail", BatchOperation::Read, u"email"_s,
                         R"({"inputs":[{"id":"a@b.c"},{"id":"d@e.f"}],"properties":["email"],)"
                         R"("propertiesWithHistory":[],"idProperty":"email"})",
                         true},
        BatchRequestCase{"ReadById",
                         BatchOperation::Read,
                         {},
                         R"({"inputs":[{"id":"a@b.c"},{"id":"d@e.f"}],"properties":["email"],)"
                         R"("propertiesWithHistory":[]})",
                         true},
        BatchRequestCase{"Create",
                         BatchOperation::Create,
                         {},
                         R"({"inputs":[{"associations":[],"objectWriteTraceId":"row-1","properties":{"city":"Osaka"}},)"
                         R"({"associations":[],"objectWriteTraceId":"row-2","properties":{"city":""}}]})",
                         false},
        BatchRequestCase{"UpdateById",
                         BatchOperation::Update,
                         {},
                         R"({"inputs":[{"id":"a@b.c","objectWriteTraceId":"row-1","properties":{"city":"Osaka"}},)"
                         R"({"id":"d@e.f","objectWriteTraceId":"row-2","properties":{"city":""}}]})",
                         false},
        BatchRequestCase{
            "Upsert", BatchOperation::Upsert, u"email"_s,
            R"({"inputs":[{"id":"a@b.c","idProperty":"email","objectWriteTraceId":"row-1","properties":{"city":"Osaka"}},)"
            R"({"id":"d@e.f","idProperty":"email","objectWriteTraceId":"row-2","properties":{"city":""}}]})",
            false},
        BatchRequestCase{
            "Archive", BatchOperation::Archive, {}, R"({"inputs":[{"id":"a@b.c"},{"id":"d@e.f"}]})", true}),
    [](const auto &test) { return test.param.name; });

TEST(BatchRequests, ArchivedRecordsAreReadByTheQuery)
{
    const HttpRequest request = archivedReadRequest(batchApi, u"2-17"_s, {u"7"_s}, {u"name"_s});
    EXPECT_EQ(request.url.toString(), u"https://api.hubapi.com/crm/objects/2026-09/2-17/batch/read?archived=true"_s);
    EXPECT_EQ(request.body, compactJson(R"({"inputs":[{"id":"7"}],"properties":["name"],"propertiesWithHistory":[]})"));
}

TEST(BatchRequests, AssociationsGoByTheDefaultUnlessATypeIsNamed)
{
    const std::array pairs{AssociationPair{.from = u"1"_s, .to = u"9"_s},
                           AssociationPair{.from = u"1"_s, .to = u"8"_s}};
    const HttpRequest byDefault = associateRequest(batchApi, u"contacts"_s, u"companies"_s, {}, 0, pairs);
    EXPECT_EQ(byDefault.url.path(), u"/crm/associations/2026-09/contacts/companies/batch/associate/default"_s);
    EXPECT_EQ(byDefault.body,
              compactJson(R"({"inputs":[{"from":{"id":"1"},"to":{"id":"9"}},)"
                          R"({"from":{"id":"1"},"to":{"id":"8"}}]})"));
    const HttpRequest labelled
        = associateRequest(batchApi, u"contacts"_s, u"companies"_s, u"USER_DEFINED"_s, 36, std::span(pairs).first(1));
    EXPECT_EQ(labelled.url.path(), u"/crm/associations/2026-09/contacts/companies/batch/create"_s);
    EXPECT_EQ(labelled.body,
              compactJson(R"({"inputs":[{"from":{"id":"1"},"to":{"id":"9"},)"
                          R"("types":[{"associationCategory":"USER_DEFINED","associationTypeId":36}]}]})"));
    const HttpRequest away = dissociateRequest(batchApi, u"contacts"_s, u"companies"_s, pairs);
    EXPECT_EQ(away.url.path(), u"/crm/associations/2026-09/contacts/companies/batch/archive"_s);
    EXPECT_EQ(away.body, compactJson(R"({"inputs":[{"from":{"id":"1"},"to":[{"id":"9"},{"id":"8"}]}]})"));
    const HttpRequest read = associationsReadRequest(batchApi, u"contacts"_s, u"companies"_s, {u"1"_s});
    EXPECT_EQ(read.url.path(), u"/crm/associations/2026-09/contacts/companies/batch/read"_s);
    EXPECT_EQ(read.body, compactJson(R"({"inputs":[{"id":"1"}]})"));
}

TEST(BatchRequests, ASearchPagesById)
{
    const SearchQuery query{.groups = {{{.property = u"city"_s, .value = u"Osaka"_s}},
                                       {{.property = u"stage"_s, .op = u"IN"_s, .values = {u"a"_s, u"b"_s}}}},
                            .text = u"kyoto"_s};
    const HttpRequest request = searchRequest(batchApi, u"contacts"_s, query, {u"email"_s}, 42);
    EXPECT_EQ(request.url.path(), u"/crm/objects/2026-09/contacts/search"_s);
    EXPECT_EQ(request.body,
              compactJson(R"({"filterGroups":[{"filters":[{"propertyName":"city","operator":"EQ","value":"Osaka"},)"
                          R"({"propertyName":"hs_object_id","operator":"GT","value":"42"}]},)"
                          R"({"filters":[{"propertyName":"stage","operator":"IN","values":["a","b"]},)"
                          R"({"propertyName":"hs_object_id","operator":"GT","value":"42"}]}],"sorts":["hs_object_id"],)"
                          R"("properties":["email"],"limit":200,"after":"0","query":"kyoto"})"));
}

struct SearchCase {
    const char *name;
    const char *text;
    const char *answer; ///< searchText() of it, or the error
};

class SearchTextTest : public ::testing::TestWithParam<SearchCase>
{ };

TEST_P(SearchTextTest, IsReadOrRefusedWithItsPlace)
{
    const Result<SearchQuery> query = parseSearch(QString::fromUtf8(GetParam().text));
    const QString answer = query ? searchText(*query) : query.error().detail;
    EXPECT_EQ(answer, QString::fromUtf8(GetParam().answer));
    if (query) {
        EXPECT_EQ(parseSearch(answer), query);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SearchTextTest,
    ::testing::Values(
        SearchCase{"One", "lifecyclestage EQ lead", "lifecyclestage EQ lead"},
        SearchCase{"AndOr", "lifecyclestage eq lead and city HAS_PROPERTY, or amount >= 5",
                   "lifecyclestage EQ lead and city HAS_PROPERTY, or amount GTE 5"},
        SearchCase{"Quotes", R"(city = "San \"Jo\" and" and x != "")", R"(city EQ "San \"Jo\" and" and x NEQ "")"},
        SearchCase{"Lists", "stage IN (a, \"b c\") and amount BETWEEN 1 and 5",
                   "stage IN (a, \"b c\") and amount BETWEEN 1 and 5"},
        SearchCase{"Text", "text \"kyoto\" and city EQ x", "text \"kyoto\" and city EQ x"},
        SearchCase{"TextAlone", "text \"kyoto\"", "text \"kyoto\""},
        SearchCase{"Empty", "", "search: column 1: expected the name of a property, found the end"},
        SearchCase{"NoValue", "city EQ", "search: column 8: expected a value, found the end"},
        SearchCase{"OpenQuote", "city EQ \"x", "search: column 9: expected a closing quote, found the end"},
        SearchCase{"NoJoint", "city EQ a b EQ c",
                   "search: column 11: expected \"and\", \"or\" or the end, found \"b\""},
        SearchCase{"NoOperator", "city LIKE a",
                   "search: column 6: expected EQ, NEQ, LT, LTE, GT, GTE, BETWEEN, IN, NOT_IN, HAS_PROPERTY, "
                   "NOT_HAS_PROPERTY, CONTAINS_TOKEN or NOT_CONTAINS_TOKEN, found \"LIKE\""},
        SearchCase{"NoList", "city IN a",
                   "search: column 9: expected \"(\" and the values, with commas between, found \"a\""},
        SearchCase{
            "SixFilters", "a EQ 1 and b EQ 1 and c EQ 1 and d EQ 1 and e EQ 1 and f EQ 1",
            "search: column 62: 6 filters joined by \"and\"; HubSpot takes 6, and one of them is needed to page: "
            "use at most 5"}),
    [](const auto &test) { return test.param.name; });

TEST(SearchFault, KnowsHubSpotsLimits)
{
    const SearchFilter filter{.property = u"a"_s, .value = u"1"_s};
    EXPECT_EQ(searchFault({.groups = {{filter}}}), QString());
    EXPECT_EQ(searchFault({.groups = {{filter, filter, filter, filter, filter}}}), QString());
    EXPECT_TRUE(searchFault({.groups = std::vector(6, std::vector{filter})}).startsWith(u"6 groups"));
    EXPECT_TRUE(searchFault({.groups = std::vector(5, std::vector(3, filter))}).startsWith(u"15 filters"));
    EXPECT_EQ(searchFault({.groups = std::vector(4, std::vector(3, filter))}), QString());
    EXPECT_FALSE(searchFault({}).isEmpty());
    EXPECT_FALSE(searchFault({.groups = {{}}}).isEmpty());
    SearchFilter list{.property = u"a"_s, .op = u"IN"_s};
    for (int i = 0; i < 400; ++i)
        list.values << QStringLiteral("value%1").arg(i);
    EXPECT_TRUE(searchFault({.groups = {{list}}}).contains(u"HubSpot takes 2700"));
}

} // namespace
} // namespace hubwatch
