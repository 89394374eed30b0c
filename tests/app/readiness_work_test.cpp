#include "app/checklist/readiness_work.h"

#include "support/fake_http.h"
#include "support/fake_processes.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

/// Nobody has any secret.
class NoKeys : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply)] { reply(fail(Error::Kind::Storage, QStringLiteral("no such key"))); },
            Qt::QueuedConnection);
    }
};

class ReadinessWorkTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        write(QStringLiteral("checks.toml"),
              "[[items]]\nid = \"own.licence\"\ngroup = \"Own\"\ntitle = \"A licence is there\"\nprobe = \"file\"\n"
              "options = { path = \"LICENSE\", exists = \"true\" }\n");
        facts.folder = folder.path();
        facts.workspace.services = {{.name = sync, .url = QUrl(QStringLiteral("http://127.0.0.1:3000"))}};
        facts.workspace.checklists
            = {{.service = sync, .repository = folder.path(), .items = {QStringLiteral("checks.toml")}}};
        facts.rules = effectiveRules(facts.workspace);
        work = make();
    }

    std::unique_ptr<ReadinessWork> make()
    {
        auto made = std::make_unique<ReadinessWork>(
            ChecklistParts{.dataDirectory = data.path(),
                           .doors = {http, clock, processes, keys},
                           .facts = [this] { return facts; },
                           .account = [this](const QString &name) { return accountOf(facts.accounts, name); },
                           .by = QStringLiteral("ann@desk")},
            [this](const Workspace &workspace) {
                ++saves;
                facts.workspace = workspace;
                return QString();
            });
        QObject::connect(made.get(), &ReadinessWork::done, &context,
                         [this](const ReadinessOutcome &outcome) { outcomes.push_back(outcome); });
        QObject::connect(made.get(), &ReadinessWork::happened, &context,
                         [this](const Event &event) { events.push_back(event); });
        QObject::connect(made.get(), &ReadinessWork::regressed, &context,
                         [this](const QString &, const QStringList &items) { regressed = items; });
        made->apply();
        return made;
    }

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QFile::WriteOnly));
        file.write(text);
    }

    /// Runs, with a network that reaches nobody and programs that are not there, until it has ended.
    void run(const QStringList &items = {})
    {
        work->run({.service = sync, .items = items});
        ASSERT_EQ(outcomes.back().problem, QString());
        drive();
    }
    void drive()
    {
        const bool ended = QTest::qWaitFor(
            [this] {
                clock.advance(50ms);
                while (http.answer(unreachable(Error::Reach::Refused))) { }
                while (processes.answer(fail(Error::Kind::Storage, QStringLiteral("git: not found")))) { }
                return !work->find(sync)->isRunning();
            },
            20'000);
        EXPECT_TRUE(ended);
    }
    ItemStanding standing(const QString &id) const
    {
        const Readiness readiness = work->find(sync)->readiness();
        const auto at = std::ranges::find(readiness.items, id, [](const ItemStanding &one) { return one.item.id; });
        return at == readiness.items.end() ? ItemStanding() : *at;
    }

    const QString sync = QStringLiteral("contacts-sync");
    const QString licence = QStringLiteral("own.licence");
    QTemporaryDir folder;
    QTemporaryDir data;
    QObject context;
    ManualClock clock;
    FakeHttp http;
    FakeProcesses processes;
    NoKeys keys;
    ReadinessFacts facts;
    std::vector<ReadinessOutcome> outcomes;
    std::vector<Event> events;
    QStringList regressed;
    int saves = 0;
    std::unique_ptr<ReadinessWork> work;
};

TEST_F(ReadinessWorkTest, PassesNothingThatItCouldNotSee)
{
    run();
    const Readiness readiness = work->find(sync)->readiness();
    EXPECT_EQ(readiness.items.size(), 16u);
    for (const ItemStanding &one : readiness.items) {
        EXPECT_NE(one.verdict.outcome, Outcome::Pass) << one.item.id.toStdString();
        EXPECT_FALSE(one.verdict.words.isEmpty()) << one.item.id.toStdString();
    }
    EXPECT_FALSE(isReady(readiness));
    EXPECT_EQ(events.back().kind, Event::Kind::Checklist);
}

