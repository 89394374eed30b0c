#include "ui/shell/wall_view.h"

#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/busy_night.h"

#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class WallViewTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }

    QTemporaryDir m_home;
    QWidget owner;
};

WallText textOf(const Snapshot &snapshot, std::optional<TimePoint> blindSince = {})
{
    return wallText(snapshot, boardOf(snapshot), blindSince);
}

} // namespace

TEST_F(WallViewTest, LeavesByEitherKey)
{
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_F11}) {
        WallView wall(&owner);
        QSignalSpy left(&wall, &WallView::left);
        wall.present();
        EXPECT_TRUE(wall.isFullScreen());
        EXPECT_EQ(wall.cursor().shape(), Qt::BlankCursor);
        QTest::keyClick(&wall, key);
        EXPECT_FALSE(wall.isVisible());
        EXPECT_EQ(left.size(), 1);
    }
}

TEST_F(WallViewTest, RemembersItsScreen)
{
    WallView wall(&owner);
    wall.present();
    wall.close();
    EXPECT_EQ(QSettings().value(QStringLiteral("wall/screen")).toString(), wall.screen()->name());
    QSettings().setValue(QStringLiteral("wall/screen"), QStringLiteral("a screen that is gone"));
    wall.present();
    EXPECT_TRUE(wall.isVisible());
}

TEST(WallTextTest, PutsTheLoudestFirstAndCountsTheRest)
{
    const WallText text = textOf(testing::busyNight());
    ASSERT_EQ(text.verdicts.size(), 6u);
    ASSERT_GE(text.cards.size(), 3u);
    EXPECT_EQ(text.cards[0].service, QStringLiteral("contacts-sync"));
    ASSERT_EQ(text.services.size(), 5u);
    EXPECT_EQ(text.services[0].mark, Mark::Bad);
    EXPECT_TRUE(text.told.words.contains(u"1 delivery refused")) << text.foot.toStdString();
    EXPECT_GT(textOf(testing::stormOf(60, 1)).more, 0u);
}

TEST(WallTextTest, IsBlindInAWord)
{
    const WallText text = textOf(testing::quietSnapshot(), testing::cannedNow());
    EXPECT_TRUE(text.blindSince.has_value());
    for (const Verdict &verdict : text.verdicts)
        EXPECT_EQ(verdict.mark, Mark::Blind);
}

TEST(WallTextTest, SaysInAToneOfItsOwnThatADeliveryWasRefused)
{
    Snapshot snapshot = testing::cannedSnapshot();
    snapshot.alerting.routes = {{.route = {.name = QStringLiteral("oncall")}, .refused = 1}};
    const WallText text = textOf(snapshot);
    EXPECT_EQ(text.told.mark, Mark::Bad);
    EXPECT_EQ(text.told.words, QStringLiteral("1 delivery refused"));
    EXPECT_FALSE(text.foot.contains(u"refused"));
    EXPECT_TRUE(textOf(snapshot, snapshot.at).told.words.isEmpty()) << "unknown while blind";
}

} // namespace hubwatch::ui
