// Stands in for src/metrics/scrape_reader.cpp and textFormatOf() until they are here; goes when they come.
#include "metrics/scrape_reader.h"

namespace hubwatch {

struct ScrapeReader::Private { };

ScrapeReader::ScrapeReader(ScrapeLimits) { }
ScrapeReader::~ScrapeReader() = default;
ScrapeReader::ScrapeReader(ScrapeReader &&) noexcept = default;
ScrapeReader &ScrapeReader::operator=(ScrapeReader &&) noexcept = default;

Result<Scrape> ScrapeReader::read(std::string_view body, TextFormat, TimePoint at)
{
    if (body.find(' ') == std::string_view::npos)
        return fail(Error::Kind::Malformed, QStringLiteral("1:1: expected a value"));
    return Scrape{.at = at, .values = {1}};
}

Result<TextFormat> textFormatOf(std::string_view contentType)
{
    if (contentType.starts_with("text/html"))
        return fail(Error::Kind::Malformed, QStringLiteral("expected metrics, found text/html"));
    return contentType.starts_with("application/openmetrics-text") ? TextFormat::OpenMetrics : TextFormat::Prometheus;
}

} // namespace hubwatch
