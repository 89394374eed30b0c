#include "alerts/acknowledgement.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Side = Rule::Side;
using Severity = Rule::Severity;
using State = Alert::State;

struct AckCase {
    const char *name;
    const char *signal;
    Side side;
    double threshold;
    std::optional<double> then;
    std::optional<double> now;
    AckEnd expected;
    State state = State::Firing;
    Severity was = Severity::Notify;
    Severity is = Severity::Notify;
};

void PrintTo(const AckCase &test, std::ostream *out)
{
    *out << test.name;
}

class AcknowledgementTest : public ::testing::TestWithParam<AckCase>
{
protected:
    Rule rule{.name = QStringLiteral("r"),
              .signal = QString::fromLatin1(GetParam().signal),
              .side = GetParam().side,
              .threshold = GetParam().threshold,
              .severity = GetParam().is};
    Acknowledgement ack{.severity = GetParam().was, .value = GetParam().then};
    Alert alert{.state = GetParam().state, .value = GetParam().now};
};

TEST_P(AcknowledgementTest, Ends)
{
    EXPECT_EQ(judgeAck(ack, alert, rule), GetParam().expected);
}

constexpr auto errorRate = "api.error_rate";
constexpr auto ready = "service.ready";

INSTANTIATE_TEST_SUITE_P(
    Cases, AcknowledgementTest,
    ::testing::Values(
        AckCase{"HoldsAsItWas", errorRate, Side::Above, 0.05, 0.072, 0.072, AckEnd::Holds},
        AckCase{"HoldsGrowingALittle", errorRate, Side::Above, 0.05, 0.072, 0.093, AckEnd::Holds},
        AckCase{"TwiceAsFar", errorRate, Side::Above, 0.05, 0.072, 0.094, AckEnd::Worse},
        AckCase{"ExactlyTwiceAsFar", errorRate, Side::Above, 0.05, 0.075, 0.1, AckEnd::Worse},
        AckCase{"TwiceOfNextToNothing", errorRate, Side::Above, 0.05, 0.0501, 0.0549, AckEnd::Holds},
        AckCase{"ATenthOfTheThresholdFurther", errorRate, Side::Above, 0.05, 0.0501, 0.0551, AckEnd::Worse},
        AckCase{"Better", errorRate, Side::Above, 0.05, 0.2, 0.06, AckEnd::Holds},
        AckCase{"BelowItAndBeyondAgain", errorRate, Side::Above, 0.05, 0.04, 0.052, AckEnd::Holds},
        AckCase{"BelowItAndFarBeyond", errorRate, Side::Above, 0.05, 0.04, 0.3, AckEnd::Worse},
        AckCase{"NotSeen", errorRate, Side::Above, 0.05, 0.072, std::nullopt, AckEnd::Holds},
        AckCase{"NotSeenThen", errorRate, Side::Above, 0.05, std::nullopt, 1, AckEnd::Holds},
        AckCase{"FallsFurtherBelow", "sync.success_rate", Side::Below, 0.995, 0.9, 0.79, AckEnd::Worse},
        AckCase{"FallsALittleBelow", "sync.success_rate", Side::Below, 0.995, 0.99, 0.97, AckEnd::Holds},
        AckCase{"NotReadyAsBefore", ready, Side::Below, 1, 0, 0, AckEnd::Holds},
        AckCase{"NotReadyThenUnreachable", ready, Side::Below, 1, 0, -1, AckEnd::Worse},
        AckCase{"UnreachableThenNotReady", ready, Side::Below, 1, -1, 0, AckEnd::Holds},
        AckCase{"UnreachableAsBefore", ready, Side::Below, 0, -1, -1, AckEnd::Holds},
        AckCase{"DegradedThenOutage", "hubspot.status", Side::Below, 1, 0, -1, AckEnd::Worse},
        AckCase{"AuthFailuresCountUp", "api.auth_failures", Side::Above, 0, 1, 500, AckEnd::Holds},
        AckCase{"AStuckSyncGrowsOld", "sync.overdue", Side::Above, 1800, 1900, 90'000, AckEnd::Holds},
        AckCase{"PollsMissedCountUp", "source.fresh", Side::Above, 2, 3, 40, AckEnd::Holds},
        AckCase{"ACredentialGrowsOld", "credential.age", Side::Above, 75, 76, 89, AckEnd::Holds},
        AckCase{"A429StormGrows", "api.rate_limited", Side::Above, 50, 60, 120, AckEnd::Worse},
        AckCase{"AHigherSeverity", errorRate, Side::Above, 0.05, 0.072, 0.072, AckEnd::Worse, State::Firing,
                Severity::Ticket, Severity::Page},
        AckCase{"AHigherSeverityOfACount", "api.auth_failures", Side::Above, 0, 1, 1, AckEnd::Worse, State::Firing,
                Severity::Notify, Severity::Page},
        AckCase{"ALowerSeverity", errorRate, Side::Above, 0.05, 0.072, 0.072, AckEnd::Holds, State::Firing,
                Severity::Page, Severity::Ticket},
        AckCase{"Resolved", errorRate, Side::Above, 0.05, 0.072, 0.01, AckEnd::Resolved, State::Resolved},
        AckCase{"ResolvedBeforeWorse", errorRate, Side::Above, 0.05, 0.072, 0.9, AckEnd::Resolved, State::Inactive},
        AckCase{"PendingAgain", errorRate, Side::Above, 0.05, 0.072, 0.08, AckEnd::Holds, State::Pending}),
    [](const auto &test) { return test.param.name; });

TEST(AcknowledgementTextTest, SaysWhatGotWorse)
{
    const auto text = [](const char *signal, Side side, double then, double now, Severity is = Severity::Notify) {
        const Rule rule{.signal = QString::fromLatin1(signal), .side = side, .severity = is};
        return worseText({.severity = Severity::Notify, .value = then}, {.value = now}, rule);
    };
    EXPECT_EQ(text(errorRate, Side::Above, 0.072, 0.18), QStringLiteral("the error rate grew from 7.2 % to 18 %"));
    EXPECT_EQ(text("sync.success_rate", Side::Below, 0.9, 0.5),
              QStringLiteral("the sync success rate fell from 90 % to 50 %"));
    EXPECT_EQ(text("api.burn.1h", Side::Above, 15, 40),
              QStringLiteral("the budget burn grew from 15 times to 40 times"));
    EXPECT_EQ(text(ready, Side::Below, 0, -1), QStringLiteral("the service was not ready and is unreachable now"));
    EXPECT_EQ(text("hubspot.status", Side::Below, 0, -1), QStringLiteral("HubSpot was degraded and is outage now"));
    EXPECT_EQ(text(errorRate, Side::Above, 0.1, 0.1, Severity::Page),
              QStringLiteral("it was a notify and is a page now"));
}

TEST(AckListTest, ComesBackFromItsBytes)
{
    AckList list{.acks = {{.alert = {.service = QStringLiteral("crm"), .rule = QStringLiteral("api.error_rate")},
                           .owner = QStringLiteral("ops"),
                           .note = QStringLiteral("on it \"now\""),
                           .at = TimePoint(1'763'884'800'123ms),
                           .severity = Severity::Page,
                           .value = 0.072},
                          {.alert = {.service = QStringLiteral("crm"), .rule = QStringLiteral("service.ready")}}}};
    const AckList again = AckList::fromBytes(list.toBytes());
    EXPECT_EQ(again.acks, list.acks);
    EXPECT_EQ(again.notice, QString());
    ASSERT_NE(again.find(list.acks[1].alert), nullptr);
    EXPECT_EQ(again.find({.service = QStringLiteral("crm"), .rule = QStringLiteral("else")}), nullptr);
}

TEST(AckListTest, IsEmptyFromDamagedBytesAndSaysSo)
{
    const AckList list{.acks = {{.alert = {.service = QStringLiteral("crm"), .rule = QStringLiteral("r")}}}};
    const QByteArray whole = list.toBytes();
    for (const QByteArray &bytes :
         {whole.left(whole.size() - 5), QByteArray("{}"), QByteArray(whole).replace("ticket", "?"),
          QByteArray(whole).replace("\"version\":1", "\"version\":9")}) {
        const AckList damaged = AckList::fromBytes(bytes);
        EXPECT_TRUE(damaged.acks.empty());
        EXPECT_NE(damaged.notice, QString()) << bytes.toStdString();
    }
    EXPECT_EQ(AckList::fromBytes({}).notice, QString());
}

} // namespace
} // namespace hubwatch
