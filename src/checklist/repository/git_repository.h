// GitRepository: what a folder that was named as a repository turns out to be.
#pragma once

#include "checklist/repository/git_command.h"

#include <tl/expected.hpp>

namespace hubwatch {

struct GitRepository {
    QString folder = {}; ///< as it was named
    QString root = {};   ///< where its working copy begins; the folder itself where it is bare
    bool bare = false;
    bool shallow = false;
    bool partial = false;    ///< blobs may be missing, to be fetched when they are asked for
    bool grafted = false;    ///< .git/info/grafts leaves commits out, or puts others in their place
    QString store = {};      ///< git's own folder, which all working copies share
    QStringList narrow = {}; ///< remotes of which not all branches are fetched, as after `clone --single-branch`

    bool operator==(const GitRepository &) const = default;
};

using GitAnswer = tl::expected<GitRepository, GitTrouble>;

/// What `git config -z` tells of partial clones and of remotes' branches. Pure.
void takeRemotes(const QByteArray &answer, GitRepository &repository);

/// Calls `reply` once, later; never if `context` dies first.
void openRepository(ProcessRunner &processes, const QString &folder, QObject *context,
                    std::function<void(GitAnswer)> reply);

} // namespace hubwatch
