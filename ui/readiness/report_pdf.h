// Report PDF: the report for people as A4 pages; fifteen items fit one.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace hubwatch::ui {

/// Lays the report's HTML out and writes it whole, or leaves what was there. Nothing outside the text is loaded.
Result<void> writeReportPdf(const QString &path, const QByteArray &html, const QString &title);

} // namespace hubwatch::ui
