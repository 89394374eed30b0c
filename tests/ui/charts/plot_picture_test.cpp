#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/plot_picture.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint start(1'795'390'000s);
const QString pictureAlpha = QStringLiteral("pictureAlpha");
const QString pictureBeta = QStringLiteral("pictureBeta");

std::vector<ChartPoint> run(Duration from, std::vector<double> values)
{
    std::vector<ChartPoint> points;
    for (const double value : values) {
        points.push_back({.at = start + from, .value = value, .n = 100});
        from += 1min;
    }
    return points;
}

ChartAnswer answerOf(std::vector<ChartLine> lines)
{
    return {.from = start, .to = start + 1h, .lines = std::move(lines)};
}

PanelSpec pictureSpec()
{
    PanelSpec spec{.key = QStringLiteral("api.error_rate"), .title = QStringLiteral("Errors"), .unit = Unit::Ratio};
    spec.question = SignalQuestion{.signal = spec.key};
    spec.levels = {{.value = 0.05, .word = QStringLiteral("page"), .label = QStringLiteral("page 5 %")}};
    return spec;
}

TEST(PlotPictureTest, KeepsRunsApartAndTheColourOfAService)
{
    ChartAnswer answer = answerOf({{pictureBeta, pictureBeta, {run(0min, {0.01, 0.02}), run(30min, {0.03})}}});
    answer.gaps = {{start + 2min, start + 30min, pictureBeta, QStringLiteral("refused")}};
    const PlotPicture picture = plotPicture(pictureSpec(), answer, {pictureAlpha, pictureBeta}, Zone::Utc);
    ASSERT_EQ(picture.lines.size(), 1u);
    ASSERT_EQ(picture.lines[0].runs.size(), 2u);
    EXPECT_EQ(picture.lines[0].runs[0].size(), 2);
    EXPECT_EQ(picture.lines[0].color, 1) << "pictureBeta is the second service in every panel";
    ASSERT_EQ(picture.gaps.size(), 1u);
    EXPECT_TRUE(picture.gaps[0].whole);
    EXPECT_EQ(picture.gaps[0].words, QStringLiteral("no data of pictureBeta: refused"));
    EXPECT_FALSE(pointAt(picture.lines[0], start + 15min)) << "inside the gap there is no value";
    EXPECT_EQ(pointAt(picture.lines[0], start + 50s)->y(), 0.02);
}

TEST(PlotPictureTest, MarksAGapOfOneServiceAtTheFootOnly)
{
    ChartAnswer answer = answerOf(
        {{pictureAlpha, pictureAlpha, {run(0min, {0.01, 0.02})}}, {pictureBeta, pictureBeta, {run(0min, {0.01})}}});
    answer.gaps = {{start + 2min, start + 30min, pictureBeta, QStringLiteral("refused")}};
    EXPECT_FALSE(plotPicture(pictureSpec(), answer, {pictureAlpha, pictureBeta}, Zone::Utc).gaps[0].whole);
}

TEST(PlotPictureTest, ScalesFromZeroToTheLevel)
{
    const PlotPicture picture = plotPicture(
        pictureSpec(), answerOf({{pictureAlpha, pictureAlpha, {run(0min, {0.03, 0.02})}}}), {pictureAlpha}, Zone::Utc);
    EXPECT_EQ(picture.scale.min, 0);
    EXPECT_GT(picture.scale.max, 0.05);
    EXPECT_EQ(picture.levels.size(), 1u);
}

TEST(PlotPictureTest, LeavesOutALevelThatWouldPressTheLineFlat)
{
    PanelSpec far = pictureSpec();
    far.levels[0].on = false;
    const PlotPicture picture = plotPicture(far, answerOf({{pictureAlpha, pictureAlpha, {run(0min, {0.001, 0.002})}}}),
                                            {pictureAlpha}, Zone::Utc);
    EXPECT_LT(picture.scale.max, 0.01);
    EXPECT_TRUE(picture.levels.empty());
}

TEST(PlotPictureTest, ShowsASuccessRateUpToAll)
{
    PanelSpec success = pictureSpec();
    success.levels = {{.value = 0.995, .side = Rule::Side::Below, .label = QStringLiteral("goal"), .goal = true}};
    const PlotPicture picture = plotPicture(
        success, answerOf({{pictureAlpha, pictureAlpha, {run(0min, {0.999, 0.99})}}}), {pictureAlpha}, Zone::Utc);
    EXPECT_DOUBLE_EQ(picture.scale.max, 1);
    EXPECT_GT(picture.scale.min, 0.9);
}

