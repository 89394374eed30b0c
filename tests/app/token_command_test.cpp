#include "app/commands/token_command.h"

#include "base/system_clock.h"
#include "support/fake_keychain.h"
#include "support/printers.h"
#include "vault/credential_record.h"
#include "vault/vault.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QByteArray tokenText = "pat-na1-11111111-2222-3333-4444-55555555c0de";

class TokenCommandTest : public ::testing::Test
{
protected:
    Exit run(const QStringList &arguments, bool json = false)
    {
        out.clear();
        err.clear();
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        QObject context;
        std::optional<Exit> code;
        int answers = 0;
        const TokenDoors doors{.readSecret =
                                   [this](const QString &prompt) {
                                       prompts << prompt;
                                       return input;
                                   },
                               .vault = &vault};
        tokenCommand(doors).run({.arguments = arguments,
                                 .common = {.workspace = directory.filePath(QStringLiteral("hubwatch.toml")),
                                            .dataDirectory = directory.path(),
                                            .json = json},
                                 .out = outStream,
                                 .err = errStream,
                                 .context = &context,
                                 .done = [&](Exit exit) {
                                     code = exit;
                                     ++answers;
                                 }});
        EXPECT_TRUE(QTest::qWaitFor([&] { return code.has_value(); }, 5000));
        EXPECT_EQ(answers, 1);
        EXPECT_FALSE((out + err).contains(u"2222")) << "a secret: " << (out + err).toStdString();
        EXPECT_EQ(err.count(u'\n'), err.isEmpty() ? 0 : 1) << err.toStdString();
        return code.value_or(Exit::Unable);
    }
    void workspace(const QByteArray &toml)
    {
        QFile file(directory.filePath(QStringLiteral("hubwatch.toml")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(toml);
    }

    QTemporaryDir directory;
    SystemClock clock;
    testing::FakeKeychainWire wire;
    testing::FakeKeychainProbe probe;
    KeychainStore keychain{wire, probe, clock};
    Vault vault{keychain, clock, directory.path()};
    Result<QByteArray> input = tokenText + "\n";
    QStringList prompts;
    QString out;
    QString err;
    const QString set = QStringLiteral("set");
    const QString list = QStringLiteral("list");
    const QString doctor = QStringLiteral("doctor");
    const QString removeIt = QStringLiteral("remove");
    const QString prod = QStringLiteral("prod");
};

TEST_F(TokenCommandTest, StoresListsAndRemoves)
{
    EXPECT_EQ(run({set, prod}), Exit::Good);
    EXPECT_EQ(out, u"keychain:prod: stored: private app token pat-na1-...c0de; not verified with HubSpot yet\n");
    EXPECT_EQ(wire.secrets[prod], Secret::copyOf(tokenText));
    EXPECT_TRUE(prompts.join(u' ').contains(u"keychain:prod"));

    workspace("version = 1\n[[accounts]]\nname = \"main\"\ncredential = \"keychain:prod\"\n");
    EXPECT_EQ(run({list}), Exit::Good);
    EXPECT_TRUE(out.contains(u"account main")) << out.toStdString();
    EXPECT_EQ(run({list}, true), Exit::Good);
    EXPECT_TRUE(out.startsWith(u"{\"credentials\":[{")) << out.toStdString();
    EXPECT_TRUE(out.contains(u"\"usedBy\":[\"account main\"]"));

    EXPECT_EQ(run({removeIt, QStringLiteral("keychain:prod")}), Exit::Good);
    EXPECT_TRUE(wire.secrets.empty());
    EXPECT_EQ(run({removeIt, prod}), Exit::Bad);
    EXPECT_TRUE(err.contains(u"there is none; hubwatchctl token list"));
}

TEST_F(TokenCommandTest, AnswersScriptsInJson)
{
    EXPECT_EQ(run({set, prod}, true), Exit::Good);
    EXPECT_TRUE(out.contains(u"\"reference\":\"keychain:prod\""));
    EXPECT_EQ(run({doctor}, true), Exit::Good);
    EXPECT_TRUE(out.contains(u"\"good\":true"));
    EXPECT_EQ(run({removeIt, prod}, true), Exit::Good);
    EXPECT_EQ(out, u"{\"removed\":\"keychain:prod\"}\n");
}

TEST_F(TokenCommandTest, StoresNothingThatIsNoSecret)
{
    input = tokenText.chopped(3);
    EXPECT_EQ(run({set, prod}), Exit::Unable);
    EXPECT_TRUE(err.contains(u"lost its end")) << err.toStdString();
    input = fail(Error::Kind::Rejected, QStringLiteral("secret: given up"));
    EXPECT_EQ(run({set, prod}), Exit::Unable);
    EXPECT_EQ(err, u"hubwatchctl token: secret: given up\n");
    EXPECT_TRUE(wire.secrets.empty());
    EXPECT_TRUE(loadCredentialBook(directory.path()).book.records.empty());
}

TEST_F(TokenCommandTest, SaysWhyTheKeychainTookNothing)
{
    probe.now.backend = VaultState::Backend::Locked;
    for (const QStringList &arguments : {QStringList{set, prod}, QStringList{removeIt, prod}}) {
        EXPECT_EQ(run(arguments), Exit::Unable);
        EXPECT_TRUE(err.contains(u"unlock it, or choose session memory")) << err.toStdString();
    }
    EXPECT_EQ(run({doctor}), Exit::Bad);
    EXPECT_TRUE(out.contains(u"bad      unlocked"));
}

TEST_F(TokenCommandTest, ChoosesHowSecretsAreKept)
{
    EXPECT_EQ(run({doctor, QStringLiteral("--use"), QStringLiteral("session")}), Exit::Good);
    EXPECT_TRUE(out.startsWith(u"mode session"));
    EXPECT_EQ(loadVaultSettings(directory.path()).mode, VaultState::Mode::Session);
    EXPECT_EQ(run({set, prod}), Exit::Unable) << "it would be gone at once";
    EXPECT_TRUE(err.contains(u"env:NAME"));
    EXPECT_TRUE(prompts.isEmpty());
    EXPECT_EQ(run({doctor, QStringLiteral("--use=refuse")}), Exit::Good);
    EXPECT_EQ(run({set, prod}), Exit::Unable);
    EXPECT_TRUE(err.contains(u"told to refuse"));
    EXPECT_EQ(run({doctor, QStringLiteral("--use=keychain")}), Exit::Good);
    EXPECT_EQ(run({set, prod}), Exit::Good);
}

TEST_F(TokenCommandTest, ListsAlsoWhenTheWorkspaceOrTheBookIsBroken)
{
    workspace("version = \"one\"\n");
    EXPECT_EQ(run({list}), Exit::Good);
    EXPECT_TRUE(err.contains(u"hubwatch.toml:1: ")) << err.toStdString();
    workspace("version = 1\n");
    QFile file(directory.filePath(QStringLiteral("credentials.json")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("broken");
    file.close();
    EXPECT_EQ(run({list}), Exit::Good);
    EXPECT_TRUE(err.contains(u"set aside")) << err.toStdString();
}

struct TokenUsageCase {
    const char *name;
    QStringList arguments;
    const char *says;
};

class TokenUsageTest : public TokenCommandTest, public ::testing::WithParamInterface<TokenUsageCase>
{ };

TEST_P(TokenUsageTest, IsToldWithoutRepeatingTheArguments)
{
    EXPECT_EQ(run(GetParam().arguments), Exit::Unable);
    EXPECT_TRUE(err.contains(QString::fromLatin1(GetParam().says))) << err.toStdString();
    EXPECT_TRUE(err.contains(u"usage: hubwatchctl token set NAME"));
    EXPECT_EQ(out, QString());
    EXPECT_TRUE(prompts.isEmpty());
    EXPECT_TRUE(wire.begun.empty());
}

const QString aSecret = QString::fromLatin1(tokenText);

INSTANTIATE_TEST_SUITE_P(
    Mistakes, TokenUsageTest,
    ::testing::Values(
        TokenUsageCase{"Nothing", {}, "what to do is missing"}, TokenUsageCase{"Secret", {aSecret}, "what to do is"},
        TokenUsageCase{"NoName", {QStringLiteral("set")}, "the name is missing"},
        TokenUsageCase{"SecretForName", {QStringLiteral("set"), aSecret}, "looks like a secret"},
        TokenUsageCase{"SecretBehindName",
                       {QStringLiteral("set"), QStringLiteral("prod"), aSecret},
                       "does not belong on the command line"},
        TokenUsageCase{"SecretAsOption",
                       {QStringLiteral("set"), QStringLiteral("prod"), QStringLiteral("--secret=") + aSecret},
                       "unknown option"},
        TokenUsageCase{"BadName", {QStringLiteral("remove"), QStringLiteral("a b")}, "1 to 64 letters"},
        TokenUsageCase{"ListOfWhat", {QStringLiteral("list"), QStringLiteral("prod")}, "one argument too many"},
        TokenUsageCase{"UseWhat", {QStringLiteral("doctor"), QStringLiteral("--use")}, "expected keychain, session"},
        TokenUsageCase{"UsePlaintext", {QStringLiteral("doctor"), QStringLiteral("--use=file")}, "expected keychain"},
        TokenUsageCase{"UseElsewhere", {QStringLiteral("list"), QStringLiteral("--use=session")}, "belongs to doctor"}),
    [](const auto &test) { return test.param.name; });

TEST_F(TokenCommandTest, MayEndInTheMiddle)
{
    wire.byItself = false;
    {
        QObject context;
        QTextStream nowhere(&out);
        tokenCommand({.readSecret = [this](const QString &) { return input; }, .vault = &vault})
            .run({.arguments = {set, prod},
                  .common = {.dataDirectory = directory.path()},
                  .out = nowhere,
                  .err = nowhere,
                  .context = &context,
                  .done = [](Exit) { FAIL() << "answered"; }});
        EXPECT_TRUE(QTest::qWaitFor([this] { return wire.begun.size() == 1; }, 5000));
    }
    wire.answer(0, {});
    QTest::qWait(1);
    EXPECT_TRUE(loadCredentialBook(directory.path()).book.records.empty());
}

} // namespace
} // namespace hubwatch
