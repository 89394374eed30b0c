#include "net/credential_http.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class FixedReader : public CredentialReader
{
public:
    void read(const CredentialRef &ref, QObject *, Reply reply) override
    {
        asked << credentialRefText(ref);
        reply(Secret::copyOf(secret));
    }

    QByteArray secret = "s3cret";
    QStringList asked = {};
};

class CredentialHttpTest : public ::testing::Test
{
protected:
    void ask(const char *url, const char *credential = "")
    {
        HttpRequest request{.url = QUrl(QString::fromLatin1(url)), .credential = QString::fromLatin1(credential)};
        http.send(std::move(request), &context, [this](Result<HttpResponse> result) { answer = std::move(result); });
        clock.advance(1ms);
    }
    QByteArray sentAuthorization() const { return headerValue(wire.requests.back().headers, "Authorization"); }

    FakeHttp wire;
    ManualClock clock;
    FixedReader reader;
    CredentialHttp http{wire, clock, reader, {}};
    QObject context;
    std::optional<Result<HttpResponse>> answer;
};

TEST_F(CredentialHttpTest, LeavesOthersAlone)
{
    ask("http://sync.example.test/metrics");
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_TRUE(sentAuthorization().isEmpty());
    EXPECT_TRUE(reader.asked.isEmpty());
}

TEST_F(CredentialHttpTest, TellsBearerAndBasicByShape)
{
    ask("https://sync.example.test/metrics", "keychain:sync");
    EXPECT_EQ(sentAuthorization(), "Bearer s3cret");
    reader.secret = "user:password";
    ask("https://sync.example.test/metrics", "keychain:basic");
    EXPECT_EQ(sentAuthorization(), "Basic " + QByteArray("user:password").toBase64());
    EXPECT_EQ(reader.asked, (QStringList{QStringLiteral("keychain:sync"), QStringLiteral("keychain:basic")}));
}

TEST_F(CredentialHttpTest, SendsNoSecretInTheClear)
{
    ask("http://sync.example.test/metrics", "keychain:sync");
    EXPECT_TRUE(wire.requests.empty());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->error().kind, Error::Kind::Rejected);
    ask("http://127.0.0.1:3000/metrics", "keychain:sync");
    EXPECT_EQ(wire.requests.size(), 1u);
}

} // namespace

} // namespace hubwatch::testing
