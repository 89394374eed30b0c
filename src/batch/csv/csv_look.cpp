#include "batch/csv/csv_intake.h"

#include <QFileInfo>
#include <cmath>

namespace hubwatch {

namespace {

constexpr std::size_t rowsShown = 50;
constexpr qint64 lookSlice = 256 * 1024;

QStringList shownCells(const CsvRow &row)
{
    QStringList cells;
    for (const std::string_view cell : row.cells)
        cells += QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
    return cells;
}

/// How many rows went by, and where in the text the first and the newest of them begin.
struct RowsPassed {
    std::int64_t rows = 0;
    std::int64_t first = 0;
    std::int64_t newest = 0;
};

/// As if all were as long as those: `share` of the file was read.
std::int64_t rowsAbout(const RowsPassed &passed, double share)
{
    if (passed.rows < 2)
        return passed.rows;
    const double length = static_cast<double>(passed.newest - passed.first) / static_cast<double>(passed.rows - 1);
    const double text = static_cast<double>(passed.newest) / share;
    return std::llround((text - static_cast<double>(passed.first)) / length);
}

} // namespace

CsvLook lookAtCsv(const QString &path, std::optional<CsvFormat> format)
{
    CsvLook look;
    look.format = format.value_or(CsvFormat());
    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(path, {}, format);
    if (!opened) {
        look.problem = opened.error().detail;
        return look;
    }
    CsvIntake &intake = **opened;
    look.format = intake.input().format;
    look.bytes = intake.input().bytes;
    RowsPassed passed;
    const auto seen = [&](const CsvRow &row) {
        if (row.row == 0) {
            look.header = shownCells(row);
            return true;
        }
        passed.first = passed.rows == 0 ? row.offset : passed.first;
        passed.newest = row.offset;
        ++passed.rows;
        if (look.rows.size() < rowsShown)
            look.rows.push_back(shownCells(row));
        return true;
    };
    Result<bool> hasMore = true;
    while (hasMore && *hasMore && look.rows.size() < rowsShown)
        hasMore = intake.step(lookSlice, seen);
    if (!hasMore)
        look.problem = hasMore.error().detail;
    const bool isAll = hasMore && !*hasMore;
    look.rowsAbout = isAll ? passed.rows : rowsAbout(passed, intake.share());
    return look;
}

} // namespace hubwatch
