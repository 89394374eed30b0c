#include "hubspot/webhook_signature.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr char docsSecret[] = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
constexpr char docsUri[] = "https://www.example.com/webhook_uri";
constexpr char ourSecret[] = "ops-console-test-secret-01";
constexpr char ourUri[] = "https://hooks.example.test/hubspot";
constexpr char escapedUri[] = "https://hooks.example.test/hubspot?src=hs%3Aapp%2Fv3&x=%28a%29&sp=%20";
constexpr char v1Body[]
    = R"([{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}])";
constexpr char ourBody[]
    = R"([{"eventId":100,"subscriptionId":2,"portalId":3,"occurredAt":1790000000000,"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":4,"propertyName":"city","propertyValue":"Zürich ☕","changeSource":"CRM"}])";

struct SignatureVector {
    const char *name;
    SignatureVersion version;
    const char *secret;
    SignedWebhook webhook;
    const char *signature;
};

class WebhookSignatureVectorTest : public ::testing::TestWithParam<SignatureVector>
{ };

TEST_P(WebhookSignatureVectorTest, IsThePublishedOne)
{
    const SignatureVector &vector = GetParam();
    EXPECT_EQ(webhookSignature(vector.version, vector.secret, vector.webhook), QByteArray(vector.signature));
}

INSTANTIATE_TEST_SUITE_P(
    FactSheet, WebhookSignatureVectorTest,
    ::testing::Values(
        SignatureVector{"V2WithoutABody",
                        SignatureVersion::V2,
                        docsSecret,
                        {.method = "GET", .uri = docsUri},
                        "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"},
        SignatureVector{"V2WithABody",
                        SignatureVersion::V2,
                        docsSecret,
                        {.uri = docsUri, .body = R"({"example_field":"example_value"})"},
                        "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"},
        SignatureVector{"V3",
                        SignatureVersion::V3,
                        docsSecret,
                        {.uri = docsUri, .body = "{'example_field':'example_value'}", .timestamp = "1693657560000"},
                        "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="},
        SignatureVector{"V3AtAnotherTime",
                        SignatureVersion::V3,
                        docsSecret,
                        {.uri = docsUri, .body = "{'example_field':'example_value'}", .timestamp = "1700000300000"},
                        "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw="},
        SignatureVector{"V1",
                        SignatureVersion::V1,
                        docsSecret,
                        {.body = v1Body},
                        "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"},
        SignatureVector{"V3InUtf8",
                        SignatureVersion::V3,
                        ourSecret,
                        {.uri = ourUri, .body = ourBody, .timestamp = "1790000001000"},
                        "k0IORktjrL3DlIVOc50UDnv/Qo9BY1F1LyXPqC0diW8="},
        SignatureVector{"V3WithEscapes",
                        SignatureVersion::V3,
                        ourSecret,
                        {.uri = escapedUri, .body = "[]", .timestamp = "1790000001000"},
                        "C7NCOgm+VNyv+igtz1H036sLccXPCAvBVHxVgLOXjBE="}),
    [](const auto &test) { return test.param.name; });

TEST(WebhookSignatureTest, DecodesTwelveEscapesOnce)
{
    EXPECT_EQ(hashedUri(escapedUri), QByteArray("https://hooks.example.test/hubspot?src=hs:app/v3&x=(a)&sp=%20"));
    EXPECT_EQ(hashedUri("%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B"), QByteArray(":/?@!$'()*,;"));
    EXPECT_EQ(hashedUri("%3a%2f"), QByteArray(":/"));
    EXPECT_EQ(hashedUri("%20%26%3D%25%2B"), QByteArray("%20%26%3D%25%2B"));
    EXPECT_EQ(hashedUri("%252F"), QByteArray("%252F"));
    EXPECT_EQ(hashedUri("a%2"), QByteArray("a%2"));
}

TEST(WebhookSignatureTest, KnowsTheVersionsByName)
{
    EXPECT_EQ(signatureVersionNamed(u"v2"), SignatureVersion::V2);
    EXPECT_EQ(signatureVersionNamed(u"v4"), std::nullopt);
    EXPECT_EQ(signatureVersionNamed(u"V3"), std::nullopt);
}

class WebhookCheckTest : public ::testing::Test
{
protected:
    bool isGood(const QByteArray &signature, TimePoint now)
    {
        return isSignedWebhook(SignatureVersion::V3, ourSecret, {.uri = escapedUri, .body = "[]"},
                               signatureHeaders(SignatureVersion::V3, signature, timestamp), now);
    }

    QByteArray timestamp = "1790000001000";
    QByteArray right = "C7NCOgm+VNyv+igtz1H036sLccXPCAvBVHxVgLOXjBE=";
    TimePoint then = TimePoint(1'790'000'001'000ms);
};

TEST_F(WebhookCheckTest, AcceptsWithinFiveMinutesBothWays)
{
    EXPECT_TRUE(isGood(right, then));
    EXPECT_TRUE(isGood(right, then + 5min));
    EXPECT_FALSE(isGood(right, then + 5min + 1ms));
    EXPECT_TRUE(isGood(right, then - 5min));
    EXPECT_FALSE(isGood(right, then - 5min - 1ms));
}

TEST_F(WebhookCheckTest, AcceptsTheRawUriToo)
{
    EXPECT_TRUE(isGood("Jsn4+HtlGJowgxudZyo1mEqwDbO/iVMcJtS8ZmH7rWQ=", then));
}

TEST_F(WebhookCheckTest, RefusesWhatIsNotSigned)
{
    EXPECT_FALSE(isGood({}, then));
    EXPECT_FALSE(isGood(right.toLower(), then));
    EXPECT_FALSE(isGood(right + ' ', then));
    EXPECT_FALSE(isGood(right.chopped(1), then));
    EXPECT_FALSE(isSignedWebhook(SignatureVersion::V3, ourSecret, {.uri = escapedUri, .body = "[]"}, {}, then));
}

TEST_F(WebhookCheckTest, RefusesATimestampThatIsNoNumberHoweverSigned)
{
    for (const char *text : {"soon", "", "-1790000001000", "1790000001000.0", "1.790000001e12", "9223372036854775807",
                             "99999999999999999999"}) {
        timestamp = text;
        const QByteArray signature = webhookSignature(SignatureVersion::V3, ourSecret,
                                                      {.uri = escapedUri, .body = "[]", .timestamp = timestamp});
        EXPECT_FALSE(isGood(signature, then)) << text;
    }
}

TEST_F(WebhookCheckTest, WantsTheVersionThatIsNamed)
{
    const SignedWebhook webhook{.uri = ourUri, .body = "[]"};
    const QByteArray signature = webhookSignature(SignatureVersion::V2, ourSecret, webhook);
    EXPECT_TRUE(isSignedWebhook(SignatureVersion::V2, ourSecret, webhook,
                                signatureHeaders(SignatureVersion::V2, signature, {}), then));
    EXPECT_FALSE(isSignedWebhook(SignatureVersion::V2, ourSecret, webhook,
                                 signatureHeaders(SignatureVersion::V1, signature, {}), then));
}

} // namespace
} // namespace hubwatch
