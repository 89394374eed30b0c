#include "vault/hashicorp_answer.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using AnswerVariables = QMap<QString, QByteArray>;

Environment environmentOf(const AnswerVariables &variables)
{
    return [variables](const QString &name) {
        return variables.contains(name) ? std::optional(variables.value(name)) : std::nullopt;
    };
}

AnswerVariables vaultVariables(std::initializer_list<std::pair<const char *, const char *>> list)
{
    AnswerVariables variables;
    for (const auto &[name, value] : list)
        variables.insert(QString::fromLatin1(name), value);
    return variables;
}

QString settingsError(const AnswerVariables &variables)
{
    const Result<HashiCorpSettings> settings = hashiCorpSettings(environmentOf(variables), QStringLiteral("/no/file"));
    return settings ? QStringLiteral("none") : settings.error().detail;
}

TEST(HashiCorpSettingsTest, TakesTheTokenBeforeAppRoleAndAppRoleBeforeTheFile)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("token")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("hvs.file\n");
    file.close();
    AnswerVariables variables = vaultVariables({{"VAULT_ADDR", "https://v.test:8200/"}});
    const auto settings
        = [&] { return hashiCorpSettings(environmentOf(variables), file.fileName()).value_or(HashiCorpSettings{}); };
    EXPECT_EQ(settings().token, Secret(QByteArray("hvs.file")));
    variables.insert(QStringLiteral("VAULT_ROLE_ID"), "r");
    EXPECT_EQ(settings().token, Secret(QByteArray("hvs.file"))) << "half an AppRole is none";
    variables.insert(QStringLiteral("VAULT_SECRET_ID"), "s");
    EXPECT_TRUE(settings().token.isEmpty());
    EXPECT_EQ(settings().roleId, Secret(QByteArray("r")));
    variables.insert(QStringLiteral("VAULT_TOKEN"), "hvs.env");
    EXPECT_EQ(settings().token, Secret(QByteArray("hvs.env")));
}

TEST(HashiCorpSettingsTest, SaysWhatIsMissingOrUnsafe)
{
    EXPECT_TRUE(settingsError({}).startsWith(QStringLiteral("VAULT_ADDR is not set")));
    EXPECT_TRUE(settingsError(vaultVariables({{"VAULT_ADDR", "v.test:8200"}}))
                    .startsWith(QStringLiteral("VAULT_ADDR: expected a URL")));
    EXPECT_TRUE(settingsError(vaultVariables({{"VAULT_ADDR", "https:///x"}}))
                    .startsWith(QStringLiteral("VAULT_ADDR: expected a URL")));
    EXPECT_EQ(settingsError(vaultVariables({{"VAULT_ADDR", "http://v.test:8200"}, {"VAULT_TOKEN", "t"}})),
              QStringLiteral("VAULT_ADDR: expected https; a token goes over http to this machine only, not to v.test"));
    EXPECT_EQ(settingsError(vaultVariables({{"VAULT_ADDR", "http://127.0.0.1:8200"}, {"VAULT_TOKEN", "t"}})),
              QStringLiteral("none"));
    EXPECT_TRUE(settingsError(vaultVariables({{"VAULT_ADDR", "https://v.test"}}))
                    .startsWith(QStringLiteral("there is no token for Vault; run")));
}

TEST(HashiCorpRequestTest, CarriesTokenAndNamespaceInHeaders)
{
    const HashiCorpSettings settings{.address = QUrl(QStringLiteral("https://v.test:8200/base/")), .nameSpace = "team"};
    for (const char *place : {"secret/data/hubspot", "/secret/data/hubspot", "v1/secret/data/hubspot"}) {
        const HttpRequest request
            = hashiCorpKvRequest(settings, Secret(QByteArray("hvs.1")), QString::fromLatin1(place));
        EXPECT_EQ(request.url.toString(), QStringLiteral("https://v.test:8200/base/v1/secret/data/hubspot"));
        EXPECT_EQ(headerValue(request.headers, "X-Vault-Token"), "hvs.1");
        EXPECT_EQ(headerValue(request.headers, "X-Vault-Namespace"), "team");
        EXPECT_EQ(request.redirects, 0);
    }
}

