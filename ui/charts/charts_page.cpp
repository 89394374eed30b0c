#include "ui/charts/charts_page.h"

#include "ui/charts/chart_style.h"
#include "ui/charts/empty_page.h"
#include "ui/charts/explore_dialog.h"
#include "ui/charts/page_export.h"
#include "ui/charts/page_words.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/time_bar.h"
#include "ui/charts/unseen_banner.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// Scrolls up and down; the keys to the left and right belong to the page.
class PanelScroll : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
            event->ignore();
        else
            QScrollArea::keyPressEvent(event);
    }
};

/// Coarse, so that a gutter that grows by a digit is no new question.
int roundedColumns(int columns)
{
    return std::max(100, (columns + 49) / 50 * 50);
}

bool sameQuestion(const ChartQuery &a, const ChartQuery &b)
{
    return a.question == b.question && a.columns == b.columns;
}

} // namespace

ChartsPage::ChartsPage(Console &console, std::span<const SignalDefinition> definitions, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_definitions(definitions.begin(), definitions.end())
    , m_feed(console)
    , m_window(liveWindow(1h, console.snapshot()->at))
    , m_bar(new TimeBar(this))
    , m_banner(new UnseenBanner(this))
    , m_scroll(new PanelScroll(this))
    , m_grid(new PanelGrid)
    , m_empty(new EmptyPage(this))
{
    setObjectName(QStringLiteral("chartsPage"));
    setFocusPolicy(Qt::StrongFocus);
    m_bar->setObjectName(QStringLiteral("timeBar"));
    m_banner->setObjectName(QStringLiteral("banner"));
    m_scroll->setObjectName(QStringLiteral("scroll"));
    m_scroll->setWidget(m_grid);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setStyleSheet(panelsStyle());
    m_scroll->viewport()->setAutoFillBackground(false);
    m_grid->setAutoFillBackground(false);
    connect(m_empty, &EmptyPage::addServiceWanted, this, &ChartsPage::addServiceWanted);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 0);
    layout->setSpacing(12);
    layout->addWidget(m_bar);
    layout->addWidget(m_banner);
    auto *body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_empty);
    layout->addWidget(body, 1);

    connectBar();
    connectGrid();
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] { refresh(Refresh::Due); });
    connect(&m_feed, &ChartFeed::answered, this, &ChartsPage::takeAnswer);
    connect(&m_feed, &ChartFeed::slow, this, [this](const QString &key) {
        if (ChartPanel *panel = m_grid->panel(key))
            panel->setSlow();
    });
    connect(&console, &Console::snapshotChanged, this, &ChartsPage::takeSnapshot);
    connect(&console, &Console::choicesFound, this, [this](const std::vector<MetricChoice> &choices) {
        m_choices = choices;
        if (m_explore)
            m_explore->setChoices(choices);
        rebuild();
        refresh();
    });
    connect(&console, &Console::blindChanged, this, [this](bool blind) {
        m_silent = blind;
        takeSnapshot();
    });
    QTimer::singleShot(ChartFeed::slowAfterMs, this, [this] {
        if (m_console.snapshot()->loading) {
            for (ChartPanel *panel : m_grid->panels())
                panel->setSlow();
        }
    });
    m_bar->setWindow(m_window, m_zone);
    takeSnapshot();
}

void ChartsPage::connectBar()
{
    connect(m_bar, &TimeBar::rangeChosen, this, &ChartsPage::goLive);
    connect(m_bar, &TimeBar::liveChosen, this, [this] { goLive(m_window.range); });
    connect(m_bar, &TimeBar::zoneChosen, this, &ChartsPage::setZone);
    connect(m_bar, &TimeBar::servicesChosen, this, &ChartsPage::setServices);
    connect(m_bar, &TimeBar::exploreWanted, this, &ChartsPage::explore);
    connect(m_bar, &TimeBar::tableToggled, this, &ChartsPage::setTableShown);
    connect(m_bar, &TimeBar::exportWanted, this, [this](const QString &ending) { exportPanels({}, ending); });
}

