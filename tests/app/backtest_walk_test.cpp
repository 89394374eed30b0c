#include "app/triage/backtest_walk.h"

#include "app/engine/frame_reader.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint walkBegin(1'763'884'800s);
const QString walkedService = QStringLiteral("sync");

/// Two hours of frames, a quarter of an hour missing in the middle, and since then a quarter of the calls failing.
class BacktestWalkTest : public ::testing::Test
{
protected:
    std::unique_ptr<Store> store = std::move(Store::open({})->store);
    BacktestQuestion question{
        .candidate = {.name = QStringLiteral("errors"), .signal = QStringLiteral("api.error_rate"), .threshold = 0.05},
        .from = walkBegin + 30min,
        .to = walkBegin + 2h};

    void SetUp() override
    {
        FrameWriter writer;
        Frame frame{.metrics = Frame::Outcome::Good, .run = 1, .exposed = {.calls = 2}};
        for (int i = 0; i <= 480; ++i) {
            frame.at = walkBegin + i * 15s;
            if (i > 200 && i < 260)
                continue;
            frame.run = i > 200 ? 2 : 1;
            frame.calls.success += 15;
            frame.calls.error += i > 240 ? 5 : 0;
            const TargetScrape scrape{.target = frameTarget(walkedService), .scrape = writer.write(frame)};
            ASSERT_TRUE(store->append({&scrape, 1}));
            frame.observed += 15s;
        }
    }
    BacktestWalk walked(BacktestQuestion asked)
    {
        BacktestWalk walk(*store, {.service = walkedService}, asked, false);
        double before = -1;
        for (bool done = false; !done; before = walk.done()) {
            done = walk.advance();
            EXPECT_GT(walk.done(), before) << "each piece comes further";
        }
        EXPECT_DOUBLE_EQ(walk.done(), 1);
        return walk;
    }
};

TEST_F(BacktestWalkTest, KnowsWindowsFromBeforeTheRangeAndBreaksItsLineAtGaps)
{
    const BacktestWalk walk = walked(question);
    const ChartLine line = walk.line();
    ASSERT_EQ(line.runs.size(), 2U);
    EXPECT_EQ(line.runs[0].front().at, question.from) << "known from the first instant on";
    EXPECT_EQ(line.runs[0].front().n, 300) << "five minutes of calls, most of them before the range";
    EXPECT_GE(line.runs[1].front().at, walkBegin + 260 * 15s);
    ASSERT_EQ(walk.candidate().pages.size(), 1U);
    EXPECT_FALSE(walk.candidate().pages[0].resolvedAt) << "still firing at the end";
}

TEST_F(BacktestWalkTest, RunsThePresentRuleWhereItWatches)
{
    EXPECT_FALSE(walked(question).present());
    question.present = question.candidate;
    question.present->threshold = 0.9;
    ASSERT_TRUE(walked(question).present());
    EXPECT_TRUE(walked(question).present()->pages.empty());
    question.present->services = {QStringLiteral("other")};
    EXPECT_FALSE(walked(question).present());
    question.present = Rule{.name = QStringLiteral("fresh"), .signal = QStringLiteral("source.fresh"), .threshold = 2};
    EXPECT_TRUE(walked(question).present()) << "of another signal";
}

} // namespace
} // namespace hubwatch
