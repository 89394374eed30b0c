// The words for metric types on a TYPE line.
#pragma once

#include "metrics/exposition.h"

#include <optional>
#include <string_view>

namespace hubwatch {

/// nullopt when the format has no such type; the older one knows five, and calls the unknown one "untyped".
std::optional<MetricType> metricTypeOf(std::string_view word, TextFormat format);

/// The word of OpenMetrics, which has one for every type.
std::string_view metricTypeText(MetricType type);

} // namespace hubwatch
