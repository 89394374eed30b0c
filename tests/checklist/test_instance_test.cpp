#include "checklist/test_instance.h"

#include "net/http_errors.h"
#include "support/fake_http.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QUrl askedHook = QUrl(QStringLiteral("https://crm.example.test/hook?key=1"));

TEST(HeardTest, TellsAnswersAndSilence)
{
    EXPECT_EQ(heardOf(askedHook, testing::okResponse("x")).got, QStringLiteral("200"));
    const Heard gone = heardOf(
        askedHook, fail(Error::Kind::Offline, QStringLiteral("GET https://crm.example.test/hook: connection refused")));
    EXPECT_EQ(gone.status, 0);
    EXPECT_EQ(gone.got, QStringLiteral("no answer: connection refused"));
    EXPECT_EQ(heardOf(askedHook, fail(Error::Kind::Malformed, QStringLiteral("GET x: larger than 1 MB"))).got,
              QStringLiteral("no readable answer: larger than 1 MB"));
}

TEST(HeardTest, SaysWhereARedirectLeadsWithoutWhatMayBeSecret)
{
    const Heard heard = heardOf(askedHook,
                                tl::unexpected(Error{.kind = Error::Kind::Rejected,
                                                     .status = 302,
                                                     .headers = {{.name = "Location", .value = "/login?token=x"}}}));
    EXPECT_EQ(heard.got, QStringLiteral("302 to https://crm.example.test/login"));
    EXPECT_EQ(unjudged(heard), QStringLiteral("is behind a login: it answers 302 to https://crm.example.test/login"));
}

TEST(UnsafeInstanceTest, LetsOnlyHttpsLeaveThisMachine)
{
    for (const char *good :
         {"https://crm.example.test/", "http://127.0.0.1:3000/", "http://localhost/", "http://[::1]/"})
        EXPECT_TRUE(unsafeInstance(QUrl(QString::fromLatin1(good))).isEmpty()) << good;
    for (const char *bad : {"http://crm.example.test/", "ftp://localhost/", "file:///etc/passwd", "",
                            "http://localhost.example.test/", "http://127.0.0.1.example.test/"})
        EXPECT_FALSE(unsafeInstance(QUrl(QString::fromLatin1(bad))).isEmpty()) << bad;
}

TEST(NowhereTest, IsOfTheSameOriginAndAnotherEachTime)
{
    const QUrl nowhere = nowhereAt(askedHook);
    EXPECT_TRUE(sameOrigin(nowhere, askedHook));
    EXPECT_TRUE(nowhere.query().isEmpty());
    EXPECT_NE(nowhere, nowhereAt(askedHook));
}

TEST(TamedTest, IsOneShortLineWithoutTokens)
{
    EXPECT_EQ(tamed(QStringLiteral("a\n\tb pat-na1-12345678-1234-1234-1234-123456789012 \u202e c")),
              QStringLiteral("a b [redacted] c"));
    EXPECT_EQ(tamed(QString(5000, u'a')).size(), 200);
}

TEST(WebPageTest, IsKnownByItsTypeOrItsBeginning)
{
    EXPECT_TRUE(isWebPage({.headers = {{.name = "content-type", .value = "Text/HTML; charset=utf-8"}}}));
    EXPECT_TRUE(isWebPage({.body = "\n <!DOCTYPE html><title>"}));
    EXPECT_FALSE(isWebPage({.body = "{\"status\":\"ok\"}"}));
}

} // namespace
} // namespace hubwatch
