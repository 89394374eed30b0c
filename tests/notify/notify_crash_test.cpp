#include "net/loopback_server.h"
#include "notify/outbox.h"
#include "notify_fixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <iostream>
#include <random>

#ifdef Q_OS_UNIX
namespace hubwatch {
namespace {

using namespace testing;

/// Counts what arrives, and kills who sent it at one of several moments.
class KillingServer
{
public:
    enum class Moment { BeforeAnswer, WithAnswer, SoonAfter, Never };

    KillingServer() { EXPECT_TRUE(m_server.listen(0)); }

    void run(const QString &folder, const QStringList &more, Moment moment, int nth, int afterMicroseconds)
    {
        QProcess child;
        m_child = &child;
        m_moment = moment;
        m_left = nth;
        m_after = afterMicroseconds;
        child.start(QStringLiteral(HUBWATCH_NOTIFY_CRASH_CHILD),
                    QStringList{folder, QStringLiteral("http://127.0.0.1:%1/").arg(m_server.port())} + more);
        while (child.state() != QProcess::NotRunning)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
        crashed = child.exitStatus() == QProcess::CrashExit;
        exitCode = child.exitCode();
        m_child = nullptr;
    }

    std::map<QString, int> arrived = {};
    bool crashed = false;
    int exitCode = 0;

private:
    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
    {
        ++arrived[QJsonDocument::fromJson(request.body)[QStringLiteral("dedup_key")].toString()];
        const bool now = m_moment != Moment::Never && --m_left == 0;
        if (now && m_moment == Moment::BeforeAnswer && m_child)
            return m_child->kill();
        respond({.status = 202, .body = "{}"});
        if (!now || !m_child)
            return;
        if (m_moment == Moment::SoonAfter) {
            QCoreApplication::processEvents(); // the answer leaves
            QElapsedTimer stopwatch;
            stopwatch.start();
            while (stopwatch.nsecsElapsed() < m_after * 1000) { }
        }
        if (m_child)
            m_child->kill();
    }

    LoopbackServer m_server{
        [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); }};
    QProcess *m_child = nullptr;
    Moment m_moment = Moment::Never;
    int m_left = 0;
    qint64 m_after = 0;
};

/// 300 unless said otherwise: with sanitizers each of them takes a second.
int killsWanted()
{
    bool isNumber = false;
    const int said = qEnvironmentVariableIntValue("HUBWATCH_KILLS", &isNumber);
    return isNumber ? said : 300;
}

TEST(NotifyCrash, LosesNothingInHundredsOfKillsBetweenSentAndRecorded)
{
    const QTemporaryDir folder;
    KillingServer server;
    std::mt19937 random(20'261'125);
    std::uniform_int_distribution<int> moments(0, 2);
    std::uniform_int_distribution<int> nths(1, 5);
    std::uniform_int_distribution<int> delays(0, 6000);
    QElapsedTimer stopwatch;
    stopwatch.start();
    const int wanted = killsWanted();
    int kills = 0;
    int rounds = 0;
    for (; kills < wanted; ++rounds) {
        const int round = rounds;
        server.run(folder.path(), {QStringLiteral("service-%1").arg(round)}, KillingServer::Moment(moments(random)),
                   nths(random), delays(random));
        kills += server.crashed ? 1 : 0;
        ASSERT_TRUE(server.crashed || server.exitCode == 0) << "round " << round << ": " << server.exitCode;
        ASSERT_LT(round, 600);
    }
    server.run(folder.path(), {}, KillingServer::Moment::Never, 0, 0);
    ASSERT_EQ(server.exitCode, 0);

    int duplicates = 0;
    Result<Outbox::Opened> opened = Outbox::open(folder.path());
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    EXPECT_EQ(opened->notice, QString());
    EXPECT_TRUE(opened->outbox->routes().isEmpty());
    EXPECT_EQ(server.arrived.size(), size_t(rounds)) << "lost, or told under another key";
    for (int round = 0; round < rounds; ++round) {
        const QString key = dedupKey({QStringLiteral("service-%1").arg(round), QStringLiteral("api.error_rate")});
        const int times = server.arrived[key];
        ASSERT_GE(times, 1) << key.toStdString() << " was lost";
        int unknown = 0;
        int delivered = 0;
        QSet<QString> hashes;
        const LedgerAnswer found = *opened->outbox->search({.text = key, .most = 10'000});
        for (const LedgerEntry &entry : found.entries) {
            if (entry.key != key)
                continue; // service-1 is found in service-10, too
            hashes << entry.bodyHash;
            unknown += entry.result == LedgerEntry::Result::Unknown ? 1 : 0;
            delivered += entry.result == LedgerEntry::Result::Delivered ? 1 : 0;
        }
        ASSERT_EQ(delivered, 1) << key.toStdString();
        ASSERT_EQ(hashes.size(), 1) << key.toStdString();
        ASSERT_GE(unknown + delivered, times) << key.toStdString() << ": the ledger lacks an attempt";
        duplicates += times - 1;
    }
    std::cout << kills << " kills, " << duplicates << " duplicates, " << stopwatch.elapsed() << " ms\n";
    EXPECT_GT(duplicates, rounds / 4) << "the kills came too late to prove anything";
}

} // namespace
} // namespace hubwatch
#endif