TEST_F(ReadinessWorkTest, KeepsWhatWasRunForTheNextStart)
{
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    EXPECT_EQ(standing(licence).verdict.outcome, Outcome::Pass);
    EXPECT_EQ(standing(QStringLiteral("test.load")).verdict.outcome, Outcome::NotRun);
    work = make();
    EXPECT_EQ(standing(licence).verdict.outcome, Outcome::Pass);
    const ServiceReadiness state = work->state().services.at(0);
    EXPECT_EQ(state.history.at(licence).size(), 1u);
    EXPECT_EQ(state.history.at(licence)[0].by, QStringLiteral("ann@desk"));
}

TEST_F(ReadinessWorkTest, AsksAgainWhatWasAnsweredForOtherSettings)
{
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    ASSERT_EQ(standing(licence).verdict.outcome, Outcome::Pass);
    const QString repository = facts.workspace.checklists.front().repository;
    facts.workspace.checklists.front().repository = QStringLiteral("elsewhere");
    work->apply();
    EXPECT_EQ(standing(licence).verdict.outcome, Outcome::NotRun);
    facts.workspace.checklists.front().owner = QStringLiteral("somebody else");
    facts.workspace.checklists.front().repository = repository;
    work->apply();
    EXPECT_EQ(standing(licence).verdict.outcome, Outcome::Pass) << "who answers for it changes no question";
}

TEST_F(ReadinessWorkTest, TellsOfAnItemThatPassedAndFailsUntilItIsWaivedOrPasses)
{
    facts.workspace.checklists.front().watch = 0s; // time alone does nothing here
    work->apply();
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    EXPECT_TRUE(regressed.isEmpty());
    QFile::remove(folder.filePath(QStringLiteral("LICENSE")));
    run({licence});
    EXPECT_EQ(regressed, QStringList{licence});
    EXPECT_EQ(std::ranges::count(events, licence, &Event::subject), 1);
    run({licence});
    EXPECT_EQ(std::ranges::count(events, licence, &Event::subject), 1) << "told once";

    using std::chrono::year;
    work->waive({.service = sync,
                 .item = licence,
                 .reason = QStringLiteral("the lawyers read it"),
                 .owner = QStringLiteral("ann"),
                 .approver = QStringLiteral("bob"),
                 .granted = year(2025) / 11 / 20,
                 .until = year(2025) / 12 / 20});
    EXPECT_EQ(outcomes.back().problem, QString());
    EXPECT_EQ(saves, 1);
    work->apply();
    EXPECT_TRUE(regressed.isEmpty());
    clock.jump(40 * 24h); // the waiver has ended; the evidence is stale, too, which mends nothing
    work->tick();
    EXPECT_EQ(regressed, QStringList{licence});
    EXPECT_EQ(standing(licence).waived, WaiverStanding::Expired);
    work->endWaiver(sync, licence);
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    EXPECT_TRUE(regressed.isEmpty());
}

TEST_F(ReadinessWorkTest, EndsAWaiverInTheZoneThatHubSpotTellsLater)
{
    using std::chrono::year;
    facts.workspace.services.front().account = QStringLiteral("prod");
    facts.workspace.waivers = {{.service = sync,
                                .item = licence,
                                .reason = QStringLiteral("the lawyers read it"),
                                .owner = QStringLiteral("ann"),
                                .approver = QStringLiteral("bob"),
                                .granted = year(2025) / 11 / 20,
                                .until = year(2025) / 11 / 23}};
    clock.jump(TimePoint(std::chrono::sys_days(year(2025) / 11 / 23) + 20h) - clock.now()); // the 24th in Tokyo
    work->apply();
    EXPECT_EQ(standing(licence).waived, WaiverStanding::Holds) << "as far as is known";
    facts.accounts[QStringLiteral("prod")] = {.portal = 4242, .zone = QStringLiteral("Asia/Tokyo")};
    EXPECT_EQ(standing(licence).waived, WaiverStanding::Expired);
    EXPECT_EQ(work->find(sync)->readiness().portal, 4242);
}

TEST_F(ReadinessWorkTest, LooksAgainByItselfAtWhatDisturbsNobody)
{
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    QFile::remove(folder.filePath(QStringLiteral("LICENSE")));
    clock.advance(5h);
    work->tick();
    EXPECT_FALSE(work->find(sync)->isRunning());
    clock.advance(1h);
    work->tick();
    ASSERT_TRUE(work->find(sync)->isRunning());
    drive();
    EXPECT_EQ(regressed, QStringList{licence});
    EXPECT_EQ(work->state().services.at(0).history.at(licence)[0].by, QStringLiteral("watch"));
    EXPECT_EQ(standing(QStringLiteral("webhook.signatures")).verdict.words.isEmpty(), false);
    EXPECT_FALSE(work->state().services.at(0).history.contains(QStringLiteral("webhook.signatures")));
}

