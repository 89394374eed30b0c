#include "app/engine/service_pipeline.h"

#include "metrics/scrape_reader.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint pipelineBegin(1'763'884'800s);

class ServicePipelineTest : public ::testing::Test
{
protected:
    ServiceConfig config{
        .name = QStringLiteral("sync"), .url = QUrl(QStringLiteral("http://127.0.0.1:3000")), .interval = 5s};
    ScrapeReader reader;

    PollResult poll(Duration after, const std::string &body)
    {
        PollResult result{.service = config.name, .at = pipelineBegin + after};
        result.scrape = *reader.read(body, TextFormat::Prometheus, result.at);
        return result;
    }
    static std::optional<Reading> reading(const PipelineStep &step, const char *signal)
    {
        const auto found = std::ranges::find(step.readings, QString::fromLatin1(signal), &Reading::signal);
        return found == step.readings.end() ? std::nullopt : std::optional(*found);
    }
};

TEST_F(ServicePipelineTest, FindsTheCallsUnderAnotherName)
{
    ServicePipeline pipeline(config);
    const auto body = [](int good, int bad) {
        return "# TYPE acme_hubspot_api_calls_total counter\nacme_hubspot_api_calls_total{status=\"success\"} "
            + std::to_string(good) + "\nacme_hubspot_api_calls_total{status=\"500\"} " + std::to_string(bad) + "\n";
    };
    pipeline.take(poll(0s, body(100, 100)));
    const PipelineStep step = pipeline.take(poll(5s, body(190, 110)));
    EXPECT_EQ(pipeline.context().names.calls, "acme_hubspot_api_calls_total");
    EXPECT_FALSE(pipeline.state().detected.isEmpty());
    const auto rate = reading(step, "api.error_rate");
    ASSERT_TRUE(rate && rate->value) << (rate ? rate->note.toStdString() : "no reading");
    EXPECT_DOUBLE_EQ(*rate->value, 0.1);
    EXPECT_EQ(rate->n, 100);
}

TEST_F(ServicePipelineTest, AServiceWithoutMetricsIsJudgedByItsProbes)
{
    config.metrics.clear();
    ServicePipeline pipeline(config);
    EXPECT_EQ(pipeline.state().metrics.reach, EndpointState::Reach::Off);
    PollResult result{.service = config.name, .endpoint = Endpoint::Health, .at = pipelineBegin};
    result.probe = ProbeAnswer{.verdict = ProbeAnswer::Verdict::NotReady, .status = 503};
    const PipelineStep step = pipeline.take(result);
    ASSERT_TRUE(reading(step, "service.healthy"));
    EXPECT_EQ(reading(step, "service.healthy")->value, 0.0);
    EXPECT_EQ(step.frames.size(), 2U) << "fine and coarse: long ranges of it are drawn, too";
    EXPECT_EQ(step.events.size(), 1U);
}

TEST_F(ServicePipelineTest, GivesOnlyTheReadingsOfTheEndpointThatWasPolled)
{
    ServicePipeline pipeline(config);
    const PipelineStep step = pipeline.take(poll(0s, "up 1\n"));
    EXPECT_FALSE(reading(step, "service.ready"));
    EXPECT_FALSE(reading(step, "service.healthy"));
    EXPECT_TRUE(reading(step, "api.error_rate"));
}

TEST_F(ServicePipelineTest, AStretchedIntervalIsNoGap)
{
    ServicePipeline pipeline(config);
    int calls = 0;
    const auto unseen = [&](Duration after) {
        return pipeline
            .take(poll(after, "hubspot_api_calls_total{status=\"success\"} " + std::to_string(calls += 10) + "\n"))
            .events.size();
    };
    pipeline.expectEvery(15min);
    unseen(0s);
    pipeline.expectEvery(15min);
    EXPECT_EQ(unseen(15min), 0U);
    pipeline.expectEvery(60s); // the budget allows more from now on; the time before was still the long one
    EXPECT_EQ(unseen(30min), 0U);
    pipeline.expectEvery(60s);
    EXPECT_EQ(unseen(31min), 0U);
    EXPECT_EQ(pipeline.context().interval, 60s);
    EXPECT_EQ(unseen(46min), 1U) << "now it is one";
}

TEST_F(ServicePipelineTest, SilenceTurnsAKnownFigureIntoNoData)
{
    ServicePipeline pipeline(config);
    for (int i = 0; i < 3; ++i)
        pipeline.take(poll(i * 5s, "hubspot_api_calls_total{status=\"success\"} " + std::to_string(i * 10) + "\n"));
    const auto validity = [&](Duration after) {
        const std::vector<Reading> readings = pipeline.readAt(pipelineBegin + after);
        return std::ranges::find(readings, QStringLiteral("api.error_rate"), &Reading::signal)->validity;
    };
    EXPECT_EQ(validity(12s), Reading::Validity::Known);
    EXPECT_EQ(validity(40s), Reading::Validity::NoData);
}

} // namespace
} // namespace hubwatch
