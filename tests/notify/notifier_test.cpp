#include "notify_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;
using Outcome = Delivery::Outcome;
using Told = LedgerEntry::Result;

const QString notifierSync = QStringLiteral("sync");
const QString pager = QStringLiteral("pager");
const QString slack = QStringLiteral("slack");

class NotifierTest : public NotifyFixture
{
protected:
    void startBoth() { start({routeOf(Route::Kind::PagerDuty, pager), routeOf(Route::Kind::Slack, slack)}); }
};

TEST_F(NotifierTest, PagesAtOnceAndPostsAfterTheGroupsWait)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(0ms);
    ASSERT_EQ(at(pager).calls.size(), 1u);
    EXPECT_EQ(at(pager).last().key, dedupKey(firing(notifierSync).told.id));
    EXPECT_EQ(at(slack).calls.size(), 0u);
    clock.advance(30s);
    EXPECT_EQ(at(slack).calls.size(), 1u);
    deliverAll();
    EXPECT_EQ(entries.size(), 2u);
    EXPECT_EQ(notifier->waiting(), 0);
    EXPECT_EQ(ledger(Told::Delivered).size(), 2u);
    EXPECT_EQ(ledger(Told::Delivered).back().kind, QStringLiteral("pagerduty"));
}

TEST_F(NotifierTest, AResolveFollowsItsUndeliveredTrigger)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(0ms);
    ASSERT_TRUE(at(pager).answer({.outcome = Outcome::Later, .status = 503}));
    notifier->take({resolved(firing(notifierSync))});
    deliverAll();
    clock.advance(1min);
    deliverAll();
    ASSERT_EQ(at(pager).calls.size(), 3u);
    EXPECT_EQ(at(pager).calls[1].notice.event, Notice::Event::Trigger);
    EXPECT_EQ(at(pager).calls[2].notice.event, Notice::Event::Resolve);
    EXPECT_EQ(at(slack).calls.size(), 0u);
    ASSERT_EQ(ledger(Told::Withheld).size(), 1u);
    EXPECT_EQ(ledger(Told::Withheld)[0].words, QStringLiteral("resolved before it could be told"));
}

TEST_F(NotifierTest, RetellsAfterARestartWhatNobodyConfirmed)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(0ms);
    ASSERT_EQ(at(pager).calls.size(), 1u);
    startBoth();
    notifier->reconcile({firing(notifierSync)});
    deliverAll();
    ASSERT_EQ(at(pager).calls.size(), 1u);
    EXPECT_EQ(at(pager).last().key, dedupKey(firing(notifierSync).told.id));
    EXPECT_EQ(ledger(Told::Unknown).size(), 1u);
    EXPECT_EQ(ledger(Told::Delivered).size(), 1u);
    clock.advance(30s);
    deliverAll();
    EXPECT_EQ(at(slack).calls.size(), 1u) << "what was lost with the wait is told by reconcile()";
}

TEST_F(NotifierTest, ResolvesWhatEndedWhileItWasDown)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(30s);
    deliverAll();
    startBoth();
    clock.advance(1h);
    deliverAll();
    EXPECT_EQ(at(pager).calls.size(), 0u) << "nothing says yet that it ended";
    notifier->reconcile({});
    deliverAll();
    ASSERT_EQ(at(pager).calls.size(), 1u);
    EXPECT_EQ(at(pager).last().event, Notice::Event::Resolve);
    ASSERT_EQ(at(slack).calls.size(), 1u);
    EXPECT_EQ(at(slack).last().reason, Notice::Reason::AllResolved);
    notifier->reconcile({});
    deliverAll();
    EXPECT_EQ(at(pager).calls.size(), 1u);
}

TEST_F(NotifierTest, RemembersGroupsOverARestart)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(30s);
    deliverAll();
    startBoth();
    for (int minute = 0; minute < 60; ++minute) {
        notifier->reconcile({firing(notifierSync)});
        clock.advance(1min);
        deliverAll();
    }
    EXPECT_EQ(at(pager).calls.size() + at(slack).calls.size(), 0u);
}

TEST_F(NotifierTest, SendsAcknowledgementsToPagerDutyAndSlack)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(30s);
    deliverAll();
    notifier->acknowledged(firing(notifierSync), QStringLiteral("anna"), QStringLiteral("on it"));
    deliverAll();
    EXPECT_EQ(at(pager).last().event, Notice::Event::Acknowledge);
    EXPECT_EQ(at(pager).last().by, QStringLiteral("anna"));
    EXPECT_EQ(at(slack).last().reason, Notice::Reason::Acknowledged);
}

