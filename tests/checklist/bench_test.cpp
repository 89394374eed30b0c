#include "bench_service.h"
#include "bench_trace_maker.h"
#include "checklist/bench/bench.h"
#include "checklist/bench/bench_verdicts.h"
#include "support/fake_processes.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::BenchService;
using testing::BenchServiceHabits;
using testing::factNamed;

class NoSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { }
};

/// A bench, a service beside it, and what came of them.
struct BenchPair {
    explicit BenchPair(BenchServiceHabits habits)
        : service(habits)
    {
        QObject::connect(&bench, &ResilienceBench::finished, &bench, [this](const BenchTrace &trace) {
            ++finishes;
            done = trace;
        });
        QObject::connect(&bench, &ResilienceBench::progressed, &bench, [this](const QString &words, double share) {
            told += words;
            shares.push_back(share);
            // A person starts it once, however often it is said.
            if (words.contains(benchAsks) && words != started)
                service.run();
            started = words;
        });
    }

    BenchOrder order(const QString &start = QStringLiteral("POST /sync")) const
    {
        return {.testUrl = service.url(),
                .health = service.url(QStringLiteral("/health")),
                .readiness = service.url(QStringLiteral("/readiness")),
                .metrics = service.url(QStringLiteral("/metrics")),
                .start = start,
                .patience = 3s,
                .pace = 0.15};
    }
    void start(const BenchOrder &given)
    {
        bench.start(given);
        service.hubspot = bench.url();
    }
    bool wait(int seconds = 40)
    {
        return QTest::qWaitFor([this] { return finishes > 0; }, seconds * 1000);
    }
    size_t callsOf(BenchPhase::Weather weather) const
    {
        return size_t(std::ranges::count(done.calls, int(weather), &BenchCall::phase));
    }

    SystemClock clock;
    QtHttp http;
    testing::FakeProcesses processes;
    NoSecrets secrets;
    BenchService service;
    BenchTrace done = {};
    int finishes = 0;
    QStringList told = {};
    QString started = {};
    std::vector<double> shares = {};
    ResilienceBench bench{ProbeDoors{http, clock, processes, secrets}};
};

Verdict benchJudged(Verdict (*judge)(const QString &, const BenchTrace &, const BenchLimits &), const BenchPair &pair)
{
    return judge(QStringLiteral("item"), pair.done, {});
}

