// A job that takes another one back, and a job whose journal cannot be written.
#include "job_run_fixture.h"
#include "support/full_disk.h"

#include <QFileInfo>
#include <QTemporaryDir>

namespace hubwatch {
namespace {

class JobUndoTest : public testing::JobRunFixture
{
protected:
    QString cityOf(int id) const { return hubspot.records.at(QString::number(id))[QStringLiteral("city")].toString(); }
};

TEST_F(JobUndoTest, RestoresEveryRecordButThoseThatOthersHaveChangedSince)
{
    Plan wanted = testing::numberedPlan(250);
    wanted.spec.keepsBefore = true;
    start(wanted);
    ASSERT_EQ(run(), Phase::Finished);
    ASSERT_EQ(cityOf(7), QStringLiteral("Osaka 7"));
    clock.advance(1min);
    for (const int id : {7, 107, 207})
        hubspot.put(QString::number(id), {{QStringLiteral("city"), QStringLiteral("Nara")}});

    const std::unique_ptr<Journal> undoJournal = std::move(Journal::open({})->journal);
    const Result<Plan> undo
        = planUndo(plan, *journal, QStringLiteral("20261126-0400-undo-0002"), clock.now(), QStringLiteral("aiko"));
    ASSERT_TRUE(undo) << undo.error().detail.toStdString();
    ASSERT_TRUE(undoJournal->putPlan(*undo));
    std::vector<std::int64_t> numbers;
    for (std::int64_t row = 1; row <= 250; ++row)
        numbers.push_back(row);
    ASSERT_TRUE(undoJournal->putRows(numbers));
    const std::unique_ptr<RowSource> source = undoRows(plan, *journal);
    JobTools undoTools{.http = hubspot,
                       .clock = clock,
                       .journal = *undoJournal,
                       .rows = *source,
                       .api = QUrl(QStringLiteral("http://hubspot.test")),
                       .undone = &plan,
                       .undoneJournal = journal.get(),
                       .undoneRows = &rows};
    JobRunner undoing(*undo, undoTools);
    undoing.start(QStringLiteral("aiko"));
    clock.advance(1min);
    EXPECT_EQ(undoing.progress().state.phase, Phase::Finished) << undoing.progress().state.why.toStdString();
    EXPECT_EQ(*undoJournal->piles(), (JobPiles{.done = 247, .skipped = 3}));
    for (int id = 1; id <= 250; ++id)
        ASSERT_EQ(cityOf(id), id % 100 == 7 ? QStringLiteral("Nara") : QStringLiteral("Kyoto")) << id;
    const std::vector<RowOutcome> kept = *undoJournal->outcomes({.piles = {Pile::Skipped}});
    ASSERT_EQ(kept.size(), 3u);
    EXPECT_EQ(kept.front().code, QStringLiteral("changed-since"));
    EXPECT_TRUE(kept.front().words.contains(QStringLiteral("Nara"))) << kept.front().words.toStdString();
}

#ifdef Q_OS_UNIX
TEST_F(JobUndoTest, NothingGoesOutThatTheJournalCannotRecord)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    open(path);
    start(testing::numberedPlan(5'000));
    clock.advance(300ms);
    ASSERT_EQ(phase(), Phase::Running);
    size_t sent = 0;
    {
        const testing::FullDisk full(QFileInfo(path + QStringLiteral("-wal")).size());
        clock.advance(200ms);
        sent = hubspot.requests.size();
        EXPECT_EQ(phase(), Phase::Paused);
        EXPECT_TRUE(why().contains(QStringLiteral("free some space"))) << why().toStdString();
        clock.advance(1min);
        EXPECT_EQ(hubspot.requests.size(), sent);
        EXPECT_FALSE(runner->busy());
    }
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished);
    EXPECT_EQ(piles(), (JobPiles{.done = 5'000}));
    expectEachUpdatedOnce();
}
#endif

} // namespace
} // namespace hubwatch
