#include "bench_trace_maker.h"
#include "checklist/bench/bench_chains.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::factNamed;
using testing::TraceMaker;
using BackoffWeather = BenchPhase::Weather;

const QString backoffItem = QStringLiteral("retry.backoff");
const QString benchDate = QStringLiteral("Sun, 23 Nov 2025 08:00:02 GMT");

/// A service that does everything right: gaps grow and differ, Retry-After is obeyed in every form, it gives up.
TraceMaker goodRepeats()
{
    TraceMaker made;
    made.throttled(QStringLiteral("t1"), QStringLiteral("2"), 2s, 2010ms);
    made.throttled(QStringLiteral("t2"), benchDate, 2300ms, 2400ms);
    made.throttled(QStringLiteral("t3"), QStringLiteral("1.5"), 1500ms, 1600ms);
    made.failing(QStringLiteral("f1"), {1000ms, 2100ms});
    made.failing(QStringLiteral("f2"), {1200ms, 2300ms});
    made.failing(QStringLiteral("f3"), {800ms, 1900ms});
    made.failing(QStringLiteral("f4"), {1100ms, 1800ms, 4100ms}, true);
    made.struck(BackoffWeather::Unauthorized, 0ms, QStringLiteral("u1"), 401);
    return made;
}

Verdict backoffOf(const TraceMaker &made)
{
    return judgeBackoff(backoffItem, made.trace, {});
}

TEST(BenchBackoff, PassesAServiceThatBacksOff)
{
    const Verdict verdict = backoffOf(goodRepeats());
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.words,
              QStringLiteral("gaps 1.10, 1.80, 4.10 s, Retry-After is obeyed, with jitter, at most 4 attempts"));
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Bench);
    EXPECT_EQ(verdict.evidence.staleAt, std::optional(verdict.evidence.at + 24h));
    EXPECT_TRUE(isWhole(verdict.evidence));
    EXPECT_EQ(factNamed(verdict, QStringLiteral("attempts"))->got, QStringLiteral("gave up after 4"));
}

TEST(BenchBackoff, PassesFullJitterWhoseSingleGapsShrink)
{
    TraceMaker made = goodRepeats();
    std::erase_if(made.trace.calls, [](const BenchCall &call) { return call.phase == int(BackoffWeather::Failing); });
    made.failing(QStringLiteral("f1"), {900ms, 300ms, 2800ms});
    made.failing(QStringLiteral("f2"), {100ms, 1700ms});
    made.failing(QStringLiteral("f3"), {600ms, 1100ms});
    EXPECT_EQ(backoffOf(made).outcome, Outcome::Pass);
}

TEST(BenchBackoff, PassesGapsThatGrewToACap)
{
    TraceMaker made = goodRepeats();
    made.failing(QStringLiteral("f5"), {500ms, 1000ms, 2000ms, 2000ms, 2000ms}, true);
    EXPECT_EQ(backoffOf(made).outcome, Outcome::Pass);
}

// The handbook's own: parseInt() of Retry-After, 1, 2, 4 s, four attempts, no jitter.
TEST(BenchBackoff, WarnsOfTheHandbooksOwnRetry)
{
    TraceMaker made;
    made.throttled(QStringLiteral("t1"), QStringLiteral("2"), 2s, 2001ms);
    made.throttled(QStringLiteral("t2"), benchDate, 2300ms, 2ms); // setTimeout(NaN)
    made.throttled(QStringLiteral("t3"), QStringLiteral("1.5"), 1500ms, 1001ms);
    made.failing(QStringLiteral("f1"), {1001ms, 2002ms});
    made.failing(QStringLiteral("f2"), {1000ms, 2001ms});
    made.failing(QStringLiteral("f3"), {1003ms, 2000ms});
    made.failing(QStringLiteral("f4"), {1001ms, 2001ms, 4002ms}, true);
    const Verdict verdict = backoffOf(made);
    EXPECT_EQ(verdict.outcome, Outcome::Warn);
    EXPECT_EQ(verdict.words,
              QStringLiteral("Retry-After as an HTTP-date: first retry after 0.0 s, although 2.3 s was told; jitter: "
                             "behind attempt 1: 1.00, 1.00, 1.00, 1.00 s, which is the same for all"));
    EXPECT_EQ(factNamed(verdict, QStringLiteral("in seconds"))->outcome, Outcome::Pass);
    EXPECT_EQ(factNamed(verdict, QStringLiteral("fraction"))->outcome, std::nullopt);
    EXPECT_EQ(factNamed(verdict, QStringLiteral("gaps"))->outcome, Outcome::Pass);
}

