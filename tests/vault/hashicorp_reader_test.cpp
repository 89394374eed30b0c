#include "vault/hashicorp_reader.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"
#include "support/read_probe.h"

#include <QMap>

namespace hubwatch::testing {

namespace {

constexpr char vaultReference[] = "vault:secret/data/hubspot#token";

HttpResponse kvAnswer(const char *token)
{
    return okResponse(R"({"data": {"data": {"token": ")" + QByteArray(token) + R"("}, "metadata": {}}})");
}

HttpResponse loginAnswer(const char *token, int seconds)
{
    return okResponse(R"({"auth": {"client_token": ")" + QByteArray(token) + R"(", "lease_duration": )"
                      + QByteArray::number(seconds) + "}}");
}

tl::unexpected<Error> vaultRefusal(int status)
{
    return tl::unexpected(Error{.kind = Error::Kind::Unauthorized, .detail = QStringLiteral("x"), .status = status});
}

class HashiCorpReaderTest : public ::testing::Test
{
protected:
    void useAppRole()
    {
        variables.remove(QStringLiteral("VAULT_TOKEN"));
        variables.insert(QStringLiteral("VAULT_ROLE_ID"), "r");
        variables.insert(QStringLiteral("VAULT_SECRET_ID"), "s");
    }
    QString path(size_t index) const { return http.requests.at(index).url.path(); }
    QByteArray token(size_t index) const { return headerValue(http.requests.at(index).headers, "X-Vault-Token"); }
    /// A read with the login that is expected to be good still.
    QByteArray readWith(const char *expectedToken)
    {
        ReadProbe probe(*reader, vaultReference);
        EXPECT_EQ(token(http.requests.size() - 1), expectedToken);
        http.answer(kvAnswer("pat-again"));
        return probe.text();
    }

    QMap<QString, QByteArray> variables{{QStringLiteral("VAULT_ADDR"), "https://v.test"},
                                        {QStringLiteral("VAULT_TOKEN"), "hvs.env"}};
    FakeHttp http;
    ManualClock clock;
    std::unique_ptr<HashiCorpReader> reader = std::make_unique<HashiCorpReader>(
        http, clock,
        [this](const QString &name) {
            return variables.contains(name) ? std::optional(variables[name]) : std::nullopt;
        },
        QStringLiteral("/no/file"));
};

TEST_F(HashiCorpReaderTest, ReadsWithTheTokenOfTheEnvironment)
{
    ReadProbe probe(*reader, vaultReference);
    ASSERT_EQ(http.requests.size(), 1U);
    EXPECT_EQ(token(0), "hvs.env");
    http.answer(kvAnswer("pat-na1-1"));
    EXPECT_EQ(probe.text(), "pat-na1-1");
}

TEST_F(HashiCorpReaderTest, SaysWhatTheSettingsLackWithoutAsking)
{
    variables.clear();
    EXPECT_TRUE(
        readNow(*reader, vaultReference).startsWith("error: vault:secret/data/hubspot#token: VAULT_ADDR is not set"));
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(HashiCorpReaderTest, DoesNotTryAgainWithATokenItCannotRenew)
{
    ReadProbe probe(*reader, vaultReference);
    http.answer(vaultRefusal(403));
    EXPECT_TRUE(probe.text().contains("permission denied")) << probe.text().toStdString();
    EXPECT_EQ(http.requests.size(), 1U);
}

TEST_F(HashiCorpReaderTest, LogsInByAppRoleAndKeepsTheTokenForNineTenthsOfItsLease)
{
    useAppRole();
    ReadProbe first(*reader, vaultReference);
    EXPECT_EQ(path(0), QStringLiteral("/v1/auth/approle/login"));
    http.answer(loginAnswer("hvs.1", 100));
    EXPECT_EQ(token(1), "hvs.1");
    http.answer(kvAnswer("pat-na1-1"));
    EXPECT_EQ(first.text(), "pat-na1-1");

    clock.advance(90s - 1ms);
    EXPECT_EQ(readWith("hvs.1"), "pat-again");
    clock.advance(1ms);
    ReadProbe later(*reader, vaultReference);
    EXPECT_EQ(path(http.requests.size() - 1), QStringLiteral("/v1/auth/approle/login"));
}

TEST_F(HashiCorpReaderTest, KeepsATokenWithoutAnEnd)
{
    useAppRole();
    ReadProbe first(*reader, vaultReference);
    http.answer(loginAnswer("hvs.1", 0));
    http.answer(kvAnswer("pat-na1-1"));
    clock.advance(1000h);
    EXPECT_EQ(readWith("hvs.1"), "pat-again");
}

TEST_F(HashiCorpReaderTest, LogsInOnceMoreWhenTheKeptTokenIsRefused)
{
    useAppRole();
    ReadProbe first(*reader, vaultReference);
    http.answer(loginAnswer("hvs.1", 3600));
    http.answer(kvAnswer("pat-na1-1"));

    ReadProbe second(*reader, vaultReference);
    EXPECT_EQ(token(2), "hvs.1");
    http.answer(vaultRefusal(403));
    EXPECT_EQ(path(3), QStringLiteral("/v1/auth/approle/login"));
    http.answer(loginAnswer("hvs.2", 3600));
    EXPECT_EQ(token(4), "hvs.2");
    http.answer(vaultRefusal(403));
    EXPECT_TRUE(second.text().contains("permission denied")) << second.text().toStdString();
    EXPECT_EQ(http.requests.size(), 5U) << "a fresh token that is refused is a matter of policies";
}

TEST_F(HashiCorpReaderTest, ForgetsTheLoginWhenTheSettingsChange)
{
    useAppRole();
    ReadProbe first(*reader, vaultReference);
    http.answer(loginAnswer("hvs.1", 3600));
    http.answer(kvAnswer("pat-na1-1"));
    variables.insert(QStringLiteral("VAULT_NAMESPACE"), "team");
    ReadProbe second(*reader, vaultReference);
    EXPECT_EQ(path(2), QStringLiteral("/v1/auth/approle/login"));
}

TEST_F(HashiCorpReaderTest, SaysThatTheLoginWasRefused)
{
    useAppRole();
    ReadProbe probe(*reader, vaultReference);
    http.answer(vaultRefusal(400));
    EXPECT_TRUE(probe.text().startsWith("error: vault:secret/data/hubspot#token: AppRole login refused (HTTP 400)"))
        << probe.text().toStdString();
}

TEST_F(HashiCorpReaderTest, IsSilentWhenItOrTheContextDiesAtAnyStep)
{
    useAppRole();
    ReadProbe atLogin(*reader, vaultReference);
    atLogin.die();
    EXPECT_FALSE(http.answer(loginAnswer("hvs.1", 3600)));

    ReadProbe atRead(*reader, vaultReference);
    http.answer(loginAnswer("hvs.1", 3600));
    atRead.die();
    EXPECT_FALSE(http.answer(kvAnswer("x")));

    ReadProbe orphaned(*reader, vaultReference);
    reader.reset();
    http.answer(kvAnswer("x"));
    EXPECT_EQ(orphaned.answers(), 0);
}

} // namespace

} // namespace hubwatch::testing
