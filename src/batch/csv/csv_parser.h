// CsvParser: UTF-8 text to rows, as RFC 4180 and the files of the world have it.
#pragma once

#include "base/result.h"

#include <array>
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
    /// Where the text ends that was taken so far: for a fault that somebody else finds there.
    std::int64_t line() const;

private:
    enum class Part { CellBegin, Plain, Quoted, Closed };
    enum class LineEnd { Unknown, Feed, Return };
    /// In m_text, from where the row begins.
    struct Cell {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool hasDoubledQuotes = false;
    };

    Result<bool> walk(const Seen &seen, bool isEnd);
    std::size_t plainEnd(std::size_t at) const;
    Result<bool> closeQuote(bool isEnd);
    Result<bool> endLine(const Seen &seen, bool isEnd);
    Result<bool> endRow(const Seen &seen, std::size_t next);
    Result<void> endCell();
    void unescape(Cell &cell);
    Result<void> checkLength(std::size_t end) const;

    std::int64_t lineAt(std::size_t at) const;
    tl::unexpected<Error> fault(std::size_t at, const QString &what) const;
    tl::unexpected<Error> nulFault(std::size_t at) const;
    tl::unexpected<Error> openQuoteFault(const QString &how) const;
    tl::unexpected<Error> tailFault() const;
    tl::unexpected<Error> lineEndFault() const;

    std::array<bool, 256> m_endsPlain = {};
    char m_delimiter = ',';
    std::string m_text = {};      ///< the row that is being read and what has come behind it
    std::int64_t m_textBegin = 0; ///< its place in the whole text
    std::int64_t m_row = 0;
    std::int64_t m_line = 1; ///< where the row begins
    std::size_t m_rowBegin = 0;
    std::size_t m_cellBegin = 0;
    std::size_t m_at = 0;
    Part m_part = Part::CellBegin;
    LineEnd m_lineEnd = LineEnd::Unknown;
    bool m_hasDoubledQuotes = false; ///< the cell
    bool m_hasQuotes = false;        ///< the row
    std::vector<Cell> m_cells = {};
    std::vector<std::string_view> m_views = {};
};

} // namespace hubwatch
