// Every state of the window as a picture, light and dark, in two sizes; and what must be true of each.
#include "support/fake_console.h"
#include "support/window_states.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme_switch.h"
#include "ui/sources/add_services_panel.h"

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

const QString pictures = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");

class ScreensTest : public ::testing::TestWithParam<Screen>
{
protected:
    void SetUp() override
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

} // namespace

TEST_P(ScreensTest, IsDrawnInBothThemesAndSizes)
{
    console.history = testing::cannedAnswer;
    for (const bool dark : {true, false}) {
        QSettings().setValue(QStringLiteral("window/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        MainWindow window(console);
        window.show();
        Snapshot snapshot = GetParam().snapshot();
        snapshot.console.demo = GetParam().demo;
        if (!snapshot.loading)
            console.show(snapshot);
        window.goTo(GetParam().page);
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
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            window.resize(size);
            QTest::qWait(30);
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

INSTANTIATE_TEST_SUITE_P(
    States, ScreensTest,
    ::testing::Values(Screen{"now", Page::Now, canned}, Screen{"now-demo", Page::Now, canned, false, true},
                      Screen{"now-good", Page::Now, testing::quietSnapshot},
                      Screen{"now-fresh", Page::Now, testing::freshSnapshot},
                      Screen{"now-loading", Page::Now, loadingSnapshot}, Screen{"now-blind", Page::Now, canned, true},
                      Screen{"now-broken-workspace", Page::Now, testing::brokenWorkspaceSnapshot},
                      Screen{"now-store-fault", Page::Now, testing::storeFaultSnapshot},
                      Screen{"now-network-lost", Page::Now, testing::networkLostSnapshot},
                      Screen{"first-run", Page::Now, testing::firstRunSnapshot},
                      Screen{"first-run-found", Page::Now, testing::firstRunSnapshot},
                      Screen{"charts-window", Page::Charts, canned}, Screen{"sources", Page::Sources, canned},
                      Screen{"sources-empty", Page::Sources, emptySnapshot},
                      Screen{"sources-fresh", Page::Sources, testing::freshSnapshot}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).remove(u'-').toStdString(); });

} // namespace hubwatch::ui
