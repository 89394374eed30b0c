#include "store/schema.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct Kind {
    const char *name;
    std::vector<std::string_view> steps; ///< what is done to an empty file, or to one of ours
    bool ours;
    FileState state;
};

class FileStateTest : public ::testing::TestWithParam<Kind>
{ };

TEST_P(FileStateTest, IsTold)
{
    auto database = Database::open({});
    ASSERT_TRUE(database);
    if (GetParam().ours) {
        ASSERT_TRUE(createTables(**database));
        ASSERT_TRUE(applySettings(**database));
    }
    for (const std::string_view step : GetParam().steps)
        ASSERT_TRUE((*database)->run(step));
    for (const bool thorough : {false, true})
        EXPECT_EQ(fileState(**database, thorough), GetParam().state);
}

INSTANTIATE_TEST_SUITE_P(
    Files, FileStateTest,
    ::testing::Values(Kind{"Empty", {}, false, FileState::Fresh},
                      Kind{"OfSomebodyElse", {"CREATE TABLE t(a)"}, false, FileState::Foreign},
                      Kind{"OfAnotherProgram", {"PRAGMA application_id = 7"}, true, FileState::Foreign},
                      Kind{"Ours", {}, true, FileState::Good},
                      Kind{"Newer",
                           {"PRAGMA user_version = 2", "UPDATE meta SET value = 2 WHERE key = 'version'"},
                           true,
                           FileState::Newer},
                      Kind{"OfTwoVersions", {"PRAGMA user_version = 2"}, true, FileState::Damaged},
                      Kind{"WithoutAVersion", {"DELETE FROM meta"}, true, FileState::Damaged},
                      Kind{"WithoutTables", {"DROP TABLE meta"}, true, FileState::Damaged}),
    [](const auto &test) { return test.param.name; });

TEST(RowsOfATarget, LieBetweenTheirNeighbours)
{
    for (const qint64 target : {1, 2, 50, 8'000'000}) {
        EXPECT_EQ(targetOfRow(firstRowOf(target)), target);
        EXPECT_EQ(targetOfRow(lastRowOf(target)), target);
        EXPECT_EQ(lastRowOf(target) + 1, firstRowOf(target + 1));
    }
}

} // namespace
} // namespace hubwatch
