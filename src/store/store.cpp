#include "store/store.h"

#include "store/salvage.h"
#include "store/store_parts.h"

#include <QDir>
#include <QFileInfo>

namespace hubwatch {

qint64 millisOf(TimePoint at)
{
    return at.time_since_epoch().count();
}

TimePoint pointOf(qint64 millis)
{
    return TimePoint(Duration(millis));
}

QString filled(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Result<Store::Opened> Store::open(const StoreOptions &options)
{
    auto parts = std::make_unique<Private>();
    parts->options = options;
    QString path;
    if (!options.directory.isEmpty()) {
        if (!QDir().mkpath(options.directory))
            return fail(Error::Kind::Storage,
                        QStringLiteral("%1: the data folder cannot be made; name one that can be written")
                            .arg(QDir::toNativeSeparators(options.directory)));
        path = QDir(options.directory).filePath(QStringLiteral("samples.db"));
    }
    Result<OpenedFile> file = openFile(path, samplesLayout());
    if (!file)
        return tl::unexpected(file.error());
    parts->database = std::move(file->database);
    if (Result<void> begun = parts->begin(); !begun)
        return tl::unexpected(begun.error());
    return Opened{.store = std::unique_ptr<Store>(new Store(std::move(parts))), .notice = file->notice};
}

Store::Store(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

Store::~Store() = default;

/// Counts what is there; later the counts are kept.
Result<void> Store::Private::begin()
{
    const auto closed = database->number("SELECT sum(scrapes) FROM spans WHERE ended IS NOT NULL");
    const auto open = database->number(
        "SELECT sum((SELECT max(id) FROM scrapes WHERE id BETWEEN s.id AND (s.id | 1099511627775)) - s.id + 1) "
        "FROM spans s WHERE ended IS NULL");
    const auto named = database->number("SELECT count(*) FROM series");
    for (const Result<qint64> &count : {closed, open, named}) {
        if (!count)
            return tl::unexpected(count.error());
    }
    scrapes = *closed + *open;
    series = *named;
    return {};
}

Result<void> Store::append(const Event &event)
{
    return d->database->run(
        "INSERT INTO events(at, kind, service, subject, before, after, text) "
        "VALUES(?, ?, ?, ?, ?, ?, ?)",
        {millisOf(event.at), int(event.kind), event.service, event.subject, event.from, event.to, event.text});
}

Result<std::vector<Event>> Store::events(TimePoint from, TimePoint to, int most) const
{
    Result<Rows> rows = d->database->query("SELECT at, kind, service, subject, before, after, text FROM events "
                                           "WHERE at BETWEEN ? AND ? ORDER BY at DESC, id DESC LIMIT ?",
                                           {millisOf(from), millisOf(to), std::max(0, most)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Event> found;
    while (rows->next()) {
        found.push_back({.at = pointOf(rows->number(0)),
                         .kind = Event::Kind(rows->number(1)),
                         .service = (*rows)[2].toString(),
                         .subject = (*rows)[3].toString(),
                         .from = (*rows)[4].toString(),
                         .to = (*rows)[5].toString(),
                         .text = (*rows)[6].toString()});
    }
    std::ranges::reverse(found);
    return found;
}

Result<void> Store::put(const QString &key, const QByteArray &value)
{
    return d->database->run("INSERT OR REPLACE INTO state VALUES(?, ?)", {filled(key), value});
}

std::optional<QByteArray> Store::get(const QString &key) const
{
    Result<Rows> rows = d->database->query("SELECT value FROM state WHERE key = ?", {filled(key)});
    if (!rows || !rows->next())
        return std::nullopt;
    return (*rows)[0].toByteArray();
}

qint64 Store::Private::bytes() const
{
    if (options.directory.isEmpty()) {
        return database->number("PRAGMA page_count").value_or(0) * database->number("PRAGMA page_size").value_or(0);
    }
    return QFileInfo(database->path()).size() + QFileInfo(database->path() + QStringLiteral("-wal")).size();
}

StoreStats Store::stats() const
{
    StoreStats stats{
        .bytes = d->bytes(), .scrapes = d->scrapes, .series = d->series, .damagedRows = qint64(d->damaged.size())};
    Result<Rows> rows = d->database->query("SELECT began FROM spans ORDER BY began LIMIT 1");
    if (rows && rows->next())
        stats.oldest = pointOf(rows->number(0));
    return stats;
}

} // namespace hubwatch
