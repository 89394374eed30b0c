// The probe of idempotent webhooks against test instances that count effects rightly, or not.
#include "checklist/probes/webhook_probe.h"

#include "webhook_service.h"

namespace hubwatch {
namespace {

using Twice = testing::WebhookService::Twice;

class IdempotenceProbeTest : public testing::ProbeBench
{
protected:
    IdempotenceProbeTest() { service.effects = 41; }

    WebhookOrder order() const
    {
        return {.item = QStringLiteral("webhook.idempotent"),
                .url = service.url(),
                .secret = QStringLiteral("env:SECRET"),
                .versions = {QStringLiteral("v1"), QStringLiteral("v3")},
                .effect = QString::fromLatin1(service.metricName),
                .metrics = service.service.url(QStringLiteral("/metrics")),
                .portal = 62515,
                .fresh = 24h,
                .patience = 3s};
    }
    Verdict look(Twice twice)
    {
        service.twice = twice;
        return verdictOf(idempotenceProbe(doors, order()));
    }
    std::vector<QJsonArray> bodies() const
    {
        std::vector<QJsonArray> sent;
        for (const ServedRequest &request : service.service.seen)
            if (request.method == "POST")
                sent.push_back(QJsonDocument::fromJson(request.body).array());
        return sent;
    }

    testing::WebhookService service{testing::WebhookService::Way::Right};
};

TEST_F(IdempotenceProbeTest, PassesWhoseCounterMovesOnce)
{
    const Verdict verdict = look(Twice::Ignores);
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << said(verdict);
    EXPECT_EQ(service.effects, 43);
    EXPECT_EQ(verdict.evidence.staleAt, verdict.evidence.at + 24h);
    const std::vector<QJsonArray> sent = bodies();
    ASSERT_EQ(sent.size(), 3u);
    QJsonObject first = sent[0][0].toObject();
    EXPECT_EQ(first[QStringLiteral("attemptNumber")].toInt(-1), 0);
    first[QStringLiteral("attemptNumber")] = 1;
    EXPECT_EQ(sent[1][0].toObject(), first) << "the same but for its attempt";
    EXPECT_EQ(sent[2].size(), 2);
    EXPECT_EQ(sent[2][0], sent[2][1]);
    EXPECT_NE(sent[2][0][QStringLiteral("objectId")], first[QStringLiteral("objectId")]);
}

TEST_F(IdempotenceProbeTest, FailsWhoseCounterMovesTwice)
{
    const Verdict verdict = look(Twice::Counts);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_EQ(verdict.words, QStringLiteral("the same event sent twice moved crm_webhook_effects_total by 2"));
}

TEST_F(IdempotenceProbeTest, FailsWhoseCounterMovesTwiceForOneBody)
{
    const Verdict verdict = look(Twice::CountsInOneBody);
    EXPECT_EQ(verdict.outcome, Outcome::Fail) << said(verdict);
    EXPECT_EQ(verdict.words, QStringLiteral("the same event twice in one body moved crm_webhook_effects_total by 2"));
}

TEST_F(IdempotenceProbeTest, WarnsWhoRefusesWhatItKnows)
{
    const Verdict verdict = look(Twice::Refuses);
    EXPECT_EQ(verdict.outcome, Outcome::Warn) << said(verdict);
    EXPECT_TRUE(says(verdict, "answered with 409, which HubSpot takes for a failure and repeats")) << said(verdict);
}

TEST_F(IdempotenceProbeTest, CannotJudgeACounterThatDoesNotMove)
{
    const Verdict verdict = look(Twice::NeverCounts);
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "did not move")) << said(verdict);
    EXPECT_TRUE(says(verdict, "is webhook_effect the right name")) << said(verdict);
    EXPECT_EQ(bodies().size(), 1u);
}

TEST_F(IdempotenceProbeTest, CannotJudgeACounterOfSomethingElse)
{
    const Verdict verdict = look(Twice::CountsTwo);
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "one event moved the counter crm_webhook_effects_total by 2")) << said(verdict);
}

TEST_F(IdempotenceProbeTest, CannotJudgeBesideOtherTraffic)
{
    service.ownTraffic = true;
    const Verdict verdict = look(Twice::Ignores);
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "moves by itself")) << said(verdict);
    EXPECT_TRUE(bodies().empty()) << "nothing is sent";
}

TEST_F(IdempotenceProbeTest, CannotJudgeWhoDoesNotAcceptTheEvent)
{
    service.way = testing::WebhookService::Way::RefusesAll;
    const Verdict verdict = look(Twice::Ignores);
    EXPECT_EQ(verdict.outcome, Outcome::Error) << said(verdict);
    EXPECT_TRUE(says(verdict, "was not accepted: 401")) << said(verdict);
}

TEST_F(IdempotenceProbeTest, WantsACounterAndItsMetrics)
{
    WebhookOrder nameless = order();
    nameless.effect.clear();
    const Verdict noName = verdictOf(idempotenceProbe(doors, nameless));
    EXPECT_EQ(noName.outcome, Outcome::NotRun);
    EXPECT_TRUE(says(noName, "add webhook_effect")) << said(noName);

    WebhookOrder blind = order();
    blind.metrics = {};
    EXPECT_EQ(verdictOf(idempotenceProbe(doors, blind)).outcome, Outcome::NotRun);

    WebhookOrder page = order();
    page.metrics = service.service.url(QStringLiteral("/nothing"));
    const Verdict wrong = verdictOf(idempotenceProbe(doors, page));
    EXPECT_EQ(wrong.outcome, Outcome::Error);
    EXPECT_TRUE(says(wrong, "/nothing: expected metrics, got 404")) << said(wrong);
}

} // namespace
} // namespace hubwatch
