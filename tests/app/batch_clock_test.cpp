#include "batch/journal.h"
#include "batch_bench.h"
#include "support/printers.h"

#include <QDateTime>

namespace hubwatch::testing {

namespace {

using Phase = JobState::Phase;

/// A job of a row for each contact, slow enough to be met on its way.
QString slowJob(BatchBench &bench, const QByteArray &city)
{
    bench.control("latency", {{QStringLiteral("fromMs"), 150}, {QStringLiteral("toMs"), 250}});
    QByteArray text = "id,city\n";
    for (const auto &[id, record] : bench.records().all())
        text += QByteArray::number(qlonglong(id)) + ',' + city + '\n';
    const QString id = bench.plan({.account = QStringLiteral("prod"),
                                   .operation = JobOperation::Update,
                                   .idColumn = QStringLiteral("id"),
                                   .mapping = {{.column = QStringLiteral("city"), .property = QStringLiteral("city")}}},
                                  text);
    EXPECT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    return id;
}

RunOrder orderOf(const QString &job)
{
    return {.job = job, .confirm = QStringLiteral("4242"), .by = QStringLiteral("anna")};
}

/// A window of today, so many hours from now.
JobSchedule windowAfter(const BatchBench &bench, int fromHours, int toHours)
{
    const QTime now = QDateTime::fromMSecsSinceEpoch(bench.clock.now().time_since_epoch().count(), Qt::UTC).time();
    const auto minute = [&](int hours) { return (now.hour() * 60 + now.minute() + (hours + 24) * 60) % (24 * 60); };
    return {.fromMinute = minute(fromHours), .toMinute = minute(toHours), .timeZone = QStringLiteral("UTC")};
}

std::int64_t rowsDone(const BatchBench &bench, const QString &id)
{
    return bench.job(id).progress.piles.done;
}

/// As if the job had been cut off longer ago than it was: its plan says other times.
void change(const BatchBench &bench, const QString &id, const std::function<void(JobSpec &)> &how)
{
    const Result<Journal::Opened> opened = Journal::open(JobFolder(bench.folder.path()).journalOf(id));
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    Result<Plan> plan = opened->journal->plan();
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    how(plan->spec);
    ASSERT_TRUE(opened->journal->putPlan(*plan));
    JobRecord record = JobFolder(bench.folder.path()).job(id).value_or(JobRecord());
    record.plan = *plan;
    ASSERT_TRUE(JobFolder(bench.folder.path()).note(record));
}

void turnFor(BatchBench &bench, Duration time)
{
    const TimePoint until = bench.clock.now() + time;
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            bench.work->tick();
            return bench.clock.now() >= until;
        },
        60'000));
}

TEST(BatchClockLive, AScheduledJobThatWasCutOffWaitsForItsNextWindow)
{
    BatchBench bench(3'000);
    const QString id = slowJob(bench, "Nara");
    RunOrder order = orderOf(id);
    order.schedule = windowAfter(bench, -1, 2);
    bench.work->run(order);
    ASSERT_TRUE(QTest::qWaitFor([&] { return rowsDone(bench, id) >= 300; }, 30'000));
    EXPECT_TRUE(bench.job(id).plan.spec.stopBy) << "the window's end is written down";
    bench.cutOff();
    change(bench, id, [&](JobSpec &spec) { // the window has passed
        ASSERT_TRUE(spec.stopBy);
        spec.schedule = windowAfter(bench, -4, -1);
        spec.stopBy = bench.clock.now() - 1h;
    });
    bench.begin();
    const std::int64_t done = rowsDone(bench, id);
    ASSERT_TRUE(bench.reaches(id, Phase::Scheduled));
    turnFor(bench, 2s);
    EXPECT_EQ(bench.job(id).progress.state.phase, Phase::Scheduled);
    EXPECT_TRUE(bench.job(id).progress.state.why.contains(QStringLiteral("next window")))
        << bench.job(id).progress.state.why.toStdString();
    EXPECT_EQ(rowsDone(bench, id), done) << "nothing is written behind the window";
    EXPECT_LT(done, bench.job(id).plan.rows);

    bench.cutOff();
    change(bench, id, [&](JobSpec &spec) { spec.schedule = windowAfter(bench, -1, 2); }); // the next one
    bench.begin();
    EXPECT_TRUE(bench.reaches(id, Phase::Finished)) << bench.job(id).progress.state.why.toStdString();
}

TEST(BatchClockLive, AJobThatWasCutOffBeforeItsStopByTimeWaitsForAPerson)
{
    BatchBench bench(3'000);
    const QString id = slowJob(bench, "Uji");
    RunOrder order = orderOf(id);
    order.stopBy = bench.clock.now() + 1h;
    bench.work->run(order);
    ASSERT_TRUE(QTest::qWaitFor([&] { return rowsDone(bench, id) >= 300; }, 30'000));
    bench.cutOff();
    change(bench, id, [&](JobSpec &spec) { spec.stopBy = bench.clock.now() - 1h; });
    bench.begin();
    ASSERT_TRUE(bench.reaches(id, Phase::Paused));
    const std::int64_t done = rowsDone(bench, id);
    turnFor(bench, 1s);
    EXPECT_EQ(rowsDone(bench, id), done);
    bench.work->run({.job = id});
    EXPECT_TRUE(bench.reaches(id, Phase::Finished)) << bench.outcome->words.toStdString();
}

TEST(BatchClockLive, AtItsStopByTimeAJobLetsTheAccountGo)
{
    BatchBench bench(20'000);
    const QString id = slowJob(bench, "Soka");
    RunOrder order = orderOf(id);
    order.stopBy = bench.clock.now() + 1s;
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(id, Phase::Paused)) << bench.job(id).progress.state.why.toStdString();
    EXPECT_EQ(bench.events.back().to, QStringLiteral("paused")) << "whoever waits for it hears so";
    EXPECT_TRUE(bench.job(id).progress.state.why.contains(QStringLiteral("stop-by")))
        << bench.job(id).progress.state.why.toStdString();
    QString who;
    EXPECT_TRUE(JobFolder(bench.folder.path()).lockAccount(QStringLiteral("prod"), &who)) << who.toStdString();
}

TEST(BatchClockLive, APauseBeforeTheWindowIsTold)
{
    BatchBench bench(5);
    const QString id = slowJob(bench, "Noda");
    RunOrder order = orderOf(id);
    order.schedule = windowAfter(bench, 3, 5);
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(id, Phase::Scheduled));
    bench.work->pause(id);
    EXPECT_EQ(bench.events.back().to, QStringLiteral("paused"));
}

} // namespace

} // namespace hubwatch::testing
