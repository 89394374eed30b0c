// Every dialog on credentials as a picture, light and dark; and that no picture, title or spoken text holds a token.
#include "support/canned_accounts.h"
#include "support/fake_console.h"
#include "ui/credentials/account_dialog.h"
#include "ui/credentials/doctor_dialog.h"
#include "ui/credentials/leak_drill_dialog.h"
#include "ui/credentials/oauth_dialog.h"
#include "ui/credentials/rotation_assistant.h"
#include "ui/credentials/secret_dialog.h"
#include "ui/credentials/secret_field.h"
#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <functional>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using Command = CredentialOutcome::Command;

const QString pictures = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");

void paste(QWidget *dialog)
{
    QApplication::clipboard()->setText(QString::fromLatin1(testing::canaryToken));
    QTest::keyClick(dialog->findChild<SecretField *>(), Qt::Key_V, Qt::ControlModifier);
    QApplication::clipboard()->clear();
}

void click(QWidget *dialog, const char *name)
{
    dialog->findChild<QPushButton *>(QString::fromLatin1(name))->click();
}

CredentialOutcome outcomeOf(Command command, bool good, const char *words)
{
    CredentialOutcome outcome{.command = command, .reference = QStringLiteral("keychain:prod"), .good = good};
    outcome.words = QString::fromUtf8(words);
    return outcome;
}

CredentialRecord verifiedRecord()
{
    return testing::cannedAccount(QStringLiteral("prod"), testing::cannedNow()).credential;
}

using Make = std::function<QDialog *(testing::FakeConsole &)>;

struct DialogScreen {
    const char *name;
    Make make;
};

QDialog *accountNew(testing::FakeConsole &console)
{
    auto *dialog = new AccountDialog(console, {});
    dialog->findChild<QLineEdit *>(QStringLiteral("accountName"))->setText(QStringLiteral("staging"));
    paste(dialog);
    return dialog;
}

QDialog *accountAnswered(testing::FakeConsole &console)
{
    auto *dialog = new AccountDialog(console, console.snapshot()->workspace.accounts[0]);
    paste(dialog);
    click(dialog, "saveButton");
    CredentialOutcome outcome = outcomeOf(Command::Store, true, "HubSpot accepts the token; it is in the keychain.");
    outcome.record = verifiedRecord();
    emit console.desk.done(outcome);
    return dialog;
}

QDialog *accountMistaken(testing::FakeConsole &console)
{
    AccountConfig account = console.snapshot()->workspace.accounts[0];
    account.credential = QStringLiteral("dotenv:.env#HUBSPOT_TOKEN");
    account.burst = QStringLiteral("fast");
    account.api = QUrl(QStringLiteral("http://hubspot.example.test"));
    return new AccountDialog(console, account);
}

QDialog *secretUnreachable(testing::FakeConsole &console)
{
    auto *dialog = new SecretDialog(console, QStringLiteral("prod"), QStringLiteral("prod"));
    paste(dialog);
    click(dialog, "storeButton");
    CredentialOutcome outcome
        = outcomeOf(Command::Store, false, "HubSpot cannot be reached, so nobody knows whose token this is.");
    outcome.mayForce = true;
    emit console.desk.done(outcome);
    return dialog;
}

QDialog *secretRefused(testing::FakeConsole &console)
{
    auto *dialog = new SecretDialog(console, QStringLiteral("prod"), QStringLiteral("prod"));
    paste(dialog);
    click(dialog, "storeButton");
    CredentialOutcome outcome = outcomeOf(Command::Store, false, "Nothing was stored.");
    outcome.record = verifiedRecord();
    outcome.record.portal = 9191;
    emit console.desk.done(outcome);
    return dialog;
}

QDialog *rotationPaste(testing::FakeConsole &console)
{
    auto *dialog = new RotationAssistant(console, QStringLiteral("keychain:prod"));
    click(dialog, "rotateMade");
    paste(dialog);
    return dialog;
}

QDialog *rotationStart(testing::FakeConsole &console)
{
    return new RotationAssistant(console, QStringLiteral("keychain:prod"));
}

QDialog *rotationWatch(testing::FakeConsole &console)
{
    Snapshot snapshot = testing::rotatingSnapshot();
    for (Reading &reading : snapshot.services[1].readings) {
        if (reading.signal == u"api.auth_failures") {
            reading.value = 3;
            reading.observedAt = snapshot.at;
        }
    }
    console.show(snapshot);
    auto *dialog = new RotationAssistant(console, QStringLiteral("keychain:prod"));
    emit console.desk.done(outcomeOf(Command::RotateSwitch, true, "The new token is in use; the old one is kept."));
    return dialog;
}

QDialog *rotationAt(testing::FakeConsole &console, Rotation::Stage stage)
{
    Snapshot snapshot = testing::rotatingSnapshot();
    snapshot.credentials[0].record.rotation->stage = stage;
    console.show(snapshot);
    return new RotationAssistant(console, QStringLiteral("keychain:prod"));
}

