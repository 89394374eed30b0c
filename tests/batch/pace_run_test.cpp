// What the forecast says beside what a job then takes, under the real limiter in virtual time.
#include "batch/pace.h"
#include "net/rate_limited_http.h"
#include "net/strict_server.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

/// Says how long each call was on the wire, as QtHttp does.
class PaceTimed : public HttpClient
{
public:
    PaceTimed(HttpClient &next, Clock &clock)
        : m_next(next)
        , m_clock(clock)
    { }

    void send(HttpRequest request, QObject *context, Reply reply) override
    {
        const Duration sent = m_clock.uptime();
        m_next.send(std::move(request), context, [this, sent, reply = std::move(reply)](Result<HttpResponse> result) {
            if (result)
                result->took = m_clock.uptime() - sent;
            reply(std::move(result));
        });
    }

private:
    HttpClient &m_next;
    Clock &m_clock;
};

/// A job of chunks, each a read and then a write, as many at a time as there are slots.
class PaceJob
{
public:
    PaceJob(HttpClient &http, Clock &clock, int lanes, int chunks)
        : m_http(http)
        , m_clock(clock)
        , m_chunks(chunks)
    {
        for (int i = 0; i < lanes; ++i)
            next();
    }

    PaceMeter meter = {};
    int answered = 0;
    Duration ended = {};

private:
    void next()
    {
        if (m_chunks-- <= 0)
            return;
        call(0, [this] { call(100, [this] { next(); }); });
    }

    void call(int rows, const std::function<void()> &then)
    {
        m_http.send({.method = HttpRequest::Method::Post, .batch = true}, &m_context,
                    [this, rows, then](const Result<HttpResponse> &result) {
                        ASSERT_TRUE(result);
                        ++answered;
                        meter.answered(m_clock.uptime(), rows, result->took);
                        ended = m_clock.uptime();
                        then();
                    });
    }

    HttpClient &m_http;
    Clock &m_clock;
    int m_chunks;
    QObject m_context;
};

struct PaceRunCase {
    const char *name;
    BurstLimit burst;
    Duration least;
    Duration most;
    int chunks;
    PaceBound bound;
    unsigned seed;
};

class PaceRunTest : public ::testing::TestWithParam<PaceRunCase>
{ };

TEST_P(PaceRunTest, TheEndIsForetoldFromATwentiethOn)
{
    const PaceRunCase &one = GetParam();
    testing::ManualClock clock;
    testing::StrictServer server(clock, one.burst.calls, one.burst.window, one.least, one.most, one.seed);
    PaceTimed timed(server, clock);
    RateLimitedHttp http(timed, clock, one.burst, 5);
    const int total = 2 * one.chunks;
    const Duration start = clock.uptime();
    PaceJob job(http, clock, 5, one.chunks);

    struct Told {
        double share;
        Duration at;
        Forecast blind; ///< without the phase of the window
        Forecast seen;
    };
    std::vector<Told> told;
    for (int step = 0; job.answered < total && step < 10'000; ++step) {
        clock.advance(1s);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (job.answered < total / 20 || job.answered >= total)
            continue;
        PaceFacts facts{.requestsLeft = total - job.answered, .burst = one.burst, .perCall = job.meter.perCall()};
        const Forecast blind = forecast(facts, clock.now());
        facts.answeredAgo = job.meter.answeredAgo(clock.uptime(), one.burst.window);
        told.push_back({double(job.answered) / total, clock.uptime(), blind, forecast(facts, clock.now())});
    }
    ASSERT_EQ(job.answered, total);
    EXPECT_EQ(server.refused, 0);
    ASSERT_GE(told.size(), 20U);

    double worst = 0;
    double worstBlind = 0;
    for (const Told &word : told) {
        const double truth = double((job.ended - word.at).count());
        EXPECT_EQ(boundWord(word.seen.bound), boundWord(one.bound));
        EXPECT_NEAR(double((word.at - start + word.seen.left).count()), double((job.ended - start).count()),
                    0.1 * double((job.ended - start).count()))
            << "at " << word.share;
        if (word.share > 0.9)
            continue; // a tenth of the last seconds is less than an answer
        worst = std::max(worst, std::abs(double(word.seen.left.count()) - truth) / truth);
        worstBlind = std::max(worstBlind, std::abs(double(word.blind.left.count()) - truth) / truth);
    }
    EXPECT_LE(worst, 0.1) << "of what is left, from 5 % to 90 %";
    RecordProperty("worst", int(worst * 1000));
    double limit = 0; // each forecast knows the mean of fifty answers alone
    for (const Told &word : told)
        limit += word.seen.requestsPerSecond / double(told.size());
    // The last answer's own time is no time of the limit.
    const double took = double((job.ended - start - job.meter.perCall().value()).count()) / 1000;
    const double used = double(total) / took / limit;
    std::printf("%s: %d requests in %.1f s, %.2f %% of %.2f/s; end foretold within %.1f %% of what was left (%.1f %% "
                "without the phase)\n",
                one.name, total, double((job.ended - start).count()) / 1000, used * 100, limit, worst * 100,
                worstBlind * 100);
    // Where slots bind, the last chunks leave some of them empty.
    EXPECT_GE(used, one.bound == PaceBound::Bucket ? 0.999 : 0.98) << "of the limit that binds";
}

INSTANTIATE_TEST_SUITE_P(
    Limits, PaceRunTest,
    ::testing::Values(PaceRunCase{"Bucket80", {80, 10s}, 100ms, 300ms, 1000, PaceBound::Bucket, 1},
                      PaceRunCase{"Bucket80Short", {80, 10s}, 100ms, 300ms, 200, PaceBound::Bucket, 2},
                      PaceRunCase{"Bucket190", {190, 10s}, 100ms, 300ms, 2000, PaceBound::Bucket, 3},
                      PaceRunCase{"Bucket190Short", {190, 10s}, 100ms, 300ms, 400, PaceBound::Bucket, 4},
                      PaceRunCase{"Slots3s", {80, 10s}, 2'700ms, 3'300ms, 300, PaceBound::Slots, 5}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
