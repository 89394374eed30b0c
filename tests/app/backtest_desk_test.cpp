#include "app/triage/backtest_desk.h"

#include "app/engine/frame_reader.h"
#include "app/triage/backtest_walk.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString testedService = QStringLiteral("sync");

/// Six hours of one service, polled every 15 s: a tenth of its calls failed for half an hour, three hours ago, and for
/// two minutes, an hour ago.
class BacktestDeskTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    std::unique_ptr<Store> store = std::move(Store::open({})->store);
    TimePoint begin = clock.now() - 6h;
    std::vector<DeskService> services{{.context = {.service = testedService}}};
    BacktestDesk desk{*store, clock, [this] { return services; }};
    std::vector<BacktestAnswer> answers;
    Rule errors{.name = QStringLiteral("errors"),
                .signal = QStringLiteral("api.error_rate"),
                .threshold = 0.05,
                .holdFor = 5min};

    void SetUp() override
    {
        QObject::connect(&desk, &BacktestDesk::answered, &desk,
                         [this](const BacktestAnswer &answer) { answers.push_back(answer); });
        FrameWriter fine;
        FrameWriter coarse;
        Frame frame{.metrics = Frame::Outcome::Good, .run = 1, .exposed = {.calls = 2}};
        for (frame.at = begin; frame.at <= clock.now(); frame.at += 15s) {
            const Duration left = clock.now() - frame.at;
            const bool bad = (left < 3h && left >= 150min) || (left < 1h && left >= 58min);
            frame.calls.success += bad ? 27 : 30;
            frame.calls.error += bad ? 3 : 0;
            std::vector<TargetScrape> scrapes{{.target = frameTarget(testedService), .scrape = fine.write(frame)}};
            if (frame.observed % coarseFrameStep == Duration::zero())
                scrapes.push_back({.target = coarseFrameTarget(testedService), .scrape = coarse.write(frame)});
            ASSERT_TRUE(store->append(scrapes));
            frame.observed += 15s;
        }
    }
    BacktestAnswer ask(const Rule &candidate, const std::optional<Rule> &present = {})
    {
        answers.clear();
        desk.ask({.id = 3, .candidate = candidate, .present = present, .from = begin + 20min, .to = clock.now()});
        run();
        return answers.empty() ? BacktestAnswer{.problem = QStringLiteral("no answer")} : answers.back();
    }
    void run()
    {
        for (int i = 0; i < 100; ++i)
            clock.advance(1ms);
    }
};

TEST_F(BacktestDeskTest, PagesForWhatWasHeldAndNotForABlip)
{
    const BacktestAnswer answer = ask(errors);
    EXPECT_EQ(answer.problem, QString());
    EXPECT_EQ(answer.note, QString());
    EXPECT_EQ(answer.id, 3U);
    EXPECT_EQ(answer.done, 1);
    EXPECT_FALSE(answer.present);
    ASSERT_EQ(answer.candidate.pages.size(), 1U);
    const TimePoint fired = answer.candidate.pages[0].firedAt;
    EXPECT_GE(fired, clock.now() - 3h + 5min);
    EXPECT_LE(fired, clock.now() - 3h + 10min);
    EXPECT_GT(answer.candidate.seen, 5h);
}

TEST_F(BacktestDeskTest, ShowsThePresentRuleBesideIt)
{
    Rule quick = errors;
    quick.holdFor = 1min;
    const BacktestAnswer answer = ask(quick, errors);
    ASSERT_TRUE(answer.present);
    EXPECT_EQ(answer.candidate.rule, quick);
    EXPECT_EQ(answer.present->rule, errors);
    ASSERT_EQ(answer.present->pages.size(), 1U);
    ASSERT_FALSE(answer.candidate.pages.empty());
    EXPECT_EQ(answer.present->pages[0].firedAt - answer.candidate.pages[0].firedAt, Duration(4min));
}

TEST_F(BacktestDeskTest, DrawsTheSignalInFewPoints)
{
    const BacktestAnswer answer = ask(errors);
    ASSERT_EQ(answer.lines.size(), 1U);
    EXPECT_EQ(answer.lines[0].service, testedService);
    size_t points = 0;
    double highest = 0;
    for (const auto &run : answer.lines[0].runs)
        for (const ChartPoint &point : run) {
            ++points;
            highest = std::max(highest, point.value);
            EXPECT_GE(point.at, answer.from);
        }
    EXPECT_LE(points, 600U);
    EXPECT_GT(points, 100U);
    EXPECT_NEAR(highest, 0.1, 1e-6) << "no peak is lost";
}

