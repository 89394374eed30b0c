#include "workspace/workspace_watch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hubwatch {

namespace {

/// Empty when there is no file; else a hash of it.
QByteArray fingerprint(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&file);
    return hash.result();
}

/// The folder of the file, or the nearest one above it that exists.
QString nearestFolder(const QString &path)
{
    QString folder = QFileInfo(path).absolutePath();
    while (!QFileInfo(folder).isDir()) {
        const QString above = QFileInfo(folder).absolutePath();
        if (above == folder)
            break;
        folder = above;
    }
    return folder;
}

} // namespace

WorkspaceWatch::WorkspaceWatch(QString path, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_clock(clock)
    , m_seen(fingerprint(m_path))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WorkspaceWatch::noticed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WorkspaceWatch::noticed);
    watch();
}

void WorkspaceWatch::noticed()
{
    // An editor's save is several events: wait until they stop.
    m_calls.cancelAll();
    m_clock.after(quietTime, m_calls.context(), [this] { look(); });
}

void WorkspaceWatch::look()
{
    watch();
    const QByteArray now = fingerprint(m_path);
    if (now == m_seen)
        return;
    m_seen = now;
    emit changed();
}

/// A replaced file drops out of the watcher, and a folder on the way may have appeared or gone.
void WorkspaceWatch::watch()
{
    const QString folder = nearestFolder(m_path);
    if (!m_watcher.directories().contains(folder)) {
        if (!m_watcher.directories().isEmpty())
            m_watcher.removePaths(m_watcher.directories());
        m_watcher.addPath(folder);
    }
    if (QFileInfo(m_path).isFile() && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
}

} // namespace hubwatch
