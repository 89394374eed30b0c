#include "bench_trace_maker.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::factNamed;
using testing::TraceMaker;
using ErrorWeather = BenchPhase::Weather;

struct ErrorsCase {
    const char *name;
    void (*spoil)(TraceMaker &);
    Outcome outcome;
    const char *words; ///< part of them
};

class BenchErrorsCase : public ::testing::TestWithParam<ErrorsCase>
{ };

void dropCalls(TraceMaker &made, ErrorWeather weather)
{
    std::erase_if(made.trace.calls, [weather](const BenchCall &call) { return call.phase == int(weather); });
}

TEST_P(BenchErrorsCase, IsJudgedForItsReason)
{
    TraceMaker made;
    made.callEverywhere();
    made.healthy();
    GetParam().spoil(made);
    const Verdict verdict = judgeErrorsCaught(QStringLiteral("errors.caught"), made.trace, {});
    EXPECT_EQ(verdict.outcome, GetParam().outcome);
    EXPECT_TRUE(verdict.words.contains(QString::fromUtf8(GetParam().words))) << verdict.words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, BenchErrorsCase,
    ::testing::Values(
        ErrorsCase{"LivesThroughAll", [](TraceMaker &) {}, Outcome::Pass,
                   "it lived through 6 of 6 kinds of failure, and works again"},
        ErrorsCase{"DiesInTheMiddle",
                   [](TraceMaker &made) {
                       for (BenchLook &look : made.trace.looks)
                           look.status = look.phase >= int(ErrorWeather::Failing) ? 0 : 200;
                       for (int phase = int(ErrorWeather::Slow); phase <= int(ErrorWeather::Recovered); ++phase)
                           dropCalls(made, ErrorWeather(phase));
                   },
                   Outcome::Fail, "gone or hung during \"500, 502 and 503\", and did not come back"},
        ErrorsCase{"IsStartedAgainBySomebody",
                   [](TraceMaker &made) {
                       made.look(ErrorWeather::Recovered, 0);
                       made.look(ErrorWeather::Recovered, 0);
                       made.look(ErrorWeather::Recovered, 200);
                   },
                   Outcome::Fail, "the process was gone or hung during \"calm again\""},
        ErrorsCase{"IsNotThereForOneLook",
                   [](TraceMaker &made) {
                       made.look(ErrorWeather::Malformed, 0);
                       made.trace.looks.back().refused = true;
                       made.look(ErrorWeather::Recovered, 200);
                   },
                   Outcome::Fail, "the process was gone or hung during \"half a body\""},
        ErrorsCase{"IsAnotherProcessAtTheEnd",
                   [](TraceMaker &made) {
                       made.trace.processStart = 1'763'884'000;
                       made.trace.phases[size_t(ErrorWeather::Throttled)].processStart = 1'763'884'000;
                       made.trace.phases[size_t(ErrorWeather::Slow)].processStart = 1'763'884'721;
                       made.trace.phases[size_t(ErrorWeather::Recovered)].processStart = 1'763'884'721;
                   },
                   Outcome::Fail, "another one had begun by the end of \"slow answers\""},
        ErrorsCase{"IsTheSameProcess",
                   [](TraceMaker &made) {
                       made.trace.processStart = 1'763'884'000;
                       made.trace.phases[size_t(ErrorWeather::Recovered)].processStart = 1'763'884'000;
                   },
                   Outcome::Pass, "6 of 6"},
        ErrorsCase{"MissesOneLook",
                   [](TraceMaker &made) {
                       made.look(ErrorWeather::Recovered, 0);
                       made.look(ErrorWeather::Recovered, 200);
                   },
                   Outcome::Warn, "/health: answered 9 of 10 times"},
        ErrorsCase{"HealthBlamesHubSpot", [](TraceMaker &made) { made.look(ErrorWeather::Recovered, 503); },
                   Outcome::Warn, "/health says: 503 in 1 looks"},
        ErrorsCase{"HasNoHealth", [](TraceMaker &made) { made.trace.looks.clear(); }, Outcome::Warn,
                   "/health: nobody looked: add test_health"},
        ErrorsCase{"OneWeatherWasNotMet",
                   [](TraceMaker &made) {
                       dropCalls(made, ErrorWeather::Reset);
                       made.trace.phases[size_t(ErrorWeather::Reset)].startWords
                           = QStringLiteral("POST /sync answered 409");
                   },
                   Outcome::Warn,
                   "reset connections: the service never called, so nothing is proved (POST /sync answered 409)"},
        ErrorsCase{"KeepsInMindThatTheTokenIsRefused",
                   [](TraceMaker &made) { dropCalls(made, ErrorWeather::Unauthorized); }, Outcome::Pass, "5 of 6"},
        ErrorsCase{"DoesNotWorkAgain", [](TraceMaker &made) { dropCalls(made, ErrorWeather::Recovered); },
                   Outcome::Fail, "the service does not work any more"},
        ErrorsCase{"WorksAgainInPart",
                   [](TraceMaker &made) {
                       for (int i = 0; i < 5; ++i)
                           made.call(ErrorWeather::Calm, 2s, QString::number(i));
                   },
                   Outcome::Warn, "afterwards: 1 calls went well"},
        ErrorsCase{"NoWeatherWasMet",
                   [](TraceMaker &made) {
                       for (int phase = int(ErrorWeather::Throttled); phase < int(ErrorWeather::Recovered); ++phase)
                           dropCalls(made, ErrorWeather(phase));
                   },
                   Outcome::NotRun, "whether errors are caught cannot be told"},
        ErrorsCase{"Stopped", [](TraceMaker &made) { made.trace.stopped = QStringLiteral("no test instance"); },
                   Outcome::NotRun, "no test instance"},
        ErrorsCase{"NoCalls", [](TraceMaker &made) { made.trace.calls.clear(); }, Outcome::NotRun, "never called"}),
    [](const ::testing::TestParamInfo<ErrorsCase> &one) { return std::string(one.param.name); });

