// Every state of the window as a picture, light and dark, in two sizes; and what must be true of each.
#include "support/canned_accounts.h"
#include "support/canned_history.h"
#include "support/canned_readiness.h"
#include "support/fake_console.h"
#include "support/window_states.h"
#include "ui/charts/charts_page.h"
#include "ui/charts/time_bar.h"
#include "ui/now/busy_night.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme_switch.h"
#include "ui/shell/verdict_strip.h"
#include "ui/shell/wall_view.h"
#include "ui/sources/add_services_panel.h"
#include "ui/sources/sources_page.h"

#include <QApplication>
#include <QDir>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct Screen {
    const char *name;
    Page page;
    Snapshot (*snapshot)();
    bool blind = false;
    bool demo = false;
    SourcesPart part = SourcesPart::Services;
};

Snapshot loadingSnapshot()
{
    return {};
}

Snapshot emptySnapshot()
{
    Snapshot snapshot = testing::firstRunSnapshot();
    snapshot.workspaceMissing = false;
    return snapshot;
}

Snapshot canned()
{
    return testing::cannedSnapshot();
}

Snapshot checklistSnapshot()
{
    return testing::readinessSnapshot(testing::finishedReadiness());
}

Snapshot checkingSnapshot()
{
    return testing::readinessSnapshot(testing::runningReadiness());
}

Snapshot stormSnapshot()
{
    return testing::stormOf(500, 10);
}

/// A service that is down breaks everything about it at once.
Snapshot downSnapshot()
{
    Snapshot snapshot = testing::cannedSnapshot();
    for (ServiceState &service : snapshot.services) {
        if (service.metrics.reach != EndpointState::Reach::Unreachable)
            continue;
        for (const char *signal : {"service.ready", "service.healthy"}) {
            snapshot.rules.push_back({.name = QString::fromLatin1(signal) + QStringLiteral(".unreachable"),
                                      .signal = QString::fromLatin1(signal),
                                      .side = Rule::Side::Below,
                                      .polls = 3,
                                      .severity = Rule::Severity::Page});
            service.alerts.push_back({.service = service.config.name,
                                      .rule = snapshot.rules.back().name,
                                      .state = Alert::State::Firing,
                                      .since = snapshot.at - 9min,
                                      .firedAt = snapshot.at - 9min,
                                      .value = -1,
                                      .n = 1});
        }
    }
    return snapshot;
}

const QString pictures = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");

/// A window with settings of its own.
class OwnSettings
{
protected:
    OwnSettings()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
        QDir().mkpath(pictures);
    }

    QTemporaryDir m_home;
    testing::FakeConsole console;
};

class ScreensTest : public OwnSettings, public ::testing::TestWithParam<Screen>
{ };

class WallScreenTest : public OwnSettings, public ::testing::Test
{ };

class ExploreScreenTest : public OwnSettings, public ::testing::Test
{ };

} // namespace

