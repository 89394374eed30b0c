#include "keychain_fixture.h"

namespace hubwatch::testing {

namespace {

using Backend = VaultState::Backend;

TEST_F(KeychainStoreTest, WritesReadsAndRemoves)
{
    write("prod", "one");
    read("prod");
    remove("prod");
    read("prod");
    EXPECT_TRUE(heard.isEmpty()) << "no call is answered before it returns";
    settle();
    ASSERT_EQ(answers.size(), 4U);
    EXPECT_TRUE(answers[0]);
    EXPECT_EQ(answers[1], token("one"));
    EXPECT_TRUE(answers[2]);
    EXPECT_EQ(answers[3], Secret());
    EXPECT_EQ(store->lastLook(), probe.now);
}

TEST_F(KeychainStoreTest, GivesTheKeychainOneJobAtATimeInTheirOrder)
{
    wire.byItself = false;
    write("a", "1");
    write("b", "2");
    read("c");
    settle();
    ASSERT_EQ(wire.begun.size(), 1U);
    EXPECT_EQ(wire.begun[0].name, u"a");
    wire.answer(0, {});
    settle();
    ASSERT_EQ(wire.begun.size(), 2U);
    EXPECT_EQ(wire.begun[1].name, u"b");
    EXPECT_EQ(heard, QStringList(QStringLiteral("a")));
    wire.answer(1, {});
    settle();
    wire.answer(2, {.secret = token("3")});
    settle();
    EXPECT_EQ(heard, (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
}

struct BlockedCase {
    const char *name;
    Backend backend;
    const char *says;
};

class BlockedKeychainTest : public KeychainStoreTest, public ::testing::WithParamInterface<BlockedCase>
{ };

TEST_P(BlockedKeychainTest, IsNotAskedAndSaysBothWaysOut)
{
    wire.secrets[QStringLiteral("prod")] = token("one");
    probe.now.backend = GetParam().backend;
    read("prod");
    write("prod", "two");
    remove("prod");
    settle();
    ASSERT_EQ(answers.size(), 3U);
    for (const Result<Secret> &answer : answers) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, Error::Kind::Storage);
        EXPECT_TRUE(answer.error().detail.startsWith(u"keychain:prod: Secret Service (fake): "))
            << answer.error().detail.toStdString();
        EXPECT_TRUE(answer.error().detail.contains(QString::fromLatin1(GetParam().says)))
            << answer.error().detail.toStdString();
        EXPECT_TRUE(answer.error().detail.contains(u"session memory"));
    }
    EXPECT_TRUE(wire.begun.empty());
}

INSTANTIATE_TEST_SUITE_P(States, BlockedKeychainTest,
                         ::testing::Values(BlockedCase{"Locked", Backend::Locked, "unlock it"},
                                           BlockedCase{"Absent", Backend::Absent, "start a keychain service"},
                                           BlockedCase{"Slow", Backend::Slow, "prompt"}),
                         [](const auto &test) { return test.param.name; });

TEST_F(KeychainStoreTest, BelievesNoNotFoundOfAKeychainThatWasLockedMeanwhile)
{
    wire.byItself = false;
    read("prod");
    remove("prod");
    settle();
    lock();
    wire.answer(0, {.code = KeychainAnswer::Code::NotFound});
    settle();
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_FALSE(answers[0]) << "locked is not the same as empty";
    EXPECT_FALSE(answers[1]);
    EXPECT_EQ(wire.begun.size(), 1U);

    unlock();
    remove("prod");
    settle();
    lock();
    wire.answer(1, {});
    settle();
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_FALSE(answers[2]) << "a locked keyring deletes nothing and reports success";
}

TEST_F(KeychainStoreTest, TellsWhatTheKeychainSaid)
{
    wire.byItself = false;
    write("prod", "one");
    settle();
    wire.answer(0, {.code = KeychainAnswer::Code::Failed, .words = QStringLiteral("disk full")});
    settle();
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_FALSE(answers[0]);
    EXPECT_TRUE(answers[0].error().detail.contains(u"disk full"));
    EXPECT_EQ(store->lastLook().backend, Backend::Faulty);

    write("prod", "one");
    settle();
    wire.answer(1, {.code = KeychainAnswer::Code::Denied, .words = QStringLiteral("no")});
    settle();
    ASSERT_FALSE(answers[1]);
    EXPECT_TRUE(answers[1].error().detail.contains(u"access was refused (no)"));

    write("prod", "one");
    settle();
    wire.answer(2, {.code = KeychainAnswer::Code::NoBackend, .words = QStringLiteral("none")});
    settle();
    ASSERT_FALSE(answers[2]);
    EXPECT_EQ(store->lastLook().backend, Backend::Absent);
}

TEST_F(KeychainStoreTest, IsSlowWhenNobodyTellsHowItStands)
{
    probe.silent = true;
    std::vector<KeychainLook> looks;
    store->look(&context, [&](const KeychainLook &look) { looks.push_back(look); });
    read("prod");
    settle();
    clock.advance(2999ms);
    settle();
    EXPECT_TRUE(looks.empty());
    clock.advance(1ms);
    settle();
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].backend, Backend::Slow);
    EXPECT_TRUE(looks[0].words.contains(u"no answer within 3 s")) << looks[0].words.toStdString();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_FALSE(answers[0]);
    EXPECT_TRUE(wire.begun.empty());
}

