#include "store/salvage.h"
#include "store/schema.h"
#include "store/scrape_codec.h"

#include <algorithm>
#include <optional>

namespace hubwatch {

namespace {

constexpr qint64 mostLookups = 1'000'000;

/// Commits every few thousand rows, so that neither the log beside the new file nor a rollback grows with the old one.
/// Until the new file takes the old one's name nobody reads it, so that a copy cut short is simply begun again.
class Pieces
{
public:
    explicit Pieces(Database &database)
        : m_database(database)
    { }

    /// Comes before each row.
    Result<void> row()
    {
        if (m_rows++ % rowsAPiece != 0)
            return {};
        if (Result<void> done = commit(); !done)
            return done;
        return m_transaction.emplace(m_database).begun();
    }

    Result<void> commit()
    {
        Result<void> done;
        if (m_transaction)
            done = m_transaction->commit();
        m_transaction.reset();
        return done;
    }

private:
    static constexpr qint64 rowsAPiece = 2000;

    Database &m_database;
    std::optional<Transaction> m_transaction = {};
    qint64 m_rows = 0;
};

/// Copies what a plain scan gives; a damaged page ends it, so the other end is tried as well.
Result<qint64> copyTable(Database &from, Database &to, Pieces &pieces, std::string_view forward,
                         std::string_view backward, std::string_view insert, int columns)
{
    qint64 copied = 0;
    for (const std::string_view sql : {forward, backward}) {
        Result<Rows> rows = from.query(sql);
        bool whole = rows.has_value();
        while (rows && rows->next()) {
            std::vector<QVariant> values;
            for (int column = 0; column < columns; ++column)
                values.push_back((*rows)[column]);
            values.resize(8);
            const Result<qint64> before = to.number("SELECT total_changes()");
            Result<void> done = pieces.row();
            if (!done)
                return tl::unexpected(done.error());
            if (columns == 2)
                done = to.run(insert, {values[0], values[1]});
            else if (columns == 5)
                done = to.run(insert, {values[0], values[1], values[2], values[3], values[4]});
            else
                done = to.run(insert,
                              {values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]});
            if (!done)
                return tl::unexpected(done.error());
            copied += to.number("SELECT total_changes()").value_or(0) - before.value_or(0);
        }
        if (rows)
            whole = !rows->broken();
        if (whole)
            break;
    }
    return copied;
}

/// Copies the scrapes of one target: spans whose rows stand without a hole, as far as they do.
class ScrapeCopy
{
public:
    ScrapeCopy(Database &from, Database &to, Pieces &pieces, qint64 target)
        : m_from(from)
        , m_to(to)
        , m_pieces(pieces)
        , m_target(target)
    { }

    Result<void> run()
    {
        const qint64 last = lastRowOf(m_target);
        qint64 reached = firstRowOf(m_target) - 1;
        const bool whole = scan("SELECT id, at, body FROM scrapes WHERE id BETWEEN ? AND ? ORDER BY id",
                                firstRowOf(m_target), last, reached);
        if (!whole) {
            qint64 end = last + 1;
            scan("SELECT id, at, body FROM scrapes WHERE id BETWEEN ? AND ? ORDER BY id DESC", reached + 1, last, end);
            // Between the two ends each row is asked for by itself: what lies behind other pages is still there.
            const qint64 stop = end > last ? reached + 20'000 : end;
            for (qint64 row = reached + 1; row < std::min(stop, reached + mostLookups); ++row) {
                qint64 ignored = 0;
                scan("SELECT id, at, body FROM scrapes WHERE id BETWEEN ? AND ?", row, row, ignored);
            }
        }
        return store();
    }

    qint64 kept() const { return m_kept; }
    qint64 before() const { return m_before; }
    std::uint32_t universe() const { return m_universe; }

private:
    struct Found {
        qint64 row = 0;
        qint64 at = 0;
        bool key = false;
    };

    bool scan(std::string_view sql, qint64 first, qint64 last, qint64 &reached)
    {
        Result<Rows> rows = m_from.query(sql, {first, last});
        if (!rows)
            return false;
        while (rows->next()) {
            reached = rows->number(0);
            const QByteArray bytes = (*rows)[2].toByteArray();
            const auto body = unsealed(bytes, reached, rows->number(1));
            const auto frame = body ? FrameReader::of(*body) : std::nullopt;
            m_highest = std::max(m_highest, reached);
            m_lowest = std::min(m_lowest, reached);
            if (!frame)
                continue;
            m_universe = std::max(m_universe, frame->universe());
            m_found.push_back({reached, rows->number(1), frame->isKey()});
        }
        return !rows->broken();
    }

