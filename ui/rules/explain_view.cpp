#include "ui/rules/explain_view.h"

#include "alerts/alert_book.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/labelled_alerts.h"
#include "ui/rules/rule_words.h"
#include "ui/source_title.h"

#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

const Alert *ruleAlertOf(const ServiceState &service, const Rule &rule)
{
    const auto found = std::ranges::find(service.alerts, rule.name, &Alert::rule);
    return found == service.alerts.end() ? nullptr : &*found;
}

const Reading *ruleReadingOf(const ServiceState &service, const Rule &rule)
{
    const auto found = std::ranges::find(service.readings, rule.signal, &Reading::signal);
    return found == service.readings.end() ? nullptr : &*found;
}

int explainRank(const Alert *alert)
{
    if (!alert)
        return 5;
    switch (alert->state) {
    case Alert::State::Firing: return 0;
    case Alert::State::Pending: return 1;
    case Alert::State::Resolved: return alert->noDataSince ? 2 : 3;
    case Alert::State::Inactive: return alert->noDataSince ? 2 : 4;
    }
    Q_UNREACHABLE();
}

Cell figureCell(const Reading *reading, const Rule &rule)
{
    if (!reading || reading->validity == Reading::Validity::NoData)
        return {.text = ExplainView::tr("no data"), .tone = Tone::Blind};
    return {.text = readingText(*reading, ruleUnit(rule)),
            .tone = reading->validity == Reading::Validity::Known ? Tone::Normal : Tone::Blind,
            .tip = reading->note};
}

} // namespace

ExplainInput explainInput(const Snapshot &snapshot, const Rule &rule, const QString &service)
{
    ExplainInput input{
        .rule = rule, .inhibitions = snapshot.alerting.inhibitions, .acks = snapshot.alerting.acks, .now = snapshot.at};
    for (const MuteState &state : snapshot.alerting.mutes)
        input.mutes.push_back(state.mute);
    for (const Route &route : routesOf(rule, snapshot.workspace.routes))
        input.routes << route.name;
    const auto found
        = std::ranges::find_if(snapshot.services, [&](const ServiceState &s) { return s.config.name == service; });
    if (found == snapshot.services.end())
        return input;
    input.interval = found->config.interval;
    if (const Alert *alert = ruleAlertOf(*found, rule)) {
        input.alert = *alert;
        input.labels = labelsOf(*alert, rule, snapshot.alerting.facts);
    }
    if (const Reading *reading = ruleReadingOf(*found, rule))
        input.reading = *reading;
    return input;
}

ExplainView::ExplainView(QWidget *parent)
    : QWidget(parent)
    , m_headline(new MarkedSentence(this))
{
    setObjectName(QStringLiteral("explainView"));
    setAccessibleName(tr("Explain"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_services = new CellTable("explainServices", tr("The rule's services"),
                               {{tr("Service"), {}},
                                {tr("State"), QStringLiteral("000 not known")},
                                {tr("Figure"), QStringLiteral("2.0 – 5.0 s 00"), true},
                                {tr("n"), QStringLiteral("12,000"), true}},
                               this);
    column->addWidget(m_services);
    m_headline->setObjectName(QStringLiteral("explainHeadline"));
    column->addWidget(m_headline);
    m_lines = new CellTable("explainLines", tr("What decides"),
                            {{tr("Because of"), QStringLiteral("acknowledged 00")}, {tr("what is so"), {}}}, this);
    column->addWidget(m_lines, 1);
    connect(m_services, &CellTable::pickedChanged, this, &ExplainView::showService);
    connect(m_services, &QTableView::activated, this, [this] { emit signalWanted(m_services->picked()); });
}

void ExplainView::setRule(const SnapshotPtr &snapshot, const Rule &rule)
{
    m_snapshot = snapshot;
    m_rule = rule;
    std::vector<const ServiceState *> services;
    for (const ServiceState &service : snapshot->services)
        if (ruleAlertOf(service, rule)
            || (!rule.enabled && appliesTo(rule, service.config.name) && ruleReadingOf(service, rule)))
            services.push_back(&service);
    std::ranges::stable_sort(services, {}, [&](const ServiceState *s) { return explainRank(ruleAlertOf(*s, rule)); });
    std::vector<CellRow> rows;
    for (const ServiceState *service : services) {
        const Alert *alert = ruleAlertOf(*service, rule);
        const Reading *reading = ruleReadingOf(*service, rule);
        MarkedWord word
            = alert ? alertStateWord(alert->state, alert->noDataSince.has_value()) : MarkedWord{Mark::None, tr("off")};
        // Nothing is good that cannot be told.
        if (word.mark == Mark::Good && reading && reading->validity != Reading::Validity::Known)
            word = {Mark::Blind, tr("not known")};
        rows.push_back(
            {.key = service->config.name,
             .cells
             = {{.text = sourceTitle(service->config.name), .tone = Tone::Normal},
                {.text = word.word, .mark = word.mark, .tone = word.mark == Mark::Good ? Tone::Dim : toneOf(word.mark)},
                figureCell(reading, rule),
                {.text = reading && reading->n > 0 ? countText(reading->n) : QString()}}});
    }
    m_services->setRows(std::move(rows));
    m_services->fitRows(7);
    showService();
}

void ExplainView::pickService(const QString &service)
{
    m_services->pick(service);
}

void ExplainView::showService()
{
    const QString service = m_services->picked();
    if (service.isEmpty()) {
        m_headline->setSentence(Mark::NotYet, tr("No service has this signal yet."));
        return m_lines->setRows({});
    }
    const ExplainInput input = explainInput(*m_snapshot, m_rule, service);
    const Explanation explained = explain(input);
    const MarkedWord word = input.alert ? alertStateWord(input.alert->state, input.alert->noDataSince.has_value())
                                        : MarkedWord{Mark::None, {}};
    m_headline->setSentence(word.mark, withLocalTimes(explained.headline));
    std::vector<CellRow> rows;
    for (const ExplainLine &line : explained.lines)
        rows.push_back({.key = line.name,
                        .cells = {{.text = line.name, .tone = Tone::Dim, .strong = line.decides},
                                  {.text = withLocalTimes(line.value),
                                   .tone = line.decides ? Tone::Normal : Tone::Dim,
                                   .strong = line.decides}}});
    m_lines->setRows(std::move(rows));
}

} // namespace hubwatch::ui
