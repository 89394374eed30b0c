#include "vault/hashicorp_answer.h"

#include "net/http_errors.h"
#include "vault/credential_answer.h"
#include "vault/json_secret.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

namespace {

constexpr qint64 largestVaultAnswer = 1024 * 1024;

QByteArray setting(const Environment &environment, const char *name)
{
    return environment(QString::fromLatin1(name)).value_or(QByteArray()).trimmed();
}

Secret tokenInFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.read(4096);
    Secret token = Secret::copyOf(QByteArrayView(text).trimmed());
    wipe(text);
    return token;
}

constexpr qint64 largestCaFile = 4 * 1024 * 1024;

QByteArray certificatesIn(const QString &path)
{
    QFile file(path);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.read(largestCaFile) + '\n' : QByteArray();
    return text.contains("-----BEGIN CERTIFICATE-----") ? text : QByteArray();
}

/// Of every file in the folder that holds any.
QByteArray certificatesBelow(const QString &folder)
{
    QByteArray all;
    const QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Files))
        all += certificatesIn(dir.filePath(name));
    return all;
}

Result<QByteArray> trustedByVault(const Environment &environment)
{
    const QString file = QString::fromUtf8(setting(environment, "VAULT_CACERT"));
    const QString folder = QString::fromUtf8(setting(environment, "VAULT_CAPATH"));
    if (file.isEmpty() && folder.isEmpty())
        return QByteArray();
    QByteArray found = file.isEmpty() ? certificatesBelow(folder) : certificatesIn(file);
    if (found.isEmpty())
        return fail(Error::Kind::Storage,
                    file.isEmpty() ? QStringLiteral("VAULT_CAPATH: expected a folder with certificates in PEM, found "
                                                    "none in %1")
                                         .arg(folder)
                                   : QStringLiteral("VAULT_CACERT: expected a file with a certificate in PEM, found "
                                                    "none in %1")
                                         .arg(file));
    return found;
}

HttpRequest vaultRequest(const HashiCorpSettings &settings, const QString &path)
{
    HttpRequest request{.url = settings.address, .maxBytes = largestVaultAnswer, .trusts = settings.trusts};
    QString base = settings.address.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    request.url.setPath(base + QStringLiteral("/v1/") + path);
    request.headers.push_back({.name = "X-Vault-Request", .value = "true"});
    if (!settings.nameSpace.isEmpty())
        request.headers.push_back({.name = "X-Vault-Namespace", .value = settings.nameSpace});
    return request;
}

Error vaultError(QString sentence, Error::Reach reach = Error::Reach::None)
{
    return {.kind = Error::Kind::Storage, .detail = std::move(sentence), .reach = reach};
}

/// What a failure means whatever was asked; nullopt when that depends.
std::optional<Error> commonError(const HashiCorpSettings &settings, const Error &error)
{
    const QString address = shownUrl(settings.address);
    if (error.reach == Error::Reach::Tls)
        return vaultError(
            error.detail
                + (settings.trusts.isEmpty()
                       ? QStringLiteral("; if Vault has a CA of its own, name its file in VAULT_CACERT")
                       : QStringLiteral("; nothing but VAULT_CACERT or VAULT_CAPATH was trusted: it has to hold the CA "
                                        "of Vault's certificate, and VAULT_ADDR the name in that")),
            error.reach);
    if (error.kind == Error::Kind::Offline)
        return vaultError(error.detail + QStringLiteral("; check VAULT_ADDR, and that Vault runs there"), error.reach);
    if (error.status == 503 && error.body.contains("sealed"))
        return vaultError(
            QStringLiteral("Vault at %1 is sealed; somebody has to unseal it (vault operator unseal)").arg(address));
    if (error.status == 429 || error.status == 472 || error.status == 473 || error.status >= 500)
        return vaultError(
            QStringLiteral("Vault at %1 is not ready to answer (HTTP %2); it is tried again later by itself")
                .arg(address)
                .arg(error.status));
    return std::nullopt;
}

Error missingError(const Error &error)
{
    const QJsonObject answer = QJsonDocument::fromJson(error.body).object();
    const QJsonObject metadata = answer[QLatin1StringView("data")].toObject()[QLatin1StringView("metadata")].toObject();
    if (metadata[QLatin1StringView("destroyed")].toBool())
        return vaultError(QStringLiteral("the latest version is destroyed; write a new one (vault kv put)"));
    if (!metadata[QLatin1StringView("deletion_time")].toString().isEmpty())
        return vaultError(
            QStringLiteral("the latest version is deleted; bring it back (vault kv undelete) or write a new "
                           "one (vault kv put)"));
    for (const QJsonValue &warning : answer[QLatin1StringView("warnings")].toArray())
        if (warning.toString().startsWith(QLatin1StringView("Invalid path for a versioned")))
            return vaultError(QStringLiteral("a path of the KV store version 2 has \"data\" after the mount: "
                                             "vault:secret/data/hubspot#token"));
    return vaultError(QStringLiteral("there is nothing at this path; check the mount, the path and VAULT_NAMESPACE"));
}

Error kvError(const HashiCorpSettings &settings, const Error &error)
{
    if (std::optional<Error> common = commonError(settings, error))
        return *common;
    if (error.status == 403)
        return vaultError(
            QStringLiteral("permission denied: the token has expired, or no policy lets it read this path; "
                           "look with \"vault token lookup\", log in again with \"vault login\""));
    if (error.status == 404)
        return missingError(error);
    return vaultError(error.detail);
}

