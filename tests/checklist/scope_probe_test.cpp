#include "checklist/probes/scope_probe.h"

#include "ask_bench.h"
#include "support/fake_http.h"

namespace hubwatch::testing {
namespace {

using namespace Qt::StringLiterals;

class ScopeProbeTest : public ::testing::Test
{
protected:
    ScopeProbeTest() { bench.keys.keys[u"keychain:prod"_s] = "pat-na1-12345678-1234-1234-1234-123456789012"; }

    void start()
    {
        scopeProbe({http, bench.clock, bench.processes, bench.keys},
                   order)({.context = context.get(), .reply = [this](const Verdict &v) { verdict = v; }});
        QTest::qWait(0);
        QTest::qWait(0);
    }
    /// Answers details, then the scopes where they are asked for.
    void answer(const char *scopes)
    {
        http.answer(okResponse(R"({"portalId":4711001,"accountType":"STANDARD","timeZone":"Asia/Tokyo"})"));
        if (scopes)
            http.answer(okResponse(QByteArray(R"({"hubId":4711001,"appId":5,"userId":1,"scopes":[)") + scopes + "]}"));
    }

    AskBench bench;
    FakeHttp http;
    ScopeOrder order{.item = u"scopes.minimal"_s,
                     .account = u"prod"_s,
                     .credential = u"keychain:prod"_s,
                     .api = QUrl(u"https://api.hubapi.com"_s),
                     .portal = 4711001,
                     .endpointsSeen = {{u"contacts.search"_s, 10}},
                     .seenOver = 6h,
                     .fresh = 24h};
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    std::optional<Verdict> verdict;
};

TEST_F(ScopeProbeTest, PassesWhatHasNoMoreThanItNeeds)
{
    start();
    answer(R"("oauth","crm.objects.contacts.read")");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(told(*verdict), "pass: 2 scopes granted, none more than needed");
    EXPECT_EQ(verdict->evidence.staleAt, verdict->evidence.at + 24h);
    EXPECT_TRUE(saidIn(verdict->evidence.notes.join(u' '), "6h"));
    EXPECT_TRUE(isWhole(verdict->evidence));
}

TEST_F(ScopeProbeTest, FailsWhatCouldWriteForNoReason)
{
    start();
    answer(R"("oauth","crm.objects.contacts.read","crm.lists.write","files")");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(told(*verdict), "fail: 2 scopes more than needed: crm.lists.write, files");
}

TEST_F(ScopeProbeTest, ADeadTokenIsAnError)
{
    start();
    http.answer(
        tl::unexpected(Error{.kind = Error::Kind::Unauthorized,
                             .detail = u"GET: HTTP 401"_s,
                             .body = R"({"category":"INVALID_AUTHENTICATION","message":"the token is revoked"})",
                             .status = 401}));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(told(*verdict), "error: HubSpot refuses the token of account \"prod\": the token is revoked");
}

TEST_F(ScopeProbeTest, NoAnswerAndAHotelsPageAreErrors)
{
    start();
    http.answer(unreachable(Error::Reach::Timeout));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::Error);
    verdict.reset();
    start();
    http.answer(okResponse("<html>Welcome</html>", "text/html"));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::Error);
}

TEST_F(ScopeProbeTest, ATokenOfAnotherPortalIsAnError)
{
    order.portal = 99;
    start();
    answer(R"("oauth","crm.objects.contacts.read")");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict->words, "portal 4711001")) << told(*verdict);
}

TEST_F(ScopeProbeTest, AServiceKeyIsNotRunAndSaysWhatToDo)
{
    start();
    answer(nullptr);
    http.answer(tl::unexpected(Error{.kind = Error::Kind::Rejected, .detail = u"POST: HTTP 404"_s, .status = 404}));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::NotRun);
    EXPECT_TRUE(saidIn(verdict->words, "service key")) << told(*verdict);
    EXPECT_TRUE(saidIn(verdict->words, "[[proofs]]")) << told(*verdict);
}

TEST_F(ScopeProbeTest, TroubleWithIntrospectionIsAnErrorAndNoServiceKey)
{
    start();
    answer(nullptr);
    http.answer(tl::unexpected(Error{.kind = Error::Kind::ServerFault, .detail = u"POST: HTTP 503"_s, .status = 503}));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(told(*verdict),
              "error: the token of account \"prod\" is alive, but HubSpot did not say its scopes: try again");
}

TEST_F(ScopeProbeTest, WithoutAnAccountOrASecretNobodyIsAsked)
{
    order.account.clear();
    start();
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::NotRun);
    EXPECT_TRUE(saidIn(verdict->words, "add account")) << told(*verdict);
    order.account = u"prod"_s;
    order.credential = u"keychain:gone"_s;
    start();
    EXPECT_EQ(verdict->outcome, Outcome::Error);
    order.credential = u"no reference"_s;
    start();
    EXPECT_EQ(verdict->outcome, Outcome::Error);
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(ScopeProbeTest, NoTokenGoesToAHostNobodyTrusts)
{
    order.api = QUrl(u"https://evil.test"_s);
    start();
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict->words, "evil.test")) << told(*verdict);
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(ScopeProbeTest, NothingSaysWhatItDoes)
{
    order.endpointsSeen.clear();
    start();
    answer(R"("oauth","crm.objects.contacts.read")");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::NotRun);
}

TEST_F(ScopeProbeTest, IsSilentWhenItsOwnerDies)
{
    start();
    context.reset();
    EXPECT_FALSE(http.answer(okResponse("{}")));
    EXPECT_FALSE(verdict);
}

} // namespace
} // namespace hubwatch::testing
