// CsvWriter: rows to a file that spreadsheets open without harm.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

class QIODevice;

namespace hubwatch {

/// One row in UTF-8 with CRLF. Quotes what needs it. A cell that a spreadsheet would take for a formula (begins with
/// = + - @ tab or CR, and is no plain number) gets a ' in front when `guardsFormulas`.
QByteArray csvLine(const QStringList &cells, char delimiter = ',', bool guardsFormulas = true);

/// Whether a file with that header is one of our exports: its formulas are guarded.
bool isExport(const QStringList &header);
/// A cell of an export as it was before it was guarded.
std::string_view withoutGuard(std::string_view cell);

} // namespace hubwatch
