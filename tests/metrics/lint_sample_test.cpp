#include "metrics/lint_sample.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Labels = std::vector<LintLabel>;

TEST(LintSampleTest, FindsLabels)
{
    const Labels labels{{"a", "1"}, {"le", "2"}};
    ASSERT_NE(findLabel(labels, "le"), nullptr);
    EXPECT_EQ(findLabel(labels, "le")->value, "2");
    EXPECT_EQ(findLabel(labels, "l"), nullptr);
}

TEST(LintSampleTest, KeysDependOnLabelsAlone)
{
    const std::string key = labelKey({{"a", "1"}, {"b", "2"}}, {});
    EXPECT_EQ(labelKey({{"b", "2"}, {"a", "1"}}, {}), key);
    EXPECT_EQ(labelKey({{"b", "2"}, {"le", "5"}, {"a", "1"}}, "le"), key);
    EXPECT_NE(labelKey({{"a", "2"}, {"b", "1"}}, {}), key);
    EXPECT_NE(labelKey({{"a", "1\"b\"2"}}, {}), key);
    EXPECT_NE(labelKey({{"a", "1"}}, {}), labelKey({{"a", ""}}, {}));
}

TEST(LintSampleTest, KeysAreOfWhatValuesMean)
{
    EXPECT_EQ(labelKey({{"a", "\\\\x"}}, {}), labelKey({{"a", "\\x"}}, {}));
    EXPECT_NE(labelKey({{"a", "\\n"}}, {}), labelKey({{"a", "n"}}, {}));
}

TEST(LintSampleTest, SeesRepeatedLabels)
{
    EXPECT_FALSE(repeatsLabel({{"a", "1"}}));
    EXPECT_FALSE(repeatsLabel({{"a", "1"}, {"b", "1"}}));
    EXPECT_TRUE(repeatsLabel({{"a", "1"}, {"b", "1"}, {"a", "2"}}));
}

} // namespace
} // namespace hubwatch
