#include "checklist/bench/bench_script.h"
#include "checklist/bench/bench_weather.h"
#include "net/http_errors.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using ScriptWeather = BenchPhase::Weather;

const TimePoint strikeTime(1'763'884'800'300ms);

TEST(BenchScript, HasEveryWeatherOnceAndEndsCalm)
{
    const std::vector<BenchStep> steps = benchScript(1);
    ASSERT_EQ(steps.size(), 8u);
    for (size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(size_t(steps[i].weather), i);
    Duration all = {};
    for (const BenchStep &step : steps) {
        EXPECT_LT(step.quiet, step.longest);
        all += step.longest;
    }
    EXPECT_LE(all, 220s);
}

TEST(BenchScript, IsHurriedExceptForRetryAfter)
{
    const std::vector<BenchStep> steps = benchScript(0.01);
    EXPECT_EQ(steps[0].quiet, 20ms);
    EXPECT_EQ(steps[0].longest, 300ms);
    EXPECT_EQ(steps[1].comeback, 2500ms) << "a whole second must be able to pass";
}

TEST(BenchWeather, TellsEachThrottledRequestToWaitInTwoForms)
{
    BenchWeather weather(1);
    weather.begin(ScriptWeather::Throttled);
    for (const char *name : {"a", "b", "c"}) {
        const QString key = QString::fromLatin1(name);
        const auto first = weather.strike(key, strikeTime);
        const auto second = weather.strike(key, strikeTime);
        ASSERT_TRUE(first && second) << name;
        EXPECT_EQ(first->status, 429);
        EXPECT_EQ(first->told, QByteArray("2"));
        EXPECT_EQ(first->retryAfter, 2s);
        EXPECT_EQ(second->told, key == u"c" ? QByteArray("1.5") : QByteArray("Sun, 23 Nov 2025 08:00:03 GMT"));
        EXPECT_EQ(second->retryAfter, key == u"c" ? 1500ms : 2700ms);
        EXPECT_FALSE(weather.strike(key, strikeTime)) << "the third attempt goes well";
    }
}

TEST(BenchWeather, SaysDatesThatAreReadAsTheyWereMeant)
{
    for (const double pace : {0.01, 0.3, 1.0, 3.0}) {
        BenchWeather weather(pace);
        weather.begin(ScriptWeather::Throttled);
        EXPECT_EQ(retryAfterOf(weather.strike(QStringLiteral("a"), strikeTime)->told, strikeTime),
                  std::optional<Duration>(
                      std::max<Duration>(1s, std::chrono::ceil<std::chrono::seconds>(Duration(qint64(2000 * pace))))));
        const auto dated = weather.strike(QStringLiteral("a"), strikeTime);
        EXPECT_EQ(retryAfterOf(dated->told, strikeTime), std::optional(dated->retryAfter)) << pace;
        EXPECT_GE(dated->retryAfter, 400ms);
    }
}

int strikesUntilCalm(BenchWeather &weather, const char *key)
{
    int strikes = 0;
    while (strikes < 50 && weather.strike(QString::fromLatin1(key), strikeTime))
        ++strikes;
    return strikes;
}

TEST(BenchWeather, FailsOneRequestOnAndOn)
{
    BenchWeather weather(1);
    weather.begin(ScriptWeather::Failing, 100);
    EXPECT_EQ(strikesUntilCalm(weather, "a"), 3);
    EXPECT_EQ(strikesUntilCalm(weather, "b"), 3);
    EXPECT_EQ(strikesUntilCalm(weather, "c"), 3);
    EXPECT_EQ(strikesUntilCalm(weather, "d"), 12);
    EXPECT_EQ(strikesUntilCalm(weather, "e"), 2);
    EXPECT_EQ(strikesUntilCalm(weather, "f"), 2);
    EXPECT_EQ(strikesUntilCalm(weather, "g"), 0) << "the rest of a long run is let be";
    weather.begin(ScriptWeather::Failing, 1);
    EXPECT_EQ(strikesUntilCalm(weather, "a"), 12) << "a service with one request shows its end there";
}

TEST(BenchWeather, FailsInThreeWays)
{
    BenchWeather weather(1);
    weather.begin(ScriptWeather::Failing);
    std::vector<int> seen;
    for (int i = 0; i < 3; ++i)
        seen.push_back(weather.strike(QStringLiteral("a"), strikeTime)->status);
    EXPECT_EQ(seen, (std::vector{500, 502, 503}));
}

TEST(BenchWeather, StrikesTheFirstRequestsOnce)
{
    for (const ScriptWeather kind : {ScriptWeather::Slow, ScriptWeather::Reset, ScriptWeather::Malformed}) {
        BenchWeather weather(1);
        weather.begin(kind);
        const auto strike = weather.strike(QStringLiteral("a"), strikeTime);
        ASSERT_TRUE(strike);
        EXPECT_EQ(strike->reset, kind == ScriptWeather::Reset);
        EXPECT_EQ(strike->halved, kind == ScriptWeather::Malformed);
        EXPECT_EQ(strike->delay, kind == ScriptWeather::Slow ? 3s : 0s);
        EXPECT_FALSE(weather.strike(QStringLiteral("a"), strikeTime));
    }
}

TEST(BenchWeather, RefusesEverythingWhileTheTokenIsWrong)
{
    BenchWeather weather(1);
    weather.begin(ScriptWeather::Unauthorized);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(weather.strike(QString::number(i % 40), strikeTime)->status, 401);
    weather.begin(ScriptWeather::Recovered);
    EXPECT_FALSE(weather.strike(QStringLiteral("1"), strikeTime));
}

} // namespace
} // namespace hubwatch
