// Reports of a service's readiness, for people and for machines.
#pragma once

#include "checklist/readiness.h"

namespace hubwatch {

enum class ReportFormat { Html, Markdown, Json, Junit, Sarif, Csv };

/// "html", "md", "json", "junit", "sarif", "csv"; and back.
QString reportFormatName(ReportFormat format);
std::optional<ReportFormat> reportFormatNamed(QStringView name);
/// "html", "md", "json", "xml", "sarif", "csv": how such a file's name ends.
QString reportSuffix(ReportFormat format);

/// UTF-8. Holds no secret, whatever a service answered.
/// Html is one file that needs no network, for a screen and for a printed page; a QTextDocument whose CssMedia is
/// "print" makes the PDF of it, fifteen items on its first A4 page. Junit: a suite a group, a case an item; what holds
/// back is a failure or an error, waived and not applicable ones are skipped. Sarif 2.1.0: a rule an item, a result
/// what does not pass, with its positions. Csv: RFC 4180, formulas made harmless.
QByteArray reportText(const Readiness &readiness, ReportFormat format);

} // namespace hubwatch
