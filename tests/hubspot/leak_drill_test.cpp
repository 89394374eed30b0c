#include "hubspot/leak_drill.h"

#include "hubspot/fixture.h"
#include "support/fake_http.h"
#include "support/printers.h"

#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using namespace std::chrono;

const TimePoint now = sys_days(2026y / November / 25) + 12h;

class LeakDrillTest : public ::testing::Test
{
protected:
    void drill()
    {
        drillLeak(http,
                  {.account = QStringLiteral("prod"),
                   .kind = CredentialKind::PrivateAppToken,
                   .fingerprint = QStringLiteral("pat-na1-...c0de"),
                   .app = 55,
                   .reference = QStringLiteral("keychain:prod"),
                   .lastUses = {QStringLiteral("11:59 UTC: Hubwatch read the daily usage")},
                   .services = {QStringLiteral("contacts-sync")},
                   .folder = folder.path(),
                   .at = now},
                  context.get(), [this](LeakFindings found) { findings = std::move(found); });
    }
    static Error refusal(int status) { return {.kind = Error::Kind::Unauthorized, .status = status}; }

    QTemporaryDir folder;
    FakeHttp http;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    std::optional<LeakFindings> findings;
};

TEST_F(LeakDrillTest, ReadsAllPagesAndPutsTokensFirst)
{
    drill();
    EXPECT_TRUE(http.requests[0].url.query().contains(
        QStringLiteral("fromTimestamp=%1").arg((now - 30 * 24h).time_since_epoch().count())));
    http.answer(okResponse(R"({"results":[
        {"type":"LOGIN_SECURITY_CHANGE","createdAt":"2026-11-25T11:00:00Z"},
        {"type":"SERVICE_KEY_REVEAL","createdAt":"2026-11-20T11:00:00Z"}],
        "paging":{"next":{"after":"second"}}})"));
    EXPECT_FALSE(findings);
    EXPECT_TRUE(http.requests[1].url.query().contains(u"after=second"));
    http.answer(okResponse(R"({"results":[
        {"type":"PRIVATE_APP_ACCESS_TOKEN_VIEW","createdAt":"2026-11-24T11:00:00Z"},
        {"type":"PRIVATE_APP_ACCESS_TOKEN_VIEW","createdAt":"2026-10-01T11:00:00Z"}]})"));
    ASSERT_TRUE(findings);
    QStringList types;
    for (const SecurityEvent &event : findings->events)
        types += event.type;
    EXPECT_EQ(types,
              (QStringList{QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_VIEW"), QStringLiteral("SERVICE_KEY_REVEAL"),
                           QStringLiteral("LOGIN_SECURITY_CHANGE")}))
        << "what is older than 30 days is left out, whatever HubSpot sends";
    EXPECT_EQ(findings->eventsProblem, QString());
    EXPECT_EQ(findings->fingerprint, QStringLiteral("pat-na1-...c0de"));
    EXPECT_TRUE(findings->path.startsWith(folder.path()));
}

TEST_F(LeakDrillTest, StopsAtAPageThatLeadsToItselfAndAfterTwentyPages)
{
    drill();
    http.answer(okResponse(R"({"results":[],"paging":{"next":{"after":"a"}}})"));
    http.answer(okResponse(R"({"results":[],"paging":{"next":{"after":"a"}}})"));
    EXPECT_TRUE(findings);
    findings.reset();
    drill();
    for (int page = 0; page < 100 && http.waiting() > 0; ++page)
        http.answer(okResponse(R"({"results":[{"type":"X","createdAt":"2026-11-25T01:00:00Z"}],
            "paging":{"next":{"after":")"
                               + QByteArray::number(page) + R"("}}})"));
    ASSERT_TRUE(findings);
    EXPECT_EQ(findings->events.size(), 20u);
    EXPECT_TRUE(findings->eventsProblem.contains(u"more events than the 20"));
}

TEST_F(LeakDrillTest, GoesOnWithoutHubSpotsWord)
{
    struct {
        Error error;
        const char *says;
    } const cases[] = {{refusal(403), "account-info.security.read"},
                       {refusal(401), "revoked already"},
                       {refusal(503), "HTTP 503"},
                       {{.kind = Error::Kind::Offline}, "no answer"}};
    for (const auto &[error, says] : cases) {
        findings.reset();
        drill();
        http.answer(tl::unexpected(error));
        ASSERT_TRUE(findings);
        EXPECT_TRUE(findings->eventsProblem.contains(QLatin1StringView(says))) << says;
        EXPECT_FALSE(findings->steps.isEmpty());
        EXPECT_FALSE(findings->path.isEmpty());
    }
}

TEST_F(LeakDrillTest, SaysWhenTheReportCannotBeWritten)
{
    const QString occupied = folder.filePath(QStringLiteral("a-file"));
    QFile file(occupied);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    drillLeak(http, {.account = QStringLiteral("prod"), .folder = occupied + QStringLiteral("/x"), .at = now},
              context.get(), [this](LeakFindings found) { findings = std::move(found); });
    http.answer(okResponse(R"({"results":[]})"));
    ASSERT_TRUE(findings);
    EXPECT_EQ(findings->path, QString());
    EXPECT_TRUE(findings->pathProblem.contains(occupied));
}

TEST_F(LeakDrillTest, IsSilentWhenItsOwnerDies)
{
    drill();
    context.reset();
    EXPECT_FALSE(http.answer(okResponse(R"({"results":[]})")));
    EXPECT_FALSE(findings);
}

TEST(LeakStepsTest, NameThePlaceForEachKind)
{
    const auto first = [](CredentialKind kind) { return leakSteps({.kind = kind}).first(); };
    EXPECT_TRUE(first(CredentialKind::ServiceKey).contains(u"Development > Keys > Service keys"));
    EXPECT_TRUE(first(CredentialKind::PrivateAppToken).contains(u"Rotate and expire this token now"));
    EXPECT_TRUE(first(CredentialKind::OAuthRefresh).contains(u"Uninstall"));
    const QStringList steps = leakSteps(
        {.reference = QStringLiteral("env:HUBSPOT"), .services = {QStringLiteral("a"), QStringLiteral("b")}});
    EXPECT_TRUE(steps[1].contains(u"(env:HUBSPOT)"));
    EXPECT_TRUE(steps[2].contains(u"a, b"));
}

TEST(TokenEventsTest, AreThoseOfSecrets)
{
    for (const char *type : {"PRIVATE_APP_ACCESS_TOKEN_ROTATE", "SERVICE_KEY_CREATE", "PUBLIC_APP_CLIENT_SECRET_VIEW",
                             "HAPIKEY_VIEW", "PERSONAL_ACCESS_KEY_CREATE", "INSTALL_INTEGRATION"})
        EXPECT_TRUE(isTokenEvent(QString::fromLatin1(type))) << type;
    EXPECT_FALSE(isTokenEvent(QStringLiteral("WEBHOOK_SETTINGS_UPDATE")));
}

} // namespace
} // namespace hubwatch::testing
