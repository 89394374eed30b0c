#include "sim/sim_hubspot_batch.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

const QByteArray batchPath = "/crm/objects/2026-09/contacts/batch/";

class SimBatchTest : public testing::HubSpotCalls
{
protected:
    static QByteArray inputs(int many)
    {
        QByteArrayList list;
        for (int i = 0; i < many; ++i)
            list += "{\"id\": \"" + QByteArray::number(101 + i) + "\"}";
        return "{\"inputs\": [" + list.join(", ") + "], \"properties\": [\"email\"]";
    }
};

TEST_F(SimBatchTest, ReadsAHundredAndNoMore)
{
    const QJsonObject read = post(batchPath + "read", inputs(100) + '}');
    EXPECT_EQ(status, 200);
    EXPECT_EQ(count(read, "results"), 100);
    EXPECT_EQ(text(read, "status"), QStringLiteral("COMPLETE"));
    EXPECT_EQ(text(post(batchPath + "read", inputs(101) + '}'), "category"), QStringLiteral("VALIDATION_ERROR"));
    EXPECT_EQ(status, 400);
    post(batchPath + "read", inputs(51) + ", \"propertiesWithHistory\": [\"email\"]}");
    EXPECT_EQ(status, 400) << "fifty with history";
    post(batchPath + "read", inputs(50) + ", \"propertiesWithHistory\": [\"email\"]}");
    EXPECT_EQ(status, 200);
}

TEST_F(SimBatchTest, TellsUnknownIdsBesideTheGoodRows)
{
    const QJsonObject read = post(batchPath + "read", "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"9999\"}]}");
    EXPECT_EQ(status, 207);
    EXPECT_EQ(count(read, "results"), 1);
    EXPECT_EQ(read[QStringLiteral("numErrors")].toInt(), 1);
    EXPECT_EQ(first(read, "errors")[QStringLiteral("context")][QStringLiteral("ids")].toArray().first().toString(),
              QStringLiteral("9999"));
}

TEST_F(SimBatchTest, ReadsByEmail)
{
    const QJsonObject read
        = post(batchPath + "read", "{\"inputs\": [{\"id\": \"Person101@example.test\"}], \"idProperty\": \"email\"}");
    EXPECT_EQ(text(first(read, "results"), "id"), QStringLiteral("101"));
    post(batchPath + "read", "{\"inputs\": [{\"id\": \"x\"}], \"idProperty\": \"city\"}");
    EXPECT_EQ(status, 400);
}

TEST_F(SimBatchTest, CreatesAllOrNothingWithoutTraces)
{
    const size_t before = state.records(4242, QStringLiteral("contacts"), now).all().size();
    const QJsonObject refused = post(batchPath + "create",
                                     "{\"inputs\": [{\"properties\": {\"email\": \"new@example.test\"}},"
                                     " {\"properties\": {\"email\": \"person101@example.test\"}}]}");
    EXPECT_EQ(status, 409);
    EXPECT_EQ(text(refused, "message"), QStringLiteral("Contact already exists. Existing ID: 101"));
    EXPECT_EQ(state.records(4242, QStringLiteral("contacts"), now).all().size(), before);
    const QJsonObject done
        = post(batchPath + "create", "{\"inputs\": [{\"properties\": {\"email\": \"new@example.test\"}}]}");
    EXPECT_EQ(status, 201);
    EXPECT_EQ(count(done, "results"), 1);
    EXPECT_FALSE(done.contains(QStringLiteral("errors")));
}

TEST_F(SimBatchTest, CreatesTheGoodRowsWhenAllAreTraced)
{
    const QJsonObject mixed
        = post(batchPath + "create",
               "{\"inputs\": [{\"objectWriteTraceId\": \"row-1\", \"properties\": {\"email\": \"new@example.test\"}},"
               " {\"objectWriteTraceId\": \"row-2\", \"properties\": {\"colour\": \"red\"}}]}");
    EXPECT_EQ(status, 207);
    EXPECT_EQ(text(first(mixed, "results"), "objectWriteTraceId"), QStringLiteral("row-1"));
    EXPECT_EQ(text(first(mixed, "errors"), "category"), QStringLiteral("VALIDATION_ERROR"));
    EXPECT_EQ(first(mixed, "errors")[QStringLiteral("context")][QStringLiteral("objectWriteTraceId")]
                  .toArray()
                  .first()
                  .toString(),
              QStringLiteral("row-2"));
}

