// Store: samples and events on disk.
#pragma once

#include "base/result.h"
#include "metrics/scrape.h"
#include "store/event.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hubwatch {

struct StoreOptions {
    QString directory = {};          ///< created when missing; empty: keep everything in memory
    Duration keep = 30 * 24h;        ///< samples and events older than this are dropped by trim()
    qint64 maxBytes = 2'000'000'000; ///< the oldest samples are dropped by trim() above this
};

/// A scrape and whose it is.
struct TargetScrape {
    QString target = {};
    Scrape scrape = {};
};

struct StoredSeries {
    SeriesId id = {};
    MetricType type = MetricType::Unknown;

    bool operator==(const StoredSeries &) const = default;
};

/// The samples of one series in a range: one for every stored scrape in which the target showed it. Where scrapes
/// are missing there is no sample, so a gap is told by the distance of two neighbours.
struct SeriesPoints {
    StoredSeries series = {};
    std::vector<Sample> samples = {};
};

/// A stored scrape on its way past: `values[k]` is that of the k-th series that was wanted, staleMark() where it was
/// not shown. The values are gone when the call returns.
using ScrapeVisitor = std::function<void(TimePoint at, std::span<const double> values)>;

struct StoreStats {
    qint64 bytes = 0; ///< on disk, with the write-ahead log
    qint64 scrapes = 0;
    qint64 series = 0;
    std::optional<TimePoint> oldest = {};
    qint64 damagedRows
        = 0; ///< found unreadable since the store was opened; each costs the rows up to the next key frame
};

/// Keeps samples and events; everything append() reported as done is there after a crash of the process.
///
/// One thread. Errors are of kind Storage and name the file; a failed append stored nothing of that call and the store
/// stays usable.
class Store
{
public:
    struct Opened {
        std::unique_ptr<Store> store;
        QString notice = {}; ///< what was damaged, where it was set aside and what was kept; empty when all is well
    };
    static Result<Opened> open(const StoreOptions &options);

    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// Stores all of them in one transaction.
    Result<void> append(std::span<const TargetScrape> scrapes);
    Result<void> append(const Event &event);

    /// The samples with from <= at <= to of every series of `target` that `wanted` accepts, by series in order of
    /// first appearance. An unknown target has none.
    Result<std::vector<SeriesPoints>> read(const QString &target,
                                           const std::function<bool(const StoredSeries &)> &wanted, TimePoint from,
                                           TimePoint to) const;
    /// Shows `seen` every stored scrape of `target` with from <= at <= to, also those with none of the wanted series,
    /// in the order they were stored: a clock set back shows. `wanted` is asked about each series first, in the order
    /// of series(). Nothing is kept, so this is the way to look at all of a target.
    Result<void> visit(const QString &target, const std::function<bool(const StoredSeries &)> &wanted, TimePoint from,
                       TimePoint to, const ScrapeVisitor &seen) const;
    QStringList targets() const;
    std::vector<StoredSeries> series(const QString &target) const;

    /// Events with from <= at <= to, oldest first; the newest `most` of them.
    Result<std::vector<Event>> events(TimePoint from, TimePoint to, int most = 10'000) const;

    /// Small values by name, such as the states of alerts: the last one put is the one got.
    Result<void> put(const QString &key, const QByteArray &value);
    std::optional<QByteArray> get(const QString &key) const;

    /// Applies the retention by age and by size.
    Result<bool> trim(TimePoint now);
    StoreStats stats() const;

private:
    struct Private;
    explicit Store(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