struct ReadinessCase {
    const char *name;
    std::vector<int> calm;
    std::vector<int> refused;
    std::vector<int> recovered;
    std::optional<Outcome> outcome;
};

class BenchReadinessCase : public ::testing::TestWithParam<ReadinessCase>
{ };

TEST_P(BenchReadinessCase, IsToldFromTheLooks)
{
    TraceMaker made;
    for (const int status : GetParam().calm)
        made.look(ErrorWeather::Calm, status, true);
    for (const int status : GetParam().refused)
        made.look(ErrorWeather::Unauthorized, status, true);
    for (const int status : GetParam().recovered)
        made.look(ErrorWeather::Recovered, status, true);
    made.healthy();
    const std::optional<Fact> fact = readinessFact(made.trace);
    ASSERT_EQ(fact.has_value(), GetParam().outcome.has_value());
    if (fact) {
        EXPECT_EQ(fact->outcome, GetParam().outcome) << fact->got.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Looks, BenchReadinessCase,
                         ::testing::Values(ReadinessCase{"Turns", {200}, {503}, {200}, Outcome::Pass},
                                           ReadinessCase{"TurnsLate", {200}, {200, 503}, {503, 200}, Outcome::Pass},
                                           ReadinessCase{"SaysReadyToAll", {200}, {200}, {200}, Outcome::Fail},
                                           ReadinessCase{"SaysNoToAll", {503}, {503}, {503}, Outcome::Fail},
                                           ReadinessCase{"AnotherStatus", {200}, {500}, {200}, Outcome::Fail},
                                           ReadinessCase{"IsGone", {200}, {0}, {0}, Outcome::Fail},
                                           ReadinessCase{"StaysDown", {200}, {503}, {503}, Outcome::Warn},
                                           ReadinessCase{"NobodyLooked", {200}, {}, {200}, std::nullopt}),
                         [](const ::testing::TestParamInfo<ReadinessCase> &one) {
                             return std::string(one.param.name);
                         });

TEST(BenchReadiness, SaysWhatWasSeen)
{
    TraceMaker made;
    made.look(ErrorWeather::Calm, 200, true);
    made.look(ErrorWeather::Unauthorized, 503, true);
    EXPECT_EQ(readinessFact(made.trace)->got, QStringLiteral("503, before 200, after not looked at"));
}

} // namespace
} // namespace hubwatch
