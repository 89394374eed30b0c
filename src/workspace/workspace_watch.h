// WorkspaceWatch: tells when the workspace file has changed.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace hubwatch {

/// Watches one file, also one that does not exist yet, and through editors that replace it.
///
/// changed() comes once things have been quiet for a moment and only when the bytes differ from those last seen, so
/// that saving and touching without a change stay silent. A file that vanishes counts as changed.
class WorkspaceWatch : public QObject
{
    Q_OBJECT

public:
    WorkspaceWatch(QString path, Clock &clock, QObject *parent = nullptr);

    static constexpr Duration quietTime = 200ms;

signals:
    void changed();

private:
    void noticed();
    void look();
    void watch();

    QString m_path;
    Clock &m_clock;
    QFileSystemWatcher m_watcher;
    QByteArray m_seen;
    CallScope m_calls;
};

} // namespace hubwatch
