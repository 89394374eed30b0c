// Rows whose outcome nobody knows are read back before anything is sent again.
#include "batch/chunk.h"

#include "batch/row_match.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using How = CheckPlan::How;

const QUrl checkApi(u"https://api.hubapi.com"_s);
const TimePoint checkSentAt(1'000'000s);

JobSpec checkSpec(JobOperation operation, const QString &object = u"contacts"_s, const QString &property = u"city"_s)
{
    return {.operation = operation, .object = object, .mapping = {{.column = u"C"_s, .property = property}}};
}

JobRow checkRow(std::int64_t row, const QString &key, std::vector<PropertyValue> values)
{
    return {.row = row, .key = key, .values = std::move(values)};
}

BatchRecord checkRecord(const QString &id, QHash<QString, QString> properties, TimePoint createdAt = checkSentAt)
{
    return {.id = id, .properties = std::move(properties), .createdAt = createdAt};
}

QStringList checkSummary(const CheckVerdict &verdict)
{
    QStringList lines;
    for (const RowOutcome &outcome : verdict.outcomes)
        lines
            << u"%1 %2 %3 %4"_s.arg(outcome.row).arg(pileWord(outcome.pile), outcome.recordId, outcome.code).trimmed();
    for (const std::int64_t row : verdict.notDone)
        lines << u"%1 again"_s.arg(row);
    for (const std::int64_t row : verdict.stillUnknown)
        lines << u"%1 unknown"_s.arg(row);
    return lines;
}

struct SameValueCase {
    const char *property;
    const char *a;
    const char *b;
    bool same;
};

TEST(SameValue, IsWhatHubSpotTakesForTheSame)
{
    const std::array cases{
        SameValueCase{"email", "A@B.c", " a@b.C", true},
        SameValueCase{"city", "A", "a", false},
        SameValueCase{"city", " Osaka", "Osaka ", true},
        SameValueCase{"city", "", "Osaka", false},
        SameValueCase{"amount", "1.0", "1", true},
        SameValueCase{"amount", "1.50", "1.5", true},
        SameValueCase{"amount", "-0", "0", true},
        SameValueCase{"amount", "1.5", "1.51", false},
        SameValueCase{"zip", "01234", "1234", false},
        SameValueCase{"id", "12345678901234567890", "12345678901234567891", false},
        SameValueCase{"day", "1764115200000", "2025-11-26", true},
        SameValueCase{"day", "2025-11-26T00:00:00Z", "1764115200000", true},
        SameValueCase{"day", "2025-11-26T09:00:00+09:00", "2025-11-26T00:00:00.000Z", true},
        SameValueCase{"day", "2025-11-27", "1764115200000", false},
        SameValueCase{"likes", "b;a", "a; b", true},
        SameValueCase{"likes", "b;a", "a;c", false},
    };
    for (const SameValueCase &test : cases)
        EXPECT_EQ(
            sameValue(QString::fromLatin1(test.property), QString::fromLatin1(test.a), QString::fromLatin1(test.b)),
            test.same)
            << test.property << ": " << test.a << " and " << test.b;
}

TEST(CheckPlans, ReadByKeyAndWaitLongerEachTime)
{
    const std::vector rows{checkRow(1, u"7"_s, {{.property = u"city"_s, .value = u"x"_s}})};
    for (const JobOperation operation : {JobOperation::Update, JobOperation::Upsert, JobOperation::Archive}) {
        const CheckPlan plan = checkPlan(checkApi, checkSpec(operation), rows, checkSentAt, 1);
        EXPECT_EQ(plan.how, How::Read);
        ASSERT_TRUE(plan.request.has_value());
        EXPECT_TRUE(plan.request->url.path().endsWith(u"/batch/read"));
        EXPECT_GE(plan.wait, 2s);
        EXPECT_EQ(plan.rows, std::vector<std::int64_t>{1});
        EXPECT_GT(checkPlan(checkApi, checkSpec(operation), rows, checkSentAt, 2).wait, plan.wait);
    }
}

TEST(CheckPlans, CreatesAreReadByWhatIsUnique)
{
    const JobSpec spec = checkSpec(JobOperation::Create, u"contacts"_s, u"email"_s);
    const std::vector rows{checkRow(1, {}, {{.property = u"email"_s, .value = u"a@b.c"_s}}),
                           checkRow(2, {}, {{.property = u"city"_s, .value = u"x"_s}})};
    const CheckPlan plan = checkPlan(checkApi, spec, rows, checkSentAt, 1);
    EXPECT_EQ(plan.how, How::Read);
    EXPECT_EQ(plan.rows, std::vector<std::int64_t>{1});
    EXPECT_TRUE(plan.request->body.contains(R"("idProperty":"email")"));
    // What is left has nothing unique.
    EXPECT_EQ(checkPlan(checkApi, spec, std::span(rows).subspan(1), checkSentAt, 1).how, How::Search);
}

