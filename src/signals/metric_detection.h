// Which of a target's metrics are likely the ones the signals need.
#pragma once

#include "metrics/exposition.h"
#include "metrics/scrape.h"
#include "signals/metric_names.h"

#include <QStringList>

namespace hubwatch {

struct DetectedNames {
    MetricNames names = {};   ///< the wanted name where it is exposed or nothing better was found
    QStringList found = {};   ///< sentences about names that were chosen instead of the wanted ones
    QStringList missing = {}; ///< sentences about what stays unknown, with the way out

    bool operator==(const DetectedNames &) const = default;
};

/// Takes the `wanted` names where they are exposed, else the one metric that must be meant: a counter of API calls with
/// a `status` label, a duration histogram, and so on. Where two fit equally well neither is taken, and both are named.
DetectedNames detectNames(const Exposition &exposition, const MetricNames &wanted = {});
DetectedNames detectNames(const SeriesTable &table, const MetricNames &wanted = {});

} // namespace hubwatch
