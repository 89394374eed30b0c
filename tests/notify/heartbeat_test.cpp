#include "notify/heartbeat.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace testing;

/// Answers at once, so that a test need not wait.
class BeatSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &ref, QObject *, Reply reply) override
    {
        asked << ref.place;
        reply(answer);
    }
    QStringList asked = {};
    Result<Secret> answer = Secret(QByteArray("https://hc.example/ping/s3cr3t-uuid"));
};

class HeartbeatTest : public ::testing::Test
{
protected:
    const HeartbeatState &state() const { return heart.state(); }

    FakeHttp wire = {};
    BeatSecrets secrets = {};
    ManualClock clock = ManualClock();
    bool alive = true;
    Heartbeat heart{wire, secrets, clock, [this] { return alive; }};
};

TEST_F(HeartbeatTest, BeatsAtItsInterval)
{
    heart.set({.url = QUrl(QStringLiteral("https://hc.example/ping/1")), .interval = 30s});
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].timeout, 10s);
    ASSERT_TRUE(wire.answer(okResponse("OK")));
    EXPECT_EQ(state().lastGood, clock.now());
    clock.advance(29'999ms);
    EXPECT_EQ(wire.requests.size(), 1u);
    clock.advance(1ms);
    EXPECT_EQ(wire.requests.size(), 2u);
}

TEST_F(HeartbeatTest, NeverBeatsWhileThePollsDoNotComeThrough)
{
    alive = false;
    heart.set({.url = QUrl(QStringLiteral("https://hc.example/ping/1")), .interval = 30s});
    clock.advance(10min);
    EXPECT_EQ(wire.requests.size(), 0u);
    EXPECT_TRUE(state().words.contains(QStringLiteral("held back")));
    EXPECT_EQ(state().lastTry, std::nullopt);
    alive = true;
    clock.advance(30s);
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(HeartbeatTest, SaysWhyItFailedWithoutTheSecret)
{
    heart.set({.key = QStringLiteral("keychain:heartbeat")});
    EXPECT_EQ(secrets.asked, QStringList{QStringLiteral("heartbeat")});
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url.path(), QStringLiteral("/ping/s3cr3t-uuid"));
    EXPECT_TRUE(wire.requests[0].confidential);
    ASSERT_TRUE(wire.answer(tl::unexpected(Error{.kind = Error::Kind::Rejected,
                                                 .detail = QStringLiteral("GET https://hc.example/ping/s3cr3t-uuid"),
                                                 .status = 404})));
    EXPECT_EQ(state().failures, 1);
    EXPECT_TRUE(state().words.contains(QStringLiteral("404"))) << state().words.toStdString();
    EXPECT_FALSE(state().words.contains(QStringLiteral("s3cr3t")));
    clock.advance(1min);
    ASSERT_TRUE(wire.answer(unreachable(Error::Reach::Timeout)));
    EXPECT_EQ(state().failures, 2);
    clock.advance(1min);
    ASSERT_TRUE(wire.answer(okResponse("OK")));
    EXPECT_EQ(state().failures, 0);
    EXPECT_EQ(state().words, QString());
}

TEST_F(HeartbeatTest, SendsNothingToAUrlThatIsNone)
{
    secrets.answer = Secret(QByteArray("http://not-safe.example/s3cr3t"));
    heart.set({.key = QStringLiteral("keychain:heartbeat")});
    EXPECT_EQ(wire.requests.size(), 0u);
    EXPECT_FALSE(state().words.contains(QStringLiteral("s3cr3t")));
    EXPECT_TRUE(state().words.contains(QStringLiteral("https://")));
}

TEST_F(HeartbeatTest, IsOffWithoutAUrl)
{
    heart.set({.url = QUrl(QStringLiteral("https://hc.example/ping/1"))});
    heart.set({});
    EXPECT_FALSE(state().on);
    clock.advance(1h);
    EXPECT_EQ(wire.requests.size(), 1u);
}

} // namespace
} // namespace hubwatch
