#include "support/canned_accounts.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/sources/account_card.h"
#include "ui/sources/account_edit.h"
#include "ui/sources/credentials_model.h"
#include "ui/sources/credentials_part.h"
#include "ui/sources/source_rows.h"
#include "ui/sources/sources_page.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QDialog>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class AccountsPageTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::accountsSnapshot());
        page.resize(1180, 700);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    }

    QPushButton *button(const char *name) { return page.findChild<QPushButton *>(QString::fromLatin1(name)); }

    testing::FakeConsole console;
    SourcesPage page{console};
};

AccountConfig accountNamed(const char *name)
{
    AccountConfig account;
    account.name = QString::fromLatin1(name);
    account.credential = QStringLiteral("keychain:") + account.name;
    return account;
}

} // namespace

TEST(SourceRowsOfAccountsTest, LeavesAccountsToTheirOwnPart)
{
    for (const SourceRow &row : sourceRows(testing::accountsSnapshot(), {}))
        EXPECT_FALSE(row.service.startsWith(u"hubspot:"));
}

TEST(AccountEditTest, ServicesAndRulesFollowARename)
{
    Workspace workspace = testing::accountsSnapshot().workspace;
    workspace.rules = {{.name = QStringLiteral("mine"), .services = {QStringLiteral("hubspot:prod")}}};
    AccountConfig renamed = workspace.accounts[0];
    renamed.name = QStringLiteral("main");
    const Workspace changed = withAccount(workspace, QStringLiteral("prod"), renamed);
    EXPECT_EQ(changed.accounts.size(), workspace.accounts.size());
    EXPECT_EQ(changed.services[0].account, QStringLiteral("main"));
    EXPECT_EQ(changed.rules[0].services, QStringList{QStringLiteral("hubspot:main")});
    const Workspace removed = withoutAccount(workspace, QStringLiteral("prod"));
    EXPECT_TRUE(removed.services[0].account.isEmpty());
    EXPECT_EQ(removed.services.size(), workspace.services.size()) << "the services stay";
    EXPECT_TRUE(removed.rules.empty());
    EXPECT_EQ(withRegion(workspace, QStringLiteral("prod"), QStringLiteral("eu1")).accounts[0].api,
              QUrl(QStringLiteral("https://api-eu1.hubapi.com")));
}

TEST(AccountEditTest, RefusesWhatWouldGiveTheTokenAway)
{
    const Workspace workspace = testing::accountsSnapshot().workspace;
    const auto problems = [&](auto change) {
        AccountConfig account = accountNamed("new");
        change(account);
        return accountProblems(workspace, {}, account).size();
    };
    EXPECT_EQ(problems([](AccountConfig &) {}), 0);
    EXPECT_EQ(problems([](AccountConfig &a) { a.name = QStringLiteral("prod"); }), 1);
    EXPECT_EQ(problems([](AccountConfig &a) { a.name.clear(); }), 1);
    EXPECT_EQ(problems([](AccountConfig &a) { a.api = QUrl(QStringLiteral("http://api.hubapi.com")); }), 1);
    EXPECT_EQ(problems([](AccountConfig &a) { a.api = QUrl(QStringLiteral("https://evil.example.test")); }), 1);
    EXPECT_EQ(problems([](AccountConfig &a) { a.api = QUrl(QStringLiteral("http://127.0.0.1:8080")); }), 0);
    EXPECT_EQ(problems([](AccountConfig &a) { a.credential = QStringLiteral("dotenv:.env#TOKEN"); }), 1);
    EXPECT_EQ(problems([](AccountConfig &a) {
                  a.credential = QStringLiteral("dotenv:.env#TOKEN");
                  a.kind = AccountConfig::Kind::Sandbox;
              }),
              0);
    EXPECT_EQ(problems([](AccountConfig &a) { a.burst = QStringLiteral("80"); }), 1);
}

TEST(CredentialsModelTest, ChangesInPlaceAndShowsFingerprintsOnly)
{
    CredentialsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Snapshot snapshot = testing::accountsSnapshot();
    model.setSnapshot(snapshot);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    snapshot.at += 1min;
    model.setSnapshot(snapshot);
    EXPECT_EQ(resets.size(), 0);
    EXPECT_EQ(model.index(0, CredentialsModel::Shown).data().toString(), QStringLiteral("pat-na1-…c0de"));
    EXPECT_EQ(model.index(2, CredentialsModel::State).data().toString(), QStringLiteral("in plain text"));
    EXPECT_EQ(model.index(1, CredentialsModel::State).data(CredentialsModel::MarkRole).toInt(), int(Mark::Bad));
}

TEST_F(AccountsPageTest, ActsOnTheChosenAccount)
{
    page.showPart(SourcesPart::Accounts);
    page.select(QStringLiteral("sandbox"));
    button("pollAccountButton")->click();
    EXPECT_EQ(console.polledAccounts, QStringList{QStringLiteral("sandbox")});
    button("verifyAccountButton")->click();
    EXPECT_EQ(console.desk.verified, QStringList{QStringLiteral("keychain:sandbox")});
    button("removeAccountButton")->click();
    EXPECT_TRUE(console.savedWorkspaces.empty());
    page.findChild<QPushButton *>(QStringLiteral("confirmRemoveAccount"))->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].accounts.size(), 1u);
}

