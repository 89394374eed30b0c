#include "vault/credential_sources.h"

#include "support/fake_http.h"
#include "support/fake_processes.h"
#include "support/manual_clock.h"
#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/credential_answer.h"
#include "vault/secret_store.h"

#include <QFile>
#include <QTemporaryDir>

namespace hubwatch::testing {

namespace {

class StoreOfOne : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read reply) override
    {
        answerLater(context, std::move(reply), Secret(QByteArray("stored " + name.toUtf8())));
    }
    void write(const QString &, Secret, QObject *, Done) override { }
    void remove(const QString &, QObject *, Done) override { }
};

TEST(CredentialSourcesTest, GoesWhereTheReferencePoints)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral(".env")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("T=from file\n");
    file.close();
    StoreOfOne store;
    FakeProcesses processes;
    FakeHttp http;
    ManualClock clock;
    CredentialSources sources(store, processes, http, clock, folder.path(), [](const QString &name) {
        if (name.startsWith(QStringLiteral("VAULT_CA")))
            return QByteArray();
        return name == QStringLiteral("VAULT_ADDR") ? QByteArray("https://v.test") : QByteArray("from environment");
    });
    EXPECT_EQ(readNow(sources, "keychain:prod"), "stored prod");
    EXPECT_EQ(readNow(sources, "env:T"), "from environment");
    EXPECT_EQ(readNow(sources, "dotenv:.env#T"), "from file");
    ReadProbe command(sources, "command:op read x");
    ReadProbe aws(sources, "aws-sm:prod");
    ReadProbe gcp(sources, "gcp-sm:projects/p/secrets/s");
    ReadProbe vault(sources, "vault:secret/data/hubspot#token");
    ASSERT_EQ(processes.requests.size(), 3U);
    EXPECT_EQ(processes.requests[0].program, QStringLiteral("op"));
    EXPECT_EQ(processes.requests[1].program, QStringLiteral("aws"));
    EXPECT_EQ(processes.requests[2].program, QStringLiteral("gcloud"));
    ASSERT_EQ(http.requests.size(), 1U);
    EXPECT_EQ(http.requests[0].url.host(), QStringLiteral("v.test"));
}

} // namespace

} // namespace hubwatch::testing
