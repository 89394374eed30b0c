#include "vault/secret_cache.h"

#include "support/manual_clock.h"
#include "support/printers.h"
#include "support/read_probe.h"

#include <QPointer>
#include <vector>

namespace hubwatch::testing {

namespace {

/// A source that answers when told to.
class HeldReader : public CredentialReader
{
public:
    void read(const CredentialRef &ref, QObject *context, Reply reply) override
    {
        asked += credentialRefText(ref);
        m_calls.push_back({context, std::move(reply)});
    }
    void answer(size_t index, const Result<Secret> &result)
    {
        ASSERT_LT(index, m_calls.size());
        ASSERT_TRUE(m_calls[index].first) << "nobody waits";
        const Reply reply = m_calls[index].second;
        reply(result);
    }
    bool isWaiting(size_t index) const { return !m_calls.at(index).first.isNull(); }

    QStringList asked = {};

private:
    std::vector<std::pair<QPointer<QObject>, Reply>> m_calls = {};
};

Secret secretOf(const char *text)
{
    return Secret(QByteArray(text));
}

class SecretCacheTest : public ::testing::Test
{
protected:
    qsizetype reads() const { return source.asked.size(); }
    /// What a caller gets from memory; empty when the source is asked instead.
    QByteArray fromMemory()
    {
        ReadProbe probe(*cache, "env:T");
        QTest::qWait(2);
        return probe.answers() == 1 ? probe.text() : QByteArray();
    }

