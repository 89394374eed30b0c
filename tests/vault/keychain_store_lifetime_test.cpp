// KeychainStore and those who die while it asks.
#include "keychain_fixture.h"

namespace hubwatch::testing {

namespace {

TEST_F(KeychainStoreTest, SkipsWhatNobodyWaitsForAnyMore)
{
    wire.byItself = false;
    auto impatient = std::make_unique<QObject>();
    read("a");
    store->write(QStringLiteral("b"), token("2"), impatient.get(), heardDone(QStringLiteral("b")));
    read("c");
    settle();
    impatient.reset();
    wire.answer(0, {.secret = token("1")});
    settle();
    ASSERT_EQ(wire.begun.size(), 2U);
    EXPECT_EQ(wire.begun[1].name, u"c");
}

TEST_F(KeychainStoreTest, LetsAJobEndWhoseCallerDied)
{
    wire.byItself = false;
    auto impatient = std::make_unique<QObject>();
    store->read(QStringLiteral("a"), impatient.get(), heardRead(QStringLiteral("a")));
    read("b");
    settle();
    impatient.reset();
    settle();
    EXPECT_EQ(wire.begun.size(), 1U);
    wire.answer(0, {.secret = token("1")});
    settle();
    EXPECT_EQ(wire.begun.size(), 2U);
    EXPECT_TRUE(heard.isEmpty());
}

TEST_F(KeychainStoreTest, MayDieInEveryState)
{
    const auto fresh = [this] {
        store = std::make_unique<KeychainStore>(wire, probe, clock, KeychainPatience{.look = 3s, .job = 20s});
    };
    wire.byItself = false;
    // Queued.
    read("a");
    store.reset();
    settle();
    // Looking.
    fresh();
    probe.silent = true;
    read("a");
    settle();
    store.reset();
    clock.advance(5s);
    settle();
    // A job is out, and answers afterwards.
    probe.silent = false;
    fresh();
    read("a");
    settle();
    ASSERT_EQ(wire.begun.size(), 1U);
    store.reset();
    clock.advance(30s);
    wire.answer(0, {.secret = token("1")});
    settle();
    // A late one.
    fresh();
    read("a");
    settle();
    clock.advance(20s);
    settle();
    EXPECT_EQ(heard.size(), 1);
    store.reset();
    wire.answer(1, {.secret = token("1")});
    settle();
    EXPECT_EQ(heard.size(), 1) << "only the watchdog spoke";
}

TEST_F(KeychainStoreTest, MayDieInEveryAnswer)
{
    const auto fresh = [this] {
        store = std::make_unique<KeychainStore>(wire, probe, clock, KeychainPatience{.look = 3s, .job = 20s});
    };
    int died = 0;
    const auto die = [&](const auto &) {
        ++died;
        store.reset();
    };
    for (const bool open : {true, false}) {
        open ? unlock() : lock();
        fresh();
        store->read(QStringLiteral("a"), &context, die);
        store->read(QStringLiteral("b"), &context, die);
        settle();
        fresh();
        store->look(&context, die);
        settle();
        fresh();
        QObject::connect(store.get(), &KeychainStore::changed, &context, die);
        read("a");
        settle();
    }
    wire.byItself = false;
    unlock();
    fresh();
    store->read(QStringLiteral("a"), &context, [](const auto &) {});
    settle();
    QObject::connect(store.get(), &KeychainStore::changed, &context, die);
    clock.advance(20s);
    settle();
    EXPECT_EQ(died, 7);
    EXPECT_EQ(store, nullptr);
}

} // namespace

} // namespace hubwatch::testing
