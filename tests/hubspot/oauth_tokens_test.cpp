#include "hubspot/oauth_tokens.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

/// Answers from the event loop, as readers do.
class FakeReader : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), answer = answer] { reply(answer); }, Qt::QueuedConnection);
    }

    Result<Secret> answer = Secret();
};

class FakeStore : public SecretStore
{
public:
    void read(const QString &, QObject *, Read) override { }
    void write(const QString &name, Secret secret, QObject *context, Done reply) override
    {
        names += name;
        written = std::move(secret);
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), outcome = outcome] { reply(outcome); }, Qt::QueuedConnection);
    }
    void remove(const QString &, QObject *, Done) override { }

    QStringList names = {};
    Secret written = {};
    Result<void> outcome = {};
};

Secret oauthSecret(const char *refresh)
{
    return printOAuthSecret({.clientId = QStringLiteral("client"),
                             .clientSecret = Secret::copyOf("canary-client"),
                             .refreshToken = Secret::copyOf(refresh)});
}

class OAuthTokensTest : public ::testing::Test
{
protected:
    OAuthTokensTest() { reader.answer = oauthSecret("first"); }

    void read()
    {
        tokens->read(ref, context.get(), [this](Result<Secret> token) {
            answers += token ? QString::fromUtf8(token->reveal()) : token.error().detail;
            last = std::move(token);
        });
        QCoreApplication::processEvents();
    }
    void grant(const char *token, const char *refresh = nullptr, int seconds = 1800)
    {
        QByteArray json
            = R"({"access_token":")" + QByteArray(token) + R"(","expires_in":)" + QByteArray::number(seconds);
        if (refresh)
            json += R"(,"refresh_token":")" + QByteArray(refresh) + '"';
        EXPECT_TRUE(wire.answer(okResponse(json + '}')));
        QCoreApplication::processEvents();
    }
    void refuse(int status, const char *body = "{}", std::optional<Duration> retryAfter = {})
    {
        const auto kind = status >= 500 ? Error::Kind::ServerFault : Error::Kind::Rejected;
        EXPECT_TRUE(
            wire.answer(tl::unexpected(Error{.kind = kind, .body = body, .retryAfter = retryAfter, .status = status})));
    }
    /// The newest answer, once.
    QString answer() { return answers.isEmpty() ? QStringLiteral("none") : std::exchange(answers, {}).last(); }

    CredentialRef ref{.place = QStringLiteral("prod")};
    ManualClock clock;
    FakeReader reader;
    FakeStore store;
    FakeHttp wire;
    QStringList problems;
    std::unique_ptr<OAuthTokens> tokens = std::make_unique<OAuthTokens>(
        reader, store, wire, clock,
        OAuthTokens::Setup{.trusted = [](const QUrl &url) { return url.host() == u"api.hubapi.com"; }},
        [this](const CredentialRef &, const QString &words) { problems += words; });
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    QStringList answers;
    std::optional<Result<Secret>> last;
};

TEST_F(OAuthTokensTest, LetOtherSecretsAndErrorsPass)
{
    reader.answer = Secret::copyOf("pat-na1-x");
    read();
    EXPECT_EQ(answer(), QStringLiteral("pat-na1-x"));
    reader.answer = fail(Error::Kind::Storage, QStringLiteral("keychain: locked"));
    read();
    EXPECT_EQ(answer(), QStringLiteral("keychain: locked"));
    reader.answer = Secret::copyOf(R"({"client_id":"c"})");
    read();
    EXPECT_EQ(answer(),
              QStringLiteral("keychain:prod: OAuth secret: client_secret: missing; authorise the app in the "
                             "browser to have it written"));
    EXPECT_TRUE(wire.requests.empty());
}

