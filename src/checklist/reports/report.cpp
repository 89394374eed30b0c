#include "checklist/reports/report.h"

#include "checklist/reports/report_parts.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

struct FormatNames {
    ReportFormat format;
    const char *name;
    const char *suffix;
};

constexpr std::array formatNames{
    FormatNames{ReportFormat::Html, "html", "html"},    FormatNames{ReportFormat::Markdown, "md", "md"},
    FormatNames{ReportFormat::Json, "json", "json"},    FormatNames{ReportFormat::Junit, "junit", "xml"},
    FormatNames{ReportFormat::Sarif, "sarif", "sarif"}, FormatNames{ReportFormat::Csv, "csv", "csv"},
};

const FormatNames &namesOf(ReportFormat format)
{
    return *std::ranges::find(formatNames, format, &FormatNames::format);
}

} // namespace

QString reportFormatName(ReportFormat format)
{
    return QString::fromLatin1(namesOf(format).name);
}

std::optional<ReportFormat> reportFormatNamed(QStringView name)
{
    for (const FormatNames &names : formatNames)
        if (name == QLatin1StringView(names.name))
            return names.format;
    return std::nullopt;
}

QString reportSuffix(ReportFormat format)
{
    return QString::fromLatin1(namesOf(format).suffix);
}

QByteArray reportText(const Readiness &readiness, ReportFormat format)
{
    const Readiness clean = cleanedForReport(readiness);
    switch (format) {
    case ReportFormat::Html: return htmlReport(clean);
    case ReportFormat::Markdown: return markdownReport(clean);
    case ReportFormat::Json: return jsonReport(clean);
    case ReportFormat::Junit: return junitReport(clean);
    case ReportFormat::Sarif: return sarifReport(clean);
    case ReportFormat::Csv: return csvReport(clean);
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
