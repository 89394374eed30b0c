#include "batch_bench.h"
#include "support/printers.h"

namespace hubwatch::testing {

namespace {

using Phase = JobState::Phase;

TEST(BatchWorkLive, AJobIsPlannedRunAndTakenBack)
{
    BatchBench bench(450);
    const std::int64_t first = bench.records().all().begin()->first;
    QByteArray text = cityFile(bench, "Osaka");
    text += "999999,Osaka\n,Osaka\n"; // an id that nobody has, and none at all
    const QString id = bench.plan(cityUpdate(), text);
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    EXPECT_EQ(bench.job(id).plan.rows, 452 + int(bench.records().all().size()) - 450);
    EXPECT_EQ(bench.job(id).plan.rejected(), 1);
    EXPECT_EQ(bench.held(first, "city"), QString()) << "planning writes nothing";

    bench.work->run({.job = id, .confirm = QStringLiteral("prod")});
    ASSERT_TRUE(bench.outcome);
    EXPECT_FALSE(bench.outcome->good) << "production is confirmed by its portal";
    bench.work->run(confirmed(id));
    ASSERT_TRUE(bench.reaches(id, Phase::Finished)) << bench.outcome->words.toStdString();
    const BatchJob done = bench.job(id);
    EXPECT_EQ(done.progress.piles.all(), done.plan.rows);
    EXPECT_EQ(done.progress.piles.failed, 2);
    EXPECT_EQ(done.progress.piles.unknown, 0);
    EXPECT_EQ(bench.held(first, "city"), QStringLiteral("Osaka"));
    EXPECT_EQ(bench.events.back().kind, Event::Kind::Batch);
    EXPECT_EQ(bench.events.back().to, QStringLiteral("finished"));

    // Somebody else changes one meanwhile: it is kept, and named.
    SimRecord *other = bench.records().find(first);
    bench.records().update(*other, {{QStringLiteral("city"), QStringLiteral("Kyoto")}}, bench.clock.now());
    bench.work->undo(id);
    ASSERT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    const QString undo = bench.outcome->job;
    bench.outcome.reset();
    bench.work->dryRun(undo, 1'000);
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.outcome.has_value(); }, 10'000));
    ASSERT_TRUE(bench.job(undo).dryRun) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(undo).dryRun->kept, 1) << "the dry run sees what the run will keep";
    EXPECT_EQ(bench.job(undo).dryRun->changing, bench.job(undo).plan.rows - 1);
    EXPECT_EQ(bench.job(undo).plan.rows, done.progress.piles.done);
    QStringList cautions = bench.job(undo).plan.warnings;
    EXPECT_EQ(cautions.removeDuplicates(), 0) << "each is said once";
    bench.work->run(confirmed(undo));
    ASSERT_TRUE(bench.reaches(undo, Phase::Finished)) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(undo).progress.piles.skipped, 1);
    EXPECT_EQ(bench.job(undo).progress.piles.failed, 0);
    EXPECT_EQ(bench.held(first, "city"), QStringLiteral("Kyoto"));
    EXPECT_EQ(bench.held(first + 1, "city"), QString());
}