TEST_F(OAuthTokensTest, FetchOneTokenForAllWhoWait)
{
    read();
    read();
    read();
    EXPECT_EQ(wire.requests.size(), 1u);
    EXPECT_TRUE(wire.requests[0].body.contains("refresh_token=first"));
    EXPECT_TRUE(answers.isEmpty());
    grant("token-1");
    EXPECT_EQ(answers, QStringList(3, QStringLiteral("token-1")));
    read();
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(OAuthTokensTest, FetchTheNextOneBeforeTheEnd)
{
    read();
    grant("token-1");
    clock.advance(25min - 1ms);
    read();
    EXPECT_EQ(wire.requests.size(), 1u);
    clock.advance(1ms);
    read();
    EXPECT_EQ(wire.requests.size(), 2u);
    grant("token-2");
    EXPECT_EQ(answer(), QStringLiteral("token-2"));
}

TEST_F(OAuthTokensTest, CountTheLifeFromTheSending)
{
    read();
    clock.advance(20s);
    grant("token-1", nullptr, 100);
    clock.advance(60s);
    read();
    EXPECT_EQ(wire.requests.size(), 2u) << "80 % of 100 s after the sending, not after the answer";
}

TEST_F(OAuthTokensTest, AreNotFooledByAWallClockSetBackNorByANightsSleep)
{
    read();
    grant("token-1");
    clock.jump(-24h);
    read();
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    clock.jump(24h + 8h); // asleep: the monotonic clock stood still
    read();
    EXPECT_EQ(wire.requests.size(), 2u);
}

TEST_F(OAuthTokensTest, ServeTheOldTokenWhileHubSpotHasTrouble)
{
    read();
    grant("token-1");
    clock.advance(26min);
    read();
    refuse(503);
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    read();
    EXPECT_EQ(wire.requests.size(), 2u) << "not at once again";
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    clock.advance(15s);
    read();
    EXPECT_EQ(wire.requests.size(), 3u);
    refuse(429, "{}", 2min);
    clock.advance(2min - 1ms);
    read();
    EXPECT_EQ(wire.requests.size(), 3u) << "Retry-After is obeyed";
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    clock.advance(10min);
    read();
    refuse(503);
    EXPECT_TRUE(answer().contains(u"asked again later")) << "the old one has ended";
}

TEST_F(OAuthTokensTest, DoNotGrowYoungByAnAnswerThatCannotBeRead)
{
    read();
    grant("token-1");
    clock.advance(29min);
    read();
    wire.answer(okResponse("<html>hotel</html>"));
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    clock.advance(1min);
    read();
    wire.answer(okResponse("<html>hotel</html>"));
    EXPECT_FALSE(*last);
}

TEST_F(OAuthTokensTest, StopWhenTheAuthorisationIsRevoked)
{
    read();
    grant("token-1");
    clock.advance(26min);
    read();
    refuse(400, R"({"error":"invalid_grant","status":"BAD_REFRESH_TOKEN"})");
    EXPECT_TRUE(answer().contains(u"authorise it again"));
    EXPECT_EQ(last->error().kind, Error::Kind::Unauthorized);
    for (int hour = 0; hour < 24; ++hour) {
        clock.advance(1h);
        read();
    }
    EXPECT_EQ(wire.requests.size(), 2u);
    reader.answer = oauthSecret("second"); // authorised again
    read();
    EXPECT_TRUE(wire.requests.at(2).body.contains("refresh_token=second"));
    grant("token-2");
    EXPECT_EQ(answer(), QStringLiteral("token-2"));
}

TEST_F(OAuthTokensTest, KeepTryingSlowlyWhenOurConfigurationIsWrong)
{
    read();
    refuse(400, R"({"error":"invalid_client"})");
    EXPECT_TRUE(answer().contains(u"client secret"));
    int calls = 0;
    for (int second = 0; second < 3600; second += 5) {
        clock.advance(5s);
        read();
        if (wire.waiting() > 0) {
            ++calls;
            refuse(400, R"({"error":"invalid_client"})");
        }
    }
    EXPECT_LE(calls, 18) << "no storm: every five minutes in the end";
    EXPECT_GE(calls, 12);
}

TEST_F(OAuthTokensTest, KeepAReplacedRefreshToken)
{
    read();
    grant("token-1", "second");
    EXPECT_EQ(store.names, QStringList{QStringLiteral("prod")});
    EXPECT_EQ(parseOAuthSecret(store.written)->refreshToken, Secret::copyOf("second"));
    EXPECT_TRUE(problems.isEmpty());
    clock.advance(26min);
    read(); // a cache still holds the old entry
    EXPECT_TRUE(wire.requests.at(1).body.contains("refresh_token=second"));
    grant("token-2", "second");
    reader.answer = store.written; // and now the new one
    read();
    EXPECT_EQ(wire.requests.size(), 2u);
    EXPECT_EQ(answer(), QStringLiteral("token-2"));
    EXPECT_EQ(store.names.size(), 1) << "written once";
}

TEST_F(OAuthTokensTest, TellWhenAReplacedRefreshTokenCannotBeKept)
{
    store.outcome = fail(Error::Kind::Storage, QStringLiteral("keychain: locked"));
    read();
    grant("token-1", "second");
    ASSERT_EQ(problems.size(), 1);
    EXPECT_TRUE(problems[0].contains(u"keychain: locked"));
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    ref = {.source = CredentialRef::Source::Environment, .place = QStringLiteral("HUBSPOT_OAUTH")};
    read();
    grant("token-2", "third");
    ASSERT_EQ(problems.size(), 2);
    EXPECT_TRUE(problems[1].contains(u"environment"));
    EXPECT_FALSE(problems.join(u' ').contains(u"canary"));
}

TEST_F(OAuthTokensTest, FetchAnotherAfterA401ButNotMoreThanOnceAMinute)
{
    read();
    grant("token-1");
    tokens->drop(ref);
    read();
    EXPECT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(answer(), QStringLiteral("token-1"));
    clock.advance(1min);
    read();
    EXPECT_EQ(wire.requests.size(), 2u);
    grant("token-2");
    clock.advance(1min);
    read();
    EXPECT_EQ(wire.requests.size(), 2u) << "the 401 is dealt with";
}

TEST_F(OAuthTokensTest, SendTheClientSecretToTrustedHostsAlone)
{
    tokens = std::make_unique<OAuthTokens>(reader, store, wire, clock,
                                           OAuthTokens::Setup{.api = QUrl(QStringLiteral("https://evil.test")),
                                                              .trusted = [](const QUrl &) { return false; }});
    read();
    EXPECT_TRUE(wire.requests.empty());
    EXPECT_TRUE(answer().contains(u"evil.test"));
}

TEST_F(OAuthTokensTest, AnswerNobodyWhoIsGone)
{
    read();
    context.reset();
    grant("token-1");
    EXPECT_TRUE(answers.isEmpty());
    context = std::make_unique<QObject>();
    read();
    EXPECT_EQ(answer(), QStringLiteral("token-1")) << "what was fetched for the other one";
}

TEST_F(OAuthTokensTest, MayDieWhileReadersWait)
{
    read();
    tokens.reset();
    EXPECT_EQ(wire.waiting(), 0u);
    EXPECT_TRUE(answers.isEmpty());
}

TEST_F(OAuthTokensTest, MayBeEndedByAReader)
{
    tokens->read(ref, context.get(), [this](const Result<Secret> &) { tokens.reset(); });
    QCoreApplication::processEvents();
    EXPECT_TRUE(wire.answer(okResponse(R"({"access_token":"a"})")));
    EXPECT_EQ(tokens, nullptr);
}

TEST_F(OAuthTokensTest, TurnToANewAuthorisationInMidFetch)
{
    read();
    reader.answer = oauthSecret("second");
    read();
    EXPECT_EQ(wire.requests.size(), 2u);
    wire.answerTo(0, okResponse(R"({"access_token":"of-the-old-one"})"));
    EXPECT_TRUE(answers.isEmpty());
    grant("token-2");
    EXPECT_EQ(answers, QStringList(2, QStringLiteral("token-2")));
}

} // namespace
} // namespace hubwatch::testing
