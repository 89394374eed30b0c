// Exposition: the Prometheus text format and OpenMetrics as Prometheus itself reads them when it scrapes.
#pragma once

#include "base/result.h"
#include "metrics/scrape.h"

#include <optional>
#include <string_view>

namespace hubwatch {

enum class TextFormat { Prometheus, OpenMetrics };

/// The format a Content-Type header names; Prometheus text for anything that is not OpenMetrics.
/// Malformed when the type cannot hold metrics at all (text/html, application/json ...), with the way out.
Result<TextFormat> textFormatOf(std::string_view contentType);

struct Exemplar {
    Labels labels = {};
    double value = 0;
    std::optional<double> timestamp = {}; ///< seconds since the epoch, as written

    bool operator==(const Exemplar &) const = default;
};

struct Family {
    std::string name = {};
    MetricType type = MetricType::Unknown;
    std::string help = {};
    std::string unit = {};

    bool operator==(const Family &) const = default;
};

struct ExpositionSample {
    SeriesId series = {};
    double value = 0;
    std::optional<TimePoint> at = {}; ///< only where the target wrote a timestamp
    std::optional<Exemplar> exemplar = {};
    std::uint32_t family = 0; ///< index into Exposition::families

    bool operator==(const ExpositionSample &) const = default;
};

struct Exposition {
    std::vector<Family> families = {};
    std::vector<ExpositionSample> samples = {};

    bool operator==(const Exposition &) const = default;
};

struct ScrapeLimits {
    qsizetype bytes = 10'000'000; ///< decoded
    size_t series = 50'000;
};

/// Reads one body whole, with everything in it. Lenient where Prometheus' scraper is. An error names `line:column`,
/// what is wrong and what would be right. Every sample is kept, those of a repeated series too (ScrapeReader takes the
/// first); labels with an empty value are dropped, and a TYPE counts wherever it stands.
Result<Exposition> parseExposition(std::string_view body, TextFormat format, const ScrapeLimits &limits = {});

} // namespace hubwatch
