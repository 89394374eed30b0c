#include "checklist/run_history.h"

#include "readiness_sample.h"
#include "support/full_disk.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QDir>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <optional>

using namespace hubwatch;
using hubwatch::testing::ManualClock;
using hubwatch::testing::sampleNow;

namespace {

class RunHistoryTest : public ::testing::Test
{
protected:
    RunRecord run(TimePoint at, const QString &words = QStringLiteral("well"))
    {
        return {.service = service,
                .at = at,
                .by = QStringLiteral("mari@desk"),
                .verdicts = {plainVerdict(QStringLiteral("env.ignored"), Outcome::Pass, words, at)}};
    }
    RunHistory open() { return RunHistory(root.path(), service, clock); }
    QStringList files() { return QDir(open().folder()).entryList(QDir::Files, QDir::Name); }
    void put(const QString &name, const QByteArray &bytes)
    {
        QFile file(open().folder() + u'/' + name);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    QTemporaryDir root;
    QString service = QStringLiteral("contacts-sync");
    ManualClock clock{sampleNow};
};

TEST_F(RunHistoryTest, GivesRunsBackNewestFirst)
{
    RunHistory history = open();
    EXPECT_TRUE(history.records().empty());
    for (int day = 3; day >= 1; --day)
        ASSERT_TRUE(history.add(run(sampleNow - day * 24h)));
    const std::vector<RunRecord> wanted{run(sampleNow - 24h), run(sampleNow - 48h), run(sampleNow - 72h)};
    EXPECT_EQ(history.records(), wanted);
    EXPECT_EQ(open().records(), wanted);
    EXPECT_EQ(history.notice(), QString());
    EXPECT_EQ(files().size(), 3);
    EXPECT_EQ(QFile::permissions(history.folder() + u'/' + files().front()) & QFile::ReadOther, QFile::Permissions());
}

TEST_F(RunHistoryTest, SeesWhatAnotherProgramAdds)
{
    RunHistory window = open();
    RunHistory command = open();
    ASSERT_TRUE(window.add(run(sampleNow - 2h)));
    ASSERT_TRUE(command.add(run(sampleNow - 1h)));
    EXPECT_EQ(window.records().size(), 2u);
    ASSERT_TRUE(window.add(run(sampleNow)));
    EXPECT_EQ(command.records().front().at, sampleNow);
}

TEST_F(RunHistoryTest, KeepsTwoHundredRuns)
{
    RunHistory history = open();
    for (int number = 0; number < 203; ++number)
        ASSERT_TRUE(history.add(run(sampleNow - 1h + std::chrono::seconds(number))));
    EXPECT_EQ(files().size(), mostKeptRuns);
    const std::vector<RunRecord> records = open().records();
    ASSERT_EQ(records.size(), 200u);
    EXPECT_EQ(records.front().at, sampleNow - 1h + 202s);
    EXPECT_EQ(records.back().at, sampleNow - 1h + 3s);
}

TEST_F(RunHistoryTest, SetsDamagedFilesAsideAndLosesNothingElse)
{
    RunHistory history = open();
    ASSERT_TRUE(history.add(run(sampleNow - 2h)));
    ASSERT_TRUE(history.add(run(sampleNow - 1h)));
    const QString damaged = files().front();
    put(damaged, "{\"service\":\"conta");
    put(QStringLiteral("notes.json"), "mine");
    for (int time = 0; time < 2; ++time) {
        RunHistory again = open();
        EXPECT_EQ(again.records(), std::vector<RunRecord>{run(sampleNow - 1h)});
        EXPECT_EQ(again.notice().contains(damaged), time == 0) << again.notice().toStdString();
    }
    EXPECT_TRUE(files().contains(damaged + QStringLiteral(".damaged")));
    EXPECT_TRUE(files().contains(QStringLiteral("notes.json")));
    // A run of another service is none of ours.
    RunRecord other = run(sampleNow);
    other.service = QStringLiteral("deals-sync");
    put(damaged, runRecordJson(other));
    RunHistory again = open();
    EXPECT_EQ(again.records().size(), 1u);
    EXPECT_TRUE(again.notice().contains(QStringLiteral("a run of deals-sync"))) << again.notice().toStdString();
    EXPECT_TRUE(files().contains(damaged + QStringLiteral(".2.damaged")));
}

TEST_F(RunHistoryTest, KeepsAndNamesRunsOfAFutureThatIsNone)
{
    RunHistory history = open();
    ASSERT_TRUE(history.add(run(sampleNow + 400 * 24h, QStringLiteral("future"))));
    ASSERT_TRUE(history.add(run(sampleNow, QStringLiteral("now"))));
    RunHistory again = open();
    const std::vector<RunRecord> records = again.records();
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].verdicts[0].words, QStringLiteral("now"));
    EXPECT_EQ(records[1].verdicts[0].words, QStringLiteral("future"));
    EXPECT_TRUE(again.notice().contains(QStringLiteral("yet to come"))) << again.notice().toStdString();
    // The same instant twice is two runs.
    ASSERT_TRUE(again.add(run(sampleNow)));
    EXPECT_EQ(again.records().size(), 3u);
}

