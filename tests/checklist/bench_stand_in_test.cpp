#include "base/system_clock.h"
#include "checklist/bench/bench_stand_in.h"
#include "net/qt_http.h"
#include "support/fake_http.h"
#include "support/printers.h"

#include <QEventLoop>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using StandInWeather = BenchPhase::Weather;

class BenchStandInTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(standIn.listen(0));
        standIn.beginPhase(0, StandInWeather::Calm);
    }

    HttpRequest request(const QString &path) const
    {
        QUrl url = standIn.url();
        url.setPath(path);
        return {.url = url,
                .headers = {{"Authorization", "Bearer pat-na1-11111111-2222-3333-4444-555555555555"}},
                .once = true};
    }
    Result<HttpResponse> ask(HttpRequest made)
    {
        std::optional<Result<HttpResponse>> got;
        http.send(std::move(made), &context, [&got](Result<HttpResponse> result) { got = std::move(result); });
        EXPECT_TRUE(QTest::qWaitFor([&got] { return got.has_value(); }));
        return got.value_or(fail(Error::Kind::Offline, QStringLiteral("no answer")));
    }
    Result<HttpResponse> get(const QString &path) { return ask(request(path)); }
    int statusOfGet(const QString &path)
    {
        const Result<HttpResponse> result = get(path);
        return result ? result->status : result.error().status;
    }

    SystemClock clock;
    QtHttp http;
    QObject context;
    testing::FakeHttp sandbox;
    BenchStandIn standIn{{.clock = clock, .pace = 0.1}};
    const QString contact = QStringLiteral("/crm/v3/objects/contacts/501");
};

TEST_F(BenchStandInTest, AnswersAndRemembers)
{
    const Result<HttpResponse> result = get(contact);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->header("X-HubSpot-RateLimit-Max"), QByteArray("100"));
    EXPECT_EQ(result->header("X-HubSpot-RateLimit-Remaining"), QByteArray("99"));
    EXPECT_FALSE(result->header("X-HubSpot-Correlation-Id").isEmpty());
    ASSERT_EQ(standIn.calls().size(), 1u);
    const BenchCall &call = standIn.calls()[0];
    EXPECT_EQ(call.method, QStringLiteral("GET"));
    EXPECT_EQ(call.path, contact);
    EXPECT_EQ(call.status, 200);
    EXPECT_GT(call.answered, call.at);
    EXPECT_FALSE(call.struck);
    EXPECT_EQ(standIn.open(), 0);
}

TEST_F(BenchStandInTest, KnowsTheSameRequestAgain)
{
    get(contact);
    get(contact);
    get(contact + u'2');
    HttpRequest posted = request(QStringLiteral("/crm/v3/objects/contacts/search"));
    posted.method = HttpRequest::Method::Post;
    posted.body = R"({"query":"a"})";
    ask(posted);
    posted.body = R"({"query":"b"})";
    EXPECT_TRUE(ask(posted)->header("X-HubSpot-RateLimit-Max").isEmpty()) << "searches carry no rate headers";
    const std::vector<BenchCall> &calls = standIn.calls();
    ASSERT_EQ(calls.size(), 5u);
    EXPECT_EQ(calls[0].key, calls[1].key);
    EXPECT_NE(calls[1].key, calls[2].key);
    EXPECT_NE(calls[3].key, calls[4].key);
}

TEST_F(BenchStandInTest, RemembersUnknownPathsAndRefusals)
{
    EXPECT_EQ(statusOfGet(QStringLiteral("/cms/v3/pages")), 404);
    HttpRequest bare = request(contact);
    bare.headers.clear();
    EXPECT_EQ(ask(bare).error().status, 401);
    standIn.beginPhase(1, StandInWeather::Throttled);
    EXPECT_EQ(ask(bare).error().status, 401) << "in any weather";
    ASSERT_EQ(standIn.calls().size(), 3u);
    EXPECT_FALSE(standIn.calls()[2].struck);
}

TEST_F(BenchStandInTest, RemembersNoTokens)
{
    get(QStringLiteral("/oauth/v1/access-tokens/pat-na1-11111111-2222-3333-4444-555555555555"));
    EXPECT_FALSE(standIn.calls()[0].path.contains(QStringLiteral("2222"))) << standIn.calls()[0].path.toStdString();
}

TEST_F(BenchStandInTest, RemembersPagesAndWhatABatchOfDefinitionsHolds)
{
    HttpRequest made = request(QStringLiteral("/crm/v3/owners"));
    made.url.setQuery(QStringLiteral("limit=100&after=200&archived=true&t=7"));
    ask(made);
    made = request(QStringLiteral("/crm/v3/properties/contacts/batch/read"));
    made.method = HttpRequest::Method::Post;
    made.body = R"({"inputs":[{"name":"city"},{"name":"email"}]})";
    ask(made);
    ASSERT_EQ(standIn.calls().size(), 2u);
    EXPECT_EQ(standIn.calls()[0].page, QStringLiteral("after=200&archived=true"));
    EXPECT_EQ(standIn.calls()[1].records, 2);
}

