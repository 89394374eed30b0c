#include "app/commands/annotate_command.h"

#include "app/triage/mark_file.h"
#include "app/triage/mark_line.h"
#include "base/system_clock.h"
#include "base/time_text.h"
#include "workspace/workspace_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <algorithm>
#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace hubwatch {

namespace {

/// Clocks of the machines that deploy and this one may differ so far.
constexpr Duration clockDifference = 5min;

bool onDisk(QFile &file)
{
#ifdef Q_OS_WIN
    return _commit(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

/// Parts the new line from one that was cut off by a crash.
bool endsInALine(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return true;
    return file.seek(file.size() - 1) && file.read(1) == "\n";
}

Result<void> appendMark(const QString &dataDirectory, const Event &mark)
{
    const QString path = marksPath(dataDirectory);
    const auto cannot = [&](const QString &why) {
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: the mark cannot be left there: %2; choose the console's data folder with "
                                   "--data-dir")
                        .arg(path, why));
    };
    if (!QDir().mkpath(dataDirectory))
        return cannot(QStringLiteral("the folder cannot be made"));
    const QByteArray line = (endsInALine(path) ? QByteArray() : QByteArrayLiteral("\n")) + markLine(mark);
    QFile file(path);
    // One write to a file opened for appending: of two that leave a mark at once, neither cuts the other's line.
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return cannot(file.errorString());
    if (isNew)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(line) != line.size() || !onDisk(file))
        return cannot(file.errorString());
    return {};
}

/// Why nobody will find the mark's service; empty when it is one of the workspace, or there is none to ask.
QString unknownService(const QString &workspacePath, const QString &service)
{
    const WorkspaceResult workspace = loadWorkspace(workspacePath);
    if (!workspace || service.isEmpty())
        return {};
    QStringList names;
    for (const ServiceConfig &one : workspace->services)
        names << one.name;
    for (const AccountConfig &account : workspace->accounts)
        names << QStringLiteral("hubspot:") + account.name;
    if (names.isEmpty() || names.contains(service))
        return {};
    return QStringLiteral("no service is called \"%1\": expected one of %2")
        .arg(service, names.join(QStringLiteral(", ")));
}

QByteArray shownMark(const Event &mark, bool json)
{
    if (!json)
        return QStringLiteral("marked %1%2: %3\n")
            .arg(utcText(mark.at), mark.service.isEmpty() ? QString() : u' ' + mark.service, mark.text)
            .toUtf8();
    const QJsonObject object{
        {QStringLiteral("type"), QStringLiteral("mark")},
        {QStringLiteral("at"), utcText(mark.at)},
        {QStringLiteral("service"), mark.service.isEmpty() ? QJsonValue() : QJsonValue(mark.service)},
        {QStringLiteral("text"), mark.text}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Exit runAnnotate(const CommandCall &call)
{
    const Command command = annotateCommand();
    QStringList arguments = call.arguments;
    const auto complain = [&](const QString &what) {
        call.err << "hubwatchctl annotate: " << what << "; usage: hubwatchctl " << command.usage << '\n';
        return Exit::Unable;
    };
    const std::optional<QString> service = takeOption(arguments, QStringLiteral("--service"));
    const std::optional<QString> when = takeOption(arguments, QStringLiteral("--at"));
    if (leftOver(arguments, 1, command, call.err))
        return Exit::Unable;
    if (service && service->trimmed().isEmpty())
        return complain(QStringLiteral("--service: a name is missing"));
    const TimePoint now = SystemClock().now();
    const std::optional<TimePoint> at = when ? parseInstant(*when) : now;
    if (!at)
        return complain(
            QStringLiteral("--at: expected an instant such as 2026-11-23T08:00:00Z, found \"%1\"").arg(*when));
    if (*at > now + clockDifference)
        return complain(QStringLiteral("--at: %1 has not come yet: a mark tells what happened").arg(utcText(*at)));
    const Event mark = markOf(*at, service.value_or(QString()), arguments.value(0));
    if (mark.text.isEmpty())
        return complain(QStringLiteral("the text is missing"));
    if (const QString unknown = unknownService(call.common.workspace, mark.service); !unknown.isEmpty())
        return complain(unknown);
    if (const Result<void> done = appendMark(call.common.dataDirectory, mark); !done) {
        call.err << "hubwatchctl annotate: " << done.error().detail << '\n';
        return Exit::Unable;
    }
    call.out << QString::fromUtf8(shownMark(mark, call.common.json));
    return Exit::Good;
}

} // namespace

Command annotateCommand()
{
    return {.name = QStringLiteral("annotate"),
            .usage = QStringLiteral("annotate TEXT [--service NAME] [--at TIME]"),
            .purpose = QStringLiteral("leaves a mark, such as a deploy, on the console's timeline and charts"),
            .run = [](const CommandCall &call) { call.done(runAnnotate(call)); }};
}

} // namespace hubwatch
