#include "ui/shell/main_window.h"

#include "ui/charts/chart_panel.h"
#include "ui/charts/charts_page.h"
#include "ui/incidents/incidents_page.h"
#include "ui/now/alert_groups.h"
#include "ui/now/now_page.h"
#include "ui/rules/rules_page.h"
#include "ui/shell/blind_veil.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_line.h"
#include "ui/shell/theme_switch.h"
#include "ui/shell/verdict_strip.h"
#include "ui/sources/credentials_part.h"
#include "ui/sources/sources_page.h"

#include <QCloseEvent>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString lastSeenKey = QStringLiteral("window/lastSeen");

TimePoint wallClock()
{
    return TimePoint(Duration(QDateTime::currentMSecsSinceEpoch()));
}

} // namespace

MainWindow::MainWindow(Console &console, QWidget *parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_theme(new ThemeSwitch(this))
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
    column->addWidget(m_stack = new QStackedWidget(ground), 1);
    column->addWidget(m_status = new StatusLine(ground));
    setCentralWidget(ground);
    m_stack->addWidget(m_now = new NowPage(m_console, m_stack));
    m_veil = new BlindVeil(m_stack);
    m_palette = new CommandPalette(this);
    setMinimumSize(900, 560);

    connect(m_rail, &Rail::chosen, this, &MainWindow::goTo);
    connect(m_strip, &VerdictStrip::paletteWanted, this, &MainWindow::openPalette);
    connect(m_strip, &VerdictStrip::themeToggled, m_theme, &ThemeSwitch::toggle);
    connect(m_strip, &VerdictStrip::opened, this, [this](const Verdict &verdict) {
        if (verdict.page == Page::Sources)
            return openSources(verdict.part, verdict.service);
        if (!verdict.signal.isEmpty())
            return openSignal(verdict.service, verdict.signal);
        goTo(verdict.page);
    });
    connect(m_now, &NowPage::signalOpened, this, &MainWindow::openSignal);
    connect(m_now, &NowPage::serviceOpened, this, &MainWindow::openService);
    connect(&m_console, &Console::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_console, &Console::blindChanged, this, &MainWindow::showBlind);
    addShortcuts();
    restorePlace();
    m_rail->setCurrent(Page::Now);
    // Without this the first control would wear the focus ring before a key was touched.
    ground->setFocusPolicy(Qt::ClickFocus);
    ground->setFocus();
    showSnapshot(m_console.snapshot());
}

