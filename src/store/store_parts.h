// What the parts of Store share; included by store/*.cpp alone.
#pragma once

#include "store/schema.h"
#include "store/scrape_codec.h"
#include "store/store.h"

#include <limits>
#include <set>
#include <unordered_map>

namespace hubwatch {

/// A key frame and the rows up to the next one. Their times ascend, and a clock set back begins a new span.
struct Span {
    qint64 first = 0;
    TimePoint began = {};
    TimePoint ended = {};
    qint64 scrapes = 0;
};

/// A target as the store knows it while it runs.
struct KnownTarget {
    static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

    qint64 id = 0;
    std::vector<StoredSeries> series = {};                       ///< by number; a dropped one has no metric
    std::vector<bool> gone = {};                                 ///< by number: not shown in the newest scrape
    std::unordered_multimap<size_t, std::uint32_t> numbers = {}; ///< by hash, which spares a second copy of each name

    std::shared_ptr<const SeriesTable> table = {}; ///< of the newest scrape
    std::uint64_t generation = 0;
    std::vector<std::uint32_t> numberOf = {}; ///< by index in `table`

    std::vector<double> before = {}; ///< by number
    std::vector<double> now = {};
    QByteArray body = {};

    qint64 nextRow = 0;
    std::optional<Span> open = {};               ///< the span without an end in the file
    bool keyDue = true;                          ///< the next scrape begins a new one
    std::optional<std::vector<Span>> spans = {}; ///< with an end, once somebody has read them

    std::uint32_t find(const SeriesId &wanted) const;
    void add(std::uint32_t number, StoredSeries stored, bool isGone);
};

struct Store::Private {
    StoreOptions options = {};
    std::unique_ptr<Database> database = {};
    std::unordered_map<QString, std::unique_ptr<KnownTarget>> known = {};
    qint64 scrapes = 0;
    qint64 series = 0;
    std::set<qint64> damaged = {}; ///< rows that were found unreadable

    Result<void> begin();

    /// nullptr when there is none of that name and `create` is not set.
    Result<KnownTarget *> target(const QString &name, bool create);
    Result<void> load(KnownTarget &target);
    Result<void> loadSpans(KnownTarget &target);

    Result<void> append(const TargetScrape &scrape);
    Result<void> arrange(KnownTarget &target, const Scrape &scrape);
    Result<std::uint32_t> numberFor(KnownTarget &target, const Scrape &scrape, size_t index);
    Result<void> noteGone(KnownTarget &target);
    Result<void> beginSpan(KnownTarget &target, TimePoint at);

    Result<void> readSpans(KnownTarget &target, TimePoint from, TimePoint to, std::span<const std::uint32_t> wanted,
                           const ScrapeVisitor &seen);
    void readSpan(const Span &span, TimePoint from, TimePoint to, std::span<const std::uint32_t> wanted,
                  const ScrapeVisitor &seen);
    void noteDamage(qint64 row);

    Result<bool> dropSpan(const Span &span);
    Result<void> dropSeries(qint64 target);
    qint64 bytes() const;
};

qint64 millisOf(TimePoint at);
TimePoint pointOf(qint64 millis);
/// Never a null string, which SQLite would take for NULL.
QString filled(const QString &text);

} // namespace hubwatch
