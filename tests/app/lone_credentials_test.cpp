#include "app/accounts/lone_credentials.h"

#include "base/system_clock.h"
#include "hubspot/api_requests.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class LoneCredentialsTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hubspot.listen(0));
        vault.secrets[QStringLiteral("prod")] = Secret::copyOf(hubspot.token().toLatin1());
        workspace.accounts
            = {{.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod"), .api = hubspot.url()}};
    }
    std::unique_ptr<LoneCredentials> made(const QString &data)
    {
        return std::make_unique<LoneCredentials>(vault, clock, workspace,
                                                 folder.filePath(QStringLiteral("hubwatch.toml")), data);
    }
    Result<HttpResponse> ask(LoneCredentials &lone)
    {
        QObject context;
        std::optional<Result<HttpResponse>> answer;
        lone.tools()
            .http(QStringLiteral("prod"))
            ->send(accountDetailsRequest(hubspot.url()), &context,
                   [&](const Result<HttpResponse> &said) { answer = said; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(fail(Error::Kind::Offline, {}));
    }

    SystemClock clock;
    SimHubSpot hubspot{clock, 7, 4242};
    QTemporaryDir folder;
    MemorySecrets vault;
    Workspace workspace;
};

TEST_F(LoneCredentialsTest, HasOneClientForEachAccount)
{
    const auto lone = made(folder.path());
    HttpClient *client = lone->tools().http(QStringLiteral("prod"));
    ASSERT_TRUE(client);
    EXPECT_EQ(lone->tools().http(QStringLiteral("prod")), client) << "one limit for all";
    EXPECT_EQ(lone->tools().http(QStringLiteral("nobody")), nullptr);
    EXPECT_EQ(lone->tools().workspace().accounts, workspace.accounts);
}

TEST_F(LoneCredentialsTest, AsksWithTheAccountsSecretAndLogsTheCall)
{
    const auto lone = made(folder.path());
    ASSERT_TRUE(ask(*lone));
    QFile log(folder.filePath(QStringLiteral("hubspot-calls.jsonl")));
    ASSERT_TRUE(log.open(QFile::ReadOnly));
    const QByteArray text = log.readAll();
    EXPECT_TRUE(text.contains("\"account\":\"prod\"")) << text.data();
    EXPECT_FALSE(text.contains(hubspot.token().toLatin1()));
}

TEST_F(LoneCredentialsTest, LogsNothingWithoutAFolder)
{
    const auto lone = made({});
    EXPECT_TRUE(ask(*lone));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("hubspot-calls.jsonl"))));
}

} // namespace

} // namespace hubwatch::testing
