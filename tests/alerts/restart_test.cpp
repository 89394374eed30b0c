// A five-minute rule over restarts: it fires when the breach was seen for five minutes, and time down is not seen.
#include "alerts/alert_book.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr Duration step15 = 15s;
constexpr Duration hold = 5min;

const Rule fiveMinutes{.name = QStringLiteral("api.error_rate"),
                       .signal = QStringLiteral("api.error_rate"),
                       .threshold = 0.05,
                       .holdFor = hold};

/// Polls a service that is in breach all the time; can be ended and begun again.
class Watching
{
public:
    explicit Watching(TimePoint begin)
        : now(begin)
    { }

    /// True when the rule fired at this poll.
    bool poll()
    {
        const Reading reading{.at = now,
                              .observedAt = now,
                              .service = QStringLiteral("sync"),
                              .signal = fiveMinutes.signal,
                              .validity = Reading::Validity::Known,
                              .value = 0.08,
                              .n = 400};
        for (const AlertChange &change : book.evaluate({&fiveMinutes, 1}, reading.service, {&reading, 1}, 3 * step15))
            if (change.alert.state == Alert::State::Firing)
                return true;
        return false;
    }

    void restart(Duration down)
    {
        book = AlertBook::fromBytes(book.toBytes()).book;
        book.noteUnwatched();
        now += down;
    }

    const Alert &alert() const { return *book.find(fiveMinutes.name, QStringLiteral("sync")); }

    TimePoint now;
    AlertBook book;
};

struct RestartCase {
    Duration held;
    Duration down;
};

class RestartTest : public ::testing::TestWithParam<RestartCase>
{ };

TEST_P(RestartTest, FiresWhenTheBreachWasSeenForFiveMinutes)
{
    Watching watching{TimePoint(1'763'884'800s)};
    const TimePoint begin = watching.now;
    bool down = false;
    while (!watching.poll()) {
        if (!down && watching.alert().held >= GetParam().held) {
            down = true;
            watching.restart(GetParam().down);
            continue; // polled as soon as it runs again
        }
        watching.now += step15;
        ASSERT_LT(watching.now, begin + 2h) << "never fired";
    }
    EXPECT_TRUE(down);
    EXPECT_EQ(watching.now - begin, hold + GetParam().down) << "time down is not time in breach, nor is any seen lost";
}

INSTANTIATE_TEST_SUITE_P(Moments, RestartTest,
                         ::testing::Values(RestartCase{30s, 10s}, RestartCase{30s, 2min}, RestartCase{30s, 20min},
                                           RestartCase{2min, 10s}, RestartCase{2min, 2min}, RestartCase{2min, 20min},
                                           RestartCase{290s - 5s, 10s}, RestartCase{290s - 5s, 2min},
                                           RestartCase{290s - 5s, 20min}));

TEST(Restart, ThreeOfThemOneAfterTheOther)
{
    Watching watching{TimePoint(1'763'884'800s)};
    const TimePoint begin = watching.now;
    std::vector<RestartCase> restarts{{30s, 10s}, {2min, 2min}, {285s, 20min}};
    Duration down = {};
    while (!watching.poll()) {
        if (!restarts.empty() && watching.alert().held >= restarts.front().held) {
            down += restarts.front().down;
            watching.restart(restarts.front().down);
            restarts.erase(restarts.begin());
            continue;
        }
        watching.now += step15;
        ASSERT_LT(watching.now, begin + 2h) << "never fired";
    }
    EXPECT_TRUE(restarts.empty());
    EXPECT_EQ(watching.now - begin, hold + down);
}

TEST(Restart, AnHourAwayStartsTheClockOverAndSaysSo)
{
    Watching watching{TimePoint(1'763'884'800s)};
    for (int i = 0; i < 10; ++i, watching.now += step15)
        EXPECT_FALSE(watching.poll());
    watching.restart(2h);
    EXPECT_FALSE(watching.poll());
    EXPECT_EQ(watching.alert().held, Duration::zero());
    EXPECT_TRUE(watching.alert().note.contains(u"started over")) << watching.alert().note.toStdString();
}

} // namespace
} // namespace hubwatch
