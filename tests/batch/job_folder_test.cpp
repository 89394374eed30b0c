#include "batch/job_folder.h"

#include "support/full_disk.h"
#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <optional>

using namespace hubwatch;

namespace {

const TimePoint folderNow = TimePoint(1'790'000'000'000ms);

JobRecord folderJob(const QString &id, TimePoint plannedAt, JobState state = {})
{
    JobRecord job{.plan = {.id = id, .rows = 7, .accepted = 6, .plannedAt = plannedAt}, .state = std::move(state)};
    job.piles = {.done = 5, .failed = 1};
    job.reasons = {
        {.code = QStringLiteral("no-key"), .reason = QStringLiteral("no key"), .rows = 1, .firstRow = 3},
        {.pile = Pile::Unknown, .code = QStringLiteral("ECONN"), .reason = QStringLiteral("no answer"), .firstRow = 4}};
    return job;
}

const QString firstId = QStringLiteral("20261126-0251-update-contacts-3f2a");
const QString secondId = QStringLiteral("20261126-0300-create-p_machine-0001");

} // namespace

TEST(JobFolder, JobsAreListedNewestFirst)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    for (const JobRecord &job : {folderJob(firstId, folderNow), folderJob(secondId, folderNow + 1min)}) {
        ASSERT_TRUE(folder.create(job.plan.id));
        ASSERT_TRUE(folder.note(job));
    }
    const std::vector<JobRecord> jobs = folder.jobs();
    ASSERT_EQ(jobs.size(), 2U);
    EXPECT_EQ(jobs[0].plan.id, secondId);
    EXPECT_EQ(jobs[1], folderJob(firstId, folderNow));
    EXPECT_EQ(QFile::permissions(folder.pathOf(firstId) + QStringLiteral("/job.json"))
                  & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions());
    EXPECT_EQ(folder.job(QStringLiteral("../../etc")), std::nullopt);
}

TEST(JobFolder, WhatIsHalfPlannedOrBrokenIsNamed)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    ASSERT_TRUE(folder.create(firstId));
    EXPECT_TRUE(folder.jobs().front().problem.contains(QStringLiteral("plan again")));
    QFile file(folder.pathOf(firstId) + QStringLiteral("/job.json"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"plan\": {\"version\": 9}}");
    file.close();
    EXPECT_TRUE(folder.jobs().front().problem.contains(QStringLiteral("update Hubwatch")));
    ASSERT_TRUE(folder.remove(firstId));
    EXPECT_TRUE(folder.jobs().empty());
}

#ifdef Q_OS_UNIX
TEST(JobFolder, AFullDiskIsToldAndTheOldSummaryStays)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    JobRecord job = folderJob(firstId, folderNow);
    ASSERT_TRUE(folder.create(firstId));
    ASSERT_TRUE(folder.note(job));
    job.notice = QString(100'000, u'x');
    std::optional<hubwatch::testing::FullDisk> full(100);
    const Result<void> noted = folder.note(job);
    full.reset();
    ASSERT_FALSE(noted);
    EXPECT_TRUE(noted.error().detail.contains(QStringLiteral("allow writing to the data folder")));
    EXPECT_EQ(folder.jobs().front(), folderJob(firstId, folderNow));
}
#endif

TEST(JobFolder, OldJobsGoUnlessTheyArePinnedOrInSomebodysHands)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    const auto ended = [](bool pinned) {
        return JobState{.phase = JobState::Phase::Finished, .endedAt = folderNow - 100 * 24h, .pinned = pinned};
    };
    const QString pinned = QStringLiteral("20260801-0000-update-contacts-0001");
    const QString old = QStringLiteral("20260801-0000-update-contacts-0002");
    const QString held = QStringLiteral("20260801-0000-update-contacts-0003");
    const QString fresh = QStringLiteral("20261126-0000-update-contacts-0004");
    const QString neverBegun = QStringLiteral("20261101-0000-update-contacts-0005");
    const QString paused = QStringLiteral("20260801-0000-update-contacts-0006");
    for (const JobRecord &job :
         {folderJob(pinned, folderNow - 101 * 24h, ended(true)), folderJob(old, folderNow - 101 * 24h, ended(false)),
          folderJob(held, folderNow - 101 * 24h, ended(false)), folderJob(fresh, folderNow),
          folderJob(neverBegun, folderNow - 20 * 24h),
          folderJob(paused, folderNow - 101 * 24h,
                    {.phase = JobState::Phase::Paused, .startedAt = folderNow - 101 * 24h})}) {
        ASSERT_TRUE(folder.create(job.plan.id));
        ASSERT_TRUE(folder.note(job));
    }
    const std::unique_ptr<QLockFile> lock = folder.lockJob(held, nullptr);
    ASSERT_TRUE(lock);
    QStringList gone = folder.trim(folderNow - 90 * 24h, folderNow);
    gone.sort();
    EXPECT_EQ(gone, (QStringList{old, neverBegun}));
    EXPECT_EQ(folder.jobs().size(), 4U);
}

