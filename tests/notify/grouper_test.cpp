#include "notify/grouper.h"

#include "notify_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;
using Reason = Notice::Reason;
using Event = Notice::Event;

const TimePoint begin(1'763'884'800s);
const QString sync = QStringLiteral("sync");
const QString lag = QStringLiteral("sync.lag");

AlertNews lagAlert()
{
    return firing(sync, lag);
}

class GrouperTest : public ::testing::Test
{
protected:
    std::vector<Notice> due(Duration at)
    {
        Grouper::Due found = grouper.due(begin + at);
        for (Withheld &one : found.withheld)
            withheld << one.why;
        for (auto &[key, value] : found.values)
            values[key] = value;
        return found.notices;
    }
    void use(Route::Kind kind) { grouper = Grouper(routeOf(kind, QStringLiteral("ops"))); }

    Grouper grouper = Grouper(routeOf(Route::Kind::Slack, QStringLiteral("ops")));
    QStringList withheld = {};
    Outbox::Values values = {};
};

TEST_F(GrouperTest, WaitsThirtySecondsForTheOtherAlertsOfAGroup)
{
    grouper.take(firing(sync), begin);
    grouper.take(lagAlert(), begin + 10s);
    EXPECT_EQ(grouper.nextDue(), begin + 30s);
    EXPECT_TRUE(due(29s).empty());
    const auto notices = due(30s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::FirstNotification);
    EXPECT_EQ(notices[0].event, Event::Trigger);
    EXPECT_EQ(notices[0].alerts.size(), 2u);
    EXPECT_EQ(notices[0].group, sync);
}

TEST_F(GrouperTest, AnotherServiceOrCauseIsAnotherGroup)
{
    AlertNews token = lagAlert();
    token.told.cause = QStringLiteral("token refused");
    grouper.take(firing(sync), begin);
    grouper.take(token, begin);
    grouper.take(firing(QStringLiteral("crm")), begin);
    EXPECT_EQ(due(30s).size(), 3u);
}

TEST_F(GrouperTest, TellsAChangedGroupAfterItsIntervalAndWhy)
{
    grouper.take(firing(sync), begin);
    ASSERT_EQ(due(30s).size(), 1u);
    grouper.take(lagAlert(), begin + 1min);
    EXPECT_EQ(grouper.nextDue(), begin + 5min + 30s);
    EXPECT_TRUE(due(5min + 29s).empty());
    auto notices = due(5min + 30s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::NewAlerts);
    EXPECT_EQ(notices[0].alerts.size(), 2u);

    grouper.take(resolved(lagAlert()), begin + 6min);
    notices = due(11min);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::NewResolved);
    EXPECT_EQ(notices[0].event, Event::Trigger);
    EXPECT_FALSE(notices[0].alerts[1].firing);

    grouper.take(resolved(firing(sync)), begin + 12min);
    notices = due(16min);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::AllResolved);
    EXPECT_EQ(notices[0].event, Event::Resolve);
    EXPECT_EQ(notices[0].alerts.size(), 1u);
    EXPECT_EQ(grouper.nextDue(), std::nullopt);
    EXPECT_FALSE(grouper.knows({sync, lag}));
}

TEST_F(GrouperTest, RepeatsAnUnchangedGroupUnlessItIsAcknowledged)
{
    grouper.take(firing(sync), begin);
    ASSERT_EQ(due(30s).size(), 1u);
    EXPECT_TRUE(due(4h + 29s).empty());
    const auto notices = due(4h + 30s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::Repeat);
    AlertNews taken = firing(sync);
    taken.acknowledged = true;
    grouper.take(taken, begin + 5h);
    EXPECT_TRUE(due(8h + 30s).empty());
    EXPECT_EQ(withheld, QStringList{QStringLiteral("not repeated: it is acknowledged")});
    EXPECT_TRUE(due(12h + 30s).empty());
}

TEST_F(GrouperTest, TellsAtOnceThatAnAlertGrewWorse)
{
    AlertNews ticket = firing(sync);
    ticket.told.severity = Rule::Severity::Ticket;
    grouper.take(ticket, begin);
    ASSERT_EQ(due(30s).size(), 1u);
    grouper.take(firing(sync), begin + 1min);
    const auto notices = due(1min);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::Worse);
    EXPECT_TRUE(due(2min).empty());
}

TEST_F(GrouperTest, SaysWhatResolvedBeforeItCouldBeTold)
{
    grouper.take(firing(sync), begin);
    grouper.take(resolved(firing(sync)), begin + 10s);
    EXPECT_TRUE(due(1min).empty());
    EXPECT_EQ(withheld, QStringList{QStringLiteral("resolved before it could be told")});
    EXPECT_EQ(grouper.nextDue(), std::nullopt);
}

TEST_F(GrouperTest, WithholdsWhatIsMutedOncePerReasonAndTellsItAfterwards)
{
    for (int poll = 0; poll < 5; ++poll)
        grouper.take(muted(firing(sync)), begin + poll * 15s);
    EXPECT_TRUE(due(2min).empty());
    EXPECT_EQ(withheld, QStringList{QStringLiteral("muted by anna until 04:00: deploy")});
    grouper.take(muted(firing(sync), QStringLiteral("token of prod is refused")), begin + 3min);
    (void)due(3min);
    EXPECT_EQ(withheld.size(), 2);
    grouper.take(firing(sync), begin + 4min);
    const auto notices = due(4min + 30s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::FirstNotification);
}

