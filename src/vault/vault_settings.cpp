#include "vault/vault_settings.h"

#include "base/write_file.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

namespace hubwatch {

namespace {

const QString modeKey = QStringLiteral("mode");
constexpr auto settingsLockPatience = 5s;
const QString namesKey = QStringLiteral("names");
const QString backendKey = QStringLiteral("backend");

QString settingsPath(const QString &directory)
{
    return QDir(directory).filePath(QStringLiteral("vault.json"));
}

} // namespace

VaultSettings loadVaultSettings(const QString &directory)
{
    if (directory.isEmpty())
        return {};
    QFile file(settingsPath(directory));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    QStringList names;
    for (const QJsonValue &name : object.value(namesKey).toArray())
        names << name.toString();
    return {.mode = parseVaultMode(object.value(modeKey).toString()).value_or(VaultState::Mode::Keychain),
            .backend = object.value(backendKey).toString(),
            .names = names};
}

Result<VaultSettings> changeVaultSettings(const QString &directory, const VaultSettings &before,
                                          const std::function<void(VaultSettings &)> &change)
{
    if (directory.isEmpty()) {
        VaultSettings settings = before;
        change(settings);
        return settings;
    }
    const QString path = settingsPath(directory);
    const auto refuse = [&](const QString &why) {
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: cannot be written: %2; make room or choose another --data-dir").arg(path, why));
    };
    if (!QDir().mkpath(directory))
        return refuse(QStringLiteral("the folder cannot be made"));
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(int(Duration(settingsLockPatience).count())))
        return refuse(QStringLiteral("another Hubwatch holds it"));
    VaultSettings settings = loadVaultSettings(directory);
    change(settings);
    const QByteArray json = QJsonDocument(QJsonObject{{modeKey, vaultModeText(settings.mode)},
                                                      {backendKey, settings.backend},
                                                      {namesKey, QJsonArray::fromStringList(settings.names)}})
                                .toJson();
    if (const Result<void> written = writeFile(path, json); !written)
        return refuse(written.error().detail);
    return settings;
}

} // namespace hubwatch
