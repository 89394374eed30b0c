// What the dialogs ask of the desk and of the workspace, and what they say to the answers.
#include "support/canned_accounts.h"
#include "support/fake_console.h"
#include "ui/credentials/account_dialog.h"
#include "ui/credentials/doctor_dialog.h"
#include "ui/credentials/leak_drill_dialog.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/credentials/oauth_dialog.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/rotation_assistant.h"
#include "ui/credentials/secret_dialog.h"
#include "ui/credentials/secret_field.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using Command = CredentialOutcome::Command;

/// Catches what would open in the browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    QList<QUrl> opened = {};

public slots:
    void open(const QUrl &url) { opened << url; }
};

class CredentialDialogsTest : public ::testing::Test
{
protected:
    void SetUp() override { console.show(testing::accountsSnapshot()); }

    template<class Widget>
    static Widget *find(QWidget *in, const char *name)
    {
        return in->findChild<Widget *>(QString::fromLatin1(name));
    }
    static void paste(QWidget *dialog)
    {
        QApplication::clipboard()->setText(QString::fromLatin1(testing::canaryToken));
        auto *field = dialog->findChild<SecretField *>();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QApplication::clipboard()->clear();
    }
    static QString outcomeOf(QWidget *dialog)
    {
        return dialog->findChild<OutcomePanel *>()
            ->findChild<MarkedSentence *>(QStringLiteral("outcome"))
            ->sentence()
            .word;
    }

    testing::FakeConsole console;
};

} // namespace

TEST_F(CredentialDialogsTest, StoresASecretVerifiedAndOffersForceOnlyWhenUnreachable)
{
    QPointer<SecretDialog> dialog = new SecretDialog(console, QStringLiteral("prod"), QStringLiteral("prod"));
    dialog->show();
    EXPECT_FALSE(find<QPushButton>(dialog, "storeButton")->isEnabled());
    paste(dialog);
    find<QPushButton>(dialog, "storeButton")->click();
    ASSERT_EQ(console.desk.stored.size(), 1u);
    EXPECT_EQ(console.desk.stored[0].account, QStringLiteral("prod"));
    EXPECT_EQ(console.desk.stored[0].secret.reveal(), QByteArrayView(testing::canaryToken));
    EXPECT_FALSE(console.desk.stored[0].unverified);
    CredentialOutcome outcome{.command = Command::Store, .reference = QStringLiteral("keychain:prod")};
    outcome.mayForce = true;
    outcome.words = QStringLiteral("HubSpot cannot be reached.");
    emit console.desk.done(outcome);
    auto *force = find<QPushButton>(dialog, "forceButton");
    ASSERT_FALSE(force->isHidden());
    force->click();
    ASSERT_EQ(console.desk.stored.size(), 2u);
    EXPECT_TRUE(console.desk.stored[1].unverified);
    EXPECT_EQ(console.desk.stored[1].secret.reveal(), QByteArrayView(testing::canaryToken));
    outcome.good = true;
    outcome.mayForce = false;
    outcome.words = QStringLiteral("Stored.");
    emit console.desk.done(outcome);
    EXPECT_TRUE(force->isHidden());
    EXPECT_EQ(find<QPushButton>(dialog, "closeButton")->text(), QStringLiteral("Close"));
    delete dialog;
}

