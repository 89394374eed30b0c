#include "support/printers.h"
#include "ui/charts/time_bar.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

class TimeBarTest : public ::testing::Test
{
protected:
    QToolButton *button(const char *name) { return bar.findChild<QToolButton *>(QString::fromLatin1(name)); }

    TimeBar bar;
    const TimePoint now{1'795'394'467s};
};

TEST_F(TimeBarTest, TellsTheRangeThatWasChosen)
{
    QSignalSpy chosen(&bar, &TimeBar::rangeChosen);
    QTest::mouseClick(button("range:360"), Qt::LeftButton);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].value<Duration>(), Duration(6h));
}

TEST_F(TimeBarTest, ShowsWhereItIsAndTheWayBack)
{
    bar.setWindow(liveWindow(1h, now), Zone::Local);
    EXPECT_TRUE(button("range:60")->isChecked());
    EXPECT_TRUE(button("live")->isChecked());
    bar.setWindow({.from = now - 10min, .to = now - 5min, .live = false}, Zone::Utc);
    EXPECT_FALSE(button("range:60")->isChecked());
    EXPECT_FALSE(button("live")->isChecked());
    EXPECT_EQ(button("live")->text().trimmed(), QStringLiteral("Back to live"));
    EXPECT_TRUE(button("zone:utc")->isChecked());
}

TEST_F(TimeBarTest, ChoosesServices)
{
    QSignalSpy chosen(&bar, &TimeBar::servicesChosen);
    const QStringList all{QStringLiteral("a"), QStringLiteral("b")};
    bar.setServices(all, {});
    EXPECT_EQ(button("services")->text(), QStringLiteral("all 2 services"));
    button("services")->menu()->actions().at(2)->trigger();
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toStringList(), QStringList{QStringLiteral("a")});
    bar.setServices(all, {QStringLiteral("a")});
    EXPECT_EQ(button("services")->text(), QStringLiteral("a"));
    button("services")->menu()->actions().at(3)->trigger();
    EXPECT_TRUE(chosen[1][0].toStringList().isEmpty()) << "both chosen is all";
}

TEST(SourcesTextTest, CountsServicesAndAccountsApart)
{
    const QStringList all{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("hubspot:prod")};
    EXPECT_EQ(sourcesText({}, {}), QStringLiteral("all services"));
    EXPECT_EQ(sourcesText(all, {}), QStringLiteral("all 2 services, 1 account"));
    EXPECT_EQ(sourcesText(all.mid(0, 1), {}), QStringLiteral("1 service"));
    EXPECT_EQ(sourcesText(all.mid(2), {}), QStringLiteral("1 account"));
    EXPECT_EQ(sourcesText(all, all.mid(1)), QStringLiteral("2 of 3 sources"));
    EXPECT_EQ(sourcesText(all.mid(0, 2) << QStringLiteral("c"), all.mid(0, 2)), QStringLiteral("2 of 3 services"));
    EXPECT_EQ(sourcesText(all, all.mid(2)), QStringLiteral("HubSpot prod"));
}

TEST_F(TimeBarTest, NamesEveryButtonForScreenReaders)
{
    for (const QToolButton *one : bar.findChildren<QToolButton *>()) {
        EXPECT_FALSE(one->accessibleName().isEmpty()) << one->objectName().toStdString();
        EXPECT_NE(one->focusPolicy(), Qt::NoFocus) << one->objectName().toStdString();
    }
}

} // namespace
} // namespace hubwatch::ui