TEST(BatchWorkLive, AJobThatWasCutOffGoesOnByItself)
{
    BatchBench bench(1'500);
    bench.control("latency", {{QStringLiteral("fromMs"), 40}, {QStringLiteral("toMs"), 80}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Nara"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.done >= 300; }, 30'000));
    bench.cutOff();
    bench.begin();
    EXPECT_EQ(bench.job(id).progress.state.phase, Phase::Running) << "the journal knows that it was cut off";
    ASSERT_TRUE(bench.reaches(id, Phase::Finished));
    const JobPiles piles = bench.job(id).progress.piles;
    EXPECT_EQ(piles.all(), bench.job(id).plan.rows);
    EXPECT_EQ(piles.failed + piles.unknown, 0);
    for (const auto &[record, held] : bench.records().all())
        ASSERT_EQ(held.properties.value(QStringLiteral("city")), QStringLiteral("Nara")) << record;
}

TEST(BatchWorkLive, APauseStandsAndARunGoesOn)
{
    BatchBench bench(1'500);
    bench.control("latency", {{QStringLiteral("fromMs"), 40}, {QStringLiteral("toMs"), 80}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Kobe"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.done >= 100; }, 30'000));
    bench.work->pause(id);
    ASSERT_TRUE(bench.reaches(id, Phase::Paused));
    const JobPiles piles = bench.job(id).progress.piles;
    EXPECT_EQ(piles.unknown, 0) << "what was out has been answered";
    EXPECT_EQ(bench.job(id).progress.limiter.limit.calls, 5'000) << "the account's limit, not any";
    EXPECT_LT(piles.all(), bench.job(id).plan.rows);
    bench.work->pin(id, true);
    EXPECT_FALSE(bench.job(id).open) << "its files are open, and nobody carries it out";
    bench.work->run({.job = id});
    ASSERT_TRUE(bench.reaches(id, Phase::Finished)) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(id).progress.piles.done, bench.job(id).plan.rows);
}

TEST(BatchWorkLive, HowFastItWasOutlivesTheRun)
{
    BatchBench bench(3'000);
    bench.control("latency", {{QStringLiteral("fromMs"), 2'000}, {QStringLiteral("toMs"), 2'500}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Tsu"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !bench.job(id).progress.pace.empty(); }, 60'000)); // a point takes 10 s
    bench.work->pause(id);
    ASSERT_TRUE(bench.reaches(id, Phase::Paused));
    EXPECT_FALSE(bench.job(id).progress.pace.empty());
}

TEST(BatchWorkLive, ATrialStopsAndAsks)
{
    BatchBench bench(400);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Gifu"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    RunOrder order = confirmed(id);
    order.firstRows = 50;
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(id, Phase::Asking)) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(id).progress.piles.all(), 50);
    bench.work->run({.job = id});
    ASSERT_TRUE(bench.reaches(id, Phase::Finished));
    EXPECT_EQ(bench.job(id).progress.piles.done, bench.job(id).plan.rows);
}

TEST(BatchWorkLive, ATrialIsFollowedByAnotherAndLosesItsMark)
{
    BatchBench bench(400);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Mito"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    RunOrder order = confirmed(id);
    order.firstRows = 50;
    for (const std::int64_t tried : {50, 100, 150}) {
        bench.work->run(order);
        ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.all() >= tried; }, 30'000));
        ASSERT_TRUE(bench.reaches(id, Phase::Asking)) << bench.outcome->words.toStdString();
        EXPECT_EQ(bench.job(id).progress.piles.all(), tried);
        if (tried == 100) { // as the command finds it: no runner is there to ask
            bench.cutOff();
            bench.begin();
        }
    }
    bench.work->run({.job = id});
    ASSERT_TRUE(bench.reaches(id, Phase::Finished));
}

TEST(BatchWorkLive, ATrialThatWasPausedIsStillATrial)
{
    BatchBench bench(1'200);
    bench.control("latency", {{QStringLiteral("fromMs"), 100}, {QStringLiteral("toMs"), 200}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Otsu"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    RunOrder order = confirmed(id);
    order.firstRows = 1'100;
    order.dailyReserve = 30'000; // the workspace keeps 25,000
    order.stopBy = bench.clock.now() + 1h;
    bench.work->run(order);
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.done >= 100; }, 30'000));
    bench.work->pause(id);
    ASSERT_TRUE(bench.reaches(id, Phase::Paused));
    ASSERT_LT(bench.job(id).progress.piles.all(), 1'100);
    bench.work->run({.job = id});
    ASSERT_TRUE(bench.reaches(id, Phase::Asking)) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(id).progress.piles.all(), 1'100) << "nobody has said that the rest may go";
    EXPECT_EQ(bench.job(id).plan.spec.dailyReserve, 30'000);
    EXPECT_EQ(bench.job(id).plan.spec.stopBy, order.stopBy);
}

TEST(BatchWorkLive, APropertyArchivedSinceThePlanIsNotWritten)
{
    BatchBench bench(50);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Oita"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.control(
        "properties",
        {{QStringLiteral("type"), QStringLiteral("contacts")}, {QStringLiteral("archive"), QStringLiteral("city")}});
    bench.outcome.reset();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.outcome.has_value(); }, 10'000));
    EXPECT_FALSE(bench.outcome->good);
    EXPECT_TRUE(bench.outcome->words.contains(QStringLiteral("city"))) << bench.outcome->words.toStdString();
}

TEST(BatchWorkLive, AReadOnlyAccountIsNotEvenPlannedFor)
{
    BatchBench bench(5);
    bench.cutOff();
    bench.workspace.accounts[0].readOnly = true;
    bench.begin();
    EXPECT_EQ(bench.plan(cityUpdate(), "id,city\n1,x\n"), QString());
    EXPECT_TRUE(bench.planned->problem.contains(QStringLiteral("read-only")));
}

TEST(BatchWorkLive, ARevokedTokenPausesTheJob)
{
    BatchBench bench(600);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Akita"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.control("latency", {{QStringLiteral("fromMs"), 20}, {QStringLiteral("toMs"), 40}});
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.done >= 100; }, 30'000));
    bench.control("tokens/revoke", {{QStringLiteral("token"), bench.hubspot.token()}});
    ASSERT_TRUE(bench.reaches(id, Phase::Paused));
    EXPECT_EQ(bench.job(id).progress.piles.failed, 0) << "a refused token is no row's fault";
    EXPECT_FALSE(bench.job(id).progress.state.why.isEmpty());
}

TEST(BatchWorkLive, WhatBecameProductionIsConfirmed)
{
    BatchBench bench(5);
    bench.cutOff();
    bench.workspace.accounts[0].kind = AccountConfig::Kind::Sandbox;
    bench.begin();
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Iga"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    EXPECT_FALSE(bench.job(id).plan.spec.production);
    bench.cutOff();
    bench.workspace.accounts[0].kind = AccountConfig::Kind::Production;
    bench.begin();
    bench.work->run({.job = id});
    EXPECT_FALSE(bench.outcome->good) << "it was planned for a sandbox";
    EXPECT_TRUE(bench.outcome->words.contains(QStringLiteral("--confirm 4242"))) << bench.outcome->words.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(bench.reaches(id, Phase::Finished)) << bench.outcome->words.toStdString();
    EXPECT_TRUE(bench.job(id).plan.spec.production);
}

TEST(BatchWorkLive, TheWorkspacesReserveIsAFloor)
{
    BatchBench bench(5);
    bench.cutOff();
    bench.workspace.accounts[0].batchReserve = 1'000'000'000;
    bench.begin();
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Ise"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    RunOrder order = confirmed(id);
    order.dailyReserve = 1;
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(id, Phase::Parked)) << bench.outcome->words.toStdString();
    EXPECT_EQ(bench.job(id).progress.piles.done, 0);
    bench.cutOff();
    bench.workspace.accounts[0].batchReserve = 10;
    bench.begin();
    EXPECT_TRUE(bench.reaches(id, Phase::Finished)) // it goes on by itself, by what the workspace says now
        << bench.job(id).progress.state.why.toStdString();
}

TEST(BatchWorkLive, AnArchiveIsTakenBackOnce)
{
    BatchBench bench(40);
    QByteArray text = "id\n";
    for (const auto &[id, record] : bench.records().all())
        text += QByteArray::number(qlonglong(id)) + '\n';
    const QString id = bench.plan(
        {.account = QStringLiteral("prod"), .operation = JobOperation::Archive, .idColumn = QStringLiteral("id")},
        text);
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(bench.reaches(id, Phase::Finished)) << bench.outcome->words.toStdString();
    bench.work->undo(id);
    ASSERT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    const QString first = bench.outcome->job;
    bench.work->undo(id); // planned side by side
    ASSERT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    const QString second = bench.outcome->job;
    RunOrder order = confirmed(first);
    order.firstRows = 10;
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(first, Phase::Asking)) << bench.outcome->words.toStdString();
    bench.work->run(confirmed(second));
    EXPECT_FALSE(bench.outcome->good) << "the same records would be made again";

    bench.cutOff();
    bench.begin();
    bench.work->undo(id);
    EXPECT_FALSE(bench.outcome->good);
    EXPECT_TRUE(bench.outcome->words.contains(first)) << bench.outcome->words.toStdString();
    bench.work->cancel(first);
    ASSERT_TRUE(bench.reaches(first, Phase::Cancelled)) << bench.outcome->words.toStdString();
    bench.work->undo(id);
    ASSERT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    const QString rest = bench.outcome->job;
    EXPECT_EQ(bench.job(rest).plan.rows, bench.job(id).progress.piles.done - 10) << "what the first has left";
    bench.work->run(confirmed(rest));
    ASSERT_TRUE(bench.reaches(rest, Phase::Finished)) << bench.outcome->words.toStdString();
    bench.work->undo(id);
    EXPECT_FALSE(bench.outcome->good) << "nothing is left";
    EXPECT_TRUE(bench.outcome->words.contains(rest)) << bench.outcome->words.toStdString();
}

TEST(BatchWorkLive, RowsAreShownWithTheirCells)
{
    BatchBench bench(3);
    const QString id = bench.plan(cityUpdate(), "id,city\n999,x\nnone,y\n");
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    QSignalSpy found(bench.work.get(), &BatchWork::rowsFound);
    bench.work->askRows(id, {.piles = {Pile::Failed}});
    ASSERT_EQ(found.count(), 1);
    const auto answer = found.front().front().value<RowsAnswer>();
    ASSERT_EQ(answer.rows.size(), 1U) << answer.problem.toStdString();
    EXPECT_EQ(answer.header, (QStringList{QStringLiteral("id"), QStringLiteral("city")}));
    EXPECT_EQ(answer.rows[0].cells, (QStringList{QStringLiteral("none"), QStringLiteral("y")}));
    const QString path = bench.folder.filePath(QStringLiteral("rejects.csv"));
    bench.outcome.reset();
    bench.work->exportRows(id, {.path = path, .piles = {Pile::Failed}, .withBom = false});
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.outcome.has_value(); }, 10'000));
    EXPECT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("none,y"));
}

} // namespace

} // namespace hubwatch::testing
