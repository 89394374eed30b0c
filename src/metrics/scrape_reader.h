// ScrapeReader: turns one target's bodies into Scrapes, quickly when a body looks like the one before.
#pragma once

#include "metrics/exposition.h"

#include <memory>

namespace hubwatch {

/// Reads the bodies of one target, one after the other.
///
/// Keeps the line table of the last body: a line whose name and labels are unchanged has only its value read, and only
/// if the bytes of the value changed. A body that fails to parse leaves the reader as it was. Not thread-safe.
class ScrapeReader
{
public:
    explicit ScrapeReader(ScrapeLimits limits = {});
    ~ScrapeReader();
    ScrapeReader(ScrapeReader &&) noexcept;
    ScrapeReader &operator=(ScrapeReader &&) noexcept;

    /// `at` stamps the scrape; timestamps written by the target are accepted and not used. Errors are those of
    /// parseExposition().
    Result<Scrape> read(std::string_view body, TextFormat format, TimePoint at);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
