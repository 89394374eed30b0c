#include "store/series_codec.h"
#include "store/store_parts.h"

#include <algorithm>

namespace hubwatch {

namespace {
/// A range read begins at a key frame, and what follows a damaged row is lost up to the next one; a key frame of 2,000
/// series costs as much as some six rows.
constexpr qint64 scrapesASpan = 120;
} // namespace

std::uint32_t KnownTarget::find(const SeriesId &wanted) const
{
    const auto [begin, end] = numbers.equal_range(SeriesIdHash()(wanted));
    const auto found = std::find_if(begin, end, [&](const auto &entry) { return series[entry.second].id == wanted; });
    return found == end ? unknown : found->second;
}

void KnownTarget::add(std::uint32_t number, StoredSeries stored, bool isGone)
{
    if (number >= series.size()) {
        series.resize(number + 1);
        gone.resize(number + 1, true);
    }
    if (!stored.id.metric.empty())
        numbers.emplace(SeriesIdHash()(stored.id), number);
    series[number] = std::move(stored);
    gone[number] = isGone;
}

Result<void> Store::append(std::span<const TargetScrape> scrapes)
{
    const qint64 scrapesBefore = d->scrapes;
    const qint64 seriesBefore = d->series;
    Result<void> done = [&]() -> Result<void> {
        Transaction transaction(*d->database);
        if (!transaction.begun())
            return transaction.begun();
        for (const TargetScrape &scrape : scrapes) {
            if (Result<void> appended = d->append(scrape); !appended)
                return appended;
        }
        return transaction.commit();
    }();
    if (!done) {
        // What we remember of these targets may have run ahead of the file: read it again when next needed.
        for (const TargetScrape &scrape : scrapes)
            d->known.erase(filled(scrape.target));
        d->scrapes = scrapesBefore;
        d->series = seriesBefore;
    }
    return done;
}

Result<void> Store::Private::append(const TargetScrape &scrape)
{
    Result<KnownTarget *> found = target(scrape.target, true);
    if (!found)
        return tl::unexpected(found.error());
    KnownTarget &target = **found;
    const TimePoint at = scrape.scrape.at;
    if (Result<void> arranged = arrange(target, scrape.scrape); !arranged)
        return arranged;

    const bool key = target.keyDue || !target.open || target.open->scrapes >= scrapesASpan || at <= target.open->ended;
    if (key) {
        if (Result<void> begun = beginSpan(target, at); !begun)
            return begun;
    }
    target.body.resize(0);
    if (key)
        encodeKeyFrame(target.body, target.now);
    else
        encodeChanges(target.body, target.before, target.now);
    seal(target.body, target.nextRow, millisOf(at));
    if (Result<void> stored
        = database->run("INSERT INTO scrapes VALUES(?, ?, ?)", {target.nextRow, millisOf(at), target.body});
        !stored)
        return stored;
    ++target.nextRow;
    ++target.open->scrapes;
    target.open->ended = at;
    ++scrapes;
    std::swap(target.before, target.now);
    return {};
}

/// Fills `now` by stored number. The reader's indexes move between generations, ours never do.
Result<void> Store::Private::arrange(KnownTarget &target, const Scrape &scrape)
{
    if (scrape.table && (scrape.table != target.table || scrape.table->generation != target.generation)) {
        target.table = scrape.table;
        target.generation = scrape.table->generation;
        target.numberOf.clear();
    }
    const size_t count = scrape.table ? std::min(scrape.values.size(), scrape.table->series.size()) : 0;
    if (target.numberOf.size() < count)
        target.numberOf.resize(count, KnownTarget::unknown);

    target.now.assign(target.series.size(), staleMark());
    for (size_t i = 0; i < count; ++i) {
        const double value = scrape.values[i];
        if (target.numberOf[i] == KnownTarget::unknown) {
            if (isStaleMark(value))
                continue;
            const Result<std::uint32_t> number = numberFor(target, scrape, i);
            if (!number)
                return tl::unexpected(number.error());
            target.numberOf[i] = *number;
            target.now.resize(target.series.size(), staleMark());
        }
        target.now[target.numberOf[i]] = value;
    }
    return noteGone(target);
}

Result<std::uint32_t> Store::Private::numberFor(KnownTarget &target, const Scrape &scrape, size_t index)
{
    const SeriesId &id = scrape.table->series[index];
    const MetricType type = index < scrape.table->types.size() ? scrape.table->types[index] : MetricType::Unknown;
    const std::uint32_t earlier = target.find(id);
    if (earlier != KnownTarget::unknown) {
        if (target.series[earlier].type != type) {
            target.series[earlier].type = type;
            if (Result<void> done = database->run("UPDATE series SET type = ? WHERE target = ? AND number = ?",
                                                  {int(type), target.id, earlier});
                !done)
                return tl::unexpected(done.error());
        }
        return earlier;
    }
    const auto number = std::uint32_t(target.series.size());
    QByteArray name = encodedSeries(id);
    seal(name, target.id, number);
    if (Result<void> done
        = database->run("INSERT INTO series VALUES(?, ?, ?, NULL, ?)", {target.id, number, int(type), name});
        !done)
        return tl::unexpected(done.error());
    target.add(number, {id, type}, false);
    ++series;
    return number;
}

/// Notes which series came and went, so that trim() knows when the last row that speaks of one is gone.
Result<void> Store::Private::noteGone(KnownTarget &target)
{
    for (std::uint32_t number = 0; number < target.now.size(); ++number) {
        const bool gone = isStaleMark(target.now[number]);
        if (gone == target.gone[number])
            continue;
        target.gone[number] = gone;
        if (Result<void> done = database->run("UPDATE series SET gone = ? WHERE target = ? AND number = ?",
                                              {gone ? QVariant(target.nextRow) : QVariant(), target.id, number});
            !done)
            return done;
    }
    return {};
}

Result<void> Store::Private::beginSpan(KnownTarget &target, TimePoint at)
{
    if (target.open) {
        const Span &span = *target.open;
        if (Result<void> closed = database->run("UPDATE spans SET ended = ?, scrapes = ? WHERE id = ?",
                                                {millisOf(span.ended), span.scrapes, span.first});
            !closed)
            return closed;
        if (target.spans)
            target.spans->push_back(span);
    }
    target.open = Span{.first = target.nextRow, .began = at, .ended = at, .scrapes = 0};
    target.keyDue = false;
    return database->run("INSERT INTO spans VALUES(?, ?, NULL, NULL)", {target.nextRow, millisOf(at)});
}

} // namespace hubwatch
