#include "batch/row_feed.h"

#include "job_run_fixture.h"

namespace hubwatch {
namespace {

class RowFeedTest : public testing::JobRunFixture
{
protected:
    std::vector<std::int64_t> taken(int most)
    {
        const Result<std::vector<JobRow>> found = feed->take(most);
        EXPECT_TRUE(found);
        std::vector<std::int64_t> numbers;
        for (const JobRow &row : found.value_or(std::vector<JobRow>()))
            numbers.push_back(row.row);
        return numbers;
    }
    void feedOf(std::int64_t count)
    {
        have(testing::numberedPlan(count));
        feed.emplace(*journal, rows);
    }

    std::optional<RowFeed> feed;
};

using Numbers = std::vector<std::int64_t>;

TEST_F(RowFeedTest, HandsEachRowOutOnceAlthoughItStaysUntouched)
{
    feedOf(25'003); // several blocks
    std::int64_t next = 1;
    for (Numbers some = taken(100); !some.empty(); some = taken(100)) {
        for (const std::int64_t row : some)
            ASSERT_EQ(row, next++);
    }
    EXPECT_EQ(next, 25'004);
    EXPECT_EQ(*feed->hasMore(), false);
}

TEST_F(RowFeedTest, LeavesOutWhatIsTouchedOrHeld)
{
    feedOf(6);
    const std::vector<RowOutcome> touched{{.row = 2, .pile = Pile::Failed}};
    ASSERT_TRUE(journal->putOutcomes(touched));
    feed->hold(Numbers{4, 5});
    EXPECT_EQ(taken(10), (Numbers{1, 3, 6}));
}

TEST_F(RowFeedTest, StopsAtItsBudgetExactly)
{
    feedOf(500);
    feed->setBudget(130);
    EXPECT_EQ(taken(100).size(), 100u);
    EXPECT_FALSE(feed->spent());
    EXPECT_EQ(taken(100).size(), 30u);
    EXPECT_TRUE(feed->spent());
    EXPECT_TRUE(taken(100).empty());
    EXPECT_EQ(*feed->hasMore(), true);
    feed->setBudget({});
    EXPECT_EQ(taken(100).front(), 131);
}

TEST_F(RowFeedTest, LosesNothingWhenTheFileCannotBeRead)
{
    feedOf(5);
    rows.failure = Error{.kind = Error::Kind::Malformed, .detail = QStringLiteral("input.csv: changed")};
    EXPECT_FALSE(feed->take(3));
    rows.failure.reset();
    EXPECT_EQ(taken(3), (Numbers{1, 2, 3}));
}

} // namespace
} // namespace hubwatch
