#include "notify/route_sender.h"

#include "notify/keeper.h"
#include "notify_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;
using Outcome = Delivery::Outcome;

const QString senderOps = QStringLiteral("ops");

class RouteSenderTest : public ::testing::Test
{
protected:
    void start(Route::Kind kind)
    {
        sender.reset();
        deliveries = std::make_shared<FakeDeliveries>();
        sender = std::make_unique<RouteSender>(
            routeOf(kind, senderOps),
            SenderParts{.keeper = *keeper,
                        .clock = clock,
                        .courier = std::make_unique<FakeCourier>(deliveries),
                        .needless = [this](const Notice &notice) { return needless.value(notice.key); },
                        .random = [] { return 0.0; }});
        QObject::connect(sender.get(), &RouteSender::attempted, sender.get(),
                         [this](const LedgerEntry &entry) { entries.push_back(entry); });
        sender->restore(keeper->outbox().waiting(senderOps).value());
        clock.advance(0ms);
    }
    void add(const QStringList &keys, Duration delay = {}, bool repeatable = false)
    {
        std::vector<Notice> notices;
        for (const QString &key : keys) {
            notices.push_back(noticeTo(senderOps, key));
            notices.back().repeatable = repeatable;
        }
        keeper->put(notices, {});
        sender->add(notices, delay);
        clock.advance(0ms);
    }
    void answer(const Delivery &delivery)
    {
        ASSERT_TRUE(deliveries->answer(delivery));
        clock.advance(0ms);
    }
    QStringList tried() const { return deliveries->keys(); }

    ManualClock clock = ManualClock();
    QTemporaryDir folder = {};
    std::unique_ptr<Keeper> keeper = std::make_unique<Keeper>(folder.path(), clock);
    std::shared_ptr<FakeDeliveries> deliveries = {};
    std::unique_ptr<RouteSender> sender = {};
    std::vector<LedgerEntry> entries = {};
    QHash<QString, QString> needless = {};
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
};

TEST_F(RouteSenderTest, SendsInOrderOneAfterTheOther)
{
    start(Route::Kind::Slack);
    add({a, b});
    EXPECT_EQ(tried(), QStringList{a});
    answer({.outcome = Outcome::Done});
    EXPECT_EQ(tried(), (QStringList{a, b}));
    answer({.outcome = Outcome::Done});
    EXPECT_EQ(sender->waiting(), 0);
    EXPECT_EQ(entries.size(), 2u);
    EXPECT_EQ(sender->state().lastGood->key, b);
}

