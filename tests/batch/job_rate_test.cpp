// How much of the account's limit a job uses, by a server's count, in time moved by hand.
#include "job_run_fixture.h"
#include "net/rate_limited_http.h"

#include <iostream>
#include <random>

namespace hubwatch {
namespace {

/// Answers 204 after 0.1 to 0.3 s, and notes when each call arrived and how many were open.
class CountingWire : public HttpClient
{
public:
    explicit CountingWire(Clock &clock)
        : m_clock(clock)
    { }
    void send(HttpRequest, QObject *context, Reply reply) override
    {
        arrived.push_back(m_clock.uptime());
        mostOpen = std::max(mostOpen, ++m_open);
        m_clock.after(Duration(m_delays(m_random)), context, [this, reply = std::move(reply)] {
            --m_open;
            reply(HttpResponse{.status = 204, .took = 200ms});
        });
    }
    int mostInWindow(Duration window) const
    {
        int most = 0;
        for (size_t first = 0, next = 0; next < arrived.size(); ++next) {
            while (arrived[next] - arrived[first] >= window)
                ++first;
            most = std::max(most, int(next - first + 1));
        }
        return most;
    }

    std::vector<Duration> arrived = {};
    int mostOpen = 0;

private:
    Clock &m_clock;
    int m_open = 0;
    std::mt19937 m_random{20'261'126};
    std::uniform_int_distribution<int> m_delays{100, 300};
};

/// As many calls as the limiter lets through when its queue is never empty.
size_t callsOfAFullQueue(BurstLimit burst, Duration span)
{
    testing::ManualClock clock;
    CountingWire wire(clock);
    RateLimitedHttp http(wire, clock, burst, 5);
    QObject context;
    std::function<void()> next
        = [&] { http.send({.batch = true}, &context, [&](const Result<HttpResponse> &) { next(); }); };
    for (int i = 0; i < 50; ++i)
        next();
    clock.advance(span);
    return wire.arrived.size();
}

class JobRateTest : public testing::JobRunFixture, public ::testing::WithParamInterface<BurstLimit>
{ };

TEST_P(JobRateTest, UsesTheLimitAndNeverMore)
{
    constexpr Duration span = 60s;
    const BurstLimit burst = GetParam();
    CountingWire wire(clock);
    RateLimitedHttp http(wire, clock, burst, 5);
    Plan wanted = testing::numberedPlan(std::int64_t(burst.calls) * 100 * 8, JobOperation::Archive);
    plan = wanted;
    ASSERT_TRUE(journal->putPlan(plan));
    rows = testing::NumberedRows(JobOperation::Archive);
    runner = std::make_unique<JobRunner>(plan,
                                         JobTools{.http = http,
                                                  .clock = clock,
                                                  .journal = *journal,
                                                  .rows = rows,
                                                  .api = QUrl(QStringLiteral("http://hubspot.test")),
                                                  .concurrency = 5,
                                                  .limiter = [&http] { return http.state(); }});
    runner->start({});
    clock.advance(span);
    EXPECT_EQ(phase(), Phase::Running);
    const size_t possible = callsOfAFullQueue(burst, span);
    std::cout << wire.arrived.size() << " calls of " << possible << " possible in " << span.count() / 1000 << " s, "
              << burst.calls * 6 << " by the limit alone\n";
    EXPECT_GE(double(wire.arrived.size()), 0.999 * double(possible));
    EXPECT_LE(wire.mostInWindow(burst.window), burst.calls);
    EXPECT_LE(wire.mostOpen, 5);
    runner.reset();
}

INSTANTIATE_TEST_SUITE_P(Limits, JobRateTest, ::testing::Values(BurstLimit{80, 10s}, BurstLimit{190, 10s}),
                         [](const auto &test) { return "Calls" + std::to_string(test.param.calls); });

} // namespace
} // namespace hubwatch
