// Both webhook probes against test instances on loopback that verify rightly, or not.
#include "checklist/probes/webhook_probe.h"

#include "webhook_service.h"

namespace hubwatch {
namespace {

using Way = testing::WebhookService::Way;

class WebhookProbeTest : public testing::ProbeBench
{
protected:
    WebhookOrder orderFor(const testing::WebhookService &service) const
    {
        return {.item = QStringLiteral("webhook.signatures"),
                .url = service.url(),
                .secret = QStringLiteral("env:SECRET"),
                .versions = {QStringLiteral("v3")},
                .portal = 62515,
                .fresh = 24h,
                .patience = 3s};
    }
    Verdict look(testing::WebhookService &service) { return verdictOf(signatureProbe(doors, orderFor(service))); }
    Verdict look(Way way)
    {
        testing::WebhookService service(way);
        return look(service);
    }
    static Outcome outcomeOf(const Verdict &verdict, const char *name)
    {
        const Fact *fact = factNamed(verdict, QString::fromLatin1(name));
        EXPECT_TRUE(fact && fact->outcome) << name;
        return fact ? fact->outcome.value_or(Outcome::Error) : Outcome::Error;
    }
};

TEST_F(WebhookProbeTest, PassesWhoVerifiesRightly)
{
    testing::WebhookService service(Way::Right);
    const Verdict verdict = look(service);
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << said(verdict);
    EXPECT_EQ(verdict.words, QStringLiteral("3 right requests were accepted, 10 wrong ones refused"));
    EXPECT_EQ(verdict.evidence.source, service.url().toString());
    EXPECT_EQ(verdict.evidence.staleAt, verdict.evidence.at + 24h);
    EXPECT_TRUE(std::ranges::any_of(service.service.seen, [](const ServedRequest &request) {
        return std::ranges::any_of(request.headers, [](const HttpHeader &header) {
            return header.name.compare("X-HubSpot-Signature-v3", Qt::CaseInsensitive) == 0 && header.value.isEmpty();
        });
    })) << "an empty header reaches the wire";
}

TEST_F(WebhookProbeTest, TellsWhatItDoesWhileItRuns)
{
    testing::WebhookService service(Way::Right);
    QStringList told;
    bool ended = false;
    QObject context;
    signatureProbe(doors, orderFor(service))({.context = &context,
                                              .reply = [&](const Verdict &) { ended = true; },
                                              .progress =
                                                  [&](const QString &words, double share) {
                                                      told << words;
                                                      EXPECT_LT(share, 1);
                                                  }});
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, 20'000));
    EXPECT_EQ(told.size(), 14);
    EXPECT_EQ(told.value(3), QStringLiteral("v3: no signature"));
}

TEST_F(WebhookProbeTest, PassesTheOlderVersionsForWhatTheyCover)
{
    for (const SignatureVersion version : {SignatureVersion::V1, SignatureVersion::V2}) {
        testing::WebhookService service(Way::Right);
        service.version = version;
        WebhookOrder order = orderFor(service);
        order.versions = {signatureVersionName(version)};
        const Verdict verdict = verdictOf(signatureProbe(doors, order));
        EXPECT_EQ(verdict.outcome, Outcome::Pass) << said(verdict);
        EXPECT_EQ(factNamed(verdict, signatureVersionName(version) + QStringLiteral(": six minutes old")), nullptr);
        EXPECT_TRUE(verdict.evidence.notes.join(u' ').contains(QStringLiteral("v1 and v2 carry no time")));
    }
}

TEST_F(WebhookProbeTest, SignsTheUrlThatIsPublic)
{
    testing::WebhookService service(Way::Right);
    WebhookOrder order = orderFor(service);
    order.signedUrl = QUrl(QStringLiteral("https://hooks.example.test/hubspot"));
    const Verdict verdict = verdictOf(signatureProbe(doors, order));
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "webhook_url")) << said(verdict);
}

TEST_F(WebhookProbeTest, FailsWhoAcceptsAll)
{
    const Verdict verdict = look(Way::AcceptsAll);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_EQ(verdict.words, QStringLiteral("a request without a signature (v3) was accepted with 200; and 9 more"));
}

TEST_F(WebhookProbeTest, FailsWhoAnswersAnyPath)
{
    const Verdict verdict = look(Way::AnswersAnyPath);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "answers 200 and a web page to everything, also to a path that cannot exist"))
        << said(verdict);
}