TEST_F(KeychainStoreTest, AnswersForAJobThatHangsAndGoesOnWhenItEnds)
{
    wire.byItself = false;
    read("a");
    read("b");
    settle();
    clock.advance(20s);
    settle();
    EXPECT_EQ(heard, (QStringList{QStringLiteral("a"), QStringLiteral("b")})) << "nobody waits behind a job that hangs";
    EXPECT_FALSE(answers[0]);
    EXPECT_FALSE(answers[1]);
    EXPECT_EQ(store->lastLook().backend, Backend::Slow);

    read("c");
    EXPECT_EQ(heard.size(), 2);
    settle();
    ASSERT_EQ(heard.size(), 3);
    EXPECT_FALSE(answers[2]);
    EXPECT_EQ(wire.begun.size(), 1U) << "one job at a time, also while it hangs";

    QStringList changes;
    QObject::connect(store.get(), &KeychainStore::changed, &context,
                     [&](const KeychainLook &look) { changes << vaultBackendText(look.backend); });
    wire.answer(0, {.secret = token("late")});
    settle();
    EXPECT_EQ(changes, QStringList(QStringLiteral("open")));
    EXPECT_EQ(heard.size(), 3) << "the late answer is nobody's any more";
    read("d");
    settle();
    ASSERT_EQ(wire.begun.size(), 2U);
    wire.answer(1, {.secret = token("new")});
    settle();
    EXPECT_EQ(answers.back(), token("new"));
}

TEST_F(KeychainStoreTest, StaysSlowWhileAJobHangsThoughTheProbeAnswers)
{
    wire.byItself = false;
    store->watch();
    read("a");
    settle();
    clock.advance(20s);
    settle();
    std::vector<KeychainLook> looks;
    store->look(&context, [&](const KeychainLook &look) { looks.push_back(look); });
    settle();
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].backend, Backend::Slow);
}

TEST_F(KeychainStoreTest, NoticesByItselfThatItWasUnlocked)
{
    lock();
    store->watch();
    read("prod");
    settle();
    EXPECT_EQ(store->lastLook().backend, Backend::Locked);
    QStringList changes;
    QObject::connect(store.get(), &KeychainStore::changed, &context,
                     [&](const KeychainLook &look) { changes << vaultBackendText(look.backend); });
    const int before = probe.looks;
    for (int i = 0; i < 2; ++i) {
        clock.advance(3s);
        settle();
    }
    EXPECT_EQ(probe.looks, before + 2);
    EXPECT_TRUE(changes.isEmpty());
    unlock();
    clock.advance(3s);
    settle();
    EXPECT_EQ(changes, QStringList(QStringLiteral("open")));
}

} // namespace

} // namespace hubwatch::testing
