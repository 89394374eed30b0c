#include "checklist/probes/signature_verdict.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Hope = SignatureAttempt::Hope;

Heard heardWith(int status)
{
    return {.status = status, .got = status == 0 ? QStringLiteral("no answer: timed out") : QString::number(status)};
}

AttemptHeard tried(Hope hope, int status)
{
    return {.attempt = {.name = QStringLiteral("v3: it"), .what = QStringLiteral("a request (v3)"), .hope = hope},
            .heard = heardWith(status)};
}

struct AttemptCase {
    const char *name;
    Hope hope;
    int status;
    std::optional<Outcome> outcome;
};

class SignatureFactTest : public ::testing::TestWithParam<AttemptCase>
{ };

TEST_P(SignatureFactTest, HasTheOutcome)
{
    const AttemptCase &one = GetParam();
    const Fact fact = signatureFact(tried(one.hope, one.status));
    EXPECT_EQ(fact.outcome, one.outcome);
    EXPECT_EQ(fact.expected.isEmpty(), one.hope == Hope::Told);
}

INSTANTIATE_TEST_SUITE_P(Answers, SignatureFactTest,
                         ::testing::Values(AttemptCase{"RightAccepted", Hope::Accepted, 200, Outcome::Pass},
                                           AttemptCase{"RightWithoutContent", Hope::Accepted, 204, Outcome::Pass},
                                           AttemptCase{"RightRefused", Hope::Accepted, 401, Outcome::Fail},
                                           AttemptCase{"RightBroken", Hope::Accepted, 500, Outcome::Fail},
                                           AttemptCase{"RightRedirected", Hope::Accepted, 302, Outcome::Fail},
                                           AttemptCase{"RightSilent", Hope::Accepted, 0, std::nullopt},
                                           AttemptCase{"LikelyAccepted", Hope::Likely, 202, Outcome::Pass},
                                           AttemptCase{"LikelyRefused", Hope::Likely, 403, Outcome::Warn},
                                           AttemptCase{"WrongAccepted", Hope::Refused, 202, Outcome::Fail},
                                           AttemptCase{"WrongUnauthorized", Hope::Refused, 401, Outcome::Pass},
                                           AttemptCase{"WrongForbidden", Hope::Refused, 403, Outcome::Pass},
                                           AttemptCase{"WrongBadRequest", Hope::Refused, 400, Outcome::Warn},
                                           AttemptCase{"WrongLimited", Hope::Refused, 429, Outcome::Warn},
                                           AttemptCase{"WrongBroken", Hope::Refused, 500, Outcome::Warn},
                                           AttemptCase{"WrongRedirected", Hope::Refused, 302, Outcome::Warn},
                                           AttemptCase{"WrongSilent", Hope::Refused, 0, std::nullopt},
                                           AttemptCase{"ReplayAccepted", Hope::Told, 200, std::nullopt},
                                           AttemptCase{"ReplayRefused", Hope::Told, 401, std::nullopt}),
                         [](const auto &test) { return test.param.name; });

Verdict judgedAttempts(const std::vector<AttemptHeard> &all, int nowhere = 404)
{
    return judgeSignatures(QStringLiteral("webhook.signatures"), all, heardWith(nowhere));
}

TEST(JudgeSignaturesTest, PassesOnlyWhatIsRightAllOver)
{
    const Verdict verdict
        = judgedAttempts({tried(Hope::Accepted, 200), tried(Hope::Refused, 401), tried(Hope::Told, 401)});
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.evidence.facts.size(), 4u);
    EXPECT_EQ(judgedAttempts({}).outcome, Outcome::Error) << "nothing is no pass";
}

TEST(JudgeSignaturesTest, PutsWhatGotInBeforeWhatWasKeptOut)
{
    const Verdict verdict = judgedAttempts({tried(Hope::Accepted, 500), tried(Hope::Refused, 200)});
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_EQ(verdict.words, QStringLiteral("a request (v3) was accepted with 200; and 1 more"));
}

TEST(JudgeSignaturesTest, IsAnErrorWhereNoAnswerCameUnlessSomethingHasFailed)
{
    const Verdict silent = judgedAttempts({tried(Hope::Accepted, 200), tried(Hope::Refused, 0)});
    EXPECT_EQ(silent.outcome, Outcome::Error);
    EXPECT_EQ(silent.words, QStringLiteral("a request (v3) got no answer: timed out"));
    EXPECT_EQ(judgedAttempts({tried(Hope::Accepted, 200), tried(Hope::Refused, 0), tried(Hope::Refused, 200)}).outcome,
              Outcome::Fail);
    EXPECT_EQ(judgedAttempts({tried(Hope::Accepted, 200), tried(Hope::Refused, 0), tried(Hope::Refused, 400)}).outcome,
              Outcome::Error);
}

TEST(JudgeSignaturesTest, TellsACatchAllFromAWebhookThatVerifiesNothing)
{
    const std::vector<AttemptHeard> all{tried(Hope::Accepted, 200), tried(Hope::Refused, 200)};
    EXPECT_TRUE(judgedAttempts(all, 200).words.contains(QStringLiteral("a path that cannot exist")));
    EXPECT_FALSE(judgedAttempts(all, 404).words.contains(QStringLiteral("a path that cannot exist")));
    EXPECT_EQ(judgedAttempts(all, 404).outcome, Outcome::Fail);
    EXPECT_EQ(judgedAttempts({tried(Hope::Accepted, 200), tried(Hope::Refused, 401)}, 200).outcome, Outcome::Pass)
        << "a page for unknown paths is no fault of the webhook";
}

TEST(HopelessWebhookTest, StopsWhereNothingCanBeJudged)
{
    EXPECT_TRUE(hopelessWebhook(heardWith(200)).isEmpty());
    EXPECT_TRUE(hopelessWebhook(heardWith(401)).isEmpty());
    EXPECT_TRUE(hopelessWebhook(heardWith(500)).isEmpty());
    for (const int status : {0, 301, 302, 307, 404, 405, 410, 429, 511})
        EXPECT_FALSE(hopelessWebhook(heardWith(status)).isEmpty()) << status;
}

} // namespace
} // namespace hubwatch
