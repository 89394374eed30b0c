#include "batch/dry_run.h"
#include "batch/journal.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace hubwatch {
namespace {

/// Rows 1 to N from memory.
class DryRunRows : public RowSource
{
public:
    Result<std::vector<JobRow>> rows(std::span<const std::int64_t> numbers) override
    {
        std::vector<JobRow> found;
        for (const std::int64_t number : numbers)
            found.push_back(all.at(size_t(number - 1)));
        return found;
    }

    std::vector<JobRow> all = {};
};

/// What HubSpot answers to a read: records of id, e-mail address and city.
HttpResponse dryRunRecords(std::initializer_list<std::array<const char *, 3>> records)
{
    QJsonArray results;
    for (const auto &[id, email, city] : records)
        results.append(QJsonObject{{u"id"_s, QString::fromLatin1(id)},
                                   {u"properties"_s,
                                    QJsonObject{{u"hs_object_id"_s, QString::fromLatin1(id)},
                                                {u"email"_s, QString::fromLatin1(email)},
                                                {u"city"_s, QString::fromLatin1(city)}}},
                                   {u"updatedAt"_s, u"2026-11-20T08:00:00.000Z"_s},
                                   {u"archived"_s, false}});
    HttpResponse response = testing::okResponse(
        QJsonDocument(QJsonObject{{u"status"_s, u"COMPLETE"_s}, {u"results"_s, results}}).toJson(), "application/json");
    response.took = 150ms;
    return response;
}

class DryRunTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        auto opened = Journal::open({});
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        journal = std::move(opened->journal);
        plan = {.id = u"job"_s,
                .spec = {.idColumn = u"Email"_s,
                         .idProperty = u"email"_s,
                         .mapping = {{.column = u"City"_s, .property = u"city"_s}}}};
    }

    void addRow(const QString &key, const QString &city)
    {
        rows.all.push_back(
            {.row = std::int64_t(rows.all.size() + 1), .key = key, .values = {{.property = u"city"_s, .value = city}}});
    }

    void start(std::int64_t sampleRows)
    {
        plan.rows = std::int64_t(rows.all.size());
        plan.accepted = plan.rows - rejected;
        plan.requests = requestsFor(plan.spec, plan.accepted);
        ASSERT_TRUE(journal->putPlan(plan));
        run = std::make_unique<DryRun>(plan,
                                       DryRun::Tools{.http = http,
                                                     .clock = clock,
                                                     .journal = *journal,
                                                     .rows = rows,
                                                     .api = QUrl(u"https://api.hubapi.com"_s),
                                                     .pace = pace},
                                       sampleRows);
        run->start([this](Result<DryRunReport> result) { told.push_back(std::move(result)); });
        clock.advance(1ms);
    }

    void answer(Result<HttpResponse> result)
    {
        ASSERT_TRUE(http.answer(std::move(result)));
        clock.advance(1ms);
    }

    /// The report, once it has come and nothing but reads went out.
    DryRunReport report()
    {
        for (const HttpRequest &request : http.requests)
            EXPECT_TRUE(request.url.path().endsWith(u"/batch/read"_s)) << request.url.path().toStdString();
        EXPECT_EQ(told.size(), 1U);
        if (told.empty() || !told.front()) {
            ADD_FAILURE() << (told.empty() ? "no report" : told.front().error().detail.toStdString());
            return {};
        }
        EXPECT_EQ(told.front()->calls, std::int64_t(http.requests.size()));
        return *told.front();
    }

    std::vector<RowDiff::Verdict> verdicts()
    {
        std::vector<RowDiff::Verdict> all;
        for (const RowDiff &diff : report().sample)
            all.push_back(diff.verdict);
        return all;
    }

    static QJsonArray inputsOf(const QByteArray &body)
    {
        return QJsonDocument::fromJson(body).object().value(u"inputs"_s).toArray();
    }

    using Verdict = RowDiff::Verdict;
    testing::FakeHttp http = {};
    testing::ManualClock clock;
    std::unique_ptr<Journal> journal = {};
    DryRunRows rows = {};
    Plan plan = {};
    PaceFacts pace = {};
    std::int64_t rejected = 0;
    std::unique_ptr<DryRun> run = {};
    std::vector<Result<DryRunReport>> told = {};
};

