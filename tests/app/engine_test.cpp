#include "app/engine/engine.h"

#include "app/checklist/readiness_work.h"
#include "base/system_clock.h"
#include "support/fault_server.h"
#include "support/printers.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class EngineTest : public ::testing::Test
{
protected:
    testing::FaultServer server;
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("hubwatch.toml"));
    QString store = folder.filePath(QStringLiteral("store"));

    void write(const QByteArray &text)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QFile::WriteOnly));
        file.write(text);
    }
    QByteArray good() const
    {
        return "version = 1\n[[services]]\nname = \"sync\"\nurl = \"" + server.url({}).toEncoded()
            + "\"\ninterval = \"5s\"\n";
    }
    std::unique_ptr<Engine> started()
    {
        auto engine = std::make_unique<Engine>(EngineOptions{.workspacePath = path, .dataDirectory = store});
        engine->start();
        return engine;
    }
    /// Leaves a pending alert behind, as an earlier run would.
    void leavePending()
    {
        Rule rule{.name = QStringLiteral("api.error_rate"),
                  .signal = QStringLiteral("api.error_rate"),
                  .threshold = 0.05,
                  .holdFor = 10min};
        const Reading reading{.at = SystemClock().now(),
                              .service = QStringLiteral("sync"),
                              .signal = rule.signal,
                              .validity = Reading::Validity::Known,
                              .value = 0.5,
                              .n = 100};
        AlertBook book;
        book.evaluate({&rule, 1}, QStringLiteral("sync"), {&reading, 1}, 15s);
        const auto opened = Store::open({.directory = store});
        ASSERT_TRUE(opened);
        ASSERT_TRUE(opened->store->put(QStringLiteral("alerts"), book.toBytes()));
    }
    bool stillPending()
    {
        const auto opened = Store::open({.directory = store});
        const auto bytes = opened ? opened->store->get(QStringLiteral("alerts")) : std::nullopt;
        if (!bytes)
            return false;
        const AlertBook book = AlertBook::fromBytes(*bytes).book;
        const Alert *alert = book.find(QStringLiteral("api.error_rate"), QStringLiteral("sync"));
        return alert && alert->state == Alert::State::Pending;
    }
};

TEST_F(EngineTest, PollsEvaluatesAndStores)
{
    server.route(QStringLiteral("/metrics"), {.body = "hubspot_api_calls_total{status=\"success\"} 1\n"});
    write(good());
    const auto engine = started();
    std::vector<Reading> readings;
    QObject::connect(engine.get(), &Engine::readingTaken, [&](const Reading &reading) { readings.push_back(reading); });
    const auto fresh = [&] {
        return std::ranges::any_of(readings, [](const Reading &reading) {
            return reading.signal == QStringLiteral("source.fresh") && reading.value == 0.0;
        });
    };
    EXPECT_TRUE(QTest::qWaitFor(fresh, 10'000));
}

TEST_F(EngineTest, OpensAnIncidentWhenAnItemOfTheChecklistRegresses)
{
    const QString licence = folder.filePath(QStringLiteral("LICENSE"));
    QFile checks(folder.filePath(QStringLiteral("checks.toml")));
    ASSERT_TRUE(checks.open(QFile::WriteOnly));
    checks.write("[[items]]\nid = \"own.licence\"\ngroup = \"Own\"\ntitle = \"A licence is there\"\nprobe = \"file\"\n"
                 "options = { path = \"LICENSE\", exists = \"true\" }\n");
    checks.close();
    ASSERT_TRUE(QFile::copy(checks.fileName(), licence));
    write(good() + "[[checklist]]\nservice = \"sync\"\nrepository = \".\"\nitems = [\"checks.toml\"]\n");
    const auto engine = started();
    SnapshotPtr shown;
    QObject::connect(engine.get(), &Engine::snapshotReady, [&](const SnapshotPtr &snapshot) { shown = snapshot; });
    const auto run = [&] {
        QSignalSpy ended(engine.get(), &Engine::readinessDone);
        engine->readiness().run({.service = QStringLiteral("sync"), .items = {QStringLiteral("own.licence")}});
        ASSERT_EQ(ended.size(), 1);
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return !engine->readiness().find(QStringLiteral("sync"))->isRunning(); }, 10'000));
    };
    const auto incident = [&]() -> const Incident * {
        if (!shown)
            return nullptr;
        const auto at = std::ranges::find_if(shown->alerting.incidents, [](const Incident &one) {
            return std::ranges::any_of(
                one.parts, [](const Incident::Part &part) { return part.signal == u"checklist.regressed"; });
        });
        return at == shown->alerting.incidents.end() ? nullptr : &*at;
    };
    run();
    QTest::qWait(400);
    EXPECT_EQ(incident(), nullptr) << "it passes";
    ASSERT_TRUE(QFile::remove(licence));
    run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return incident() != nullptr; }, 10'000));
    EXPECT_FALSE(incident()->resolvedAt);
    EXPECT_EQ(shown->readiness.services.at(0).regressed, QStringList{QStringLiteral("own.licence")});
    ASSERT_TRUE(QFile::copy(checks.fileName(), licence));
    run();
    EXPECT_TRUE(QTest::qWaitFor([&] { return incident() && incident()->resolvedAt; }, 10'000));
}

struct Case {
    const char *name;
    const char *text; ///< null: no file
};

class UnknownWorkspace : public EngineTest, public ::testing::WithParamInterface<Case>
{ };

TEST_P(UnknownWorkspace, LeavesTheClocksOfAlertsAsTheyWere)
{
    leavePending();
    if (GetParam().text)
        write(GetParam().text);
    started().reset();
    EXPECT_TRUE(stillPending());
}

INSTANTIATE_TEST_SUITE_P(Files, UnknownWorkspace,
                         ::testing::Values(Case{"Missing", nullptr}, Case{"Mistaken", "version = 1\nservices = 3\n"}),
                         [](const auto &tested) { return tested.param.name; });

TEST_F(EngineTest, EndsTheAlertsOfAServiceThatAPersonTookOut)
{
    leavePending();
    write("version = 1\n");
    Engine engine({.workspacePath = path, .dataDirectory = store});
    std::vector<AlertChange> changes;
    QObject::connect(&engine, &Engine::alertChanged, [&](const AlertChange &change) { changes.push_back(change); });
    engine.start();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].from, Alert::State::Pending);
    EXPECT_EQ(changes[0].alert.state, Alert::State::Inactive);
}

TEST_F(EngineTest, SavesAWorkspaceAndWatchesItAtOnce)
{
    const auto engine = started();
    QSignalSpy saved(engine.get(), &Engine::saved);
    Workspace workspace;
    workspace.services.push_back({.name = QStringLiteral("sync"), .url = server.url({})});
    engine->save(workspace);
    ASSERT_EQ(saved.count(), 1);
    EXPECT_EQ(saved[0][0].toString(), QString());
    EXPECT_FALSE(engine->workspaceMissing());
    EXPECT_TRUE(QTest::qWaitFor([&] { return server.count(QStringLiteral("/metrics")) > 0; }, 10'000));
}

} // namespace
} // namespace hubwatch
