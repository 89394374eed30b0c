#include "support/printers.h"
#include "ui/charts/sparkline.h"
#include "ui/theme.h"

#include <QImage>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint sparkStart(1'795'394'467s);

Trace traceOf(const std::vector<std::optional<double>> &values)
{
    Trace trace{.signal = QStringLiteral("api.error_rate")};
    for (size_t i = 0; i < values.size(); ++i)
        trace.points.push_back({.at = sparkStart + 30s * i, .value = values[i]});
    return trace;
}

bool hasColor(const QImage &image, const QColor &wanted)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor at = image.pixelColor(x, y);
            if (std::abs(at.red() - wanted.red()) + std::abs(at.green() - wanted.green())
                    + std::abs(at.blue() - wanted.blue())
                < 60)
                return true;
        }
    }
    return false;
}

TEST(SparklineTest, NeverJoinsTheTwoSidesOfAGap)
{
    Sparkline line;
    line.resize(120, 24);
    line.setTrace(traceOf({0.1, 0.2, std::nullopt, 0.3, 0.1, 0.2}), {}, Mark::Good);
    const std::vector<QPolygonF> runs = line.runs();
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_EQ(runs[0].size(), 2);
    EXPECT_EQ(runs[1].size(), 3);
    EXPECT_LT(runs[0].last().x(), runs[1].first().x());
}

TEST(SparklineTest, SaysInWordsWhatItDraws)
{
    Sparkline line;
    line.setUnit(Unit::Ratio);
    line.setTrace(traceOf({0.001, std::nullopt, 0.072}), {0.05}, Mark::Bad);
    EXPECT_EQ(line.accessibleDescription(), QStringLiteral("Last hour: between 0.1 % and 7.2 %."));
    line.setTrace(traceOf({std::nullopt}), {}, Mark::Blind);
    EXPECT_EQ(line.accessibleDescription(), QStringLiteral("Last hour: no data."));
}

TEST(SparklineTest, WearsItsStatesColourAndTheHatchWhenBlind)
{
    Sparkline line;
    line.setPalette(paletteOf(darkTheme()));
    line.resize(120, 24);
    line.setTrace(traceOf({1, 1, 1, 1}), {}, Mark::Bad);
    EXPECT_TRUE(hasColor(line.grab().toImage(), darkTheme().bad));
    line.setTrace(traceOf({1, 1, 1, 1}), {}, Mark::Blind);
    const QImage blind = line.grab().toImage();
    EXPECT_FALSE(hasColor(blind, darkTheme().bad));
    EXPECT_FALSE(hasColor(blind, darkTheme().good));
    bool hatched = false;
    for (int x = 0; x < blind.width() && !hatched; ++x)
        hatched = blind.pixelColor(x, 20) != darkTheme().window;
    EXPECT_TRUE(hatched);
}

TEST(SparklineTest, DrawsNoPulseOfARateThatKeepsItsGoal)
{
    Sparkline line;
    line.resize(120, 24);
    line.setTrace(traceOf({0, 0.0002, 0, 0.0002}), {}, Mark::Good);
    const std::vector<QPolygonF> runs = line.runs();
    ASSERT_EQ(runs.size(), 1u);
    for (const QPointF &point : runs[0])
        EXPECT_GT(point.y(), 12) << "the goal is 0.1 %, this is a fifth of it";
}

} // namespace
} // namespace hubwatch::ui
