// The dialogs of the readiness page: what they order, what they refuse, and that nothing typed is lost.
#include "ui/readiness/page_bench.h"

#include "support/canned_accounts.h"
#include "ui/readiness/proof_dialog.h"
#include "ui/readiness/set_up_dialog.h"
#include "ui/readiness/waive_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

using Command = ReadinessOutcome::Command;

class ReadinessDialogsTest : public ReadinessBench
{
protected:
    template<class T>
    T *in(QWidget *dialog, const char *name)
    {
        return dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void fill(QWidget *dialog, const char *name, const char *text)
    {
        ASSERT_NE(in<QLineEdit>(dialog, name), nullptr) << name;
        in<QLineEdit>(dialog, name)->setText(QString::fromUtf8(text));
    }
    QString complaint(QWidget *dialog, const char *name) { return in<MarkedSentence>(dialog, name)->sentence().word; }
    WaiveDialog *waive(const char *item)
    {
        page->select(QString::fromLatin1(item));
        press(Qt::Key_W);
        return page->findChild<WaiveDialog *>();
    }
    ProofDialog *prove(const char *item)
    {
        page->select(QString::fromLatin1(item));
        press(Qt::Key_E);
        return page->findChild<ProofDialog *>();
    }
};

} // namespace

TEST_F(ReadinessDialogsTest, WaivesOnceEverythingIsSaid)
{
    open(testing::finishedReadiness());
    QPointer<WaiveDialog> dialog = waive("webhook.signatures");
    ASSERT_NE(dialog, nullptr);
    auto *send = in<QPushButton>(dialog, "sendWaive");
    EXPECT_FALSE(send->isEnabled());
    EXPECT_EQ(in<QLineEdit>(dialog, "waiveOwner")->text(), QStringLiteral("anna")) << "who answers for the service";
    fill(dialog, "waiveReason", "the gateway checks them");
    fill(dialog, "waiveApprover", "anna");
    in<QPushButton>(dialog, "waiveUntilIn30")->click();
    EXPECT_FALSE(send->isEnabled()) << "nobody approves of their own";
    fill(dialog, "waiveApprover", "ben");
    EXPECT_TRUE(send->isEnabled()) << complaint(dialog, "waiveProblem").toStdString();
    fill(dialog, "waiveUntil", "2027-11-23");
    EXPECT_FALSE(send->isEnabled()) << "more than 90 days";
    EXPECT_TRUE(complaint(dialog, "waiveProblem").startsWith(u"Until: 23 Nov 2027 is too far"));
    fill(dialog, "waiveUntil", "2026-11-01");
    EXPECT_TRUE(complaint(dialog, "waiveProblem").startsWith(u"Until: 1 Nov 2026 is over"))
        << complaint(dialog, "waiveProblem").toStdString();
    fill(dialog, "waiveUntil", "2026-02-30");
    EXPECT_TRUE(complaint(dialog, "waiveProblem").contains(u"is no day"));
    in<QPushButton>(dialog, "waiveUntilIn90")->click();
    send->click();
    ASSERT_EQ(console.readinessDesk.waivers.size(), 1u);
    const Waiver waiver = console.readinessDesk.waivers[0];
    EXPECT_EQ(waiver.item, QStringLiteral("webhook.signatures"));
    EXPECT_EQ(waiver.approver, QStringLiteral("ben"));
    EXPECT_EQ(std::chrono::sys_days(waiver.until) - std::chrono::sys_days(waiver.granted), std::chrono::days(90));
    EXPECT_FALSE(send->isEnabled()) << "it is on its way";
    answer(Command::Waive, QStringLiteral("hubwatch.toml cannot be written: permission denied."), waiver.item);
    EXPECT_TRUE(complaint(dialog, "waiveProblem").contains(u"permission denied"));
    EXPECT_EQ(in<QLineEdit>(dialog, "waiveReason")->text(), QStringLiteral("the gateway checks them"));
    send->click();
    answer(Command::Waive, {}, waiver.item);
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(ReadinessDialogsTest, ShowsAWaiverAndEndsIt)
{
    open(testing::finishedReadiness());
    QPointer<WaiveDialog> dialog = waive("test.sandbox");
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(complaint(dialog, "existingWaiver").contains(u"waived until 14 Dec 2026: sandbox being rebuilt"));
    EXPECT_EQ(in<QLineEdit>(dialog, "waiveUntil")->text(), QStringLiteral("2026-12-14"));
    in<QPushButton>(dialog, "endWaiver")->click();
    ASSERT_EQ(console.readinessDesk.endedWaivers.size(), 1u);
    EXPECT_EQ(console.readinessDesk.endedWaivers[0].second, QStringLiteral("test.sandbox"));
    answer(Command::EndWaiver, {}, QStringLiteral("test.sandbox"));
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(ReadinessDialogsTest, HasNothingToWaiveWhereItPasses)
{
    open(testing::finishedReadiness());
    EXPECT_EQ(waive("secrets.managed"), nullptr);
    EXPECT_EQ(prove("secrets.managed"), nullptr) << "only what is measured counts";
}

TEST_F(ReadinessDialogsTest, AddsAFileOfResultsAndRemovesIt)
{
    open(testing::finishedReadiness());
    QPointer<ProofDialog> dialog = prove("test.load");
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(in<QPushButton>(dialog, "proofAsWord")->isVisible()) << "nobody's word stands for a load test";
    EXPECT_EQ(in<CellTable>(dialog, "proofList")->model()->rowCount(), 1);
    auto *send = in<QPushButton>(dialog, "sendProof");
    EXPECT_FALSE(send->isEnabled());
    fill(dialog, "proofFile", "results/jmeter.jtl");
    fill(dialog, "proofPortal", "sandbox");
    EXPECT_FALSE(send->isEnabled());
    fill(dialog, "proofPortal", "990001");
    fill(dialog, "proofFileDay", "yesterday");
    EXPECT_FALSE(send->isEnabled());
    fill(dialog, "proofFileDay", "");
    EXPECT_TRUE(send->isEnabled()) << "the file may say it";
    fill(dialog, "proofFileDay", "2026-11-25");
    ASSERT_TRUE(send->isEnabled()) << complaint(dialog, "proofProblem").toStdString();
    send->click();
    ASSERT_EQ(console.readinessDesk.proofs.size(), 1u);
    EXPECT_EQ(console.readinessDesk.proofs[0].file, QStringLiteral("results/jmeter.jtl"));
    EXPECT_EQ(console.readinessDesk.proofs[0].portal, 990'001);
    EXPECT_EQ(console.readinessDesk.proofs[0].day, std::chrono::year(2026) / 11 / 25);
    answer(Command::AddProof, QStringLiteral("No such file."), QStringLiteral("test.load"));
    EXPECT_EQ(complaint(dialog, "proofProblem"), QStringLiteral("No such file."));
    EXPECT_EQ(in<QLineEdit>(dialog, "proofFile")->text(), QStringLiteral("results/jmeter.jtl"));
    in<QPushButton>(dialog, "removeProof")->click();
    ASSERT_EQ(console.readinessDesk.removedProofs.size(), 1u);
    EXPECT_EQ(console.readinessDesk.removedProofs[0].file, QStringLiteral("results/k6-summary.json"));
    answer(Command::RemoveProof, {}, QStringLiteral("test.load"));
    ServiceReadiness service = testing::finishedReadiness();
    service.proofs.clear();
    console.show(testing::readinessSnapshot(service));
    EXPECT_FALSE(in<CellTable>(dialog, "proofList")->isVisible());
    EXPECT_TRUE(dialog->isVisible()) << "removing one is no reason to go";
}

TEST_F(ReadinessDialogsTest, TakesAPersonsWordWithItsDays)
{
    open(testing::finishedReadiness());
    QPointer<ProofDialog> dialog = prove("logs.forwarded");
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(complaint(dialog, "proofProblem").startsWith(u"What was seen:"))
        << complaint(dialog, "proofProblem").toStdString();
    fill(dialog, "proofText", "the lines of 22 Nov are in Datadog");
    fill(dialog, "proofBy", "anna");
    auto *send = in<QPushButton>(dialog, "sendProof");
    EXPECT_FALSE(send->isEnabled()) << "until when?";
    in<QPushButton>(dialog, "proofUntilIn90")->click();
    ASSERT_TRUE(send->isEnabled()) << complaint(dialog, "proofProblem").toStdString();
    send->click();
    ASSERT_EQ(console.readinessDesk.proofs.size(), 1u);
    EXPECT_TRUE(console.readinessDesk.proofs[0].file.isEmpty());
    EXPECT_TRUE(console.readinessDesk.proofs[0].day.ok());
    answer(Command::AddProof, {}, QStringLiteral("logs.forwarded"));
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(ReadinessDialogsTest, KeepsEveryKeyOfTheSetUp)
{
    ServiceReadiness service = testing::neverRunReadiness();
    ChecklistTarget target = service.target;
    target.level = ReadinessLevel::A;
    target.allow = {QStringLiteral("tests/fixtures/**"), QStringLiteral("sha256:0f3a9c5d1e2b4a68")};
    target.scopes = {QStringLiteral("crm.objects.contacts.read")};
    target.items = {QStringLiteral("team.toml")};
    target.account = QStringLiteral("prod");
    target.webhook = QStringLiteral("/webhooks/hubspot");
    target.webhookUrl = QUrl(QStringLiteral("https://gate.example.com/hooks"));
    target.webhookSecret = QStringLiteral("keychain:test-app");
    target.webhookVersions = {QStringLiteral("v3"), QStringLiteral("v2")};
    target.webhookEffect = QStringLiteral("effects_total");
    target.benchPort = 40123;
    target.benchHost = QStringLiteral("host.docker.internal");
    target.benchStart = QStringLiteral("POST /sync");
    target.benchPatience = 90s;
    target.benchForward = QStringLiteral("staging");
    target.logs = QStringLiteral("file:/var/log/contacts.log");
    target.logsSeen = QStringLiteral("datadog:service:contacts-sync");
    target.datadogKey = QStringLiteral("env:DD_KEY");
    target.datadogApplicationKey = QStringLiteral("env:DD_APP");
    target.testFired = 30 * 24h;
    target.sandbox = QStringLiteral("gone");
    target.load = {.requests = 50'000, .errorRate = 0.005, .p99 = 1500ms};
    target.watch = 2h;
    service.target = target;
    open(service);
    press(Qt::Key_S);
    auto *dialog = page->findChild<SetUpDialog *>();
    ASSERT_NE(dialog, nullptr);
    auto *save = in<QPushButton>(dialog, "saveSetUp");
    ASSERT_TRUE(save->isEnabled()) << complaint(dialog, "setUpProblem").toStdString();
    save->click();
    ASSERT_EQ(console.readinessDesk.targets.size(), 1u);
    EXPECT_EQ(console.readinessDesk.targets[0], target) << "what nobody touched stays as it was";
}

TEST_F(ReadinessDialogsTest, SaysWhichFieldOfTheSetUpIsWrong)
{
    open(testing::unconfiguredReadiness());
    page->setUp();
    QPointer<SetUpDialog> dialog = page->findChild<SetUpDialog *>();
    auto *save = in<QPushButton>(dialog, "saveSetUp");
    EXPECT_TRUE(save->isEnabled()) << "everything may be left empty";
    const auto marked = [&] {
        const auto *sections = in<QListWidget>(dialog, "setUpSections");
        int count = 0;
        for (int at = 0; at < sections->count(); ++at)
            count += sections->item(at)->text().startsWith(u'◆') ? 1 : 0;
        return count;
    };
    const auto refused = [&](const char *field, const char *typed, const char *good) {
        fill(dialog, field, typed);
        EXPECT_FALSE(save->isEnabled()) << field;
        EXPECT_TRUE(complaint(dialog, "setUpProblem").contains(QString::fromUtf8(typed))) << field;
        EXPECT_TRUE(in<QLineEdit>(dialog, field)->property("wrong").toBool()) << field;
        EXPECT_EQ(marked(), 1) << "and its section says so, should the field be out of sight";
        fill(dialog, field, good);
        EXPECT_FALSE(in<QLineEdit>(dialog, field)->property("wrong").toBool()) << field;
        EXPECT_EQ(marked(), 0);
        EXPECT_TRUE(save->isEnabled()) << field;
    };
    refused("targetTestUrl", "localhost:3000", "http://localhost:3000");
    refused("targetBenchPort", "70000", "0");
    refused("targetWatch", "often", "6h");
    refused("targetLoadErrors", "few", "0.5 %");
    refused("targetLoadRequests", "none", "2000");
    in<QCheckBox>(dialog, "targetWebhooks")->setChecked(false);
    save->click();
    ASSERT_EQ(console.readinessDesk.targets.size(), 1u);
    EXPECT_FALSE(console.readinessDesk.targets[0].webhooks);
    EXPECT_DOUBLE_EQ(console.readinessDesk.targets[0].load.errorRate, 0.005);
    answer(Command::SetUp, QStringLiteral("hubwatch.toml changed meanwhile; look at it, then save again."));
    EXPECT_TRUE(complaint(dialog, "setUpProblem").contains(u"changed meanwhile"));
    EXPECT_EQ(in<QLineEdit>(dialog, "targetTestUrl")->text(), QStringLiteral("http://localhost:3000"));
    save->click();
    answer(Command::SetUp);
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(ReadinessDialogsTest, SaysOnThePageWhatFailedAfterItsDialogWasClosed)
{
    open(testing::finishedReadiness());
    answer(Command::Waive, QStringLiteral("hubwatch.toml cannot be written: permission denied."),
           QStringLiteral("webhook.signatures"));
    EXPECT_TRUE(child<MarkedSentence>("readinessOutcome")->sentence().word.contains(u"permission denied"));
}

} // namespace hubwatch::ui
