#include "app/engine/workspace_keeper.h"

#include "base/log.h"

#include <QFileInfo>

namespace hubwatch {

WorkspaceKeeper::WorkspaceKeeper(QString path, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_watch(m_path, clock)
{
    connect(&m_watch, &WorkspaceWatch::changed, this, &WorkspaceKeeper::load);
}

void WorkspaceKeeper::load()
{
    const bool wasMissing = std::exchange(m_missing, !QFileInfo::exists(m_path));
    if (m_missing) {
        // A file that vanishes while we run is a mistake, not a wish to watch nothing.
        m_problems.clear();
        if (!wasMissing)
            m_problems.push_back({.text = QStringLiteral("the file is gone; what it said last stays in force")});
        emit changed();
        return;
    }
    WorkspaceResult loaded = loadWorkspace(m_path);
    if (loaded) {
        m_workspace = std::move(*loaded);
        m_known = true;
        m_problems.clear();
    } else {
        m_problems = std::move(loaded.error());
        for (const WorkspaceProblem &problem : m_problems)
            qCDebug(logWorkspace).noquote() << problemText(m_path, problem);
    }
    emit changed();
}

Result<void> WorkspaceKeeper::save(const Workspace &workspace)
{
    Result<void> written = saveWorkspace(m_path, workspace);
    if (written)
        load();
    return written;
}

} // namespace hubwatch