TEST(CheckPlans, OtherCreatesAreSearchedFewAtATime)
{
    const JobSpec spec = checkSpec(JobOperation::Create, u"deals"_s, u"dealname"_s);
    std::vector<JobRow> rows;
    for (int i = 1; i <= 9; ++i)
        rows.push_back(checkRow(i, {}, {{.property = u"dealname"_s, .value = u"d%1"_s.arg(i)}}));
    const CheckPlan plan = checkPlan(checkApi, spec, rows, checkSentAt, 1);
    EXPECT_EQ(plan.how, How::Search);
    EXPECT_EQ(plan.rows, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
    EXPECT_LE(plan.request->body.size(), 3000);
    const QJsonArray groups = QJsonDocument::fromJson(plan.request->body).object().value(u"filterGroups").toArray();
    ASSERT_EQ(groups.size(), 5);
    EXPECT_EQ(QJsonDocument(groups[0].toObject()).toJson(QJsonDocument::Compact),
              QByteArray(R"({"filters":[{"operator":"EQ","propertyName":"dealname","value":"d1"},)"
                         R"({"operator":"GTE","propertyName":"createdate","value":"999940000"}]})"));
    EXPECT_GE(checkPlan(checkApi, spec, rows, checkSentAt, 3).wait, plan.wait);
    const CheckPlan over = checkPlan(checkApi, spec, rows, checkSentAt, 4);
    EXPECT_EQ(over.how, How::Impossible);
    EXPECT_TRUE(over.words.contains(u"look for it in HubSpot"));
    // Five values each: three groups of six filters are eighteen.
    for (JobRow &row : rows)
        for (int i = 0; i < 5; ++i)
            row.values.push_back({.property = u"p%1"_s.arg(i), .value = u"v"_s});
    EXPECT_EQ(checkPlan(checkApi, spec, rows, checkSentAt, 1).rows.size(), 3u);
    EXPECT_EQ(
        checkPlan(checkApi, spec, std::vector{checkRow(1, {}, {{.property = u"dealname"_s}})}, checkSentAt, 1).how,
        How::Impossible);
}

TEST(Checks, UpdatesAreComparedWithWhatWasWritten)
{
    const std::vector<PropertyValue> wrote{{.property = u"city"_s, .value = u"Osaka"_s}};
    std::vector<JobRow> rows;
    for (int i = 1; i <= 5; ++i)
        rows.push_back(checkRow(i, QString::number(i), wrote));
    const BatchAnswer answer{.records = {checkRecord(u"1"_s, {{u"city"_s, u"Osaka"_s}}),
                                         checkRecord(u"2"_s, {{u"city"_s, u"Kyoto"_s}}),
                                         checkRecord(u"3"_s, {{u"city"_s, u"Nara"_s}}), checkRecord(u"5"_s, {})}};
    std::vector<BeforeImage> before;
    for (int i = 1; i <= 4; ++i)
        before.push_back(
            {.row = i, .recordId = QString::number(i), .values = {{.property = u"city"_s, .value = u"Kyoto"_s}}});
    const CheckVerdict verdict = judgeCheck(checkSpec(JobOperation::Update), rows, checkSentAt, answer, 1, before);
    EXPECT_EQ(checkSummary(verdict),
              (QStringList{u"1 done 1 found"_s, u"3 failed 3 changed-meanwhile"_s, u"4 failed  not-found"_s,
                           u"2 again"_s, u"5 again"_s}));
    EXPECT_EQ(verdict.late, (std::vector<std::int64_t>{2, 5}));
    EXPECT_TRUE(verdict.outcomes[1].words.contains(u"city is \"Nara\", the job wrote \"Osaka\""));
    EXPECT_EQ(checkSummary(judgeCheck(checkSpec(JobOperation::Upsert), std::vector{rows[3]}, checkSentAt, answer, 1)),
              QStringList{u"4 again"_s});
}

TEST(Checks, AnUpsertIsNewWhenItWasMadeSinceAndNothingWasThere)
{
    const std::vector rows{checkRow(1, u"1"_s, {}), checkRow(2, u"2"_s, {}), checkRow(3, u"3"_s, {})};
    const BatchAnswer answer{
        .records = {checkRecord(u"1"_s, {}), checkRecord(u"2"_s, {}, checkSentAt - 1h), checkRecord(u"3"_s, {})}};
    const std::vector<BeforeImage> before{{.row = 3, .recordId = u"3"_s}};
    const CheckVerdict verdict = judgeCheck(checkSpec(JobOperation::Upsert), rows, checkSentAt, answer, 1, before);
    ASSERT_EQ(verdict.outcomes.size(), 3u);
    EXPECT_TRUE(verdict.outcomes[0].isNew);
    EXPECT_FALSE(verdict.outcomes[1].isNew);
    EXPECT_FALSE(verdict.outcomes[2].isNew);
}

TEST(Checks, ArchivedIsWhatIsNotThere)
{
    const std::vector rows{checkRow(1, u"1"_s, {}), checkRow(2, u"2"_s, {})};
    EXPECT_EQ(checkSummary(judgeCheck(checkSpec(JobOperation::Archive), rows, checkSentAt,
                                      {.records = {checkRecord(u"2"_s, {})}}, 1)),
              (QStringList{u"1 done 1"_s, u"2 again"_s}));
}

TEST(Checks, UniqueCreatesAreFoundOrSentAgain)
{
    const JobSpec spec = checkSpec(JobOperation::Create, u"contacts"_s, u"email"_s);
    const auto row = [](int number, const QString &email) {
        return checkRow(number, {},
                        {{.property = u"email"_s, .value = email}, {.property = u"city"_s, .value = u"Osaka"_s}});
    };
    const std::vector rows{row(1, u"A@b.c"_s), row(2, u"d@e.f"_s), row(3, u"g@h.i"_s), row(4, u"j@k.l"_s),
                           row(5, u"m@n.o"_s)};
    const BatchAnswer answer{
        .records = {checkRecord(u"11"_s, {{u"email"_s, u"a@b.c"_s}, {u"city"_s, u"Osaka"_s}}),
                    checkRecord(u"12"_s, {{u"email"_s, u"d@e.f"_s}, {u"city"_s, u"Kobe"_s}}, checkSentAt + 2s),
                    checkRecord(u"13"_s, {{u"email"_s, u"g@h.i"_s}}, checkSentAt - 1h),
                    checkRecord(u"15"_s, {{u"email"_s, u"m@n.o"_s}, {u"city"_s, u"Osaka"_s}}, checkSentAt - 1h)}};
    const CheckVerdict verdict = judgeCheck(spec, rows, checkSentAt, answer, 1);
    EXPECT_EQ(checkSummary(verdict),
              (QStringList{u"1 done 11 found"_s, u"2 done 12 found"_s, u"3 again"_s, u"4 again"_s, u"5 again"_s}))
        << "15 has the same values, and was there before";
    EXPECT_EQ(verdict.late, std::vector<std::int64_t>{4});
    // Had row 5 been sent two hours ago, it would be that request's.
    const std::vector<EarlierSend> earlier{{.row = 5, .sentAt = checkSentAt - 2h}};
    EXPECT_EQ(
        checkSummary(judgeCheck(spec, rows, checkSentAt, answer, 1, {}, earlier)),
        (QStringList{u"1 done 11 found"_s, u"2 done 12 found"_s, u"5 done 15 found"_s, u"3 again"_s, u"4 again"_s}));
}

TEST(Checks, OtherCreatesAreNeverSentAgainByThemselves)
{
    const JobSpec spec = checkSpec(JobOperation::Create, u"deals"_s, u"dealname"_s);
    const auto row = [](int number, const QString &name) {
        return checkRow(number, {}, {{.property = u"dealname"_s, .value = name}});
    };
    const std::vector rows{row(1, u"a"_s), row(2, u"b"_s), row(3, u"c"_s), row(4, u"c"_s), row(5, u"old"_s)};
    const BatchAnswer answer{.records = {checkRecord(u"11"_s, {{u"dealname"_s, u"a"_s}}),
                                         checkRecord(u"12"_s, {{u"dealname"_s, u"a"_s}}),
                                         checkRecord(u"13"_s, {{u"dealname"_s, u"c"_s}}),
                                         checkRecord(u"14"_s, {{u"dealname"_s, u"old"_s}}, checkSentAt - 2min)}};
    for (const int attempt : {1, 3}) {
        const CheckVerdict verdict = judgeCheck(spec, rows, checkSentAt, answer, attempt);
        EXPECT_EQ(
            checkSummary(verdict),
            (QStringList{u"1 done 11 found"_s, u"3 done 13 found"_s, u"2 unknown"_s, u"4 unknown"_s, u"5 unknown"_s}));
        EXPECT_TRUE(verdict.outcomes[0].words.contains(u"ids 11, 12"));
    }
}

TEST(Checks, PairsAreReadBack)
{
    const JobSpec spec{.operation = JobOperation::Associate, .toObject = u"companies"_s};
    std::vector<JobRow> rows{{.row = 1, .key = u"1"_s, .to = u"9"_s}, {.row = 2, .key = u"1"_s, .to = u"8"_s}};
    const CheckPlan plan = checkPlan(checkApi, spec, rows, checkSentAt, 1);
    EXPECT_EQ(plan.how, How::Associations);
    EXPECT_TRUE(plan.request->url.path().endsWith(u"/contacts/companies/batch/read"));
    EXPECT_EQ(checkSummary(judgeAssociations(spec, rows, {{u"1"_s, {u"9"_s}}})),
              (QStringList{u"1 done 1"_s, u"2 again"_s}));
    rows.clear();
    for (int i = 1; i <= 1500; ++i)
        rows.push_back({.row = i, .key = QString::number(i), .to = u"9"_s});
    EXPECT_EQ(checkPlan(checkApi, spec, rows, checkSentAt, 1).rows.size(), 1000u);
}

} // namespace
} // namespace hubwatch
