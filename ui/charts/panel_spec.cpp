#include "ui/charts/panel_spec.h"
#include "ui/severity_word.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString specWord(const char *text)
{
    return QCoreApplication::translate("PanelSpec", text);
}

/// What happens when the level is passed.
QString levelConsequence(const Rule &rule, const std::vector<Route> &routes)
{
    const bool slack = std::ranges::any_of(routesOf(rule, routes),
                                           [](const Route &route) { return route.kind == Route::Kind::Slack; });
    return slack && rule.severity == Rule::Severity::Notify ? QStringLiteral("Slack") : severityWord(rule.severity);
}

PanelLevel levelOf(const Rule &rule, const std::vector<Route> &routes, Unit unit)
{
    // "Any" of something counted begins at one: a line at zero would hide the axis.
    const double at = unit == Unit::Count && rule.side == Rule::Side::Above && rule.threshold < 1 ? 1 : rule.threshold;
    PanelLevel level{.value = at, .side = rule.side, .word = levelConsequence(rule, routes), .on = rule.enabled};
    level.label = level.word + u' ' + plainText(at, unit);
    if (!rule.enabled)
        level.label = specWord("%1 (off)").arg(level.label);
    return level;
}

QString countedBy(const QString &signal)
{
    if (signal.startsWith(u"api."))
        return specWord("calls");
    if (signal.startsWith(u"webhook."))
        return specWord("events");
    return signal == u"sync.success_rate" ? specWord("jobs") : QString();
}

} // namespace

bool PanelSpec::lowIsBad() const
{
    return std::ranges::any_of(levels, [](const PanelLevel &level) { return level.side == Rule::Side::Below; });
}

std::vector<PanelSpec> signalPanels(std::span<const SignalDefinition> definitions, const std::vector<Rule> &rules,
                                    const std::vector<Route> &routes, const QStringList &services)
{
    std::vector<PanelSpec> panels;
    for (const SignalDefinition &definition : definitions) {
        PanelSpec panel{.key = definition.id,
                        .title = QCoreApplication::translate("signal", definition.title.toUtf8().constData()),
                        .question = SignalQuestion{.signal = definition.id, .services = services},
                        .unit = unitOf(definition),
                        .window = definition.window,
                        .counted = countedBy(definition.id)};
        // "None of them" is said by the level at one already.
        const bool counted = panel.unit == Unit::Count && definition.goal <= 1;
        if (definition.goalSide != SignalDefinition::Goal::None && !counted && !panel.stateRows()) {
            panel.levels.push_back(
                {.value = definition.goal,
                 .side = definition.goalSide == SignalDefinition::Goal::Below ? Rule::Side::Above : Rule::Side::Below,
                 .word = specWord("goal"),
                 .label = specWord("goal") + u' ' + plainText(definition.goal, panel.unit),
                 .goal = true});
        }
        for (const Rule &rule : rules) {
            if (rule.signal != definition.id || panel.stateRows())
                continue;
            const PanelLevel level = levelOf(rule, routes, panel.unit);
            if (std::ranges::find(panel.levels, level) == panel.levels.end())
                panel.levels.push_back(level);
        }
        panels.push_back(std::move(panel));
    }
    return panels;
}

PanelSpec explorePanel(const MetricQuestion &question, MetricType type, const QString &key)
{
    PanelSpec panel{.key = key, .question = question, .unit = unitOfMetric(question.metric, question.view)};
    const QString metric = QString::fromStdString(question.metric);
    switch (question.view) {
    case MetricQuestion::View::Value: panel.title = metric; break;
    case MetricQuestion::View::Rate:
        panel.title = type == MetricType::Histogram ? specWord("%1, events per second").arg(metric)
                                                    : specWord("%1, rate").arg(metric);
        break;
    case MetricQuestion::View::Quantile:
        panel.title = QStringLiteral("%1 p%2").arg(metric).arg(question.quantile * 100, 0, 'g', 4);
        break;
    }
    if (!question.by.empty())
        panel.title = specWord("%1 by %2").arg(panel.title, QString::fromStdString(question.by));
    if (question.view != MetricQuestion::View::Value)
        panel.window = question.window;
    if (question.view == MetricQuestion::View::Rate && type == MetricType::Histogram)
        panel.unit = Unit::PerSecond; // of events, whatever each of them measures
    if (question.view == MetricQuestion::View::Quantile)
        panel.counted = specWord("events");
    return panel;
}

std::vector<MetricQuestion::View> viewsFor(MetricType type)
{
    using View = MetricQuestion::View;
    switch (type) {
    case MetricType::Counter: return {View::Rate, View::Value};
    case MetricType::Histogram: return {View::Quantile, View::Rate};
    case MetricType::GaugeHistogram: return {View::Quantile};
    case MetricType::Unknown: return {View::Value, View::Rate};
    case MetricType::Gauge:
    case MetricType::Summary:
    case MetricType::Info:
    case MetricType::StateSet: return {View::Value};
    }
    Q_UNREACHABLE();
}

QString viewText(MetricQuestion::View view)
{
    switch (view) {
    case MetricQuestion::View::Value: return specWord("value");
    case MetricQuestion::View::Rate: return specWord("rate");
    case MetricQuestion::View::Quantile: return specWord("quantile");
    }
    Q_UNREACHABLE();
}

Unit unitOfMetric(std::string_view metric, MetricQuestion::View view)
{
    const bool timestamp = metric.find("_timestamp_seconds") != std::string_view::npos;
    if (metric.ends_with("_total"))
        metric.remove_suffix(6);
    if (view == MetricQuestion::View::Rate)
        return metric.ends_with("_bytes") ? Unit::BytesPerSecond : Unit::PerSecond;
    if (timestamp)
        return Unit::Number;
    if (metric.ends_with("_seconds"))
        return Unit::Seconds;
    if (metric.ends_with("_bytes"))
        return Unit::Bytes;
    return metric.ends_with("_ratio") ? Unit::Ratio : Unit::Number;
}

std::string metricBehind(const QString &signal, const MetricNames &names)
{
    if (signal == u"api.latency_p99")
        return names.duration;
    if (signal.startsWith(u"api."))
        return names.calls;
    if (signal == u"webhook.delay_p99")
        return names.webhookDelay;
    if (signal == u"sync.success_rate")
        return names.syncJobs;
    return signal == u"sync.overdue" ? names.syncStarted : std::string();
}

} // namespace hubwatch::ui
