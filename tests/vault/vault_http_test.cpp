// The Vault reader on a real wire, beside a Vault of Python and a server that fails as networks do.
#include "base/system_clock.h"
#include "net/qt_http.h"
#include "stand_in.h"
#include "support/fault_server.h"
#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/hashicorp_reader.h"

#include <QMap>
#include <QTemporaryDir>

namespace hubwatch::testing {

namespace {

class VaultHttpTest : public ::testing::Test
{
protected:
    Result<HttpResponse> call(HttpRequest::Method method, const QByteArray &url, const QByteArray &body = {})
    {
        std::optional<Result<HttpResponse>> result;
        http.send({.method = method,
                   .url = QUrl(QString::fromUtf8(url)),
                   .headers = {{"X-Vault-Token", "root"}},
                   .body = body},
                  &context, [&](Result<HttpResponse> answer) { result = std::move(answer); });
        EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, 20'000));
        return result.value_or(fail(Error::Kind::Offline, QStringLiteral("no answer")));
    }
    void useRole()
    {
        variables.insert(QStringLiteral("VAULT_ROLE_ID"), "role");
        variables.insert(QStringLiteral("VAULT_SECRET_ID"), "role-secret");
    }

    QMap<QString, QByteArray> variables = {};
    QtHttp http;
    SystemClock clock;
    QObject context;
    HashiCorpReader reader{http, clock,
                           [this](const QString &name) {
                               return variables.contains(name) ? std::optional(variables[name]) : std::nullopt;
                           },
                           QStringLiteral("/no/file")};
};

TEST_F(VaultHttpTest, ReadsSealsDeletesAndLogsInAsTheRealOne)
{
    StandIn vault("vault_kv.py");
    variables.insert(QStringLiteral("VAULT_ADDR"), vault.url());
    variables.insert(QStringLiteral("VAULT_TOKEN"), "root");
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "pat-na1-from-vault");
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#tokken").contains("it has the keys note, token"));
    EXPECT_TRUE(readNow(reader, "vault:secret/data/none#token").contains("nothing at this path"));
    EXPECT_TRUE(readNow(reader, "vault:secret/hubspot#token").contains("has \"data\" after the mount"));
    EXPECT_TRUE(readNow(reader, "vault:old/hubspot#token").contains("KV store version 2"));
    variables.insert(QStringLiteral("VAULT_TOKEN"), "wrong");
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("permission denied"));

    variables.remove(QStringLiteral("VAULT_TOKEN"));
    useRole();
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "pat-na1-from-vault");
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "pat-na1-from-vault");
    const Result<HttpResponse> calls = call(HttpRequest::Method::Get, vault.url() + "/calls");
    ASSERT_TRUE(calls);
    EXPECT_EQ(calls->body.count("auth/approle/login"), 1);

    ASSERT_TRUE(call(HttpRequest::Method::Delete, vault.url() + "/v1/secret/data/hubspot"));
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("the latest version is deleted"));
    ASSERT_TRUE(call(HttpRequest::Method::Put, vault.url() + "/v1/sys/seal"));
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("is sealed"));
    ASSERT_TRUE(call(HttpRequest::Method::Put, vault.url() + "/v1/sys/unseal", "{}"));
    ASSERT_TRUE(
        call(HttpRequest::Method::Post, vault.url() + "/v1/secret/data/hubspot", R"({"data": {"token": "new"}})"));
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "new");
}

TEST_F(VaultHttpTest, SaysThatTheRoleIsRefused)
{
    StandIn vault("vault_kv.py");
    variables.insert(QStringLiteral("VAULT_ADDR"), vault.url());
    useRole();
    variables.insert(QStringLiteral("VAULT_SECRET_ID"), "used-up");
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("AppRole login refused (HTTP 400)"));
}

TEST_F(VaultHttpTest, SaysWhenVaultIsKilledMidRead)
{
    StandIn vault("vault_kv.py");
    variables.insert(QStringLiteral("VAULT_ADDR"), vault.url());
    variables.insert(QStringLiteral("VAULT_TOKEN"), "root");
    ReadProbe probe(reader, "vault:secret/data/hang#token");
    QTest::qWait(300); // the request is there by now
    vault.end();
    ASSERT_TRUE(probe.wait());
    // Qt asks once more where that does no harm, and finds nobody; or it tells the end of the connection.
    EXPECT_TRUE(probe.error().reach == Error::Reach::Reset || probe.error().reach == Error::Reach::Refused)
        << probe.text().toStdString();
    EXPECT_TRUE(probe.text().endsWith("; check VAULT_ADDR, and that Vault runs there")) << probe.text().toStdString();
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("connection refused; check VAULT_ADDR"));
}

TEST_F(VaultHttpTest, SaysWhenTheAnswerIsCutOrNone)
{
    FaultServer server;
    server.route(QStringLiteral("/v1/cut"), {.body = "{}", .fault = FaultRoute::Fault::CloseMidBody});
    server.route(QStringLiteral("/v1/garbage"), {.fault = FaultRoute::Fault::Garbage});
    variables.insert(QStringLiteral("VAULT_ADDR"), server.url(QString()).toEncoded());
    variables.insert(QStringLiteral("VAULT_TOKEN"), "hvs.1");
    EXPECT_TRUE(readNow(reader, "vault:cut#token").contains("connection closed before the answer was complete"));
    EXPECT_TRUE(readNow(reader, "vault:garbage#token").endsWith("check VAULT_ADDR, and that Vault runs there"));
}

TEST_F(VaultHttpTest, SaysThatTheCertificateIsNotTrusted)
{
    FaultServer server(true);
    variables.insert(QStringLiteral("VAULT_ADDR"), server.url(QString()).toEncoded());
    variables.insert(QStringLiteral("VAULT_TOKEN"), "hvs.1");
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("name its file in VAULT_CACERT"));
    EXPECT_TRUE(server.seen.empty());
}

TEST_F(VaultHttpTest, TrustsTheCaThatVaultsVariablesName)
{
    FaultServer server(true);
    server.route(QStringLiteral("/v1/secret/data/hubspot"),
                 {.body = R"({"data": {"data": {"token": "pat-na1-1"}, "metadata": {"version": 1}}})"});
    variables.insert(QStringLiteral("VAULT_ADDR"), server.url(QString()).toEncoded());
    variables.insert(QStringLiteral("VAULT_TOKEN"), "hvs.1");
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ca.pem")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(testCertificatePem());
    file.close();

    variables.insert(QStringLiteral("VAULT_CAPATH"), folder.path().toUtf8());
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "pat-na1-1");
    variables.insert(QStringLiteral("VAULT_CACERT"), file.fileName().toUtf8());
    EXPECT_EQ(readNow(reader, "vault:secret/data/hubspot#token"), "pat-na1-1");
    variables.insert(QStringLiteral("VAULT_CACERT"), folder.filePath(QStringLiteral("none.pem")).toUtf8());
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("VAULT_CACERT: expected a file with a"));
    variables.remove(QStringLiteral("VAULT_CACERT"));
    ASSERT_TRUE(file.remove());
    EXPECT_TRUE(readNow(reader, "vault:secret/data/hubspot#token").contains("VAULT_CAPATH: expected a folder with"));
}

} // namespace

} // namespace hubwatch::testing
