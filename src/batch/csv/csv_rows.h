// CsvRows: reads rows of a job's copy by number.
#pragma once

#include "base/result.h"
#include "batch/csv/csv_parser.h"

#include <QStringList>
#include <memory>
#include <span>
#include <vector>

namespace hubwatch {

/// Where every thousandth row begins, noted while the file was read.
struct RowMark {
    std::int64_t row = 0;
    std::int64_t line = 0;
    std::int64_t offset = 0;

    bool operator==(const RowMark &) const = default;
};

/// A UTF-8 file with a header. Rows that follow one another are read without seeking. Memory does not grow with the
/// file.
class CsvRows
{
public:
    struct Row {
        std::int64_t row = 0;
        std::int64_t line = 0;
        QStringList cells = {};

        bool operator==(const Row &) const = default;
    };

    static Result<std::unique_ptr<CsvRows>> open(const QString &path, char delimiter, std::vector<RowMark> marks);
    ~CsvRows();

    const QStringList &header() const;
    /// Those rows, `numbers` ascending. Storage or Malformed when the file is not what it was.
    Result<std::vector<Row>> read(std::span<const std::int64_t> numbers);

private:
    struct Private;
    explicit CsvRows(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