TEST_F(DryRunTest, ComparesAnUpdateWithWhatIsThere)
{
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    addRow(u"bob@x.jp"_s, u"Kyoto"_s);
    addRow(u"eve@x.jp"_s, u"Nara"_s);
    pace.dailyLeft = 1'000;
    start(100);
    ASSERT_EQ(http.requests.size(), 1U);
    EXPECT_EQ(run->share(), 0);
    answer(dryRunRecords({{"11", "ada@x.jp", "Tokyo"}, {"12", "bob@x.jp", "Kyoto"}}));
    const DryRunReport found = report();
    EXPECT_EQ(run->share(), 1);
    EXPECT_EQ(found.job, u"job"_s);
    EXPECT_EQ(found.sampled, 3);
    EXPECT_EQ(found.changing, 1);
    EXPECT_EQ(found.unchanged, 1);
    EXPECT_EQ(found.notFound, 1);
    EXPECT_EQ(found.requests, (RequestCount{.reads = 1, .writes = 1}));
    EXPECT_EQ(found.dailyLeft, 1'000);
    EXPECT_EQ(found.dailyLeftAfter, 998);
    EXPECT_EQ(found.forecast.bound, PaceBound::Bucket);
    EXPECT_EQ(found.at, clock.now() - 1ms);
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Changes, Verdict::Unchanged, Verdict::NotFound}));
    ASSERT_EQ(found.sample.size(), 3U);
    EXPECT_EQ(found.sample[0],
              (RowDiff{.row = 1,
                       .key = u"ada@x.jp"_s,
                       .recordId = u"11"_s,
                       .verdict = Verdict::Changes,
                       .before = {{.property = u"city"_s, .value = u"Tokyo"_s}},
                       .after = {{.property = u"city"_s, .value = u"Osaka"_s}}}));
    EXPECT_EQ(found.warnings, (QStringList{u"1 of 3 rows name a record that HubSpot does not have"_s}));
}

TEST_F(DryRunTest, ShowsTheFirstRequestsAsTheyWouldGoOut)
{
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    addRow(u"bob@x.jp"_s, u"Kyoto"_s);
    start(100);
    answer(dryRunRecords({{"11", "ada@x.jp", "Tokyo"}, {"12", "bob@x.jp", "Kyoto"}}));
    const DryRunReport found = report();
    ASSERT_EQ(found.shown.size(), 2U);
    EXPECT_EQ(found.shown[0].line, u"POST /crm/objects/2026-09/contacts/batch/read"_s);
    EXPECT_EQ(QJsonDocument::fromJson(found.shown[0].body.toUtf8()), QJsonDocument::fromJson(http.requests[0].body));
    EXPECT_TRUE(found.shown[0].body.contains(u"\n    "_s)) << "indented";
    EXPECT_EQ(found.shown[1].line, u"POST /crm/objects/2026-09/contacts/batch/update"_s);
    const QJsonArray inputs = inputsOf(found.shown[1].body.toUtf8());
    ASSERT_EQ(inputs.size(), 1) << "what is unchanged would not be sent";
    EXPECT_EQ(inputs[0][u"id"_s].toString(), u"ada@x.jp"_s);
    EXPECT_EQ(inputs[0][u"properties"_s][u"city"_s].toString(), u"Osaka"_s);
}

