#include "checklist/check_runner.h"

#include "support/manual_clock.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace hubwatch {
namespace {

using hubwatch::testing::ManualClock;

class CheckRunnerTest : public ::testing::Test
{
protected:
    CheckRunnerTest()
    {
        QObject::connect(&runner, &CheckRunner::judged, &context,
                         [this](const Verdict &verdict) { verdicts.push_back(verdict); });
        QObject::connect(&runner, &CheckRunner::finished, &context, [this](bool cancelled) {
            ++ends;
            wasCancelled = cancelled;
        });
    }

    PlannedCheck check(const QString &item)
    {
        return {.item = item, .probe = [this, item](ProbeCall call) { calls[item] = std::move(call); }};
    }
    void answer(const QString &item, Outcome outcome)
    {
        const ProbeCall call = calls.at(item);
        call.reply(plainVerdict(item, outcome, QStringLiteral("seen"), clock.now()));
        clock.advance(0ms);
    }
    void start(std::vector<PlannedCheck> checks, int atOnce)
    {
        runner.start(std::move(checks), atOnce);
        clock.advance(0ms);
    }

    QObject context;
    ManualClock clock;
    CheckRunner runner{clock};
    std::map<QString, ProbeCall> calls;
    std::vector<Verdict> verdicts;
    int ends = 0;
    bool wasCancelled = false;
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
};

TEST_F(CheckRunnerTest, BeginsAsManyAsItMayAndTheNextWhenOneEnds)
{
    start({check(a), check(b), check(c)}, 2);
    EXPECT_EQ(calls.size(), 2u);
    answer(b, Outcome::Pass);
    EXPECT_EQ(calls.size(), 3u);
    answer(a, Outcome::Fail);
    EXPECT_EQ(ends, 0);
    answer(c, Outcome::Pass);
    EXPECT_EQ(ends, 1);
    EXPECT_FALSE(wasCancelled);
    ASSERT_EQ(verdicts.size(), 3u);
    EXPECT_EQ(verdicts[0].item, b);
}

TEST_F(CheckRunnerTest, EndsAtOnceWithNothingToDo)
{
    start({}, 4);
    EXPECT_EQ(ends, 1);
}

TEST_F(CheckRunnerTest, CallsAProbeThatNeverAnswersAnError)
{
    PlannedCheck slow = check(a);
    slow.patience = 1min;
    start({slow}, 1);
    clock.advance(59s);
    EXPECT_TRUE(verdicts.empty());
    clock.advance(1s);
    ASSERT_EQ(verdicts.size(), 1u);
    EXPECT_EQ(verdicts[0].outcome, Outcome::Error);
    EXPECT_EQ(verdicts[0].words, QStringLiteral("gave up after 1m without an answer; run it again"));
    answer(a, Outcome::Pass); // too late
    EXPECT_EQ(verdicts.size(), 1u);
    EXPECT_EQ(ends, 1);
}

TEST_F(CheckRunnerTest, CallsAProbeThatThrowsAnErrorAndGoesOn)
{
    start({{.item = a, .probe = [](const ProbeCall &) { throw std::runtime_error("no such thing"); }}, check(b)}, 2);
    answer(b, Outcome::Pass);
    ASSERT_EQ(verdicts.size(), 2u);
    EXPECT_EQ(verdicts[0].item, a);
    EXPECT_EQ(verdicts[0].outcome, Outcome::Error);
    EXPECT_TRUE(verdicts[0].words.contains(QStringLiteral("no such thing")));
    EXPECT_EQ(ends, 1);
}

TEST_F(CheckRunnerTest, TakesOneAnswerOfAProbe)
{
    start({check(a), check(b)}, 2);
    answer(a, Outcome::Fail);
    answer(a, Outcome::Pass);
    ASSERT_EQ(verdicts.size(), 1u);
    EXPECT_EQ(verdicts[0].outcome, Outcome::Fail);
}

TEST_F(CheckRunnerTest, DropsWhatRunsWhenItIsCancelled)
{
    start({check(a), check(b)}, 1);
    const QPointer<QObject> working = calls.at(a).context;
    ASSERT_TRUE(working);
    runner.cancel();
    clock.advance(1h);
    EXPECT_FALSE(working);
    EXPECT_TRUE(verdicts.empty());
    EXPECT_EQ(ends, 1);
    EXPECT_TRUE(wasCancelled);
    EXPECT_FALSE(runner.isRunning());
}

TEST_F(CheckRunnerTest, MayBeCancelledByWhoHearsAVerdict)
{
    QObject::connect(&runner, &CheckRunner::judged, &context, [this] { runner.cancel(); });
    start({check(a), check(b)}, 1);
    answer(a, Outcome::Pass);
    clock.advance(1h);
    EXPECT_EQ(verdicts.size(), 1u);
    EXPECT_EQ(ends, 1);
}

} // namespace
} // namespace hubwatch
