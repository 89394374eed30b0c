#include "app/engine/frame_reader.h"

#include "base/log.h"

namespace hubwatch {

namespace {

std::vector<SeriesPoints> readAll(const Store &store, const QString &target, TimePoint from, TimePoint to)
{
    auto points = store.read(
        target, [](const StoredSeries &) { return true; }, from, to);
    if (points)
        return std::move(*points);
    qCWarning(logApp).noquote() << "reading" << target << "failed:" << points.error().detail;
    return {};
}

} // namespace

QString frameTarget(const QString &service)
{
    return service + QStringLiteral("/signals");
}

QString coarseFrameTarget(const QString &service)
{
    return service + QStringLiteral("/signals.2m");
}

std::vector<Frame> readFrames(const Store &store, const QString &target, TimePoint from, TimePoint to)
{
    std::vector<FramePoints> series;
    for (SeriesPoints &points : readAll(store, target, from, to))
        series.push_back({.id = std::move(points.series.id), .samples = std::move(points.samples)});
    return joinFrames(series);
}

std::optional<Scrape> readScrape(const Store &store, const QString &target, TimePoint at)
{
    auto table = std::make_shared<SeriesTable>();
    Scrape scrape{.at = at};
    for (SeriesPoints &points : readAll(store, target, at, at)) {
        if (points.samples.empty())
            continue;
        table->series.push_back(std::move(points.series.id));
        table->types.push_back(points.series.type);
        scrape.values.push_back(points.samples.back().value);
    }
    if (table->series.empty())
        return std::nullopt;
    scrape.table = std::move(table);
    return scrape;
}

} // namespace hubwatch
