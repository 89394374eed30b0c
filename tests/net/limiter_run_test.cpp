// What the limiter makes of a limit over minutes, in virtual time.
#include "net/rate_limited_http.h"
#include "strict_server.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

/// A batch without end: as many calls wait as there is room for.
class Pushing
{
public:
    Pushing(HttpClient &http, int waiting, int total = 1'000'000)
        : m_http(http)
        , m_left(total)
    {
        for (int i = 0; i < waiting; ++i)
            next();
    }
    int done = 0;

private:
    void next()
    {
        if (m_left-- <= 0)
            return;
        m_http.send({.method = HttpRequest::Method::Post, .batch = true}, &m_context, [this](const auto &) {
            ++done;
            next();
        });
    }

    HttpClient &m_http;
    int m_left;
    QObject m_context;
};

/// Moves time on and clears away, as an event loop would, what each call left behind.
void run(testing::ManualClock &clock, Duration time)
{
    for (Duration gone = {}; gone < time; gone += 1s) {
        clock.advance(1s);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// The most arrivals in any rolling window, each window half-open.
int worstWindow(std::vector<Duration> arrivals, Duration window)
{
    std::ranges::sort(arrivals);
    size_t worst = 0;
    size_t first = 0;
    for (size_t i = 0; i < arrivals.size(); ++i) {
        while (arrivals[first] <= arrivals[i] - window)
            ++first;
        worst = std::max(worst, i - first + 1);
    }
    return int(worst);
}

struct RunCase {
    int concurrency;
    double least; ///< share of what the limit allows in the run
    unsigned seed;
};

class LimiterRunTest : public ::testing::TestWithParam<RunCase>
{ };

// In 150 s a limit of 190/10s allows fifteen times 190. Each window costs one latency more than ten seconds, so the
// fifteenth is complete only where the calls in flight carry 190 fast enough: five do not.
TEST_P(LimiterRunTest, UsesTheLimitAndNeverPassesIt)
{
    const auto &[concurrency, least, seed] = GetParam();
    testing::ManualClock clock;
    testing::StrictServer server(clock, 190, 10s, 100ms, 300ms, seed);
    RateLimitedHttp http(server, clock, {.calls = 190, .window = 10s}, concurrency);
    const Duration start = clock.uptime();
    const Pushing batch(http, 50);
    run(clock, 150s);
    const double allowed = 190 * 15;
    const auto inTime = std::ranges::count_if(server.accepted, [&](Duration at) { return at - start < 150s; });
    RecordProperty("accepted", int(inTime));
    EXPECT_GE(double(inTime) / allowed, least) << inTime << " of " << allowed;
    EXPECT_EQ(server.refused, 0);
    EXPECT_EQ(server.worst, 190) << "none left unused, none too many";
    EXPECT_EQ(worstWindow(server.accepted, 10s), 190);
    EXPECT_LE(server.mostOpen, concurrency);
}

INSTANTIATE_TEST_SUITE_P(Concurrencies, LimiterRunTest,
                         ::testing::Values(RunCase{8, 0.999, 1}, RunCase{8, 0.999, 2}, RunCase{10, 0.999, 3},
                                           RunCase{25, 0.999, 4}, RunCase{5, 0.98, 5}),
                         [](const auto &test) {
                             return "With" + std::to_string(test.param.concurrency) + "InFlightSeed"
                                 + std::to_string(test.param.seed);
                         });

TEST(LimiterRun, EachWindowCostsOneLatencyMore)
{
    testing::ManualClock clock;
    testing::StrictServer server(clock, 40, 10s, 100ms, 300ms, 7);
    RateLimitedHttp http(server, clock, {.calls = 40, .window = 10s}, 10);
    const Pushing batch(http, 50);
    run(clock, 10min);
    const double share = double(server.accepted.size()) / (40 * 60);
    EXPECT_GE(share, 0.98);
    EXPECT_LE(share, 0.99) << "freed before its reply could have come";
    EXPECT_EQ(server.refused, 0);
}

TEST(LimiterRun, TheFirstEightThousandRecordsGoAtOnce)
{
    testing::ManualClock clock;
    testing::StrictServer server(clock, 80, 10s, 100ms, 150ms, 1);
    RateLimitedHttp http(server, clock, {}, 5);
    const Duration start = clock.uptime();
    const Pushing batch(http, 80, 80);
    Duration took = {};
    while (batch.done < 80 && took < 60s) {
        clock.advance(1ms);
        took = clock.uptime() - start;
    }
    // Five in flight at 125 ms a call carry 80 in two seconds: that is the ideal.
    EXPECT_LE(took, 2'500ms);
    EXPECT_EQ(server.refused, 0);
}

TEST(LimiterRun, YieldsToWhoElseUsesTheAccount)
{
    testing::ManualClock clock;
    testing::StrictServer server(clock, 190, 10s, 100ms, 300ms, 3);
    RateLimitedHttp http(server, clock, {.calls = 190, .window = 10s}, 10);
    QObject context;
    const std::function<void()> other = [&] {
        server.otherCall();
        clock.after(100ms, &context, other);
    };
    other(); // a hundred in ten seconds
    run(clock, 20s);
    const Pushing batch(http, 50);
    run(clock, 150s);
    EXPECT_LE(server.refused, 3) << "what we learn is one latency old";
    const double ours = double(batch.done) / 15;
    EXPECT_GE(ours, 70) << "of the 90 that others leave";
}

TEST(LimiterRun, PollingGoesBeforeABatchThatWaits)
{
    testing::ManualClock clock;
    testing::StrictServer server(clock, 80, 10s, 100ms, 300ms, 1);
    RateLimitedHttp http(server, clock, {}, 5);
    const Pushing batch(http, 500);
    run(clock, 30s);
    QObject context;
    std::vector<Duration> waits;
    for (int i = 0; i < 20; ++i) {
        const Duration asked = clock.uptime();
        http.send({.url = QUrl(QStringLiteral("https://api.hubapi.com/account-info/2026-09/details"))}, &context,
                  [&, asked](const auto &) { waits.push_back(clock.uptime() - asked); });
        run(clock, 15s);
    }
    ASSERT_EQ(waits.size(), 20U);
    // Two seconds for the permit, a latency for a place in flight, a latency of its own.
    EXPECT_LE(std::ranges::max(waits), 2'650ms) << "the batch had 500 waiting, more than a minute of the limit";
    EXPECT_EQ(server.refused, 0);
}

} // namespace
} // namespace hubwatch
