#include "batch/row_source.h"

#include "batch/csv/csv_rows.h"
#include "batch/row_check.h"

namespace hubwatch {

namespace {

class FileRows : public RowSource
{
public:
    FileRows(CsvRows &rows, const RowCheck &check)
        : m_rows(rows)
        , m_check(check)
    { }

    Result<std::vector<JobRow>> rows(std::span<const std::int64_t> numbers) override
    {
        const Result<std::vector<CsvRows::Row>> read = m_rows.read(numbers);
        if (!read)
            return tl::unexpected(read.error());
        std::vector<JobRow> rows;
        rows.reserve(read->size());
        for (const CsvRows::Row &row : *read)
            rows.push_back(m_check.row(row.row, row.cells));
        return rows;
    }

private:
    CsvRows &m_rows;
    const RowCheck &m_check;
};

} // namespace

std::unique_ptr<RowSource> fileRows(CsvRows &rows, const RowCheck &check)
{
    return std::make_unique<FileRows>(rows, check);
}

} // namespace hubwatch