struct BackoffCase {
    const char *name;
    void (*spoil)(TraceMaker &);
    Outcome outcome;
    const char *words; ///< part of them
};

void dropPhase(TraceMaker &made, BackoffWeather weather)
{
    std::erase_if(made.trace.calls, [weather](const BenchCall &call) { return call.phase == int(weather); });
}

class BenchBackoffCase : public ::testing::TestWithParam<BackoffCase>
{ };

TEST_P(BenchBackoffCase, IsJudgedForItsReason)
{
    TraceMaker made = goodRepeats();
    GetParam().spoil(made);
    const Verdict verdict = backoffOf(made);
    EXPECT_EQ(verdict.outcome, GetParam().outcome);
    EXPECT_TRUE(verdict.words.contains(QString::fromUtf8(GetParam().words))) << verdict.words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, BenchBackoffCase,
    ::testing::Values(
        BackoffCase{"NoRepeatOf429",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Throttled);
                        made.struck(BackoffWeather::Throttled, 0ms, QStringLiteral("t1"), 429);
                    },
                    Outcome::Fail, "429: none of 1 came again"},
        BackoffCase{"NoRepeatOf500",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        made.failing(QStringLiteral("f1"), {});
                        made.failing(QStringLiteral("f2"), {});
                    },
                    Outcome::Fail, "500, 502 and 503: none of 2 came again"},
        BackoffCase{"FewRepeatsOf500",
                    [](TraceMaker &made) {
                        for (const char *key : {"l1", "l2", "l3", "l4", "l5"})
                            made.failing(QString::fromLatin1(key), {});
                    },
                    Outcome::Warn, "4 of 9 came again"},
        BackoffCase{"IgnoresRetryAfter",
                    [](TraceMaker &made) { made.throttled(QStringLiteral("t4"), QStringLiteral("2"), 2s, 1000ms); },
                    Outcome::Fail, "Retry-After in seconds: first retry after 1.0 s, although 2.0 s was told"},
        BackoffCase{"ATimerThatIsEarlyObeys",
                    [](TraceMaker &made) { made.throttled(QStringLiteral("t4"), QStringLiteral("2"), 2s, 1960ms); },
                    Outcome::Pass, "Retry-After is obeyed"},
        BackoffCase{
            "RoundsAFractionDown",
            [](TraceMaker &made) { made.throttled(QStringLiteral("t4"), QStringLiteral("1.5"), 1500ms, 1000ms); },
            Outcome::Pass, "Retry-After is obeyed"},
        BackoffCase{"HammersAtOnce",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        for (const char *key : {"f1", "f2", "f3"})
                            made.failing(QString::fromLatin1(key), {1ms, 3ms, 8ms});
                    },
                    Outcome::Fail, "which is at once"},
        BackoffCase{"WaitsTheSameEachTime",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        for (const char *key : {"f1", "f2", "f3"})
                            made.failing(QString::fromLatin1(key), {1000ms, 1010ms, 990ms});
                    },
                    Outcome::Fail, "which do not grow"},
        BackoffCase{"JittersAroundTheSameWait",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        made.failing(QStringLiteral("f1"), {900ms, 500ms, 1100ms});
                        made.failing(QStringLiteral("f2"), {300ms, 1000ms, 700ms});
                        made.failing(QStringLiteral("f3"), {1000ms, 200ms, 400ms});
                    },
                    Outcome::Fail, "which do not grow"},
        BackoffCase{"RepeatsOnceOnly",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        made.failing(QStringLiteral("f1"), {1000ms});
                        made.failing(QStringLiteral("f2"), {1300ms});
                        made.failing(QStringLiteral("f3"), {900ms});
                    },
                    Outcome::Warn, "whether they grow cannot be told"},
        BackoffCase{"TooFewForJitter",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Failing);
                        made.failing(QStringLiteral("f1"), {1000ms, 2000ms});
                        made.failing(QStringLiteral("f2"), {1300ms, 2600ms});
                    },
                    Outcome::Warn, "jitter: cannot be told: fewer than 3 requests"},
        BackoffCase{"NeverEnds",
                    [](TraceMaker &made) {
                        made.failing(QStringLiteral("f9"),
                                     {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 12s, 24s, 30s}, true);
                    },
                    Outcome::Fail, "attempts: 11, and no end was seen"},
        BackoffCase{"Sends401Again",
                    [](TraceMaker &made) {
                        made.struck(BackoffWeather::Unauthorized, 20ms, QStringLiteral("u1"), 401);
                        made.struck(BackoffWeather::Unauthorized, 40ms, QStringLiteral("u1"), 401);
                    },
                    Outcome::Warn, "401: sent 3 times"},
        BackoffCase{
            "RenewsTheTokenOnce",
            [](TraceMaker &made) { made.struck(BackoffWeather::Unauthorized, 20ms, QStringLiteral("u1"), 401); },
            Outcome::Pass, ""},
        BackoffCase{"Sends401ForEver",
                    [](TraceMaker &made) {
                        for (int i = 1; i < 12; ++i)
                            made.struck(BackoffWeather::Unauthorized, 20ms * i, QStringLiteral("u1"), 401);
                    },
                    Outcome::Fail, "401: sent 12 times"},
        BackoffCase{"OnePhaseWasNotSeen", [](TraceMaker &made) { dropPhase(made, BackoffWeather::Throttled); },
                    Outcome::Warn, "429: no request was struck that comes once a run, so nothing is proved"},
        BackoffCase{"NothingWasStruck",
                    [](TraceMaker &made) {
                        dropPhase(made, BackoffWeather::Throttled);
                        dropPhase(made, BackoffWeather::Failing);
                    },
                    Outcome::NotRun, "whether it repeats cannot be told"},
        BackoffCase{"Stopped", [](TraceMaker &made) { made.trace.stopped = QStringLiteral("the port is taken"); },
                    Outcome::NotRun, "the port is taken"},
        BackoffCase{"NoCalls", [](TraceMaker &made) { made.trace.calls.clear(); }, Outcome::NotRun, "never called"}),
    [](const ::testing::TestParamInfo<BackoffCase> &one) { return std::string(one.param.name); });

