// A batch job in the real window: made by the wizard, paused, cut off by a kill, taken up, finished and taken back.
#include "base/system_clock.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_hubspot_record_control.h"
#include "support/printers.h"
#include "ui/shell/page_stack.h"
#include "window_bench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrlQuery>
#include <csignal>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using namespace Qt::StringLiterals;

constexpr int windowRows = 3'000;
constexpr const char *folderVariable = "HUBWATCH_WINDOW_FOLDER";
constexpr const char *tokenVariable = "HUBWATCH_TEST_TOKEN";

/// From a new job to the order to run it, in its dry run.
void runGuarded(WindowBench &bench, const QString &step)
{
    ASSERT_TRUE(bench.waits([&] { return bench.find("saveSample") && bench.find("saveSample")->isEnabled(); }))
        << "the dry run ends: " << bench.text("dryRunProblem").toStdString();
    EXPECT_TRUE(bench.shows("dryRunVerdict", u"no write"_s));
    bench.keep(step + u"dry-run"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    ASSERT_TRUE(bench.type("guardTyped", u"424"_s));
    ASSERT_FALSE(bench.find("confirmRun")->isEnabled()) << "half a portal confirms nothing";
    ASSERT_TRUE(bench.type("guardTyped", u"2"_s));
    bench.keep(step + u"guard"_s);
    ASSERT_TRUE(bench.answer("confirmRun"));
    ASSERT_TRUE(bench.waits([&] { return bench.find("jobHeader") != nullptr; }))
        << bench.text("runRefusal").toStdString();
}

class BatchWindowTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(sim.listen(0));
        control("limits", {{u"tenSecondly"_s, 100'000}});
        control("latency", {{u"fromMs"_s, 150}, {u"toMs"_s, 250}});
        const QJsonObject made = control(
            "records",
            {{u"type"_s, u"contacts"_s}, {u"add"_s, windowRows}, {u"set"_s, QJsonObject{{u"city"_s, u"Nara"_s}}}});
        first = made.value(u"first"_s).toString().toLongLong();
        QByteArray rows = "Record ID,City\r\n";
        for (int row = 0; row < windowRows; ++row)
            rows += QByteArray::number(qlonglong(first + row)) + ",Osaka\r\n";
        write("osaka.csv", rows);
        write("hubwatch.toml",
              QStringLiteral("version = 1\n[console]\nstatus_page = \"%1\"\n[[accounts]]\nname = \"prod\"\n"
                             "credential = \"env:%2\"\nportal = 4242\napi = \"%3\"\nburst = \"1000/1s\"\n"
                             "concurrency = 2\n")
                  .arg(sim.statusPage().toString(), QLatin1StringView(tokenVariable), sim.url().toString())
                  .toUtf8());
        qputenv(folderVariable, folder.path().toLocal8Bit());
        qputenv(tokenVariable, sim.token().toLatin1());
    }

    QJsonObject control(const char *path, const QJsonObject &body)
    {
        const Result<QJsonObject> done = sim.control(QString::fromLatin1(path), body);
        EXPECT_TRUE(done) << path << ": " << (done ? "" : done.error().detail.toStdString());
        return done.value_or(QJsonObject());
    }
    void write(const char *name, const QByteArray &text)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(text), text.size());
    }
    /// How many of the job's contacts live in that city.
    int living(const char *city)
    {
        SimState &state = const_cast<SimState &>(sim.state()); // reports forget what is old
        const auto told = recordReport(state, u"values"_s, QUrlQuery(u"type=contacts&property=city"_s), clock.now());
        EXPECT_TRUE(told);
        int count = 0;
        for (const QJsonValue &one : told ? told->value(u"values"_s).toArray() : QJsonArray())
            count += one[u"id"].toString().toLongLong() >= first && one[u"value"].toString() == QLatin1StringView(city);
        return count;
    }
    /// The first half of the story, in a program of its own that ends by a kill.
    void untilTheKill()
    {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--gtest_filter=BatchWindowChild.*"_s, u"--gtest_also_run_disabled_tests"_s});
        QElapsedTimer stopwatch;
        stopwatch.start();
        bool slowed = false;
        while (stopwatch.elapsed() < 150'000 && child.state() != QProcess::NotRunning) {
            QTest::qWait(100);
            if (!slowed && living("Osaka") > windowRows / 2) { // it is to be killed at work, however slow the machine
                slowed = true;
                control("latency", {{u"fromMs"_s, 3'000}, {u"toMs"_s, 4'000}});
            }
        }
        ASSERT_EQ(child.state(), QProcess::NotRunning);
        ASSERT_EQ(child.exitStatus(), QProcess::CrashExit) << "it was to be killed, and ended by itself";
        ASSERT_GT(living("Osaka"), 0);
        ASSERT_LT(living("Osaka"), windowRows) << "killed too late to tell anything";
    }

    SystemClock clock;
    SimHubSpot sim{clock, 7};
    QTemporaryDir folder;
    std::int64_t first = 0;
};

} // namespace