// As from a container, where this machine has a name of its own.
TEST_F(BenchStandInTest, AnswersToTheNameItIsGivenAndTellsAnother)
{
    HttpRequest named = request(contact);
    named.headers.push_back({"Host", "host.docker.internal:8089"});
    EXPECT_EQ(ask(named).error().status, 403);
    EXPECT_EQ(standIn.refusedHost(), QStringLiteral("host.docker.internal"));
    EXPECT_EQ(standIn.refusedCalls(), 1);
    EXPECT_TRUE(standIn.calls().empty());
    named.headers.back().value = "<b>'pat-na1-11111111-2222-3333-4444-555555555555'";
    ask(named);
    EXPECT_FALSE(standIn.refusedHost().contains(QStringLiteral("2222"))) << standIn.refusedHost().toStdString();
    EXPECT_FALSE(standIn.refusedHost().contains(u'<'));

    BenchStandIn told({.clock = clock, .pace = 0.1, .host = QStringLiteral("host.docker.internal")});
    ASSERT_TRUE(told.listen(0));
    told.beginPhase(0, StandInWeather::Calm);
    EXPECT_EQ(told.url().host(), QStringLiteral("host.docker.internal")) << "so the service is told";
    named.headers.back().value = "host.docker.internal";
    named.url.setPort(told.url().port());
    EXPECT_TRUE(ask(named));
    EXPECT_EQ(told.calls().size(), 1u);
    EXPECT_EQ(told.refusedCalls(), 0);
}

TEST_F(BenchStandInTest, TellsWhenToComeAgain)
{
    standIn.beginPhase(1, StandInWeather::Throttled);
    const Result<HttpResponse> first = get(contact);
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().status, 429);
    EXPECT_EQ(first.error().retryAfter, std::optional<Duration>(1s));
    EXPECT_TRUE(standIn.awaitsRepeat());
    EXPECT_EQ(standIn.calls()[0].told, QStringLiteral("1"));
    const Result<HttpResponse> second = get(contact);
    EXPECT_TRUE(headerValue(second.error().headers, "Retry-After").endsWith("GMT"));
    EXPECT_TRUE(standIn.awaitsRepeat());
    EXPECT_TRUE(get(contact));
    EXPECT_FALSE(standIn.awaitsRepeat());
}

TEST_F(BenchStandInTest, FailsResetsAndHalves)
{
    standIn.beginPhase(1, StandInWeather::Failing);
    EXPECT_EQ(statusOfGet(contact), 500);
    EXPECT_EQ(statusOfGet(contact), 502);
    standIn.beginPhase(2, StandInWeather::Reset);
    const Result<HttpResponse> reset = get(contact);
    ASSERT_FALSE(reset);
    EXPECT_EQ(int(reset.error().reach), int(Error::Reach::Reset));
    EXPECT_EQ(standIn.calls().back().status, 0);
    EXPECT_TRUE(standIn.calls().back().struck);
    standIn.beginPhase(3, StandInWeather::Malformed);
    const Result<HttpResponse> halved = get(contact);
    ASSERT_TRUE(halved);
    EXPECT_FALSE(halved->body.endsWith('}'));
    standIn.beginPhase(4, StandInWeather::Slow);
    EXPECT_TRUE(get(contact));
    EXPECT_GE(standIn.calls().back().answered - standIn.calls().back().at, 290ms);
}

TEST_F(BenchStandInTest, SetsAsideWhatReadinessAsks)
{
    standIn.beginPhase(1, StandInWeather::Failing);
    standIn.setAside(true);
    EXPECT_EQ(statusOfGet(contact), 200) << "no weather";
    standIn.beginPhase(2, StandInWeather::Unauthorized);
    EXPECT_EQ(statusOfGet(contact), 401) << "but a refused token";
    EXPECT_TRUE(standIn.calls().empty());
    standIn.setAside(false);
    EXPECT_EQ(statusOfGet(contact), 401);
    EXPECT_EQ(standIn.callsOf(2), 1u);
}

TEST_F(BenchStandInTest, HandsCalmCallsOnToASandbox)
{
    BenchStandIn forwarding({.clock = clock,
                             .forward = &sandbox,
                             .forwardApi = QUrl(QStringLiteral("https://api.sandbox.test/x")),
                             .pace = 0.1});
    ASSERT_TRUE(forwarding.listen(0));
    forwarding.beginPhase(0, StandInWeather::Calm);
    HttpRequest made = request(QStringLiteral("/crm/v3/objects/contacts"));
    made.url.setPort(forwarding.url().port());
    made.url.setQuery(QStringLiteral("limit=5"));
    made.method = HttpRequest::Method::Post;
    made.headers.push_back({"Content-Type", "application/json"});
    made.body = "{}";
    std::optional<Result<HttpResponse>> got;
    http.send(made, &context, [&got](Result<HttpResponse> result) { got = std::move(result); });
    ASSERT_TRUE(QTest::qWaitFor([this] { return sandbox.requests.size() == 1; }));
    const HttpRequest onward = sandbox.requests[0];
    EXPECT_EQ(onward.url, QUrl(QStringLiteral("https://api.sandbox.test/x/crm/v3/objects/contacts?limit=5")));
    EXPECT_EQ(int(onward.method), int(HttpRequest::Method::Post));
    EXPECT_EQ(onward.body, QByteArray("{}"));
    EXPECT_TRUE(headerValue(onward.headers, "Authorization").isEmpty()) << "the service's token stays here";
    Error refusal{.kind = Error::Kind::Rejected, .status = 409};
    refusal.body = R"({"category":"CONFLICT"})";
    sandbox.answer(tl::unexpected(refusal));
    ASSERT_TRUE(QTest::qWaitFor([&got] { return got.has_value(); }));
    EXPECT_EQ(got->error().status, 409);
    EXPECT_EQ(got->error().body, refusal.body);
    EXPECT_EQ(forwarding.calls()[0].status, 409);
    forwarding.beginPhase(1, StandInWeather::Failing);
    made.body = "{\"other\":1}";
    EXPECT_EQ(ask(made).error().status, 500);
    EXPECT_EQ(sandbox.requests.size(), 1u) << "bad weather is ours";
}

} // namespace
} // namespace hubwatch
