#include "vault/keychain_reader.h"

#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/credential_answer.h"
#include "vault/secret_store.h"

namespace hubwatch::testing {

namespace {

/// A store that answers every read with the same.
class OneAnswerStore : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read reply) override
    {
        asked += name;
        answerLater(context, std::move(reply), answer);
    }
    void write(const QString &, Secret, QObject *, Done) override { }
    void remove(const QString &, QObject *, Done) override { }

    Result<Secret> answer = Secret();
    QStringList asked = {};
};

TEST(KeychainReaderTest, ReadsByName)
{
    OneAnswerStore store;
    store.answer = Secret(QByteArray("pat-na1-1"));
    KeychainReader reader(store);
    EXPECT_EQ(readNow(reader, "keychain:prod"), "pat-na1-1");
    EXPECT_EQ(store.asked, QStringList{QStringLiteral("prod")});
}

TEST(KeychainReaderTest, NamesTheCommandThatStoresAMissingSecret)
{
    OneAnswerStore store;
    KeychainReader reader(store);
    const QByteArray said = readNow(reader, "keychain:prod");
    EXPECT_TRUE(said.startsWith("error: keychain:prod: ")) << said.toStdString();
    EXPECT_TRUE(said.endsWith("hubwatchctl token set prod")) << said.toStdString();
}

TEST(KeychainReaderTest, HandsTheStoresErrorOn)
{
    OneAnswerStore store;
    store.answer = fail(Error::Kind::Storage, QStringLiteral("the keychain is locked"));
    KeychainReader reader(store);
    EXPECT_EQ(readNow(reader, "keychain:prod"), "error: keychain:prod: the keychain is locked");
}

} // namespace

} // namespace hubwatch::testing
