#include "ui/tray/desktop_notifier.h"

#include "support/fake_alert_desk.h"
#include "support/printers.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

/// Notes what it is asked; answers at once with what the test says, or keeps the reply.
class FakeDoor : public NotificationDoor
{
public:
    explicit FakeDoor(std::optional<bool> answer)
        : answers(answer)
    { }

    void show(const DesktopNotice &notice, Reply reply) override
    {
        shown << notice.title;
        if (answers)
            reply(*answers, *answers ? QStringLiteral("shown") : QStringLiteral("cannot"));
        else
            kept = std::move(reply);
    }
    void close(const QString &key) override { closed << key; }

    std::optional<bool> answers;
    QStringList shown = {};
    QStringList closed = {};
    Reply kept = {};
};

class DesktopNotifierTest : public ::testing::Test
{
protected:
    FakeDoor *add(std::optional<bool> answer)
    {
        auto door = std::make_unique<FakeDoor>(answer);
        FakeDoor *raw = door.get();
        m_doors.push_back(std::move(door));
        return raw;
    }

    void start() { notifier = std::make_unique<DesktopNotifier>(desk, std::move(m_doors)); }

    testing::FakeAlertDesk desk;
    std::unique_ptr<DesktopNotifier> notifier;
    const DesktopNotice notice{.id = 9,
                               .key = QStringLiteral("k"),
                               .title = QStringLiteral("sync fails"),
                               .alerts = {{QStringLiteral("sync"), QStringLiteral("errors")}}};

private:
    std::vector<std::unique_ptr<NotificationDoor>> m_doors = {};
};

} // namespace

TEST_F(DesktopNotifierTest, TakesTheFirstDoorThatCan)
{
    FakeDoor *first = add(true);
    FakeDoor *second = add(true);
    start();
    emit desk.desktopNotice(notice);
    EXPECT_EQ(first->shown.size(), 1);
    EXPECT_TRUE(second->shown.isEmpty());
    EXPECT_EQ(desk.shownNotices, QStringList{QStringLiteral("9 1 shown")});
}

TEST_F(DesktopNotifierTest, PassesOverADoorThatCannot)
{
    add(false);
    FakeDoor *second = add(true);
    start();
    emit desk.desktopNotice(notice);
    EXPECT_EQ(second->shown.size(), 1);
    EXPECT_EQ(desk.shownNotices, QStringList{QStringLiteral("9 1 shown")});
}

TEST_F(DesktopNotifierTest, SaysWhyWhenNoneCan)
{
    add(false);
    add(false);
    start();
    emit desk.desktopNotice(notice);
    EXPECT_EQ(desk.shownNotices, QStringList{QStringLiteral("9 0 cannot")});
}

TEST_F(DesktopNotifierTest, AnswersWithoutAnyDoor)
{
    start();
    emit desk.desktopNotice(notice);
    ASSERT_EQ(desk.shownNotices.size(), 1);
    EXPECT_TRUE(desk.shownNotices[0].startsWith(u"9 0 "));
}

TEST_F(DesktopNotifierTest, WaitsForADoorThatAnswersLater)
{
    FakeDoor *slow = add(std::nullopt);
    start();
    emit desk.desktopNotice(notice);
    EXPECT_TRUE(desk.shownNotices.isEmpty());
    slow->kept(true, QStringLiteral("late"));
    EXPECT_EQ(desk.shownNotices, QStringList{QStringLiteral("9 1 late")});
}

TEST_F(DesktopNotifierTest, TakesAwayWhereverItWasShown)
{
    FakeDoor *first = add(false);
    FakeDoor *second = add(true);
    start();
    emit desk.desktopNotice({.id = 10, .key = QStringLiteral("k")});
    EXPECT_EQ(first->closed, QStringList{QStringLiteral("k")});
    EXPECT_EQ(second->closed, QStringList{QStringLiteral("k")});
    EXPECT_EQ(desk.shownNotices, QStringList{QStringLiteral("10 1 taken away")});
}

TEST_F(DesktopNotifierTest, HandsOnWhatAPersonChose)
{
    FakeDoor *door = add(true);
    start();
    QSignalSpy acknowledged(notifier.get(), &DesktopNotifier::acknowledged);
    QSignalSpy opened(notifier.get(), &DesktopNotifier::opened);
    emit door->acknowledged(notice);
    emit door->opened(notice);
    ASSERT_EQ(acknowledged.size(), 1);
    EXPECT_EQ(acknowledged[0][0].value<std::vector<AlertId>>(), notice.alerts);
    EXPECT_EQ(opened.size(), 1);
}

} // namespace hubwatch::ui