TEST_F(NotifierTest, ATestProvesARouteOrSaysWhyNot)
{
    startBoth();
    std::vector<std::pair<bool, QString>> answers;
    QObject::connect(
        notifier.get(), &Notifier::tested, notifier.get(),
        [&answers](const QString &, bool good, const QString &words) { answers.emplace_back(good, words); });
    notifier->testFire(slack);
    EXPECT_TRUE(notifier->states()[1].testing);
    clock.advance(0ms);
    at(slack).answer({.outcome = Outcome::Later, .status = 503, .words = QStringLiteral("HTTP 503")});
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0], std::pair(false, QStringLiteral("HTTP 503")));
    EXPECT_EQ(notifier->waiting(), 0) << "who asked will ask again";
    notifier->testFire(slack);
    deliverAll();
    EXPECT_TRUE(answers.back().first);
    EXPECT_TRUE(notifier->states()[1].proof);
    EXPECT_FALSE(notifier->states()[1].testing);
    EXPECT_EQ(notifier->states()[1].refused, 0);
    notifier->testFire(QStringLiteral("nowhere"));
    clock.advance(0ms);
    EXPECT_FALSE(answers.back().first);
    EXPECT_TRUE(answers.back().second.contains(QStringLiteral("no route \"nowhere\"")));
}

TEST_F(NotifierTest, KeepsWhatWaitsForARouteThatIsGone)
{
    startBoth();
    notifier->take({firing(notifierSync)});
    clock.advance(0ms);
    notifier->setRoutes({routeOf(Route::Kind::Slack, slack)});
    ASSERT_EQ(notifier->states().size(), 2u);
    EXPECT_EQ(notifier->states()[1].route.name, pager);
    EXPECT_EQ(notifier->states()[1].waiting, 1);
    EXPECT_TRUE(notifier->states()[1].fault.contains(QStringLiteral("no route \"pager\" any more")));
    start({routeOf(Route::Kind::Slack, slack)});
    EXPECT_EQ(notifier->waiting(), 1);
    notifier->setRoutes({routeOf(Route::Kind::PagerDuty, pager)});
    deliverAll();
    EXPECT_EQ(at(pager).calls.size(), 1u);
    EXPECT_EQ(notifier->waiting(), 0);
}

TEST_F(NotifierTest, APersonRetriesOrGivesUpWhatWasRefused)
{
    startBoth();
    notifier->take({firing(notifierSync), firing(QStringLiteral("crm"))});
    clock.advance(0ms);
    at(pager).answer({.outcome = Outcome::Refused, .status = 400, .words = QStringLiteral("invalid key")});
    at(pager).answer({.outcome = Outcome::Refused, .status = 400, .words = QStringLiteral("invalid key")});
    EXPECT_EQ(notifier->states()[0].refused, 2);
    EXPECT_EQ(notifier->states()[0].fault, QStringLiteral("invalid key"));
    const qint64 first = entries[0].notice;
    const qint64 second = entries[1].notice;
    notifier->retry(first);
    notifier->drop(second, QStringLiteral("anna"));
    deliverAll();
    EXPECT_EQ(at(pager).calls.size(), 3u);
    EXPECT_EQ(notifier->states()[0].refused, 0);
    EXPECT_EQ(notifier->states()[0].fault, QString());
    EXPECT_EQ(ledger(Told::Dropped).size(), 1u);
}

TEST_F(NotifierTest, WritesDownWhatMutesWithheldOnce)
{
    startBoth();
    for (int poll = 0; poll < 4; ++poll) {
        notifier->take({muted(firing(notifierSync))});
        notifier->reconcile({muted(firing(notifierSync))});
        clock.advance(15s);
    }
    EXPECT_EQ(at(pager).calls.size() + at(slack).calls.size(), 0u);
    EXPECT_EQ(ledger(Told::Withheld).size(), 2u) << "one a route";
    EXPECT_EQ(ledger(Told::Withheld)[0].subject, QStringLiteral("sync: API error rate 7.2 %"));
}

TEST_F(NotifierTest, PausesAndGoesOn)
{
    startBoth();
    notifier->pause();
    notifier->take({firing(notifierSync)});
    clock.advance(10min);
    EXPECT_EQ(at(pager).calls.size(), 0u);
    EXPECT_EQ(notifier->waiting(), 2);
    notifier->resume();
    deliverAll();
    EXPECT_EQ(notifier->waiting(), 0);
}

TEST_F(NotifierTest, TellsFromMemoryWhereTheFolderCannotBeUsed)
{
    startBoth();
    ManualClock &time = clock;
    auto shared = std::make_shared<FakeDeliveries>();
    Notifier second(NotifierParts{.directory = folder.path(), .clock = time, .makeCourier = [shared](const Route &) {
                                      return std::make_unique<FakeCourier>(shared);
                                  }});
    second.setRoutes({routeOf(Route::Kind::PagerDuty, pager)});
    EXPECT_TRUE(second.fault().contains(QStringLiteral("is locked by another program")))
        << second.fault().toStdString();
    second.take({firing(notifierSync)});
    clock.advance(0ms);
    EXPECT_TRUE(shared->answerDone());
    EXPECT_EQ(second.waiting(), 0);
}

} // namespace
} // namespace hubwatch