void ChartsPage::connectGrid()
{
    connect(m_grid, &PanelGrid::brushed, this, [this](TimePoint from, TimePoint to) {
        showWindow(zoomedTo(m_window, from, to, m_console.snapshot()->at));
    });
    connect(m_grid, &PanelGrid::panWanted, this,
            [this](Duration by) { showWindow(pannedBy(m_window, by, m_console.snapshot()->at)); });
    connect(m_grid, &PanelGrid::zoomWanted, this,
            [this](double factor) { showWindow(scaledBy(m_window, factor, m_console.snapshot()->at)); });
    connect(m_grid, &PanelGrid::resetWanted, this, [this] { goLive(m_window.range); });
    connect(m_grid, &PanelGrid::exportWanted, this, &ChartsPage::exportPanels);
    connect(m_grid, &PanelGrid::removeWanted, this, [this](const QString &key) {
        std::erase_if(m_pinned, [&](const PanelSpec &spec) { return spec.key == key; });
        m_feed.forget(key);
        m_asked.remove(key);
        rebuild();
        refresh();
    });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { refresh(); });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { refresh(); });
}

void ChartsPage::takeSnapshot()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    QStringList order;
    size_t series = 0;
    for (const ServiceState &service : snapshot->services) {
        order << service.config.name;
        series += service.metrics.seriesCount;
    }
    m_order = order;
    m_services.removeIf([&](const QString &service) { return !order.contains(service); });
    m_bar->setServices(m_order, m_services);
    m_banner->setWords(unseenSentence(*snapshot, m_silent, m_zone));
    const bool nothing = !snapshot->loading && snapshot->services.empty();
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    m_bar->setEnabled(!nothing);
    if (const std::pair stored(snapshot->services.size(), series); !snapshot->loading && stored != m_stored) {
        m_stored = stored;
        m_console.askChoices();
    }
    rebuild();
    if (m_window.live)
        refreshLater();
}

void ChartsPage::rebuild()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    std::vector<PanelSpec> shown = m_pinned;
    std::vector<PanelSpec> hidden;
    for (PanelSpec &spec : signalPanels(m_definitions, snapshot->rules, snapshot->workspace.routes, m_services))
        (snapshot->loading || exposed(spec, *snapshot, m_choices) ? shown : hidden).push_back(std::move(spec));
    m_grid->setSpecs(shown);
    m_grid->setFootnote(foldedSentence(hidden, *snapshot, m_services));
    for (ChartPanel *panel : m_grid->panels()) {
        const bool now = m_window.live && !panel->spec().explored() && !snapshot->loading;
        panel->setLive(now ? std::optional(liveHeadline(panel->spec(), *snapshot, m_services)) : std::nullopt);
        panel->setBlind(m_silent);
        panel->setTableShown(m_tableShown);
    }
}

void ChartsPage::refreshLater()
{
    const Duration wait = untilRefresh(m_window, m_refreshedAt, m_console.snapshot()->at);
    if (wait == Duration::zero()) {
        m_next.stop();
        refresh(Refresh::Due);
    } else if (!m_next.isActive())
        m_next.start(int(wait.count())); // else the last snapshot of a burst would stand unseen until the next burst
}

bool ChartsPage::inSight(const ChartPanel &panel) const
{
    return panel.isVisible() && !panel.visibleRegion().isEmpty();
}

void ChartsPage::refresh(Refresh which)
{
    const SnapshotPtr snapshot = m_console.snapshot();
    if (snapshot->loading || snapshot->services.empty() || !isVisible())
        return;
    if (m_window.live)
        m_window = liveWindow(m_window.range, snapshot->at);
    m_bar->setWindow(m_window, m_zone);
    m_refreshedAt = snapshot->at;
    for (ChartPanel *panel : m_grid->panels()) {
        if (which != Refresh::Everything && !inSight(*panel))
            continue;
        ChartQuery query{.question = panel->spec().question, .from = m_window.from, .to = m_window.to};
        query.columns = roundedColumns(panel->plot().columns());
        const QString key = panel->spec().key;
        const Asked &last = m_asked.value(key);
        const bool same = sameQuestion(last.query, query);
        if (same && last.query.from == query.from && last.query.to == query.to
            && (!m_window.live || last.seenAt == snapshot->at))
            continue;
        // Scrolling and layouts come here as well: they are no reason to read again what was read just now.
        const bool sameSpan = last.query.to - last.query.from == query.to - query.from;
        if (which == Refresh::Paced && same && sameSpan && m_window.live && last.live
            && untilRefresh(m_window, last.seenAt, snapshot->at) > Duration::zero())
            continue;
        // A slow engine must not be asked the same again each second, or no answer would ever arrive.
        if (m_feed.waiting(key) && m_window.live && last.live && same && sameSpan)
            continue;
        m_asked.insert(key, {.query = query, .seenAt = snapshot->at, .live = m_window.live});
        m_feed.ask(key, query);
    }
}

