#include "base/log.h"
#include "store/series_codec.h"
#include "store/store_parts.h"

#include <algorithm>

namespace hubwatch {

namespace {

bool ascends(const std::vector<Sample> &samples)
{
    return std::ranges::is_sorted(samples, {}, &Sample::at);
}

std::vector<std::uint32_t> numbersOf(const std::vector<StoredSeries> &series,
                                     const std::function<bool(const StoredSeries &)> &wanted)
{
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t number = 0; number < series.size(); ++number)
        if (!series[number].id.metric.empty() && wanted(series[number]))
            numbers.push_back(number);
    return numbers;
}

} // namespace

Result<KnownTarget *> Store::Private::target(const QString &name, bool create)
{
    const auto found = known.find(filled(name));
    if (found != known.end())
        return found->second.get();
    auto fresh = std::make_unique<KnownTarget>();
    const Result<qint64> id = database->number("SELECT id FROM targets WHERE name = ?", {filled(name)});
    if (!id)
        return tl::unexpected(id.error());
    if (*id == 0 && !create)
        return nullptr;
    if (*id == 0) {
        if (Result<void> done = database->run("INSERT INTO targets(name) VALUES(?)", {filled(name)}); !done)
            return tl::unexpected(done.error());
    }
    const Result<qint64> stored = database->number("SELECT id FROM targets WHERE name = ?", {filled(name)});
    if (!stored)
        return tl::unexpected(stored.error());
    fresh->id = *stored;
    if (Result<void> loaded = load(*fresh); !loaded)
        return tl::unexpected(loaded.error());
    return known.emplace(filled(name), std::move(fresh)).first->second.get();
}

Result<void> Store::Private::load(KnownTarget &target)
{
    Result<Rows> rows = database->query("SELECT number, type, gone, name FROM series WHERE target = ?", {target.id});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const qint64 number = rows->number(0);
        if (number < 0 || number >= KnownTarget::unknown / 2)
            continue;
        const QByteArray bytes = (*rows)[3].toByteArray();
        const auto name = unsealed(bytes, target.id, number);
        const auto id = name ? decodedSeries(*name) : std::nullopt;
        // A name that cannot be read keeps its number, or another series would inherit its samples.
        target.add(std::uint32_t(number), {id.value_or(SeriesId{}), MetricType(rows->number(1))}, !(*rows)[2].isNull());
    }
    if (rows->broken())
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: the names of series cannot be read").arg(database->path()));

    const auto last = database->number("SELECT max(id) FROM scrapes WHERE id BETWEEN ? AND ?",
                                       {firstRowOf(target.id), lastRowOf(target.id)});
    if (!last)
        return tl::unexpected(last.error());
    target.nextRow = std::max(*last + 1, firstRowOf(target.id));

    Result<Rows> open = database->query("SELECT s.id, s.began, (SELECT at FROM scrapes WHERE id = ?) FROM spans s "
                                        "WHERE s.id BETWEEN ? AND ? AND s.ended IS NULL ORDER BY s.id DESC LIMIT 1",
                                        {target.nextRow - 1, firstRowOf(target.id), lastRowOf(target.id)});
    if (!open)
        return tl::unexpected(open.error());
    if (open->next()) {
        target.open = Span{.first = open->number(0),
                           .began = pointOf(open->number(1)),
                           .ended = pointOf(std::max(open->number(1), open->number(2))),
                           .scrapes = target.nextRow - open->number(0)};
    }
    return {};
}

