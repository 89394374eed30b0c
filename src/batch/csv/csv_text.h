// CsvText: a file's bytes to UTF-8, a slice at a time.
#pragma once

#include "batch/csv/csv_format.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hubwatch {

/// A character that the end of a slice cuts in two waits for the next slice.
class CsvText
{
public:
    explicit CsvText(CsvFormat::Encoding encoding);
    ~CsvText();

    /// Appends what `bytes` say to `text`. false: the byte at taken() does not belong; `text` has what stands before.
    bool take(std::string_view bytes, std::string &text);
    /// false: the bytes ended within a character, which begins at taken().
    bool finish() const;
    /// How many bytes have become text.
    std::int64_t taken() const;

    /// Whether this system can read it: Shift-JIS needs the system's tables.
    static bool canRead(CsvFormat::Encoding encoding);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// How many bytes the UTF-8 character has that begins the bytes. 0: none does; above their number: it is cut off.
std::size_t utf8Length(std::string_view bytes);

} // namespace hubwatch
