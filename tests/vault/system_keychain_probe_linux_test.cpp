#include "vault/system_keychain_probe.h"

#include "support/live_keyring.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Backend = VaultState::Backend;

std::optional<KeychainLook> seen(int patienceMs = 10'000)
{
    SystemKeychainProbe probe;
    QObject context;
    std::optional<KeychainLook> look;
    probe.look(&context, [&](const KeychainLook &answer) { look = answer; });
    EXPECT_FALSE(look) << "later";
    (void)QTest::qWaitFor([&] { return look.has_value(); }, patienceMs);
    return look;
}

TEST(OpenProbeTest, SeesWhoItIsAndWhetherItIsLocked)
{
    const KeychainLook open{.backend = Backend::Open, .name = QStringLiteral("Secret Service (gnome-keyring)")};
    EXPECT_EQ(seen(), open);
    ASSERT_TRUE(lockKeyring());
    const std::optional<KeychainLook> locked = seen();
    ASSERT_TRUE(locked);
    EXPECT_EQ(locked->backend, Backend::Locked);
    EXPECT_EQ(locked->name, open.name);
    EXPECT_EQ(locked->words, u"the keyring is locked");
    ASSERT_TRUE(unlockKeyring());
    EXPECT_EQ(seen(), open);
}

TEST(OpenProbeTest, LeavesTheWaitingForAHungOneToItsCaller)
{
    const HungKeyring hung;
    ASSERT_TRUE(hung.hangs());
    EXPECT_EQ(seen(300), std::nullopt);
}

TEST(NoServiceProbeTest, SeesThatNobodyIsThere)
{
    const std::optional<KeychainLook> look = seen(3000);
    ASSERT_TRUE(look);
    EXPECT_EQ(look->backend, Backend::Absent);
    EXPECT_TRUE(look->words.contains(u"no keychain service answers")) << look->words.toStdString();
}

TEST(NoBusProbeTest, SeesThatThereIsNoBus)
{
    const std::optional<KeychainLook> look = seen(3000);
    ASSERT_TRUE(look);
    EXPECT_EQ(look->backend, Backend::Absent);
    EXPECT_TRUE(look->words.contains(u"no session bus")) << look->words.toStdString();
}

} // namespace

} // namespace hubwatch::testing
