#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/charts/chart_feed.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

using testing::FakeConsole;

const QString panel = QStringLiteral("api.error_rate");

class ChartFeedTest : public ::testing::Test
{
protected:
    ChartFeedTest() { console.answersAtOnce = false; }

    FakeConsole console;
    ChartFeed feed{console};
    QSignalSpy answered{&feed, &ChartFeed::answered};
    QSignalSpy slow{&feed, &ChartFeed::slow};
};

TEST_F(ChartFeedTest, LetsOnlyTheNewestAnswerOfAPanelThrough)
{
    feed.ask(panel, {.columns = 1});
    feed.ask(panel, {.columns = 2});
    ASSERT_EQ(console.queries.size(), 2u);
    EXPECT_EQ(console.forgotten, std::vector<std::uint64_t>{console.queries[0].id});
    // The engine had answered before it read that the question is void.
    emit console.answered(std::make_shared<const ChartAnswer>(ChartAnswer{.id = console.queries[0].id}));
    EXPECT_EQ(answered.count(), 0);
    console.answer(console.queries[1]);
    EXPECT_EQ(answered.count(), 1);
    EXPECT_TRUE(feed.idle());
}

TEST_F(ChartFeedTest, KeepsPanelsApart)
{
    feed.ask(panel, {});
    feed.ask(QStringLiteral("other"), {});
    EXPECT_TRUE(console.forgotten.empty());
    console.answerAll();
    EXPECT_EQ(answered.count(), 2);
}

TEST_F(ChartFeedTest, TellsOnceThatAnAnswerTakesLong)
{
    feed.ask(panel, {});
    feed.ask(QStringLiteral("quick"), {});
    console.answer(console.queries[1]);
    ASSERT_TRUE(QTest::qWaitFor([&] { return slow.count() > 0; }, 2000));
    QTest::qWait(20);
    ASSERT_EQ(slow.count(), 1);
    EXPECT_EQ(slow[0][0].toString(), panel);
}

TEST_F(ChartFeedTest, DropsItsQuestionsWhenItDies)
{
    {
        ChartFeed brief(console);
        brief.ask(panel, {});
    }
    EXPECT_EQ(console.forgotten.size(), 1u);
}

} // namespace
} // namespace hubwatch::ui
