#include "ui/shell/page_stack.h"

#include "ui/batch/batch_page.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/charts_page.h"
#include "ui/incidents/incidents_page.h"
#include "ui/now/now_page.h"
#include "ui/readiness/readiness_page.h"
#include "ui/rules/rules_page.h"
#include "ui/shell/blind_veil.h"
#include "ui/sources/sources_page.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

namespace hubwatch::ui {

PageStack::PageStack(Console &console, QWidget *parent)
    : QStackedWidget(parent)
    , m_console(console)
{
    addWidget(m_now = new NowPage(m_console, this));
    connect(m_now, &NowPage::signalOpened, this, &PageStack::openSignal);
    connect(m_now, &NowPage::serviceOpened, this, &PageStack::openService);
    connect(m_now, &NowPage::incidentOpened, this, &PageStack::openIncident);
    m_veil = new BlindVeil(this);
}

QWidget *PageStack::chartsPage()
{
    if (!m_charts) {
        addWidget(m_charts = new ChartsPage(m_console, signalDefinitions(), this));
        connect(m_charts, &ChartsPage::addServiceWanted, this, &PageStack::addServices);
    }
    return m_charts;
}

QWidget *PageStack::incidentsPage()
{
    if (!m_incidents) {
        addWidget(m_incidents = new IncidentsPage(m_console, this));
        connect(m_incidents, &IncidentsPage::signalOpened, this, &PageStack::openSignal);
        connect(m_incidents, &IncidentsPage::alertExplained, this, &PageStack::explain);
        connect(m_incidents, &IncidentsPage::accountOpened, this,
                [this](const QString &account) { openSources(SourcesPart::Accounts, account); });
    }
    return m_incidents;
}

QWidget *PageStack::rulesPage()
{
    if (!m_rules) {
        addWidget(m_rules = new RulesPage(m_console, this));
        connect(m_rules, &RulesPage::signalOpened, this, &PageStack::openSignal);
    }
    return m_rules;
}

QWidget *PageStack::batchPage()
{
    if (!m_batch) {
        addWidget(m_batch = new BatchPage(m_console, this));
        connect(m_batch, &BatchPage::chartsOpened, this, [this](const QString &service) { openSignal(service, {}); });
    }
    return m_batch;
}

QWidget *PageStack::readinessPage()
{
    if (!m_readiness) {
        addWidget(m_readiness = new ReadinessPage(m_console, this));
        connect(m_readiness, &ReadinessPage::addServiceWanted, this, &PageStack::addServices);
    }
    return m_readiness;
}

SourcesPage &PageStack::sources()
{
    if (!m_sources)
        addWidget(m_sources = new SourcesPage(m_console, this));
    return *m_sources;
}

QWidget *PageStack::widgetOf(Page page)
{
    switch (page) {
    case Page::Now: return m_now;
    case Page::Charts: return chartsPage();
    case Page::Incidents: return incidentsPage();
    case Page::Rules: return rulesPage();
    case Page::Batch: return batchPage();
    case Page::Readiness: return readinessPage();
    case Page::Sources: return &sources();
    }
    Q_UNREACHABLE();
}

void PageStack::goTo(Page page)
{
    QWidget *shown = widgetOf(page);
    m_page = page;
    setCurrentWidget(shown);
    emit pageChanged(page);
    m_veil->raise();
    drainPages();
}

bool PageStack::settled() const
{
    switch (m_page) {
    case Page::Charts: return !m_charts || m_charts->settled();
    case Page::Incidents: return !m_incidents || m_incidents->settled();
    case Page::Rules: return !m_rules || m_rules->settled();
    case Page::Batch: return !m_batch || m_batch->settled();
    case Page::Readiness: return !m_readiness || m_readiness->settled();
    case Page::Now:
    case Page::Sources: return true;
    }
    Q_UNREACHABLE();
}

void PageStack::setBlind(std::optional<TimePoint> since)
{
    m_blindSince = since;
    m_veil->setSince(since);
    drainPages();
    setContentsMargins(0, since ? BlindVeil::bannerHeight : 0, 0, 0);
}

/// Takes the colours out of the pages while blind: not even a faint green is left.
void PageStack::drainPages()
{
    for (int i = 0; i < count(); ++i) {
        QWidget *page = widget(i);
        if ((page->graphicsEffect() != nullptr) == m_blindSince.has_value())
            continue;
        page->setGraphicsEffect(m_blindSince ? new GreyEffect(page) : nullptr);
        if (m_blindSince)
            stillActions(*page);
    }
    if (m_blindSince)
        return;
    // What is not possible any more, the pages say with the next snapshot.
    for (const QPointer<QAction> &action : std::exchange(m_stilledActions, {}))
        if (action)
            action->setEnabled(true);
    for (const QPointer<QPushButton> &button : std::exchange(m_stilledButtons, {}))
        if (button)
            button->setEnabled(true);
}

/// Nobody would hear what they ask for. What only folds and unfolds stays, and so do dialogs: they can be left.
void PageStack::stillActions(QWidget &page)
{
    for (QAction *action : page.findChildren<QAction *>()) {
        const auto *owner = qobject_cast<const QWidget *>(action->parent());
        if (!action->isEnabled() || action->isCheckable() || (owner && owner->window() != window()))
            continue;
        action->setEnabled(false);
        m_stilledActions.emplace_back(action);
    }
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (!button->isEnabled() || button->isCheckable() || button->window() != window())
            continue;
        button->setEnabled(false);
        m_stilledButtons.emplace_back(button);
    }
}

void PageStack::openSignal(const QString &service, const QString &signal)
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

void PageStack::openBatch(const QString &job)
{
    goTo(Page::Batch);
    m_batch->openJob(job);
}

void PageStack::newBatch()
{
    goTo(Page::Batch);
    m_batch->startNew();
}

ReadinessPage &PageStack::openReadiness(const QString &service)
{
    goTo(Page::Readiness);
    if (!service.isEmpty())
        m_readiness->showService(service);
    return *m_readiness;
}

void PageStack::openService(const QString &service)
{
    goTo(Page::Sources);
    if (!service.isEmpty())
        m_sources->select(service);
}

void PageStack::openSources(SourcesPart part, const QString &name)
{
    goTo(Page::Sources);
    m_sources->showPart(part);
    if (!name.isEmpty())
        m_sources->select(name);
}

void PageStack::openIncident(qint64 incident)
{
    goTo(Page::Incidents);
    m_incidents->select(incident);
}

void PageStack::explain(const AlertId &alert)
{
    goTo(Page::Rules);
    m_rules->explain(alert);
}

void PageStack::openRules(RulesPart part)
{
    goTo(Page::Rules);
    m_rules->showPart(part);
}

void PageStack::addServices()
{
    goTo(Page::Sources);
    m_sources->addServices();
}

} // namespace hubwatch::ui
