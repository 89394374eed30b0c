#include "ui/charts/chart_style.h"
#include "ui/theme.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(ChartStyleTest, TakesEveryColourFromTheTheme)
{
    const QString dark = barStyle(darkTheme());
    EXPECT_NE(dark, barStyle(lightTheme()));
    EXPECT_TRUE(dark.contains(darkTheme().accent.name()));
    EXPECT_FALSE(dark.contains(u'%')) << "a place was left unfilled";
    EXPECT_FALSE(panelsStyle().contains(u'#')) << "panels follow the palette's roles";
    EXPECT_FALSE(emptyStyle().contains(u'#'));
}

} // namespace
} // namespace hubwatch::ui
