// Every shape of a batch's answer becomes the same records and faults.
#include "hubspot/batch_answer.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

TEST(BatchAnswers, BothArraysAreReadWhateverTheStatus)
{
    const QByteArray json
        = R"({"status":"COMPLETE","results":[{"id":7,"properties":{"city":"Osaka","amount":1.5,"vip":true,"n":12,)"
          R"("phone":null},"createdAt":"2026-11-25T10:00:00.000Z","updatedAt":"2026-11-25T10:00:01.000Z",)"
          R"("archived":false,"new":true,"objectWriteTraceId":"row-3"}],"numErrors":1,"errors":[{"status":"error",)"
          R"("category":"VALIDATION_ERROR","message":"x was not one of the allowed options",)"
          R"("errors":[{"message":"inner","code":"INVALID_OPTION","context":{"propertyName":["stage"]}}],)"
          R"("context":{"objectWriteTraceId":["row-4"]}}]})";
    for (const int status : {200, 201, 207}) {
        const Result<BatchAnswer> answer = parseBatchAnswer(status, json);
        ASSERT_TRUE(answer.has_value());
        ASSERT_EQ(answer->records.size(), 1u);
        EXPECT_EQ(
            answer->records[0],
            (BatchRecord{.id = u"7"_s,
                         .properties
                         = {{u"city"_s, u"Osaka"_s}, {u"amount"_s, u"1.5"_s}, {u"vip"_s, u"true"_s}, {u"n"_s, u"12"_s}},
                         .trace = u"row-3"_s,
                         .createdAt = TimePoint(Duration(1795600800000)),
                         .updatedAt = TimePoint(Duration(1795600801000)),
                         .isNew = true}));
        ASSERT_EQ(answer->faults.size(), 1u);
        EXPECT_EQ(answer->faults[0],
                  (BatchFault{.category = u"VALIDATION_ERROR"_s,
                              .code = u"INVALID_OPTION"_s,
                              .property = u"stage"_s,
                              .message = u"inner"_s,
                              .traces = {u"row-4"_s}}));
    }
}

TEST(BatchAnswers, WhatIsNoAnswerIsMalformed)
{
    EXPECT_EQ(parseBatchAnswer(204, {}), BatchAnswer());
    EXPECT_EQ(parseBatchAnswer(200, R"({"results":[]})"), BatchAnswer());
    EXPECT_EQ(parseBatchAnswer(207, R"({"errors":[]})"), BatchAnswer());
    for (const char *json : {"", "[]", "{}", R"({"results":{}})", R"({"status":"PENDING"})"}) {
        const Result<BatchAnswer> answer = parseBatchAnswer(200, json);
        ASSERT_FALSE(answer.has_value()) << json;
        EXPECT_EQ(answer.error().kind, Error::Kind::Malformed);
    }
}

struct BatchFaultCase {
    const char *name;
    const char *json;
    BatchFault fault;
};

class BatchFaultTest : public ::testing::TestWithParam<BatchFaultCase>
{ };

