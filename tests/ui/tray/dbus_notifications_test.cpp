// Over a real session bus of its own, with a notification service that the test plays.
#include "ui/tray/dbus_notifications.h"

#include "support/printers.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

const QString serviceName = QStringLiteral("org.freedesktop.Notifications");
const QString servicePath = QStringLiteral("/org/freedesktop/Notifications");

struct Asked {
    uint replaces = 0;
    QString title = {};
    QString body = {};
    QStringList actions = {};
    int urgency = -1;
    int timeout = 0;
};

/// org.freedesktop.Notifications, as far as anybody asks.
class FakeService : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const QList<QVariant> asked = message.arguments();
        if (message.member() == u"GetCapabilities")
            return bus.send(message.createReply(QVariant(capabilities)));
        if (message.member() == u"CloseNotification") {
            closed.push_back(asked.value(0).toUInt());
            return bus.send(message.createReply());
        }
        if (message.member() != u"Notify")
            return false;
        if (refuses)
            return bus.send(message.createErrorReply(QDBusError::LimitsExceeded, QStringLiteral("too many")));
        const auto hints = qdbus_cast<QVariantMap>(asked.value(6));
        notices.push_back({.replaces = asked.value(1).toUInt(),
                           .title = asked.value(3).toString(),
                           .body = asked.value(4).toString(),
                           .actions = asked.value(5).toStringList(),
                           .urgency = hints.value(QStringLiteral("urgency")).toInt(),
                           .timeout = asked.value(7).toInt()});
        const uint id = notices.back().replaces > 0 ? notices.back().replaces : ++last;
        return bus.send(message.createReply(id));
    }

    void tell(const QDBusConnection &bus, const char *signal, const QList<QVariant> &arguments)
    {
        QDBusMessage message = QDBusMessage::createSignal(servicePath, serviceName, QString::fromLatin1(signal));
        message.setArguments(arguments);
        bus.send(message);
    }

    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    bool refuses = false;
    uint last = 40;
    std::vector<Asked> notices = {};
    std::vector<uint> closed = {};
};

class DBusNotificationsTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        // The service is another connection, as it would be another program.
        m_theirs = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("theirs")));
        ASSERT_TRUE(theirs().isConnected()) << "run it by tests/support/with_keyring.sh none";
        notice.alerts = {{QStringLiteral("sync"), QStringLiteral("errors")}};
        notice.severity = Rule::Severity::Page;
    }

    void TearDown() override
    {
        theirs().unregisterService(serviceName);
        theirs().unregisterObject(servicePath);
        QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
    }

    void startService()
    {
        ASSERT_TRUE(theirs().registerVirtualObject(servicePath, &service));
        ASSERT_TRUE(theirs().registerService(serviceName));
    }

    QDBusConnection &theirs() { return *m_theirs; }

    /// Shows it and waits for the answer.
    bool shown(const DesktopNotice &one)
    {
        std::optional<bool> answer;
        door.show(one, [&](bool good, const QString &words) {
            answer = good;
            said = words;
        });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 8000));
        return answer.value_or(false);
    }

    FakeService service;
    DBusNotifications door;
    DesktopNotice notice{.id = 3, .key = QStringLiteral("k"), .title = QStringLiteral("sync <fails>")};
    QString said;

private:
    std::unique_ptr<QDBusConnection> m_theirs;
};

} // namespace

TEST_F(DBusNotificationsTest, ShowsAPageThatStaysWithItsActions)
{
    startService();
    notice.body = QStringLiteral("above 5 % & <rising>");
    ASSERT_TRUE(shown(notice)) << said.toStdString();
    ASSERT_EQ(service.notices.size(), 1u);
    EXPECT_EQ(service.notices[0].title, QStringLiteral("sync <fails>"));
    EXPECT_EQ(service.notices[0].body, QStringLiteral("above 5 % &amp; &lt;rising&gt;"));
    EXPECT_EQ(service.notices[0].urgency, 2);
    EXPECT_EQ(service.notices[0].timeout, 0);
    EXPECT_TRUE(service.notices[0].actions.contains(QStringLiteral("acknowledge")));
    EXPECT_TRUE(service.notices[0].actions.contains(QStringLiteral("open")));
}

TEST_F(DBusNotificationsTest, ANewerOneOfItsKeyTakesItsPlace)
{
    startService();
    ASSERT_TRUE(shown(notice));
    DesktopNotice resolved = notice;
    resolved.resolved = true;
    ASSERT_TRUE(shown(resolved));
    DesktopNotice other = notice;
    other.key = QStringLiteral("other");
    ASSERT_TRUE(shown(other));
    ASSERT_EQ(service.notices.size(), 3u);
    EXPECT_EQ(service.notices[0].replaces, 0u);
    EXPECT_EQ(service.notices[1].replaces, 41u);
    EXPECT_EQ(service.notices[1].urgency, 0);
    EXPECT_FALSE(service.notices[1].actions.contains(QStringLiteral("acknowledge")));
    EXPECT_EQ(service.notices[2].replaces, 0u);
}

TEST_F(DBusNotificationsTest, HearsWhatAPersonChooses)
{
    startService();
    QSignalSpy acknowledged(&door, &NotificationDoor::acknowledged);
    QSignalSpy opened(&door, &NotificationDoor::opened);
    ASSERT_TRUE(shown(notice));
    service.tell(theirs(), "ActionInvoked", {999u, QStringLiteral("acknowledge")});
    service.tell(theirs(), "ActionInvoked", {41u, QStringLiteral("acknowledge")});
    service.tell(theirs(), "ActionInvoked", {41u, QStringLiteral("default")});
    ASSERT_TRUE(QTest::qWaitFor([&] { return opened.size() == 1; }, 8000));
    ASSERT_EQ(acknowledged.size(), 1) << "that of another program is none of ours";
    EXPECT_EQ(acknowledged[0][0].value<DesktopNotice>().alerts, notice.alerts);
}

TEST_F(DBusNotificationsTest, TakesAwayWhatIsShownAndNothingElse)
{
    startService();
    ASSERT_TRUE(shown(notice));
    door.close(QStringLiteral("never shown"));
    door.close(notice.key);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !service.closed.empty(); }, 8000));
    EXPECT_EQ(service.closed, std::vector<uint>{41});
    ASSERT_TRUE(shown(notice));
    EXPECT_EQ(service.notices.back().replaces, 0u) << "what is gone is not replaced";
}

TEST_F(DBusNotificationsTest, IsPlainWhereTheServiceIs)
{
    service.capabilities = {QStringLiteral("body")};
    startService();
    notice.body = QStringLiteral("a & b");
    ASSERT_TRUE(shown(notice));
    EXPECT_EQ(service.notices[0].body, QStringLiteral("a & b"));
    EXPECT_TRUE(service.notices[0].actions.isEmpty());
}

TEST_F(DBusNotificationsTest, SaysWhenThereIsNoServiceAndFindsOneThatComes)
{
    EXPECT_FALSE(shown(notice));
    EXPECT_TRUE(said.startsWith(u"no notification service")) << said.toStdString();
    startService();
    EXPECT_TRUE(shown(notice)) << said.toStdString();
}

TEST_F(DBusNotificationsTest, SaysThatTheServiceRefuses)
{
    service.refuses = true;
    startService();
    EXPECT_FALSE(shown(notice));
    EXPECT_TRUE(said.contains(u"too many")) << said.toStdString();
}

} // namespace hubwatch::ui