TEST_F(SimBatchTest, UpdatesAndTellsWhatIsGone)
{
    const QJsonObject update = post(batchPath + "update",
                                    "{\"inputs\": [{\"id\": \"101\", \"properties\": {\"city\": \"Kyoto\"}},"
                                    " {\"id\": \"9999\", \"properties\": {\"city\": \"Kyoto\"}}]}");
    EXPECT_EQ(status, 207);
    EXPECT_EQ(first(update, "results")[QStringLiteral("properties")][QStringLiteral("city")].toString(),
              QStringLiteral("Kyoto"));
    EXPECT_EQ(text(first(update, "errors"), "category"), QStringLiteral("OBJECT_NOT_FOUND"));
}

TEST_F(SimBatchTest, UpsertsAndTellsWhichAreNew)
{
    const QJsonObject upsert = post(
        batchPath + "upsert",
        "{\"inputs\": [{\"id\": \"person101@example.test\", \"idProperty\": \"email\", \"properties\": "
        "{\"city\": \"Oslo\"}}, {\"id\": \"nobody@example.test\", \"idProperty\": \"email\", \"properties\": {}}]}");
    EXPECT_EQ(status, 200);
    const QJsonArray rows = upsert[QStringLiteral("results")].toArray();
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0][QStringLiteral("new")], QJsonValue(false));
    EXPECT_EQ(rows[1][QStringLiteral("new")], QJsonValue(true));
    EXPECT_EQ(get("/crm/objects/2026-09/contacts/nobody@example.test?idProperty=email")[QStringLiteral("id")],
              rows[1][QStringLiteral("id")]);
}

TEST_F(SimBatchTest, ArchivesWithoutAWord)
{
    post(batchPath + "archive", "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"9999\"}]}");
    EXPECT_EQ(status, 204);
    EXPECT_TRUE(reply.body.isEmpty());
    get("/crm/objects/2026-09/contacts/101");
    EXPECT_EQ(status, 404);
}

TEST_F(SimBatchTest, TellsTheCodeOfATracedRow)
{
    const QJsonObject mixed = post(batchPath + "create",
                                   "{\"inputs\": [{\"objectWriteTraceId\": \"a\", \"properties\": {\"lifecyclestage\": "
                                   "\"egg\"}}, {\"objectWriteTraceId\": \"b\", \"properties\": {\"email\": "
                                   "\"person101@example.test\"}}]}");
    EXPECT_EQ(status, 207);
    EXPECT_EQ(text(first(first(mixed, "errors"), "errors"), "code"), QStringLiteral("INVALID_OPTION"));
    const QJsonObject conflict = mixed[QStringLiteral("errors")].toArray().last().toObject();
    EXPECT_EQ(text(conflict, "category"), QStringLiteral("CONFLICT"));
    EXPECT_TRUE(text(conflict, "message").endsWith(QStringLiteral("Existing ID: 101")));
}

TEST_F(SimBatchTest, FailsAsAWholeByRule)
{
    control("rules", "{\"wholeBatch\": true}");
    const QByteArray body
        = "{\"inputs\": [{\"objectWriteTraceId\": \"a\", \"properties\": {\"email\": \"new@example.test\"}},"
          " {\"objectWriteTraceId\": \"b\", \"properties\": {\"email\": \"person101@example.test\"}},"
          " {\"objectWriteTraceId\": \"c\", \"properties\": {\"email\": \"person102@example.test\"}}]}";
    const QJsonObject refused = post(batchPath + "create", body);
    EXPECT_EQ(status, 409);
    EXPECT_TRUE(text(refused, "message").endsWith(QStringLiteral("Existing ID: 101"))) << "the first alone is named";
    EXPECT_FALSE(reply.body.contains("102"));
    EXPECT_FALSE(reply.body.contains("objectWriteTraceId"));
    EXPECT_FALSE(state.records(4242, QStringLiteral("contacts"), now)
                     .find(QStringLiteral("new@example.test"), QStringLiteral("email")));
    control("rules", "{\"wholeBatch\": false}");
    post(batchPath + "create", body);
    EXPECT_EQ(status, 207);
}

