#include "net/authorized_http.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QPointer>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct HostCase {
    const char *url;
    bool may;
};

class MayCarryTokenTest : public ::testing::TestWithParam<HostCase>
{ };

TEST_P(MayCarryTokenTest, DecidesByHostAndScheme)
{
    const QStringList trusted{QStringLiteral("proxy.example.com")};
    EXPECT_EQ(mayCarryToken(QUrl(QString::fromLatin1(GetParam().url)), trusted), GetParam().may) << GetParam().url;
}

INSTANTIATE_TEST_SUITE_P(
    Hosts, MayCarryTokenTest,
    ::testing::Values(HostCase{"https://api.hubapi.com/x", true}, HostCase{"https://api-eu1.hubapi.com/x", true},
                      HostCase{"https://API.HUBAPI.COM/x", true}, HostCase{"http://api.hubapi.com/x", false},
                      HostCase{"https://hubapi.com/x", false}, HostCase{"https://evilhubapi.com/x", false},
                      HostCase{"https://api.hubapi.com.evil.test/x", false},
                      HostCase{"https://api.hubapi.com@evil.test/x", false},
                      HostCase{"https://evil.test/api.hubapi.com", false},
                      HostCase{"https://proxy.example.com/x", true}, HostCase{"https://Proxy.Example.com/x", true},
                      HostCase{"http://proxy.example.com/x", false}, HostCase{"https://sub.proxy.example.com/x", false},
                      HostCase{"http://127.0.0.1:4010/x", true}, HostCase{"http://localhost:4010/x", true},
                      HostCase{"http://[::1]:4010/x", true}, HostCase{"https://localhost/x", true},
                      HostCase{"http://localhost.evil.test/x", false}, HostCase{"http://sync.localhost/x", false},
                      HostCase{"ftp://localhost/x", false}, HostCase{"https:///x", false}, HostCase{"", false}));

/// Answers from a value the test sets, later; a cache that forgets when told.
class FakeReader : public CredentialReader
{
public:
    explicit FakeReader(Clock &clock)
        : m_clock(clock)
    { }

    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        ++reads;
        const Result<Secret> answer = failure ? Result<Secret>(tl::unexpected(*failure))
                                              : Result<Secret>(Secret::copyOf(cached.isEmpty() ? kept : cached));
        m_clock.after(1ms, context, [answer, reply = std::move(reply)] { reply(answer); });
    }
    void drop()
    {
        ++drops;
        cached.clear();
    }

    QByteArray kept = "pat-na1-current";
    QByteArray cached = {};
    std::optional<Error> failure = {};
    int reads = 0;
    int drops = 0;

private:
    Clock &m_clock;
};

class AuthorizedHttpTest : public ::testing::Test
{
protected:
    void ask(const QString &url = QStringLiteral("https://api.hubapi.com/account-info/2026-09/details"))
    {
        http->send({.url = QUrl(url), .redirects = 3}, &context,
                   [this](auto result) { results.push_back(std::move(result)); });
        clock.advance(1ms);
    }
    void refuse()
    {
        wire.answer(tl::unexpected(Error{.kind = Error::Kind::Unauthorized, .status = 401}));
        clock.advance(1ms);
    }
    QByteArray lastAuthorization() const { return headerValue(wire.requests.back().headers, "Authorization"); }
    std::unique_ptr<AuthorizedHttp> made(AuthorizedHttp::Scheme scheme)
    {
        return std::make_unique<AuthorizedHttp>(wire, clock, reader,
                                                AuthorizedHttp::Access{.credential = {.place = QStringLiteral("prod")},
                                                                       .trustedHosts = {},
                                                                       .scheme = scheme},
                                                [this](const CredentialRef &, const Secret &) { reader.drop(); });
    }

    testing::ManualClock clock;
    testing::FakeHttp wire;
    FakeReader reader{clock};
    QObject context;
    std::vector<Result<HttpResponse>> results;
    std::unique_ptr<AuthorizedHttp> http = made(AuthorizedHttp::Scheme::Bearer);
};

TEST_F(AuthorizedHttpTest, ReadsTheCredentialForEachSending)
{
    ask();
    EXPECT_EQ(lastAuthorization(), "Bearer pat-na1-current");
    EXPECT_EQ(wire.requests.back().redirects, 0);
    wire.answer(testing::okResponse("{}"));
    reader.kept = "pat-na1-rotated";
    ask();
    EXPECT_EQ(lastAuthorization(), "Bearer pat-na1-rotated");
    EXPECT_EQ(results.size(), 1U);
}

TEST_F(AuthorizedHttpTest, SpeaksBasicForTheTeamsOwnServices)
{
    http = made(AuthorizedHttp::Scheme::Basic);
    reader.kept = "user:password";
    ask(QStringLiteral("http://127.0.0.1:9464/metrics"));
    EXPECT_EQ(lastAuthorization(), "Basic dXNlcjpwYXNzd29yZA==");
}