TEST_F(WebhookProbeTest, FailsWhoIgnoresTheTimestamp)
{
    const Verdict verdict = look(Way::IgnoresTimestamp);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "a request signed six minutes ago (v3) was accepted with 200; and 2 more"));
    EXPECT_EQ(outcomeOf(verdict, "v3: replayed under a new timestamp"), Outcome::Pass);
    EXPECT_EQ(outcomeOf(verdict, "v3: no signature"), Outcome::Pass);
}

TEST_F(WebhookProbeTest, FailsWhoLooksBackOnlyAndSaysThatSdksDo)
{
    const Verdict verdict = look(Way::IgnoresFuture);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "ten minutes in the future")) << said(verdict);
    EXPECT_EQ(outcomeOf(verdict, "v3: six minutes old"), Outcome::Pass);
    EXPECT_EQ(outcomeOf(verdict, "v3: timestamp that is no number"), Outcome::Fail);
    EXPECT_TRUE(verdict.evidence.notes.join(u' ').contains(QStringLiteral("HubSpot's own SDKs")));
}

TEST_F(WebhookProbeTest, FailsWhoReadsTheWrongHeader)
{
    const Verdict verdict = look(Way::ReadsWrongHeader);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "a rightly signed request (v3) was refused with 401")) << said(verdict);
}

TEST_F(WebhookProbeTest, WarnsWhoHashesJsonOfItsOwn)
{
    const Verdict verdict = look(Way::HashesItsOwnJson);
    EXPECT_EQ(verdict.outcome, Outcome::Warn) << said(verdict);
    EXPECT_TRUE(says(verdict, "hash the bytes as they came")) << said(verdict);
    EXPECT_EQ(outcomeOf(verdict, "v3: rightly signed, text beyond ASCII"), Outcome::Pass);
}

TEST_F(WebhookProbeTest, FailsWhoLooksForPresenceAlone)
{
    const Verdict verdict = look(Way::LooksForPresence);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "a request signed with another secret (v3) was accepted")) << said(verdict);
    EXPECT_EQ(outcomeOf(verdict, "v3: empty signature"), Outcome::Pass);
}

TEST_F(WebhookProbeTest, WarnsOfARefusalInOtherWords)
{
    const Verdict four = look(Way::RefusesWith400);
    EXPECT_EQ(four.outcome, Outcome::Warn) << said(four);
    EXPECT_TRUE(says(four, "was refused with 400: HubSpot's documentation and proxies expect 401")) << said(four);
    const Verdict five = look(Way::BreaksOnBad);
    EXPECT_EQ(five.outcome, Outcome::Warn) << said(five);
    EXPECT_TRUE(says(five, "a handler that breaks refuses by luck")) << said(five);
}

TEST_F(WebhookProbeTest, FailsWhoRefusesOrBreaksOnARightOne)
{
    EXPECT_EQ(look(Way::RefusesAll).outcome, Outcome::Fail);
    const Verdict verdict = look(Way::BreaksOnGood);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_TRUE(says(verdict, "a rightly signed request (v3) was answered with 500")) << said(verdict);
}

TEST_F(WebhookProbeTest, CannotJudgeWhatIsBehindALogin)
{
    testing::WebhookService service(Way::LoginPage);
    const Verdict page = look(service);
    EXPECT_EQ(page.outcome, Outcome::Error) << said(page);
    EXPECT_TRUE(says(page, "is behind a login: it answers 302 to http://127.0.0.1")) << said(page);
    EXPECT_FALSE(says(page, "next=hook"));
    EXPECT_EQ(service.service.seen.size(), 1u) << "nothing more is sent";
    const Verdict basic = look(Way::BasicLogin);
    EXPECT_EQ(basic.outcome, Outcome::Error) << said(basic);
    EXPECT_TRUE(says(basic, "is behind a login")) << said(basic);
}

TEST_F(WebhookProbeTest, CannotJudgeWhatIsNotThere)
{
    const Verdict none = look(Way::NotThere);
    EXPECT_EQ(none.outcome, Outcome::Error) << said(none);
    EXPECT_TRUE(says(none, "is no webhook: it answers 404")) << said(none);
    const Verdict reset = look(Way::Resets);
    EXPECT_EQ(reset.outcome, Outcome::Error) << said(reset);
    EXPECT_TRUE(says(reset, "gave no answer")) << said(reset);

    testing::WebhookService gone(Way::Right);
    gone.service.stop();
    const Verdict refused = look(gone);
    EXPECT_EQ(refused.outcome, Outcome::Error) << said(refused);
    EXPECT_TRUE(says(refused, "connection refused")) << said(refused);

    testing::WebhookService hanging(Way::Right);
    hanging.service.hangs = true;
    WebhookOrder order = orderFor(hanging);
    order.patience = 100ms;
    const Verdict hung = verdictOf(signatureProbe(doors, order));
    EXPECT_EQ(hung.outcome, Outcome::Error) << said(hung);
    EXPECT_TRUE(says(hung, "timed out after 100 ms")) << said(hung);
}