    const CredentialRef ref{CredentialRef::Source::Environment, QStringLiteral("T"), {}};
    ManualClock clock;
    HeldReader source;
    std::unique_ptr<SecretCache> cache = std::make_unique<SecretCache>(source, clock);
};

TEST_F(SecretCacheTest, KeepsASecretForTenMinutesOfMonotonicTime)
{
    ReadProbe first(*cache, "env:T");
    clock.advance(3s); // the read itself takes time; the ten minutes begin with its answer
    source.answer(0, secretOf("a"));
    EXPECT_EQ(first.text(), "a");
    clock.jump(24h);
    clock.advance(10min - 1ms);
    EXPECT_EQ(fromMemory(), "a");
    EXPECT_EQ(reads(), 1);
    clock.advance(1ms);
    EXPECT_EQ(fromMemory(), "");
    EXPECT_EQ(reads(), 2);
}

TEST_F(SecretCacheTest, LetsCallersWaitForOneRead)
{
    ReadProbe first(*cache, "env:T");
    ReadProbe second(*cache, "env:T");
    ReadProbe other(*cache, "env:U");
    EXPECT_EQ(reads(), 2);
    source.answer(0, secretOf("a"));
    EXPECT_EQ(first.text(), "a");
    EXPECT_EQ(second.text(), "a");
    EXPECT_EQ(other.answers(), 0);
}

TEST_F(SecretCacheTest, SkipsACallerThatDiedWhileOthersStillGetTheAnswer)
{
    ReadProbe first(*cache, "env:T");
    ReadProbe second(*cache, "env:T");
    first.die();
    source.answer(0, secretOf("a"));
    EXPECT_EQ(first.answers(), 0);
    EXPECT_EQ(second.text(), "a");
}

TEST_F(SecretCacheTest, TellsAFailureAgainForFiveSeconds)
{
    ReadProbe first(*cache, "env:T");
    source.answer(0, fail(Error::Kind::Storage, QStringLiteral("no")));
    clock.advance(5s - 1ms);
    EXPECT_EQ(fromMemory(), "error: no");
    EXPECT_EQ(reads(), 1);
    clock.advance(1ms);
    EXPECT_EQ(fromMemory(), "");
    EXPECT_EQ(reads(), 2);
}

TEST_F(SecretCacheTest, ReadsAgainAfterADrop)
{
    ReadProbe first(*cache, "env:T");
    source.answer(0, secretOf("a"));
    cache->drop(ref);
    ReadProbe second(*cache, "env:T");
    EXPECT_EQ(reads(), 2);
    source.answer(1, secretOf("b"));
    EXPECT_EQ(second.text(), "b");
    EXPECT_EQ(fromMemory(), "b");
}

TEST_F(SecretCacheTest, KeepsNothingOfAReadThatWasUnderWayAtADrop)
{
    ReadProbe before(*cache, "env:T");
    cache->drop(ref);
    ReadProbe after(*cache, "env:T");
    EXPECT_EQ(reads(), 2) << "who asks after the drop must not get what was asked for before it";
    source.answer(0, secretOf("old"));
    EXPECT_EQ(before.text(), "old");
    EXPECT_EQ(after.answers(), 0);
    source.answer(1, secretOf("new"));
    EXPECT_EQ(after.text(), "new");
    EXPECT_EQ(fromMemory(), "new");
}

TEST_F(SecretCacheTest, IsNotOverwrittenByAReadOlderThanTheDrop)
{
    ReadProbe before(*cache, "env:T");
    cache->drop(ref);
    ReadProbe after(*cache, "env:T");
    source.answer(1, secretOf("new"));
    source.answer(0, secretOf("old"));
    EXPECT_EQ(fromMemory(), "new");
}

TEST_F(SecretCacheTest, ReadsOnceWhenManyCallsWereRefusedAtOnce)
{
    ReadProbe first(*cache, "env:T");
    source.answer(0, secretOf("old"));
    std::vector<std::unique_ptr<ReadProbe>> again;
    for (int i = 0; i < 5; ++i) {
        cache->drop(ref, secretOf("old"));
        again.push_back(std::make_unique<ReadProbe>(*cache, "env:T"));
    }
    EXPECT_EQ(reads(), 2);
    source.answer(1, secretOf("new"));
    for (const auto &probe : again)
        EXPECT_EQ(probe->text(), "new");
    cache->drop(ref, secretOf("old")); // a late one
    EXPECT_EQ(fromMemory(), "new");
}

TEST_F(SecretCacheTest, DoesNotKeepARefusedSecretThatComesInAgain)
{
    ReadProbe first(*cache, "env:T");
    cache->drop(ref, secretOf("old"));
    source.answer(0, secretOf("old"));
    EXPECT_EQ(first.text(), "old");
    EXPECT_EQ(fromMemory(), "");
    EXPECT_EQ(reads(), 2);
}

TEST_F(SecretCacheTest, ForgetsAll)
{
    ReadProbe first(*cache, "env:T");
    source.answer(0, secretOf("a"));
    ReadProbe second(*cache, "env:U");
    cache->forgetAll();
    source.answer(1, secretOf("u"));
    EXPECT_EQ(second.text(), "u");
    EXPECT_EQ(fromMemory(), "");
    ReadProbe third(*cache, "env:U");
    EXPECT_EQ(source.asked,
              (QStringList{QStringLiteral("env:T"), QStringLiteral("env:U"), QStringLiteral("env:T"),
                           QStringLiteral("env:U")}));
}

TEST_F(SecretCacheTest, DropsItsReadsWhenItDies)
{
    ReadProbe first(*cache, "env:T");
    EXPECT_TRUE(source.isWaiting(0));
    cache.reset();
    EXPECT_FALSE(source.isWaiting(0));
    EXPECT_EQ(first.answers(), 0);
}

TEST_F(SecretCacheTest, MayBeEndedOrAskedAgainByAReply)
{
    QObject context;
    int answers = 0;
    cache->read(ref, &context, [&](auto) {
        ++answers;
        cache->drop(ref);
        cache->read(ref, &context, [&](auto) { ++answers; });
        cache.reset();
    });
    cache->read(ref, &context, [&](auto) { ++answers; });
    source.answer(0, secretOf("a"));
    EXPECT_EQ(answers, 2) << "both who waited, and not the one asked of a cache that died";
}

} // namespace

} // namespace hubwatch::testing