TEST_F(AuthorizedHttpTest, SendsNothingToAHostThatMayNotSeeTheToken)
{
    ask(QStringLiteral("https://elsewhere.test/x"));
    EXPECT_TRUE(wire.requests.empty());
    EXPECT_EQ(reader.reads, 0);
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(results.at(0).error().detail.contains(QStringLiteral("trusted_hosts")));
}

TEST_F(AuthorizedHttpTest, ACredentialThatCannotBeReadIsAnErrorWithoutACall)
{
    reader.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked: unlock it")};
    ask();
    EXPECT_TRUE(wire.requests.empty());
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().kind, Error::Kind::Storage);
    EXPECT_EQ(results.at(0).error().detail,
              QStringLiteral("GET https://api.hubapi.com/account-info/2026-09/details: not sent, since keychain:prod "
                             "cannot be read: the keychain is locked: unlock it"));
}

TEST_F(AuthorizedHttpTest, AfterA401ReadsOnceMoreAndSaysAgainWhenTheSecretIsAnother)
{
    reader.cached = "pat-na1-old";
    ask();
    EXPECT_EQ(lastAuthorization(), "Bearer pat-na1-old");
    refuse();
    EXPECT_EQ(reader.drops, 1);
    EXPECT_EQ(reader.reads, 2);
    ASSERT_EQ(results.size(), 1U);
    EXPECT_TRUE(results.at(0).error().again);
    EXPECT_EQ(results.at(0).error().status, 401);
}

TEST_F(AuthorizedHttpTest, TheSameSecretIsWorthOneRepeatAndThenNone)
{
    for (int i = 0; i < 4; ++i) {
        ask();
        refuse();
    }
    ASSERT_EQ(results.size(), 4U);
    EXPECT_TRUE(results.at(0).error().again);
    for (size_t i = 1; i < 4; ++i)
        EXPECT_FALSE(results.at(i).error().again) << i;
    EXPECT_EQ(reader.drops, 1) << "the repeat that is refused a moment later does not read the source again";
}

TEST_F(AuthorizedHttpTest, ALaterPollLooksForANewSecretOnce)
{
    for (int poll = 0; poll < 3; ++poll) {
        clock.advance(1min);
        ask();
        refuse();
        ask(); // what RetryingHttp repeats at once, or another call that was under way
        refuse();
    }
    EXPECT_EQ(reader.drops, 3);
}

TEST_F(AuthorizedHttpTest, KeepsAnAuthorizationThatTheRequestBrings)
{
    const HttpHeader brought{.name = "Authorization", .value = "Bearer pat-na1-under-test"};
    http->send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x")), .headers = {brought}, .redirects = 2},
               &context, [this](auto result) { results.push_back(std::move(result)); });
    clock.advance(1ms);
    EXPECT_EQ(lastAuthorization(), "Bearer pat-na1-under-test");
    EXPECT_EQ(wire.requests.back().redirects, 0);
    EXPECT_EQ(reader.reads, 0);
    refuse();
    EXPECT_EQ(reader.drops, 0) << "it is not the credential that was refused";
    EXPECT_EQ(results.size(), 1U);
    http->send({.url = QUrl(QStringLiteral("https://elsewhere.test/x")), .headers = {brought}}, &context,
               [this](auto result) { results.push_back(std::move(result)); });
    clock.advance(1ms);
    EXPECT_EQ(wire.requests.size(), 1U) << "nor does it go to other hosts";
}

TEST_F(AuthorizedHttpTest, TellsBasicByItsShapeForServices)
{
    http = made(AuthorizedHttp::Scheme::ByShape);
    reader.kept = "user:password";
    ask(QStringLiteral("http://127.0.0.1:9464/metrics"));
    EXPECT_EQ(lastAuthorization(), "Basic dXNlcjpwYXNzd29yZA==");
    reader.kept = "opaque";
    ask(QStringLiteral("http://127.0.0.1:9464/metrics"));
    EXPECT_EQ(lastAuthorization(), "Bearer opaque");
}

TEST_F(AuthorizedHttpTest, ASecretThatWorksAgainIsForgiven)
{
    ask();
    refuse();
    ask();
    wire.answer(testing::okResponse("{}"));
    ask();
    refuse();
    EXPECT_TRUE(results.back().error().again);
}

TEST_F(AuthorizedHttpTest, ARereadThatFailsSaysThe401)
{
    ask();
    reader.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("gone")};
    refuse();
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().status, 401);
    EXPECT_FALSE(results.at(0).error().again);
}

TEST_F(AuthorizedHttpTest, OtherErrorsPassUntouched)
{
    ask();
    wire.answer(tl::unexpected(Error{.kind = Error::Kind::Unauthorized, .status = 403}));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_FALSE(results.at(0).error().again);
    EXPECT_EQ(reader.reads, 1);
}

TEST_F(AuthorizedHttpTest, IsSilentWhenItDiesInAnyState)
{
    ask(); // on the wire
    http->send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x"))}, &context,
               [this](auto result) { results.push_back(std::move(result)); }); // reads
    http.reset();
    clock.advance(1s);
    EXPECT_EQ(wire.waiting(), 0U);
    EXPECT_TRUE(results.empty());
}

} // namespace
} // namespace hubwatch
