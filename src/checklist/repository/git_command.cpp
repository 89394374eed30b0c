#include "checklist/repository/git_command.h"

#include "hubspot/token_text.h"

#include <QDir>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

/// The first words of what git complained about, fit to be shown.
QString gitComplaint(const QByteArray &errors)
{
    QString text = QString::fromUtf8(errors.left(2000)).trimmed().section(u'\n', 0, 0);
    for (const QString &prefix : {QStringLiteral("fatal: "), QStringLiteral("error: ")})
        if (text.startsWith(prefix))
            text.remove(0, prefix.size());
    return withoutTokens(text.left(200));
}

/// "git rev-list": which of its commands.
QString gitName(const ProcessRequest &request)
{
    for (qsizetype i = 2; i < request.arguments.size(); ++i) {
        if (request.arguments[i] == u"-c")
            ++i;
        else
            return QStringLiteral("git %1").arg(request.arguments[i]);
    }
    return QStringLiteral("git");
}

} // namespace

ProcessRequest gitRequest(const QString &folder, const QStringList &arguments, Duration timeout)
{
    ProcessRequest request{.program = QStringLiteral("git"), .timeout = timeout};
    // A file system monitor and hooks are programs that the repository names; looking starts none.
    request.arguments = QStringList{QStringLiteral("-C"), folder,
                                    QStringLiteral("-c"), QStringLiteral("core.fsmonitor=false"),
                                    QStringLiteral("-c"), QStringLiteral("core.hooksPath=/dev/null"),
                                    QStringLiteral("-c"), QStringLiteral("core.quotePath=false")}
        + arguments;
    const auto set = [&request](const char *name, const QString &value) {
        request.environment[QString::fromLatin1(name)] = value;
    };
    set("LC_ALL", QStringLiteral("C"));
    set("GIT_TERMINAL_PROMPT", QStringLiteral("0"));
    set("GIT_OPTIONAL_LOCKS", QStringLiteral("0"));
    set("GIT_NO_LAZY_FETCH", QStringLiteral("1"));
    // Git before 2.44 knows nothing of the line above: no transport may be used, and so none of its programs.
    set("GIT_ALLOW_PROTOCOL", QStringLiteral("none"));
    set("GIT_NO_REPLACE_OBJECTS", QStringLiteral("1"));
    // Within a hook of another repository these speak of that one.
    for (const char *name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE",
                             "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
                             "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_EXTERNAL_DIFF", "GIT_TRACE"})
        set(name, QString());
    return request;
}

GitTrouble gitTrouble(const QString &folder, const ProcessRequest &request, const Error &error)
{
    if (isProgramMissing(error))
        return {Outcome::NotRun,
                QStringLiteral("git was not found on Hubwatch's PATH: install it, or start Hubwatch "
                               "where it is on the PATH")};
    if (error.reach == Error::Reach::Timeout)
        return {Outcome::Error,
                QStringLiteral("%1 did not end in %2 s in %3")
                    .arg(gitName(request))
                    .arg(request.timeout.count() / 1000)
                    .arg(QDir::toNativeSeparators(folder))};
    return {Outcome::Error, withoutTokens(QStringLiteral("%1: %2").arg(gitName(request), error.detail))};
}

GitTrouble gitTrouble(const QString &folder, const ProcessRequest &request, const ProcessOutcome &outcome)
{
    const QString shown = QDir::toNativeSeparators(folder);
    if (outcome.errors.contains("not a git repository"))
        return {Outcome::NotRun,
                QStringLiteral("%1 is not a git repository: name a working copy with \"repository\"").arg(shown)};
    if (outcome.errors.contains("dubious ownership"))
        return {Outcome::NotRun,
                QStringLiteral("git does not trust %1, which belongs to somebody else: run \"git config "
                               "--global --add safe.directory %1\"")
                    .arg(shown)};
    return {Outcome::Error,
            QStringLiteral("%1 ended with exit code %2 in %3: %4")
                .arg(gitName(request))
                .arg(outcome.exitCode)
                .arg(shown, gitComplaint(outcome.errors))};
}

void PieceSplitter::take(const QByteArray &piece, const std::function<void(QByteArrayView)> &part)
{
    qsizetype from = 0;
    for (qsizetype at = piece.indexOf(m_separator); at >= 0; at = piece.indexOf(m_separator, from)) {
        if (m_rest.isEmpty()) {
            part(QByteArrayView(piece).sliced(from, at - from));
        } else {
            m_rest.append(piece.constData() + from, at - from);
            const QByteArray whole = std::exchange(m_rest, {});
            part(whole);
        }
        from = at + 1;
    }
    m_rest.append(piece.constData() + from, piece.size() - from);
}

} // namespace hubwatch
