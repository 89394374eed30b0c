// CsvParser: UTF-8 text to rows, as RFC 4180 and the files of the world have it.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hubwatch {

/// A row on its way past; its cells are gone when the call returns.
struct CsvRow {
    std::int64_t row = 0;    ///< from 0: the header is row 0
    std::int64_t line = 0;   ///< of the file, from 1, where the row begins
    std::int64_t offset = 0; ///< in the UTF-8 text, where the row begins
    const std::vector<std::string_view> &cells;
};

/// Push parser: quotes with newlines and doubled quotes inside, CRLF, LF or bare CR as line ends (told from the first),
/// empty lines left out. Knows nothing of headers. About 300 MB/s; holds one row.
///
/// Malformed, position first ("line 900,003, row 900,001: ..."), and where the fault begins rather than where it was
/// noticed: a quote that is never closed, text behind a closing quote, a NUL byte, a row above 16 MB, a bare CR among
/// other line ends.
class CsvParser
{
public:
    /// false stops the parsing, without an error.
    using Seen = std::function<bool(const CsvRow &row)>;

    explicit CsvParser(char delimiter, std::int64_t firstRow = 0, std::int64_t firstLine = 1,
                       std::int64_t firstOffset = 0);

    /// Takes the next bytes. Answers false when `seen` wanted no more.
    Result<bool> take(std::string_view bytes, const Seen &seen);
    /// The end of the text: a last row without a line end is seen, an open quote is an error.
    Result<bool> finish(const Seen &seen);

private:
    // the author of csv_parser.cpp decides
};

} // namespace hubwatch
