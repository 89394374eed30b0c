#include "support/canned_accounts.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/sources/vault_dialog.h"
#include "ui/sources/vault_strip.h"

#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace hubwatch::ui {

TEST(VaultStripTest, SaysWhyAndOffersAChange)
{
    VaultStrip strip;
    const auto words = [&] { return strip.findChild<MarkedSentence *>(QStringLiteral("vaultWords"))->sentence(); };
    strip.setVault({.backend = VaultState::Backend::Open}, testing::cannedNow());
    EXPECT_TRUE(words().word.isEmpty()) << "when all is well the head says it all";
    strip.setVault({.backend = VaultState::Backend::Absent}, testing::cannedNow());
    EXPECT_EQ(words().mark, Mark::Bad);
    EXPECT_TRUE(words().word.contains(u"for this session"));
    EXPECT_TRUE(strip.accessibleName().contains(u"absent"));
    QSignalSpy wanted(&strip, &VaultStrip::changeWanted);
    strip.findChild<QPushButton *>(QStringLiteral("changeVaultButton"))->click();
    EXPECT_EQ(wanted.size(), 1);
}

TEST(VaultDialogTest, SaysWhoGoesBlindAndChangesNothingUnasked)
{
    VaultDialog dialog(VaultState::Mode::Keychain, {QStringLiteral("prod"), QStringLiteral("sandbox")}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy chosen(&dialog, &VaultDialog::chosen);
    auto *change = dialog.findChild<QPushButton *>(QStringLiteral("changeVault"));
    auto *follows = dialog.findChild<MarkedSentence *>(QStringLiteral("vaultFollows"));
    EXPECT_FALSE(change->isEnabled()) << "it is so already";
    EXPECT_TRUE(follows->sentence().word.isEmpty());
    dialog.findChild<QRadioButton *>(QStringLiteral("useNothing"))->click();
    EXPECT_TRUE(follows->sentence().word.contains(u"prod, sandbox go blind")) << follows->sentence().word.toStdString();
    EXPECT_EQ(chosen.size(), 0);
    change->click();
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<VaultState::Mode>(), VaultState::Mode::Refuse);
}

} // namespace hubwatch::ui
