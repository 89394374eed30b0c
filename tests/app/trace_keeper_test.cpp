#include "app/engine/trace_keeper.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint traceBegin(1'763'884'800s);

Reading traced(Duration after, std::optional<double> value)
{
    return {.at = traceBegin + after, .signal = QStringLiteral("api.error_rate"), .value = value};
}

QList<Trace::Point> pointsAfter(const std::vector<Reading> &readings)
{
    std::vector<Trace> traces;
    for (const Reading &reading : readings)
        addToTrace(traces, reading);
    return traces.empty() ? QList<Trace::Point>() : traces.front().points;
}

TEST(TraceKeeper, KeepsTheLargestValueOfAStep)
{
    const auto points = pointsAfter({traced(0s, 0.1), traced(5s, 0.9), traced(10s, 0.2), traced(30s, 0.3)});
    EXPECT_EQ(points, (QList<Trace::Point>{{traceBegin, 0.9}, {traceBegin + 30s, 0.3}}));
}

TEST(TraceKeeper, LetsAValueFillAStepThatBeganUnknown)
{
    EXPECT_EQ(pointsAfter({traced(0s, std::nullopt), traced(5s, 0.4)}), (QList<Trace::Point>{{traceBegin, 0.4}}));
}

TEST(TraceKeeper, ShowsAGapAsAPointWithoutValue)
{
    const auto points = pointsAfter({traced(0s, 0.1), traced(30s, std::nullopt), traced(60s, 0.1)});
    ASSERT_EQ(points.size(), 3U);
    EXPECT_EQ(points[1].value, std::nullopt);
}

TEST(TraceKeeper, ForgetsWhatIsOlderThanAnHour)
{
    std::vector<Reading> readings;
    for (int i = 0; i < 3 * 720; ++i)
        readings.push_back(traced(i * 5s, 0.1));
    const auto points = pointsAfter(readings);
    EXPECT_LE(points.size(), 121U);
    EXPECT_EQ(points.back().at - points.front().at, traceLength);
}

TEST(TraceKeeper, TakesNothingFromAClockThatWasSetBack)
{
    const auto points = pointsAfter({traced(10min, 0.1), traced(0s, 0.9)});
    EXPECT_EQ(points, (QList<Trace::Point>{{traceBegin + 10min, 0.1}}));
}

} // namespace
} // namespace hubwatch
