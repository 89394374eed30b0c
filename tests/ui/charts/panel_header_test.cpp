#include "support/printers.h"
#include "ui/charts/panel_header.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(PanelHeaderTest, ShowsTheCrosshairInTheEvidencesPlace)
{
    PanelHeader header;
    header.setTitle(QStringLiteral("API error rate"));
    header.setHeadline(
        {.figure = QStringLiteral("7.2 %"), .mark = Mark::Bad, .evidence = QStringLiteral("firing 3:10")});
    EXPECT_EQ(header.aside(), QStringLiteral("firing 3:10"));
    header.setCrosshair(QStringLiteral("09:37:12   a 7.1 %"));
    EXPECT_EQ(header.aside(), QStringLiteral("09:37:12   a 7.1 %"));
    header.setCrosshair({});
    header.setReading(true);
    EXPECT_EQ(header.aside(), QStringLiteral("firing 3:10 · reading…"));
}

TEST(PanelHeaderTest, IsReadAloudWithItsFigure)
{
    PanelHeader header;
    header.setTitle(QStringLiteral("API error rate"));
    header.setHeadline({.figure = QStringLiteral("7.2 %"), .evidence = QStringLiteral("firing 3:10")});
    EXPECT_EQ(header.accessibleName(), QStringLiteral("API error rate: 7.2 %"));
    EXPECT_EQ(header.accessibleDescription(), QStringLiteral("firing 3:10"));
}

TEST(PanelHeaderTest, PaintsAtAnyWidth)
{
    PanelHeader header;
    header.setTitle(QStringLiteral("A title that is much too long for what there is"));
    header.setHeadline(
        {.figure = QStringLiteral("2.0 – 5.0 s"), .mark = Mark::Warn, .evidence = QStringLiteral("a · b · c")});
    for (const int width : {10, 120, 300, 1200}) {
        header.resize(width, 34);
        EXPECT_EQ(header.grab().width(), width);
    }
}

} // namespace
} // namespace hubwatch::ui
