// Discovery: what a pasted URL turned out to be.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch {

/// What was found behind one URL of the first-run dialogue.
struct Discovery {
    QString asked = {};          ///< as pasted
    ServiceConfig proposal = {}; ///< ready to be kept: name, url, paths that answered, metric names found
    bool usable = false;         ///< something answered that can be watched
    size_t families = 0;
    size_t series = 0;
    QStringList found = {};   ///< sentences: "/metrics: 42 families, 512 series, OpenMetrics", "/health: ready"
    QStringList missing = {}; ///< sentences with the way out: "no hubspot_api_calls_total: error rate stays unknown"
};

/// A series a chart may explore.
struct MetricChoice {
    QString service = {};
    std::string metric = {}; ///< for a histogram its base name
    MetricType type = MetricType::Unknown;
    std::vector<std::string> labels = {}; ///< names of the labels its series carry, "le" left out

    bool operator==(const MetricChoice &) const = default;
};

} // namespace hubwatch