TEST(HashiCorpRequestTest, LogsInByBody)
{
    const HttpRequest request = hashiCorpLoginRequest({.address = QUrl(QStringLiteral("https://v.test")),
                                                       .roleId = Secret(QByteArray("r")),
                                                       .secretId = Secret(QByteArray("s\""))});
    EXPECT_EQ(request.method, HttpRequest::Method::Post);
    EXPECT_EQ(request.url.toString(), QStringLiteral("https://v.test/v1/auth/approle/login"));
    EXPECT_EQ(request.body, R"({"role_id":"r","secret_id":"s\""})");
    EXPECT_FALSE(request.repeatable) << "a secret id may be good for one use";
}

TEST(HashiCorpLoginTest, ReadsTokenAndLease)
{
    const Result<HashiCorpLogin> login
        = hashiCorpLogin({}, okResponse(R"({"auth": {"client_token": "hvs.1", "lease_duration": 3600}})"));
    ASSERT_TRUE(login);
    EXPECT_EQ(*login, (HashiCorpLogin{.token = Secret(QByteArray("hvs.1")), .lease = 1h}));
    const Result<HashiCorpLogin> endless
        = hashiCorpLogin({}, okResponse(R"({"auth": {"client_token": "hvs.1", "lease_duration": 0}})"));
    ASSERT_TRUE(endless);
    EXPECT_FALSE(endless->lease);
    EXPECT_FALSE(hashiCorpLogin({}, okResponse("<html>")));
}

struct VaultAnswerCase {
    const char *name;
    int status; ///< 0: no answer at all
    const char *body;
    const char *expected; ///< the secret, or a part of the error after "error: "
};

Result<HttpResponse> answerOf(const VaultAnswerCase &given)
{
    if (given.status == 0)
        return unreachable(Error::Reach::Refused);
    if (given.status < 300)
        return okResponse(given.body);
    return tl::unexpected(Error{.kind = Error::Kind::Rejected,
                                .detail = QStringLiteral("GET https://v.test/v1/x: HTTP %1").arg(given.status),
                                .body = given.body,
                                .status = given.status});
}

const HashiCorpSettings vaultAtTest{.address = QUrl(QStringLiteral("https://v.test:8200"))};

class VaultAnswerTest : public ::testing::TestWithParam<VaultAnswerCase>
{ };

TEST_P(VaultAnswerTest, IsTheSecretOrASentence)
{
    const CredentialRef ref{CredentialRef::Source::HashiCorpVault, QStringLiteral("secret/data/hubspot"),
                            QStringLiteral("token")};
    const Result<Secret> secret = hashiCorpSecret(vaultAtTest, ref, answerOf(GetParam()));
    const QByteArray expected(GetParam().expected);
    if (!expected.startsWith("error: ")) {
        ASSERT_TRUE(secret) << secret.error().detail.toStdString();
        EXPECT_EQ(secret->reveal().toByteArray(), expected);
        return;
    }
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(secret.error().body.isEmpty());
    const QByteArray said = secret.error().detail.toUtf8();
    EXPECT_TRUE(said.startsWith("vault:secret/data/hubspot#token: ")) << said.toStdString();
    EXPECT_TRUE(said.contains(expected.mid(7))) << said.toStdString();
    EXPECT_FALSE(said.contains("pat-")) << said.toStdString();
}

constexpr char deletedAnswer[]
    = R"({"data": {"data": null, "metadata": {"deletion_time": "2026-01-01T00:00:00Z", "destroyed": false}}})";
constexpr char destroyedAnswer[] = R"({"data": {"data": null, "metadata": {"deletion_time": "", "destroyed": true}}})";

