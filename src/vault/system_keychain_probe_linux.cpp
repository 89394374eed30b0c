#include "vault/system_keychain_probe.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusReply>
#include <QDBusVariant>
#include <QFile>

namespace hubwatch {

namespace {

using Backend = VaultState::Backend;
using BusReply = std::function<void(const QDBusMessage &)>;

constexpr int busTimeoutMs = 10'000; // whoever waits for the answer has a shorter watch of his own

const QString busDriver = QStringLiteral("org.freedesktop.DBus");
const QString busDriverPath = QStringLiteral("/org/freedesktop/DBus");
const QString secretService = QStringLiteral("org.freedesktop.secrets");
const QString secretServicePath = QStringLiteral("/org/freedesktop/secrets");

void callBus(QDBusConnection bus, const QDBusMessage &message, QObject *context, BusReply reply)
{
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, busTimeoutMs), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, reply = std::move(reply)] {
        watcher->deleteLater();
        reply(watcher->reply());
    });
}

QDBusMessage driverCall(const char *method, const QVariantList &arguments)
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(busDriver, busDriverPath, busDriver, QString::fromLatin1(method));
    message.setArguments(arguments);
    return message;
}

bool isBusError(const QDBusMessage &message)
{
    return message.type() != QDBusMessage::ReplyMessage;
}

KeychainLook busLook(Backend backend, const QString &name, const QString &words)
{
    return {.backend = backend, .name = name, .words = words};
}

/// "gnome-keyring" of the 15 characters that Linux keeps of a program's name.
QString serviceName(const QString &program)
{
    if (program.startsWith(u"gnome-keyring"))
        return QStringLiteral("Secret Service (gnome-keyring)");
    if (program.startsWith(u"keepassxc"))
        return QStringLiteral("Secret Service (KeePassXC)");
    if (program.startsWith(u"kwalletd") || program.startsWith(u"ksecretd"))
        return QStringLiteral("Secret Service (KWallet)");
    return program.isEmpty() ? QStringLiteral("Secret Service") : QStringLiteral("Secret Service (%1)").arg(program);
}

QString processName(uint process)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(process));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

/// One look at the Secret Service: start it, ask who it is, find its default keyring, ask whether that is locked.
struct ServiceLook : std::enable_shared_from_this<ServiceLook> {
    QDBusConnection bus;
    QObject *context; // alive whenever one of our steps runs
    KeychainProbe::Reply reply;
    QString name = QStringLiteral("Secret Service");

    ServiceLook(QDBusConnection connection, QObject *owner, KeychainProbe::Reply answer)
        : bus(std::move(connection))
        , context(owner)
        , reply(std::move(answer))
    { }

    void start()
    {
        callBus(bus, driverCall("StartServiceByName", {secretService, 0U}), context,
                [self = shared_from_this()](const QDBusMessage &started) {
                    if (isBusError(started))
                        return self->reply(
                            busLook(Backend::Absent, {},
                                    QStringLiteral("no keychain service answers on this session's bus (%1)")
                                        .arg(started.errorMessage())));
                    self->askWho();
                });
    }

    void askWho()
    {
        callBus(bus, driverCall("GetConnectionUnixProcessID", {secretService}), context,
                [self = shared_from_this()](const QDBusMessage &process) {
                    const QDBusReply<uint> number(process);
                    self->name = serviceName(number.isValid() ? processName(number.value()) : QString());
                    self->findKeyring();
                });
    }

    void findKeyring()
    {
        QDBusMessage alias = QDBusMessage::createMethodCall(secretService, secretServicePath,
                                                            QStringLiteral("org.freedesktop.Secret.Service"),
                                                            QStringLiteral("ReadAlias"));
        alias << QStringLiteral("default");
        callBus(bus, alias, context, [self = shared_from_this()](const QDBusMessage &found) {
            if (isBusError(found))
                return self->reply(busLook(Backend::Faulty, self->name, found.errorMessage()));
            const QString path = QDBusReply<QDBusObjectPath>(found).value().path();
            if (path == u"/")
                return self->reply(busLook(Backend::Faulty, self->name,
                                           QStringLiteral("it has no default keyring yet; make one in its own program, "
                                                          "or sign in to the desktop once")));
            self->askLocked(path);
        });
    }

    void askLocked(const QString &keyring)
    {
        QDBusMessage get = QDBusMessage::createMethodCall(
            secretService, keyring, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
        get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
        callBus(bus, get, context, [self = shared_from_this()](const QDBusMessage &locked) {
            if (isBusError(locked))
                return self->reply(busLook(Backend::Faulty, self->name, locked.errorMessage()));
            if (QDBusReply<QDBusVariant>(locked).value().variant().toBool())
                return self->reply(busLook(Backend::Locked, self->name, QStringLiteral("the keyring is locked")));
            self->reply(busLook(Backend::Open, self->name, {}));
        });
    }
};

/// QtKeychain prefers KWallet on KDE's desktop.
bool onKde()
{
    return qgetenv("XDG_CURRENT_DESKTOP") == "KDE" || qgetenv("DESKTOP_SESSION") == "kde"
        || !qEnvironmentVariableIsEmpty("KDE_FULL_SESSION");
}

} // namespace

void SystemKeychainProbe::look(QObject *context, Reply reply)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        QMetaObject::invokeMethod(
            context,
            [reply = std::move(reply), why = bus.lastError().message()] {
                reply(busLook(Backend::Absent, {}, QStringLiteral("there is no session bus (%1)").arg(why)));
            },
            Qt::QueuedConnection);
        return;
    }
    const auto service = std::make_shared<ServiceLook>(bus, context, reply);
    if (!onKde())
        return service->start();
    // A wallet that is closed opens with a prompt when it is asked, so there is nothing to find out but its presence.
    const QDBusMessage wallet
        = QDBusMessage::createMethodCall(QStringLiteral("org.kde.kwalletd5"), QStringLiteral("/modules/kwalletd5"),
                                         QStringLiteral("org.kde.KWallet"), QStringLiteral("networkWallet"));
    callBus(bus, wallet, context, [service](const QDBusMessage &named) {
        if (isBusError(named))
            return service->start();
        service->reply(busLook(Backend::Open, QStringLiteral("KWallet"), {}));
    });
}

} // namespace hubwatch
