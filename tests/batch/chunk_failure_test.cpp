// What the failure of a whole request means, by status and reach.
#include "batch/chunk.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Then = FailureVerdict::Then;
using Reach = Error::Reach;

struct ChunkFailureCase {
    const char *name;
    Error error;
    Then several;
    Then one;
    Then read;
};

Error failureOf(int status, Error::Kind kind, const char *body = R"({"message":"m"})")
{
    return {.kind = kind, .detail = u"POST x: HTTP %1"_s.arg(status), .body = body, .status = status};
}

Error failureAt(Reach reach)
{
    return {.kind = Error::Kind::Offline, .detail = u"POST x: no"_s, .reach = reach};
}

class ChunkFailureTest : public ::testing::TestWithParam<ChunkFailureCase>
{ };

TEST_P(ChunkFailureTest, IsSplitFailedCheckedPausedOrRepeated)
{
    const std::vector<JobRow> rows{{.row = 1}, {.row = 2}};
    const JobSpec update{.operation = JobOperation::Update};
    const JobSpec read{.operation = JobOperation::Read};
    const Error &error = GetParam().error;
    EXPECT_EQ(judgeFailure(update, error, rows).then, GetParam().several);
    EXPECT_EQ(judgeFailure(update, error, std::span(rows).first(1)).then, GetParam().one);
    EXPECT_EQ(judgeFailure(read, error, rows).then, GetParam().read);
    const FailureVerdict verdict = judgeFailure(update, error, rows);
    EXPECT_FALSE(verdict.words.isEmpty());
    EXPECT_FALSE(verdict.code.isEmpty());
    if (verdict.then == Then::Pause) {
        EXPECT_TRUE(verdict.words.endsWith(u"resume the job.")) << verdict.words.toStdString();
    }
}

using Kind = Error::Kind;

INSTANTIATE_TEST_SUITE_P(
    Failures, ChunkFailureTest,
    ::testing::Values(
        ChunkFailureCase{"400", failureOf(400, Kind::Rejected), Then::Split, Then::Fail, Then::Split},
        ChunkFailureCase{"409", failureOf(409, Kind::Rejected), Then::Split, Then::Fail, Then::Split},
        ChunkFailureCase{"414", failureOf(414, Kind::Rejected), Then::Split, Then::Fail, Then::Split},
        ChunkFailureCase{"413", failureOf(413, Kind::Rejected), Then::Split, Then::Fail, Then::Split},
        ChunkFailureCase{"404", failureOf(404, Kind::Rejected), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"404OfRecords", failureOf(404, Kind::Rejected, R"({"category":"OBJECT_NOT_FOUND"})"),
                         Then::Split, Then::Fail, Then::Split},
        ChunkFailureCase{"401", failureOf(401, Kind::Unauthorized), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"403", failureOf(403, Kind::Unauthorized), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"488", failureOf(488, Kind::Rejected), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"Portal", failureOf(200, Kind::Malformed, "<html>log in</html>"), Then::Pause, Then::Pause,
                         Then::Pause},
        ChunkFailureCase{"429", failureOf(429, Kind::RateLimited), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"423", failureOf(423, Kind::Rejected), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"477", failureOf(477, Kind::Rejected), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"500", failureOf(500, Kind::ServerFault), Then::Check, Then::Check, Then::Repeat},
        ChunkFailureCase{"524", failureOf(524, Kind::ServerFault), Then::Check, Then::Check, Then::Repeat},
        ChunkFailureCase{"Unreadable", failureOf(200, Kind::Malformed, "{"), Then::Check, Then::Check, Then::Repeat},
        ChunkFailureCase{"Timeout", failureAt(Reach::Timeout), Then::Check, Then::Check, Then::Repeat},
        ChunkFailureCase{"Reset", failureAt(Reach::Reset), Then::Check, Then::Check, Then::Repeat},
        ChunkFailureCase{"Refused", failureAt(Reach::Refused), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"Dns", failureAt(Reach::Dns), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"NoNetwork", failureAt(Reach::NoNetwork), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"Tls", failureAt(Reach::Tls), Then::Repeat, Then::Repeat, Then::Repeat},
        ChunkFailureCase{"Clock", failureAt(Reach::Clock), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"Proxy", failureAt(Reach::Proxy), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"NoCredential", failureOf(0, Kind::Storage), Then::Pause, Then::Pause, Then::Pause},
        ChunkFailureCase{"NotAsked", failureOf(0, Kind::Unauthorized), Then::Pause, Then::Pause, Then::Pause}),
    [](const auto &test) { return "With" + std::string(test.param.name); });

TEST(ChunkFailure, TheCulpritIsNamedInWords)
{
    const Error error = failureOf(400, Kind::Rejected,
                                  R"({"category":"VALIDATION_ERROR","message":"long","errors":[{"message":"MQL is not )"
                                  R"(allowed","code":"INVALID_OPTION","context":{"propertyName":["stage"]}}]})");
    const RowOutcome outcome = failedRow({}, {.row = 17}, error);
    EXPECT_EQ(outcome,
              (RowOutcome{.row = 17,
                          .pile = Pile::Failed,
                          .code = u"INVALID_OPTION"_s,
                          .words = u"stage: HubSpot says: MQL is not allowed"_s}));
}

TEST(ChunkFailure, AMissingScopeIsNamed)
{
    const Error error = failureOf(403, Kind::Unauthorized,
                                  R"({"category":"MISSING_SCOPES","errors":[{"context":{"requiredGranularScopes":)"
                                  R"(["crm.objects.contacts.write"]}}]})");
    EXPECT_EQ(judgeFailure({}, error, {}).words,
              u"The token lacks a scope: one of crm.objects.contacts.write. Add it to the app in HubSpot, then resume "
              "the job."_s);
}

} // namespace
} // namespace hubwatch