INSTANTIATE_TEST_SUITE_P(
    Answers, VaultAnswerTest,
    ::testing::Values(
        VaultAnswerCase{"Good", 200, R"({"data": {"data": {"token": "pat-1", "n": 1}, "metadata": {"version": 3}}})",
                        "pat-1"},
        VaultAnswerCase{"KeyMissing", 200, R"({"data": {"data": {"a": "pat-1"}, "metadata": {}}})",
                        "error: no key token; it has the key a"},
        VaultAnswerCase{"Version1", 200, R"({"data": {"token": "pat-1"}})",
                        "error: no secret of the KV store version 2"},
        VaultAnswerCase{"NotVault", 200, "<html>pat-1", "error: what answered is not Vault; check VAULT_ADDR"},
        VaultAnswerCase{"Sealed", 503, R"({"errors": ["Vault is sealed"]})",
                        "error: Vault at https://v.test:8200 is sealed; somebody has to unseal it"},
        VaultAnswerCase{"NotReady", 503, "{}", "error: not ready to answer (HTTP 503)"},
        VaultAnswerCase{"Standby", 473, "{}", "error: not ready to answer (HTTP 473)"},
        VaultAnswerCase{"Limited", 429, "{}", "error: not ready to answer (HTTP 429)"},
        VaultAnswerCase{"Denied", 403, R"({"errors": ["permission denied"]})",
                        "error: no policy lets it read this path"},
        VaultAnswerCase{"Missing", 404, R"({"errors": []})", "error: nothing at this path; check the mount"},
        VaultAnswerCase{"NoData", 404,
                        R"({"errors": [], "warnings": ["Invalid path for a versioned K/V secrets engine."]})",
                        "error: has \"data\" after the mount"},
        VaultAnswerCase{"Deleted", 404, deletedAnswer, "error: the latest version is deleted; bring it back"},
        VaultAnswerCase{"Destroyed", 404, destroyedAnswer, "error: the latest version is destroyed"},
        VaultAnswerCase{"Other", 418, "", "error: HTTP 418"},
        VaultAnswerCase{"Unreachable", 0, "", "error: check VAULT_ADDR, and that Vault runs there"}),
    [](const auto &test) { return test.param.name; });

TEST(VaultTlsTest, SaysWhatWasTrusted)
{
    const auto said = [](const QByteArray &trusts) {
        const HashiCorpSettings settings{.address = vaultAtTest.address, .trusts = trusts};
        const Result<Secret> secret = hashiCorpSecret(settings, {}, unreachable(Error::Reach::Tls));
        EXPECT_EQ(secret.error().reach, Error::Reach::Tls);
        return secret.error().detail;
    };
    EXPECT_TRUE(said("a CA").contains(QStringLiteral("nothing but VAULT_CACERT or VAULT_CAPATH was trusted")));
    EXPECT_TRUE(said({}).contains(QStringLiteral("name its file in VAULT_CACERT")));
}

TEST(HashiCorpLoginTest, SaysWhatTheRefusalMeans)
{
    const auto said = [](int status) {
        const Result<HashiCorpLogin> login = hashiCorpLogin(vaultAtTest, answerOf({"", status, "{}", ""}));
        return login ? QString() : login.error().detail;
    };
    EXPECT_TRUE(said(400).contains(QStringLiteral("the role id or secret id is wrong, expired or used up")));
    EXPECT_TRUE(said(404).contains(QStringLiteral("nothing at auth/approle")));
    EXPECT_TRUE(said(502).contains(QStringLiteral("not ready to answer (HTTP 502)")));
    EXPECT_TRUE(said(418).contains(QStringLiteral("AppRole login: ")));
    EXPECT_TRUE(said(0).contains(QStringLiteral("check VAULT_ADDR")));
}

} // namespace

} // namespace hubwatch::testing