TEST_F(RunHistoryTest, ReadsAFileAtATimeForWhoeverMustNotBeHeldUp)
{
    for (int number = 0; number < 3; ++number)
        ASSERT_TRUE(open().add(run(sampleNow - std::chrono::hours(9 - number))));
    RunHistory history = open();
    EXPECT_TRUE(history.readOn());
    EXPECT_TRUE(history.readOn());
    EXPECT_TRUE(history.readOn());
    EXPECT_FALSE(history.readOn());
    EXPECT_EQ(history.records().size(), 3u);
}

TEST_F(RunHistoryTest, KeepsABaseline)
{
    RunHistory history = open();
    EXPECT_EQ(history.baseline(), std::nullopt);
    ASSERT_TRUE(history.setBaseline(run(sampleNow - 24h)));
    ASSERT_TRUE(history.setBaseline(run(sampleNow)));
    EXPECT_EQ(open().baseline(), run(sampleNow));
    EXPECT_TRUE(open().records().empty());
    put(QStringLiteral("baseline.json"), "null");
    RunHistory again = open();
    EXPECT_EQ(again.baseline(), std::nullopt);
    EXPECT_TRUE(again.notice().contains(QStringLiteral("set aside as baseline.json.damaged")));
}

TEST_F(RunHistoryTest, SaysWhenItCannotWrite)
{
    const Result<void> nowhere = RunHistory({}, service, clock).add(run(sampleNow));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, Error::Kind::Storage);
    QFile inTheWay(root.filePath(QStringLiteral("readiness")));
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    const Result<void> blocked = open().add(run(sampleNow));
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().kind, Error::Kind::Storage);
}

TEST_F(RunHistoryTest, KeepsServicesApartByNamesThatAreSafe)
{
    EXPECT_EQ(serviceFolderName(QStringLiteral("contacts-sync_2")), QStringLiteral("contacts-sync_2"));
    EXPECT_EQ(serviceFolderName(QStringLiteral("..")), QStringLiteral("%2E%2E"));
    EXPECT_EQ(serviceFolderName(QStringLiteral("../a\\b:c")), QStringLiteral("%2E%2E%2Fa%5Cb%3Ac"));
    EXPECT_NE(serviceFolderName(QStringLiteral("Crm")).toLower(), serviceFolderName(QStringLiteral("crm")));
    EXPECT_FALSE(serviceFolderName({}).isEmpty());
    const QString long1 = serviceFolderName(QString(300, u'a') + u'1');
    EXPECT_LE(long1.size(), 120);
    EXPECT_NE(long1, serviceFolderName(QString(300, u'a') + u'2'));
}

#ifdef Q_OS_UNIX
TEST_F(RunHistoryTest, TellsOfAFullDiskAndKeepsWhatWasThere)
{
    ASSERT_TRUE(open().add(run(sampleNow - 1h)));
    std::optional<hubwatch::testing::FullDisk> full(100);
    const Result<void> added = open().add(run(sampleNow, QString(1'000'000, u'x')));
    full.reset();
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().kind, Error::Kind::Storage);
    EXPECT_EQ(open().records(), std::vector<RunRecord>{run(sampleNow - 1h)});
    EXPECT_EQ(files().size(), 1);
}
#endif

} // namespace
