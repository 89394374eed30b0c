#include "app/commands/batch_lines.h"

#include "support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

JobRecord linedJob()
{
    JobRecord job{.plan = {.id = QStringLiteral("20261126-0251-update-contacts-3f2a"), .rows = 1200, .accepted = 1199}};
    job.plan.spec.account = QStringLiteral("prod");
    job.state = {.phase = JobState::Phase::Finished, .calls = 24};
    job.piles = {.done = 1137, .failed = 62, .skipped = 1};
    job.reasons = {{.code = QStringLiteral("INVALID_OPTION"),
                    .reason = QStringLiteral("lifecyclestage is not an option"),
                    .rows = 62,
                    .firstRow = 1204,
                    .sample = QStringLiteral("MQL ")}};
    return job;
}

} // namespace

TEST(BatchLines, AJobIsOneObjectThatAddsUp)
{
    const QJsonObject json = QJsonDocument::fromJson(jobLine(linedJob())).object();
    EXPECT_EQ(json.value(QStringLiteral("type")), QStringLiteral("job"));
    EXPECT_EQ(json.value(QStringLiteral("phase")), QStringLiteral("finished"));
    int sum = 0;
    for (const char *pile : {"done", "failed", "unknown", "skipped"})
        sum += json.value(QLatin1StringView(pile)).toInt(-1'000'000);
    EXPECT_EQ(sum, json.value(QStringLiteral("rows")).toInt());
    EXPECT_EQ(json.value(QStringLiteral("calls")), 24);
}

TEST(BatchLines, SentencesNameCountsAndReasons)
{
    EXPECT_EQ(
        jobSentence(linedJob()),
        QStringLiteral("20261126-0251-update-contacts-3f2a: Update 1,200 contacts: finished: 1,200 of 1,200 rows: "
                       "1,137 done, 62 failed, 0 unknown, 1 skipped"));
    EXPECT_EQ(reasonLines(linedJob().reasons),
              QStringLiteral("  62 x lifecyclestage is not an option, first row 1204: \"MQL \"\n"));
}

TEST(BatchLines, APlanSaysHowItsFileIsRead)
{
    Plan plan = linedJob().plan;
    plan.input = {.path = QStringLiteral("/fix.csv"), .name = QStringLiteral("fix.csv")};
    plan.input.format = {.encoding = CsvFormat::Encoding::ShiftJis, .delimiter = ';'};
    EXPECT_TRUE(planSentences(plan).contains(QStringLiteral("  read as Shift-JIS, delimiter semicolon\n")))
        << planSentences(plan).toStdString();
    const QJsonObject json = QJsonDocument::fromJson(planLine(plan)).object();
    EXPECT_EQ(json.value(QStringLiteral("encoding")), QStringLiteral("Shift-JIS"));
    EXPECT_EQ(json.value(QStringLiteral("delimiter")), QStringLiteral("semicolon"));
    plan.input.path.clear(); // of a search or an undo
    EXPECT_FALSE(planSentences(plan).contains(QStringLiteral("read as")));
}

TEST(BatchLines, ProgressSaysWhatBinds)
{
    JobProgress progress{.rows = 1200, .piles = {.done = 600}};
    progress.forecast = {.bound = PaceBound::Slots, .left = 75s};
    EXPECT_TRUE(progressSentence(linedJob().plan, progress).startsWith(QStringLiteral("50.0 %  600 done")));
    EXPECT_TRUE(progressSentence(linedJob().plan, progress).contains(QStringLiteral("1m15s left")));
    progress.state.why = QStringLiteral("the account's daily limit is reached");
    EXPECT_TRUE(progressSentence(linedJob().plan, progress).endsWith(progress.state.why)) << "no time is promised";
}
