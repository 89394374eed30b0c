#include "app/instance_lock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace hubwatch {

namespace {

constexpr int answerWithin = 500; // ms: a local socket answers at once or nobody is there
constexpr QByteArrayView showYourself = "show";

/// Derived from the folder, and short: socket paths may have some 100 bytes.
QString lockSocketName(const QString &directory)
{
    const QByteArray path = QDir(directory).absolutePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("hubwatch-") + QString::fromLatin1(hash);
}

QString holderText(const QLockFile &file)
{
    qint64 process = 0;
    QString host;
    QString program;
    if (!file.getLockInfo(&process, &host, &program))
        return QStringLiteral("another Hubwatch");
    return QStringLiteral("another Hubwatch (%1, process %2)").arg(program).arg(process);
}

} // namespace

InstanceLock::InstanceLock(const QString &directory)
    : m_file(QDir(directory).filePath(QStringLiteral("hubwatch.lock")))
{
    m_file.setStaleLockTime(0); // only a process that is gone makes a lock stale, never its age
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        QLocalSocket *caller = m_server.nextPendingConnection();
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] {
            if (caller->readAll() != showYourself.toByteArray())
                return;
            caller->write("ok");
            caller->flush();
            emit startedAgain();
        });
    });
}

Result<std::unique_ptr<InstanceLock>> InstanceLock::take(const QString &directory, Face face)
{
    if (!QDir().mkpath(directory))
        return fail(Error::Kind::Storage, QStringLiteral("%1: the data folder cannot be made").arg(directory));
    std::unique_ptr<InstanceLock> lock(new InstanceLock(directory));
    if (!lock->m_file.tryLock(0)) {
        if (lock->m_file.error() == QLockFile::LockFailedError)
            return fail(Error::Kind::Storage,
                        QStringLiteral("%1: %2 uses this data folder").arg(directory, holderText(lock->m_file)));
        return fail(Error::Kind::Storage, QStringLiteral("%1: the data folder cannot be written").arg(directory));
    }
    if (face == Face::Window) {
        const QString name = lockSocketName(directory);
        QLocalServer::removeServer(name); // what a crashed instance left
        lock->m_server.listen(name);
    }
    return lock;
}

bool InstanceLock::handOver(const QString &directory)
{
    QLocalSocket first;
    first.connectToServer(lockSocketName(directory));
    if (!first.waitForConnected(answerWithin))
        return false;
    first.write(showYourself.toByteArray());
    return first.waitForBytesWritten(answerWithin) && first.waitForReadyRead(answerWithin);
}

} // namespace hubwatch