TEST_F(ReadinessWorkTest, RefusesWhatIsNotThereAndASecondRun)
{
    work->run({.service = QStringLiteral("nobody")});
    EXPECT_EQ(outcomes.back().problem, QStringLiteral("nobody: there is no such service"));
    work->run({.service = sync, .items = {QStringLiteral("test.lod")}});
    EXPECT_EQ(outcomes.back().problem, QStringLiteral("test.lod: there is no such item"));
    work->run({.service = sync});
    work->run({.service = sync});
    EXPECT_TRUE(outcomes.back().problem.contains(QStringLiteral("is being run")));
    work->cancel(sync);
    EXPECT_EQ(outcomes.back().problem, QString());
    EXPECT_FALSE(work->find(sync)->isRunning());
    EXPECT_EQ(events.back().to, QStringLiteral("cancelled"));
    work->cancel(sync);
    EXPECT_FALSE(outcomes.back().problem.isEmpty());
}

TEST_F(ReadinessWorkTest, ComparesWithABaseline)
{
    work->setBaseline(sync);
    EXPECT_EQ(outcomes.back().problem, QStringLiteral("nothing was run yet that could be a baseline"));
    write(QStringLiteral("LICENSE"), "GPL");
    run({licence});
    work->setBaseline(sync);
    EXPECT_EQ(outcomes.back().problem, QString());
    QFile::remove(folder.filePath(QStringLiteral("LICENSE")));
    run({licence});
    ASSERT_TRUE(standing(licence).change);
    EXPECT_EQ(standing(licence).change->kind, ItemChange::Kind::Regressed);
}

TEST_F(ReadinessWorkTest, RefusesWaiversAndProofsThatAreNone)
{
    work->waive({.service = sync, .item = licence, .reason = QStringLiteral("later")});
    EXPECT_TRUE(outcomes.back().problem.startsWith(QStringLiteral("owner: missing")));
    work->addProof({.service = sync, .item = licence});
    EXPECT_FALSE(outcomes.back().problem.isEmpty());
    EXPECT_EQ(saves, 0);
    const Proof proof{.service = sync, .item = QStringLiteral("test.load"), .file = QStringLiteral("k6.json")};
    work->addProof(proof);
    work->addProof(proof);
    EXPECT_EQ(facts.workspace.proofs.size(), 1u);
    work->removeProof(proof);
    EXPECT_TRUE(facts.workspace.proofs.empty());
    work->removeProof(proof);
    EXPECT_FALSE(outcomes.back().problem.isEmpty());
}

TEST_F(ReadinessWorkTest, WritesReportsAndSaysWhenItCannot)
{
    const QString path = folder.filePath(QStringLiteral("report.html"));
    work->report({.service = sync, .path = path});
    EXPECT_EQ(outcomes.back().problem, QString());
    EXPECT_TRUE(QFile::exists(path));
    work->report({.service = sync, .path = folder.filePath(QStringLiteral("no/such/report.html"))});
    EXPECT_TRUE(outcomes.back().problem.contains(QStringLiteral("cannot be written")));
    work->report({.service = sync, .format = ReportFormat::Junit});
    EXPECT_TRUE(outcomes.back().report.contains("<testsuite"));
}

TEST_F(ReadinessWorkTest, GoesOnWithTheFifteenWhenItsOwnItemsCannotBeRead)
{
    write(QStringLiteral("checks.toml"), "[[items]]\nid = 3\n");
    work->apply();
    const ServiceReadiness state = work->state().services.at(0);
    EXPECT_TRUE(state.problem.contains(QStringLiteral("checks.toml:2: items[0].id: ")));
    EXPECT_EQ(state.readiness.items.size(), 15u);
}

TEST_F(ReadinessWorkTest, SetsUpAService)
{
    ChecklistTarget target = facts.workspace.checklists.front();
    target.level = ReadinessLevel::A;
    work->setUp(target);
    EXPECT_EQ(facts.workspace.checklists.front().level, ReadinessLevel::A);
    facts.workspace.checklists.clear();
    work->setUp(target);
    EXPECT_EQ(facts.workspace.checklists.size(), 1u);
}

} // namespace
} // namespace hubwatch::testing
