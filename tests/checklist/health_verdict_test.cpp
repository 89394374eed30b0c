#include "checklist/probes/health_verdict.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Heard healthAnswer(int status, QByteArray body = "{\"status\":\"ok\"}", QByteArray type = "application/json")
{
    return {.status = status,
            .got = status == 0 ? QStringLiteral("no answer: timed out") : QString::number(status),
            .body = std::move(body),
            .headers = {{.name = "Content-Type", .value = std::move(type)}},
            .took = 5ms};
}

Heard slowAnswer()
{
    Heard heard = healthAnswer(200);
    heard.took = 1200ms;
    return heard;
}

Heard pageAnswer()
{
    return healthAnswer(200, "<!doctype html>", "text/html");
}

const Fact goodBench{.name = QStringLiteral("readiness while HubSpot refuses the token"),
                     .expected = QStringLiteral("503"),
                     .got = QStringLiteral("503"),
                     .outcome = Outcome::Pass};

struct HealthCase {
    const char *name;
    std::optional<Heard> health;
    std::optional<Heard> readiness;
    Heard nowhere;
    Outcome outcome;
    const char *words;
};

class JudgeHealthTest : public ::testing::TestWithParam<HealthCase>
{ };

TEST_P(JudgeHealthTest, SaysWhatTheEndpointsAreWorth)
{
    const HealthCase &one = GetParam();
    const Verdict verdict = judgeHealth(QStringLiteral("health.endpoints"),
                                        {.health = QUrl(QStringLiteral("https://crm.example.test/health")),
                                         .healthHeard = one.health,
                                         .readiness = QUrl(QStringLiteral("https://crm.example.test/readiness")),
                                         .readinessHeard = one.readiness,
                                         .nowhere = one.nowhere},
                                        goodBench, {});
    EXPECT_EQ(verdict.outcome, one.outcome) << verdict.words.toStdString();
    EXPECT_TRUE(verdict.words.contains(QString::fromUtf8(one.words))) << verdict.words.toStdString();
}

const Heard wellAnswer = healthAnswer(200);
const Heard absentPath = healthAnswer(404, "no such path", "text/plain");

INSTANTIATE_TEST_SUITE_P(
    Looks, JudgeHealthTest,
    ::testing::Values(
        HealthCase{"Good", wellAnswer, wellAnswer, absentPath, Outcome::Pass,
                   "/health answers 200; /readiness answers 200"},
        HealthCase{"NotReadyWithAReason", wellAnswer,
                   healthAnswer(503, R"({"status":"not_ready","error":"connect ETIMEDOUT","timestamp":"now"})"),
                   absentPath, Outcome::Pass, "/readiness answers 503: connect ETIMEDOUT, not_ready"},
        HealthCase{"NotReadyWithoutAReason", wellAnswer, healthAnswer(503, ""), absentPath, Outcome::Warn,
                   "/readiness answers 503 and does not say why"},
        HealthCase{"NotReadyAsAPage", wellAnswer, healthAnswer(503, "<html>", "text/html"), absentPath, Outcome::Warn,
                   "does not say why"},
        HealthCase{"NotReadyAnd200", wellAnswer, healthAnswer(200, R"({"status":"not_ready"})"), absentPath,
                   Outcome::Warn, "expected 503"},
        HealthCase{"BrokenReadiness", wellAnswer, healthAnswer(500), absentPath, Outcome::Fail,
                   "/readiness answers 500"},
        HealthCase{"UnhealthyWith503", healthAnswer(503), wellAnswer, absentPath, Outcome::Fail, "/health answers 503"},
        HealthCase{"NotThere", absentPath, wellAnswer, absentPath, Outcome::Fail, "/health is not there (404)"},
        HealthCase{"NoHealthAtAll", std::nullopt, wellAnswer, absentPath, Outcome::Fail, "no health endpoint"},
        HealthCase{"NoReadinessAtAll", wellAnswer, std::nullopt, absentPath, Outcome::Fail, "no readiness endpoint"},
        HealthCase{"Slow", slowAnswer(), wellAnswer, absentPath, Outcome::Warn, "/health took 1s200ms"},
        HealthCase{"APage", pageAnswer(), wellAnswer, absentPath, Outcome::Warn, "answers a web page"},
        HealthCase{"AnyPath", wellAnswer, wellAnswer, wellAnswer, Outcome::Fail,
                   "/health answers 200, as any path does"},
        HealthCase{"AnyPathIsAPage", pageAnswer(), pageAnswer(), pageAnswer(), Outcome::Fail, "200 and a web page"},
        HealthCase{"OtherPathsAreAPage", wellAnswer, wellAnswer, pageAnswer(), Outcome::Pass, "/health answers 200"},
        HealthCase{"ReadinessIsAnyPath", wellAnswer, pageAnswer(), pageAnswer(), Outcome::Fail,
                   "/readiness answers 200 and a web page, as any path does"},
        HealthCase{"Login", healthAnswer(302), wellAnswer, absentPath, Outcome::Error, "is behind a login"},
        HealthCase{"Unauthorized", healthAnswer(401), wellAnswer, absentPath, Outcome::Error, "name the credential"},
        HealthCase{"Limited", wellAnswer, healthAnswer(429), absentPath, Outcome::Error, "slow down"},
        HealthCase{"Silent", healthAnswer(0), wellAnswer, absentPath, Outcome::Error, "gave no answer: timed out"}),
    [](const auto &test) { return test.param.name; });

TEST(JudgeHealthBenchTest, IsAtBestAWarningWithoutABenchRun)
{
    const HealthLooks looks{.health = QUrl(QStringLiteral("https://crm.example.test/health")),
                            .healthHeard = wellAnswer,
                            .readiness = QUrl(QStringLiteral("https://crm.example.test/readiness")),
                            .readinessHeard = wellAnswer,
                            .nowhere = absentPath};
    const Verdict verdict
        = judgeHealth(QStringLiteral("health.endpoints"), looks, std::nullopt, QStringLiteral("run the bench"));
    EXPECT_EQ(verdict.outcome, Outcome::Warn);
    EXPECT_EQ(verdict.words,
              QStringLiteral("nothing shows that readiness turns 503 when the token is wrong: run the bench"));
    Fact bad = goodBench;
    bad.got = QStringLiteral("200");
    bad.outcome = Outcome::Fail;
    const Verdict failed = judgeHealth(QStringLiteral("health.endpoints"), looks, bad, {});
    EXPECT_EQ(failed.outcome, Outcome::Fail);
    EXPECT_EQ(failed.words, QStringLiteral("readiness while HubSpot refuses the token: 200"));
}

TEST(ReadinessReasonTest, TakesTextAndHidesTokens)
{
    EXPECT_EQ(readinessReason("hubspot is gone\n"), QStringLiteral("hubspot is gone"));
    EXPECT_EQ(readinessReason(R"({"error":{"message":"no token"},"uptime":"3"})"), QStringLiteral("no token"));
    EXPECT_EQ(readinessReason("pat-na1-12345678-1234-1234-1234-123456789012"), QStringLiteral("[redacted]"));
    EXPECT_TRUE(readinessReason("{}").isEmpty());
}

} // namespace
} // namespace hubwatch
