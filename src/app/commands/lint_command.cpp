#include "app/commands/lint_command.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

namespace hubwatch {

namespace {

const auto standardInput = QLatin1String("-");

std::optional<TextFormat> formatNamed(const QString &name)
{
    if (name == QLatin1String("openmetrics"))
        return TextFormat::OpenMetrics;
    if (name == QLatin1String("prometheus"))
        return TextFormat::Prometheus;
    return std::nullopt;
}

QString formatName(TextFormat format)
{
    return format == TextFormat::OpenMetrics ? QStringLiteral("openmetrics") : QStringLiteral("prometheus");
}

bool openForLint(QFile &file)
{
    if (file.fileName() != standardInput)
        return file.open(QIODevice::ReadOnly);
#ifdef Q_OS_WIN
    _setmode(_fileno(stdin), _O_BINARY); // else carriage returns are gone before anybody can judge them
#endif
    return file.open(stdin, QIODevice::ReadOnly);
}

/// The findings that were not kept.
size_t furtherFindings(const LintReport &report)
{
    return report.errors + report.notes - report.findings.size();
}

void runLint(const CommandCall &call)
{
    QStringList arguments = call.arguments;
    const QString formatText
        = takeOption(arguments, QStringLiteral("--format")).value_or(formatName(TextFormat::OpenMetrics));
    const std::optional<TextFormat> format = formatNamed(formatText);
    if (!format) {
        call.err << "hubwatchctl lint: --format: expected openmetrics or prometheus, found \"" << formatText << "\"\n";
        return call.done(Exit::Unable);
    }
    if (leftOver(arguments, 1, lintCommand(), call.err))
        return call.done(Exit::Unable);
    if (arguments.isEmpty()) {
        call.err << "hubwatchctl lint: expected a file, or - for standard input\n";
        return call.done(Exit::Unable);
    }
    QFile file(arguments[0]);
    const bool isOpen = openForLint(file);
    const QByteArray text = isOpen ? file.readAll() : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError) {
        call.err << "hubwatchctl lint: cannot read " << arguments[0] << ": " << file.errorString() << '\n';
        return call.done(Exit::Unable);
    }
    const QString name = arguments[0] == standardInput ? QStringLiteral("<stdin>") : arguments[0];
    const LintReport report = lint(std::string_view(text.constData(), size_t(text.size())), *format);
    if (call.common.json)
        call.out << lintJson(name, *format, report) << '\n';
    else
        call.out << lintText(name, report);
    call.done(report.errors == 0 ? Exit::Good : Exit::Bad);
}

} // namespace

QString lintText(const QString &file, const LintReport &report)
{
    QString text;
    for (const LintFinding &finding : report.findings)
        text += QStringLiteral("%1:%2:%3: %4%5\n")
                    .arg(file)
                    .arg(finding.line)
                    .arg(finding.column)
                    .arg(finding.isNote ? QStringLiteral("note: ") : QString(), finding.text);
    if (const size_t more = furtherFindings(report); more > 0)
        text += QStringLiteral("%1: and %2 more\n").arg(file).arg(more);
    return text;
}

QByteArray lintJson(const QString &file, TextFormat format, const LintReport &report)
{
    QJsonArray findings;
    for (const LintFinding &finding : report.findings)
        findings.append(QJsonObject{{QStringLiteral("line"), finding.line},
                                    {QStringLiteral("column"), finding.column},
                                    {QStringLiteral("text"), finding.text},
                                    {QStringLiteral("note"), finding.isNote}});
    return QJsonDocument(QJsonObject{{QStringLiteral("file"), file},
                                     {QStringLiteral("format"), formatName(format)},
                                     {QStringLiteral("ok"), report.errors == 0},
                                     {QStringLiteral("findings"), findings},
                                     {QStringLiteral("more"), qint64(furtherFindings(report))}})
        .toJson(QJsonDocument::Compact);
}

Command lintCommand()
{
    return {.name = QStringLiteral("lint"),
            .usage = QStringLiteral("lint FILE|- [--format openmetrics|prometheus]"),
            .purpose = QStringLiteral("judge metrics by the letter of their format"),
            .run = runLint};
}

} // namespace hubwatch