void ChartsPage::takeAnswer(const QString &key, const ChartAnswerPtr &answer)
{
    ChartPanel *panel = m_grid->panel(key);
    if (!panel)
        return;
    panel->setAnswer(answer, m_order, m_zone);
    m_grid->shareGutters();
    if (m_wanted && m_feed.idle())
        writeWanted();
}

void ChartsPage::showWindow(const TimeWindow &window)
{
    if (window == m_window)
        return;
    m_window = window;
    m_bar->setWindow(m_window, m_zone);
    rebuild();
    refresh();
}

void ChartsPage::goLive(Duration range)
{
    m_bar->setWindow(m_window, m_zone); // a click on the present range must not leave its button up
    showWindow(liveWindow(range, m_console.snapshot()->at));
}

void ChartsPage::setZone(Zone zone)
{
    m_zone = zone;
    m_bar->setWindow(m_window, zone);
    m_banner->setWords(unseenSentence(*m_console.snapshot(), m_silent, zone));
    for (ChartPanel *panel : m_grid->panels())
        panel->setZone(zone);
}

void ChartsPage::setServices(const QStringList &services)
{
    m_services = services;
    m_bar->setServices(m_order, m_services);
    rebuild();
    refresh();
}

void ChartsPage::setTableShown(bool shown)
{
    m_tableShown = shown;
    m_bar->setTableShown(shown);
    for (ChartPanel *panel : m_grid->panels())
        panel->setTableShown(shown);
}

void ChartsPage::explore()
{
    if (!m_explore) {
        m_explore = new ExploreDialog(this);
        connect(m_explore, &ExploreDialog::added, this, &ChartsPage::pin);
        m_explore->setChoices(m_choices);
    }
    m_console.askChoices();
    m_explore->show();
    m_explore->raise();
    m_explore->activateWindow();
}

void ChartsPage::pin(const MetricQuestion &question, MetricType type)
{
    m_pinned.insert(m_pinned.begin(), explorePanel(question, type, QStringLiteral("explore:%1").arg(++m_pins)));
    rebuild();
    m_scroll->verticalScrollBar()->setValue(0);
    m_grid->layout()->activate();
    refresh();
}

void ChartsPage::exportPanels(const QString &key, const QString &ending)
{
    m_wanted = WantedExport{.key = key, .ending = ending};
    if (key.isEmpty())
        refresh(Refresh::Everything); // panels out of sight may never have been read
    if (m_feed.idle())
        writeWanted();
}

void ChartsPage::writeWanted()
{
    const WantedExport wanted = *std::exchange(m_wanted, std::nullopt);
    const SnapshotPtr snapshot = m_console.snapshot();
    const ExportStamp stamp{.from = m_window.from,
                            .to = m_window.to,
                            .zone = m_zone,
                            .source = sourceText(*snapshot),
                            .madeAt = snapshot->at};
    std::vector<ExportPanel> panels;
    for (ChartPanel *panel : m_grid->panels()) {
        if (wanted.key.isEmpty() || panel->spec().key == wanted.key)
            panels.push_back(panel->exported());
    }
    ChartPanel *one = m_grid->panel(wanted.key);
    exportWithDialog(*this, one ? static_cast<QWidget &>(*one) : *m_grid, panels, stamp,
                     one ? one->spec().title : tr("charts"), wanted.ending);
}

void ChartsPage::keyPressEvent(QKeyEvent *event)
{
    const TimePoint now = m_console.snapshot()->at;
    const int number = event->key() - Qt::Key_1;
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    if (number >= 0 && number < int(timeRanges.size()))
        return goLive(timeRanges.at(size_t(number)));
    const Duration quarter = (m_window.to - m_window.from) / 4;
    switch (event->key()) {
    case Qt::Key_Left: return showWindow(pannedBy(m_window, -quarter, now));
    case Qt::Key_Right: return showWindow(pannedBy(m_window, quarter, now));
    case Qt::Key_Plus:
    case Qt::Key_Equal: return showWindow(scaledBy(m_window, 0.5, now));
    case Qt::Key_Minus: return showWindow(scaledBy(m_window, 2, now));
    case Qt::Key_L:
    case Qt::Key_Escape: return goLive(m_window.range);
    case Qt::Key_T: return setTableShown(!m_tableShown);
    case Qt::Key_E: return explore();
    default: return QWidget::keyPressEvent(event);
    }
}

void ChartsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!focusWidget())
        setFocus();                                     // the keys work at once, and no button looks chosen
    QTimer::singleShot(0, this, [this] { refresh(); }); // when the layout has given each panel its place
}

} // namespace hubwatch::ui
