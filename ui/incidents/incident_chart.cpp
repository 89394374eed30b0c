#include "ui/incidents/incident_chart.h"

#include "ui/charts/plot_view.h"
#include "ui/incidents/incident_words.h"

#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

const QString incidentPanelKey = QStringLiteral("incident");

int plotColumns(int columns)
{
    return std::max(100, (columns + 49) / 50 * 50);
}

} // namespace

TimeWindow incidentWindow(TimePoint startedAt, TimePoint now)
{
    if (now - startedAt < 30min)
        return liveWindow(1h, now);
    return {.from = startedAt - 30min, .to = startedAt + 30min, .range = 1h, .live = false};
}

PanelSpec incidentPanel(const QString &signal, const QStringList &services, const Snapshot &snapshot)
{
    const SignalDefinition *definition = findSignal(signal);
    if (!definition)
        return {.key = signal, .title = signal, .question = SignalQuestion{.signal = signal, .services = services}};
    return signalPanels(std::span(definition, 1), snapshot.rules, snapshot.workspace.routes, services).front();
}

IncidentChart::IncidentChart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_feed(console)
    , m_panel(new ChartPanel({.key = incidentPanelKey}, this))
{
    setObjectName(QStringLiteral("incidentChart"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_panel->setCompact(true);
    column->addWidget(m_panel);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *open = new QShortcut(key, this);
        open->setContext(Qt::WidgetWithChildrenShortcut);
        connect(open, &QShortcut::activated, this, [this] { emit opened(m_service, m_signal); });
    }
    connect(m_panel, &ChartPanel::exportWanted, this, &IncidentChart::exportWanted);
    connect(&m_feed, &ChartFeed::slow, m_panel, &ChartPanel::setSlow);
    connect(&m_feed, &ChartFeed::answered, this, [this](const QString &, const ChartAnswerPtr &answer) {
        m_panel->setAnswer(answer, m_order, Zone::Local);
        m_panel->plot().setGutters(m_panel->plot().wantedGutters());
    });
    connect(&m_panel->plot(), &PlotView::hovered, m_panel, [this](TimePoint at) { m_panel->setCrosshair(at); });
    connect(&m_panel->plot(), &PlotView::hoverEnded, m_panel, [this] { m_panel->setCrosshair(std::nullopt); });
}

void IncidentChart::show(const Incident &incident, const Snapshot &snapshot)
{
    m_order.clear();
    for (const ServiceState &service : snapshot.services)
        m_order << service.config.name;
    const QString service = m_service = mainService(incident);
    m_signal = mainSignal(incident);
    const QStringList services = service.isEmpty() ? QStringList() : QStringList{service};
    const PanelSpec spec = incidentPanel(m_signal, services, snapshot);
    const TimeWindow window = incidentWindow(onsetOf(incident, snapshot), snapshot.at);
    const bool other = incident.id != m_incident || spec.question != m_panel->spec().question;
    m_incident = incident.id;
    if (other) { // another incident's curve must not stand under this one's name
        m_panel->setAnswer({}, m_order, Zone::Local);
        m_panel->plot().setPicture({});
    }
    if (spec != m_panel->spec())
        m_panel->setSpec(spec);
    m_panel->setLive(window.live ? std::optional(liveHeadline(spec, snapshot, services)) : std::nullopt);

    ChartQuery query{.question = spec.question, .from = window.from, .to = window.to};
    query.columns = plotColumns(m_panel->plot().columns());
    if (!other && query == m_asked)
        return;
    const bool moved
        = query.columns != m_asked.columns || query.to - query.from != m_asked.to - m_asked.from || !window.live;
    if (!other && !moved && (m_feed.waiting(incidentPanelKey) || snapshot.at - m_askedAt < 10s))
        return;
    m_asked = query;
    m_askedAt = snapshot.at;
    m_feed.ask(incidentPanelKey, query);
}

void IncidentChart::clear()
{
    m_feed.forget(incidentPanelKey);
    m_incident = 0;
    m_asked = {};
}

} // namespace hubwatch::ui