TEST_F(GrouperTest, MutingWhatWasToldResolvesNothing)
{
    grouper.take(firing(sync), begin);
    ASSERT_EQ(due(30s).size(), 1u);
    grouper.take(muted(firing(sync)), begin + 1min);
    EXPECT_TRUE(due(10h).empty()) << "neither resolved nor repeated";
    grouper.take(resolved(muted(firing(sync))), begin + 11h);
    const auto notices = due(11h);
    ASSERT_EQ(notices.size(), 1u) << "who was told that it fires is told that it does not";
    EXPECT_EQ(notices[0].reason, Reason::AllResolved);
}

TEST_F(GrouperTest, PagerDutyGetsOneEventAnAlertAtOnce)
{
    use(Route::Kind::PagerDuty);
    grouper.take(firing(sync), begin);
    grouper.take(lagAlert(), begin);
    auto notices = due(0s);
    ASSERT_EQ(notices.size(), 2u);
    EXPECT_EQ(notices[0].key, dedupKey({sync, QStringLiteral("api.error_rate")}));
    EXPECT_EQ(notices[1].key, dedupKey({sync, lag}));
    EXPECT_TRUE(due(24h).empty()) << "PagerDuty repeats by itself";
    grouper.take(resolved(lagAlert()), begin + 24h);
    notices = due(24h);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].event, Event::Resolve);
    EXPECT_EQ(notices[0].key, dedupKey({sync, lag}));
}

TEST_F(GrouperTest, AlertmanagerIsToldEachMinuteAndOfEndsForAQuarterOfAnHour)
{
    use(Route::Kind::Alertmanager);
    grouper.take(firing(sync), begin);
    ASSERT_EQ(due(0s).size(), 1u);
    EXPECT_TRUE(due(59s).empty());
    grouper.take(firing(QStringLiteral("crm")), begin + 59s);
    auto notices = due(59s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].alerts.size(), 2u);
    EXPECT_TRUE(notices[0].repeatable);
    notices = due(1min + 59s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::Resend);
    grouper.take(resolved(firing(QStringLiteral("crm"))), begin + 2min);
    grouper.take(resolved(firing(sync)), begin + 2min);
    int told = 0;
    for (Duration at = 2min; at < 30min; at += 1s) {
        for (const Notice &notice : due(at)) {
            ++told;
            EXPECT_EQ(notice.event, Event::Resolve);
            EXPECT_EQ(notice.alerts.size(), 2u);
        }
    }
    EXPECT_EQ(told, 16);
    EXPECT_EQ(grouper.nextDue(), std::nullopt);
}

TEST_F(GrouperTest, AcknowledgesWhatWasTold)
{
    grouper.take(firing(sync), begin);
    grouper.take(lagAlert(), begin);
    grouper.acknowledged(firing(sync), QStringLiteral("anna"), QStringLiteral("early"));
    EXPECT_EQ(due(30s).size(), 1u) << "nothing was told yet, so there is nothing to acknowledge";
    grouper.acknowledged(firing(sync), QStringLiteral("anna"), QStringLiteral("on it"));
    grouper.acknowledged(lagAlert(), QStringLiteral("anna"), QStringLiteral("on it"));
    const auto notices = due(40s);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].event, Event::Acknowledge);
    EXPECT_EQ(notices[0].reason, Reason::Acknowledged);
    EXPECT_EQ(notices[0].by, QStringLiteral("anna"));
    EXPECT_EQ(notices[0].note, QStringLiteral("on it"));
    EXPECT_EQ(notices[0].alerts.size(), 2u);
}

TEST_F(GrouperTest, KnowsAfterARestartWhatWasTold)
{
    grouper.take(firing(sync), begin);
    grouper.take(muted(lagAlert()), begin);
    ASSERT_EQ(due(30s).size(), 1u);
    Grouper next(routeOf(Route::Kind::Slack, QStringLiteral("ops")));
    next.restore(values);
    grouper = next;
    withheld.clear();
    EXPECT_TRUE(due(10h).empty()) << "nobody has said yet that it still fires, so it is not repeated";
    grouper = next;

    const AlertNews standing = firing(sync);
    const AlertNews quiet = muted(lagAlert());
    grouper.reconcile({&standing, &quiet}, begin + 1min);
    EXPECT_TRUE(due(6min).empty());
    EXPECT_EQ(withheld, QStringList()) << "the ledger has it already";
    grouper.reconcile({}, begin + 7min);
    const auto notices = due(7min);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].reason, Reason::AllResolved);
    EXPECT_EQ(notices[0].alerts.size(), 1u);
    EXPECT_EQ(notices[0].alerts[0].endedAt, begin + 7min);
}

TEST_F(GrouperTest, AClockThatIsSetBackMakesNobodyWait)
{
    grouper.take(firing(sync), begin);
    ASSERT_EQ(due(30s).size(), 1u);
    (void)due(-24h);
    grouper.take(lagAlert(), begin - 24h);
    EXPECT_EQ(due(-24h + 5min).size(), 1u);
}

} // namespace
} // namespace hubwatch
