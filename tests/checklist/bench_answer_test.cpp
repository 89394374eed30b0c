#include "checklist/bench/bench_answer.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

ServedRequest hubspotCall(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                          const QByteArray &query = {})
{
    return {
        .method = method, .path = path, .query = query, .headers = {{"Authorization", "Bearer bench"}}, .body = body};
}

struct Answered {
    int status = 0;
    QJsonObject json = {};
};

Answered answered(const ServedRequest &request)
{
    const ServedReply reply = benchAnswer(request, TimePoint(1'763'884'800s));
    return {reply.status, QJsonDocument::fromJson(reply.body).object()};
}

QByteArray inputsBody(int count)
{
    QJsonArray inputs;
    for (int i = 0; i < count; ++i)
        inputs.append(
            QJsonObject{{"id"_L1, QString::number(501 + i)}, {"properties"_L1, QJsonObject{{"city"_L1, "Nara"_L1}}}});
    return QJsonDocument(QJsonObject{{"inputs"_L1, inputs}}).toJson();
}

TEST(BenchAnswer, KnowsWhatServicesCall)
{
    struct Call {
        const char *method;
        const char *path;
        int status;
    };
    for (const Call &call : {Call{"GET", "/account-info/2026-09/details", 200},
                             Call{"GET", "/account-info/v3/api-usage/daily/private-apps", 200},
                             Call{"GET", "/crm/v3/objects/contacts", 200},
                             Call{"POST", "/crm/objects/2026-09/deals", 201},
                             Call{"GET", "/crm/v3/objects/contacts/501", 200},
                             Call{"PATCH", "/crm/v3/objects/p_machine/501", 200},
                             Call{"DELETE", "/crm/v3/objects/tickets/501", 204},
                             Call{"POST", "/crm/v3/objects/contacts/search", 200},
                             Call{"GET", "/crm/v3/properties/contacts", 200},
                             Call{"GET", "/crm/properties/2026-09/contacts/email", 200},
                             Call{"POST", "/crm/v3/properties/contacts", 201},
                             Call{"GET", "/crm-object-schemas/v3/schemas", 200},
                             Call{"GET", "/crm/v3/owners", 200},
                             Call{"GET", "/crm/v3/pipelines/deals", 200},
                             Call{"PUT", "/crm/v4/objects/contacts/1/associations/default/companies/2", 201},
                             Call{"GET", "/crm/v4/objects/contacts/1/associations/companies", 200},
                             Call{"POST", "/oauth/v2/private-apps/get/access-token-info", 200},
                             Call{"GET", "/cms/v3/pages", 404},
                             Call{"PUT", "/crm/v3/objects/contacts", 404},
                             Call{"POST", "/account-info/v3/details", 404}})
        EXPECT_EQ(answered(hubspotCall(call.method, call.path)).status, call.status) << call.method << call.path;
}

TEST(BenchAnswer, RefusesWhoBringsNoToken)
{
    const Answered refusal = answered({.method = "GET", .path = "/crm/v3/objects/contacts"});
    EXPECT_EQ(refusal.status, 401);
    EXPECT_EQ(refusal.json.value("category"_L1), "INVALID_AUTHENTICATION"_L1);
    EXPECT_EQ(answered({.method = "GET", .path = "/x", .headers = {{"Authorization", "Basic eA=="}}}).status, 401);
}

TEST(BenchAnswer, AnswersBatchesRowByRow)
{
    const Answered read = answered(hubspotCall("POST", "/crm/v3/objects/contacts/batch/read", inputsBody(100)));
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.json.value("results"_L1).toArray().size(), 100);
    EXPECT_EQ(read.json.value("results"_L1).toArray()[99].toObject().value("id"_L1), "600"_L1);
    const Answered created
        = answered(hubspotCall("POST", "/crm/objects/2026-09/companies/batch/create",
                               R"({"inputs":[{"properties":{"name":"A"},"objectWriteTraceId":"row-7"}]})"));
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.json.value("results"_L1).toArray()[0].toObject().value("objectWriteTraceId"_L1), "row-7"_L1);
    const Answered upserted
        = answered(hubspotCall("POST", "/crm/v3/objects/contacts/batch/upsert",
                               R"({"inputs":[{"id":"a@b.c","idProperty":"email","properties":{}}]})"));
    const QJsonObject row = upserted.json.value("results"_L1).toArray()[0].toObject();
    EXPECT_EQ(row.value("properties"_L1).toObject().value("email"_L1), "a@b.c"_L1);
    EXPECT_TRUE(row.contains("new"_L1));
    EXPECT_EQ(answered(hubspotCall("POST", "/crm/v3/objects/contacts/batch/archive", inputsBody(2))).status, 204);
}