    /// Second pass, by row, so that a store of gigabytes never stands in memory.
    Result<void> store()
    {
        std::ranges::stable_sort(m_found, {}, &Found::row); // read from both ends
        const auto sameRow = [](const Found &a, const Found &b) { return a.row == b.row; };
        m_found.erase(std::unique(m_found.begin(), m_found.end(), sameRow), m_found.end());
        m_before = m_found.empty() && m_highest == 0 ? 0 : m_highest - m_lowest + 1;
        qint64 expected = -1;
        qint64 span = -1;
        Found newest;
        for (const Found &found : m_found) {
            const qint64 row = found.row;
            if (Result<void> piece = m_pieces.row(); !piece)
                return piece;
            if (found.key) {
                if (Result<void> closed = close(span, expected, newest.at); !closed)
                    return closed;
                span = row;
                if (Result<void> begun
                    = m_to.run("INSERT OR REPLACE INTO spans VALUES(?, ?, NULL, NULL)", {row, found.at});
                    !begun)
                    return begun;
            } else if (row != expected) {
                continue; // what it changes is not known
            }
            Result<Rows> rows = m_from.query("SELECT body FROM scrapes WHERE id = ?", {row});
            if (!rows || !rows->next())
                continue;
            if (Result<void> done
                = m_to.run("INSERT OR REPLACE INTO scrapes VALUES(?, ?, ?)", {row, found.at, (*rows)[0].toByteArray()});
                !done)
                return done;
            expected = row + 1;
            newest = found;
            ++m_kept;
        }
        return close(span, expected, newest.at);
    }

    Result<void> close(qint64 span, qint64 end, qint64 at)
    {
        if (span < 0)
            return {};
        return m_to.run("UPDATE spans SET ended = ?, scrapes = ? WHERE id = ?", {at, end - span, span});
    }

    Database &m_from;
    Database &m_to;
    Pieces &m_pieces;
    qint64 m_target;
    std::vector<Found> m_found = {};
    qint64 m_highest = 0;
    qint64 m_lowest = std::numeric_limits<qint64>::max();
    qint64 m_kept = 0;
    qint64 m_before = 0;
    std::uint32_t m_universe = 0;
};

} // namespace

Result<Kept> copyReadable(Database &from, Database &to)
{
    Pieces pieces(to);
    const auto events
        = copyTable(from, to, pieces, "SELECT * FROM events ORDER BY id", "SELECT * FROM events ORDER BY id DESC",
                    "INSERT OR IGNORE INTO events VALUES(?, ?, ?, ?, ?, ?, ?, ?)", 8);
    const auto state
        = copyTable(from, to, pieces, "SELECT * FROM state ORDER BY key", "SELECT * FROM state ORDER BY key DESC",
                    "INSERT OR IGNORE INTO state VALUES(?, ?)", 2);
    const auto targets
        = copyTable(from, to, pieces, "SELECT * FROM targets ORDER BY id", "SELECT * FROM targets ORDER BY id DESC",
                    "INSERT OR IGNORE INTO targets VALUES(?, ?)", 2);
    const auto series = copyTable(from, to, pieces, "SELECT * FROM series ORDER BY target, number",
                                  "SELECT * FROM series ORDER BY target DESC, number DESC",
                                  "INSERT OR IGNORE INTO series VALUES(?, ?, ?, ?, ?)", 5);
    for (const Result<qint64> &done : {events, state, targets, series}) {
        if (!done)
            return tl::unexpected(done.error());
    }

    Kept kept{.events = *events};
    std::vector<qint64> ids;
    {
        Result<Rows> rows = to.query("SELECT id FROM targets ORDER BY id");
        while (rows && rows->next())
            ids.push_back(rows->number(0));
    }
    for (const qint64 id : ids) {
        ScrapeCopy copy(from, to, pieces, id);
        if (Result<void> done = copy.run(); !done)
            return tl::unexpected(done.error());
        kept.scrapes += copy.kept();
        kept.scrapesBefore += copy.before();
        // Numbers whose names were lost stay taken, or a new series would inherit their samples.
        if (copy.universe() == 0)
            continue;
        if (Result<void> done
            = to.run("INSERT OR IGNORE INTO series VALUES(?, ?, 0, NULL, NULL)", {id, copy.universe() - 1});
            !done)
            return tl::unexpected(done.error());
    }
    if (Result<void> done = pieces.commit(); !done)
        return tl::unexpected(done.error());
    return kept;
}

} // namespace hubwatch
