// promql: the twin of a signal in Prometheus' language.
#pragma once

#include "signals/metric_names.h"
#include "signals/signal.h"

namespace hubwatch {

/// An expression without labels that yields the signal's value for the series `selector` picks, such as
/// `job="contacts-sync"`; empty where Prometheus cannot know it (readiness and health are endpoints, not series, and
/// what only accounts have is Hubwatch's own).
///
/// The same statuses, windows and formulas as evaluate(). Two differences are Prometheus' own: increase() extrapolates
/// and leaves out the first value of a new series. Auth failures, where one event counts, are written so that it
/// does not.
QString promql(const SignalDefinition &signal, const MetricNames &names, const QString &selector);

/// The number of events that figure stands on (Reading::n); empty where a minimum makes no sense.
QString promqlVolume(const SignalDefinition &signal, const MetricNames &names, const QString &selector);

/// `label="value"` with the value escaped.
QString promqlMatcher(const QString &label, const QString &value);

} // namespace hubwatch
