// InstanceLock: one Hubwatch for each data folder.
// InstanceLock: one Hubwatch per data folder.
#pragma once

#include "base/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <memory>

namespace hubwatch {

/// Held for as long as this program uses the data folder. A second one asks the first to come to the front instead.
///
/// The lock of an instance that crashed is taken over.
/// Holds a data folder for this process, and hears from others that wanted it.
///
/// The lock of a process that died is taken over. Lives on a thread with an event loop.
class InstanceLock : public QObject
{
    Q_OBJECT

public:
    enum class Face {
        Window,   ///< answers those who start Hubwatch again
        Headless, ///< has nothing to bring to the front
    };

    /// Storage when another instance holds the folder or it cannot be written; the detail says which.
    static Result<std::unique_ptr<InstanceLock>> take(const QString &directory, Face face);

    /// Tells the window that uses the folder, if any, that it was started again; true when one answered.
    static bool handOver(const QString &directory);

signals:
    /// Somebody started Hubwatch again on this folder.
    void startedAgain();

private:
    explicit InstanceLock(const QString &directory);

    QLockFile m_file;
    /// Storage error when another process holds the folder (call handOver() then) or it cannot be written.
    static Result<std::unique_ptr<InstanceLock>> take(const QString &directory);
    /// Gives `message` to the instance that holds `directory`; false when none took it within two seconds. Blocks, so
    /// it is for a program that is about to end.
    static bool handOver(const QString &directory, const QByteArray &message);

signals:
    void handedOver(const QByteArray &message);

private:
    explicit InstanceLock(const QString &directory);
    void listen(const QString &directory);
    void receive();

    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace hubwatch
