#include "notify/outbox.h"

#include "notify_fixture.h"
#include "support/as_nobody.h"

#include <QDir>
#include <QFile>

namespace hubwatch {
namespace {

using namespace testing;

const QString outboxOps = QStringLiteral("ops");

class OutboxTest : public ::testing::Test
{
protected:
    void open()
    {
        outbox.reset();
        Result<Outbox::Opened> opened = Outbox::open(folder.path());
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        outbox = std::move(opened->outbox);
        notice = opened->notice;
    }
    void SetUp() override { open(); }
    std::vector<Notice> put(const QStringList &keys)
    {
        std::vector<Notice> notices;
        for (const QString &key : keys)
            notices.push_back(noticeTo(outboxOps, key));
        EXPECT_TRUE(outbox->put(notices));
        return notices;
    }
    QStringList waiting() const
    {
        QStringList keys;
        const std::vector<Waiting> found = outbox->waiting(outboxOps).value();
        for (const Waiting &one : found)
            keys << one.notice.key;
        return keys;
    }
    QString file() const { return folder.filePath(QStringLiteral("deliveries.db")); }

    QTemporaryDir folder = {};
    std::unique_ptr<Outbox> outbox = {};
    QString notice = {};
    TimePoint now = TimePoint(1'763'884'800s);
};

TEST_F(OutboxTest, KeepsNoticesInOrderUntilTheyAreDelivered)
{
    const auto notices = put({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    const Result<LedgerEntry> attempt = outbox->begin(notices[1], now);
    ASSERT_TRUE(attempt);
    EXPECT_EQ(attempt->attempt, 1);
    EXPECT_EQ(attempt->result, LedgerEntry::Result::Trying);
    ASSERT_TRUE(outbox->finish(*attempt, {.outcome = Delivery::Outcome::Done, .status = 202}, {}));
    open();
    EXPECT_EQ(waiting(), (QStringList{QStringLiteral("a"), QStringLiteral("c")}));
    EXPECT_EQ(outbox->routes(), QStringList{outboxOps});
    EXPECT_EQ(outbox->waiting(outboxOps)->front().notice, notices[0]);
    EXPECT_EQ(outbox->lastDelivered(outboxOps)->status, 202);
    EXPECT_FALSE(outbox->lastTest({.name = outboxOps}));
}

TEST_F(OutboxTest, ATestProvesTheReceiverThatItReached)
{
    const Route route{.name = outboxOps,
                      .kind = Route::Kind::PagerDuty,
                      .key = QStringLiteral("env:PAGER"),
                      .url = QUrl(QStringLiteral("https://events.pagerduty.com"))};
    std::vector<Notice> notices{{.route = outboxOps, .event = Notice::Event::Test, .key = testKey(route)}};
    ASSERT_TRUE(outbox->put(notices, {}));
    ASSERT_TRUE(outbox->finish(*outbox->begin(notices[0], now), {.outcome = Delivery::Outcome::Done}, {}));
    EXPECT_TRUE(outbox->lastTest(route));
    Route same = route;
    same.repeatInterval = 1h;
    EXPECT_TRUE(outbox->lastTest(same)) << "how often it is told moves no receiver";
    for (void (*change)(Route &) : {+[](Route &other) { other.key = QStringLiteral("env:OTHER"); },
                                    +[](Route &other) { other.url = QUrl(QStringLiteral("https://elsewhere")); },
                                    +[](Route &other) { other.kind = Route::Kind::Webhook; },
                                    +[](Route &other) { other.channel = QStringLiteral("#ops"); },
                                    +[](Route &other) { other.name = QStringLiteral("night"); }}) {
        Route other = route;
        change(other);
        EXPECT_FALSE(outbox->lastTest(other));
    }
}

TEST_F(OutboxTest, AttemptsWithoutAnAnswerAreUnknownAfterARestart)
{
    const auto notices = put({QStringLiteral("a")});
    ASSERT_TRUE(outbox->begin(notices[0], now));
    open();
    EXPECT_EQ(outbox->recover(now), 1);
    EXPECT_EQ(waiting(), QStringList{QStringLiteral("a")});
    EXPECT_EQ(outbox->waiting(outboxOps)->front().attempts, 1);
    const LedgerAnswer answer = *outbox->search({.result = LedgerEntry::Result::Unknown});
    ASSERT_EQ(answer.entries.size(), 1u);
    EXPECT_EQ(answer.entries[0].key, QStringLiteral("a"));
}

TEST_F(OutboxTest, RefusedOnesWaitForAPerson)
{
    const auto notices = put({QStringLiteral("a"), QStringLiteral("b")});
    for (const Notice &one : notices) {
        const LedgerEntry attempt = *outbox->begin(one, now);
        ASSERT_TRUE(
            outbox->finish(attempt, {.outcome = Delivery::Outcome::Refused, .words = QStringLiteral("no")}, {}));
    }
    EXPECT_EQ(waiting(), QStringList());
    EXPECT_EQ(outbox->refused(outboxOps), 2);
    EXPECT_EQ(outbox->retry(notices[1].id)->key, QStringLiteral("b"));
    EXPECT_EQ(waiting(), QStringList{QStringLiteral("b")});
    const Result<LedgerEntry> dropped = outbox->drop(notices[0].id, QStringLiteral("anna"), now);
    ASSERT_TRUE(dropped);
    EXPECT_EQ(dropped->words, QStringLiteral("given up by anna"));
    EXPECT_EQ(outbox->refused(outboxOps), 0);
    EXPECT_FALSE(outbox->retry(notices[0].id));
}

TEST_F(OutboxTest, RemembersTheHandleOfTheNewestDelivery)
{
    for (const QString &handle : {QStringLiteral("17.1"), QStringLiteral("17.2")}) {
        const auto notices = put({QStringLiteral("a")});
        const LedgerEntry attempt = *outbox->begin(notices[0], now);
        ASSERT_TRUE(outbox->finish(attempt, {.outcome = Delivery::Outcome::Done, .handle = handle}, {}));
    }
    EXPECT_EQ(outbox->handle(outboxOps, QStringLiteral("a")), QStringLiteral("17.2"));
    EXPECT_EQ(outbox->handle(outboxOps, QStringLiteral("b")), QString());
}

TEST_F(OutboxTest, FindsEntriesByWhatTheySay)
{
    outbox->setKinds({{outboxOps, QStringLiteral("slack")}});
    Notice told = noticeTo(outboxOps, QStringLiteral("contacts"));
    told.alerts[0].title = QStringLiteral("Übersicht: 5 % errors");
    ASSERT_TRUE(outbox->withhold({{told, QStringLiteral("muted by anna until 04:00: deploy")}}, now));
    ASSERT_TRUE(
        outbox->withhold({{noticeTo(outboxOps, QStringLiteral("other")), QStringLiteral("inhibited")}}, now + 1h));
    EXPECT_EQ(outbox->search({.text = QStringLiteral("ÜBERSICHT")})->entries.size(), 1u);
    EXPECT_EQ(outbox->search({.text = QStringLiteral("MUTED by Anna")})->entries.size(), 1u);
    EXPECT_EQ(outbox->search({.text = QStringLiteral("%")})->all, 2);
    EXPECT_EQ(outbox->search({.text = QStringLiteral("nothing")})->all, 0);
    EXPECT_EQ(outbox->search({.from = now + 1min})->entries.size(), 1u);
    EXPECT_EQ(outbox->search({.route = QStringLiteral("pager")})->entries.size(), 0u);
    const LedgerAnswer all = *outbox->search({.id = 4, .most = 1});
    EXPECT_EQ(all.id, 4u);
    EXPECT_EQ(all.all, 2);
    ASSERT_EQ(all.entries.size(), 1u);
    EXPECT_EQ(all.entries[0].key, QStringLiteral("other")) << "newest first";
    EXPECT_EQ(all.entries[0].kind, QStringLiteral("slack"));
    EXPECT_EQ(all.entries[0].result, LedgerEntry::Result::Withheld);
}

TEST_F(OutboxTest, ForgetsTheLedgerAfterNinetyDaysAndNeverWhatWaits)
{
    const auto notices = put({QStringLiteral("old")});
    ASSERT_TRUE(outbox->begin(notices[0], now));
    ASSERT_TRUE(outbox->trim(now + 89 * 24h));
    EXPECT_EQ(outbox->search({})->all, 1);
    ASSERT_TRUE(outbox->trim(now + 91 * 24h));
    EXPECT_EQ(outbox->search({})->all, 0);
    EXPECT_EQ(waiting(), QStringList{QStringLiteral("old")});
}

TEST_F(OutboxTest, StoresValuesWithTheNoticesOrNotAtAll)
{
    std::vector<Notice> notices{noticeTo(outboxOps, QStringLiteral("a"))};
    ASSERT_TRUE(outbox->put(notices, {{QStringLiteral("group/ops/a"), "1"}, {QStringLiteral("group/opsb/a"), "2"}}));
    EXPECT_EQ(outbox->values(QStringLiteral("group/ops/")).size(), 1u);
    ASSERT_TRUE(outbox->put(notices, {{QStringLiteral("group/ops/a"), {}}}));
    EXPECT_EQ(outbox->values(QStringLiteral("group/ops/")).size(), 0u);
    EXPECT_EQ(outbox->get(QStringLiteral("group/opsb/a")), QByteArray("2"));
}

TEST_F(OutboxTest, SetsADamagedFileAsideAndKeepsWhatCanBeRead)
{
    QStringList keys;
    for (int i = 0; i < 400; ++i)
        keys << QStringLiteral("key-%1").arg(i);
    put(keys);
    outbox.reset();
    QFile damaged(file());
    ASSERT_TRUE(damaged.open(QIODevice::ReadWrite));
    ASSERT_TRUE(damaged.seek(damaged.size() / 2 / 4096 * 4096));
    damaged.write(QByteArray(3 * 4096, '\x5a'));
    damaged.close();
    open();
    EXPECT_TRUE(notice.contains(QStringLiteral("was damaged and was set aside"))) << notice.toStdString();
    EXPECT_TRUE(notice.contains(QStringLiteral("notices that wait"))) << notice.toStdString();
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("deliveries.db.damaged-*")}, QDir::Files).size(), 1);
    EXPECT_GT(waiting().size(), 200) << notice.toStdString();
    EXPECT_LT(waiting().size(), 400);
    ASSERT_EQ(put({QStringLiteral("new")}).size(), 1u);
    EXPECT_EQ(waiting().last(), QStringLiteral("new"));
}

TEST_F(OutboxTest, BeginsAnewWhereNothingCanBeRead)
{
    outbox.reset();
    QFile damaged(file());
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
    damaged.write("this is no database, whatever its name says");
    damaged.close();
    open();
    EXPECT_TRUE(notice.contains(QStringLiteral("a new one was begun"))) << notice.toStdString();
    EXPECT_EQ(put({QStringLiteral("a")}).size(), 1u);
}

TEST_F(OutboxTest, IsNotSharedWithASecondProgram)
{
    put({QStringLiteral("a")});
    const Result<Outbox::Opened> second = Outbox::open(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(second.error().detail.contains(QStringLiteral("is locked by another program")))
        << second.error().detail.toStdString();
    EXPECT_EQ(waiting(), QStringList{QStringLiteral("a")});
    EXPECT_TRUE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}, QDir::Files).isEmpty());
}

#ifdef Q_OS_UNIX
TEST_F(OutboxTest, SaysThatAFolderCannotBeWritten)
{
    put({QStringLiteral("a")});
    outbox.reset();
    QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
    const QString inside = folder.filePath(QStringLiteral("sub"));
    EXPECT_EXIT(asNobody([&] {
                    const auto opened = Outbox::open(inside);
                    std::_Exit(!opened && opened.error().detail.contains(QStringLiteral("name one that can be written"))
                                   ? 0
                                   : 1);
                }),
                ::testing::ExitedWithCode(0), "");
    EXPECT_EXIT(asNobody([&] {
                    const auto opened = Outbox::open(folder.path());
                    std::_Exit(!opened && opened.error().detail.contains(QStringLiteral("allow writing")) ? 0 : 1);
                }),
                ::testing::ExitedWithCode(0), "");
    EXPECT_TRUE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}, QDir::Files).isEmpty());
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}
#endif

} // namespace
} // namespace hubwatch
