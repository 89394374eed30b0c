// The gnome-keyring that with_keyring.sh started: locked, unlocked, held up.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QLocalSocket>
#include <QtEndian>
#include <csignal>

namespace hubwatch::testing {

inline const QString keyringService = QStringLiteral("org.freedesktop.secrets");

inline bool lockKeyring()
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(keyringService, QStringLiteral("/org/freedesktop/secrets"),
                                         QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    message << QVariant::fromValue(
        QList<QDBusObjectPath>{QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))});
    return QDBusConnection::sessionBus().call(message).type() == QDBusMessage::ReplyMessage;
}

/// As signing in to the desktop does: over the daemon's control socket, since the bus has prompts for people only.
inline bool unlockKeyring()
{
    constexpr quint32 unlock = 1;
    const QByteArray password = "keyring-password"; // with_keyring.sh
    QByteArray packet(13, '\0');                    // one byte carries our credentials, then three numbers
    qToBigEndian(quint32(12 + password.size()), packet.data() + 1);
    qToBigEndian(unlock, packet.data() + 5);
    qToBigEndian(quint32(password.size()), packet.data() + 9);
    QLocalSocket socket;
    socket.connectToServer(QString::fromLocal8Bit(qgetenv("XDG_RUNTIME_DIR")) + QStringLiteral("/keyring/control"));
    if (!socket.waitForConnected(5000))
        return false;
    socket.write(packet + password);
    while (socket.bytesAvailable() < 8)
        if (!socket.waitForReadyRead(5000))
            return false;
    return qFromBigEndian<quint32>(socket.read(8).constData() + 4) == 0;
}

inline pid_t keyringProcess()
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetConnectionUnixProcessID"));
    message << keyringService;
    return pid_t(QDBusReply<uint>(QDBusConnection::sessionBus().call(message)).value());
}

/// The daemon hangs for as long as this lives.
class HungKeyring
{
public:
    HungKeyring()
        : m_process(keyringProcess())
    {
        if (m_process > 1)
            kill(m_process, SIGSTOP);
    }
    ~HungKeyring()
    {
        if (m_process > 1)
            kill(m_process, SIGCONT);
    }
    HungKeyring(const HungKeyring &) = delete;
    HungKeyring &operator=(const HungKeyring &) = delete;

    bool hangs() const { return m_process > 1; }

private:
    pid_t m_process;
};

} // namespace hubwatch::testing
