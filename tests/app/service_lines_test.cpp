#include "app/engine/service_lines.h"

#include "app/engine/frame_reader.h"
#include "app/engine/service_pipeline.h"
#include "metrics/scrape_reader.h"
#include "sim/box.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QElapsedTimer>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString linesService = QStringLiteral("contacts-sync");

/// An hour of a service of the box, polled every five seconds and stored as the engine does it.
class ServiceLinesTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    std::unique_ptr<Store> store;
    ServiceConfig config{.name = linesService, .url = QUrl(QStringLiteral("http://127.0.0.1:3000")), .interval = 5s};
    std::unique_ptr<ServicePipeline> pipeline;
    std::vector<PollResult> polls;
    std::vector<Reading> live;

    void SetUp() override
    {
        store = std::move(Store::open({})->store);
        pipeline = std::make_unique<ServicePipeline>(config);
        ScrapeReader reader;
        Box box(clock, 4242);
        box.rehearse(clock.now() - 1h, 5s, [&](const BoxMoment &moment) {
            if (moment.service != linesService || moment.kind != BoxMoment::Kind::Look)
                return;
            const std::string_view body(moment.metrics.constData(), size_t(moment.metrics.size()));
            PollResult poll{.service = linesService, .at = moment.at};
            poll.scrape = *reader.read(body, TextFormat::Prometheus, moment.at);
            polls.push_back(std::move(poll));
        });
    }
    void take(const PollResult &poll)
    {
        const PipelineStep step = pipeline->take(poll);
        ASSERT_TRUE(store->append(step.frames));
        live.insert(live.end(), step.readings.begin(), step.readings.end());
    }
    void compare(const ServiceLines &lines, TimePoint from, TimePoint to) const
    {
        for (const char *id : {"api.error_rate", "api.latency_p99", "api.rate_limited", "api.burn.1h"}) {
            const QString signal = QString::fromLatin1(id);
            const auto definitions = signalDefinitions();
            const auto index
                = size_t(std::ranges::find(definitions, signal, &SignalDefinition::id) - definitions.begin());
            std::vector<std::pair<TimePoint, double>> expected;
            for (const Reading &reading : live)
                if (reading.signal == signal && reading.value && reading.at >= from && reading.at <= to)
                    expected.emplace_back(reading.at, *reading.value);
            std::vector<std::pair<TimePoint, double>> drawn;
            const ChartLine line = lines.line(index, from, to);
            for (const auto &run : line.runs)
                for (const ChartPoint &point : run)
                    drawn.emplace_back(point.at, point.value);
            EXPECT_FALSE(expected.empty()) << id;
            EXPECT_EQ(drawn, expected) << id;
        }
    }
};

TEST_F(ServiceLinesTest, DrawsWhatTheLiveReadingsSaid)
{
    for (const PollResult &poll : polls)
        take(poll);
    const TimePoint from = polls.front().at;
    ServiceLines lines(*store, pipeline->context(), from, false);
    while (!lines.advance(clock.now())) { }
    EXPECT_EQ(lines.instants().size(), polls.size());
    compare(lines, from, clock.now());
}

TEST_F(ServiceLinesTest, TakesInAPollThatWasUnderWayWhenItLookedLast)
{
    const TimePoint from = polls.front().at;
    const ServicePipeline unused(config);
    ServiceLines lines(*store, pipeline->context(), from, false);
    for (const PollResult &poll : polls) {
        // The chart asks after the poll was sent and before it was answered.
        while (!lines.advance(poll.at + 2s)) { }
        take(poll);
    }
    while (!lines.advance(clock.now() + 1min)) { }
    EXPECT_EQ(lines.instants().size(), polls.size());
    EXPECT_TRUE(std::ranges::is_sorted(lines.instants()));
    compare(lines, from, clock.now());
}

TEST_F(ServiceLinesTest, GoesOnAfterARestartAsIfItHadNeverEnded)
{
    const size_t middle = polls.size() / 2;
    for (size_t i = 0; i < middle; ++i)
        take(polls[i]);
    const TimePoint restart = polls[middle].at - 1s;
    auto before = std::move(pipeline);
    pipeline = std::make_unique<ServicePipeline>(config);
    pipeline->restore(*store, restart);
    EXPECT_EQ(pipeline->readAt(restart), before->readAt(restart)) << "windows and p99 are known at once";
    EXPECT_EQ(pipeline->context(), before->context());
    EXPECT_FALSE(pipeline->state().traces.empty());
    for (const PollResult &poll : {polls[middle], polls[middle + 1]}) {
        const PipelineStep was = before->take(poll);
        const PipelineStep is = pipeline->take(poll);
        EXPECT_EQ(is.readings, was.readings);
        EXPECT_TRUE(is.events.empty() || is.events.front().subject != QStringLiteral("unseen calls"));
    }
}

TEST_F(ServiceLinesTest, CountsNothingOfALongAbsenceIntoAnyWindow)
{
    const size_t middle = polls.size() / 2;
    for (size_t i = 0; i < middle; ++i)
        take(polls[i]);
    pipeline = std::make_unique<ServicePipeline>(config);
    const PollResult &back = polls[middle + 120]; // ten minutes later
    pipeline->restore(*store, back.at - 1s);
    const PipelineStep step = pipeline->take(back);
    const auto unseen = std::ranges::find(step.events, QStringLiteral("unseen calls"), &Event::subject);
    ASSERT_NE(unseen, step.events.end());
    const auto fresh = std::ranges::find(step.readings, QStringLiteral("source.fresh"), &Reading::signal);
    ASSERT_NE(fresh, step.readings.end());
    EXPECT_EQ(fresh->value, 0.0);
}

TEST_F(ServiceLinesTest, AMonthInCoarseStepsNeverTakesLong)
{
    FrameWriter writer;
    const TimePoint begin = clock.now() - 30 * 24h;
    for (int i = 0; i < 30 * 720; ++i) {
        Frame frame{.at = begin + i * 2min, .metrics = Frame::Outcome::Good, .run = 1, .observed = i * 2min};
        frame.calls.success = i * 100.0;
        frame.exposed.calls = 1;
        const TargetScrape scrape{.target = coarseFrameTarget(linesService), .scrape = writer.write(frame)};
        ASSERT_TRUE(store->append({&scrape, 1}));
    }
    ServiceLines lines(*store, pipeline->context(), begin, true);
    qint64 longest = 0;
    int steps = 0;
    for (bool done = false; !done; ++steps) {
        QElapsedTimer timer;
        timer.start();
        done = lines.advance(clock.now());
        longest = std::max(longest, timer.elapsed());
    }
    RecordProperty("longest_step_ms", int(longest));
    EXPECT_GT(steps, 10);
    EXPECT_LT(longest, 1000) << "a release takes some 50 ms; this one has no optimisation";
    EXPECT_EQ(lines.instants().size(), 30U * 720U);
}

} // namespace
} // namespace hubwatch