TEST_F(BacktestDeskTest, AsksOnlyWhomTheRuleWatches)
{
    services.push_back({.context = {.service = QStringLiteral("silent")}});
    services.push_back({.context = {.service = QStringLiteral("hubspot:prod"), .account = true}});
    errors.services = {QStringLiteral("silent")};
    EXPECT_TRUE(ask(errors).problem.startsWith(u"nothing that api.error_rate could be told from is stored"));
    EXPECT_EQ(answers.back().lines.size(), 1U);
    errors.services = {QStringLiteral("gone")};
    EXPECT_TRUE(ask(errors).problem.startsWith(u"the rule watches no service"));
    errors.signal = QStringLiteral("api.eror_rate");
    EXPECT_TRUE(ask(errors).problem.contains(u"api.eror_rate"));
    desk.ask({.id = 4, .candidate = errors, .from = clock.now(), .to = clock.now()});
    run();
    EXPECT_EQ(answers.back().done, 1);
}

TEST_F(BacktestDeskTest, ReadsCoarselyOnlyWhatIsTooLong)
{
    const std::vector<SignalContext> four(4, SignalContext{.interval = 15s});
    EXPECT_FALSE(tooManyFrames(30 * 24h, four));
    EXPECT_TRUE(tooManyFrames(30 * 24h, std::vector(4, SignalContext{.interval = 5s})));

    desk.ask({.id = 5, .candidate = errors, .from = clock.now() - 150 * 24h, .to = clock.now()});
    run();
    ASSERT_FALSE(answers.empty());
    EXPECT_EQ(answers.back().done, 1);
    EXPECT_TRUE(answers.back().note.startsWith(u"one reading in two minutes"));
    EXPECT_EQ(answers.back().candidate.pages.size(), 1U);

    Rule polls = errors;
    polls.holdFor = {};
    polls.polls = 3;
    answers.clear();
    desk.ask({.id = 6, .candidate = polls, .from = clock.now() - 150 * 24h, .to = clock.now()});
    run();
    desk.ask({.id = 7, .candidate = errors, .from = begin, .to = clock.now()}); // the one before is void
    run();
    for (const BacktestAnswer &answer : answers) {
        EXPECT_EQ(answer.note, QString()) << "polls are counted poll by poll, and six hours are not long";
    }
    EXPECT_EQ(answers.back().id, 7U);
    EXPECT_EQ(answers.back().done, 1);
}

/// Each piece of work takes a while.
class BusyClock : public testing::ManualClock
{
public:
    void after(Duration delay, QObject *context, std::function<void()> then) override
    {
        ManualClock::after(std::max<Duration>(delay, 50ms), context, std::move(then));
    }
};

TEST_F(BacktestDeskTest, TellsHowFarItIsFiveTimesASecond)
{
    BusyClock busy;
    BacktestDesk slow(*store, busy, [this] { return services; });
    QObject::connect(&slow, &BacktestDesk::answered, &desk,
                     [this](const BacktestAnswer &answer) { answers.push_back(answer); });
    slow.ask({.id = 8, .candidate = errors, .from = begin, .to = clock.now()});
    busy.advance(450ms);
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_GT(answers[0].done, 0);
    EXPECT_GT(answers[1].done, answers[0].done);
    EXPECT_LT(answers[1].done, 1);
    EXPECT_FALSE(answers[1].lines.empty()) << "what is known so far";
    busy.advance(1min);
    EXPECT_EQ(answers.back().done, 1);
    EXPECT_EQ(busy.waiting(), 0U);
}

TEST_F(BacktestDeskTest, ForgetsWhatNobodyWantsAnyLonger)
{
    desk.ask({.id = 1, .candidate = errors, .from = begin, .to = clock.now()});
    clock.after(0ms, &desk, [this] { desk.forget(); });
    run();
    EXPECT_TRUE(answers.empty());
    EXPECT_EQ(clock.waiting(), 0U);
}

} // namespace
} // namespace hubwatch
