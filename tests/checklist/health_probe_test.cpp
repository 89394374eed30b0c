#include "checklist/probes/health_probe.h"

#include "probe_bench.h"

namespace hubwatch {
namespace {

class HealthProbeTest : public testing::ProbeBench
{
protected:
    HealthOrder order() const
    {
        return {.item = QStringLiteral("health.endpoints"),
                .health = service.url(QStringLiteral("/health")),
                .readiness = service.url(QStringLiteral("/readiness")),
                .fresh = 24h};
    }

    ServedReply ready = {.contentType = "application/json", .body = R"({"status":"ready"})"};
    testing::TestService service{[this](const ServedRequest &request) -> ServedReply {
        if (request.path == "/health" || request.path == "/readiness")
            return ready;
        return {.status = 404};
    }};
};

TEST_F(HealthProbeTest, WarnsOfGoodEndpointsThatNoBenchHasSeen)
{
    const Verdict verdict = verdictOf(healthProbe(doors, order()));
    EXPECT_EQ(verdict.outcome, Outcome::Warn) << said(verdict);
    EXPECT_TRUE(says(verdict, "run the bench")) << said(verdict);
    EXPECT_EQ(verdict.evidence.source, order().health.toString());
    EXPECT_EQ(service.seen.size(), 3u);
}

TEST_F(HealthProbeTest, TakesNoWordOfAnOldBenchRun)
{
    HealthOrder old = order();
    old.bench = BenchTrace{.at = clock.now() - 25h};
    const Verdict verdict = verdictOf(healthProbe(doors, old));
    EXPECT_EQ(verdict.outcome, Outcome::Warn) << said(verdict);
    EXPECT_TRUE(says(verdict, "proves nothing any more")) << said(verdict);
    old.bench->at = clock.now() + 1h;
    EXPECT_TRUE(says(verdictOf(healthProbe(doors, old)), "proves nothing any more"));
}

TEST_F(HealthProbeTest, CannotJudgeALoginOrSilence)
{
    ready = {.status = 302, .headers = {{.name = "Location", .value = "https://login.example.test/?next=x"}}};
    const Verdict verdict = verdictOf(healthProbe(doors, order()));
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "is behind a login: it answers 302 to https://login.example.test/")) << said(verdict);
    service.stop();
    EXPECT_EQ(verdictOf(healthProbe(doors, order())).outcome, Outcome::Error);
}

TEST_F(HealthProbeTest, WantsAnEndpoint)
{
    const Verdict none = verdictOf(healthProbe(doors, {.item = QStringLiteral("health.endpoints")}));
    EXPECT_EQ(none.outcome, Outcome::NotRun);
    EXPECT_TRUE(says(none, "add test_url")) << said(none);
    HealthOrder half = order();
    half.readiness = {};
    EXPECT_EQ(verdictOf(healthProbe(doors, half)).outcome, Outcome::Fail);
}

} // namespace
} // namespace hubwatch