Result<void> Store::Private::loadSpans(KnownTarget &target)
{
    if (target.spans)
        return {};
    Result<Rows> rows
        = database->query("SELECT id, began, ended, scrapes FROM spans WHERE id BETWEEN ? AND ? AND ended IS NOT NULL",
                          {firstRowOf(target.id), lastRowOf(target.id)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Span> spans;
    while (rows->next())
        spans.push_back({rows->number(0), pointOf(rows->number(1)), pointOf(rows->number(2)), rows->number(3)});
    target.spans = std::move(spans);
    return {};
}

Result<std::vector<SeriesPoints>> Store::read(const QString &target,
                                              const std::function<bool(const StoredSeries &)> &wanted, TimePoint from,
                                              TimePoint to) const
{
    const Result<KnownTarget *> known = d->target(target, false);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return std::vector<SeriesPoints>();
    const std::vector<std::uint32_t> numbers = numbersOf((*known)->series, wanted);
    if (numbers.empty())
        return std::vector<SeriesPoints>();
    std::vector<SeriesPoints> found;
    for (const std::uint32_t number : numbers)
        found.push_back({.series = (*known)->series[number]});
    const Result<void> done
        = d->readSpans(**known, from, to, numbers, [&](TimePoint at, std::span<const double> values) {
              for (size_t k = 0; k < values.size(); ++k)
                  if (!isStaleMark(values[k]))
                      found[k].samples.push_back({at, values[k]});
          });
    if (!done)
        return tl::unexpected(done.error());
    for (SeriesPoints &points : found) {
        if (!ascends(points.samples))
            std::ranges::stable_sort(points.samples, {}, &Sample::at);
    }
    std::erase_if(found, [](const SeriesPoints &points) { return points.samples.empty(); });
    return found;
}

Result<void> Store::visit(const QString &target, const std::function<bool(const StoredSeries &)> &wanted,
                          TimePoint from, TimePoint to, const ScrapeVisitor &seen) const
{
    const Result<KnownTarget *> known = d->target(target, false);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return {};
    return d->readSpans(**known, from, to, numbersOf((*known)->series, wanted), seen);
}

Result<void> Store::Private::readSpans(KnownTarget &target, TimePoint from, TimePoint to,
                                       std::span<const std::uint32_t> wanted, const ScrapeVisitor &seen)
{
    if (Result<void> loaded = loadSpans(target); !loaded)
        return tl::unexpected(loaded.error());
    std::vector<Span> spans = *target.spans;
    if (target.open)
        spans.push_back(*target.open);
    for (const Span &span : spans) {
        if (span.began <= to && span.ended >= from)
            readSpan(span, from, to, wanted, seen);
    }
    return {};
}

void Store::Private::readSpan(const Span &span, TimePoint from, TimePoint to, std::span<const std::uint32_t> wanted,
                              const ScrapeVisitor &seen)
{
    Result<Rows> rows = database->query("SELECT id, at, body FROM scrapes WHERE id BETWEEN ? AND ? ORDER BY id",
                                        {span.first, span.first + span.scrapes - 1});
    if (!rows)
        return noteDamage(span.first);
    std::vector<double> values(wanted.size(), staleMark());
    qint64 expected = span.first;
    while (rows->next()) {
        const qint64 row = rows->number(0);
        const qint64 millis = rows->number(1);
        if (row != expected)
            return noteDamage(expected);
        const QByteArray bytes = (*rows)[2].toByteArray();
        const auto body = unsealed(bytes, row, millis);
        const auto frame = body ? FrameReader::of(*body) : std::nullopt;
        // Changes mean nothing without the row before, so a bad row ends what can be said up to the next key frame.
        if (!frame || frame->isKey() != (row == span.first) || !frame->apply(wanted, values))
            return noteDamage(row);
        ++expected;
        const TimePoint at = pointOf(millis);
        if (at > to)
            return;
        if (at >= from)
            seen(at, values);
    }
    if (rows->broken() || expected != span.first + span.scrapes)
        noteDamage(expected);
}

void Store::Private::noteDamage(qint64 row)
{
    if (damaged.insert(row).second)
        qCWarning(logStore).noquote().nospace() << "damaged row file=" << database->path() << " row=" << row;
}

QStringList Store::targets() const
{
    QStringList names;
    Result<Rows> rows = d->database->query("SELECT name FROM targets ORDER BY id");
    while (rows && rows->next())
        names << (*rows)[0].toString();
    return names;
}

std::vector<StoredSeries> Store::series(const QString &target) const
{
    const Result<KnownTarget *> known = d->target(target, false);
    if (!known || !*known)
        return {};
    std::vector<StoredSeries> found = (*known)->series;
    std::erase_if(found, [](const StoredSeries &series) { return series.id.metric.empty(); });
    return found;
}

} // namespace hubwatch