TEST_F(DryRunTest, ReadsTheFirstRowsInHundreds)
{
    for (int i = 1; i <= 400; ++i)
        addRow(u"c%1@x.jp"_s.arg(i), u"Osaka"_s);
    rejected = 2;
    ASSERT_TRUE(journal->putOutcomes(std::vector<RowOutcome>{{.row = 1, .pile = Pile::Failed, .code = u"odd"_s},
                                                             {.row = 3, .pile = Pile::Failed, .code = u"odd"_s}}));
    start(150);
    ASSERT_EQ(inputsOf(http.requests[0].body).size(), 100);
    EXPECT_EQ(inputsOf(http.requests[0].body)[0][u"id"_s].toString(), u"c2@x.jp"_s) << "rejected rows are not read";
    EXPECT_EQ(inputsOf(http.requests[0].body)[1][u"id"_s].toString(), u"c4@x.jp"_s);
    answer(dryRunRecords({}));
    EXPECT_NEAR(run->share(), 0.67, 0.01);
    ASSERT_EQ(http.requests.size(), 2U);
    EXPECT_EQ(inputsOf(http.requests[1].body).size(), 50);
    answer(dryRunRecords({{"7", "c110@x.jp", "Nara"}}));
    const DryRunReport found = report();
    EXPECT_EQ(found.sampled, 150);
    EXPECT_EQ(found.notFound, 149);
    EXPECT_EQ(found.requests, (RequestCount{.reads = 4, .writes = 4}));
    EXPECT_EQ(found.sample.size(), 100U);
    EXPECT_LE(found.shown[0].body.size(), 4'000);
    EXPECT_EQ(inputsOf(found.shown[1].body.toUtf8()).size(), 1) << "the first request that has anything to write";
}

TEST_F(DryRunTest, WhatWouldChangeComesBeforeWhatWouldNot)
{
    for (int i = 1; i <= 120; ++i)
        addRow(u"c%1@x.jp"_s.arg(i), u"Osaka"_s);
    start(120);
    QJsonArray same;
    for (int i = 1; i <= 100; ++i)
        same.append(
            QJsonObject{{u"id"_s, QString::number(i)},
                        {u"properties"_s, QJsonObject{{u"email"_s, u"c%1@x.jp"_s.arg(i)}, {u"city"_s, u"Osaka"_s}}}});
    answer(testing::okResponse(QJsonDocument(QJsonObject{{u"results"_s, same}}).toJson()));
    answer(dryRunRecords({{"101", "c101@x.jp", "Nara"}}));
    const DryRunReport found = report();
    EXPECT_EQ(found.unchanged, 100);
    ASSERT_EQ(found.sample.size(), 100U);
    EXPECT_EQ(std::ranges::count(found.sample, Verdict::Unchanged, &RowDiff::verdict), 80);
    EXPECT_EQ(found.sample[80].row, 101);
}

TEST_F(DryRunTest, ComparesWhatTheRunWouldNotRead)
{
    plan.spec.keepsBefore = false;
    plan.spec.skipsUnchanged = false;
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    addRow(u"bob@x.jp"_s, u"Kyoto"_s);
    start(100);
    answer(dryRunRecords({{"12", "bob@x.jp", "Kyoto"}}));
    const DryRunReport found = report();
    EXPECT_EQ(verdicts(), (std::vector{Verdict::NotFound, Verdict::Unchanged}));
    EXPECT_EQ(found.requests, (RequestCount{.writes = 1}));
    ASSERT_EQ(found.shown.size(), 1U) << "the run reads nothing";
    EXPECT_EQ(inputsOf(found.shown[0].body.toUtf8()).size(), 2) << "and sends all";
}

TEST_F(DryRunTest, NothingSampledSendsNothing)
{
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    start(0);
    EXPECT_TRUE(http.requests.empty());
    const DryRunReport found = report();
    EXPECT_EQ(found.sampled, 0);
    EXPECT_TRUE(found.sample.empty());
    EXPECT_EQ(found.shown.size(), 2U);
    EXPECT_EQ(found.forecast.bound, PaceBound::Unknown);
}

TEST_F(DryRunTest, AnUpsertSaysWhatItCreates)
{
    plan.spec.operation = JobOperation::Upsert;
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    addRow(u"bob@x.jp"_s, u"Kyoto"_s);
    start(100);
    answer(dryRunRecords({{"12", "bob@x.jp", "Nara"}}));
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Creates, Verdict::Changes}));
    EXPECT_EQ(report().changing, 2);
}

TEST_F(DryRunTest, ACreateSaysWhichRecordsExist)
{
    plan.spec.operation = JobOperation::Create;
    plan.spec.idColumn.clear();
    plan.spec.idProperty.clear();
    plan.spec.mapping.push_back({.column = u"Email"_s, .property = u"email"_s});
    for (const QString &email : {u"ada@x.jp"_s, u"bob@x.jp"_s, QString()}) {
        addRow({}, u"Osaka"_s);
        if (!email.isEmpty())
            rows.all.back().values.push_back({.property = u"email"_s, .value = email});
    }
    start(100);
    ASSERT_EQ(http.requests.size(), 1U);
    EXPECT_EQ(QJsonDocument::fromJson(http.requests[0].body).object().value(u"idProperty"_s).toString(), u"email"_s);
    EXPECT_EQ(inputsOf(http.requests[0].body).size(), 2);
    answer(dryRunRecords({{"12", "bob@x.jp", "Nara"}}));
    const DryRunReport found = report();
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Creates, Verdict::Creates, Verdict::Creates}));
    EXPECT_EQ(found.sample[0].recordId, QString());
    EXPECT_EQ(found.sample[1].recordId, u"12"_s);
    EXPECT_EQ(found.warnings,
              (QStringList{u"1 of 3 rows exist already by their email: HubSpot will refuse to create "
                           "them again"_s}));
    ASSERT_EQ(found.shown.size(), 1U);
    EXPECT_EQ(found.shown[0].line, u"POST /crm/objects/2026-09/contacts/batch/create"_s);
}

TEST_F(DryRunTest, ACreateWithoutAUniquePropertySendsNothing)
{
    plan.spec.operation = JobOperation::Create;
    plan.spec.object = u"deals"_s;
    plan.spec.idColumn.clear();
    plan.spec.idProperty.clear();
    addRow({}, u"Osaka"_s);
    start(100);
    EXPECT_TRUE(http.requests.empty());
    const DryRunReport found = report();
    EXPECT_EQ(found.sampled, 0);
    EXPECT_EQ(found.sample.size(), 1U);
    EXPECT_EQ(found.warnings,
              (QStringList{u"whether the records exist already cannot be told: no unique property is "
                           "written"_s}));
}