Error loginError(const HashiCorpSettings &settings, const Error &error)
{
    if (std::optional<Error> common = commonError(settings, error))
        return *common;
    if (error.status == 400 || error.status == 403)
        return vaultError(
            QStringLiteral("AppRole login refused (HTTP %1): the role id or secret id is wrong, expired or "
                           "used up; set VAULT_SECRET_ID anew")
                .arg(error.status));
    if (error.status == 404)
        return vaultError(QStringLiteral("AppRole login: there is nothing at auth/approle; enable it, or check "
                                         "VAULT_NAMESPACE"));
    return vaultError(QStringLiteral("AppRole login: ") + error.detail);
}

/// The body as a JSON object, empty when it is none; the bytes are wiped.
QJsonObject objectIn(HttpResponse &response)
{
    QJsonObject object = QJsonDocument::fromJson(response.body).object();
    wipe(response.body);
    return object;
}

Result<Secret> kvSecret(const QJsonObject &answer, const QString &key)
{
    const QJsonValue outer = answer[QLatin1StringView("data")];
    const QJsonValue inner = outer.toObject()[QLatin1StringView("data")];
    if (inner.isObject() && outer.toObject()[QLatin1StringView("metadata")].isObject())
        return secretOfKey(inner.toObject(), key);
    if (outer.isObject())
        return fail(Error::Kind::Storage,
                    QStringLiteral("this answer is no secret of the KV store version 2; of version 1 read it with "
                                   "\"command:vault kv get -field=%1 PATH\", or upgrade the mount (vault kv "
                                   "enable-versioning)")
                        .arg(key));
    return fail(Error::Kind::Storage,
                QStringLiteral("what answered is not Vault; check VAULT_ADDR, and whether a captive portal stands in "
                               "between"));
}

} // namespace

Result<HashiCorpSettings> hashiCorpSettings(const Environment &environment, const QString &tokenFile)
{
    HashiCorpSettings settings{.address = QUrl(QString::fromUtf8(setting(environment, "VAULT_ADDR")), QUrl::StrictMode),
                               .nameSpace = setting(environment, "VAULT_NAMESPACE"),
                               .token = Secret(setting(environment, "VAULT_TOKEN")),
                               .roleId = Secret(setting(environment, "VAULT_ROLE_ID")),
                               .secretId = Secret(setting(environment, "VAULT_SECRET_ID"))};
    if (setting(environment, "VAULT_ADDR").isEmpty())
        return fail(Error::Kind::Storage,
                    QStringLiteral("VAULT_ADDR is not set; set it where Hubwatch is started from, such as "
                                   "https://vault.example.com:8200"));
    const bool secure = settings.address.scheme() == QLatin1StringView("https");
    if (!settings.address.isValid() || settings.address.host().isEmpty()
        || (!secure && settings.address.scheme() != QLatin1StringView("http")))
        return fail(Error::Kind::Storage,
                    QStringLiteral("VAULT_ADDR: expected a URL such as https://vault.example.com:8200"));
    if (!secure && !onLoopback(settings.address))
        return fail(Error::Kind::Storage,
                    QStringLiteral("VAULT_ADDR: expected https; a token goes over http to this machine only, not to %1")
                        .arg(settings.address.host()));
    Result<QByteArray> trusts = trustedByVault(environment);
    if (!trusts)
        return tl::unexpected(trusts.error());
    settings.trusts = std::move(*trusts);
    const bool appRole = !settings.roleId.isEmpty() && !settings.secretId.isEmpty();
    if (settings.token.isEmpty() && !appRole)
        settings.token = tokenInFile(tokenFile);
    if (settings.token.isEmpty() && !appRole)
        return fail(Error::Kind::Storage,
                    QStringLiteral("there is no token for Vault; run \"vault login\", or set VAULT_TOKEN, or set "
                                   "VAULT_ROLE_ID and VAULT_SECRET_ID"));
    return settings;
}

HttpRequest hashiCorpLoginRequest(const HashiCorpSettings &settings)
{
    HttpRequest request = vaultRequest(settings, QStringLiteral("auth/approle/login"));
    request.method = HttpRequest::Method::Post;
    request.headers.push_back({.name = "Content-Type", .value = "application/json"});
    const QJsonObject body{{QStringLiteral("role_id"), QString::fromUtf8(settings.roleId.reveal())},
                           {QStringLiteral("secret_id"), QString::fromUtf8(settings.secretId.reveal())}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Result<HashiCorpLogin> hashiCorpLogin(const HashiCorpSettings &settings, Result<HttpResponse> answer)
{
    if (!answer)
        return tl::unexpected(loginError(settings, answer.error()));
    const QJsonObject auth = objectIn(*answer)[QLatin1StringView("auth")].toObject();
    HashiCorpLogin login{.token = Secret(auth[QLatin1StringView("client_token")].toString().toUtf8())};
    if (login.token.isEmpty())
        return tl::unexpected(
            vaultError(QStringLiteral("AppRole login: the answer holds no token; check that VAULT_ADDR is Vault's")));
    if (const qint64 seconds = auth[QLatin1StringView("lease_duration")].toInteger(); seconds > 0)
        login.lease = std::chrono::seconds(seconds);
    return login;
}

HttpRequest hashiCorpKvRequest(const HashiCorpSettings &settings, const Secret &token, const QString &place)
{
    QString path = place;
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    if (path.startsWith(QLatin1StringView("v1/")))
        path.remove(0, 3);
    HttpRequest request = vaultRequest(settings, path);
    request.repeatable = true;
    request.headers.push_back({.name = "X-Vault-Token", .value = token.reveal().toByteArray()});
    return request;
}

Result<Secret> hashiCorpSecret(const HashiCorpSettings &settings, const CredentialRef &ref, Result<HttpResponse> answer)
{
    if (!answer)
        return located(ref, tl::unexpected(kvError(settings, answer.error())));
    return located(ref, kvSecret(objectIn(*answer), ref.key));
}

} // namespace hubwatch
