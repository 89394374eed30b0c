// hubwatchctl scrape: one scrape of one target, as the poller would do it.
#pragma once

#include "app/commands/command.h"
#include "metrics/exposition.h"

#include <QByteArray>
#include <QUrl>
#include <vector>

namespace hubwatch {

/// One family of a scrape and how many series it has.
struct FamilyCount {
    Family family = {};
    size_t series = 0;

    bool operator==(const FamilyCount &) const = default;
};

/// What one scrape brought.
struct ScrapeReport {
    QUrl url = {};
    TextFormat format = TextFormat::Prometheus;
    qint64 bytes = 0; ///< decoded
    qint64 wireBytes = 0;
    Duration took = {};
    size_t series = 0;
    std::vector<FamilyCount> families = {}; ///< by name

    bool operator==(const ScrapeReport &) const = default;
};

/// The families by name with their series counted.
std::vector<FamilyCount> countFamilies(const Exposition &exposition);
/// One JSON object in one line.
QByteArray scrapeJson(const ScrapeReport &report);
/// A heading and a table for people.
QString scrapeTable(const ScrapeReport &report);

Command scrapeCommand();

} // namespace hubwatch
