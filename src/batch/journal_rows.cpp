// The journal's rows: looking at them, and what people decide about them.
#include "batch/journal_file.h"
#include "batch/journal_private.h"

#include <QDataStream>
#include <QIODevice>
#include <utility>

namespace hubwatch {

namespace {

RowOutcome outcomeOf(const Rows &rows)
{
    return {.row = rows.number(0),
            .pile = rows.number(1) == sentPile ? Pile::Unknown : Pile(rows.number(1)),
            .recordId = rows[2].toString(),
            .code = rows[3].toString(),
            .words = rows[4].toString(),
            .reason = rows[5].toString(),
            .sample = rows[6].toString(),
            .isNew = rows[7].toBool(),
            .changedAt = instantOf(rows[8])};
}

/// A bit for each pile that is asked for; unknown ones bring the sent ones with them.
int pileMask(const std::vector<Pile> &piles)
{
    int mask = 0;
    for (const Pile pile : piles)
        mask |= (1 << int(pile)) | (pile == Pile::Unknown ? 1 << sentPile : 0);
    return piles.empty() ? 0x1f : mask;
}

} // namespace

QByteArray encodedValues(const std::vector<PropertyValue> &values)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    for (const PropertyValue &value : values)
        stream << value.property.toUtf8() << value.value.toUtf8();
    return bytes;
}

std::vector<PropertyValue> decodedValues(const QByteArray &bytes)
{
    std::vector<PropertyValue> values;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    while (!stream.atEnd()) {
        QByteArray property;
        QByteArray value;
        stream >> property >> value;
        if (stream.status() != QDataStream::Ok)
            break;
        values.push_back({.property = QString::fromUtf8(property), .value = QString::fromUtf8(value)});
    }
    return values;
}

QVariant instantValue(std::optional<TimePoint> at)
{
    return at ? QVariant(qint64(at->time_since_epoch().count())) : QVariant();
}

std::optional<TimePoint> instantOf(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return TimePoint(Duration(value.toLongLong()));
}

Result<std::vector<RowMark>> Journal::marks() const
{
    Result<Rows> rows = d->database->query("SELECT row, line, offset FROM marks ORDER BY row");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<RowMark> marks;
    while (rows->next())
        marks.push_back({.row = rows->number(0), .line = rows->number(1), .offset = rows->number(2)});
    return marks;
}

Result<std::vector<JournalRequest>> Journal::openRequests() const
{
    Result<Rows> rows = d->database->query(
        "SELECT request, row, sent FROM rows JOIN requests ON requests.id = rows.request WHERE pile = 4 ORDER BY "
        "request, row");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<JournalRequest> open;
    while (rows->next()) {
        if (open.empty() || open.back().id != rows->number(0))
            open.push_back({.id = rows->number(0), .sentAt = instantOf((*rows)[2]).value_or(TimePoint())});
        open.back().rows.push_back(rows->number(1));
    }
    return open;
}

Result<std::vector<std::int64_t>> Journal::untouched(std::int64_t after, int most) const
{
    std::vector<std::int64_t> free;
    if (d->hasTodo) {
        Result<Rows> rows = d->database->query(
            "SELECT row FROM todo WHERE row > ? AND row NOT IN (SELECT row FROM rows) ORDER BY row LIMIT ?",
            {qint64(after), most});
        if (!rows)
            return tl::unexpected(rows.error());
        while (rows->next())
            free.push_back(rows->number(0));
        return free;
    }
    Result<Rows> touched = d->database->query("SELECT row FROM rows WHERE row > ? ORDER BY row", {qint64(after)});
    if (!touched)
        return tl::unexpected(touched.error());
    std::int64_t next = after + 1;
    bool more = true;
    while (next <= d->total && int(free.size()) < most) {
        more = more && touched->next();
        const std::int64_t taken = more ? touched->number(0) : d->total + 1;
        for (; next < taken && next <= d->total && int(free.size()) < most; ++next)
            free.push_back(next);
        next = std::max(next, taken + 1);
        if (int(free.size()) >= most)
            break;
    }
    return free;
}

Result<JobPiles> Journal::piles() const
{
    const PileCounts &counts = d->counts;
    return JobPiles{.done = counts[size_t(Pile::Done)],
                    .failed = counts[size_t(Pile::Failed)],
                    .unknown = counts[size_t(Pile::Unknown)] + counts[sentPile],
                    .skipped = counts[size_t(Pile::Skipped)]};
}

std::int64_t Journal::touched() const
{
    std::int64_t all = 0;
    for (const std::int64_t count : d->counts)
        all += count;
    return all;
}

Result<std::vector<ReasonGroup>> Journal::reasons(int most) const
{
    Result<Rows> rows = d->database->query("SELECT code, reason, count(*), min(row), pile FROM rows WHERE pile IN (1, "
                                           "2) GROUP BY pile, code, reason ORDER BY "
                                           "count(*) DESC, min(row) LIMIT ?",
                                           {most});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<ReasonGroup> groups;
    while (rows->next())
        groups.push_back({.pile = Pile(rows->number(4)),
                          .code = (*rows)[0].toString(),
                          .reason = (*rows)[1].toString(),
                          .rows = rows->number(2),
                          .firstRow = rows->number(3)});
    for (ReasonGroup &group : groups) {
        Result<Rows> first
            = d->database->query("SELECT words, sample, request FROM rows WHERE row = ?", {qint64(group.firstRow)});
        if (!first)
            return tl::unexpected(first.error());
        if (!first->next())
            continue;
        const QString words = (*first)[0].toString();
        if (group.reason.isEmpty())
            group.reason = words.isEmpty() ? group.code : words;
        group.sample = (*first)[1].toString();
        if (!(*first)[2].isNull())
            group.hubspotSays = words;
    }
    return groups;
}