// Side by side: a whole bench takes seconds, since Retry-After knows no less than one.
TEST(BenchRun, JudgesServicesByWhatTheyDo)
{
    BenchPair good({});
    BenchPair hammer({.backsOff = false,
                      .obeysRetryAfter = false,
                      .batches = false,
                      .caches = false,
                      .inFlight = 20,
                      .attempts = 15,
                      .readinessIsTrue = false});
    BenchPair deaf({.obeysRetryAfter = false, .answersAtOnce = false});
    BenchPair dying({.dies = true});
    BenchPair restarting({.restarts = true});
    BenchPair byHand({});
    good.start(good.order());
    hammer.start(hammer.order());
    deaf.start(deaf.order());
    dying.start(dying.order());
    restarting.start(restarting.order());
    BenchOrder hand = byHand.order({});
    hand.health.clear();
    hand.readiness.clear();
    byHand.start(hand);
    for (BenchPair *pair : {&good, &hammer, &deaf, &dying, &restarting, &byHand}) {
        ASSERT_TRUE(pair->wait());
        EXPECT_EQ(pair->finishes, 1);
        EXPECT_EQ(pair->done.stopped, QString());
        EXPECT_EQ(pair->done.phases.size(), 8u);
        EXPECT_FALSE(pair->bench.isRunning());
        EXPECT_FALSE(pair->bench.url().isValid());
    }

    // Gaps are time: a machine that stumbled meanwhile measures again.
    const auto measureAgain = [](BenchPair &pair, const BenchOrder &order) {
        for (int more = 0; more < 2 && benchJudged(judgeBackoff, pair).outcome != Outcome::Pass; ++more) {
            pair.finishes = 0;
            pair.shares.clear();
            pair.start(order);
            ASSERT_TRUE(pair.wait());
        }
    };
    measureAgain(good, good.order());
    measureAgain(byHand, hand);

    for (const auto judge : {judgeErrorsCaught, judgeBackoff, judgeBatchFirst, judgeConcurrency, judgeCached}) {
        if (judge == judgeBackoff)
            continue;
        EXPECT_EQ(benchJudged(judge, good).outcome, Outcome::Pass) << benchJudged(judge, good).words.toStdString();
        EXPECT_EQ(benchJudged(judge, byHand).outcome == Outcome::Pass, judge != judgeErrorsCaught)
            << "nobody looked at /health: " << benchJudged(judge, byHand).words.toStdString();
    }
    // Growth and jitter are held by tables: here, six services in one process, a loaded machine may spoil them still.
    for (const BenchPair *pair : {&good, &byHand})
        for (const char *name : {"429", "500, 502 and 503", "Retry-After in seconds", "attempts"})
            EXPECT_EQ(factNamed(benchJudged(judgeBackoff, *pair), QString::fromLatin1(name))->outcome, Outcome::Pass)
                << name;
    EXPECT_EQ(readinessFact(good.done)->outcome, Outcome::Pass) << readinessFact(good.done)->got.toStdString();
    for (const BenchPhase &phase : good.done.phases)
        EXPECT_TRUE(phase.started && phase.to > phase.from) << int(phase.weather);
    EXPECT_TRUE(std::ranges::is_sorted(good.shares));
    EXPECT_TRUE(std::ranges::none_of(good.done.calls, [](const BenchCall &call) {
        return call.path.contains(u"details");
    })) << "what is asked for /readiness is set aside";
    EXPECT_FALSE(readinessFact(byHand.done));
    EXPECT_TRUE(byHand.told.first().contains(QStringLiteral("HubSpot is at http://127.0.0.1:")));

    const Verdict hammered = benchJudged(judgeBackoff, hammer);
    ASSERT_EQ(hammered.outcome, Outcome::Fail) << hammered.words.toStdString();
    EXPECT_EQ(factNamed(hammered, QStringLiteral("Retry-After in seconds"))->outcome, Outcome::Fail);
    EXPECT_EQ(factNamed(hammered, QStringLiteral("attempts"))->outcome, Outcome::Fail);
    EXPECT_NE(factNamed(hammered, QStringLiteral("401"))->outcome, Outcome::Pass) << "how often depends on the machine";
    for (const auto judge : {judgeBatchFirst, judgeConcurrency, judgeCached})
        EXPECT_EQ(benchJudged(judge, hammer).outcome, Outcome::Fail) << benchJudged(judge, hammer).words.toStdString();
    EXPECT_EQ(readinessFact(hammer.done)->outcome, Outcome::Fail);

    const Verdict ignored = benchJudged(judgeBackoff, deaf);
    EXPECT_EQ(ignored.outcome, Outcome::Fail) << ignored.words.toStdString();
    EXPECT_TRUE(ignored.words.startsWith(QStringLiteral("Retry-After in seconds: first retry after 0.")))
        << ignored.words.toStdString();
    EXPECT_EQ(benchJudged(judgeErrorsCaught, deaf).outcome, Outcome::Pass);

    const Verdict died = benchJudged(judgeErrorsCaught, dying);
    EXPECT_EQ(died.outcome, Outcome::Fail);
    EXPECT_TRUE(died.words.contains(QStringLiteral("did not come back"))) << died.words.toStdString();
    const Verdict restarted = benchJudged(judgeErrorsCaught, restarting);
    EXPECT_EQ(restarted.outcome, Outcome::Fail);
    EXPECT_EQ(factNamed(restarted, QStringLiteral("restarts"))->got,
              QStringLiteral("the process was gone: another one had begun by the end of \"500, 502 and 503\""));
    EXPECT_EQ(dying.callsOf(BenchPhase::Weather::Recovered), 0u);
    EXPECT_TRUE(dying.done.phases.back().startWords.contains(QStringLiteral("refused")))
        << dying.done.phases.back().startWords.toStdString() << dying.done.calls.size();
}

TEST(BenchRun, SaysThatARunNeverBegan)
{
    BenchPair idle({.starts = false});
    BenchOrder order = idle.order();
    order.patience = 300ms;
    idle.start(order);
    const QString url = idle.bench.url().toString();
    ASSERT_TRUE(idle.wait());
    EXPECT_TRUE(idle.done.stopped.startsWith(
        QStringLiteral("the service never started its run: no call of HubSpot's API came to ") + url))
        << idle.done.stopped.toStdString();
    for (const auto judge : {judgeErrorsCaught, judgeBackoff, judgeBatchFirst, judgeConcurrency, judgeCached}) {
        EXPECT_EQ(benchJudged(judge, idle).outcome, Outcome::NotRun);
        EXPECT_EQ(benchJudged(judge, idle).words, idle.done.stopped);
    }
}

TEST(BenchRun, NamesTheHostThatWasRefused)
{
    BenchPair pair({.host = "host.docker.internal:8089"});
    BenchOrder order = pair.order();
    order.patience = 1s;
    order.readiness.clear();
    pair.start(order);
    ASSERT_TRUE(pair.wait());
    EXPECT_TRUE(pair.done.stopped.startsWith(QStringLiteral("the service never started its run: ")));
    EXPECT_TRUE(pair.done.stopped.endsWith(
        QStringLiteral("with the Host header \"host.docker.internal\", which is refused; if that is how the service "
                       "reaches this machine, add bench_host = \"host.docker.internal\" to its [[checklist]]")))
        << pair.done.stopped.toStdString();
}

