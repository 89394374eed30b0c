#include "vault/vault_settings.h"

#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class VaultSettingsTest : public ::testing::Test
{
protected:
    QTemporaryDir directory;
    QString folder = directory.filePath(QStringLiteral("data"));
    QString path = folder + QStringLiteral("/vault.json");
};

const VaultSettings chosen{.mode = VaultState::Mode::Session,
                           .backend = QStringLiteral("KWallet"),
                           .names = {QStringLiteral("prod"), QStringLiteral("box")}};

TEST_F(VaultSettingsTest, AreReadBack)
{
    EXPECT_EQ(loadVaultSettings(folder), VaultSettings());
    const Result<VaultSettings> saved
        = changeVaultSettings(folder, {}, [](VaultSettings &settings) { settings = chosen; });
    ASSERT_TRUE(saved) << saved.error().detail.toStdString();
    EXPECT_EQ(*saved, chosen);
    EXPECT_EQ(loadVaultSettings(folder), chosen);
}

TEST_F(VaultSettingsTest, KeepWhatTheOtherProgramWrote)
{
    ASSERT_TRUE(changeVaultSettings(folder, {}, [](VaultSettings &settings) { settings = chosen; }));
    const Result<VaultSettings> saved
        = changeVaultSettings(folder, {}, [](VaultSettings &settings) { settings.mode = VaultState::Mode::Refuse; });
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->names, chosen.names);
    EXPECT_EQ(saved->mode, VaultState::Mode::Refuse);
}

TEST_F(VaultSettingsTest, HaveDefaultsWhereTheFileIsBroken)
{
    ASSERT_TRUE(changeVaultSettings(folder, {}, [](VaultSettings &settings) { settings = chosen; }));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"mode": "plaintext", "names": 3})");
    file.close();
    EXPECT_EQ(loadVaultSettings(folder), VaultSettings()) << "there is no such mode";
}

TEST_F(VaultSettingsTest, SayWhenTheyCannotBeKept)
{
    QFile file(folder);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    const Result<VaultSettings> saved = changeVaultSettings(folder, {}, [](VaultSettings &) {});
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().detail.startsWith(path)) << saved.error().detail.toStdString();
    EXPECT_TRUE(saved.error().detail.contains(u"--data-dir"));
}

TEST_F(VaultSettingsTest, ChangeInMemoryAloneWithoutAFolder)
{
    const Result<VaultSettings> saved
        = changeVaultSettings({}, chosen, [](VaultSettings &settings) { settings.backend.clear(); });
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->names, chosen.names);
    EXPECT_EQ(saved->backend, QString());
}

} // namespace

} // namespace hubwatch::testing
