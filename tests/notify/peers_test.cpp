#include "notify/peers.h"

#include "notify_fixture.h"

#include <QDir>
#include <QFile>

namespace hubwatch {
namespace {

using namespace testing;

const QString peerSlack = QStringLiteral("slack");

Notice postOf(const QString &service, bool firing = true)
{
    Notice notice = noticeTo(peerSlack, QStringLiteral("hubwatch/") + service);
    notice.alerts = {toldAlert(service)};
    notice.alerts[0].firing = firing;
    return notice;
}

class PeersTest : public ::testing::Test
{
protected:
    Peers peer(const QString &name) { return Peers(folder.path(), name, clock); }
    void beat(std::initializer_list<Peers *> peers)
    {
        clock.advance(15s);
        for (Peers *one : peers)
            one->beat();
    }

    QTemporaryDir folder = {};
    ManualClock clock = ManualClock();
};

TEST_F(PeersTest, WaitInTheOrderOfTheirNames)
{
    Peers b = peer(QStringLiteral("b"));
    Peers a = peer(QStringLiteral("a"));
    Peers c = peer(QStringLiteral("c"));
    beat({&a, &b, &c});
    EXPECT_EQ(a.delay(), 0s);
    EXPECT_EQ(b.delay(), 15s);
    EXPECT_EQ(c.delay(), 30s);
    EXPECT_EQ(c.state().peers.size(), 3u);
    for (int i = 0; i < 5; ++i)
        beat({&b, &c}); // a has died
    EXPECT_EQ(b.delay(), 0s);
    EXPECT_FALSE(b.state().peers[0].alive);
    EXPECT_EQ(c.delay(), 15s);
}

TEST_F(PeersTest, SeeWhatAnotherHasTold)
{
    Peers a = peer(QStringLiteral("a"));
    Peers b = peer(QStringLiteral("b"));
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"))), QString());
    a.told(postOf(QStringLiteral("sync")));
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"))), QStringLiteral("a"));
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("crm"))), QString());
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"), false)), QString()) << "its end is something else";
    Notice both = postOf(QStringLiteral("sync"));
    both.alerts.push_back(toldAlert(QStringLiteral("crm")));
    EXPECT_EQ(b.toldBy(both), QString()) << "a part of it is new";
    a.told(postOf(QStringLiteral("sync"), false));
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"))), QString()) << "it fires anew";
}

TEST_F(PeersTest, ARepetitionIsNotTheFirstPost)
{
    Peers a = peer(QStringLiteral("a"));
    Peers b = peer(QStringLiteral("b"));
    a.told(postOf(QStringLiteral("sync")));
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"))), QStringLiteral("a"));
    clock.advance(10min);
    Notice repeat = postOf(QStringLiteral("sync"));
    repeat.reason = Notice::Reason::Repeat;
    EXPECT_EQ(b.toldBy(repeat), QString());
    a.told(repeat);
    EXPECT_EQ(b.toldBy(repeat), QStringLiteral("a"));
}

TEST_F(PeersTest, FailOpenWhereTheFolderIsGone)
{
    Peers a = peer(QStringLiteral("a"));
    Peers b = peer(QStringLiteral("b"));
    beat({&a, &b});
    a.told(postOf(QStringLiteral("sync")));
    ASSERT_EQ(b.delay(), 15s);
    QDir(folder.path()).removeRecursively();
    beat({&b});
    EXPECT_EQ(b.delay(), 0s);
    EXPECT_EQ(b.toldBy(postOf(QStringLiteral("sync"))), QString());
    EXPECT_TRUE(b.state().fault.contains(QStringLiteral("tells by itself, at once"))) << b.state().fault.toStdString();
    ASSERT_TRUE(QDir().mkpath(folder.path()));
    beat({&b});
    EXPECT_EQ(b.state().fault, QString());
}

TEST_F(PeersTest, DamagedFilesAndSharedNamesTakeNoPartAway)
{
    QFile damaged(folder.filePath(QStringLiteral("a.console.json")));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"name\": \"a\", \"beats\"");
    damaged.close();
    Peers b = peer(QStringLiteral("b"));
    EXPECT_EQ(b.delay(), 0s);
    EXPECT_EQ(b.state().fault, QString());
    Peers twin = peer(QStringLiteral("b"));
    (void)b.toldBy(postOf(QStringLiteral("sync")));
    EXPECT_TRUE(b.state().fault.contains(QStringLiteral("another console uses the name \"b\"")));
}