Result<std::vector<RowOutcome>> Journal::outcomes(const RowQuery &query) const
{
    Result<Rows> rows
        = d->database->query("SELECT row, pile, record, code, words, reason, sample, is_new, changed FROM rows WHERE "
                             "row > ? AND ((1 << pile) & "
                             "?) != 0 AND (? = '' OR code = ?) ORDER BY row LIMIT ?",
                             {qint64(query.after), pileMask(query.piles),
                              query.code.isNull() ? QStringLiteral("") : query.code, query.code, query.most});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<RowOutcome> outcomes;
    while (rows->next())
        outcomes.push_back(outcomeOf(*rows));
    return outcomes;
}

Result<std::vector<BeforeImage>> Journal::before(std::span<const std::int64_t> wanted) const
{
    std::vector<BeforeImage> images;
    for (const std::int64_t row : wanted) {
        Result<Rows> rows
            = d->database->query("SELECT record, changed, fields FROM before WHERE row = ?", {qint64(row)});
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->next())
            images.push_back({.row = row,
                              .recordId = (*rows)[0].toString(),
                              .values = decodedValues((*rows)[2].toByteArray()),
                              .changedAt = instantOf((*rows)[1])});
    }
    return images;
}

Result<std::vector<EarlierSend>> Journal::earlier(std::span<const std::int64_t> wanted) const
{
    std::vector<EarlierSend> sends;
    if (d->database->number("SELECT EXISTS(SELECT 1 FROM earlier)").value_or(1) == 0)
        return sends;
    for (const std::int64_t row : wanted) {
        Result<Rows> rows = d->database->query("SELECT sent, refused FROM earlier WHERE row = ?", {qint64(row)});
        if (!rows)
            return tl::unexpected(rows.error());
        if (!rows->next())
            continue;
        const Result<std::vector<BeforeImage>> image = before({&row, 1});
        if (!image)
            return tl::unexpected(image.error());
        sends.push_back({.row = row,
                         .sentAt = instantOf((*rows)[0]).value_or(TimePoint()),
                         .refused = rows->number(1) != 0,
                         .before = image->empty() ? std::nullopt : std::optional(image->front())});
    }
    return sends;
}

Result<void> Journal::setRefused(std::span<const std::int64_t> wanted)
{
    return d->change([&](PileCounts &) -> Result<void> {
        for (const std::int64_t row : wanted) {
            if (Result<void> put = d->database->run("UPDATE earlier SET refused = 1 WHERE row = ?", {qint64(row)});
                !put)
                return put;
        }
        return {};
    });
}

Result<std::int64_t> Journal::forget(const QString &code, std::span<const std::int64_t> wanted)
{
    std::vector<std::int64_t> rows(wanted.begin(), wanted.end());
    if (rows.empty()) {
        Result<Rows> found
            = d->database->query("SELECT row FROM rows WHERE pile = 1 AND request IS NOT NULL AND (? = '' OR code = ?)",
                                 {code.isNull() ? QStringLiteral("") : code, code});
        if (!found)
            return tl::unexpected(found.error());
        while (found->next())
            rows.push_back(found->number(0));
    }
    std::int64_t count = 0;
    const Result<void> done = d->change([&](PileCounts &counts) -> Result<void> {
        for (const std::int64_t row : rows) {
            const Result<qint64> sent = d->database->number(
                "SELECT count(*) FROM rows WHERE row = ? AND pile = 1 AND request IS NOT NULL", {qint64(row)});
            if (!sent)
                return tl::unexpected(sent.error());
            if (*sent == 0)
                continue;
            ++count;
            if (Result<void> gone = d->untouch(row, counts); !gone)
                return gone;
        }
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return count;
}

Result<std::int64_t> Journal::decide(Pile pile, const QString &words)
{
    const std::int64_t count = d->counts[size_t(Pile::Unknown)];
    const Result<void> done = d->change([&](PileCounts &counts) -> Result<void> {
        counts[size_t(Pile::Unknown)] -= count;
        counts[size_t(pile)] += count;
        return d->database->run("UPDATE rows SET pile = ?, code = 'decided', words = ?, reason = ? WHERE pile = 2",
                                {int(pile), words, words});
    });
    if (!done)
        return tl::unexpected(done.error());
    return count;
}

Result<std::int64_t> Journal::skipRest(const QString &code, const QString &words)
{
    const std::int64_t count = std::max<std::int64_t>(d->total - touched(), 0);
    const Result<void> done = d->change([&](PileCounts &counts) -> Result<void> {
        if (std::exchange(counts[sentPile], 0) > 0) {
            const Result<qint64> sent = d->database->number("SELECT count(*) FROM rows WHERE pile = 4");
            if (!sent)
                return tl::unexpected(sent.error());
            counts[size_t(Pile::Unknown)] += *sent;
            if (Result<void> put = d->database->run(
                    "UPDATE rows SET pile = 2, code = 'unknown', words = ? WHERE pile = 4",
                    {QStringLiteral("It was sent, no answer came, and it was not read back: %1 Look it up in "
                                    "HubSpot, then say what it is.")
                         .arg(words)});
                !put)
                return put;
        }
        if (count == 0)
            return {};
        counts[size_t(Pile::Skipped)] += count;
        if (d->hasTodo)
            return d->database->run("INSERT OR IGNORE INTO rows(row, pile, code, words) SELECT row, 3, ?, ? FROM todo",
                                    {code, words});
        return d->database->run("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) INSERT OR "
                                "IGNORE INTO rows(row, "
                                "pile, code, words) SELECT x, 3, ?, ? FROM n",
                                {qint64(d->total), code, words});
    });
    if (!done)
        return tl::unexpected(done.error());
    return count;
}

} // namespace hubwatch
