// InstanceLock: one Hubwatch per data folder.
#pragma once

#include "base/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <memory>

namespace hubwatch {

/// Holds a data folder for this process, and hears from others that wanted it.
///
/// The lock of a process that died is taken over. Lives on a thread with an event loop.
class InstanceLock : public QObject
{
    Q_OBJECT

public:
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
