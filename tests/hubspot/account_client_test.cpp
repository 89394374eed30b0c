#include "hubspot/account_client.h"

#include "fake_reader.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString details = QStringLiteral("/account-info/2026-09/details");

tl::unexpected<Error> refused(int status, QByteArray body = {}, std::vector<HttpHeader> headers = {})
{
    return tl::unexpected(Error{.kind = status == 429 ? Error::Kind::RateLimited : Error::Kind::Unauthorized,
                                .body = std::move(body),
                                .status = status,
                                .headers = std::move(headers)});
}

class AccountClientTest : public ::testing::Test
{
protected:
    void ask(const QString &path = details, bool batch = false)
    {
        client.http().send({.method = batch ? HttpRequest::Method::Post : HttpRequest::Method::Get,
                            .url = QUrl(QStringLiteral("https://api.hubapi.com") + path),
                            .batch = batch},
                           &context, [this](auto result) { results.push_back(std::move(result)); });
        clock.advance(0ms);
    }
    void answer(Result<HttpResponse> result)
    {
        wire.answer(std::move(result));
        clock.advance(0ms);
    }
    QByteArray logged() const
    {
        QFile file(logPath);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    testing::ManualClock clock;
    testing::FakeHttp wire;
    testing::FakeReader reader{clock};
    QTemporaryDir folder;
    QString logPath = folder.filePath(QStringLiteral("hubspot-calls.jsonl"));
    CallLog log{logPath};
    CallMetrics metrics;
    QObject context;
    std::vector<Result<HttpResponse>> results;
    AccountClient client{wire,
                         clock,
                         reader,
                         [this](const CredentialRef &, const Secret &) { ++reader.drops; },
                         {.name = QStringLiteral("prod"), .credential = {.place = QStringLiteral("prod")}},
                         {.log = &log, .metrics = {&metrics}}};
};

TEST_F(AccountClientTest, CarriesACallAndTellsOfIt)
{
    ask();
    ASSERT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(headerValue(wire.requests.at(0).headers, "Authorization"), "Bearer " + reader.token);
    clock.advance(84ms);
    answer(HttpResponse{.status = 200,
                        .headers = {{.name = "X-HubSpot-RateLimit-Max", .value = "190"},
                                    {.name = "X-HubSpot-RateLimit-Remaining", .value = "189"},
                                    {.name = "X-HubSpot-Correlation-Id", .value = "abc-1"}},
                        .body = "{}"});
    ASSERT_EQ(results.size(), 1U);
    EXPECT_TRUE(results.at(0));
    EXPECT_EQ(client.live().max, 190);
    EXPECT_EQ(client.liveAt(), clock.now());
    EXPECT_EQ(client.limiter().accountLimit, 190);
    EXPECT_TRUE(client.failures().empty());
    EXPECT_EQ(client.calls(), 1);
    EXPECT_TRUE(logged().contains(
        R"("endpoint":"accountInfo.details","status":200,"attempt":1,"durationMs":84,"correlationId":"abc-1"})"))
        << logged().toStdString();
    EXPECT_TRUE(metrics.text().contains(
        R"(hubspot_api_calls_total{method="GET",endpoint="accountInfo.details",status="success"} 1)"));
}

TEST_F(AccountClientTest, ATenSecondly429PausesEverybodyAndIsRepeated)
{
    ask();
    answer(refused(429, R"({"policyName":"TEN_SECONDLY_ROLLING"})"));
    ask();
    EXPECT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(client.limiter().bound, LimiterBound::Paused);
    clock.advance(13s);
    EXPECT_EQ(wire.requests.size(), 3U);
    EXPECT_TRUE(results.empty());
    EXPECT_EQ(client.failures().size(), 1U);
    EXPECT_EQ(client.failures().at(0).error.cause, ApiError::Cause::RateTenSecondly);
    EXPECT_EQ(client.failures().at(0).call, QStringLiteral("GET /account-info/2026-09/details"));
}

TEST_F(AccountClientTest, ADaily429ParksUntilThePortalsMidnight)
{
    client.setResetsAt(clock.now() + 5h);
    ask(QStringLiteral("/crm/objects/2026-09/contacts/batch/read"), true);
    answer(refused(429, R"({"policyName":"DAILY"})"));
    EXPECT_TRUE(results.empty()) << "the batch waits";
    EXPECT_EQ(client.limiter().parkedUntil, clock.now() + 5h);
    ask();
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().retryAfter, 5h);
    EXPECT_EQ(wire.requests.size(), 1U);
    clock.advance(5h);
    EXPECT_EQ(wire.requests.size(), 2U);
    answer(testing::okResponse("{}", "application/json"));
    ASSERT_EQ(results.size(), 2U);
    EXPECT_TRUE(results.at(1));
}

TEST_F(AccountClientTest, APollThatMeetsTheDailyLimitIsTold)
{
    ask();
    answer(refused(429, R"({"policyName":"DAILY"})"));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().status, 429);
    EXPECT_EQ(client.limiter().parkedUntil, clock.now() + 1h);
}

TEST_F(AccountClientTest, ASearch429PausesSearchAlone)
{
    ask(QStringLiteral("/crm/objects/2026-09/contacts/search"), true);
    answer(refused(429, R"({"policyName":"SECONDLY"})"));
    ask(QStringLiteral("/crm/objects/2026-09/deals/search"), true);
    ask();
    ASSERT_EQ(wire.requests.size(), 2U);
    EXPECT_EQ(wire.requests.at(1).url.path(), details);
    clock.advance(2s);
    EXPECT_EQ(wire.requests.size(), 4U);
}