MainWindow::~MainWindow() = default;

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
    on(QKeySequence(Qt::CTRL | Qt::Key_7), [this] { goTo(Page::Sources); });
    on(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    on(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { m_theme->toggle(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_N), [this] { addServices(); });
    on(QKeySequence(Qt::Key_F5), [this] { pollAll(); });
    on(QKeySequence(Qt::Key_F1), [this] { showKeys(); });
}

void MainWindow::goTo(Page page)
{
    QWidget *shown = m_now;
    if (page == Page::Charts) {
        if (!m_charts) {
            m_stack->addWidget(m_charts = new ChartsPage(m_console, signalDefinitions(), m_stack));
            connect(m_charts, &ChartsPage::addServiceWanted, this, &MainWindow::addServices);
        }
        shown = m_charts;
    } else if (page == Page::Incidents) {
        if (!m_incidents) {
            m_stack->addWidget(m_incidents = new IncidentsPage(m_console, m_stack));
            connect(m_incidents, &IncidentsPage::signalOpened, this, &MainWindow::openSignal);
            connect(m_incidents, &IncidentsPage::alertExplained, this, &MainWindow::explain);
            connect(m_incidents, &IncidentsPage::accountOpened, this,
                    [this](const QString &account) { openSources(SourcesPart::Accounts, account); });
        }
        shown = m_incidents;
    } else if (page == Page::Rules) {
        if (!m_rules) {
            m_stack->addWidget(m_rules = new RulesPage(m_console, m_stack));
            connect(m_rules, &RulesPage::signalOpened, this, &MainWindow::openSignal);
        }
        shown = m_rules;
    } else if (page == Page::Sources) {
        if (!m_sources)
            m_stack->addWidget(m_sources = new SourcesPage(m_console, m_stack));
        shown = m_sources;
    }
    m_page = page;
    m_stack->setCurrentWidget(shown);
    m_rail->setCurrent(page);
    // Else Qt gives the focus of a page that goes to the first button of the one that comes.
    if (!m_rail->isAncestorOf(focusWidget()))
        shown->setFocus(Qt::OtherFocusReason);
    m_veil->raise();
    drainPages();
}

bool MainWindow::settled() const
{
    switch (m_page) {
    case Page::Charts: return !m_charts || m_charts->settled();
    case Page::Incidents: return !m_incidents || m_incidents->settled();
    case Page::Rules: return !m_rules || m_rules->settled();
    case Page::Now:
    case Page::Sources: return true;
    }
    Q_UNREACHABLE();
}

void MainWindow::showSnapshot(const SnapshotPtr &snapshot)
{
    m_edge->setAccounts(snapshot->workspace.accounts);
    m_strip->setDemo(snapshot->console.demo);
    m_status->setSnapshot(*snapshot);
    m_status->setBlind(m_blindSince);
    m_rail->setBadge(Page::Now, firingCount(*snapshot), m_blindSince ? Mark::Blind : Mark::Bad);
    m_rail->setBadge(Page::Sources, int(snapshot->workspaceProblems.size()), Mark::Warn);
    QStringList title;
    if (snapshot->console.demo)
        title << tr("DEMO: simulated services");
    if (!snapshot->workspace.accounts.empty())
        title << accountsText(snapshot->workspace.accounts);
    title << QStringLiteral("Hubwatch");
    setWindowTitle(title.join(QStringLiteral(" — ")));
    showVerdicts();
}

void MainWindow::showVerdicts()
{
    m_strip->setVerdicts(verdictsOf(*m_console.snapshot(), m_blindSince));
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
    m_veil->setSince(m_blindSince);
    drainPages();
    m_stack->setContentsMargins(0, blind ? BlindVeil::bannerHeight : 0, 0, 0);
    showSnapshot(m_console.snapshot());
}

/// Takes the colours out of the pages while blind: not even a faint green is left.
void MainWindow::drainPages()
{
    for (QWidget *page :
         {static_cast<QWidget *>(m_now), static_cast<QWidget *>(m_charts), static_cast<QWidget *>(m_sources)}) {
        if (!page || (page->graphicsEffect() != nullptr) == m_blindSince.has_value())
            continue;
        if (!m_blindSince) {
            page->setGraphicsEffect(nullptr);
            continue;
        }
        page->setGraphicsEffect(new GreyEffect(page));
    }
}

void MainWindow::openPalette()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    std::vector<Command> commands{
        {tr("Go to Now"), QStringLiteral("Ctrl+1"), [this] { goTo(Page::Now); }},
        {tr("Go to Charts"), QStringLiteral("Ctrl+2"), [this] { goTo(Page::Charts); }},
        {tr("Go to Incidents"), QStringLiteral("Ctrl+3"), [this] { goTo(Page::Incidents); }},
        {tr("Go to Rules"), QStringLiteral("Ctrl+4"), [this] { goTo(Page::Rules); }},
        {tr("Go to Sources"), QStringLiteral("Ctrl+7"), [this] { goTo(Page::Sources); }},
        {tr("Poll everything now"), QStringLiteral("F5"), [this] { pollAll(); }},
        {tr("Add services…"), QStringLiteral("Ctrl+N"), [this] { addServices(); }},
        {m_theme->dark() ? tr("Switch to light") : tr("Switch to dark"), QStringLiteral("Ctrl+Shift+L"),
         [this] { m_theme->toggle(); }},
        {tr("Light or dark as the system"), {}, [this] { m_theme->choose(ThemeSwitch::Choice::System); }},
        {tr("Show the keys"), QStringLiteral("F1"), [this] { showKeys(); }},
    };
    for (const auto &[part, text] : {std::pair(SourcesPart::Services, tr("Go to Sources: services")),
                                     std::pair(SourcesPart::Accounts, tr("Go to Sources: accounts")),
                                     std::pair(SourcesPart::Credentials, tr("Go to Sources: credentials"))})
        commands.push_back({text, {}, [this, part = part] { openSources(part); }});
    commands.push_back({tr("Run the keychain doctor…"), {}, [this] {
                            openSources(SourcesPart::Credentials);
                            m_sources->credentials().runDoctor();
                        }});
    for (const CredentialState &credential : snapshot->credentials) {
        const QString reference = credential.record.reference;
        const auto on = [this, reference](void (CredentialsPart::*run)()) {
            return [this, reference, run] {
                openSources(SourcesPart::Credentials);
                m_sources->credentials().select(reference);
                (m_sources->credentials().*run)();
            };
        };
        commands.push_back({tr("Verify %1").arg(reference), {}, on(&CredentialsPart::verify)});
        commands.push_back({tr("Rotate %1…").arg(reference), {}, on(&CredentialsPart::rotate)});
        commands.push_back({tr("Leak drill for %1…").arg(reference), {}, on(&CredentialsPart::drill)});
    }
    commands.push_back({tr("Add an account…"), {}, [this] {
                            openSources(SourcesPart::Accounts);
                            m_sources->addAccount();
                        }});
    for (const AccountState &account : snapshot->accounts) {
        const QString name = account.config.name;
        commands.push_back(
            {tr("Open account %1").arg(name), {}, [this, name] { openSources(SourcesPart::Accounts, name); }});
        commands.push_back({tr("Poll account %1 now").arg(name), {}, [this, name] { m_console.pollAccount(name); }});
    }
    for (const ServiceState &service : snapshot->services) {
        if (service.kind != ServiceState::Kind::Service)
            continue;
        const QString name = service.config.name;
        commands.push_back({tr("Open charts of %1").arg(name), {}, [this, name] { openSignal(name, {}); }});
        commands.push_back({tr("Open source of %1").arg(name), {}, [this, name] { openService(name); }});
        commands.push_back({tr("Poll %1 now").arg(name), {}, [this, name] { m_console.pollNow(name); }});
    }
    m_palette->open(std::move(commands));
}

