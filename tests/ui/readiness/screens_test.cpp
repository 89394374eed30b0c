// Screenshots of checklists in every state, kept as build artefacts.
#include "support/canned_readiness.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/readiness/readiness_page.h"
#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct ReadinessScreen {
    const char *name;
    bool dark;
    QSize size; ///< what the window leaves the page
};

class ReadinessScreensTest : public ::testing::TestWithParam<ReadinessScreen>
{
protected:
    void SetUp() override { applyTheme(GetParam().dark ? darkTheme() : lightTheme()); }
    void open(const Snapshot &snapshot, const char *item = "webhook.signatures")
    {
        console.show(snapshot);
        page = std::make_unique<ReadinessPage>(console);
        page->setAutoFillBackground(true);
        page->resize(GetParam().size);
        page->show();
        page->select(QString::fromLatin1(item));
        ASSERT_TRUE(QTest::qWaitForWindowActive(page.get()));
        EXPECT_TRUE(page->settled());
    }
    void keep(QWidget *what, const char *state)
    {
        QTest::qWait(20);
        const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
        QDir().mkpath(folder);
        ASSERT_TRUE(
            what->grab().save(QStringLiteral("%1/readiness-%2-%3.png")
                                  .arg(folder, QString::fromLatin1(GetParam().name), QString::fromLatin1(state))));
    }
    QDialog *dialog(const char *action, const char *name)
    {
        page->findChild<QAction *>(QString::fromLatin1(action))->trigger();
        return page->findChild<QDialog *>(QString::fromLatin1(name));
    }

    testing::FakeConsole console;
    std::unique_ptr<ReadinessPage> page;
};

} // namespace

TEST_P(ReadinessScreensTest, ShowsEveryState)
{
    open(testing::readinessSnapshot(testing::finishedReadiness()));
    keep(page.get(), "finished");
    page->findChild<QAction *>(QStringLiteral("showHistory"))->trigger();
    keep(page.get(), "history");
    open(testing::readinessSnapshot(testing::runningReadiness()), "retry.backoff");
    keep(page.get(), "running");
    open(testing::readinessSnapshot(testing::unconfiguredReadiness()));
    keep(page.get(), "first-run");
    open(testing::readinessSnapshot(testing::neverRunReadiness()));
    keep(page.get(), "never-run");
    open(testing::readinessSnapshot(testing::passingReadiness()), "secrets.managed");
    keep(page.get(), "passing");
    open(testing::readinessSnapshot(testing::regressedReadiness()), "secrets.managed");
    keep(page.get(), "regressed");
    open(testing::readinessSnapshot(testing::waivedReadiness()), "definitions.cached");
    keep(page.get(), "waived");
    Snapshot blind = testing::readinessSnapshot(testing::blindReadiness());
    blind.readiness.fault
        = QStringLiteral("Verdicts cannot be kept: no space left on the disk. Free some, then run again.");
    open(blind, "retry.backoff");
    keep(page.get(), "blind");
    ServiceReadiness bare = testing::unconfiguredReadiness();
    bare.readiness.service = QStringLiteral("webhook-receiver");
    open(testing::readinessSnapshot({testing::longReadiness(), testing::passingReadiness(), bare}), "secrets.managed");
    emit console.readinessDesk.done({.command = ReadinessOutcome::Command::Report,
                                     .service = page->service(),
                                     .path = QStringLiteral("/home/ops/Documents/readiness.html")});
    keep(page.get(), "long");
    page->showService(bare.readiness.service);
    keep(page.get(), "second-first-run");
    open(testing::readinessSnapshot(std::vector<ServiceReadiness>()));
    keep(page.get(), "no-service");
}

TEST_P(ReadinessScreensTest, ShowsTheDialogs)
{
    open(testing::readinessSnapshot(testing::finishedReadiness()));
    QDialog *waive = dialog("waiveItem", "waiveDialog");
    waive->findChild<QLineEdit *>(QStringLiteral("waiveReason"))->setText(QStringLiteral("the gateway checks them"));
    waive->findChild<QLineEdit *>(QStringLiteral("waiveApprover"))->setText(QStringLiteral("anna"));
    keep(waive, "waive-dialog");
    open(testing::readinessSnapshot(testing::waivedReadiness()), "definitions.cached");
    keep(dialog("waiveItem", "waiveDialog"), "waive-again-dialog");
    open(testing::readinessSnapshot(testing::finishedReadiness()), "test.load");
    keep(dialog("proveItem", "proofDialog"), "proof-file-dialog");
    open(testing::readinessSnapshot(testing::finishedReadiness()), "test.sandbox");
    QDialog *proof = dialog("proveItem", "proofDialog");
    proof->findChild<QPushButton *>(QStringLiteral("proofAsWord"))->click();
    keep(proof, "proof-word-dialog");
    QDialog *target = dialog("setUp", "setUpDialog");
    keep(target, "set-up-dialog");
    target->findChild<QLineEdit *>(QStringLiteral("targetTestUrl"))->setText(QStringLiteral("localhost:3000"));
    target->findChild<QListView *>(QStringLiteral("setUpSections"))
        ->setCurrentIndex(target->findChild<QListView *>(QStringLiteral("setUpSections"))->model()->index(3, 0));
    keep(target, "set-up-webhooks-dialog");
}

INSTANTIATE_TEST_SUITE_P(Screens, ReadinessScreensTest,
                         ::testing::Values(ReadinessScreen{"dark-1280", true, {1196, 728}},
                                           ReadinessScreen{"light-1920", false, {1836, 1008}},
                                           ReadinessScreen{"light-1280", false, {1196, 728}},
                                           ReadinessScreen{"dark-1920", true, {1836, 1008}}),
                         [](const auto &test) {
                             return QString::fromLatin1(test.param.name).replace(u'-', u'_').toStdString();
                         });

} // namespace hubwatch::ui
