// Rules as a rule file for Prometheus.
#pragma once

#include "alerts/rule.h"
#include "signals/metric_names.h"

#include <QByteArray>
#include <span>

namespace hubwatch {

/// What the export needs to know of a service. Prometheus knows it as the job of that name.
struct ExportTarget {
    QString service = {};
    MetricNames names = {};
    Duration interval = 15s;
};

/// One group with one alert for each rule and service, as YAML. What Prometheus cannot express, and what is switched
/// off, is a comment that says so.
QByteArray prometheusRules(std::span<const Rule> rules, std::span<const ExportTarget> targets);

} // namespace hubwatch
