#include "app/engine/chart_desk.h"

#include "alerts/alert.h"
#include "app/engine/frame_reader.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString deskService = QStringLiteral("sync");

/// Twenty minutes of one service, with four minutes missing in the middle.
class ChartDeskTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    std::unique_ptr<Store> store = std::move(Store::open({})->store);
    TimePoint begin = clock.now() - 20min;
    std::vector<ChartAnswerPtr> answers;
    ChartDesk desk{*store, clock, [] { return std::vector<DeskService>{{.context = context()}}; },
                   [this](const ChartAnswerPtr &answer) { answers.push_back(answer); }};

    static SignalContext context() { return {.service = deskService, .interval = 5s}; }

    void SetUp() override
    {
        FrameWriter writer;
        auto table = std::make_shared<SeriesTable>();
        table->series.push_back({.metric = "calls_total"});
        table->types.push_back(MetricType::Counter);
        for (int i = 0; i < 240; ++i) {
            if (i >= 120 && i < 168)
                continue;
            const TimePoint at = begin + i * 5s;
            Frame frame{.at = at, .metrics = Frame::Outcome::Good, .run = i < 120 ? 1 : 2, .observed = i * 5s};
            frame.calls = {.success = i * 9.0, .error = double(i)};
            frame.exposed.calls = 2;
            const std::vector<TargetScrape> scrapes{
                {.target = deskService, .scrape = {.at = at, .table = table, .values = {i * 10.0}}},
                {.target = frameTarget(deskService), .scrape = writer.write(frame)}};
            ASSERT_TRUE(store->append(scrapes));
        }
    }
    ChartAnswerPtr ask(const std::variant<SignalQuestion, MetricQuestion> &question)
    {
        desk.ask({.id = 1, .question = question, .from = begin, .to = clock.now()}, {});
        for (int i = 0; i < 100 && answers.empty(); ++i)
            clock.advance(1ms);
        return answers.empty() ? std::make_shared<const ChartAnswer>() : answers.back();
    }
};

TEST_F(ChartDeskTest, DrawsASignalInRunsWithTheGapBetween)
{
    const ChartAnswerPtr answer = ask(SignalQuestion{.signal = QStringLiteral("api.error_rate")});
    EXPECT_FALSE(answer->error);
    ASSERT_EQ(answer->lines.size(), 1U);
    ASSERT_EQ(answer->lines[0].runs.size(), 2U);
    for (const auto &run : answer->lines[0].runs)
        for (const ChartPoint &point : run)
            EXPECT_NEAR(point.value, 0.1, 1e-9);
    ASSERT_EQ(answer->gaps.size(), 1U);
    EXPECT_EQ(answer->gaps[0].from, begin + 119 * 5s);
    EXPECT_EQ(answer->gaps[0].to, begin + 168 * 5s);
}

TEST_F(ChartDeskTest, SaysWhichSignalNobodyKnows)
{
    const ChartAnswerPtr answer = ask(SignalQuestion{.signal = QStringLiteral("api.eror_rate")});
    ASSERT_TRUE(answer->error);
    EXPECT_TRUE(answer->error->detail.contains(QStringLiteral("api.eror_rate")));
}

TEST_F(ChartDeskTest, DrawsAnAccountsSignalsOfAccountsAndAServicesOfServices)
{
    const QString account = QStringLiteral("hubspot:prod");
    FrameWriter writer;
    for (int i = 0; i < 20; ++i) {
        Frame frame{.at = begin + i * 1min, .metrics = Frame::Outcome::Good, .run = 1, .observed = i * 1min};
        frame.quotaUsed = i * 10.0;
        frame.quotaLimit = 1000;
        const std::vector<TargetScrape> scrapes{{.target = frameTarget(account), .scrape = writer.write(frame)}};
        ASSERT_TRUE(store->append(scrapes));
    }
    ChartDesk both(
        *store, clock,
        [&] {
            return std::vector<DeskService>{{.context = context()},
                                            {.context = {.service = account, .interval = 1min, .account = true}}};
        },
        [this](const ChartAnswerPtr &answer) { answers.push_back(answer); });
    for (const char *signal : {"quota.used", "sync.overdue", "source.fresh"}) {
        both.ask({.id = 1,
                  .question = SignalQuestion{.signal = QString::fromLatin1(signal)},
                  .from = begin,
                  .to = clock.now()},
                 {});
        clock.advance(1s);
    }
    ASSERT_EQ(answers.size(), 3U);
    ASSERT_EQ(answers[0]->lines.size(), 1U);
    EXPECT_EQ(answers[0]->lines[0].service, account);
    EXPECT_NEAR(answers[0]->lines[0].runs.back().back().value, 0.19, 1e-9);
    ASSERT_EQ(answers[1]->lines.size(), 1U);
    EXPECT_EQ(answers[1]->lines[0].service, QString(deskService));
    EXPECT_EQ(answers[2]->lines.size(), 2U);
    EXPECT_FALSE(answers[2]->lines[1].runs.empty());
}

TEST_F(ChartDeskTest, DrawsAMetricAsValueAndRate)
{
    const ChartAnswerPtr value = ask(MetricQuestion{.service = deskService, .metric = "calls_total"});
    ASSERT_EQ(value->lines.size(), 1U);
    EXPECT_EQ(value->lines[0].runs.back().back().value, 2390);
    answers.clear();
    const ChartAnswerPtr rate
        = ask(MetricQuestion{.service = deskService, .metric = "calls_total", .view = MetricQuestion::View::Rate});
    ASSERT_EQ(rate->lines.size(), 1U);
    EXPECT_NEAR(rate->lines[0].runs.back().back().value, 2, 1e-9);
}

TEST_F(ChartDeskTest, RefusesMoreSamplesThanItMayHold)
{
    ChartDesk small(
        *store, clock, [] { return std::vector<DeskService>{{.context = context()}}; },
        [this](const ChartAnswerPtr &answer) { answers.push_back(answer); }, 100);
    small.ask({.id = 1,
               .question = MetricQuestion{.service = deskService, .metric = "calls_total"},
               .from = begin,
               .to = clock.now()},
              {});
    clock.advance(1s);
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_TRUE(answers[0]->error);
    EXPECT_TRUE(answers[0]->error->detail.contains(QStringLiteral("choose a shorter one")));
    EXPECT_TRUE(answers[0]->lines.empty());
}

TEST_F(ChartDeskTest, AForgottenQueryIsNotAnswered)
{
    desk.ask({.id = 7, .question = SignalQuestion{.signal = QStringLiteral("api.error_rate")}}, {});
    desk.forget(7);
    clock.advance(1s);
    EXPECT_TRUE(answers.empty());
}

TEST_F(ChartDeskTest, ANewerQueryOfTheSamePanelMakesTheOlderOneVoid)
{
    for (const Duration back : {10min, 5min})
        desk.ask({.id = 7,
                  .question = SignalQuestion{.signal = QStringLiteral("api.error_rate")},
                  .from = clock.now() - back,
                  .to = clock.now()},
                 {});
    const TimePoint from = clock.now() - 5min;
    clock.advance(1s);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0]->from, from);
}

TEST_F(ChartDeskTest, NamesEveryMetricThatCanBeExplored)
{
    const std::vector<MetricChoice> choices = desk.choices();
    ASSERT_EQ(choices.size(), 1U);
    EXPECT_EQ(choices[0].metric, "calls_total");
    EXPECT_EQ(choices[0].service, deskService);
}

} // namespace
} // namespace hubwatch
