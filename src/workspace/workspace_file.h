// Reading and writing hubwatch.toml.
#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

namespace hubwatch {

/// One mistake in a workspace file, where it stands and what would be valid.
struct WorkspaceProblem {
    int line = 0;      ///< 0: the file as a whole
    QString key = {};  ///< such as services[1].metrics
    QString text = {}; ///< "expected a path such as "/metrics", found 3"

    bool operator==(const WorkspaceProblem &) const = default;
};

using WorkspaceResult = tl::expected<Workspace, std::vector<WorkspaceProblem>>;

/// Reads and validates; all mistakes are reported, in the order of their lines.
WorkspaceResult parseWorkspace(const QByteArray &toml);
WorkspaceResult loadWorkspace(const QString &path);
/// False when there is nothing at the path: the first run, not a mistake.
bool workspaceExists(const QString &path);

/// `hubwatch.toml:14: services[1].metrics: expected a path such as "/metrics", found 3`
QString problemText(const QString &path, const WorkspaceProblem &problem);

/// The file's text: only what differs from the defaults; parseWorkspace() reads the same workspace back.
QByteArray workspaceText(const Workspace &workspace);

/// Writes the text so that a crash leaves the old file or the new one, never a half. Comments and order of an existing
/// file are kept where its meaning stays.
Result<void> saveWorkspace(const QString &path, const Workspace &workspace);

} // namespace hubwatch