TEST(JobFolder, OneJobAtATimeWritesToAnAccount)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    const std::unique_ptr<QLockFile> first = folder.lockAccount(QStringLiteral("prod/eu"), nullptr);
    ASSERT_TRUE(first);
    QString who;
    EXPECT_FALSE(folder.lockAccount(QStringLiteral("prod/eu"), &who));
    EXPECT_TRUE(who.contains(QStringLiteral("process"))) << who.toStdString();
    EXPECT_TRUE(folder.lockAccount(QStringLiteral("sandbox"), nullptr));
}

namespace {

void overwrite(const QString &path, const QByteArray &text)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void journalOfFolder(const JobFolder &folder, const JobRecord &job)
{
    const Result<Journal::Opened> opened = Journal::open(folder.journalOf(job.plan.id));
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    ASSERT_TRUE(opened->journal->putPlan(job.plan));
    ASSERT_TRUE(opened->journal->setState(job.state));
}

} // namespace

TEST(JobFolder, AJobWhoseSummaryCannotBeReadIsKeptAndRestored)
{
    const JobState running{.phase = JobState::Phase::Running, .startedAt = folderNow - 30 * 24h};
    for (const QByteArray &summary : {QByteArray(), QByteArray("{\"plan\": {\"version\": 9}}")}) {
        const QTemporaryDir data;
        const JobFolder folder(data.path());
        const QString id = QStringLiteral("20260801-0000-update-contacts-0001");
        ASSERT_TRUE(folder.create(id));
        journalOfFolder(folder, folderJob(id, folderNow - 30 * 24h, running));
        overwrite(folder.pathOf(id) + QStringLiteral("/job.json"), summary);
        ASSERT_FALSE(folder.job(id)->problem.isEmpty());
        EXPECT_EQ(folder.trim(folderNow - 90 * 24h, folderNow), QStringList());
        {
            const std::unique_ptr<QLockFile> theirs = folder.lockJob(id, nullptr);
            EXPECT_FALSE(folder.restored(id)) << "it is in other hands";
        }
        const Result<JobRecord> restored = folder.restored(id);
        ASSERT_TRUE(restored) << restored.error().detail.toStdString();
        EXPECT_EQ(restored->state, running);
        EXPECT_EQ(*folder.job(id), *restored);
    }
}

TEST(JobFolder, TheJournalSaysWhetherAJobMayGo)
{
    const QTemporaryDir data;
    const JobFolder folder(data.path());
    const QString ran = QStringLiteral("20260801-0000-update-contacts-0001"); // its summary could not be written since
    const QString halfPlanned = QStringLiteral("20260801-0000-update-contacts-0002");
    const QString planningNow = QStringLiteral("20991126-0000-update-contacts-0003");
    const QString newer = QStringLiteral("20260801-0000-update-contacts-0004");
    const QString noJournal = QStringLiteral("20260801-0000-update-contacts-0005");
    for (const QString &id : {ran, halfPlanned, planningNow, newer, noJournal})
        ASSERT_TRUE(folder.create(id));
    ASSERT_TRUE(folder.note(folderJob(ran, folderNow - 30 * 24h)));
    journalOfFolder(folder,
                    folderJob(ran, folderNow - 30 * 24h, {.phase = JobState::Phase::Paused, .startedAt = folderNow}));
    for (const QString &id : {halfPlanned, planningNow})
        ASSERT_TRUE(Journal::open(folder.journalOf(id)));
    {
        const Result<Journal::Opened> opened = Journal::open(folder.journalOf(newer));
        ASSERT_TRUE(opened->journal->put(QStringLiteral("plan"), "{\"version\": 9}"));
    }
    QStringList gone = folder.trim(folderNow - 90 * 24h, folderNow);
    gone.sort();
    EXPECT_EQ(gone, (QStringList{halfPlanned, noJournal}));
}
