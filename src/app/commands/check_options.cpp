#include "app/commands/check_options.h"

#include "app/commands/command.h"

namespace hubwatch {

namespace {

Result<CheckOptions::Report> readReport(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const std::optional<ReportFormat> format = reportFormatNamed(QStringView(text).left(colon));
    if (colon < 1 || !format || colon + 1 == text.size())
        return fail(Error::Kind::Rejected,
                    QStringLiteral("--report: expected FORMAT:PATH with html, md, json, junit, sarif or csv, such as "
                                   "junit:check.xml, found \"%1\"")
                        .arg(text));
    return CheckOptions::Report{.format = *format, .path = text.mid(colon + 1)};
}

} // namespace

Result<CheckOptions> readCheckOptions(QStringList arguments)
{
    CheckOptions options;
    const auto missing = [](const char *option) {
        return fail(Error::Kind::Rejected, QStringLiteral("%1: its value is missing").arg(QString::fromLatin1(option)));
    };
    options.service = takeOption(arguments, QStringLiteral("--service")).value_or(QString());
    while (const auto item = takeOption(arguments, QStringLiteral("--item"))) {
        if (item->isEmpty())
            return missing("--item");
        options.items += *item;
    }
    while (const auto text = takeOption(arguments, QStringLiteral("--report"))) {
        const Result<CheckOptions::Report> report = readReport(*text);
        if (!report)
            return tl::unexpected(report.error());
        options.reports.push_back(*report);
    }
    options.baseline = takeFlag(arguments, QStringLiteral("--set-baseline"));
    if (const auto text = takeOption(arguments, QStringLiteral("--pace"))) {
        bool isNumber = false;
        options.pace = text->toDouble(&isNumber);
        if (!isNumber || *options.pace < 0.01 || *options.pace > 10)
            return fail(Error::Kind::Rejected,
                        QStringLiteral("--pace: expected a number from 0.01 to 10, found \"%1\"").arg(*text));
    }
    if (!arguments.isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("unknown \"%1\"").arg(arguments.first()));
    if (options.service.isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("--service NAME is missing"));
    return options;
}

} // namespace hubwatch