struct HindranceCase {
    const char *name;
    void (*change)(WebhookOrder &);
    Outcome outcome;
    const char *words;
};

class WebhookHindranceTest : public WebhookProbeTest, public ::testing::WithParamInterface<HindranceCase>
{ };

TEST_P(WebhookHindranceTest, SaysWhyNothingWasSent)
{
    testing::WebhookService service(Way::Right);
    WebhookOrder order = orderFor(service);
    order.effect = QStringLiteral("crm_webhook_effects_total");
    order.metrics = service.service.url(QStringLiteral("/metrics"));
    GetParam().change(order);
    for (const Probe &probe : {signatureProbe(doors, order), idempotenceProbe(doors, order)}) {
        const Verdict verdict = verdictOf(probe);
        EXPECT_EQ(verdict.outcome, GetParam().outcome) << said(verdict);
        EXPECT_TRUE(says(verdict, GetParam().words)) << said(verdict);
        EXPECT_EQ(verdict.item, order.item);
    }
    EXPECT_TRUE(service.service.seen.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Orders, WebhookHindranceTest,
    ::testing::Values(
        HindranceCase{"NoWebhooks", [](WebhookOrder &order) { order.applies = false; }, Outcome::NotApplicable,
                      "webhooks = false"},
        HindranceCase{"NoUrl", [](WebhookOrder &order) { order.url = {}; }, Outcome::NotRun,
                      "add test_url and webhook"},
        HindranceCase{"PlainHttp",
                      [](WebhookOrder &order) { order.url = QUrl(QStringLiteral("http://crm.example.test/hook")); },
                      Outcome::NotRun, "expected https, or http to this machine"},
        HindranceCase{"NoSecret", [](WebhookOrder &order) { order.secret.clear(); }, Outcome::NotRun,
                      "add webhook_secret"},
        HindranceCase{"NoReference", [](WebhookOrder &order) { order.secret = QStringLiteral("hush"); },
                      Outcome::NotRun, "webhook_secret: expected a reference"},
        HindranceCase{"UnknownVersion", [](WebhookOrder &order) { order.versions << QStringLiteral("v4"); },
                      Outcome::NotRun, "unknown \"v4\""},
        HindranceCase{"NoVersion", [](WebhookOrder &order) { order.versions.clear(); }, Outcome::NotRun,
                      "webhook_versions: names none"}),
    [](const auto &test) { return test.param.name; });

TEST_F(WebhookProbeTest, SaysWhyTheSecretCannotBeRead)
{
    testing::WebhookService service(Way::Right);
    secrets.failure
        = Error{.kind = Error::Kind::Storage,
                .detail = QStringLiteral("env:HOOK_KEY: not set pat-na1-12345678-1234-1234-1234-123456789012")};
    const Verdict verdict = look(service);
    EXPECT_EQ(verdict.outcome, Outcome::NotRun);
    EXPECT_TRUE(says(verdict, "webhook_secret could not be read: env:HOOK_KEY: not set [redacted]")) << said(verdict);
    EXPECT_TRUE(service.service.seen.empty());
}

TEST_F(WebhookProbeTest, ShowsTheSecretNowhere)
{
    testing::WebhookService service(Way::AcceptsAll);
    const Verdict verdict = look(service);
    EXPECT_FALSE(QString::fromStdString(said(verdict)).contains(QString::fromLatin1(secrets.secret)));
}

TEST_F(WebhookProbeTest, IsDroppedWithItsContext)
{
    testing::WebhookService service(Way::Right);
    int answers = 0;
    auto context = std::make_unique<QObject>();
    signatureProbe(doors, orderFor(service))({.context = context.get(), .reply = [&](const Verdict &) { ++answers; }});
    EXPECT_TRUE(QTest::qWaitFor([&] { return !service.service.seen.empty(); }, 20'000));
    context.reset();
    QTest::qWait(20);
    EXPECT_EQ(answers, 0);
    EXPECT_LT(service.service.seen.size(), 14u);
}

} // namespace
} // namespace hubwatch