TEST(PlotPictureTest, CountsTheMildestBeyondSixAsOthers)
{
    std::vector<ChartLine> lines;
    for (int i = 0; i < 9; ++i) {
        const QString name = QStringLiteral("s%1").arg(i);
        lines.push_back({name, name, {run(0min, {0.01 * i})}});
    }
    const PlotPicture picture = plotPicture(pictureSpec(), answerOf(lines), {}, Zone::Utc);
    int others = 0;
    std::set<int> colors;
    for (const PlotLine &line : picture.lines) {
        others += line.color < 0 ? 1 : 0;
        EXPECT_TRUE(line.color < 0 || colors.insert(line.color).second) << "two lines of one colour";
    }
    EXPECT_EQ(others, 3);
    EXPECT_EQ(picture.lines[0].color, -1);
    EXPECT_GE(picture.lines[8].color, 0);
}

TEST(PlotPictureTest, LetsTheRibbonShowTheWorstAndNeverGreenWhileBlind)
{
    ChartAnswer answer = answerOf({});
    answer.states = {{start, start + 1h, pictureAlpha, QStringLiteral("inactive")},
                     {start + 10min, start + 20min, pictureBeta, QStringLiteral("no data")},
                     {start + 20min, start + 30min, pictureBeta, QStringLiteral("pending")},
                     {start + 30min, start + 40min, pictureBeta, QStringLiteral("firing")}};
    const PlotPicture picture = plotPicture(pictureSpec(), answer, {}, Zone::Utc);
    std::vector<Mark> marks;
    for (const PlotSpan &span : picture.ribbon)
        marks.push_back(span.mark);
    EXPECT_EQ(marks, (std::vector<Mark>{Mark::Good, Mark::Blind, Mark::Pending, Mark::Bad, Mark::Good}));
    EXPECT_EQ(picture.ribbon[3].words, QStringLiteral("pictureBeta: firing"));
}

TEST(PlotPictureTest, DrawsTheBoundsOfAQuantileAndLeavesTheTopBucketOpen)
{
    auto points = run(0min, {1.5, 5, 5});
    points[0].low = 1;
    points[0].high = 2;
    points[1].low = 5;
    points[2].low = 5;
    PanelSpec p99 = pictureSpec();
    p99.unit = Unit::Seconds;
    const PlotPicture picture
        = plotPicture(p99, answerOf({{pictureAlpha, pictureAlpha, {points}}}), {pictureAlpha}, Zone::Utc);
    ASSERT_EQ(picture.bands.size(), 1u);
    ASSERT_EQ(picture.bands[0].steps.size(), 2u);
    EXPECT_EQ(picture.bands[0].steps[0].high, 2);
    EXPECT_FALSE(picture.bands[0].steps[1].high);
    EXPECT_GT(picture.scale.max, 5) << "there must be room above the edge";
}

TEST(PlotPictureTest, TurnsStatesIntoRows)
{
    PanelSpec ready = pictureSpec();
    ready.unit = Unit::State;
    ChartAnswer answer = answerOf({{pictureAlpha, pictureAlpha, {run(0min, {1, 1, 0, -1})}}});
    const PlotPicture picture = plotPicture(ready, answer, {pictureAlpha}, Zone::Utc);
    ASSERT_EQ(picture.rows.size(), 1u);
    ASSERT_EQ(picture.rows[0].spans.size(), 3u);
    EXPECT_EQ(picture.rows[0].spans[0].to, start + 2min);
    EXPECT_EQ(picture.rows[0].spans[2].words, QStringLiteral("unreachable"));
    EXPECT_TRUE(picture.lines.empty());
}

TEST(PlotPictureTest, IsEmptyWithoutAnything)
{
    EXPECT_TRUE(plotPicture(pictureSpec(), answerOf({}), {}, Zone::Utc).empty());
}

TEST(PlotPictureTest, TellsHubSpotsMarksAndAccountsApart)
{
    const QString prod = QStringLiteral("hubspot:prod");
    ChartAnswer answer = answerOf({{prod, prod, {run(0min, {0.01, 0.02})}}});
    Event incident{.at = answer.from + 1min, .kind = Event::Kind::HubSpot, .subject = QStringLiteral("incident")};
    incident.text = QStringLiteral("HubSpot: Reports load slowly");
    Event deploy{.at = answer.from + 2min, .kind = Event::Kind::Mark, .subject = QStringLiteral("deploy 1.42")};
    answer.marks = {incident, deploy};
    const PlotPicture picture = plotPicture(pictureSpec(), answer, {prod}, Zone::Utc);
    ASSERT_EQ(picture.marks.size(), 2u);
    EXPECT_TRUE(picture.marks[0].hubspot);
    EXPECT_EQ(picture.marks[0].word, QStringLiteral("Reports load slowly"));
    EXPECT_FALSE(picture.marks[1].hubspot);
    EXPECT_EQ(picture.lines[0].name, QStringLiteral("HubSpot prod"));
    EXPECT_EQ(picture.lines[0].service, prod);
}

} // namespace
} // namespace hubwatch::ui