TEST(BenchAnswer, RefusesBatchesThatHubSpotWouldRefuse)
{
    for (const QByteArray &body : {QByteArray(), QByteArray("nonsense"), inputsBody(0), inputsBody(101)}) {
        const Answered refusal = answered(hubspotCall("POST", "/crm/v3/objects/contacts/batch/update", body));
        EXPECT_EQ(refusal.status, 400);
        EXPECT_EQ(refusal.json.value("category"_L1), "VALIDATION_ERROR"_L1);
    }
}

TEST(BenchAnswer, PagesThrough250Records)
{
    QByteArray after = "0";
    int count = 0;
    for (int page = 0; page < 10 && !after.isEmpty(); ++page) {
        const Answered got = answered(hubspotCall("GET", "/crm/v3/objects/contacts", {}, "limit=100&after=" + after));
        count += int(got.json.value("results"_L1).toArray().size());
        after = got.json["paging"_L1]["next"_L1]["after"_L1].toString().toLatin1();
    }
    EXPECT_EQ(count, 250);
    EXPECT_EQ(
        answered(hubspotCall("GET", "/crm/v3/objects/contacts", {}, "limit=-3&after=99999")).json.value("results"_L1),
        QJsonArray());
}

TEST(BenchAnswer, FindsWhatIsAskedFor)
{
    const Answered found = answered(hubspotCall(
        "POST", "/crm/v3/objects/contacts/search",
        R"({"filterGroups":[{"filters":[{"propertyName":"email","operator":"EQ","value":"x@y.z"}]}],"limit":5})"));
    EXPECT_EQ(found.json.value("total"_L1), 1);
    EXPECT_EQ(found.json["results"_L1][0]["properties"_L1]["email"_L1], "x@y.z"_L1);
}

TEST(BenchAnswer, CountsTheRecordsOfBatches)
{
    EXPECT_EQ(recordsOf(hubspotCall("POST", "/crm/v3/objects/contacts/batch/read", inputsBody(42))), 42);
    EXPECT_EQ(recordsOf(hubspotCall("POST", "/crm/v3/objects/contacts/batch/read", "{")), 1);
    EXPECT_EQ(recordsOf(hubspotCall("POST", "/crm/v3/objects/contacts", inputsBody(42))), 1);
}

TEST(BenchAnswer, HalvesABodySoThatItDoesNotParse)
{
    for (const int status : {200, 204}) {
        ServedReply calm{.status = status};
        if (status == 200)
            calm = benchAnswer(hubspotCall("GET", "/crm/v3/owners"), {});
        const ServedReply halved = halvedAnswer(calm);
        EXPECT_EQ(halved.status, 200);
        EXPECT_TRUE(halved.body.startsWith('{'));
        EXPECT_TRUE(QJsonDocument::fromJson(halved.body).isNull());
    }
}

TEST(BenchAnswer, RefusesInHubSpotsWords)
{
    const QJsonObject limited = QJsonDocument::fromJson(benchRefusal(429).body).object();
    EXPECT_EQ(limited.value("errorType"_L1), "RATE_LIMIT"_L1);
    EXPECT_EQ(limited.value("policyName"_L1), "TEN_SECONDLY_ROLLING"_L1);
    EXPECT_TRUE(benchRefusal(502).contentType.startsWith("text/html")) << "the edge speaks HTML";
    EXPECT_EQ(benchRefusal(503).status, 503);
}

} // namespace
} // namespace hubwatch