TEST_P(ScreensTest, IsDrawnInBothThemesAndSizes)
{
    console.history = [](const ChartQuery &query) {
        ChartAnswer answer = testing::cannedAnswer(query);
        Event incident{.at = testing::cannedNow() - 34min, .kind = Event::Kind::HubSpot};
        incident.text = QStringLiteral("Reports load slowly");
        answer.marks.push_back(incident);
        return answer;
    };
    for (const bool dark : {true, false}) {
        QSettings().setValue(QStringLiteral("window/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        MainWindow window(console);
        window.show();
        Snapshot snapshot = GetParam().snapshot();
        snapshot.console.demo = GetParam().demo;
        if (!snapshot.loading)
            console.show(snapshot);
        window.goTo(GetParam().page);
        if (auto *sources = window.findChild<SourcesPage *>())
            sources->showPart(GetParam().part);
        if (GetParam().blind)
            emit console.blindChanged(true);
        if (QByteArray(GetParam().name) == "first-run-found") {
            auto *paste = window.findChild<QPlainTextEdit *>(QStringLiteral("pasteUrls"));
            paste->setPlainText(QStringLiteral("sync.example.com\ndead.example.com"));
            window.findChild<QPushButton *>(QStringLiteral("lookButton"))->click();
            ASSERT_EQ(console.asked.size(), 2);
            for (const QString &url : QStringList(console.asked))
                emit console.discovered(testing::cannedDiscovery(url));
            console.asked.clear();
        }
        if (QByteArray(GetParam().name) == "now-explained") {
            auto *card = window.findChild<QWidget *>(QStringLiteral("alert/nightly-export/reach"));
            ASSERT_NE(card, nullptr);
            card->findChild<QPushButton *>(QStringLiteral("explainButton"))->click();
        }
        if (QByteArray(GetParam().name) == "now-busy") {
            for (const char *key : {"cause/token of prod is refused", "muted"}) {
                auto *card = window.findChild<QWidget *>(QString::fromLatin1(key));
                ASSERT_NE(card, nullptr) << key;
                card->findChild<QPushButton *>(QStringLiteral("unfoldButton"))->click();
            }
        }
        if (QByteArray(GetParam().name) == "palette")
            emit window.findChild<VerdictStrip *>()->paletteWanted();
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            window.resize(size);
            QTest::qWait(150); // layouts follow each other through several rounds of events
            const QPixmap picture = window.grab();
            ASSERT_EQ(picture.size(), size);
            const QString path = QStringLiteral("%1/%2-%3-%4x%5.png")
                                     .arg(pictures, QString::fromLatin1(GetParam().name),
                                          dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                     .arg(size.width())
                                     .arg(size.height());
            EXPECT_TRUE(picture.save(path)) << path.toStdString();
        }
    }
}

TEST_F(WallScreenTest, IsDrawnForAWall)
{
    struct State {
        const char *name;
        Snapshot snapshot;
        bool blind;
    };
    for (const State &state :
         {State{"wall", testing::busyNight(), false}, State{"wall-good", testing::quietSnapshot(), false},
          State{"wall-storm", stormSnapshot(), false}, State{"wall-blind", testing::busyNight(), true}}) {
        for (const bool dark : {true, false}) {
            QSettings().setValue(QStringLiteral("window/theme"),
                                 dark ? QStringLiteral("dark") : QStringLiteral("light"));
            const MainWindow dresses(console);
            QWidget owner;
            WallView wall(&owner);
            const auto blindSince = state.blind ? std::optional(state.snapshot.at - 40s) : std::nullopt;
            wall.showText(wallText(state.snapshot, boardOf(state.snapshot), blindSince));
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
                wall.resize(size);
                EXPECT_TRUE(wall.grab().save(QStringLiteral("%1/%2-%3-%4x%5.png")
                                                 .arg(pictures, QString::fromLatin1(state.name),
                                                      dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                                 .arg(size.width())
                                                 .arg(size.height())));
            }
        }
    }
}

TEST_F(WallScreenTest, ShowsTheKeys)
{
    MainWindow window(console);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F1);
    auto *sheet = window.findChild<QWidget *>(QStringLiteral("shortcutSheet"));
    ASSERT_NE(sheet, nullptr);
    EXPECT_LE(sheet->sizeHint().height(), 768) << "it must fit a small screen";
    EXPECT_TRUE(sheet->grab().save(pictures + QStringLiteral("/keys.png")));
}

TEST_F(ExploreScreenTest, IsDrawnInTheWindowsOwnStyle)
{
    console.history = testing::cannedAnswer;
    console.choices = testing::cannedChoices();
    for (const bool dark : {true, false}) {
        QSettings().setValue(QStringLiteral("window/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        MainWindow window(console);
        window.show();
        console.show(canned());
        window.goTo(Page::Charts);
        auto *charts = window.findChild<ChartsPage *>();
        ASSERT_NE(charts, nullptr);
        emit charts->findChild<TimeBar *>()->exploreWanted();
        QTest::qWait(30);
        auto *dialog = window.findChild<QWidget *>(QStringLiteral("exploreDialog"));
        ASSERT_NE(dialog, nullptr);
        EXPECT_TRUE(dialog->grab().save(QStringLiteral("%1/explore-window-%2.png")
                                            .arg(pictures, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
}

INSTANTIATE_TEST_SUITE_P(
    States, ScreensTest,
    ::testing::Values(
        Screen{"now", Page::Now, canned}, Screen{"now-demo", Page::Now, canned, false, true},
        Screen{"now-night", Page::Now, testing::busyNight}, Screen{"now-busy", Page::Now, testing::busyNight},
        Screen{"now-storm", Page::Now, stormSnapshot}, Screen{"palette", Page::Now, testing::busyNight},
        Screen{"now-good", Page::Now, testing::quietSnapshot}, Screen{"now-explained", Page::Now, downSnapshot},
        Screen{"now-fresh", Page::Now, testing::freshSnapshot}, Screen{"now-loading", Page::Now, loadingSnapshot},
        Screen{"now-blind", Page::Now, canned, true},
        Screen{"now-broken-workspace", Page::Now, testing::brokenWorkspaceSnapshot},
        Screen{"now-store-fault", Page::Now, testing::storeFaultSnapshot},
        Screen{"now-network-lost", Page::Now, testing::networkLostSnapshot},
        Screen{"first-run", Page::Now, testing::firstRunSnapshot},
        Screen{"first-run-found", Page::Now, testing::firstRunSnapshot}, Screen{"charts-window", Page::Charts, canned},
        Screen{"readiness", Page::Readiness, checklistSnapshot},
        Screen{"readiness-running", Page::Readiness, checkingSnapshot},
        Screen{"readiness-blind", Page::Readiness, checklistSnapshot, true}, Screen{"sources", Page::Sources, canned},
        Screen{"sources-empty", Page::Sources, emptySnapshot},
        Screen{"sources-fresh", Page::Sources, testing::freshSnapshot},
        Screen{"now-accounts", Page::Now, testing::accountsSnapshot},
        Screen{"now-accounts-calm", Page::Now, testing::calmAccountsSnapshot},
        Screen{"now-accounts-trouble", Page::Now, testing::troubledAccountsSnapshot},
        Screen{"charts-accounts", Page::Charts, testing::accountsSnapshot},
        Screen{"accounts", Page::Sources, testing::accountsSnapshot, false, false, SourcesPart::Accounts},
        Screen{"accounts-trouble", Page::Sources, testing::troubledAccountsSnapshot, false, false,
               SourcesPart::Accounts},
        Screen{"accounts-fresh", Page::Sources, testing::freshAccountsSnapshot, false, false, SourcesPart::Accounts},
        Screen{"accounts-empty", Page::Sources, emptySnapshot, false, false, SourcesPart::Accounts},
        Screen{"credentials", Page::Sources, testing::accountsSnapshot, false, false, SourcesPart::Credentials},
        Screen{"credentials-rotating", Page::Sources, testing::rotatingSnapshot, false, false,
               SourcesPart::Credentials},
        Screen{"credentials-locked", Page::Sources, testing::lockedVaultSnapshot, false, false,
               SourcesPart::Credentials},
        Screen{"credentials-session", Page::Sources, testing::sessionVaultSnapshot, false, false,
               SourcesPart::Credentials},
        Screen{"credentials-fresh", Page::Sources, testing::freshAccountsSnapshot, false, false,
               SourcesPart::Credentials},
        Screen{"credentials-empty", Page::Sources, emptySnapshot, false, false, SourcesPart::Credentials}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).remove(u'-').toStdString(); });

} // namespace hubwatch::ui