TEST_P(BatchFaultTest, IsToldFromItsBody)
{
    const QByteArray body = R"({"errors":[)" + QByteArray(GetParam().json) + "]}";
    const Result<BatchAnswer> answer = parseBatchAnswer(207, body);
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->faults.size(), 1u);
    const BatchFault &fault = answer->faults[0];
    EXPECT_EQ(fault.code, GetParam().fault.code);
    EXPECT_EQ(fault.message, GetParam().fault.message);
    EXPECT_EQ(fault, GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, BatchFaultTest,
    ::testing::Values(
        BatchFaultCase{"Inside",
                       R"({"category":"VALIDATION_ERROR","message":"Property values were not valid: )"
                       R"([{\"isValid\":false,\"message\":\"MQL was not allowed\",\"error\":\"INVALID_OPTION\",)"
                       R"(\"name\":\"stage\"}]"})",
                       {.category = u"VALIDATION_ERROR"_s,
                        .code = u"INVALID_OPTION"_s,
                        .property = u"stage"_s,
                        .message = u"MQL was not allowed"_s}},
        BatchFaultCase{"Conflict",
                       R"({"category":"CONFLICT","message":"Contact already exists. Existing ID: 451",)"
                       R"("context":{"objectWriteTraceId":"row-9"}})",
                       {.category = u"CONFLICT"_s,
                        .code = u"CONFLICT"_s,
                        .message = u"Contact already exists. Existing ID: 451"_s,
                        .traces = {u"row-9"_s},
                        .existingId = u"451"_s}},
        BatchFaultCase{"TakenValue",
                       R"({"category":"VALIDATION_ERROR","message":"Cannot set x on 12. 77 already has that value."})",
                       {.category = u"VALIDATION_ERROR"_s,
                        .code = u"VALIDATION_ERROR"_s,
                        .message = u"Cannot set x on 12. 77 already has that value."_s,
                        .existingId = u"77"_s}},
        BatchFaultCase{"UnknownIds",
                       R"({"category":"OBJECT_NOT_FOUND","message":"Could not get","context":{"ids":["5",6]}})",
                       {.category = u"OBJECT_NOT_FOUND"_s,
                        .code = u"OBJECT_NOT_FOUND"_s,
                        .message = u"Could not get"_s,
                        .ids = {u"5"_s, u"6"_s}}},
        BatchFaultCase{"ContextOfText",
                       R"({"message":"no","context":"{objectWriteTraceId=[row-12, row-13]}"})",
                       {.message = u"no"_s, .traces = {u"row-12"_s, u"row-13"_s}}},
        BatchFaultCase{"Nothing", "{}", {}}),
    [](const auto &test) { return test.param.name; });

TEST(BatchAnswers, AFailureOfTheWholeIsAFaultToo)
{
    const Error error{.kind = Error::Kind::Rejected,
                      .detail = u"POST x: HTTP 409"_s,
                      .body = R"({"category":"CONFLICT","message":"Contact already exists. Existing ID: 3"})",
                      .status = 409};
    EXPECT_EQ(batchFaultOf(error).existingId, u"3"_s);
    const BatchFault silent
        = batchFaultOf({.kind = Error::Kind::Rejected, .detail = u"POST x: HTTP 400"_s, .status = 400});
    EXPECT_EQ(silent.code, u"bad-request"_s);
    EXPECT_EQ(silent.message, u"POST x: HTTP 400"_s);
}

TEST(BatchAnswers, NoTokenAndNoNovelIsKept)
{
    const QByteArray token = "pat-na1-" + QByteArray("11111111-2222-3333-4444-555555555555");
    const Error error{.kind = Error::Kind::Rejected,
                      .body = R"({"message":"bad )" + token + QByteArray(2000, 'x') + R"("})",
                      .status = 400};
    const BatchFault fault = batchFaultOf(error);
    EXPECT_FALSE(fault.message.contains(QString::fromLatin1(token)));
    EXPECT_LE(fault.message.size(), 500);
}

TEST(BatchAnswers, AssociationsComeInTwoShapes)
{
    const auto bound
        = parseAssociations(R"({"results":[{"from":{"id":"1"},"to":[{"toObjectId":9},{"id":"8"}]},)"
                            R"({"from":{"id":2},"to":[{"toObjectId":"7"}],"paging":{"next":{"after":"x"}}}]})");
    ASSERT_TRUE(bound.has_value());
    EXPECT_EQ(bound->value(u"1"_s), (QStringList{u"9"_s, u"8"_s}));
    EXPECT_EQ(bound->value(u"2"_s), (QStringList{u"7"_s, QString()}));
    EXPECT_EQ(parseAssociations("{}").error().kind, Error::Kind::Malformed);

    const auto written = parseBatchAnswer(200,
                                          R"({"results":[{"from":{"id":"1"},"to":{"id":"9"}},)"
                                          R"({"fromObjectId":1,"toObjectId":8,"labels":[]}]})");
    ASSERT_TRUE(written.has_value());
    ASSERT_EQ(written->records.size(), 2u);
    EXPECT_EQ(written->records[0].to, u"9"_s);
    EXPECT_EQ(written->records[1].id + u'>' + written->records[1].to, u"1>8"_s);
}

TEST(BatchAnswers, ASearchTellsItsTotal)
{
    const auto page = parseSearchPage(R"({"total":31,"results":[{"id":"5","properties":{"a":"b"}}]})");
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 31);
    EXPECT_EQ(page->records.front().id, u"5"_s);
    EXPECT_EQ(parseSearchPage("{}").error().kind, Error::Kind::Malformed);
}

} // namespace
} // namespace hubwatch
