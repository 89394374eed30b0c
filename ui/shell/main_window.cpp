#include "ui/shell/main_window.h"

#include "ui/batch/batch_brief.h"
#include "ui/now/alert_actions.h"
#include "ui/now/alert_groups.h"
#include "ui/now/now_page.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_line.h"
#include "ui/shell/theme_switch.h"
#include "ui/shell/verdict_strip.h"
#include "ui/shell/wall_view.h"
#include "ui/shell/window_commands.h"
#include "ui/shell/window_place.h"
#include "ui/tray/desktop_notifier.h"
#include "ui/tray/task_bar.h"
#include "ui/tray/toast.h"
#include "ui/tray/tray_icon.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

MainWindow::MainWindow(Console &console, QWidget *parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_theme(new ThemeSwitch(this))
    , m_place(new WindowPlace(*this))
    , m_taskBar(systemTaskBar(*this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Hubwatch"));
    auto *ground = new QWidget(this);
    auto *row = new QHBoxLayout(ground);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_edge = new AccountEdge(ground));
    row->addWidget(m_rail = new Rail(ground));
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    row->addLayout(column, 1);
    column->addWidget(m_strip = new VerdictStrip(ground));
    column->addWidget(m_pages = new PageStack(m_console, ground), 1);
    column->addWidget(m_status = new StatusLine(ground));
    setCentralWidget(ground);
    m_palette = new CommandPalette(this);
    m_toast = new Toast(this);
    m_tray = new TrayIcon(m_pages->now().actions(), *this);
    m_notifier = new DesktopNotifier(m_console.alerts(), systemDoors(m_tray->icon(), *m_toast), this);
    setMinimumSize(900, 560);

    connect(m_rail, &Rail::chosen, this, &MainWindow::goTo);
    connect(m_pages, &PageStack::pageChanged, this, &MainWindow::showPage);
    connect(m_strip, &VerdictStrip::paletteWanted, this, &MainWindow::openPalette);
    connect(m_strip, &VerdictStrip::themeToggled, m_theme, &ThemeSwitch::toggle);
    connect(m_strip, &VerdictStrip::opened, this, &MainWindow::openVerdict);
    connect(m_place, &WindowPlace::wasAway, &m_pages->now(), &NowPage::setAway);
    connect(&m_pages->now(), &NowPage::seen, m_place, &WindowPlace::forgetAway);
    connectCalls();
    connect(&m_console, &Console::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_console, &Console::blindChanged, this, &MainWindow::showBlind);
    addShortcuts();
    m_place->restore();
    m_rail->setCurrent(Page::Now);
    // Else the first control would wear the focus ring before a key was touched; and the page's keys work at once.
    ground->setFocusPolicy(Qt::ClickFocus);
    m_pages->currentWidget()->setFocus(Qt::OtherFocusReason);
    showSnapshot(m_console.snapshot());
}

MainWindow::~MainWindow() = default;

/// Everything by which a person is called, and what they answer there.
void MainWindow::connectCalls()
{
    AlertActions &actions = m_pages->now().actions();
    connect(&actions, &AlertActions::said, this,
            [this](const QString &words, bool good) { m_toast->say(good ? Mark::Good : Mark::Bad, words, {}); });
    connect(m_tray, &TrayIcon::windowWanted, this, &MainWindow::comeForward);
    connect(m_tray, &TrayIcon::quitWanted, this, &MainWindow::quit);
    connect(m_tray, &TrayIcon::batchWanted, this, [this](const QString &job) {
        comeForward();
        m_pages->openBatch(job);
    });
    connect(m_notifier, &DesktopNotifier::acknowledged, &actions, &AlertActions::takeOn);
    connect(m_notifier, &DesktopNotifier::opened, this, [this](const DesktopNotice &notice) {
        comeForward();
        openAlerts(notice.alerts);
    });
}

void MainWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto run) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    on(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { goTo(Page::Now); });
    on(QKeySequence(Qt::CTRL | Qt::Key_2), [this] { goTo(Page::Charts); });
    on(QKeySequence(Qt::CTRL | Qt::Key_3), [this] { goTo(Page::Incidents); });
    on(QKeySequence(Qt::CTRL | Qt::Key_4), [this] { goTo(Page::Rules); });
    on(QKeySequence(Qt::CTRL | Qt::Key_5), [this] { goTo(Page::Batch); });
    on(QKeySequence(Qt::CTRL | Qt::Key_6), [this] { goTo(Page::Readiness); });
    on(QKeySequence(Qt::CTRL | Qt::Key_7), [this] { goTo(Page::Sources); });
    on(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    on(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { m_theme->toggle(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_N), [this] { m_pages->addServices(); });
    on(QKeySequence(Qt::Key_F5), [this] { pollAll(m_console); });
    on(QKeySequence(Qt::Key_F1), [this] { showKeys(); });
    on(QKeySequence(Qt::Key_F11), [this] { showWall(); });
}

void MainWindow::goTo(Page page)
{
    m_pages->goTo(page);
}

void MainWindow::openSources(SourcesPart part, const QString &name)
{
    m_pages->openSources(part, name);
}

void MainWindow::openRules(RulesPart part)
{
    m_pages->openRules(part);
}

bool MainWindow::settled() const
{
    return m_pages->settled();
}

Page MainWindow::page() const
{
    return m_pages->page();
}

void MainWindow::showPage(Page page)
{
    m_rail->setCurrent(page);
    // Else Qt gives the focus of a page that goes to the first button of the one that comes.
    if (!m_rail->isAncestorOf(focusWidget()))
        m_pages->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::openVerdict(const Verdict &verdict)
{
    if (verdict.page == Page::Sources)
        return m_pages->openSources(verdict.part, verdict.service);
    if (!verdict.signal.isEmpty())
        return m_pages->openSignal(verdict.service, verdict.signal);
    goTo(verdict.page);
}

void MainWindow::showSnapshot(const SnapshotPtr &snapshot)
{
    m_edge->setAccounts(snapshot->workspace.accounts);
    m_strip->setDemo(snapshot->console.demo);
    m_status->setSnapshot(*snapshot);
    m_status->setBlind(m_blindSince);
    const AlertBoard board = boardOf(*snapshot);
    const TrayWords words = trayWords(*snapshot, board, m_blindSince);
    const Mark badge = m_blindSince ? Mark::Blind : Mark::Bad;
    m_rail->setBadge(Page::Now, board.loud(), badge);
    m_rail->setBadge(Page::Incidents,
                     int(std::ranges::count(snapshot->alerting.incidents, Incident::State::Open, &Incident::state)),
                     badge);
    m_rail->setBadge(Page::Sources, int(snapshot->workspaceProblems.size()), Mark::Warn);
    m_tray->show(words, troubleLevels(board, m_blindSince), wallClock());
    showReadiness(snapshot->readiness);
    const QString batch = showBatch(*snapshot);
    QStringList title;
    if (snapshot->console.demo)
        title << tr("DEMO: simulated services");
    if (!snapshot->workspace.accounts.empty())
        title << accountsText(snapshot->workspace.accounts);
    if (!batch.isEmpty())
        title << batch;
    title << QStringLiteral("Hubwatch");
    setWindowTitle(titleWithCount(title.join(QStringLiteral(" — ")), words.count));
    m_strip->setVerdicts(verdictsOf(*snapshot, board, m_blindSince));
    if (m_wall && m_wall->isVisible())
        m_wall->showText(wallText(*snapshot, board, m_blindSince));
}

/// What needs a person, else what runs; answers what the title says of it.
QString MainWindow::showBatch(const Snapshot &snapshot)
{
    const BatchBrief brief = batchBrief(snapshot);
    const bool waits = brief.waiting > 0;
    m_rail->setBadge(Page::Batch, waits ? brief.waiting : brief.running,
                     m_blindSince ? Mark::Blind
                         : waits  ? Mark::Warn
                                  : Mark::Pending);
    TaskBarState state{.held = waits};
    if (brief.progress && !m_blindSince)
        state.percent = int(*brief.progress * 100);
    m_taskBar->show(state);
    return state.percent ? tr("batch %1 %").arg(*state.percent) : QString();
}

/// What passed and fails now, else what runs.
void MainWindow::showReadiness(const ReadinessState &readiness)
{
    int worse = 0;
    int running = 0;
    for (const ServiceReadiness &service : readiness.services) {
        worse += int(service.regressed.size());
        running += service.progress.empty() ? 0 : 1;
    }
    m_rail->setBadge(Page::Readiness, worse > 0 ? worse : running,
                     m_blindSince    ? Mark::Blind
                         : worse > 0 ? Mark::Bad
                                     : Mark::Pending);
}

void MainWindow::showBlind(bool blind)
{
    if (!blind) {
        m_blindSince.reset();
    } else if (!m_blindSince) {
        // What was last said is the last thing known to be so.
        const TimePoint said = m_console.snapshot()->at;
        m_blindSince = said == TimePoint() ? wallClock() : said;
    }
    m_pages->setBlind(m_blindSince);
    showSnapshot(m_console.snapshot());
}

void MainWindow::openPalette()
{
    std::vector<Command> commands = pageCommands(m_console, *m_pages);
    commands.push_back({m_theme->dark() ? tr("Switch to light") : tr("Switch to dark"), QStringLiteral("Ctrl+Shift+L"),
                        [this] { m_theme->toggle(); }});
    commands.push_back(
        {tr("Light or dark as the system"), {}, [this] { m_theme->choose(ThemeSwitch::Choice::System); }});
    commands.push_back({tr("Wall: full screen"), QStringLiteral("F11"), [this] { showWall(); }});
    commands.push_back({tr("Show the keys"), QStringLiteral("F1"), [this] { showKeys(); }});
    m_palette->open(std::move(commands));
}

void MainWindow::showKeys()
{
    if (!m_keys) {
        m_keys = new ShortcutSheet(this);
        m_keys->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_keys->show();
    m_keys->raise();
    m_keys->activateWindow();
}

void MainWindow::showWall()
{
    if (!m_wall) {
        m_wall = new WallView(this);
        connect(m_wall, &WallView::left, this, &MainWindow::comeForward);
    }
    const SnapshotPtr snapshot = m_console.snapshot();
    m_wall->showText(wallText(*snapshot, boardOf(*snapshot), m_blindSince));
    m_wall->present();
}

void MainWindow::comeForward()
{
    QGuiApplication::setQuitOnLastWindowClosed(true);
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::openAlerts(const std::vector<AlertId> &alerts)
{
    for (const Incident &incident : m_console.snapshot()->alerting.incidents) {
        const bool its = incident.state != Incident::State::Resolved
            && std::ranges::any_of(incident.parts, [&](const Incident::Part &part) {
                             return std::ranges::find(alerts, part.alert) != alerts.end();
                         });
        if (its)
            return m_pages->openIncident(incident.id);
    }
    goTo(Page::Now);
}

void MainWindow::quit()
{
    m_quitting = true;
    close();
    QGuiApplication::quit();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_place->keep();
    if (m_tray->keepsRunning() && !m_quitting) {
        event->ignore();
        // Else a dialog that is closed while the window is away would end everything.
        QGuiApplication::setQuitOnLastWindowClosed(false);
        hide();
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && m_pages) {
        m_place->setActive(isActiveWindow());
        if (isActiveWindow())
            m_tray->setSeen();
    }
    QMainWindow::changeEvent(event);
}

} // namespace hubwatch::ui
