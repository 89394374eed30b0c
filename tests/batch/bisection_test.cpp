#include "batch/bisection.h"

#include "support/printers.h"

#include <gtest/gtest.h>
#include <random>
#include <set>

namespace hubwatch {
namespace {

std::vector<JobRow> bisectedRows(int count)
{
    std::vector<JobRow> rows;
    for (int row = 1; row <= count; ++row)
        rows.push_back({.row = row});
    return rows;
}

struct Bisected {
    int requests = 0;
    std::set<std::int64_t> written = {};
    std::set<std::int64_t> failed = {};
};

/// Sends to a server that refuses a whole part for one bad row, and names rows if `names`.
Bisected bisect(int count, const std::set<std::int64_t> &bad, const std::vector<std::int64_t> &names = {})
{
    Bisection bisection;
    bisection.add(bisectedRows(count));
    Bisected done;
    while (!bisection.empty() && done.requests < 1'000) {
        const std::vector<JobRow> part = bisection.part();
        ++done.requests;
        const bool refused = std::ranges::any_of(part, [&](const JobRow &row) { return bad.contains(row.row); });
        if (!refused) {
            for (const JobRow &row : part)
                EXPECT_TRUE(done.written.insert(row.row).second) << row.row << " went out twice";
            bisection.passed();
            continue;
        }
        if (part.size() == 1) {
            EXPECT_TRUE(done.failed.insert(part.front().row).second);
        }
        bisection.failed(part.size() == 1 ? std::vector<std::int64_t>() : names);
    }
    return done;
}

TEST(Bisection, FindsOneCulpritWhereverItStandsInTenRequests)
{
    int most = 0;
    for (int bad = 1; bad <= 100; ++bad) {
        const Bisected done = bisect(100, {bad});
        EXPECT_EQ(done.failed, std::set<std::int64_t>{bad});
        EXPECT_EQ(done.written.size(), 99u);
        most = std::max(most, done.requests);
    }
    EXPECT_LE(most, 10);
}

TEST(Bisection, SendsGoodRowsInOneRequest)
{
    EXPECT_EQ(bisect(100, {}).requests, 1);
    EXPECT_EQ(bisect(1, {}).requests, 1);
    EXPECT_EQ(bisect(0, {}).requests, 0);
}

TEST(Bisection, BelievesANameAndNeedsThreeRequests)
{
    const Bisected done = bisect(100, {37}, {37});
    EXPECT_EQ(done.requests, 3);
    EXPECT_EQ(done.failed, std::set<std::int64_t>{37});
    EXPECT_EQ(done.written.size(), 99u);
}

TEST(Bisection, SurvivesAWrongName)
{
    for (int bad = 1; bad <= 100; ++bad) {
        const Bisected done = bisect(100, {bad}, {50});
        EXPECT_EQ(done.failed, std::set<std::int64_t>{bad});
        EXPECT_EQ(done.written.size(), 99u);
        EXPECT_LE(done.requests, 15) << bad;
    }
}

int halvingRequests(int first, int last, const std::set<std::int64_t> &bad)
{
    const bool refused = bad.lower_bound(first) != bad.upper_bound(last);
    const int middle = first + (last - first + 1) / 2;
    return 1
        + (refused && first < last ? halvingRequests(first, middle - 1, bad) + halvingRequests(middle, last, bad) : 0);
}

TEST(Bisection, FindsManyCulpritsForAFewRequestsMoreThanHalvingAtMost)
{
    std::mt19937 random(7);
    for (const int count : {2, 3, 10, 50, 100}) {
        std::set<std::int64_t> bad;
        while (int(bad.size()) < count)
            bad.insert(std::uniform_int_distribution<int>(1, 100)(random));
        const Bisected done = bisect(100, bad);
        EXPECT_EQ(done.failed, bad);
        EXPECT_EQ(done.written.size(), size_t(100 - count));
        EXPECT_LE(done.requests, halvingRequests(1, 100, bad) + 7);
    }
}

TEST(Bisection, SendsTheSamePartUntilItIsTold)
{
    Bisection bisection;
    bisection.add(bisectedRows(4));
    EXPECT_EQ(bisection.part(), bisection.part());
    bisection.failed();
    EXPECT_EQ(bisection.part().size(), 2u);
    bisection.dropped(); // no answer: the other half is still to be sent
    EXPECT_EQ(bisection.part().front().row, 3);
    bisection.passed();
    EXPECT_TRUE(bisection.empty());
}

} // namespace
} // namespace hubwatch