TEST_F(RouteSenderTest, NeverTriesBeforeTheOtherSideAllowsAndKeepsTheOrder)
{
    start(Route::Kind::Slack);
    add({a, b, c});
    answer({.outcome = Outcome::Later, .status = 429, .wait = 30s, .words = QStringLiteral("slow down")});
    EXPECT_EQ(sender->state().nextTry, clock.now() + 30s);
    EXPECT_EQ(sender->state().fault, QStringLiteral("slow down"));
    sender->retryNow(); // a person may not overrule it
    clock.advance(29'999ms);
    EXPECT_EQ(tried(), QStringList{a});
    clock.advance(1ms);
    EXPECT_EQ(tried(), (QStringList{a, a}));
    // An HTTP date, which the courier has made the time until then.
    answer({.outcome = Outcome::Later, .status = 429, .wait = 95s});
    clock.advance(94'999ms);
    EXPECT_EQ(tried().size(), 2);
    clock.advance(1ms);
    for (int i = 0; i < 3; ++i)
        answer({.outcome = Outcome::Done});
    EXPECT_EQ(tried(), (QStringList{a, a, a, b, c}));
    EXPECT_EQ(keeper->outbox().waiting(senderOps)->size(), 0u);
}

TEST_F(RouteSenderTest, HoldsAlsoAfterARestart)
{
    for (const auto kind : {Route::Kind::Slack, Route::Kind::PagerDuty}) {
        start(kind);
        add({a, b});
        answer({.outcome = Outcome::Later, .status = 429, .wait = 30s});
        clock.advance(10s);
        start(kind);
        clock.advance(19'999ms);
        EXPECT_EQ(tried(), QStringList());
        clock.advance(1ms);
        EXPECT_EQ(tried().value(0), a);
        while (deliveries->answerDone())
            clock.advance(0ms);
        sender.reset();
        // The Trying ones of PagerDuty, cut off by the restart, are told anew in this test's next round by nobody.
        ASSERT_TRUE(keeper->outbox().waiting(senderOps)->empty());
    }
}

TEST_F(RouteSenderTest, BacksOffFromASecondToFiveMinutes)
{
    start(Route::Kind::Slack);
    add({a});
    std::vector<Duration> gaps;
    for (int i = 0; i < 12; ++i) {
        const size_t before = deliveries->calls.size();
        answer({.outcome = Outcome::Later, .status = 503});
        const TimePoint failed = clock.now();
        while (deliveries->calls.size() == before)
            clock.advance(500ms);
        gaps.push_back(clock.now() - failed);
    }
    EXPECT_EQ(gaps.front(), 500ms);
    EXPECT_EQ(gaps[3], 4s);
    EXPECT_EQ(gaps.back(), 150s);
}

TEST_F(RouteSenderTest, ARefusalShowsAndBlocksNothing)
{
    start(Route::Kind::Slack);
    add({a, b});
    answer({.outcome = Outcome::Refused, .status = 403, .words = QStringLiteral("no_service")});
    EXPECT_EQ(tried(), (QStringList{a, b}));
    EXPECT_EQ(sender->state().refused, 1);
    EXPECT_EQ(entries.back().result, LedgerEntry::Result::Refused);
    EXPECT_EQ(entries.back().words, QStringLiteral("no_service"));
    answer({.outcome = Outcome::Done});
    EXPECT_EQ(sender->state().refused, 1) << "a person must look at it";
    EXPECT_EQ(sender->state().fault, QString());
}

TEST_F(RouteSenderTest, PagerDutyKeepsTheOrderOfEachKey)
{
    start(Route::Kind::PagerDuty);
    add({a, a, b});
    EXPECT_EQ(tried(), (QStringList{a, b}));
    answer({.outcome = Outcome::Later, .status = 500});
    EXPECT_EQ(tried(), (QStringList{a, b})) << "its resolve must not overtake the trigger";
    answer({.outcome = Outcome::Done});
    clock.advance(500ms);
    EXPECT_EQ(tried(), (QStringList{a, b, a}));
    answer({.outcome = Outcome::Done});
    answer({.outcome = Outcome::Done});
    EXPECT_EQ(sender->waiting(), 0);
}

TEST_F(RouteSenderTest, OnlyTheNewestOfRepeatableOnesWaits)
{
    start(Route::Kind::Alertmanager);
    add({a}, {}, true);
    answer({.outcome = Outcome::Later, .status = 500});
    add({a}, {}, true);
    add({a}, {}, true);
    EXPECT_EQ(sender->waiting(), 1);
    EXPECT_EQ(keeper->outbox().waiting(senderOps)->size(), 1u);
}

TEST_F(RouteSenderTest, TellsNothingThatAnotherHasTold)
{
    start(Route::Kind::Slack);
    add({a, b}, 30s);
    needless[a] = QStringLiteral("told by box-1");
    clock.advance(29s);
    EXPECT_EQ(tried(), QStringList());
    clock.advance(1s);
    EXPECT_EQ(tried(), QStringList{b});
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].result, LedgerEntry::Result::Withheld);
    EXPECT_EQ(entries[0].words, QStringLiteral("told by box-1"));
    EXPECT_EQ(keeper->outbox().waiting(senderOps)->size(), 1u);
}

TEST_F(RouteSenderTest, TriesNothingWithoutANetworkAndCountsNoFailure)
{
    start(Route::Kind::Slack);
    add({a});
    sender->pause();
    answer({.outcome = Outcome::Later, .status = 0, .words = QStringLiteral("no network")});
    clock.advance(10min);
    EXPECT_EQ(tried().size(), 1);
    EXPECT_TRUE(sender->state().fault.contains(QStringLiteral("no network")));
    sender->resume();
    clock.advance(0ms);
    EXPECT_EQ(tried().size(), 2);
    answer({.outcome = Outcome::Later, .status = 503});
    EXPECT_EQ(sender->state().nextTry, clock.now() + 500ms) << "it is the first failure";
}

TEST_F(RouteSenderTest, ACourierThatNeverAnswersStopsNothing)
{
    start(Route::Kind::Slack);
    add({a});
    clock.advance(2min);
    EXPECT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].result, LedgerEntry::Result::Later);
    clock.advance(1s);
    EXPECT_EQ(tried().size(), 2);
}

TEST_F(RouteSenderTest, NothingOfAnEndedFlightOutlivesIt)
{
    start(Route::Kind::Slack);
    add({a});
    const QPointer<QObject> context = deliveries->calls.front().context;
    answer({.outcome = Outcome::Done});
    sender.reset();
    EXPECT_TRUE(context.isNull()) << "the watch over the answer would reach a dead sender";
    clock.advance(3min);
}

TEST_F(RouteSenderTest, EndsInTheAirAndSendsAgainAtTheNextStart)
{
    start(Route::Kind::Slack);
    add({a});
    start(Route::Kind::Slack);
    EXPECT_EQ(tried(), QStringList{a});
    EXPECT_EQ(deliveries->calls.front().notice.id, 1);
}

} // namespace
} // namespace hubwatch