TEST(BatchWindowChild, DISABLED_RunsUntilItIsKilled)
{
    const QString folder = qEnvironmentVariable(folderVariable);
    WindowBench bench(folder);
    ASSERT_TRUE(bench.begins());
    bench.press(Qt::Key_5, Qt::ControlModifier);
    ASSERT_EQ(bench.window().page(), ui::Page::Batch);
    bench.keep(u"01-first-run"_s);

    ASSERT_TRUE(bench.click("firstBatch"));
    ASSERT_TRUE(bench.click("account-prod"));
    ASSERT_TRUE(bench.click("operation-update"));
    EXPECT_TRUE(bench.shows("draftSummary", u"Update contacts"_s));
    bench.keep(u"02-object"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    ASSERT_TRUE(bench.type("filePath", folder + u"/osaka.csv"_s));
    EXPECT_TRUE(bench.shows("fileFacts", u"2 columns"_s));
    bench.keep(u"03-file"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    EXPECT_TRUE(bench.shows("definitionsAge", u"properties of contacts, read"_s));
    bench.keep(u"04-mapping"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    EXPECT_TRUE(bench.shows("planTitle", u"3,000"_s));
    EXPECT_EQ(bench.count("planRejected"), 0);
    bench.keep(u"05-review"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    runGuarded(bench, u"06-"_s);
    ASSERT_FALSE(HasFatalFailure());

    ASSERT_TRUE(bench.waits([&] { return bench.count("pile0") >= 200; }));
    bench.press(Qt::Key_Space);
    EXPECT_TRUE(bench.shows("bannerTitle", u"Paused"_s)) << bench.focusName().toStdString();
    const std::int64_t paused = bench.count("pile0");
    EXPECT_LT(paused, windowRows);
    bench.keep(u"07-paused"_s);
    QTest::qWait(1'000);
    EXPECT_EQ(bench.count("pile0"), paused) << "nothing goes out while it stands";
    bench.press(Qt::Key_Space);
    ASSERT_TRUE(bench.waits([&] { return bench.count("pile0") > paused; })) << bench.focusName().toStdString();
    bench.keep(u"08-running"_s);
    ASSERT_TRUE(bench.waits([&] { return bench.count("pile0") >= paused + 300; }));
    if (!HasFailure())
        std::raise(SIGKILL);
}

TEST_F(BatchWindowTest, WizardPauseKillResumeUndo)
{
    QElapsedTimer stopwatch;
    stopwatch.start();
    untilTheKill();
    if (HasFatalFailure())
        return;
    const qint64 killed = stopwatch.elapsed();
    const int before = living("Osaka");
    control("latency", {{u"fromMs"_s, 150}, {u"toMs"_s, 250}});

    // Started again: the job goes on by itself.
    WindowBench bench(folder.path());
    ASSERT_TRUE(bench.begins());
    bench.press(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(bench.waits([&] { return bench.find("jobTable") != nullptr; }));
    bench.keep(u"09-list-after-kill"_s);
    bench.press(Qt::Key_Return);
    ASSERT_TRUE(bench.waits([&] { return bench.find("jobHeader") != nullptr; })) << bench.focusName().toStdString();
    bench.keep(u"10-resumed"_s);
    control("latency", {{u"fromMs"_s, 40}, {u"toMs"_s, 80}});
    ASSERT_TRUE(bench.waits([&] { return bench.find("resultsCard") != nullptr; }))
        << bench.text("bannerTitle").toStdString() << bench.text("jobSum").toStdString();
    EXPECT_TRUE(bench.shows("jobSum", u"3,000 of 3,000"_s));
    EXPECT_EQ(bench.count("pile0"), windowRows) << "done";
    EXPECT_EQ(bench.count("pile1"), 0) << "failed";
    EXPECT_EQ(bench.count("pile2"), 0) << "unknown";
    EXPECT_EQ(living("Osaka"), windowRows);
    bench.keep(u"11-results"_s);
    const qint64 finished = stopwatch.elapsed();

    // Somebody else changes five records, then the job is taken back.
    QJsonArray theirs;
    for (int at = 0; at < 5; ++at)
        theirs.append(QString::number(first + at * 500));
    control("change",
            {{u"type"_s, u"contacts"_s}, {u"ids"_s, theirs}, {u"property"_s, u"city"_s}, {u"value"_s, u"Kyoto"_s}});
    ASSERT_TRUE(bench.click("undoJob"));
    ASSERT_TRUE(bench.waits([&] { return bench.find("confirmAction") != nullptr; }));
    bench.keep(u"12-undo-asked"_s);
    ASSERT_TRUE(bench.answer("confirmAction"));
    EXPECT_TRUE(bench.shows("planTitle", u"3,000"_s));
    EXPECT_EQ(living("Osaka"), windowRows - 5) << "nothing is written before it is run";
    bench.keep(u"13-undo-planned"_s);
    ASSERT_TRUE(bench.click("wizardNext"));
    runGuarded(bench, u"14-undo-"_s);
    if (HasFatalFailure())
        return;
    ASSERT_TRUE(bench.waits([&] { return bench.find("resultsCard") != nullptr; }))
        << bench.text("bannerTitle").toStdString() << bench.text("jobSum").toStdString();
    EXPECT_TRUE(bench.shows("jobSum", u"3,000 of 3,000"_s));
    EXPECT_EQ(bench.count("pile0"), windowRows - 5) << "taken back";
    EXPECT_EQ(bench.count("pile1"), 0) << "failed";
    EXPECT_EQ(bench.count("pile2"), 0) << "unknown";
    EXPECT_EQ(bench.count("pile3"), 5) << "kept";
    EXPECT_EQ(living("Nara"), windowRows - 5);
    EXPECT_EQ(living("Kyoto"), 5) << "what somebody else wrote stands";
    bench.keep(u"15-undo-results"_s);
    ASSERT_TRUE(bench.click("showKept"));
    EXPECT_TRUE(bench.waits([&] { return bench.find("rowsTable") != nullptr; }));
    bench.keep(u"16-undo-kept"_s);
    RecordProperty("killed_ms", int(killed));
    std::printf("killed with %d of %d done after %lld ms, finished after %lld ms, taken back after %lld ms\n", before,
                windowRows, static_cast<long long>(killed), static_cast<long long>(finished), stopwatch.elapsed());
}

} // namespace hubwatch::testing
