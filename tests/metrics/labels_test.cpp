#include "metrics/labels.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(LabelsTest, FindsAValueByName)
{
    const Labels labels = {{"a", "1"}, {"b", ""}};
    ASSERT_NE(labelValue(labels, "a"), nullptr);
    EXPECT_EQ(*labelValue(labels, "a"), "1");
    EXPECT_EQ(*labelValue(labels, "b"), "");
    EXPECT_EQ(labelValue(labels, "c"), nullptr);
}

TEST(LabelsTest, WritesASeriesWithItsEscapes)
{
    EXPECT_EQ(seriesText({.metric = "up"}), "up");
    EXPECT_EQ(seriesText({.metric = "up", .labels = {{"a", "q\"\\\n"}, {"b", "é"}}}), R"(up{a="q\"\\\n",b="é"})");
}

TEST(LabelsTest, HashesWhatDiffersDifferently)
{
    const SeriesIdHash hash;
    const SeriesId one{.metric = "up", .labels = {{"a", "1"}}};
    EXPECT_EQ(hash(one), hash(SeriesId(one)));
    EXPECT_NE(hash(one), hash({.metric = "up", .labels = {{"a", "2"}}}));
    EXPECT_NE(hash(one), hash({.metric = "up", .labels = {{"1", "a"}}}));
}

} // namespace
} // namespace hubwatch