TEST_F(AccountsPageTest, MovesAnAccountToItsRegionByOneClick)
{
    console.show(testing::troubledAccountsSnapshot());
    page.showPart(SourcesPart::Accounts);
    auto *card = page.findChild<AccountCard *>(QStringLiteral("account-prod"));
    auto *region = card->findChild<QPushButton *>(QStringLiteral("regionButton"));
    ASSERT_FALSE(region->isHidden());
    EXPECT_EQ(region->text(), QStringLiteral("Use api-eu1.hubapi.com"));
    region->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].accounts[1].name, QStringLiteral("sandbox"));
    bool moved = false;
    for (const AccountConfig &account : console.savedWorkspaces[0].accounts)
        moved = moved || account.api.host() == u"api-eu1.hubapi.com";
    EXPECT_TRUE(moved);
}

TEST_F(AccountsPageTest, SaysWhyAnActionIsImpossible)
{
    console.show(testing::lockedVaultSnapshot());
    page.showPart(SourcesPart::Credentials);
    EXPECT_FALSE(button("setSecretButton")->isEnabled());
    EXPECT_TRUE(button("setSecretButton")->toolTip().contains(u"locked"));
    EXPECT_TRUE(button("verifyCredentialButton")->isEnabled());
    auto *part = page.findChild<CredentialsPart *>();
    part->select(QStringLiteral("dotenv:.env#SYNC_PASSWORD"));
    EXPECT_TRUE(button("rotateCredentialButton")->toolTip().contains(u"does not live in the keychain"));
    EXPECT_TRUE(button("drillLeakButton")->toolTip().contains(u"No HubSpot account"));
    Snapshot broken = testing::accountsSnapshot();
    broken.workspaceProblems = testing::brokenWorkspaceSnapshot().workspaceProblems;
    console.show(broken);
    EXPECT_FALSE(button("addAccountButton")->isEnabled());
    EXPECT_TRUE(button("addAccountButton")->toolTip().contains(u"mistakes"));
}

TEST_F(AccountsPageTest, ChoosesWhereSecretsAreKept)
{
    page.showPart(SourcesPart::Credentials);
    button("changeVaultButton")->click();
    auto *dialog = page.findChild<QDialog *>(QStringLiteral("vaultDialog"));
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QRadioButton *>(QStringLiteral("useSession"))->click();
    EXPECT_TRUE(console.desk.modes.empty()) << "nothing changes before it is confirmed";
    button("changeVault")->click();
    EXPECT_EQ(console.desk.modes, std::vector<VaultState::Mode>{VaultState::Mode::Session});
    console.show(testing::sessionVaultSnapshot());
    EXPECT_TRUE(page.findChild<MarkedSentence *>(QStringLiteral("vaultStanding"))->sentence().word.contains(u"memory"));
    button("doctorButton")->click();
    EXPECT_EQ(console.desk.doctors, 1);
}

TEST_F(AccountsPageTest, LeadsOnWhereThereIsNothingYet)
{
    Snapshot snapshot{.at = testing::cannedNow(), .loading = false};
    console.show(snapshot);
    page.showPart(SourcesPart::Credentials);
    ASSERT_TRUE(page.findChild<QWidget *>(QStringLiteral("credentialsFirstRun"))->isVisible());
    button("firstAddAccountOfCredentials")->click();
    EXPECT_EQ(page.part(), SourcesPart::Accounts);
    EXPECT_TRUE(button("firstAddAccount")->isVisible());
    page.showPart(SourcesPart::Services);
    EXPECT_TRUE(button("firstAddServices")->isVisible());
}

TEST_F(AccountsPageTest, RemovesASecretOnlyAfterTheQuestion)
{
    page.showPart(SourcesPart::Credentials);
    page.findChild<CredentialsPart *>()->select(QStringLiteral("keychain:prod"));
    button("removeSecretButton")->click();
    EXPECT_TRUE(console.desk.removed.isEmpty());
    page.findChild<QPushButton *>(QStringLiteral("confirmRemoveSecret"))->click();
    EXPECT_EQ(console.desk.removed, QStringList{QStringLiteral("keychain:prod")});
}

TEST_F(AccountsPageTest, OpensAnAccountByItsSubject)
{
    page.select(QStringLiteral("hubspot:sandbox"));
    EXPECT_EQ(page.part(), SourcesPart::Accounts);
    button("pollAccountButton")->click();
    EXPECT_EQ(console.polledAccounts, QStringList{QStringLiteral("sandbox")});
}

TEST_F(AccountsPageTest, MissesTheKeychainOnlyWhereSomethingLivesInIt)
{
    Snapshot snapshot = testing::vaultSnapshot(VaultState::Mode::Keychain, VaultState::Backend::Absent);
    for (CredentialState &credential : snapshot.credentials)
        credential.record.createdAt = snapshot.at;
    console.show(snapshot);
    const auto *tab = page.findChild<QAbstractButton *>(QStringLiteral("credentialsTab"));
    EXPECT_FALSE(tab->accessibleDescription().isEmpty());
    for (CredentialState &credential : snapshot.credentials)
        credential.record.reference = QStringLiteral("env:TOKEN");
    console.show(snapshot);
    EXPECT_TRUE(tab->accessibleDescription().isEmpty());
}

} // namespace hubwatch::ui
