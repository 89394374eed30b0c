#include "batch/csv/csv_parser.h"

#include <QLocale>
#include <algorithm>
#include <cstring>

namespace hubwatch {

namespace {

constexpr std::size_t longestRow = 16 * 1024 * 1024;
constexpr std::size_t mostCellsOfARow = 65'536; ///< a row of nothing but delimiters would fill the memory otherwise

QString parserNumber(std::int64_t number)
{
    return QLocale(QLocale::English).toString(qlonglong(number));
}

} // namespace

CsvParser::CsvParser(char delimiter, std::int64_t firstRow, std::int64_t firstLine, std::int64_t firstOffset)
    : m_delimiter(delimiter)
    , m_textBegin(firstOffset)
    , m_row(firstRow)
    , m_line(firstLine)
{
    for (const char sign : {delimiter, '\n', '\r', '\0'})
        m_endsPlain[static_cast<unsigned char>(sign)] = true;
}

Result<bool> CsvParser::take(std::string_view bytes, const Seen &seen)
{
    if (!bytes.empty()) {
        m_text.erase(0, m_rowBegin);
        m_textBegin += static_cast<std::int64_t>(m_rowBegin);
        m_at -= m_rowBegin;
        m_cellBegin -= m_rowBegin;
        m_rowBegin = 0;
        m_text.append(bytes);
    }
    return walk(seen, false);
}

Result<bool> CsvParser::finish(const Seen &seen)
{
    const Result<bool> walked = walk(seen, true);
    if (!walked || !*walked)
        return walked;
    if (m_part == Part::Quoted)
        return openQuoteFault(QStringLiteral("is never closed"));
    if (m_at == m_rowBegin)
        return true;
    return endRow(seen, m_at);
}

std::int64_t CsvParser::line() const
{
    return lineAt(m_text.size());
}

/// Whatever needs the byte behind it (a quote, a carriage return) waits at the end of the text for more, unless it is
/// the end of all.
Result<bool> CsvParser::walk(const Seen &seen, bool isEnd)
{
    while (m_at < m_text.size()) {
        if (m_part == Part::CellBegin) {
            m_cellBegin = m_at;
            const bool isQuoted = m_text[m_at] == '"';
            m_part = isQuoted ? Part::Quoted : Part::Plain;
            m_at += isQuoted ? 1 : 0;
        }
        if (m_part == Part::Quoted) {
            const Result<bool> isClosed = closeQuote(isEnd);
            if (!isClosed)
                return isClosed;
            if (!*isClosed)
                break;
        }
        if (m_part == Part::Plain)
            m_at = plainEnd(m_at);
        if (m_at == m_text.size())
            break;
        const char sign = m_text[m_at];
        if (sign == m_delimiter) {
            if (const Result<void> ended = endCell(); !ended)
                return tl::unexpected(ended.error());
            m_cellBegin = ++m_at;
            m_part = Part::CellBegin;
            continue;
        }
        if (sign == '\0')
            return nulFault(m_at);
        if (sign != '\n' && sign != '\r')
            return tailFault();
        if (sign == '\r' && m_at + 1 == m_text.size() && !isEnd)
            break;
        const Result<bool> goesOn = endLine(seen, isEnd);
        if (!goesOn || !*goesOn)
            return goesOn;
    }
    if (const Result<void> checked = checkLength(m_text.size()); !checked)
        return tl::unexpected(checked.error());
    return true;
}

std::size_t CsvParser::plainEnd(std::size_t at) const
{
    const char *const text = m_text.data();
    const std::size_t size = m_text.size();
    while (at < size && !m_endsPlain[static_cast<unsigned char>(text[at])])
        ++at;
    return at;
}

Result<bool> CsvParser::closeQuote(bool isEnd)
{
    const char *const text = m_text.data();
    const std::size_t size = m_text.size();
    while (m_at < size) {
        const void *const quote = std::memchr(text + m_at, '"', size - m_at);
        const std::size_t end
            = quote == nullptr ? size : static_cast<std::size_t>(static_cast<const char *>(quote) - text);
        if (const void *const nul = std::memchr(text + m_at, '\0', end - m_at))
            return nulFault(static_cast<std::size_t>(static_cast<const char *>(nul) - text));
        m_at = end;
        if (end == size || (end + 1 == size && !isEnd))
            return false;
        if (end + 1 == size || text[end + 1] != '"') {
            ++m_at;
            m_part = Part::Closed;
            m_hasQuotes = true;
            return true;
        }
        m_hasDoubledQuotes = true;
        m_at += 2;
    }
    return false;
}

Result<bool> CsvParser::endLine(const Seen &seen, bool isEnd)
{
    const bool isPair = m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n';
    const LineEnd lineEnd = m_text[m_at] == '\r' && !isPair ? LineEnd::Return : LineEnd::Feed;
    if (m_lineEnd != LineEnd::Unknown && m_lineEnd != lineEnd)
        return lineEndFault();
    // A lone CR at the very end tells nothing of a file of one line.
    if (!(isEnd && m_at + 1 == m_text.size()))
        m_lineEnd = lineEnd;
    const std::size_t next = m_at + (isPair ? 2 : 1);
    if (m_at != m_rowBegin)
        return endRow(seen, next);
    ++m_line;
    m_at = m_rowBegin = m_cellBegin = next;
    m_part = Part::CellBegin;
    return true;
}

Result<bool> CsvParser::endRow(const Seen &seen, std::size_t next)
{
    if (m_part == Part::CellBegin)
        m_cellBegin = m_at;
    if (const Result<void> ended = endCell(); !ended)
        return tl::unexpected(ended.error());
    if (const Result<void> checked = checkLength(m_at); !checked)
        return tl::unexpected(checked.error());
    // Counted first: unescaping moves what is between the quotes.
    const std::int64_t nextLine = m_hasQuotes ? lineAt(m_at) + 1 : m_line + 1;
    m_views.clear();
    for (Cell &cell : m_cells) {
        if (cell.hasDoubledQuotes)
            unescape(cell);
        m_views.emplace_back(m_text.data() + m_rowBegin + cell.begin, cell.end - cell.begin);
    }
    const bool goesOn = seen({.row = m_row,
                              .line = m_line,
                              .offset = m_textBegin + static_cast<std::int64_t>(m_rowBegin),
                              .cells = m_views});
    ++m_row;
    m_line = nextLine;
    m_at = m_rowBegin = m_cellBegin = next;
    m_part = Part::CellBegin;
    m_hasQuotes = false;
    m_cells.clear();
    return goesOn;
}

Result<void> CsvParser::endCell()
{
    if (m_cells.size() == mostCellsOfARow)
        return fault(m_rowBegin,
                     QStringLiteral("the row has more than %1 cells; choose another delimiter")
                         .arg(parserNumber(mostCellsOfARow)));
    const std::size_t quote = m_part == Part::Closed ? 1 : 0;
    m_cells.push_back({.begin = m_cellBegin + quote - m_rowBegin,
                       .end = m_at - quote - m_rowBegin,
                       .hasDoubledQuotes = m_hasDoubledQuotes});
    m_hasDoubledQuotes = false;
    return {};
}

void CsvParser::unescape(Cell &cell)
{
    char *const from = m_text.data() + m_rowBegin + cell.begin;
    char *const end = m_text.data() + m_rowBegin + cell.end;
    char *to = from;
    for (const char *at = from; at < end; ++at) {
        *to++ = *at;
        if (*at == '"')
            ++at; // its twin
    }
    cell.end = cell.begin + static_cast<std::size_t>(to - from);
}

Result<void> CsvParser::checkLength(std::size_t end) const
{
    if (end - m_rowBegin <= longestRow)
        return {};
    if (m_part == Part::Quoted)
        return openQuoteFault(QStringLiteral("is not closed within 16 MB"));
    return fault(m_rowBegin, QStringLiteral("the row is longer than 16 MB; this does not look like a file of rows"));
}

/// Line ends in quotes are counted as the file ends its lines.
std::int64_t CsvParser::lineAt(std::size_t at) const
{
    const auto from = m_text.begin() + static_cast<std::ptrdiff_t>(m_rowBegin);
    const auto to = m_text.begin() + static_cast<std::ptrdiff_t>(at);
    return m_line + std::count(from, to, m_lineEnd == LineEnd::Return ? '\r' : '\n');
}

tl::unexpected<Error> CsvParser::fault(std::size_t at, const QString &what) const
{
    const QString row = m_row == 0 ? QStringLiteral("header") : QStringLiteral("row %1").arg(parserNumber(m_row));
    return fail(Error::Kind::Malformed, QStringLiteral("line %1, %2: %3").arg(parserNumber(lineAt(at)), row, what));
}

tl::unexpected<Error> CsvParser::nulFault(std::size_t at) const
{
    std::size_t lineBegin = at;
    while (lineBegin > m_rowBegin && m_text[lineBegin - 1] != '\n' && m_text[lineBegin - 1] != '\r')
        --lineBegin;
    return fault(at,
                 QStringLiteral("byte %1 of the line is a NUL byte, which is no text; the file is damaged, or in "
                                "another encoding")
                     .arg(parserNumber(static_cast<std::int64_t>(at - lineBegin) + 1)));
}

tl::unexpected<Error> CsvParser::openQuoteFault(const QString &how) const
{
    return fault(m_cellBegin,
                 QStringLiteral("the quote that opens column %1 %2; close it, or remove it")
                     .arg(parserNumber(static_cast<std::int64_t>(m_cells.size()) + 1), how));
}

/// A quote that was forgotten shows only at the next one, lines below; the fault is where the cell began.
tl::unexpected<Error> CsvParser::tailFault() const
{
    const QString column = parserNumber(static_cast<std::int64_t>(m_cells.size()) + 1);
    if (lineAt(m_at) == lineAt(m_cellBegin))
        return fault(m_cellBegin,
                     QStringLiteral("there is text behind the closing quote of column %1; write a quote "
                                    "inside a cell twice")
                         .arg(column));
    return fault(m_cellBegin,
                 QStringLiteral("the quote that opens column %1 is closed on line %2 only, with text behind "
                                "it; close it where the cell ends")
                     .arg(column, parserNumber(lineAt(m_at))));
}

tl::unexpected<Error> CsvParser::lineEndFault() const
{
    if (m_lineEnd == LineEnd::Feed)
        return fault(m_at,
                     QStringLiteral("byte %1 of the row is a bare carriage return, and other lines end with a line "
                                    "feed; put the cell into quotes, or remove it")
                         .arg(parserNumber(static_cast<std::int64_t>(m_at - m_rowBegin) + 1)));
    return fault(m_at,
                 QStringLiteral("the line ends with a line feed, and the first one with a bare carriage return; "
                                "save the file with one kind of line ends"));
}

} // namespace hubwatch
