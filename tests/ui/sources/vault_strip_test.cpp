#include "support/canned_accounts.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/sources/vault_strip.h"

#include <QPushButton>
#include <gtest/gtest.h>

namespace hubwatch::ui {

TEST(VaultStripTest, SaysWhyAndOffersEveryOtherMode)
{
    VaultStrip strip;
    const auto hidden
        = [&](const char *name) { return strip.findChild<QPushButton *>(QString::fromLatin1(name))->isHidden(); };
    const auto words = [&] { return strip.findChild<MarkedSentence *>(QStringLiteral("vaultWords"))->sentence(); };
    strip.setVault({.backend = VaultState::Backend::Open}, testing::cannedNow());
    EXPECT_TRUE(words().word.isEmpty()) << "when all is well the head says it all";
    EXPECT_TRUE(hidden("useKeychain"));
    EXPECT_FALSE(hidden("useSession"));
    strip.setVault({.backend = VaultState::Backend::Absent}, testing::cannedNow());
    EXPECT_EQ(words().mark, Mark::Bad);
    EXPECT_TRUE(words().word.contains(u"for this session"));
    EXPECT_TRUE(strip.accessibleName().contains(u"absent"));
    strip.setVault({.mode = VaultState::Mode::Refuse}, testing::cannedNow());
    EXPECT_FALSE(hidden("useKeychain"));
    EXPECT_FALSE(hidden("useSession"));
    EXPECT_TRUE(hidden("useNothing"));
}

} // namespace hubwatch::ui