QDialog *rotationVerify(testing::FakeConsole &console)
{
    return rotationAt(console, Rotation::Stage::Stored);
}

QDialog *rotationSwitch(testing::FakeConsole &console)
{
    return rotationAt(console, Rotation::Stage::Verified);
}

QDialog *rotationWarned(testing::FakeConsole &console)
{
    QDialog *dialog = rotationWatch(console);
    click(dialog, "rotateRetire");
    CredentialOutcome outcome
        = outcomeOf(Command::RotateRetire, false,
                    "HubSpot keeps the old one until 30 Nov. deals-sync still answers 401: give it the new one first.");
    outcome.mayForce = true;
    emit console.desk.done(outcome);
    return dialog;
}

QDialog *leakDrill(testing::FakeConsole &console)
{
    auto *dialog = new LeakDrillDialog(console, QStringLiteral("prod"));
    emit console.desk.leakReported(testing::cannedLeakReport());
    return dialog;
}

QDialog *doctor(testing::FakeConsole &console)
{
    auto *dialog = new DoctorDialog(console);
    emit console.desk.doctorReported(testing::cannedDoctorReport());
    return dialog;
}

QDialog *doctorGood(testing::FakeConsole &console)
{
    auto *dialog = new DoctorDialog(console);
    DoctorReport report = testing::cannedDoctorReport();
    report.vault.backend = VaultState::Backend::Open;
    report.vault.words.clear();
    for (DoctorStep &step : report.steps)
        step = {.name = step.name, .outcome = DoctorStep::Outcome::Good};
    emit console.desk.doctorReported(report);
    return dialog;
}

QDialog *oauthWaiting(testing::FakeConsole &console)
{
    auto *dialog = new OAuthDialog(console, console.snapshot()->workspace.accounts[0],
                                   {QStringLiteral("oauth"), QStringLiteral("crm.objects.contacts.read")});
    dialog->findChild<QLineEdit *>(QStringLiteral("oauthClientId"))
        ->setText(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    paste(dialog);
    click(dialog, "startButton");
    return dialog;
}

class DialogScreensTest : public ::testing::TestWithParam<DialogScreen>
{ };

/// All that a screen reader may be told.
void gatherTexts(QAccessibleInterface *from, QStringList &texts, int depth = 0)
{
    if (!from || depth > 12)
        return;
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        texts << from->text(kind);
    if (QAccessibleTextInterface *text = from->textInterface())
        texts << text->text(0, text->characterCount());
    for (int at = 0; at < from->childCount(); ++at)
        gatherTexts(from->child(at), texts, depth + 1);
}

} // namespace

TEST_P(DialogScreensTest, IsDrawnInBothThemesAndTellsNoToken)
{
    QDir().mkpath(pictures);
    for (const Theme *theme : {&darkTheme(), &lightTheme()}) {
        applyTheme(*theme);
        testing::FakeConsole console;
        console.show(testing::accountsSnapshot());
        const std::unique_ptr<QDialog> dialog(GetParam().make(console));
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QTest::qWait(30);
        dialog->adjustSize();
        QTest::qWait(20);
        EXPECT_FALSE(dialog->isModal());
        const QString path = QStringLiteral("%1/dialog-%2-%3.png")
                                 .arg(pictures, QString::fromLatin1(GetParam().name),
                                      theme->dark ? QStringLiteral("dark") : QStringLiteral("light"));
        EXPECT_TRUE(dialog->grab().save(path)) << path.toStdString();

        QStringList texts{dialog->windowTitle()};
        gatherTexts(QAccessible::queryAccessibleInterface(dialog.get()), texts);
        for (const QLineEdit *field : dialog->findChildren<QLineEdit *>())
            texts << field->text() << field->displayText() << field->toolTip();
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            texts << label->text() << label->toolTip();
        for (const QString &text : texts)
            EXPECT_FALSE(text.contains(u"c0ffee")) << text.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(
    Dialogs, DialogScreensTest,
    ::testing::Values(DialogScreen{"account-new", accountNew}, DialogScreen{"account-answered", accountAnswered},
                      DialogScreen{"account-mistaken", accountMistaken},
                      DialogScreen{"secret-unreachable", secretUnreachable},
                      DialogScreen{"secret-refused", secretRefused}, DialogScreen{"rotation-start", rotationStart},
                      DialogScreen{"rotation-paste", rotationPaste}, DialogScreen{"rotation-verify", rotationVerify},
                      DialogScreen{"rotation-switch", rotationSwitch}, DialogScreen{"rotation-watch", rotationWatch},
                      DialogScreen{"rotation-warned", rotationWarned}, DialogScreen{"doctor-good", doctorGood},
                      DialogScreen{"leak-drill", leakDrill}, DialogScreen{"doctor", doctor},
                      DialogScreen{"oauth-waiting", oauthWaiting}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).remove(u'-').toStdString(); });

} // namespace hubwatch::ui
