#include "metrics/lint_sample.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using LintLabels = std::vector<LintLabel>;

TEST(LintSampleTest, FindsLabels)
{
    const LintLabels labels{{"a", "1"}, {"le", "2"}};
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
    EXPECT_EQ(repeatedLabel({}), nullptr);
    EXPECT_EQ(repeatedLabel({{"a", "1"}, {"b", "1"}}), nullptr);
    LintLabels labels{{"a", "1"}, {"b", "1"}, {"a", "2"}, {"b", "2"}};
    EXPECT_EQ(repeatedLabel(labels), &labels[2]);
}

TEST(LintSampleTest, SeesRepeatedLabelsAmongThousands)
{
    std::vector<std::string> names;
    for (int i = 0; i < 5000; ++i)
        names.push_back("label" + std::to_string(i));
    LintLabels labels;
    for (const std::string &name : names)
        labels.push_back({.name = name});
    EXPECT_EQ(repeatedLabel(labels), nullptr);
    labels.push_back({.name = names[17]});
    EXPECT_EQ(repeatedLabel(labels), &labels.back());
}

} // namespace
} // namespace hubwatch
