// WorkspaceKeeper: the workspace in force, and what is wrong with the file.
#pragma once

#include "workspace/workspace_file.h"
#include "workspace/workspace_watch.h"

#include <QObject>
#include <memory>

namespace hubwatch {

class Clock;

/// Reads the file, watches it, and keeps the last good configuration in force while the file has mistakes.
class WorkspaceKeeper : public QObject
{
    Q_OBJECT

public:
    WorkspaceKeeper(QString path, Clock &clock, QObject *parent = nullptr);

    /// Reads the file now; emits changed().
    void load();
    /// Writes the file and takes it into force; the error's detail names the file.
    Result<void> save(const Workspace &workspace);

    const Workspace &workspace() const { return m_workspace; }
    const std::vector<WorkspaceProblem> &problems() const { return m_problems; }
    /// Whether the workspace in force was ever read: false while the file has been missing or wrong since the start.
    bool known() const { return m_known; }
    bool missing() const { return m_missing; }
    const QString &path() const { return m_path; }

signals:
    /// The workspace in force, the problems or both are different now.
    void changed();

private:
    QString m_path;
    Workspace m_workspace = {};
    std::vector<WorkspaceProblem> m_problems = {};
    bool m_known = false;
    bool m_missing = true;
    WorkspaceWatch m_watch;
};

} // namespace hubwatch
