// hubwatch: the window and the engine, put together.
#include "app/engine/engine_console.h"
#include "app/hardening.h"
#include "app/instance_lock.h"
#include "app/places.h"
#include "app/self_check.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme_switch.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>
#include <QTimer>
#include <cstdlib>

namespace {

using namespace hubwatch;

/// Calls once when the window has been painted for the first time.
class FirstPaint : public QObject
{
public:
    FirstPaint(QWidget &window, std::function<void()> painted)
        : QObject(&window)
        , m_painted(std::move(painted))
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_painted) {
            // Queued: the paint itself comes first.
            QTimer::singleShot(0, this, std::exchange(m_painted, nullptr));
            watched->removeEventFilter(this);
        }
        return false;
    }

private:
    std::function<void()> m_painted;
};

struct Options {
    QString workspace = {};
    QString dataDirectory = {};
    QString pictures = {};
    QString theme = {};
    QSize size = {};
    bool demo = false;
    bool check = false;
};

Options readOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Operations console for teams that run HubSpot integrations"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"), QStringLiteral("Watch what FILE describes."),
                                       QStringLiteral("FILE"));
    const QCommandLineOption data(QStringLiteral("data-dir"), QStringLiteral("Keep samples and events in DIR."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption demo(
        QStringLiteral("demo"), QStringLiteral("Watch simulated services with two hours of history; nothing is kept."));
    const QCommandLineOption check(QStringLiteral("check"),
                                   QStringLiteral("Draw every page on live readings, say how it went, and end."));
    const QCommandLineOption pictures(QStringLiteral("pictures"), QStringLiteral("With --check: write one PNG a page."),
                                      QStringLiteral("DIR"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the window, such as 1280x800."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QStringLiteral("Be dark or light in this run, whatever was chosen before."),
                                   QStringLiteral("dark|light"));
    parser.addOptions({workspace, data, demo, check, pictures, size, theme});
    parser.process(application);

    Options options{.workspace = parser.value(workspace),
                    .dataDirectory = parser.value(data),
                    .pictures = parser.value(pictures),
                    .theme = parser.value(theme),
                    .demo = parser.isSet(demo),
                    .check = parser.isSet(check)};
    if (parser.isSet(theme) && options.theme != QStringLiteral("dark") && options.theme != QStringLiteral("light")) {
        QTextStream(stderr) << "hubwatch: --theme: expected dark or light, found \"" << options.theme << "\""
                            << Qt::endl;
        std::exit(2);
    }
    if (options.workspace.isEmpty())
        options.workspace = defaultWorkspace();
    if (options.dataDirectory.isEmpty() && !options.demo)
        options.dataDirectory = defaultDataDirectory();
    const QStringList sides = parser.value(size).split(u'x');
    if (sides.size() == 2)
        options.size = QSize(sides[0].toInt(), sides[1].toInt());
    return options;
}

void runCheck(EngineConsole &console, ui::MainWindow &window, const QString &pictures)
{
    auto *check = new SelfCheck(console, window, pictures, &window);
    QObject::connect(check, &SelfCheck::said, check, [](const QString &sentence) {
        QTextStream(stdout) << "hubwatch --check: " << sentence << Qt::endl;
    });
    QObject::connect(check, &SelfCheck::finished, check, [](bool good) {
        QTextStream(stdout) << "hubwatch --check: " << (good ? "all is well" : "failed") << Qt::endl;
        QCoreApplication::exit(good ? 0 : 1);
    });
    check->start();
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    const QApplication application(argc, argv);
    introduce();
    QApplication::setApplicationDisplayName(QStringLiteral("Hubwatch"));
    QApplication::setDesktopFileName(QStringLiteral("org.hubwatch.Hubwatch"));
    const Options options = readOptions(application);
    if (!options.demo && InstanceLock::handOver(options.dataDirectory))
        return 0;

    std::unique_ptr<InstanceLock> lock; // outlives the engine that uses the folder
    EngineConsole console;
    ui::MainWindow window(console);
    if (options.theme == QStringLiteral("dark"))
        window.theme().wear(ui::ThemeSwitch::Choice::Dark);
    else if (options.theme == QStringLiteral("light"))
        window.theme().wear(ui::ThemeSwitch::Choice::Light);
    if (options.size.isValid())
        window.resize(options.size);
    // Nothing but the settings is read before the window stands.
    new FirstPaint(window, [&] {
        EngineOptions engine{
            .workspacePath = options.workspace, .dataDirectory = options.dataDirectory, .demo = options.demo};
        if (!options.dataDirectory.isEmpty()) {
            auto taken = InstanceLock::take(options.dataDirectory, InstanceLock::Face::Window);
            if (taken) {
                lock = std::move(*taken);
                QObject::connect(lock.get(), &InstanceLock::startedAgain, &window, &ui::MainWindow::comeForward);
            } else {
                engine.storeRefused = taken.error().detail;
            }
        }
        console.start(std::move(engine));
        if (options.check)
            runCheck(console, window, options.pictures);
    });
    window.show();
    return QApplication::exec();
}
