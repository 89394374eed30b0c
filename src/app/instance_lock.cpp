#include "app/instance_lock.h"

#include <QCryptographicHash>
#include <QDir>
#include "base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
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
constexpr int handOverMilliseconds = 2000;
constexpr qint64 longestMessage = 64'000;

/// Short, since a socket's path may have no more than about a hundred bytes, and the same however the folder is
/// written.
QString socketName(const QString &directory)
{
    const QString canonical = QDir(directory).canonicalPath();
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("hubwatch-") + QString::fromLatin1(hash.toHex().left(24));
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
    : m_lock(QDir(directory).filePath(QStringLiteral("hubwatch.lock")))
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process is gone, not when it is old
}

Result<std::unique_ptr<InstanceLock>> InstanceLock::take(const QString &directory)
{
    const QString native = QDir::toNativeSeparators(directory);
    if (!QDir().mkpath(directory))
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: the data folder cannot be made; name one that can be written").arg(native));
    std::unique_ptr<InstanceLock> lock(new InstanceLock(directory));
    if (!lock->m_lock.tryLock(0)) {
        if (lock->m_lock.error() == QLockFile::LockFailedError)
            return fail(Error::Kind::Storage, QStringLiteral("%1: is in use by another Hubwatch").arg(native));
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: cannot be written; allow writing to the data folder").arg(native));
    }
    lock->listen(directory);
    return lock;
}

void InstanceLock::listen(const QString &directory)
{
    const QString name = socketName(directory);
    QLocalServer::removeServer(name); // a crashed instance leaves its socket; we hold the lock, so it is nobody's
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceLock::receive);
    if (!m_server.listen(name))
        qCWarning(logApp).noquote() << "a second start cannot be handed over:" << m_server.errorString();
}

void InstanceLock::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > longestMessage)
                return socket->abort();
            if (!socket->canReadLine())
                return;
            const QByteArray message = QByteArray::fromBase64(socket->readLine().trimmed());
            socket->write("ok\n");
            socket->flush();
            emit handedOver(message);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

bool InstanceLock::handOver(const QString &directory, const QByteArray &message)
{
    QElapsedTimer timer;
    timer.start();
    const auto left = [&timer] { return int(std::max<qint64>(1, handOverMilliseconds - timer.elapsed())); };
    QLocalSocket socket;
    socket.connectToServer(socketName(directory));
    if (!socket.waitForConnected(left()))
        return false;
    socket.write(message.toBase64() + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(left()))
            return false;
    }
    return socket.readLine() == "ok\n";
}

} // namespace hubwatch
