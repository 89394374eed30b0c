#include "support/printers.h"
#include "ui/charts/plot_legend.h"
#include "ui/theme.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

PlotLine line(const char *name, int color)
{
    return {.name = QString::fromLatin1(name), .color = color};
}

TEST(PlotLegendTest, StaysAwayForASingleLine)
{
    PlotLegend legend;
    legend.setLines({line("a", 0)});
    EXPECT_TRUE(legend.isHidden());
    legend.setLines({line("a", 0), line("b", 1)});
    EXPECT_FALSE(legend.isHidden());
    EXPECT_EQ(legend.accessibleName(), QStringLiteral("Lines: a, b"));
}

TEST(PlotLegendTest, CountsTheOthers)
{
    PlotLegend legend;
    legend.setLines({line("a", 0), line("b", -1), line("c", -1)});
    EXPECT_EQ(legend.names().join(u','), QStringLiteral("a,2 others"));
    EXPECT_EQ(lineColor(line("b", -1), darkTheme()), darkTheme().textMute);
}

} // namespace
} // namespace hubwatch::ui
