#include "hubspot/secret_http.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

bool goesToHubSpot(const QUrl &url)
{
    return url.scheme() == u"https" && url.host().endsWith(u".hubapi.com");
}

class SecretHttpTest : public ::testing::Test
{
protected:
    void send(const char *url)
    {
        SecretHttp http(wire, Secret::copyOf("pat-na1-canary"), goesToHubSpot);
        http.send({.url = QUrl(QString::fromLatin1(url)), .redirects = 3}, &context,
                  [this](Result<HttpResponse> answer) { result = std::move(answer); });
    }

    FakeHttp wire;
    QObject context;
    std::optional<Result<HttpResponse>> result;
};

TEST_F(SecretHttpTest, CarriesItsSecretAndFollowsNoRedirect)
{
    send("https://api.hubapi.com/x");
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(headerValue(wire.requests[0].headers, "authorization"), QByteArray("Bearer pat-na1-canary"));
    EXPECT_EQ(wire.requests[0].redirects, 0);
    wire.answer(okResponse("{}"));
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->has_value());
}

TEST_F(SecretHttpTest, SendsNothingToAnyOtherHost)
{
    for (const char *url : {"https://hubapi.com.evil.test/x", "http://api.hubapi.com/x"}) {
        result.reset();
        send(url);
        EXPECT_FALSE(result) << "answers come later";
        QCoreApplication::processEvents();
        ASSERT_TRUE(result);
        EXPECT_EQ(result->error().kind, Error::Kind::Rejected);
        EXPECT_FALSE(result->error().detail.contains(u"canary"));
    }
    EXPECT_TRUE(wire.requests.empty());
}

TEST_F(SecretHttpTest, RefusesEverythingWithoutAPredicate)
{
    SecretHttp http(wire, Secret::copyOf("x"), {});
    http.send({.url = QUrl(QStringLiteral("https://api.hubapi.com"))}, &context,
              [this](Result<HttpResponse> answer) { result = std::move(answer); });
    QCoreApplication::processEvents();
    ASSERT_TRUE(result);
    EXPECT_FALSE(result->has_value());
}

} // namespace
} // namespace hubwatch::testing