void MainWindow::openSignal(const QString &service, const QString &signal)
{
    goTo(Page::Charts);
    if (!service.isEmpty())
        m_charts->setServices({service});
    // The page arranges its panels when it is shown; only then is there a place to scroll to.
    QTimer::singleShot(0, m_charts, [this, signal] {
        ChartPanel *panel = m_charts->grid().panel(signal);
        auto *area = m_charts->findChild<QScrollArea *>();
        if (!panel || !area)
            return;
        area->ensureWidgetVisible(panel, 0, 14);
        panel->setFocus();
    });
}

void MainWindow::openService(const QString &service)
{
    goTo(Page::Sources);
    if (!service.isEmpty())
        m_sources->select(service);
}

void MainWindow::openSources(SourcesPart part, const QString &name)
{
    goTo(Page::Sources);
    m_sources->showPart(part);
    if (!name.isEmpty())
        m_sources->select(name);
}

void MainWindow::openIncident(qint64 incident)
{
    goTo(Page::Incidents);
    m_incidents->select(incident);
}

void MainWindow::explain(const AlertId &alert)
{
    goTo(Page::Rules);
    m_rules->explain(alert);
}

void MainWindow::addServices()
{
    goTo(Page::Sources);
    m_sources->addServices();
}

void MainWindow::pollAll()
{
    for (const ServiceState &service : m_console.snapshot()->services) {
        if (service.kind == ServiceState::Kind::Service)
            m_console.pollNow(service.config.name);
    }
    for (const AccountState &account : m_console.snapshot()->accounts)
        m_console.pollAccount(account.config.name);
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

void MainWindow::restorePlace()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(geometryKey).toByteArray()))
        resize(1280, 800);
    // A screen may be gone since: a title bar nobody can reach is a lost window.
    const QRect title(pos(), QSize(std::max(120, width()), 30));
    bool reachable = false;
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QRect seen = screen->availableGeometry().intersected(title);
        reachable = reachable || (seen.width() >= 120 && seen.height() >= 15);
    }
    if (!reachable && QGuiApplication::primaryScreen()) {
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        resize(size().boundedTo(room.size()));
        move(room.center() - rect().center());
    }
    if (const qint64 seen = settings.value(lastSeenKey).toLongLong(); seen > 0)
        m_awaySince = TimePoint(Duration(seen));
}

void MainWindow::keepPlace()
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(lastSeenKey, qint64(wallClock().time_since_epoch().count()));
}

void MainWindow::noteAway(bool active)
{
    constexpr Duration notice = 2min; // shorter absences are looking at another window
    const TimePoint now = wallClock();
    if (active) {
        if (m_awaySince && now - *m_awaySince >= notice)
            m_now->setAway(*m_awaySince, now);
        m_awaySince.reset();
    } else {
        m_awaySince = now;
        keepPlace();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepPlace();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && m_now)
        noteAway(isActiveWindow());
    QMainWindow::changeEvent(event);
}

} // namespace hubwatch::ui