TEST(BenchChains, TakeNoTwinForARepeat)
{
    TraceMaker made;
    made.struck(BackoffWeather::Failing, 0ms, QStringLiteral("f1"), 500);
    made.struck(BackoffWeather::Failing, 5ms, QStringLiteral("f1"), 500); // before the first was answered
    made.call(BackoffWeather::Failing, 1000ms, QStringLiteral("f1"));
    made.call(BackoffWeather::Failing, 1300ms, QStringLiteral("f1"));
    const std::vector<BenchChain> chains = benchChains(made.trace);
    ASSERT_EQ(chains.size(), 2u);
    EXPECT_EQ(chains[0].gap(1), 990ms);
    EXPECT_EQ(chains[1].gap(1), 1285ms);
}

TEST(BenchChains, LeaveOutWhatIsReadAgainAnyway)
{
    TraceMaker made;
    made.call(BackoffWeather::Calm, 0ms, QStringLiteral("p"));
    made.call(BackoffWeather::Calm, 100ms, QStringLiteral("p"));
    made.struck(BackoffWeather::Failing, 0ms, QStringLiteral("p"), 500);
    made.call(BackoffWeather::Failing, 20ms, QStringLiteral("p"));
    EXPECT_TRUE(benchChains(made.trace).empty());
}

TEST(BenchChains, EndWithThePhase)
{
    TraceMaker made;
    made.struck(BackoffWeather::Throttled, 0ms, QStringLiteral("a"), 429);
    made.struck(BackoffWeather::Failing, 0ms, QStringLiteral("a"), 500);
    ASSERT_EQ(benchChains(made.trace).size(), 2u);
    EXPECT_TRUE(benchChains(made.trace)[0].gaveUp());
}

} // namespace
} // namespace hubwatch
