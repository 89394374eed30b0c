#include "hubspot/api_requests.h"

#include "hubspot/oauth_secret.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QUrl api(QStringLiteral("https://api.hubapi.com"));

OAuthSecret clientSecret()
{
    return {.clientId = QStringLiteral("client-1"),
            .clientSecret = Secret::copyOf("s&cret=+"),
            .refreshToken = Secret::copyOf("refresh-1")};
}

TEST(ApiRequestsTest, ReadWithTimeoutAndAreRepeatable)
{
    for (const HttpRequest &request : {accountDetailsRequest(api), dailyUsageRequest(api), statusPageRequest(),
                                       securityActivityRequest(api, TimePoint(1s))}) {
        EXPECT_EQ(request.method, HttpRequest::Method::Get);
        EXPECT_EQ(request.timeout, 30s);
        EXPECT_TRUE(request.repeatable);
        EXPECT_FALSE(request.confidential);
        EXPECT_EQ(headerValue(request.headers, "accept"), QByteArray("application/json"));
    }
    EXPECT_EQ(accountDetailsRequest(api).url.toEncoded(),
              QByteArray("https://api.hubapi.com/account-info/2026-09/details"));
    EXPECT_EQ(statusPageRequest().url.toEncoded(), QByteArray("https://status.hubspot.com/api/v2/summary.json"));
    for (const char *mirror : {"http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v2/summary.json"})
        EXPECT_EQ(statusPageRequest(QUrl(QString::fromLatin1(mirror))).url.toEncoded(),
                  QByteArray("http://127.0.0.1:8080/api/v2/summary.json"));
}

TEST(ApiRequestsTest, PageThroughSecurityActivity)
{
    EXPECT_EQ(securityActivityRequest(api, TimePoint(1'764'028'800s)).url.query(),
              QStringLiteral("fromTimestamp=1764028800000&limit=100"));
    EXPECT_EQ(securityActivityRequest(api, TimePoint(1s), QStringLiteral("a+b&c=")).url.query(QUrl::FullyEncoded),
              QStringLiteral("fromTimestamp=1000&limit=100&after=a%2Bb%26c%3D"));
}

TEST(ApiRequestsTest, CarryATokenUnderTestInTheBodyAlone)
{
    const HttpRequest request = privateAppTokenRequest(api, Secret::copyOf("pat-na1-canary"));
    EXPECT_EQ(request.body, QByteArray(R"({"tokenKey":"pat-na1-canary"})"));
    EXPECT_TRUE(request.confidential);
    EXPECT_TRUE(request.repeatable);
    EXPECT_FALSE(request.url.toEncoded().contains("canary"));
    EXPECT_EQ(headerValue(request.headers, "content-type"), QByteArray("application/json"));
}

TEST(ApiRequestsTest, SendOAuthFormsInTheBody)
{
    const HttpRequest refresh = oauthRefreshRequest(api, clientSecret());
    EXPECT_EQ(refresh.url.toEncoded(), QByteArray("https://api.hubapi.com/oauth/2026-09/token"));
    EXPECT_EQ(refresh.body,
              QByteArray("grant_type=refresh_token&client_id=client-1&client_secret=s%26cret%3D%2B&"
                         "refresh_token=refresh-1"));
    EXPECT_EQ(headerValue(refresh.headers, "content-type"), QByteArray("application/x-www-form-urlencoded"));
    EXPECT_FALSE(refresh.repeatable);
    EXPECT_TRUE(refresh.confidential);
    const HttpRequest code = oauthCodeRequest(api, clientSecret(), QStringLiteral("c/1"),
                                              QUrl(QStringLiteral("http://localhost:4000/callback")), "verifier");
    EXPECT_EQ(code.body,
              QByteArray("grant_type=authorization_code&client_id=client-1&client_secret=s%26cret%3D%2B&"
                         "redirect_uri=http%3A%2F%2Flocalhost%3A4000%2Fcallback&code=c%2F1&"
                         "code_verifier=verifier"));
    EXPECT_FALSE(code.repeatable);
    EXPECT_TRUE(oauthIntrospectRequest(api, clientSecret(), Secret::copyOf("tok"))
                    .body.endsWith("&token=tok&token_type_hint=access_token"));
}

} // namespace
} // namespace hubwatch