TEST_F(DryRunTest, AnArchiveSaysWhatIsThere)
{
    plan.spec.operation = JobOperation::Archive;
    plan.spec.idProperty.clear();
    plan.spec.mapping.clear();
    rows.all = {{.row = 1, .key = u"12"_s}, {.row = 2, .key = u"13"_s}};
    start(100);
    answer(dryRunRecords({{"12", "bob@x.jp", "Nara"}}));
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Archives, Verdict::NotFound}));
    EXPECT_EQ(report().shown.back().line, u"POST /crm/objects/2026-09/contacts/batch/archive"_s);
}

TEST_F(DryRunTest, AReadSaysWhatItFinds)
{
    plan.spec.operation = JobOperation::Read;
    plan.spec.mapping.clear();
    plan.spec.properties = {u"city"_s};
    rows.all = {{.row = 1, .key = u"bob@x.jp"_s}, {.row = 2, .key = u"eve@x.jp"_s}};
    start(100);
    answer(dryRunRecords({{"12", "bob@x.jp", "Nara"}}));
    const DryRunReport found = report();
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Reads, Verdict::NotFound}));
    EXPECT_EQ(found.sample[0].before, (std::vector<PropertyValue>{{.property = u"city"_s, .value = u"Nara"_s}}));
    EXPECT_EQ(found.changing, 0);
    EXPECT_EQ(found.shown.size(), 1U);
}

TEST_F(DryRunTest, AnAssociationShowsThePairs)
{
    plan.spec = {.operation = JobOperation::Associate,
                 .object = u"contacts"_s,
                 .idColumn = u"Contact"_s,
                 .toObject = u"companies"_s,
                 .toColumn = u"Company"_s};
    rows.all = {{.row = 1, .key = u"1"_s, .to = u"12"_s}, {.row = 2, .key = u"2"_s, .to = u"12"_s}};
    start(100);
    answer(testing::okResponse(R"({"status":"COMPLETE","results":[{"from":{"id":"2"},"to":[{"toObjectId":12}]}]})"));
    const DryRunReport found = report();
    EXPECT_EQ(verdicts(), (std::vector{Verdict::Associates, Verdict::Unchanged}));
    EXPECT_EQ(found.sample[0].after, (std::vector<PropertyValue>{{.property = u"companies"_s, .value = u"12"_s}}));
    EXPECT_EQ(found.changing, 1);
}

TEST_F(DryRunTest, SaysWhenTheDayEndsBeforeTheJob)
{
    for (int i = 1; i <= 250; ++i)
        addRow(u"c%1@x.jp"_s.arg(i), u"Osaka"_s);
    plan.spec.dailyReserve = 10;
    pace.dailyLeft = 1'000;
    pace.resetsAt = clock.now() + 6h;
    start(1);
    HttpResponse last = dryRunRecords({{"7", "c1@x.jp", "Nara"}});
    last.headers.push_back({.name = "X-HubSpot-RateLimit-Daily-Remaining", .value = "14"});
    answer(last);
    const DryRunReport found = report();
    EXPECT_EQ(found.dailyLeft, 4) << "the newest answer tells, and ten are left to others";
    EXPECT_EQ(found.dailyLeftAfter, -2);
    EXPECT_EQ(found.forecast.bound, PaceBound::Daily);
    EXPECT_EQ(found.warnings,
              (QStringList{u"the day's quota ends 2 requests before the job does: it will wait for the next day"_s}));
}

TEST_F(DryRunTest, HubSpotsRefusalComesBack)
{
    for (const Error::Kind kind : {Error::Kind::Unauthorized, Error::Kind::RateLimited, Error::Kind::Offline}) {
        SetUp();
        rows.all.clear();
        told.clear();
        addRow(u"ada@x.jp"_s, u"Osaka"_s);
        start(100);
        const Error error{.kind = kind, .detail = u"refused"_s, .status = 403};
        answer(tl::unexpected(error));
        ASSERT_EQ(told.size(), 1U);
        ASSERT_FALSE(told.front());
        EXPECT_EQ(told.front().error(), error);
    }
}

TEST_F(DryRunTest, SaysNothingOnceItIsGone)
{
    addRow(u"ada@x.jp"_s, u"Osaka"_s);
    start(100);
    run.reset();
    EXPECT_FALSE(http.answer(dryRunRecords({})));
    EXPECT_TRUE(told.empty());
}

} // namespace
} // namespace hubwatch
