// CsvFormat: how a file of rows is written, told by its first bytes.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace hubwatch {

struct CsvFormat {
    enum class Encoding { Utf8, Utf16Le, Utf16Be, ShiftJis, Windows1252 };

    Encoding encoding = Encoding::Utf8;
    int bomBytes = 0; ///< that come before the text
    char delimiter = ',';

    bool operator==(const CsvFormat &) const = default;
};

QString encodingName(CsvFormat::Encoding encoding); ///< "UTF-8", "Shift-JIS" ...
QString delimiterName(char delimiter);              ///< "comma", "semicolon", "tab"

/// What the first bytes (64 kB are plenty) look like: a byte order mark, else zero bytes in every second place, else
/// UTF-8, also with a few bytes that are none, else Shift-JIS, else Windows-1252; and the delimiter that splits the
/// most lines alike, quotes respected. What was chosen is not looked for.
CsvFormat formatOf(const QByteArray &head, std::optional<CsvFormat::Encoding> encoding = {},
                   std::optional<char> delimiter = {});

} // namespace hubwatch