TEST_F(SimBatchTest, WritesNothingWhenTwoInputsTakeTheSameEmail)
{
    post(batchPath + "create",
         "{\"inputs\": [{\"properties\": {\"email\": \"new@example.test\"}},"
         " {\"properties\": {\"email\": \"NEW@example.test\"}}]}");
    EXPECT_EQ(status, 409);
    EXPECT_FALSE(state.records(4242, QStringLiteral("contacts"), now)
                     .find(QStringLiteral("new@example.test"), QStringLiteral("email")));
}

TEST_F(SimBatchTest, ReadsWhatIsArchivedOnlyWhenAsked)
{
    post(batchPath + "archive", "{\"inputs\": [{\"id\": \"101\"}]}");
    const QByteArray body = "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"102\"}], \"properties\": [\"email\"]}";
    EXPECT_EQ(text(first(post(batchPath + "read", body), "results"), "id"), QStringLiteral("102"));
    const QJsonObject archived = post(batchPath + "read?archived=true", body);
    EXPECT_EQ(status, 207);
    EXPECT_EQ(text(first(archived, "results"), "id"), QStringLiteral("101"));
    EXPECT_EQ(first(archived, "results")[QStringLiteral("archived")], QJsonValue(true));
    EXPECT_EQ(text(first(archived, "results"), "archivedAt"), hubspotTime(now));
}

TEST_F(SimBatchTest, CreatesAnewWithTheEmailOfAnArchivedContact)
{
    post(batchPath + "archive", "{\"inputs\": [{\"id\": \"101\"}]}");
    const QJsonObject made
        = post(batchPath + "create", "{\"inputs\": [{\"properties\": {\"email\": \"person101@example.test\"}}]}");
    EXPECT_EQ(status, 201);
    EXPECT_EQ(text(first(made, "results"), "id"), QStringLiteral("351"));
    const QJsonObject read
        = post(batchPath + "read", "{\"inputs\": [{\"id\": \"person101@example.test\"}], \"idProperty\": \"email\"}");
    EXPECT_EQ(text(first(read, "results"), "id"), QStringLiteral("351"));
}

TEST_F(SimBatchTest, HoldsOwnTypes)
{
    const QByteArray path = "/crm/objects/2026-09/p4242_machine/batch/";
    const QByteArray body = "{\"inputs\": [{\"id\": \"SN-1\", \"idProperty\": \"serial_number\", \"properties\": "
                            "{\"running\": \"true\"}}]}";
    EXPECT_EQ(first(post(path + "upsert", body), "results")[QStringLiteral("new")], QJsonValue(true));
    EXPECT_EQ(first(post("/crm/objects/2026-09/2-123456/batch/upsert", body), "results")[QStringLiteral("new")],
              QJsonValue(false));
}

struct BadBatch {
    const char *name;
    const char *operation;
    const char *body;
    int status;
};

class SimBadBatchTest : public testing::HubSpotCalls, public ::testing::WithParamInterface<BadBatch>
{ };

TEST_P(SimBadBatchTest, IsRefused)
{
    post(batchPath + GetParam().operation, GetParam().body);
    EXPECT_EQ(status, GetParam().status) << reply.body.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, SimBadBatchTest,
    ::testing::Values(
        BadBatch{"NoInputs", "read", "{}", 400}, BadBatch{"EmptyInputs", "read", "{\"inputs\": []}", 400},
        BadBatch{"NumberAsId", "read", "{\"inputs\": [{\"id\": 101}]}", 400},
        BadBatch{"SameIdTwice", "read", "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"101\"}]}", 400},
        BadBatch{"NoProperties", "create", "{\"inputs\": [{\"id\": \"101\"}]}", 400},
        BadBatch{"NumberAsValue", "create", "{\"inputs\": [{\"properties\": {\"city\": 5}}]}", 400},
        BadBatch{"SameTraceTwice", "create",
                 "{\"inputs\": [{\"objectWriteTraceId\": \"a\", \"properties\": {}}, {\"objectWriteTraceId\": \"a\", "
                 "\"properties\": {}}]}",
                 400},
        BadBatch{"UpsertWithoutIdProperty", "upsert", "{\"inputs\": [{\"id\": \"a\", \"properties\": {}}]}", 400},
        BadBatch{"NoJson", "read", "{\"inputs\": [", 400}, BadBatch{"UnknownOperation", "explode", "{}", 404}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
