// What the task bar is told, and how often.
#include "ui/tray/task_bar.h"

#include <gtest/gtest.h>
#include <vector>

namespace hubwatch::ui {

namespace {

class NotingTaskBar : public TaskBar
{
public:
    std::vector<TaskBarState> told = {};

protected:
    void tell(const TaskBarState &state) override { told.push_back(state); }
};

} // namespace

TEST(TaskBarTest, IsToldOnlyWhatIsNew)
{
    NotingTaskBar bar;
    bar.show({});
    EXPECT_TRUE(bar.told.empty()) << "nothing is shown to begin with";
    for (const int percent : {40, 40, 41, 41})
        bar.show({.percent = percent});
    bar.show({});
    EXPECT_EQ(bar.told.size(), 3u);
    EXPECT_FALSE(bar.told.back().percent);
}

TEST(TaskBarTest, SpeaksTheDocksLanguage)
{
    const QVariantMap running = launcherProperties({.percent = 41});
    EXPECT_DOUBLE_EQ(running.value(QStringLiteral("progress")).toDouble(), 0.41);
    EXPECT_TRUE(running.value(QStringLiteral("progress-visible")).toBool());
    EXPECT_FALSE(running.value(QStringLiteral("urgent")).toBool());
    const QVariantMap held = launcherProperties({.held = true});
    EXPECT_FALSE(held.value(QStringLiteral("progress-visible")).toBool());
    EXPECT_TRUE(held.value(QStringLiteral("urgent")).toBool());
}

} // namespace hubwatch::ui
