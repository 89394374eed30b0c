#include "store/store_parts.h"

#include <QFileInfo>

namespace hubwatch {

namespace {

/// What one call may take before it lets the engine go on.
constexpr auto trimBudget = std::chrono::milliseconds(40);
/// Free pages left in the file for the next scrapes; giving them back would only move the newest pages about.
constexpr qint64 freePagesKept = 256;

class TrimTimer
{
public:
    bool spent() const { return std::chrono::steady_clock::now() - m_begun > trimBudget; }

private:
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

qint64 pagesUsed(Database &database)
{
    return database.number("PRAGMA page_count").value_or(0) - database.number("PRAGMA freelist_count").value_or(0);
}

} // namespace

Result<bool> Store::trim(TimePoint now)
{
    const TrimTimer timer;
    const qint64 cutoff = millisOf(now - d->options.keep);
    Database &database = *d->database;
    const qint64 pageBytes = database.number("PRAGMA page_size").value_or(4096);
    bool dropped = false;

    while (!timer.spent()) {
        Span span;
        {
            Result<Rows> rows = database.query("SELECT id, began, ended, scrapes FROM spans "
                                               "WHERE ended IS NOT NULL ORDER BY began LIMIT 1");
            if (!rows)
                return tl::unexpected(rows.error());
            if (!rows->next())
                break;
            span = {rows->number(0), pointOf(rows->number(1)), pointOf(rows->number(2)), rows->number(3)};
        }
        const bool old = millisOf(span.ended) < cutoff;
        if (!old && pagesUsed(database) * pageBytes <= d->options.maxBytes)
            break;
        const Result<bool> done = d->dropSpan(span);
        if (!done)
            return done;
        dropped = true;
    }
    if (Result<void> done = database.run("DELETE FROM events WHERE id IN "
                                         "(SELECT id FROM events WHERE at < ? ORDER BY at LIMIT 2000)",
                                         {cutoff});
        !done)
        return tl::unexpected(done.error());

    const auto free = database.number("PRAGMA freelist_count");
    const qint64 fileBytes = database.number("PRAGMA page_count").value_or(0) * pageBytes;
    const bool shrink = free && (*free > freePagesKept || (fileBytes > d->options.maxBytes && *free > 0));
    if (shrink && !timer.spent()) {
        Result<Rows> rows = database.query("PRAGMA incremental_vacuum(512)");
        while (rows && rows->next()) { }
        if (!rows)
            return tl::unexpected(rows.error());
    }
    return dropped || shrink;
}

Result<bool> Store::Private::dropSpan(const Span &span)
{
    const qint64 target = targetOfRow(span.first);
    Transaction transaction(*database);
    if (!transaction.begun())
        return tl::unexpected(transaction.begun().error());
    const qint64 last = span.first + span.scrapes - 1;
    for (const Result<void> &done :
         {database->run("DELETE FROM scrapes WHERE id BETWEEN ? AND ?", {span.first, last}),
          database->run("DELETE FROM spans WHERE id = ?", {span.first}), dropSeries(target)}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    if (Result<void> done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    scrapes -= span.scrapes;
    series = database->number("SELECT count(*) FROM series").value_or(series);
    for (auto &[name, entry] : known) {
        if (entry->id == target)
            entry->spans.reset();
    }
    return true;
}

/// Drops the names no row speaks of any more. A running target forgets them when it is next loaded.
Result<void> Store::Private::dropSeries(qint64 target)
{
    const auto oldest = database->number("SELECT coalesce(min(id), 0) FROM spans WHERE id BETWEEN ? AND ?",
                                         {firstRowOf(target), lastRowOf(target)});
    if (!oldest)
        return tl::unexpected(oldest.error());
    const auto dead = database->number("SELECT count(*) FROM series WHERE target = ? AND gone <= ?", {target, *oldest});
    if (!dead)
        return tl::unexpected(dead.error());
    if (*dead == 0)
        return {};
    if (Result<void> done = database->run("DELETE FROM series WHERE target = ? AND gone <= ?", {target, *oldest});
        !done)
        return done;
    // Loaded anew it begins with a key frame, so numbers that are given out again cannot be confused.
    std::erase_if(known, [&](const auto &entry) { return entry.second->id == target; });
    return {};
}

} // namespace hubwatch
