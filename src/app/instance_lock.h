// InstanceLock: one Hubwatch for each data folder.
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
    QLocalServer m_server;
};

} // namespace hubwatch
