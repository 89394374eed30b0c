#include "batch/csv/csv_rows.h"

#include "batch/csv/csv_writer.h"

#include <QFile>
#include <QLocale>
#include <algorithm>
#include <array>
#include <map>

namespace hubwatch {

namespace {

constexpr qint64 rowsSlice = 128 * 1024;
constexpr std::size_t rowsKept = 500; ///< those asked for last: a chunk that is split asks again

QString rowText(std::int64_t row)
{
    return QLocale(QLocale::English).toString(qlonglong(row));
}

QStringList textsOf(const std::vector<std::string_view> &cells, bool guarded)
{
    QStringList texts;
    texts.reserve(static_cast<qsizetype>(cells.size()));
    for (const std::string_view written : cells) {
        const std::string_view cell = guarded ? withoutGuard(written) : written;
        texts += QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
    }
    return texts;
}

} // namespace

struct CsvRows::Private {
    std::vector<RowMark>::const_iterator markBehind(std::int64_t row) const;
    Result<void> seek(const RowMark &mark);
    Result<void> approach(std::int64_t row);
    Result<void> readOn(std::span<const std::int64_t> numbers);
    Result<bool> slice(const CsvParser::Seen &seen);
    void keep(Row row);

    QFile file = {};
    qint64 size = 0;
    char delimiter = ',';
    std::vector<RowMark> marks = {};
    QStringList header = {};
    bool guarded = false; ///< it is one of our exports
    std::unique_ptr<CsvParser> parser = {};
    std::int64_t next = 0; ///< the row that the parser comes to next
    bool atEnd = false;
    QByteArray bytes = {};
    std::map<std::int64_t, Row> kept = {};
};

Result<void> CsvRows::Private::seek(const RowMark &mark)
{
    const auto changed = [&] {
        return fail(Error::Kind::Malformed,
                    QStringLiteral("line %1: row %2 does not begin there any more; the job's copy "
                                   "of the file was changed, plan the job anew")
                        .arg(rowText(mark.line), rowText(mark.row)));
    };
    if (file.size() != size || mark.offset > size)
        return changed();
    char before = '\n';
    if (mark.offset > 0 && (!file.seek(mark.offset - 1) || !file.getChar(&before)))
        return changed();
    if ((before != '\n' && before != '\r') || !file.seek(mark.offset))
        return changed();
    parser = std::make_unique<CsvParser>(delimiter, mark.row, mark.line, mark.offset);
    next = mark.row;
    atEnd = false;
    return {};
}

/// The first mark behind `row`; there is one before it, that of row 0.
std::vector<RowMark>::const_iterator CsvRows::Private::markBehind(std::int64_t row) const
{
    return std::upper_bound(marks.begin() + 1, marks.end(), row,
                            [](std::int64_t number, const RowMark &mark) { return number < mark.row; });
}

/// Goes to the mark before `row`, unless going on from here is as short.
Result<void> CsvRows::Private::approach(std::int64_t row)
{
    const RowMark &mark = *std::prev(markBehind(row));
    if (parser != nullptr && next <= row && mark.row <= next)
        return {};
    return seek(mark);
}

/// Hands the rows of the next bytes on. Answers false when `seen` wanted no more.
Result<bool> CsvRows::Private::slice(const CsvParser::Seen &seen)
{
    // What the parser still holds comes first.
    Result<bool> goesOn = parser->take({}, seen);
    if (!goesOn || !*goesOn)
        return goesOn;
    bytes.resize(rowsSlice);
    const qint64 count = file.read(bytes.data(), rowsSlice);
    if (count < 0)
        return fail(Error::Kind::Storage,
                    QStringLiteral("the job's copy of the file cannot be read: ") + file.errorString());
    if (count > 0)
        return parser->take({bytes.constData(), static_cast<std::size_t>(count)}, seen);
    goesOn = parser->finish(seen);
    atEnd = goesOn && *goesOn;
    return goesOn;
}

/// Up to the last of `numbers`, which lie ahead; each of them is kept.
Result<void> CsvRows::Private::readOn(std::span<const std::int64_t> numbers)
{
    auto wanted = numbers.begin();
    const auto seen = [&](const CsvRow &row) {
        next = row.row + 1;
        if (row.row == *wanted) {
            keep({.row = row.row, .line = row.line, .cells = textsOf(row.cells, guarded)});
            ++wanted;
        }
        return wanted != numbers.end();
    };
    while (wanted != numbers.end()) {
        if (atEnd)
            return fail(Error::Kind::Malformed,
                        QStringLiteral("row %1 is missing: the job's copy of the file ends before "
                                       "it; it was changed, plan the job anew")
                            .arg(rowText(*wanted)));
        if (const Result<bool> read = slice(seen); !read)
            return tl::unexpected(read.error());
    }
    return {};
}

void CsvRows::Private::keep(Row row)
{
    const std::int64_t number = row.row;
    kept.insert_or_assign(number, std::move(row));
}

CsvRows::CsvRows(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

CsvRows::~CsvRows() = default;

Result<std::unique_ptr<CsvRows>> CsvRows::open(const QString &path, char delimiter, std::vector<RowMark> marks)
{
    auto parts = std::make_unique<Private>();
    parts->file.setFileName(path);
    if (!parts->file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, QStringLiteral("%1 cannot be read: %2").arg(path, parts->file.errorString()));
    parts->size = parts->file.size();
    parts->delimiter = delimiter;
    parts->marks = std::move(marks);
    if (parts->marks.empty() || parts->marks.front().row > 0)
        parts->marks.insert(parts->marks.begin(), RowMark{.row = 0, .line = 1, .offset = 0});
    std::unique_ptr<CsvRows> rows(new CsvRows(std::move(parts)));
    const Result<std::vector<Row>> header = rows->read(std::array<std::int64_t, 1>{0});
    if (!header)
        return tl::unexpected(header.error());
    rows->d->header = header->front().cells;
    rows->d->guarded = isExport(rows->d->header);
    return rows;
}

const QStringList &CsvRows::header() const
{
    return d->header;
}

Result<std::vector<CsvRows::Row>> CsvRows::read(std::span<const std::int64_t> numbers)
{
    std::vector<std::int64_t> missing;
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(missing),
                 [&](std::int64_t number) { return !d->kept.contains(number); });
    if (d->kept.size() + missing.size() > rowsKept) {
        d->kept.clear();
        missing.assign(numbers.begin(), numbers.end());
    }
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    // A stretch ends where the next mark is nearer than reading on.
    for (std::size_t from = 0; from < missing.size();) {
        if (const Result<void> there = d->approach(missing[from]); !there)
            return tl::unexpected(there.error());
        const auto behind = d->markBehind(missing[from]);
        std::size_t to = from + 1;
        while (to < missing.size() && (behind == d->marks.end() || missing[to] < behind->row))
            ++to;
        if (const Result<void> read = d->readOn(std::span(missing).subspan(from, to - from)); !read)
            return tl::unexpected(read.error());
        from = to;
    }
    std::vector<Row> rows;
    rows.reserve(numbers.size());
    for (const std::int64_t number : numbers)
        rows.push_back(d->kept.at(number));
    return rows;
}

} // namespace hubwatch