TEST(BenchRun, SaysThatTheStartWasRefused)
{
    BenchPair pair({});
    pair.start(pair.order(QStringLiteral("POST /elsewhere")));
    ASSERT_TRUE(pair.wait());
    EXPECT_EQ(pair.done.stopped, QStringLiteral("the service never started its run: POST /elsewhere answered 404"));
}

TEST(BenchRun, SaysThatTheTestInstanceDoesNotAnswer)
{
    BenchPair pair({});
    LoopbackServer gone([](const ServedRequest &, const LoopbackServer::Respond &) {});
    ASSERT_TRUE(gone.listen(0));
    gone.close();
    BenchOrder order = pair.order();
    order.health = QUrl(QStringLiteral("http://127.0.0.1:%1/health").arg(gone.port()));
    pair.start(order);
    ASSERT_TRUE(pair.wait());
    EXPECT_TRUE(pair.done.stopped.startsWith(QStringLiteral("the test instance does not answer: GET http://127.0.0.1")))
        << pair.done.stopped.toStdString();
}

TEST(BenchRun, SaysThatThePortIsTaken)
{
    BenchPair pair({});
    LoopbackServer taken([](const ServedRequest &, const LoopbackServer::Respond &) {});
    ASSERT_TRUE(taken.listen(0));
    BenchOrder order = pair.order();
    order.port = taken.port();
    pair.start(order);
    EXPECT_EQ(pair.finishes, 0) << "later, not within start()";
    ASSERT_TRUE(pair.wait());
    EXPECT_TRUE(pair.done.stopped.contains(QStringLiteral("choose another bench_port")))
        << pair.done.stopped.toStdString();
}

TEST(BenchRun, SaysThatNoTestInstanceIsNamed)
{
    BenchPair pair({});
    BenchOrder order = pair.order();
    order.testUrl.clear();
    pair.start(order);
    ASSERT_TRUE(pair.wait());
    EXPECT_EQ(pair.done.stopped, QStringLiteral("no test instance is named: add test_url"));
}

TEST(BenchRun, TellsACommandWhereHubSpotIs)
{
    BenchPair pair({});
    BenchOrder order = pair.order(QStringLiteral("command:npm run sync"));
    order.folder = QStringLiteral("/srv/app");
    order.readiness.clear();
    pair.start(order);
    const QString url = pair.bench.url().toString();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !pair.processes.requests.empty(); }));
    const ProcessRequest &request = pair.processes.requests[0];
    EXPECT_EQ(request.environment.at(QStringLiteral("HUBSPOT_BASE_URL")), url);
    EXPECT_EQ(request.environment.at(QStringLiteral("HUBWATCH_BENCH_URL")), url);
    EXPECT_EQ(request.folder, QStringLiteral("/srv/app"));
    pair.processes.answer(testing::failedWith(3, "secret words"));
    ASSERT_TRUE(pair.wait());
    EXPECT_EQ(pair.done.stopped, QStringLiteral("the service never started its run: npm ended with exit code 3"));
}

TEST(BenchRun, EndsSilentlyWhenCancelledOrDropped)
{
    BenchPair cancelled({});
    auto dropped = std::make_unique<BenchPair>(BenchServiceHabits{});
    BenchService service({});
    cancelled.start(cancelled.order());
    dropped->start(dropped->order());
    const auto port = quint16(cancelled.bench.url().port());
    const auto droppedPort = quint16(dropped->bench.url().port());
    ASSERT_TRUE(QTest::qWaitFor([&] { return cancelled.told.size() > 0 && dropped->told.size() > 0; }));
    QTest::qWait(30); // in the middle of its calls
    cancelled.bench.cancel();
    dropped.reset();
    EXPECT_FALSE(cancelled.bench.isRunning());
    QTest::qWait(100);
    EXPECT_EQ(cancelled.finishes, 0);
    LoopbackServer again([](const ServedRequest &, const LoopbackServer::Respond &) {});
    EXPECT_TRUE(again.listen(port)) << "the port is free again";
    again.close();
    EXPECT_TRUE(again.listen(droppedPort));
}

TEST(BenchRun, MayBeCancelledByWhoListens)
{
    BenchPair pair({});
    QObject::connect(&pair.bench, &ResilienceBench::progressed, &pair.bench, [&pair] { pair.bench.cancel(); });
    pair.start(pair.order());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !pair.bench.isRunning(); }));
    pair.start(pair.order());
    EXPECT_TRUE(pair.bench.isRunning()) << "and begun again";
}

} // namespace
} // namespace hubwatch