TEST_F(CredentialDialogsTest, RefusesAWrongPortalWithBothNumbers)
{
    SecretDialog dialog(console, QStringLiteral("prod"), QStringLiteral("prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    paste(&dialog);
    find<QPushButton>(&dialog, "storeButton")->click();
    CredentialOutcome outcome{.command = Command::Store, .reference = QStringLiteral("keychain:prod")};
    outcome.words = QStringLiteral("It is not stored.");
    outcome.record.portal = 9191;
    emit console.desk.done(outcome);
    EXPECT_TRUE(outcomeOf(&dialog).contains(u"9191")) << outcomeOf(&dialog).toStdString();
    EXPECT_TRUE(outcomeOf(&dialog).contains(u"4242"));
    EXPECT_TRUE(find<QPushButton>(&dialog, "forceButton")->isHidden());
}

TEST_F(CredentialDialogsTest, AddsAnAccountWorkspaceFirstThenItsToken)
{
    AccountDialog dialog(console, {});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    EXPECT_FALSE(find<QPushButton>(&dialog, "saveButton")->isEnabled());
    EXPECT_TRUE(find<MarkedSentence>(&dialog, "accountProblem")->isHidden()) << "an empty form is nobody's mistake";
    find<QLineEdit>(&dialog, "accountName")->setText(QStringLiteral("staging"));
    find<QComboBox>(&dialog, "accountKind")->setCurrentIndex(1);
    find<QLineEdit>(&dialog, "accountPortal")->setText(QStringLiteral("77"));
    paste(&dialog);
    find<QPushButton>(&dialog, "saveButton")->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    const AccountConfig &added = console.savedWorkspaces[0].accounts.back();
    EXPECT_EQ(added.credential, QStringLiteral("keychain:staging")) << "the name is proposed";
    EXPECT_EQ(added.kind, AccountConfig::Kind::Sandbox);
    EXPECT_TRUE(console.desk.stored.empty()) << "not before the file is written";
    emit console.saved({});
    ASSERT_EQ(console.desk.stored.size(), 1u);
    EXPECT_EQ(console.desk.stored[0].name, QStringLiteral("staging"));
    CredentialOutcome outcome{.command = Command::Store, .reference = QStringLiteral("keychain:staging")};
    outcome.good = true;
    outcome.words = QStringLiteral("HubSpot accepts it.");
    outcome.record.portal = 77;
    emit console.desk.done(outcome);
    EXPECT_EQ(outcomeOf(&dialog), QStringLiteral("HubSpot accepts it."));
}

TEST_F(CredentialDialogsTest, KeepsNoTokenWhenTheFileCannotBeWritten)
{
    AccountDialog dialog(console, {});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    find<QLineEdit>(&dialog, "accountName")->setText(QStringLiteral("staging"));
    paste(&dialog);
    find<QPushButton>(&dialog, "saveButton")->click();
    emit console.saved(QStringLiteral("hubwatch.toml: read-only"));
    EXPECT_TRUE(console.desk.stored.empty());
    EXPECT_TRUE(outcomeOf(&dialog).contains(u"read-only"));
    EXPECT_TRUE(dialog.findChild<SecretField *>()->isEmpty());
}

TEST_F(CredentialDialogsTest, VerifiesWhatLivesElsewhere)
{
    AccountConfig account = console.snapshot()->workspace.accounts[0];
    account.credential = QStringLiteral("env:HUBSPOT_TOKEN");
    Snapshot snapshot = testing::accountsSnapshot();
    snapshot.workspace.accounts[0] = account;
    console.show(snapshot);
    AccountDialog dialog(console, account);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    EXPECT_TRUE(dialog.findChild<SecretField *>()->isHidden());
    find<QPushButton>(&dialog, "saveButton")->click();
    EXPECT_TRUE(console.savedWorkspaces.empty()) << "nothing was changed";
    EXPECT_EQ(console.desk.verified, QStringList{QStringLiteral("env:HUBSPOT_TOKEN")});
}

TEST_F(CredentialDialogsTest, WalksARotationByTheSnapshotsStage)
{
    RotationAssistant dialog(console, QStringLiteral("keychain:prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    find<QPushButton>(&dialog, "rotateMade")->click();
    paste(&dialog);
    find<QPushButton>(&dialog, "rotateStore")->click();
    ASSERT_EQ(console.desk.rotated.size(), 1u);
    EXPECT_EQ(console.desk.rotated[0].secret.reveal(), QByteArrayView(testing::canaryToken));
    CredentialOutcome outcome{.command = Command::RotateStore, .reference = QStringLiteral("keychain:prod")};
    outcome.good = true;
    outcome.words = QStringLiteral("Stored beside the old one.");
    emit console.desk.done(outcome);

    Snapshot snapshot = testing::rotatingSnapshot();
    snapshot.credentials[0].record.rotation->stage = Rotation::Stage::Stored;
    console.show(snapshot);
    EXPECT_TRUE(find<QPushButton>(&dialog, "rotateVerify")->isVisible());
    find<QPushButton>(&dialog, "rotateVerify")->click();
    EXPECT_FALSE(find<QPushButton>(&dialog, "rotateVerify")->isEnabled()) << "one command at a time";
    outcome.command = Command::RotateVerify;
    emit console.desk.done(outcome);

    console.show(testing::rotatingSnapshot());
    EXPECT_TRUE(find<QPushButton>(&dialog, "rotateRetire")->isVisible());
    EXPECT_TRUE(find<MarkedSentence>(&dialog, "rotationGrace")->sentence().word.contains(u"6 d left"));
    find<QPushButton>(&dialog, "rotateBack")->click();
    EXPECT_EQ(console.desk.rotated.back().step, RotateCredential::Step::Back);
    outcome.command = Command::RotateBack;
    emit console.desk.done(outcome);
    snapshot = testing::rotatingSnapshot();
    snapshot.credentials[0].record.rotation->graceEndsAt = snapshot.at - 1min;
    console.show(snapshot);
    EXPECT_FALSE(find<QPushButton>(&dialog, "rotateBack")->isEnabled()) << "HubSpot has ended the old one";
}

TEST_F(CredentialDialogsTest, RetiresAgainstAWarningOnlyWhenThePersonInsists)
{
    console.show(testing::rotatingSnapshot());
    RotationAssistant dialog(console, QStringLiteral("keychain:prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    EXPECT_FALSE(find<QPushButton>(&dialog, "rotateRetire")->isDefault()) << "Enter alone must not retire it";
    find<QPushButton>(&dialog, "rotateRetire")->click();
    ASSERT_EQ(console.desk.rotated.size(), 1u);
    EXPECT_FALSE(console.desk.rotated[0].force);
    CredentialOutcome outcome{.command = Command::RotateRetire, .reference = QStringLiteral("keychain:prod")};
    outcome.mayForce = true;
    outcome.words = QStringLiteral("HubSpot keeps the old one for 6 days more. deals-sync still answers 401.");
    emit console.desk.done(outcome);
    EXPECT_EQ(outcomeOf(&dialog), outcome.words);
    auto *force = find<QPushButton>(&dialog, "forceButton");
    ASSERT_TRUE(force->isVisible());
    EXPECT_EQ(force->text(), QStringLiteral("Retire it anyway"));
    EXPECT_EQ(dialog.focusWidget(), find<QPushButton>(&dialog, "closeButton")) << "a key struck twice must not insist";
    force->click();
    ASSERT_EQ(console.desk.rotated.size(), 2u);
    EXPECT_EQ(console.desk.rotated[1].step, RotateCredential::Step::Retire);
    EXPECT_TRUE(console.desk.rotated[1].force);
    EXPECT_TRUE(force->isHidden()) << "one command at a time";
}

TEST_F(CredentialDialogsTest, SaysThatANoteOfALeakDrillIsNotInTheFile)
{
    LeakDrillDialog dialog(console, QStringLiteral("prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    emit console.desk.leakReported(testing::cannedLeakReport());
    const auto *problem = find<MarkedSentence>(&dialog, "leakNoteProblem");
    EXPECT_TRUE(problem->isHidden());
    emit console.desk.done({.command = Command::Verify, .words = QStringLiteral("another's")});
    EXPECT_TRUE(problem->isHidden());
    emit console.desk.done({.command = Command::NoteLeakStep, .words = QStringLiteral("prod.md: disk full.")});
    EXPECT_TRUE(problem->isVisible());
    EXPECT_TRUE(problem->sentence().word.contains(u"disk full"));
}

TEST_F(CredentialDialogsTest, NotesEachStepOfALeakDrill)
{
    LeakDrillDialog dialog(console, QStringLiteral("prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    EXPECT_EQ(console.desk.drilled, QStringList{QStringLiteral("prod")});
    emit console.desk.leakReported(testing::cannedLeakReport());
    auto *first = find<QCheckBox>(&dialog, "leakStep1");
    ASSERT_NE(first, nullptr);
    first->click();
    ASSERT_EQ(console.desk.notes.size(), 1);
    EXPECT_TRUE(console.desk.notes[0].contains(u"expire now"));
    EXPECT_TRUE(find<QLabel>(&dialog, "leakWhen1")->text().startsWith(u"done "));
    first->click();
    EXPECT_TRUE(console.desk.notes[1].contains(u"taken back"));
}

TEST_F(CredentialDialogsTest, ShowsWhyThereIsNoSecurityActivity)
{
    LeakDrillDialog dialog(console, QStringLiteral("prod"));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    LeakReport report = testing::cannedLeakReport();
    report.events.clear();
    report.eventsProblem = QStringLiteral("The token lacks account-info.security.read.");
    emit console.desk.leakReported(report);
    ASSERT_NE(find<MarkedSentence>(&dialog, "leakEventsProblem"), nullptr);
    EXPECT_EQ(find<QWidget>(&dialog, "leakEvents"), nullptr);
}

TEST_F(CredentialDialogsTest, RunsTheDoctorAndItsStepsAgain)
{
    DoctorDialog dialog(console);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    EXPECT_EQ(console.desk.doctors, 1);
    emit console.desk.doctorReported(testing::cannedDoctorReport());
    EXPECT_EQ(find<MarkedSentence>(&dialog, "doctorVerdict")->sentence().mark, Mark::Bad);
    find<QPushButton>(&dialog, "copyDoctor")->click();
    EXPECT_TRUE(QApplication::clipboard()->text().contains(u"unlocked: bad"));
    find<QPushButton>(&dialog, "runDoctor")->click();
    EXPECT_EQ(console.desk.doctors, 2);
}

TEST_F(CredentialDialogsTest, AuthorisesThroughTheBrowserAndGivesUpWhenClosed)
{
    Browser browser;
    auto *dialog = new OAuthDialog(console, console.snapshot()->workspace.accounts[0], {QStringLiteral("oauth")});
    dialog->show();
    EXPECT_EQ(find<QLineEdit>(dialog, "oauthRedirect")->text(), QStringLiteral("http://localhost:47831/hubwatch"));
    EXPECT_TRUE(find<QLineEdit>(dialog, "oauthRedirect")->isReadOnly());
    find<QLineEdit>(dialog, "oauthClientId")->setText(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    paste(dialog);
    find<QPlainTextEdit>(dialog, "oauthScopes")->setPlainText(QStringLiteral("oauth, crm.objects.contacts.read\n"));
    find<QPushButton>(dialog, "startButton")->click();
    ASSERT_EQ(console.desk.authorized.size(), 1u);
    EXPECT_EQ(console.desk.authorized[0].scopes.size(), 2);
    EXPECT_EQ(console.desk.authorized[0].clientSecret.reveal(), QByteArrayView(testing::canaryToken));
    emit console.desk.authorizeUrl(QUrl(QStringLiteral("https://app.hubspot.com/oauth/authorize?client_id=1")));
    EXPECT_EQ(browser.opened.size(), 1);
    delete dialog;
    EXPECT_EQ(console.desk.cancelled, 1);
}

} // namespace hubwatch::ui

#include "dialogs_test.moc"