/// Several consoles in one folder, each with a clock that is wrong in its own way.
class TeamTest : public ::testing::Test
{
protected:
    struct ConsoleOfTeam {
        QTemporaryDir data = {};
        ManualClock clock;
        std::shared_ptr<FakeDeliveries> posts = std::make_shared<FakeDeliveries>();
        std::unique_ptr<Notifier> notifier = {};

        explicit ConsoleOfTeam(Duration skew)
            : clock(TimePoint(1'763'884'800s) + skew)
        { }
    };

    void SetUp() override
    {
        for (int i = 0; i < 5; ++i)
            join(i, folder.path());
        run(1min);
    }
    void join(int number, const QString &shared)
    {
        auto console = std::make_unique<ConsoleOfTeam>(Duration((number - 2) * 15s));
        console->notifier = std::make_unique<Notifier>(NotifierParts{
            .directory = console->data.path(),
            .clock = console->clock,
            .makeCourier = [posts = console->posts](const Route &) { return std::make_unique<FakeCourier>(posts); }});
        Route route = routeOf(Route::Kind::Slack, peerSlack);
        route.repeatInterval = 30min;
        console->notifier->setRoutes({route});
        console->notifier->setPeers(shared, QStringLiteral("console-%1").arg(number));
        consoles.push_back(std::move(console));
    }
    /// All of them, a second after the other; every post is delivered.
    void run(Duration time)
    {
        for (Duration passed = 0s; passed < time; passed += 1s) {
            for (const auto &console : consoles) {
                if (!console->notifier)
                    continue;
                console->clock.advance(1s);
                while (console->posts->answerDone())
                    console->clock.advance(0ms);
            }
        }
    }
    size_t posted() const
    {
        size_t count = 0;
        for (const auto &console : consoles)
            count += console->posts->calls.size();
        return count;
    }
    void take(const AlertNews &news)
    {
        for (const auto &console : consoles) {
            if (console->notifier)
                console->notifier->take({news});
        }
    }

    QTemporaryDir folder = {};
    std::vector<std::unique_ptr<ConsoleOfTeam>> consoles = {};
};

TEST_F(TeamTest, FiveConsolesPostOnce)
{
    take(firing(QStringLiteral("sync")));
    run(3min);
    EXPECT_EQ(posted(), 1u);
    EXPECT_EQ(consoles[0]->posts->calls.size(), 1u);
    const auto withheld = consoles[3]->notifier->search({.result = LedgerEntry::Result::Withheld}).entries;
    ASSERT_EQ(withheld.size(), 1u);
    EXPECT_EQ(withheld[0].words, QStringLiteral("told by console-0"));
    take(resolved(firing(QStringLiteral("sync"))));
    run(10min);
    EXPECT_EQ(posted(), 2u) << "one end";
}

TEST_F(TeamTest, RepeatsOnce)
{
    take(firing(QStringLiteral("sync")));
    run(32min);
    EXPECT_EQ(posted(), 2u);
}

TEST_F(TeamTest, TheNextOneTellsWhenTheFirstIsKilled)
{
    take(firing(QStringLiteral("sync")));
    consoles[0]->notifier.reset();
    run(3min);
    EXPECT_EQ(posted(), 1u);
    EXPECT_EQ(consoles[1]->posts->calls.size(), 1u);
}

TEST_F(TeamTest, OneThatCannotSeeTheOthersTellsByItself)
{
    join(5, QStringLiteral("/nowhere/at/all"));
    EXPECT_FALSE(consoles[5]->notifier->peers().fault.isEmpty());
    consoles[0]->notifier.reset();
    take(firing(QStringLiteral("sync")));
    run(3min);
    EXPECT_EQ(consoles[5]->posts->calls.size(), 1u);
    EXPECT_EQ(posted(), 2u);
}

TEST_F(TeamTest, AllTellWhenTheFolderIsGone)
{
    take(firing(QStringLiteral("sync")));
    QDir(folder.path()).removeRecursively();
    run(3min);
    EXPECT_GE(posted(), 1u);
    for (const auto &console : consoles)
        EXPECT_EQ(console->notifier->waiting(), 0);
}

} // namespace
} // namespace hubwatch
