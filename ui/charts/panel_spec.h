// PanelSpec: what one chart panel shows and against which levels. Pure.
#pragma once

#include "snapshot/chart_query.h"
#include "snapshot/discovery.h"
#include "ui/format.h"
#include "workspace/workspace.h"

#include <span>

namespace hubwatch::ui {

/// A goal or an alert level, labelled with its consequence.
struct PanelLevel {
    double value = 0;
    Rule::Side side = Rule::Side::Above; ///< on which side of it things are bad
    QString word = {};                   ///< "goal", "page", "Slack", "ticket"
    QString label = {};                  ///< "page 5 %", "ticket 3 s (off)"
    bool goal = false;
    bool on = true;

    bool operator==(const PanelLevel &) const = default;
};

struct PanelSpec {
    QString key = {};   ///< the signal's id, or "explore:N"
    QString title = {}; ///< "API error rate"
    std::variant<SignalQuestion, MetricQuestion> question = {};
    Unit unit = Unit::Number;
    Duration window = {};
    QString counted = {}; ///< what n counts: "calls"; empty when n says nothing
    std::vector<PanelLevel> levels = {};

    bool explored() const { return std::holds_alternative<MetricQuestion>(question); }
    bool stateRows() const { return unit == Unit::State || unit == Unit::Status; }
    /// Small values are the bad ones, as with success rates.
    bool lowIsBad() const;

    bool operator==(const PanelSpec &) const = default;
};

/// One panel a definition, in their order.
std::vector<PanelSpec> signalPanels(std::span<const SignalDefinition> definitions, const std::vector<Rule> &rules,
                                    const std::vector<Route> &routes, const QStringList &services);

PanelSpec explorePanel(const MetricQuestion &question, MetricType type, const QString &key);

/// What can be drawn of a metric of this type; the best first.
std::vector<MetricQuestion::View> viewsFor(MetricType type);
/// "rate", "value", "quantile"
QString viewText(MetricQuestion::View view);

/// Guessed from the name's end as Prometheus' conventions have it: _seconds, _bytes, _ratio.
Unit unitOfMetric(std::string_view metric, MetricQuestion::View view);

/// The service's own name of the metric a signal is made of; empty for signals that come from elsewhere than metrics.
std::string metricBehind(const QString &signal, const MetricNames &names);

} // namespace hubwatch::ui
