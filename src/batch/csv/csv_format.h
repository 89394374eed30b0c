// CsvFormat: how a file of rows is written, told by its first bytes.
#pragma once

#include <QByteArray>
#include <QString>

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
/// valid UTF-8, else Shift-JIS, else Windows-1252; and the delimiter that splits the most lines alike, quotes
/// respected.
CsvFormat formatOf(const QByteArray &head);

} // namespace hubwatch
