#include "alerts/alert.h"

#include "support/printers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace hubwatch {
namespace {

using State = Alert::State;
using Validity = Reading::Validity;

constexpr Duration stepPoll = 15s;
constexpr Duration stepGap = 45s;
const TimePoint stepStart(1'763'884'800s);

const Rule rule{.name = QStringLiteral("errors"),
                .signal = QStringLiteral("api.error_rate"),
                .threshold = 0.05,
                .holdFor = 1min,
                .keepFiringFor = 2min,
                .minimum = 20};

Reading known(Duration at, double value, std::int64_t n = 100)
{
    return {.at = stepStart + at, .observedAt = stepStart + at, .validity = Validity::Known, .value = value, .n = n};
}

Reading bad(Duration at)
{
    return known(at, 0.2);
}

Reading good(Duration at)
{
    return known(at, 0.01);
}

Reading blind(Duration at)
{
    return {.at = stepStart + at, .validity = Validity::NoData, .note = QStringLiteral("no scrape")};
}

Alert after(const std::vector<Reading> &readings, const Rule &by = rule, Alert alert = {})
{
    for (const Reading &reading : readings)
        alert = step(by, alert, reading, stepGap);
    return alert;
}

/// In breach every 15 s from `from` to `to`, both included.
std::vector<Reading> breach(Duration from, Duration to)
{
    std::vector<Reading> readings;
    for (Duration at = from; at <= to; at += stepPoll)
        readings.push_back(bad(at));
    return readings;
}

std::vector<Reading> operator+(std::vector<Reading> a, const std::vector<Reading> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

struct Case {
    const char *name;
    std::vector<Reading> readings;
    State state;
    Duration held;
};

class StepTest : public ::testing::TestWithParam<Case>
{ };

TEST_P(StepTest, EndsInTheExpectedState)
{
    const Alert alert = after(GetParam().readings);
    EXPECT_EQ(alert.state, GetParam().state);
    EXPECT_EQ(alert.held, GetParam().held);
}

INSTANTIATE_TEST_SUITE_P(
    Sequences, StepTest,
    ::testing::Values(
        Case{"StaysQuietAtTheThreshold", {known(0s, 0.05)}, State::Inactive, 0s},
        Case{"PendsAboveIt", {known(0s, 0.051)}, State::Pending, 0s},
        Case{"StaysQuietOnSmallNumbers", {known(0s, 1, 19)}, State::Inactive, 0s},
        Case{"PendsUntilTheHoldTime", breach(0s, 45s), State::Pending, 45s},
        Case{"FiresAtTheHoldTime", breach(0s, 60s), State::Firing, 60s},
        Case{"ForgetsABlip", {bad(0s), good(15s), bad(30s)}, State::Pending, 0s},
        Case{"BridgesThreePolls", {bad(0s), bad(45s)}, State::Pending, 45s},
        Case{"PausesOverAGap", {bad(0s), bad(46s), bad(61s)}, State::Pending, 15s},
        Case{"PausesWithoutData", {bad(0s), bad(15s), blind(30s), bad(45s), bad(60s)}, State::Pending, 30s},
        Case{"NeverCountsASleep", breach(0s, 45s) + breach(50min, 50min), State::Pending, 45s},
        Case{"GoesOnAfterASleep", breach(0s, 45s) + breach(50min, 50min + 15s), State::Firing, 60s},
        Case{"StartsOverAfterAnHourAway", breach(0s, 45s) + breach(61min, 61min + 15s), State::Pending, 15s},
        Case{"IgnoresAClockSetBack", {bad(0s), bad(-1h), bad(-1h + 15s)}, State::Pending, 15s},
        Case{"KeepsFiringThroughADip", breach(0s, 60s) + std::vector{good(75s), good(170s)}, State::Firing, 60s},
        Case{"ResolvesAfterKeepFiring", breach(0s, 60s) + std::vector{good(75s), good(180s)}, State::Resolved, 0s},
        Case{"NeverResolvesWithoutData", breach(0s, 60s) + std::vector{blind(75s), blind(30h)}, State::Firing, 60s},
        Case{"NeverResolvesOnTooFewEvents", breach(0s, 60s) + std::vector{known(10min, 1, 5)}, State::Firing, 60s},
        Case{"ResolvesOnFewGoodEvents", breach(0s, 60s) + std::vector{known(10min, 0, 5)}, State::Resolved, 0s},
        Case{"BreaksAgainAfterResolved", breach(0s, 60s) + std::vector{good(5min), bad(6min)}, State::Pending, 0s},
        Case{"StaysResolvedToBeSeen", breach(0s, 60s) + std::vector{good(5min), good(19min)}, State::Resolved, 0s},
        Case{"BecomesInactiveAtLast", breach(0s, 60s) + std::vector{good(5min), good(20min)}, State::Inactive, 0s}),
    [](const auto &test) { return test.param.name; });

TEST(AlertTest, FiresAtOnceWithoutAHoldTime)
{
    Rule atOnce = rule;
    atOnce.holdFor = {};
    const Alert alert = after({bad(0s)}, atOnce);
    EXPECT_EQ(alert.state, State::Firing);
    EXPECT_EQ(alert.firedAt, stepStart);
    EXPECT_EQ(alert.since, stepStart);
}

TEST(AlertTest, CountsPollsOnceEachHoweverOftenItIsEvaluated)
{
    const Rule unreachable{.signal = QStringLiteral("service.ready"), .side = Rule::Side::Below, .polls = 3};
    Alert alert;
    for (int i = 0; i < 3; ++i) {
        for (int again = 0; again < 4; ++again) {
            EXPECT_EQ(alert.state, i == 0 && again == 0 ? State::Inactive : State::Pending);
            Reading reading = known(i * 1min + again * 15s, -1, 1);
            reading.observedAt = stepStart + i * 1min;
            alert = step(unreachable, alert, reading, stepGap);
            if (i == 2)
                break;
        }
    }
    EXPECT_EQ(alert.state, State::Firing);
    EXPECT_EQ(holdTime(unreachable, 1min), 2min);
}

TEST(AlertTest, SaysSinceWhenThereIsNoData)
{
    const Alert alert = after(breach(0s, 60s) + std::vector{blind(75s), blind(90s)});
    EXPECT_EQ(alert.noDataSince, stepStart + 75s);
    EXPECT_EQ(alert.note, QStringLiteral("no scrape"));
    EXPECT_EQ(alert.value, 0.2) << "the newest known one";
    const Alert back = step(rule, alert, bad(105s), stepGap);
    EXPECT_EQ(back.noDataSince, std::nullopt);
    EXPECT_EQ(back.note, QString());
}

TEST(AlertTest, SaysThatTheClockStartedOver)
{
    const Alert alert = after(breach(0s, 45s) + breach(2h, 2h + 15s));
    EXPECT_EQ(alert.note, QStringLiteral("clock started over after 1h59m away"));
    EXPECT_EQ(alert.since, stepStart + 2h);
}

TEST(AlertTest, ReturnsToPendingWhenTheHoldTimeGrew)
{
    const Alert firing = after(breach(0s, 75s));
    ASSERT_EQ(firing.state, State::Firing);
    Rule longer = rule;
    longer.holdFor = 2min;
    const Alert alert = step(longer, firing, bad(90s), stepGap);
    EXPECT_EQ(alert.state, State::Pending);
    EXPECT_EQ(alert.held, 90s);
    EXPECT_EQ(alert.firedAt, std::nullopt);
    EXPECT_EQ(after(breach(105s, 120s), longer, alert).state, State::Firing);
}

TEST(AlertTest, TellsHowLongUntilItFires)
{
    EXPECT_EQ(timeLeft(rule, after(breach(0s, 15s)), stepPoll), 45s);
    EXPECT_EQ(timeLeft(rule, after(breach(0s, 60s)), stepPoll), 0s);
    EXPECT_EQ(timeLeft(rule, Alert(), stepPoll), 0s);
}

TEST(AlertTest, JudgesBelowAsStrictlyAsAbove)
{
    const Rule below{.side = Rule::Side::Below, .threshold = 0.995};
    EXPECT_FALSE(breaches(below, known(0s, 0.995)));
    EXPECT_TRUE(breaches(below, known(0s, 0.994)));
    EXPECT_FALSE(breaches(below, blind(0s)));
}

TEST(AlertTest, NamesItsStates)
{
    for (const State state : {State::Inactive, State::Pending, State::Firing, State::Resolved})
        EXPECT_EQ(parseState(stateText(state)), state);
    EXPECT_EQ(parseState(u"on fire"), std::nullopt);
}

/// What the rules of the state machine mean for a whole trace, told episode by episode instead of step by step.
std::vector<State> oracle(const Rule &by, const std::vector<Reading> &trace)
{
    const auto isBad = [&](const Reading &r) { return r.value && *r.value > by.threshold && r.n >= by.minimum; };
    const auto isProvenGood = [&](const Reading &r) { return r.value && *r.value <= by.threshold; };
    std::vector<State> states(trace.size(), State::Inactive);
    std::optional<TimePoint> resolvedAt;
    size_t i = 0;
    while (i < trace.size()) {
        if (!isBad(trace[i])) {
            if (resolvedAt && trace[i].at - *resolvedAt < 15min)
                states[i] = State::Resolved;
            ++i;
            continue;
        }
        // An episode: pending until it held long enough ...
        resolvedAt.reset();
        Duration held{};
        size_t lastBad = i;
        bool ended = false;
        size_t at = i;
        for (; at < trace.size(); ++at) {
            if (isBad(trace[at]) && at != i) {
                const Duration distance = trace[at].at - trace[lastBad].at;
                if (distance > 1h)
                    held = Duration::zero();
                else if (lastBad == at - 1 && distance <= stepGap)
                    held += distance;
                lastBad = at;
            } else if (at != i && trace[at].value) {
                ended = true;
                break;
            }
            states[at] = State::Pending;
            if (isBad(trace[at]) && held >= by.holdFor)
                break;
        }
        if (ended || at == trace.size()) {
            i = at;
            continue;
        }
        // ... then firing until a good reading proves it over.
        for (; at < trace.size(); ++at) {
            if (isBad(trace[at]))
                lastBad = at;
            if (isProvenGood(trace[at]) && trace[at].at - trace[lastBad].at >= by.keepFiringFor) {
                resolvedAt = trace[at].at;
                break;
            }
            states[at] = State::Firing;
        }
        i = at;
    }
    return states;
}

std::vector<Reading> randomTrace(std::mt19937 &random)
{
    const auto upTo = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    std::vector<Reading> trace;
    Duration at{};
    double value = 0;
    for (int i = 0, length = 1 + upTo(80); i < length; ++i) {
        const int step = upTo(99);
        at += step < 85 ? stepPoll
            : step < 92 ? stepPoll * upTo(5) + 1s
            : step < 98 ? Duration(1min) * upTo(58) + 1s
                        : 70min;
        if (upTo(9) == 0)
            value = upTo(1) == 1 ? 0.2 : 0.01;
        if (upTo(19) == 0)
            trace.push_back(blind(at));
        else
            trace.push_back(known(at, value, upTo(19) == 0 ? 10 : 100));
    }
    return trace;
}

TEST(AlertTest, AgreesWithTheOracleOnRandomTraces)
{
    std::mt19937 random(20'261'123);
    int fired = 0;
    int resolved = 0;
    for (int run = 0; run < 10'000; ++run) {
        Rule by = rule;
        by.holdFor = std::array<Duration, 4>{0s, 15s, 1min, 5min}[size_t(run % 4)];
        by.keepFiringFor = run % 3 == 0 ? 0s : 1min;
        const std::vector<Reading> trace = randomTrace(random);
        const std::vector<State> expected = oracle(by, trace);
        Alert alert;
        for (size_t i = 0; i < trace.size(); ++i) {
            alert = step(by, alert, trace[i], stepGap);
            ASSERT_EQ(stateText(alert.state), stateText(expected[i])) << "trace " << run << ", step " << i;
        }
        fired += int(std::ranges::count(expected, State::Firing) > 0);
        resolved += int(std::ranges::count(expected, State::Resolved) > 0);
    }
    EXPECT_GT(fired, 1'000) << "the traces must reach every state";
    EXPECT_GT(resolved, 1'000);
}

} // namespace
} // namespace hubwatch
