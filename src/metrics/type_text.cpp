#include "metrics/type_text.h"

#include <QtGlobal>
#include <array>

namespace hubwatch {

namespace {

struct TypeWord {
    std::string_view word;
    MetricType type;
    bool prometheus; ///< known to the older format
    bool openMetrics;
};

constexpr std::array<TypeWord, 9> typeWords = {{
    {"counter", MetricType::Counter, true, true},
    {"gauge", MetricType::Gauge, true, true},
    {"histogram", MetricType::Histogram, true, true},
    {"summary", MetricType::Summary, true, true},
    {"untyped", MetricType::Unknown, true, false},
    {"unknown", MetricType::Unknown, false, true},
    {"gaugehistogram", MetricType::GaugeHistogram, false, true},
    {"info", MetricType::Info, false, true},
    {"stateset", MetricType::StateSet, false, true},
}};

} // namespace

std::optional<MetricType> metricTypeOf(std::string_view word, TextFormat format)
{
    for (const TypeWord &known : typeWords)
        if (known.word == word && (format == TextFormat::Prometheus ? known.prometheus : known.openMetrics))
            return known.type;
    return std::nullopt;
}

std::string_view metricTypeText(MetricType type)
{
    for (const TypeWord &known : typeWords)
        if (known.type == type && known.openMetrics)
            return known.word;
    Q_UNREACHABLE();
}

} // namespace hubwatch