TEST_F(AccountClientTest, AReadIsRepeatedFourTimesInAll)
{
    ask();
    for (int i = 0; i < 4; ++i) {
        answer(refused(503, "<html>"));
        clock.advance(60s);
    }
    EXPECT_EQ(wire.requests.size(), 4U);
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(client.failures().size(), 4U);
    EXPECT_EQ(client.failures().at(0).attempt, 4) << "newest first";
    EXPECT_EQ(logged().count('\n'), 4);
}

TEST_F(AccountClientTest, AWriteThatMayHaveBeenDoneIsNotRepeated)
{
    ask(QStringLiteral("/crm/objects/2026-09/contacts/batch/create"), true);
    answer(testing::unreachable(Error::Reach::Reset));
    clock.advance(1h);
    EXPECT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(results.size(), 1U);
}

TEST_F(AccountClientTest, ARevokedTokenCostsOneRepeatAndThenOneCallAPoll)
{
    const QByteArray body = R"({"status":"error","category":"INVALID_AUTHENTICATION","message":"revoked"})";
    ask();
    answer(refused(401, body));
    ASSERT_EQ(wire.requests.size(), 2U);
    answer(refused(401, body));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(apiErrorOf(results.at(0).error()).cause, ApiError::Cause::TokenInvalid);
    for (int poll = 0; poll < 5; ++poll) {
        clock.advance(60s);
        ask();
        answer(refused(401, body));
        clock.advance(59s);
    }
    EXPECT_EQ(wire.requests.size(), 7U);
    EXPECT_EQ(results.size(), 6U);
}

TEST_F(AccountClientTest, ARotatedTokenIsReadAndUsedWithinTheSameCall)
{
    ask();
    reader.token = "pat-na1-22222222-1234-1234-1234-123456789012";
    answer(refused(401));
    ASSERT_EQ(wire.requests.size(), 2U);
    EXPECT_EQ(headerValue(wire.requests.at(1).headers, "Authorization"), "Bearer " + reader.token);
    answer(testing::okResponse("{}", "application/json"));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_TRUE(results.at(0));
}

TEST_F(AccountClientTest, AnUnreadableCredentialCostsNoCall)
{
    reader.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked")};
    ask();
    EXPECT_TRUE(wire.requests.empty());
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().kind, Error::Kind::Storage);
    EXPECT_EQ(client.calls(), 0);
    EXPECT_TRUE(logged().isEmpty());
}

TEST_F(AccountClientTest, APortalsPageIsAFailure)
{
    ask();
    answer(testing::okResponse("<html>Welcome to the hotel</html>", "text/html"));
    ASSERT_EQ(results.size(), 1U);
    ASSERT_FALSE(results.at(0));
    EXPECT_EQ(client.failures().at(0).error.cause, ApiError::Cause::CaptivePortal);
    EXPECT_EQ(wire.requests.size(), 1U);
}

TEST_F(AccountClientTest, KeepsTheNewestTwentyFailures)
{
    for (int i = 0; i < 25; ++i) {
        ask(QStringLiteral("/crm/objects/2026-09/contacts/%1").arg(i));
        answer(refused(404));
    }
    ASSERT_EQ(client.failures().size(), 20U);
    EXPECT_TRUE(client.failures().front().call.endsWith(QStringLiteral("/24")));
    EXPECT_TRUE(client.failures().back().call.endsWith(QStringLiteral("/5")));
}

TEST_F(AccountClientTest, CountsCallsToPathsThatEnd)
{
    ask(QStringLiteral("/crm/v3/objects/contacts"));
    answer(testing::okResponse("{}", "application/json"));
    ask();
    answer(testing::okResponse("{}", "application/json"));
    EXPECT_EQ(client.legacyCalls(), 1);
    EXPECT_EQ(metrics.legacyCalls(), 1);
}

TEST_F(AccountClientTest, TheTokenIsInNoLogMetricOrFailure)
{
    const QByteArray echo = "{\"message\":\"token " + reader.token + " of Bearer " + reader.token + " is bad\"}";
    ask(details + QStringLiteral("?hapikey=") + QString::fromLatin1(reader.token));
    answer(refused(400, echo));
    ask(QStringLiteral("/oauth/v1/access-tokens/") + QString::fromLatin1(reader.token));
    answer(refused(404, echo));
    ASSERT_EQ(client.failures().size(), 2U);
    const QByteArray secretPart = "12345678-1234";
    EXPECT_FALSE(logged().isEmpty());
    EXPECT_FALSE(logged().contains(secretPart)) << logged().toStdString();
    EXPECT_FALSE(metrics.text().contains(secretPart));
    for (const FailedCall &call : client.failures())
        EXPECT_FALSE((call.call + call.error.message).contains(QString::fromLatin1(secretPart)));
}

TEST_F(AccountClientTest, NothingOfAConfidentialAnswerIsKept)
{
    client.http().send(
        {.url = QUrl(QStringLiteral("https://api.hubapi.com/oauth/2026-09/token")), .confidential = true}, &context,
        [](const auto &) {});
    clock.advance(0ms);
    answer(refused(400, R"({"message":"canary"})"));
    EXPECT_FALSE(logged().contains("canary"));
    EXPECT_EQ(client.failures().at(0).error.message, QString());
}

} // namespace
} // namespace hubwatch
