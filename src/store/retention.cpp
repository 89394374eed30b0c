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

/// The span trim() drops next, if any. One that began earlier but still grew lately, as a slow target's does, must not
/// hide one that is over.
Result<std::optional<Span>> nextToDrop(Database &database, qint64 cutoff, bool tooLarge)
{
    constexpr std::string_view closed = "SELECT id, began, ended, scrapes FROM spans "
                                        "WHERE began < ? AND ended < ? ORDER BY began LIMIT 1";
    // The last span of a target nobody asks any more has no end in the file; its newest row tells it.
    constexpr std::string_view left
        = "SELECT s.id, s.began, r.at, r.id - s.id + 1 FROM spans s JOIN scrapes r ON r.id = "
          "(SELECT max(id) FROM scrapes WHERE id BETWEEN s.id AND (s.id | 1099511627775)) "
          "WHERE s.began < ? AND s.ended IS NULL AND r.at < ? ORDER BY s.began LIMIT 1";
    constexpr std::string_view oldest = "SELECT id, began, ended, scrapes FROM spans "
                                        "WHERE ended IS NOT NULL ORDER BY began LIMIT 1";
    for (const std::string_view sql : {closed, left, oldest}) {
        if (sql == oldest && !tooLarge)
            continue;
        Result<Rows> rows = sql == oldest ? database.query(sql) : database.query(sql, {cutoff, cutoff});
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->next())
            return Span{rows->number(0), pointOf(rows->number(1)), pointOf(rows->number(2)), rows->number(3)};
    }
    return std::nullopt;
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
        const bool tooLarge = pagesUsed(database) * pageBytes > d->options.maxBytes;
        const Result<std::optional<Span>> span = nextToDrop(database, cutoff, tooLarge);
        if (!span)
            return tl::unexpected(span.error());
        if (!*span)
            break;
        const Result<bool> done = d->dropSpan(**span);
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
    for (auto entry = known.begin(); entry != known.end();) {
        KnownTarget &running = *entry->second;
        if (running.id == target)
            running.spans.reset();
        const bool over = running.id == target && running.open && running.open->first == span.first;
        entry = over ? known.erase(entry) : std::next(entry);
    }
    return true;
}

/// Drops the names no row speaks of any more, and a target without rows. A running target forgets them when it is next
/// loaded.
Result<void> Store::Private::dropSeries(qint64 target)
{
    const auto oldest = database->number("SELECT coalesce(min(id), 0) FROM spans WHERE id BETWEEN ? AND ?",
                                         {firstRowOf(target), lastRowOf(target)});
    if (!oldest)
        return tl::unexpected(oldest.error());
    if (*oldest == 0) {
        for (const std::string_view sql : {"DELETE FROM series WHERE target = ?", "DELETE FROM targets WHERE id = ?"}) {
            if (Result<void> done = database->run(sql, {target}); !done)
                return done;
        }
        std::erase_if(known, [&](const auto &entry) { return entry.second->id == target; });
        return {};
    }
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
