#include "app/commands/token_lines.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint now{1'795'000'000'000ms};

CredentialBook book()
{
    return {.records = {{.reference = QStringLiteral("keychain:prod"),
                         .kind = CredentialKind::ServiceKey,
                         .fingerprint = {.shown = QStringLiteral("pat-na1-...c0de"), .hash = QStringLiteral("0a1b")},
                         .portal = 1234567,
                         .region = QStringLiteral("na1"),
                         .createdAt = now - 12 * 24h,
                         .verifiedAt = now - 1h},
                        {.reference = QStringLiteral("keychain:old"), .createdAt = now - 90min}}};
}

Workspace linesWorkspace()
{
    Workspace made;
    made.accounts = {{.name = QStringLiteral("main"), .credential = QStringLiteral("keychain:prod")}};
    made.services = {{.name = QStringLiteral("crm"), .credential = QStringLiteral("keychain:prod")},
                     {.name = QStringLiteral("bare")},
                     {.name = QStringLiteral("erp"), .credential = QStringLiteral("env:ERP_TOKEN")}};
    made.routes = {{.name = QStringLiteral("pager"), .key = QStringLiteral("keychain:pagerduty")}};
    return made;
}

TEST(TokenLinesTest, JoinTheBookWithWhoUsesWhat)
{
    const std::vector<TokenLine> lines = tokenLines(book(), linesWorkspace());
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].usedBy, (QStringList{QStringLiteral("account main"), QStringLiteral("service crm")}));
    EXPECT_TRUE(lines[0].recorded);
    EXPECT_TRUE(lines[1].usedBy.isEmpty());
    EXPECT_EQ(lines[2].record.reference, u"env:ERP_TOKEN");
    EXPECT_FALSE(lines[2].recorded);
    EXPECT_EQ(lines[3].usedBy, QStringList(QStringLiteral("route pager")));
}

TEST(TokenLinesTest, AreATableForPeople)
{
    EXPECT_EQ(
        tokenListText(tokenLines(book(), linesWorkspace()), now),
        u"REFERENCE           KIND             FINGERPRINT      PORTAL        AGE      USED BY\n"
        u"keychain:prod       service key      pat-na1-...c0de  1234567       12 days  account main, service crm\n"
        u"keychain:old        unknown kind     -                not verified  1 hour   nobody\n"
        u"env:ERP_TOKEN       not stored here  -                -             -        service erp\n"
        u"keychain:pagerduty  not stored here  -                -             -        route pager\n");
    EXPECT_TRUE(tokenListText({}, now).contains(u"hubwatchctl token set NAME"));
}

TEST(TokenLinesTest, AreJsonForScripts)
{
    const QByteArray json = tokenListJson(tokenLines(book(), linesWorkspace()), now);
    EXPECT_FALSE(json.contains('\n'));
    const QJsonArray list = QJsonDocument::fromJson(json).object().value(QStringLiteral("credentials")).toArray();
    ASSERT_EQ(list.size(), 4);
    EXPECT_EQ(QJsonDocument(list[0].toObject()).toJson(QJsonDocument::Compact),
              R"({"ageDays":12,"createdAt":"2026-11-06T11:06:40.000Z","fingerprint":"pat-na1-...c0de","hash":"0a1b",)"
              R"("kind":"service-key","portal":1234567,"recorded":true,"reference":"keychain:prod","region":"na1",)"
              R"("usedBy":["account main","service crm"],"verifiedAt":"2026-11-18T10:06:40.000Z"})");
    EXPECT_TRUE(list[1].toObject().value(QStringLiteral("portal")).isNull());
    EXPECT_EQ(list[3].toObject().value(QStringLiteral("recorded")), QJsonValue(false));
    EXPECT_TRUE(tokenRecordJson(book().records[0]).contains("\"portal\":1234567"));
}

DoctorReport report()
{
    return {.at = now,
            .vault = {.mode = VaultState::Mode::Keychain,
                      .backend = VaultState::Backend::Locked,
                      .name = QStringLiteral("KWallet"),
                      .words = QStringLiteral("KWallet: locked; unlock it.")},
            .steps = {{.name = QStringLiteral("backend"),
                       .outcome = DoctorStep::Outcome::Good,
                       .words = QStringLiteral("KWallet")},
                      {.name = QStringLiteral("read back"),
                       .outcome = DoctorStep::Outcome::Bad,
                       .words = QStringLiteral("it was gone")},
                      {.name = QStringLiteral("delete"), .words = QStringLiteral("not tried")}}};
}

TEST(DoctorLinesTest, SayEachStepAndWhatToDo)
{
    EXPECT_EQ(doctorText(report()),
              u"mode keychain, keychain locked: KWallet\n"
              u"  good     backend     KWallet\n"
              u"  bad      read back   it was gone\n"
              u"  skipped  delete      not tried\n"
              u"KWallet: locked; unlock it.\n");
    DoctorReport told = report();
    told.steps[1].words = told.vault.words;
    EXPECT_EQ(doctorText(told).count(u"unlock it"), 1);
}

TEST(DoctorLinesTest, AreJsonForScripts)
{
    EXPECT_EQ(doctorJson(report()),
              R"({"at":"2026-11-18T11:06:40.000Z","backend":"locked","good":false,"mode":"keychain","name":"KWallet",)"
              R"("steps":[{"outcome":"good","step":"backend","words":"KWallet"},)"
              R"({"outcome":"bad","step":"read back","words":"it was gone"},)"
              R"({"outcome":"skipped","step":"delete","words":"not tried"}],"words":"KWallet: locked; unlock it."})");
}

} // namespace
} // namespace hubwatch
