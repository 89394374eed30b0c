#include "checklist/repository/git_repository.h"

#include <QDir>
#include <QFileInfo>
#include <QMetaObject>
#include <QObject>
#include <algorithm>
#include <map>

namespace hubwatch {

namespace {

constexpr Duration gitPatience = 30s;

std::optional<GitTrouble> troubleOfFolder(const QString &folder)
{
    const QFileInfo about(folder);
    const auto notRun = [](const QString &words) { return GitTrouble{Outcome::NotRun, words}; };
    if (folder.isEmpty())
        return notRun(QStringLiteral("no repository is named: add \"repository\" to the service's [[checklist]]"));
    if (!about.exists())
        return notRun(
            QStringLiteral("there is no folder %1: correct \"repository\"").arg(QDir::toNativeSeparators(folder)));
    if (!about.isDir())
        return notRun(
            QStringLiteral("%1 is not a folder: correct \"repository\"").arg(QDir::toNativeSeparators(folder)));
    if (!about.isReadable() || !about.isExecutable())
        return GitTrouble{Outcome::Error,
                          QStringLiteral("%1 may not be read by Hubwatch").arg(QDir::toNativeSeparators(folder))};
    return std::nullopt;
}

GitTrouble ignoredFolder(const GitRepository &repository)
{
    return {Outcome::NotRun,
            QStringLiteral("%1 lies in the repository %2, which ignores it: name the service's own working "
                           "copy with \"repository\"")
                .arg(QDir::toNativeSeparators(repository.folder), QDir::toNativeSeparators(repository.root))};
}

/// Grafts are git's old way of having another history than the one that was committed.
bool hasGrafts(const GitRepository &repository)
{
    QFile file(repository.store + QStringLiteral("/info/grafts"));
    if (!file.open(QIODevice::ReadOnly))
        return file.exists();
    return std::ranges::any_of(file.read(1 << 20).split('\n'), [](const QByteArray &line) {
        return !line.trimmed().isEmpty() && !line.startsWith('#');
    });
}

/// Whether "+refs/heads/*:refs/remotes/origin/*" or the like fetches every branch.
bool fetchesAll(const QStringList &specs)
{
    bool all = false;
    for (const QString &spec : specs) {
        if (spec.startsWith(u"^refs/heads/")) // leaves some out
            return false;
        const QString from = spec.mid(spec.startsWith(u'+') ? 1 : 0).section(u':', 0, 0);
        all = all || from == u"refs/heads/*" || from == u"refs/*";
    }
    return all;
}

} // namespace

void takeRemotes(const QByteArray &answer, GitRepository &repository)
{
    std::map<QString, QStringList> specs;
    for (const QByteArray &entry : answer.split('\0')) {
        const QString key = QString::fromUtf8(entry.left(entry.indexOf('\n')));
        if (key.startsWith(u"remote.") && key.endsWith(u".fetch"))
            specs[key.sliced(7, key.size() - 13)] << QString::fromUtf8(entry.mid(entry.indexOf('\n') + 1));
        else if (!key.isEmpty())
            repository.partial = true;
    }
    for (const auto &[remote, fetched] : specs)
        if (!fetchesAll(fetched))
            repository.narrow << remote;
}

void openRepository(ProcessRunner &processes, const QString &folder, QObject *context,
                    std::function<void(GitAnswer)> reply)
{
    if (const auto trouble = troubleOfFolder(folder)) {
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), trouble = *trouble] { reply(tl::unexpected(trouble)); },
            Qt::QueuedConnection);
        return;
    }
    const ProcessRequest about = gitRequest(
        folder,
        {QStringLiteral("rev-parse"), QStringLiteral("--is-bare-repository"), QStringLiteral("--is-shallow-repository"),
         QStringLiteral("--is-inside-git-dir"), QStringLiteral("--git-common-dir"), QStringLiteral("--show-cdup")},
        gitPatience);
    const ProcessRequest promises = gitRequest(
        folder,
        {QStringLiteral("config"), QStringLiteral("-z"), QStringLiteral("--get-regexp"),
         QStringLiteral("^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter|fetch))$")},
        gitPatience);
    processes.run(about, context, [=, &processes](const Result<ProcessOutcome> &result) {
        if (!result)
            return reply(tl::unexpected(gitTrouble(folder, about, result.error())));
        if (result->exitCode != 0)
            return reply(tl::unexpected(gitTrouble(folder, about, *result)));
        const QList<QByteArray> lines = result->output.split('\n');
        GitRepository repository{.folder = folder, .root = folder};
        repository.bare = lines.value(0) == "true";
        repository.shallow = lines.value(1) == "true";
        if (!repository.bare && lines.value(2) == "true")
            return reply(tl::unexpected(
                GitTrouble{Outcome::NotRun,
                           QStringLiteral("%1 is git's own folder: name the working copy with \"repository\"")
                               .arg(QDir::toNativeSeparators(folder))}));
        repository.store = QDir::cleanPath(QDir(repository.folder).absoluteFilePath(QFile::decodeName(lines.value(3))));
        repository.grafted = hasGrafts(repository);
        if (const QByteArray up = lines.value(4); !repository.bare && !up.isEmpty())
            repository.root = QDir::cleanPath(folder + u'/' + QFile::decodeName(up));
        processes.run(promises, context, [=, &processes](const Result<ProcessOutcome> &answer) {
            if (!answer)
                return reply(tl::unexpected(gitTrouble(folder, promises, answer.error())));
            GitRepository whole = repository;
            if (answer->exitCode == 0)
                takeRemotes(answer->output, whole);
            if (whole.root == whole.folder)
                return reply(whole);
            // A service's folder may lie in the repository of something else, which knows nothing of it.
            processes.run(
                gitRequest(folder, {QStringLiteral("check-ignore"), QStringLiteral("-q"), folder}, gitPatience),
                context, [reply, whole](const Result<ProcessOutcome> &ignored) {
                    if (ignored && ignored->exitCode == 0)
                        return reply(tl::unexpected(ignoredFolder(whole)));
                    reply(whole);
                });
        });
    });
}

} // namespace hubwatch
