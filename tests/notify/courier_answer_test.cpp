#include "notify/courier_answer.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using Outcome = Delivery::Outcome;

const AskedParty party{QStringLiteral("Slack"), QStringLiteral("hooks.slack.com"), QStringLiteral("keychain:slack")};
const TimePoint answerNow(1'763'884'800s); // Sun, 23 Nov 2025 08:00:00 GMT

struct FailedCase {
    const char *name;
    Error error;
    Outcome outcome;
    std::optional<Duration> wait;
    const char *words; ///< some of them
};

void PrintTo(const FailedCase &one, std::ostream *out)
{
    *out << one.name;
}

Error statusError(int status, const QByteArray &body = {}, const QByteArray &retryAfter = {})
{
    Error error{.kind = Error::Kind::Rejected,
                .detail = QStringLiteral("POST https://hooks.slack.com/services/CANARY: HTTP"),
                .body = body,
                .status = status};
    if (!retryAfter.isEmpty())
        error.headers.push_back({"retry-after", retryAfter});
    return error;
}

Error reachError(Error::Reach reach)
{
    return {.detail = QStringLiteral("POST https://hooks.slack.com/services/CANARY: timed out"), .reach = reach};
}

class FailedDeliveryTest : public ::testing::TestWithParam<FailedCase>
{ };

TEST_P(FailedDeliveryTest, SaysWhatToDoAndNoSecret)
{
    const Delivery delivery = failedDelivery(GetParam().error, party, answerNow);
    EXPECT_EQ(delivery.outcome, GetParam().outcome);
    EXPECT_EQ(delivery.status, GetParam().error.status);
    EXPECT_EQ(delivery.wait, GetParam().wait);
    EXPECT_TRUE(delivery.words.contains(QString::fromUtf8(GetParam().words))) << delivery.words.toStdString();
    EXPECT_FALSE(delivery.words.contains(QStringLiteral("CANARY"))) << delivery.words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Answers, FailedDeliveryTest,
    ::testing::Values(
        FailedCase{"WaitsInSeconds", statusError(429, "slow", "30"), Outcome::Later, 30s,
                   "takes no more for now (HTTP 429) and asks to wait 30s: slow"},
        FailedCase{"WaitsUntilADate", statusError(429, {}, "Sun, 23 Nov 2025 08:02:00 GMT"), Outcome::Later, 120s,
                   "asks to wait 2m"},
        FailedCase{"WaitsAsWeDo", statusError(429), Outcome::Later, std::nullopt, "for now"},
        FailedCase{"ReadsNoNonsense", statusError(429, {}, "soon"), Outcome::Later, std::nullopt, "for now"},
        FailedCase{"FaultOfTheirs", statusError(500, "boom"), Outcome::Later, std::nullopt, "(HTTP 500): boom"},
        FailedCase{"BadGatewayThatWaits", statusError(502, {}, "5"), Outcome::Later, 5s, "asks to wait 5s"},
        FailedCase{"WrongKey", statusError(403, "no"), Outcome::Refused, std::nullopt,
                   "refused it (HTTP 403): no; check what keychain:slack holds"},
        FailedCase{"WrongPlace", statusError(404), Outcome::Refused, std::nullopt, "check the route's url"},
        FailedCase{"BadField", statusError(400, "field x"), Outcome::Refused, std::nullopt, "(HTTP 400): field x"},
        FailedCase{"Redirect", statusError(302), Outcome::Refused, std::nullopt, "redirect"},
        FailedCase{"NoAnswer", reachError(Error::Reach::Timeout), Outcome::Later, std::nullopt,
                   "Slack (hooks.slack.com) was not reached: no answer in time"},
        FailedCase{"NoHost", reachError(Error::Reach::Dns), Outcome::Later, std::nullopt, "its name was not found"},
        FailedCase{"NoHttp", reachError(Error::Reach::None), Outcome::Later, std::nullopt, "no answer in HTTP"}),
    [](const auto &test) { return test.param.name; });

TEST(CourierAnswer, QuotesInOneBearableLine)
{
    EXPECT_EQ(saidIn("<html>\r\n\x01 a\tb</html>"), QStringLiteral("<html> a b</html>"));
    EXPECT_LE(saidIn(QByteArray(2'000'000, 'x')).size(), 300);
    EXPECT_EQ(saidIn({}), QString());
}

struct SecretCase {
    const char *name;
    const char *secret;
    const char *said;
};

class WithoutSecretTest : public ::testing::TestWithParam<SecretCase>
{ };

TEST_P(WithoutSecretTest, TakesItOut)
{
    const QString text = withoutSecret(QString::fromUtf8(GetParam().said), Secret::copyOf(GetParam().secret));
    EXPECT_FALSE(text.contains(QStringLiteral("CANARY"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("(secret)"))) << text.toStdString();
    EXPECT_TRUE(text.startsWith(QStringLiteral("bad "))) << text.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Secrets, WithoutSecretTest,
    ::testing::Values(SecretCase{"Whole", "CANARY0123", "bad key CANARY0123"},
                      SecretCase{"UrlWhole", "https://hooks.slack.com/services/T0/B0/CANARYxyz",
                                 "bad https://hooks.slack.com/services/T0/B0/CANARYxyz"},
                      SecretCase{"UrlPath", "https://hooks.slack.com/services/T0/B0/CANARYxyz",
                                 "bad POST /services/T0/B0/CANARYxyz"},
                      SecretCase{"UrlEnd", "https://hooks.slack.com/services/T0/B0/CANARYxyz\n", "bad token CANARYxyz"},
                      SecretCase{"Password", "anna:CANARY0123", "bad password CANARY0123"},
                      SecretCase{"Basic", "anna:CANARY0123", "bad header Basic YW5uYTpDQU5BUlkwMTIz"}),
    [](const auto &test) { return test.param.name; });

TEST(CourierAnswer, LeavesTextAloneWithoutASecret)
{
    EXPECT_EQ(withoutSecret(QStringLiteral("plain"), {}), QStringLiteral("plain"));
    EXPECT_EQ(withoutSecret(QStringLiteral("a plain b"), Secret::copyOf("a")), QStringLiteral("a plain b"))
        << "a part so short is in every word";
}

TEST(CourierAnswer, SendsKeysOverHttpsOrToThisMachine)
{
    EXPECT_TRUE(mayCarryKey(QUrl(QStringLiteral("https://x.test"))));
    EXPECT_TRUE(mayCarryKey(QUrl(QStringLiteral("http://127.0.0.1:80"))));
    EXPECT_FALSE(mayCarryKey(QUrl(QStringLiteral("http://x.test"))));
    EXPECT_FALSE(mayCarryKey(QUrl(QStringLiteral("ftp://x.test"))));
}

} // namespace
} // namespace hubwatch
