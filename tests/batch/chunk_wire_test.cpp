// Chunks against the simulated HubSpot: it is strict about shapes.
#include "batch/chunk.h"

#include "net/qt_http.h"
#include "sim/sim_hubspot.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

class ChunkWireTest : public ::testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(hubSpot.listen(0)); }

    Result<HttpResponse> ask(HttpRequest request)
    {
        request.headers.push_back({.name = "Authorization", .value = "Bearer " + hubSpot.token().toLatin1()});
        std::optional<Result<HttpResponse>> answer;
        http.send(std::move(request), &context, [&answer](auto result) { answer = std::move(result); });
        EXPECT_TRUE(QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000));
        return answer.value_or(fail(Error::Kind::Offline, u"no answer"_s));
    }
    BatchAnswer answerTo(const HttpRequest &request, int status)
    {
        const Result<HttpResponse> response = ask(request);
        EXPECT_TRUE(response.has_value()) << (response ? QByteArray() : response.error().body).toStdString();
        if (!response)
            return {};
        EXPECT_EQ(response->status, status);
        return parseBatchAnswer(response->status, response->body).value_or(BatchAnswer());
    }
    WriteVerdict written(const JobSpec &spec, const std::vector<JobRow> &rows, int status)
    {
        return judgeAnswer(spec, rows, status, answerTo(writeRequest(hubSpot.url(), spec, rows), status));
    }

    static JobSpec spec(JobOperation operation, const QString &idProperty = {})
    {
        return {.operation = operation,
                .idProperty = idProperty,
                .mapping
                = {{.column = u"E"_s, .property = u"email"_s}, {.column = u"S"_s, .property = u"lifecyclestage"_s}}};
    }
    static JobRow row(std::int64_t number, const QString &key, const QString &email, const QString &stage)
    {
        return {.row = number,
                .key = key,
                .values
                = {{.property = u"email"_s, .value = email}, {.property = u"lifecyclestage"_s, .value = stage}}};
    }

    testing::ManualClock clock;
    SimHubSpot hubSpot{clock, 1};
    QtHttp http;
    QObject context;
};

TEST_F(ChunkWireTest, EveryRowIsAnsweredThroughItsLife)
{
    // Created, one of them refused and one in conflict.
    const JobSpec create = spec(JobOperation::Create);
    const std::vector rows{row(1, {}, u"a@b.test"_s, u"lead"_s), row(2, {}, u"A@b.test"_s, u"lead"_s),
                           row(3, {}, u"c@b.test"_s, u"nonsense"_s), row(4, {}, u"d@b.test"_s, u"lead"_s)};
    const WriteVerdict created = written(create, rows, 207);
    ASSERT_EQ(created.outcomes.size(), 4u);
    EXPECT_EQ(created.outcomes[0].pile, Pile::Done);
    EXPECT_EQ(created.outcomes[1].code, u"conflict"_s);
    EXPECT_TRUE(created.outcomes[1].words.contains(created.outcomes[0].recordId));
    EXPECT_EQ(created.outcomes[2].pile, Pile::Failed);
    EXPECT_EQ(created.outcomes[3].pile, Pile::Done);
    const CheckPlan plan = checkPlan(hubSpot.url(), create, rows, clock.now(), 1);
    const CheckVerdict found = judgeCheck(create, rows, clock.now(), answerTo(*plan.request, 207), 1);
    EXPECT_EQ(found.outcomes.size(), 3u); // the first two share an address
    EXPECT_EQ(found.notDone, std::vector<std::int64_t>{3});

    // Updated by address: one is unchanged, one unknown.
    const JobSpec update = spec(JobOperation::Update, u"email"_s);
    const std::vector changes{row(1, u"A@B.test"_s, u"a@b.test"_s, u"customer"_s),
                              row(2, u"nobody@b.test"_s, u"x@b.test"_s, u"lead"_s),
                              row(4, u"d@b.test"_s, u"d@b.test"_s, u"lead"_s)};
    const BeforeVerdict before
        = judgeBefore(update, changes, answerTo(*beforeRequest(hubSpot.url(), update, changes), 207));
    EXPECT_EQ(before.toSend, std::vector{changes[0]});
    ASSERT_EQ(before.settled.size(), 2u);
    EXPECT_EQ(before.settled[0].code, u"not-found"_s);
    EXPECT_EQ(before.settled[1].code, u"unchanged"_s);
    const WriteVerdict updated = written(update, before.toSend, 200);
    ASSERT_EQ(updated.outcomes.size(), 1u);
    EXPECT_EQ(updated.outcomes[0].recordId, created.outcomes[0].recordId);

    // Upserted: one is new.
    const JobSpec upsert = spec(JobOperation::Upsert, u"email"_s);
    const WriteVerdict upserted = written(
        upsert, {row(1, u"a@b.test"_s, u"a@b.test"_s, u"lead"_s), row(2, u"e@b.test"_s, u"e@b.test"_s, u"lead"_s)},
        200);
    ASSERT_EQ(upserted.outcomes.size(), 2u);
    EXPECT_FALSE(upserted.outcomes[0].isNew);
    EXPECT_TRUE(upserted.outcomes[1].isNew);

    // Archived by address, and read back.
    const JobSpec archive = spec(JobOperation::Archive, u"email"_s);
    const std::vector gone{JobRow{.row = 9, .key = u"e@b.test"_s}};
    const BeforeVerdict there = judgeBefore(archive, gone, answerTo(*beforeRequest(hubSpot.url(), archive, gone), 200));
    EXPECT_EQ(written(archive, there.toSend, 204).outcomes.size(), 1u);
    const CheckPlan look = checkPlan(hubSpot.url(), archive, gone, clock.now(), 1);
    EXPECT_EQ(judgeCheck(archive, gone, clock.now(), answerTo(*look.request, 207), 1).outcomes.size(), 1u);
}

TEST_F(ChunkWireTest, CreatesWithoutAUniqueValueAreFoundBySearch)
{
    const JobSpec deals{.operation = JobOperation::Create,
                        .object = u"deals"_s,
                        .mapping = {{.column = u"N"_s, .property = u"dealname"_s}}};
    const std::vector rows{JobRow{.row = 1, .values = {{.property = u"dealname"_s, .value = u"one"_s}}},
                           JobRow{.row = 2, .values = {{.property = u"dealname"_s, .value = u"two"_s}}}};
    EXPECT_EQ(written(deals, {rows[0]}, 201).outcomes.size(), 1u);
    const CheckPlan plan = checkPlan(hubSpot.url(), deals, rows, clock.now(), 1);
    ASSERT_EQ(plan.how, CheckPlan::How::Search);
    const CheckVerdict verdict = judgeCheck(deals, rows, clock.now(), answerTo(*plan.request, 200), 1);
    EXPECT_EQ(verdict.outcomes.size(), 1u);
    EXPECT_EQ(verdict.stillUnknown, std::vector<std::int64_t>{2});
}

} // namespace
} // namespace hubwatch
