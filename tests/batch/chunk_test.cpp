// The decisions about one chunk: what is sent, and what answers and failures mean for each row.
#include "batch/chunk.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

const QUrl chunkApi(u"https://api.hubapi.com"_s);

JobSpec chunkSpec(JobOperation operation, const QString &idProperty = {})
{
    return {
        .operation = operation, .idProperty = idProperty, .mapping = {{.column = u"City"_s, .property = u"city"_s}}};
}

JobRow chunkRow(std::int64_t row, const QString &key, const QString &city)
{
    return {.row = row, .key = key, .values = {{.property = u"city"_s, .value = city}}};
}

BatchRecord chunkRecord(const QString &id, const QString &city, const QString &email = {}, const QString &trace = {})
{
    BatchRecord record{.id = id, .trace = trace, .updatedAt = TimePoint(5s)};
    if (!city.isEmpty())
        record.properties.insert(u"city"_s, city);
    if (!email.isEmpty())
        record.properties.insert(u"email"_s, email);
    return record;
}

QJsonObject chunkBody(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QStringList chunkIds(const HttpRequest &request)
{
    QStringList ids;
    for (const QJsonValue &input : chunkBody(request).value(u"inputs").toArray())
        ids << input[u"id"].toString();
    return ids;
}

/// "3 failed conflict", in the order of rows.
QStringList chunkSummary(const std::vector<RowOutcome> &outcomes)
{
    QStringList lines;
    for (const RowOutcome &outcome : outcomes)
        lines << u"%1 %2 %3"_s.arg(outcome.row).arg(pileWord(outcome.pile), outcome.code).trimmed();
    return lines;
}

TEST(ChunkBefore, IsReadByTheKeyWithWhatIsWritten)
{
    const std::vector rows{chunkRow(1, u"A@b.c"_s, u"Osaka"_s), chunkRow(2, u"a@b.c"_s, u"Kobe"_s),
                           chunkRow(3, u"d@e.f"_s, u"Kobe"_s)};
    const auto request = beforeRequest(chunkApi, chunkSpec(JobOperation::Update, u"email"_s), rows);
    ASSERT_TRUE(request.has_value());
    EXPECT_EQ(request->url.path(), u"/crm/objects/2026-09/contacts/batch/read"_s);
    EXPECT_EQ(chunkIds(*request), (QStringList{u"A@b.c"_s, u"d@e.f"_s}));
    EXPECT_EQ(chunkBody(*request).value(u"idProperty").toString(), u"email"_s);
    EXPECT_EQ(chunkBody(*request).value(u"properties").toArray(),
              QJsonArray::fromStringList({u"city"_s, u"email"_s, u"hs_additional_emails"_s, u"lastmodifieddate"_s}));
}

TEST(ChunkBefore, IsNotReadWhereThereIsNone)
{
    const std::vector rows{chunkRow(1, u"7"_s, u"Osaka"_s)};
    EXPECT_FALSE(beforeRequest(chunkApi, chunkSpec(JobOperation::Create), rows).has_value());
    EXPECT_FALSE(beforeRequest(chunkApi, chunkSpec(JobOperation::Read), rows).has_value());
    JobSpec blind = chunkSpec(JobOperation::Update);
    blind.keepsBefore = false;
    EXPECT_TRUE(beforeRequest(chunkApi, blind, rows).has_value()); // skips what is unchanged
    blind.skipsUnchanged = false;
    EXPECT_FALSE(beforeRequest(chunkApi, blind, rows).has_value());
    blind.operation = JobOperation::Archive;
    EXPECT_FALSE(beforeRequest(chunkApi, blind, rows).has_value());
    blind.idProperty = u"email"_s; // archived by id alone: it has to be looked up
    EXPECT_TRUE(beforeRequest(chunkApi, blind, rows).has_value());
}

TEST(ChunkBefore, TellsUnchangedMissingAndNew)
{
    const std::vector rows{chunkRow(1, u"a@b.c"_s, u"Osaka"_s), chunkRow(2, u"D@e.f"_s, u"Kobe"_s),
                           chunkRow(3, u"g@h.i"_s, u"Kobe"_s)};
    const BatchAnswer answer{
        .records = {chunkRecord(u"9"_s, u"Kyoto"_s, u"d@e.f"_s), chunkRecord(u"8"_s, u"Osaka"_s, u"a@b.c"_s)}};
    const BeforeVerdict update = judgeBefore(chunkSpec(JobOperation::Update, u"email"_s), rows, answer);
    EXPECT_EQ(chunkSummary(update.settled), (QStringList{u"1 skipped unchanged"_s, u"3 failed not-found"_s}));
    EXPECT_EQ(update.toSend, std::vector{rows[1]});
    EXPECT_EQ(update.images,
              (std::vector{BeforeImage{.row = 2,
                                       .recordId = u"9"_s,
                                       .values = {{.property = u"city"_s, .value = u"Kyoto"_s}},
                                       .changedAt = TimePoint(5s)}}));
    const BeforeVerdict upsert = judgeBefore(chunkSpec(JobOperation::Upsert, u"email"_s), rows, answer);
    EXPECT_EQ(chunkSummary(upsert.settled), QStringList{u"1 skipped unchanged"_s});
    EXPECT_EQ(upsert.toSend, (std::vector{rows[1], rows[2]}));
    EXPECT_EQ(upsert.images.size(), 1u);
}

TEST(ChunkBefore, WhatALateRequestHasDoneIsDone)
{
    const std::vector rows{chunkRow(1, u"1"_s, u"Osaka"_s), chunkRow(2, u"2"_s, u"Osaka"_s),
                           chunkRow(3, u"3"_s, u"Osaka"_s)};
    const auto image = [](std::int64_t row) {
        return BeforeImage{.row = row, .recordId = QString::number(row), .values = {{u"city"_s, u"Kyoto"_s}}};
    };
    const std::vector<EarlierSend> earlier{{.row = 1, .before = image(1)}, {.row = 2, .before = image(2)}};
    const BatchAnswer answer{
        .records = {chunkRecord(u"1"_s, u"Osaka"_s), chunkRecord(u"2"_s, u"Nara"_s), chunkRecord(u"3"_s, u"Osaka"_s)}};
    for (const bool skips : {true, false}) {
        JobSpec spec = chunkSpec(JobOperation::Update);
        spec.skipsUnchanged = skips;
        const BeforeVerdict update = judgeBefore(spec, rows, answer, earlier);
        EXPECT_EQ(chunkSummary(update.settled).front(), u"1 done found"_s);
        EXPECT_EQ(update.settled.front().changedAt, TimePoint(5s));
        ASSERT_FALSE(update.images.empty());
        EXPECT_EQ(update.images.front().values.front().value, u"Nara"_s) << "somebody has changed it meanwhile";
        EXPECT_EQ(update.toSend.size(), skips ? 1u : 2u);
    }
    const BeforeVerdict archive
        = judgeBefore(chunkSpec(JobOperation::Archive), rows, {.records = {answer.records[1]}}, earlier);
    EXPECT_EQ(chunkSummary(archive.settled), (QStringList{u"1 done found"_s, u"3 failed not-found"_s}));

    JobSpec upsert = chunkSpec(JobOperation::Upsert);
    const std::vector<EarlierSend> made{{.row = 1, .sentAt = TimePoint(1h)}};
    BatchAnswer fresh{.records = {answer.records[0]}};
    fresh.records[0].createdAt = TimePoint(1h + 3s);
    EXPECT_TRUE(judgeBefore(upsert, rows, fresh, made).settled.front().isNew);
    fresh.records[0].createdAt = TimePoint(1h - 2min);
    EXPECT_FALSE(judgeBefore(upsert, rows, fresh, made).settled.front().isNew);

    const std::vector pairs{JobRow{.row = 1, .key = u"1"_s, .to = u"9"_s},
                            JobRow{.row = 3, .key = u"3"_s, .to = u"9"_s}};
    const BeforeVerdict bound = judgeBoundBefore(chunkSpec(JobOperation::Associate), pairs,
                                                 {{u"1"_s, {u"9"_s}}, {u"3"_s, {u"9"_s}}}, earlier);
    EXPECT_EQ(chunkSummary(bound.settled), (QStringList{u"1 done"_s, u"3 skipped unchanged"_s}));
}

TEST(ChunkBefore, FindsAContactByItsOtherAddresses)
{
    BatchRecord record = chunkRecord(u"9"_s, u"Kyoto"_s, u"new@b.c"_s);
    record.properties.insert(u"hs_additional_emails"_s, u"older@b.c;Old@b.c"_s);
    const BeforeVerdict verdict
        = judgeBefore(chunkSpec(JobOperation::Update, u"email"_s), std::vector{chunkRow(1, u"old@b.c"_s, u"Osaka"_s)},
                      {.records = {record}});
    EXPECT_EQ(verdict.toSend.size(), 1u);
}

TEST(ChunkBefore, ArchivesByIdAndKeepsAllThatItWasToldToKeep)
{
    JobSpec spec = chunkSpec(JobOperation::Archive, u"email"_s);
    spec.mapping.clear();
    spec.properties = {u"city"_s, u"email"_s, u"phone"_s};
    const std::vector rows{JobRow{.row = 4, .key = u"a@b.c"_s}};
    const BeforeVerdict verdict = judgeBefore(spec, rows, {.records = {chunkRecord(u"9"_s, u"Kyoto"_s, u"a@b.c"_s)}});
    ASSERT_EQ(verdict.toSend.size(), 1u);
    EXPECT_EQ(verdict.toSend[0].key, u"9"_s);
    ASSERT_EQ(verdict.images.size(), 1u);
    EXPECT_EQ(verdict.images[0].values,
              (std::vector<PropertyValue>{{.property = u"city"_s, .value = u"Kyoto"_s},
                                          {.property = u"email"_s, .value = u"a@b.c"_s}}));
    EXPECT_EQ(chunkIds(writeRequest(chunkApi, spec, verdict.toSend)), QStringList{u"9"_s});
}

TEST(ChunkBefore, AFaultOfTheReadIsNotTakenForAbsence)
{
    const BatchAnswer answer{.faults = {{.category = u"VALIDATION_ERROR"_s, .code = u"BAD"_s, .message = u"no"_s}}};
    const BeforeVerdict verdict
        = judgeBefore(chunkSpec(JobOperation::Update), std::vector{chunkRow(1, u"7"_s, u"x"_s)}, answer);
    EXPECT_EQ(chunkSummary(verdict.settled), QStringList{u"1 failed BAD"_s});
}

TEST(ChunkBefore, PairsThatAreBoundAlreadyAreSkipped)
{
    JobSpec spec = chunkSpec(JobOperation::Associate);
    spec.toObject = u"companies"_s;
    const std::vector rows{JobRow{.row = 1, .key = u"1"_s, .to = u"9"_s},
                           JobRow{.row = 2, .key = u"1"_s, .to = u"8"_s}};
    const auto request = beforeRequest(chunkApi, spec, rows);
    ASSERT_TRUE(request.has_value());
    EXPECT_EQ(chunkIds(*request), QStringList{u"1"_s});
    const BeforeVerdict bind = judgeBoundBefore(spec, rows, {{u"1"_s, {u"9"_s}}});
    EXPECT_EQ(chunkSummary(bind.settled), QStringList{u"1 skipped unchanged"_s});
    EXPECT_EQ(bind.toSend, std::vector{rows[1]});
    spec.operation = JobOperation::Dissociate;
    EXPECT_EQ(judgeBoundBefore(spec, rows, {{u"1"_s, {u"9"_s}}}).toSend, std::vector{rows[0]});
    EXPECT_EQ(chunkSummary(judgeBoundBefore(spec, std::vector{JobRow{.row = 3, .key = u"1"_s}}, {}).settled),
              QStringList{u"3 skipped no-before"_s});
    // A part only was shown: the pair may be bound.
    EXPECT_EQ(judgeBoundBefore(spec, rows, {{u"1"_s, {u"7"_s, QString()}}}).toSend, rows);
}

TEST(ChunkWrite, SendsTracesKeysAndNeverNull)
{
    const std::vector rows{JobRow{.row = 7, .key = u"a@b.c"_s, .values = {{.property = u"city"_s}}}};
    const HttpRequest request = writeRequest(chunkApi, chunkSpec(JobOperation::Upsert, u"email"_s), rows);
    EXPECT_EQ(request.url.path(), u"/crm/objects/2026-09/contacts/batch/upsert"_s);
    EXPECT_EQ(request.body,
              QByteArray(R"({"inputs":[{"id":"a@b.c","idProperty":"email","objectWriteTraceId":"row-7",)"
                         R"("properties":{"city":""}}]})"));
}

struct ChunkAnswerCase {
    const char *name;
    JobOperation operation;
    int status;
    BatchAnswer answer;
    QStringList outcomes;
    std::vector<std::int64_t> again;
    std::vector<std::int64_t> unknown;
};

class ChunkAnswerTest : public ::testing::TestWithParam<ChunkAnswerCase>
{ };

TEST_P(ChunkAnswerTest, SpeaksOfEveryRow)
{
    const ChunkAnswerCase &test = GetParam();
    std::vector<JobRow> rows{chunkRow(1, u"11"_s, u"Osaka"_s), chunkRow(2, u"12"_s, u"Kobe"_s),
                             chunkRow(3, u"13"_s, u"Nara"_s)};
    if (test.operation == JobOperation::Create)
        for (JobRow &row : rows)
            row.key.clear();
    const WriteVerdict verdict = judgeAnswer(chunkSpec(test.operation), rows, test.status, test.answer);
    EXPECT_EQ(chunkSummary(verdict.outcomes), test.outcomes);
    EXPECT_EQ(verdict.again, test.again);
    EXPECT_EQ(verdict.unknown, test.unknown);
    EXPECT_EQ(verdict.outcomes.size() + verdict.again.size() + verdict.unknown.size(), rows.size());
}

const BatchFault chunkConflict{.category = u"CONFLICT"_s,
                               .code = u"CONFLICT"_s,
                               .message = u"exists"_s,
                               .traces = {u"row-2"_s},
                               .existingId = u"5"_s};

INSTANTIATE_TEST_SUITE_P(
    Answers, ChunkAnswerTest,
    ::testing::Values(
        ChunkAnswerCase{"ByTraceInAnyOrder",
                        JobOperation::Update,
                        207,
                        {.records = {chunkRecord(u"13"_s, u"Nara"_s, {}, u"row-3"_s),
                                     chunkRecord(u"99"_s, u"Osaka"_s, {}, u"row-1"_s)},
                         .faults = {chunkConflict}},
                        {u"1 done"_s, u"2 failed conflict"_s, u"3 done"_s},
                        {},
                        {}},
        ChunkAnswerCase{"ByIdWithoutTraces",
                        JobOperation::Update,
                        207,
                        {.records = {chunkRecord(u"12"_s, {}), chunkRecord(u"11"_s, {})},
                         .faults = {{.category = u"OBJECT_NOT_FOUND"_s, .ids = {u"13"_s}}}},
                        {u"1 done"_s, u"2 done"_s, u"3 failed not-found"_s},
                        {},
                        {}},
        ChunkAnswerCase{
            "LeftOut", JobOperation::Update, 200, {.records = {chunkRecord(u"12"_s, {})}}, {u"2 done"_s}, {}, {1, 3}},
        ChunkAnswerCase{"OneNamelessFault",
                        JobOperation::Update,
                        207,
                        {.records = {chunkRecord(u"12"_s, {}), chunkRecord(u"11"_s, {})},
                         .faults = {{.code = u"ODD"_s, .message = u"no"_s}}},
                        {u"1 done"_s, u"2 done"_s, u"3 failed ODD"_s},
                        {},
                        {}},
        ChunkAnswerCase{"NamelessFaultOfSeveral",
                        JobOperation::Create,
                        207,
                        {.records = {chunkRecord(u"50"_s, u"Kobe"_s)}, .faults = {{.code = u"ODD"_s}}},
                        {u"2 done"_s},
                        {1, 3},
                        {}},
        ChunkAnswerCase{"NamelessFaultAndAStranger",
                        JobOperation::Create,
                        207,
                        {.records = {chunkRecord(u"50"_s, u"Tokyo"_s)}, .faults = {{.code = u"ODD"_s}}},
                        {},
                        {},
                        {1, 2, 3}},
        ChunkAnswerCase{"CreatesByTheirValues",
                        JobOperation::Create,
                        201,
                        {.records = {chunkRecord(u"50"_s, u"Nara"_s), chunkRecord(u"51"_s, u"Osaka"_s),
                                     chunkRecord(u"52"_s, u"Kobe"_s)}},
                        {u"1 done"_s, u"2 done"_s, u"3 done"_s},
                        {},
                        {}},
        ChunkAnswerCase{"Throttled",
                        JobOperation::Update,
                        207,
                        {.records = {chunkRecord(u"12"_s, {}), chunkRecord(u"11"_s, {})},
                         .faults = {{.category = u"RATE_LIMITS"_s, .traces = {u"row-3"_s}}}},
                        {u"1 done"_s, u"2 done"_s},
                        {3},
                        {}},
        ChunkAnswerCase{"BrokenInside",
                        JobOperation::Update,
                        207,
                        {.records = {chunkRecord(u"12"_s, {}), chunkRecord(u"11"_s, {})},
                         .faults = {{.category = u"INTERNAL_ERROR"_s, .traces = {u"row-3"_s}}}},
                        {u"1 done"_s, u"2 done"_s},
                        {},
                        {3}},
        ChunkAnswerCase{
            "ArchivedWithoutABody", JobOperation::Archive, 204, {}, {u"1 done"_s, u"2 done"_s, u"3 done"_s}, {}, {}},
        ChunkAnswerCase{"NothingSaidOfAnUpdate", JobOperation::Update, 200, {}, {}, {}, {1, 2, 3}},
        ChunkAnswerCase{
            "ReadOfUnknownIds",
            JobOperation::Read,
            207,
            {.records = {chunkRecord(u"12"_s, {})}, .faults = {{.category = u"OBJECT_NOT_FOUND"_s, .ids = {u"11"_s}}}},
            {u"1 failed not-found"_s, u"2 done"_s, u"3 failed not-found"_s},
            {},
            {}}),
    [](const auto &test) { return test.param.name; });

TEST(ChunkAnswer, TellsWhatAnUpsertMadeAndNamesTheConflict)
{
    const JobSpec spec = chunkSpec(JobOperation::Upsert, u"email"_s);
    BatchRecord made = chunkRecord(u"31"_s, u"Osaka"_s, u"a@b.c"_s);
    made.isNew = true;
    const std::vector rows{chunkRow(1, u"A@b.c"_s, u"Osaka"_s), chunkRow(2, u"d@e.f"_s, u"Kobe"_s)};
    const WriteVerdict verdict = judgeAnswer(spec, rows, 207, {.records = {made}, .faults = {chunkConflict}});
    ASSERT_EQ(verdict.outcomes.size(), 2u);
    EXPECT_EQ(verdict.outcomes[0],
              (RowOutcome{.row = 1, .recordId = u"31"_s, .isNew = true, .changedAt = TimePoint(5s)}));
    EXPECT_EQ(verdict.outcomes[1].words, u"another contact has this value already: id 5. HubSpot says: exists"_s);
}

TEST(ChunkAnswer, PairsAreMatchedByBothSides)
{
    JobSpec spec = chunkSpec(JobOperation::Associate);
    const std::vector rows{JobRow{.row = 1, .key = u"1"_s, .to = u"9"_s}, JobRow{.row = 2, .key = u"1"_s, .to = u"8"_s},
                           JobRow{.row = 3, .key = u"2"_s, .to = u"7"_s}};
    const BatchAnswer answer{.records = {{.id = u"1"_s, .to = u"8"_s}},
                             .faults = {{.category = u"OBJECT_NOT_FOUND"_s, .ids = {u"1"_s, u"9"_s}}}};
    const WriteVerdict verdict = judgeAnswer(spec, rows, 207, answer);
    EXPECT_EQ(chunkSummary(verdict.outcomes), (QStringList{u"1 failed not-found"_s, u"2 done"_s}));
    EXPECT_EQ(verdict.unknown, std::vector<std::int64_t>{3});
    spec.operation = JobOperation::Dissociate;
    EXPECT_EQ(judgeAnswer(spec, rows, 204, {}).outcomes.size(), 3u);
}

TEST(ChunkWrite, TheUndoOfAnUpsertSendsOneKindAtATime)
{
    JobSpec spec = chunkSpec(JobOperation::Upsert);
    spec.undoes = u"job"_s;
    const std::vector rows{chunkRow(1, u"11"_s, u"Osaka"_s), JobRow{.row = 2, .key = u"12"_s},
                           chunkRow(3, u"13"_s, u"Nara"_s)};
    const HttpRequest first = writeRequest(chunkApi, spec, rows);
    EXPECT_TRUE(first.url.path().endsWith(u"/batch/update"));
    EXPECT_EQ(chunkIds(first), (QStringList{u"11"_s, u"13"_s}));
    const WriteVerdict verdict = judgeAnswer(
        spec, rows, 200, {.records = {chunkRecord(u"13"_s, u"Nara"_s), chunkRecord(u"11"_s, u"Osaka"_s)}});
    EXPECT_EQ(chunkSummary(verdict.outcomes), (QStringList{u"1 done"_s, u"3 done"_s}));
    EXPECT_EQ(verdict.again, std::vector<std::int64_t>{2});
    const auto rest = std::span(rows).subspan(1, 1);
    EXPECT_TRUE(writeRequest(chunkApi, spec, rest).url.path().endsWith(u"/batch/archive"));
    EXPECT_EQ(chunkSummary(judgeAnswer(spec, rest, 204, {}).outcomes), QStringList{u"2 done"_s});
}

} // namespace
} // namespace hubwatch
