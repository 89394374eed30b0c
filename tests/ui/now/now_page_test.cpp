#include "ui/now/now_page.h"

#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/alert_card.h"
#include "ui/now/service_card.h"
#include "ui/sources/add_services_panel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class NowPageTest : public ::testing::Test
{
protected:
    testing::FakeConsole console;
    NowPage page{console};
};

} // namespace

TEST_F(NowPageTest, ShowsACardForEachAlertAndService)
{
    page.resize(1190, 700);
    page.show();
    console.show(testing::cannedSnapshot());
    EXPECT_EQ(page.findChildren<ServiceCard *>().size(), 5);
    EXPECT_NE(page.findChild<AlertCard *>(QStringLiteral("alert/contacts-sync/api.error_rate")), nullptr);
}

TEST_F(NowPageTest, KeepsTheCardsFromSnapshotToSnapshot)
{
    page.show();
    console.show(testing::cannedSnapshot());
    const auto before = page.findChildren<ServiceCard *>();
    Snapshot later = testing::cannedSnapshot();
    later.at += 5s;
    console.show(later);
    EXPECT_EQ(page.findChildren<ServiceCard *>(), before);
}

TEST_F(NowPageTest, DropsTheCardOfAnAlertThatIsOver)
{
    page.show();
    console.show(testing::cannedSnapshot());
    Snapshot later = testing::cannedSnapshot();
    for (ServiceState &service : later.services)
        service.alerts.clear();
    console.show(later);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    for (const AlertCard *card : page.findChildren<AlertCard *>()) {
        EXPECT_FALSE(card->isVisible());
        EXPECT_TRUE(card->objectName().isEmpty());
    }
}

TEST_F(NowPageTest, ExplainsAndOpensByKey)
{
    page.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    console.show(testing::cannedSnapshot());
    auto *card = page.findChild<AlertCard *>(QStringLiteral("alert/contacts-sync/api.error_rate"));
    auto *fold = card->findChild<QWidget *>(QStringLiteral("explanation"));
    QCoreApplication::processEvents(); // a layout shows its new widgets a turn later
    EXPECT_FALSE(fold->isVisible());
    QTest::keyClick(card, Qt::Key_X);
    EXPECT_TRUE(fold->isVisible());
    QSignalSpy opened(&page, &NowPage::signalOpened);
    QTest::keyClick(card, Qt::Key_Return);
    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(opened[0][0].toString(), QStringLiteral("contacts-sync"));
    EXPECT_EQ(opened[0][1].toString(), QStringLiteral("api.error_rate"));
}

TEST_F(NowPageTest, TabGoesDownThePageCardByCard)
{
    page.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    console.show(testing::cannedSnapshot());
    QCoreApplication::processEvents();
    QStringList walked;
    auto *first = page.findChild<AlertCard *>(QStringLiteral("alert/contacts-sync/api.error_rate"));
    first->setFocus();
    for (int i = 0; i < 14; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        walked << QApplication::focusWidget()->objectName();
        EXPECT_FALSE(QApplication::focusWidget()->accessibleName().isEmpty()) << walked.back().toStdString();
    }
    EXPECT_EQ(walked.join(u' '),
              QStringLiteral("acknowledgeButton openButton explainButton muteButton alert/nightly-export/reach "
                             "acknowledgeButton openButton explainButton muteButton alert/deals-sync/api.latency_p99 "
                             "openButton explainButton muteButton service-contacts-sync"));
}

TEST_F(NowPageTest, TellsWhatHappenedWhileAway)
{
    page.show();
    console.show(testing::cannedSnapshot());
    auto *away = page.findChild<QWidget *>(QStringLiteral("awayPanel"));
    EXPECT_FALSE(away->isVisible());
    page.setAway(testing::cannedNow() - 1h, testing::cannedNow());
    EXPECT_TRUE(away->isVisible());
    page.setSeen();
    EXPECT_FALSE(away->isVisible());
    page.setAway(testing::cannedNow() - 10s, testing::cannedNow());
    EXPECT_FALSE(away->isVisible()) << "nothing happened since";
}

TEST_F(NowPageTest, OffersToLookOnTheFirstRunAndKeepsWhatIsFound)
{
    page.resize(1190, 700);
    page.show();
    console.show(testing::firstRunSnapshot());
    auto *paste = page.findChild<QPlainTextEdit *>(QStringLiteral("pasteUrls"));
    ASSERT_TRUE(paste && paste->isVisible());
    paste->setPlainText(QStringLiteral("sync.example.com\nhttps://dead.example.com"));
    page.findChild<QPushButton *>(QStringLiteral("lookButton"))->click();
    ASSERT_EQ(console.asked.size(), 2);
    for (const QString &url : QStringList(console.asked))
        emit console.discovered(testing::cannedDiscovery(url));
    auto *keep = page.findChild<QPushButton *>(QStringLiteral("keepButton"));
    ASSERT_TRUE(keep->isVisible());
    keep->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    ASSERT_EQ(console.savedWorkspaces[0].services.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].services[0].name, QStringLiteral("sync"));
    emit console.saved(QStringLiteral("hubwatch.toml: cannot be written: the folder is read-only"));
    EXPECT_TRUE(page.findChild<QWidget *>(QStringLiteral("addProblem"))->isVisible());
    EXPECT_TRUE(keep->isEnabled());
}

TEST_F(NowPageTest, FiftyServicesAreUpdatedInsideAFrame)
{
    page.resize(1190, 700);
    page.show();
    Snapshot many = testing::cannedSnapshot();
    const std::vector<ServiceState> some = many.services;
    many.services.clear();
    for (int i = 0; i < 50; ++i) {
        many.services.push_back(some[size_t(i) % some.size()]);
        many.services.back().config.name += QStringLiteral("-%1").arg(i);
    }
    console.show(many);
    QTest::qWait(20);
    QElapsedTimer timer;
    qint64 best = 1'000'000;
    for (int i = 0; i < 5; ++i) {
        many.at += 1s;
        timer.start();
        console.show(many);
        best = std::min(best, timer.elapsed());
    }
    RecordProperty("update_ms", int(best));
    std::printf("50 services updated in %lld ms\n", static_cast<long long>(best));
    EXPECT_EQ(page.findChildren<ServiceCard *>().size(), 50);
}

} // namespace hubwatch::ui
