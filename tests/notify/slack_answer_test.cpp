#include "notify/slack_answer.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using Outcome = Delivery::Outcome;

struct SlackCase {
    const char *name;
    bool api;
    int status;
    const char *body;
    Outcome outcome;
    const char *words;
};

class SlackAnswerTest : public ::testing::TestWithParam<SlackCase>
{ };

TEST_P(SlackAnswerTest, IsTold)
{
    const SlackCase &one = GetParam();
    const std::vector<HttpHeader> headers{{"Retry-After", "30"}};
    Result<HttpResponse> result = HttpResponse{.status = one.status, .headers = headers, .body = one.body};
    if (one.status >= 400)
        result = tl::unexpected(Error{.body = one.body, .status = one.status, .headers = headers});
    const AskedParty party{QStringLiteral("Slack"), QStringLiteral("slack.test"), QStringLiteral("keychain:slack")};
    const Delivery delivery
        = one.api ? slackApiDelivery(result, party, TimePoint()) : slackWebhookDelivery(result, party, TimePoint());
    EXPECT_EQ(delivery.outcome, one.outcome);
    EXPECT_EQ(delivery.status, one.status);
    EXPECT_EQ(delivery.wait.has_value(), one.outcome == Outcome::Later);
    EXPECT_TRUE(delivery.words.contains(QString::fromUtf8(one.words))) << delivery.words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Answers, SlackAnswerTest,
    ::testing::Values(
        SlackCase{"HookOk", false, 200, "ok", Outcome::Done, "ok"},
        SlackCase{"HookOkWithMore", false, 200, "ok\n", Outcome::Refused, "where Slack says \"ok\""},
        SlackCase{"HookSigninPage", false, 200, "<html>Sign in</html>", Outcome::Refused,
                  "slack.test answered HTTP 200"},
        SlackCase{"HookAccepted", false, 202, "ok", Outcome::Refused, "HTTP 202"},
        SlackCase{"HookRevoked", false, 403, "invalid_token", Outcome::Refused, "make a new one and store it"},
        SlackCase{"HookForbidden", false, 403, "action_prohibited", Outcome::Refused, "administrator"},
        SlackCase{"HookForbiddenByAProxy", false, 403, "blocked by policy", Outcome::Refused,
                  "(HTTP 403): blocked by policy; check what keychain:slack holds"},
        SlackCase{"HookGone", false, 404, "no_service", Outcome::Refused, "no such webhook"},
        SlackCase{"HookArchived", false, 410, "channel_is_archived", Outcome::Refused, "archived: choose another"},
        SlackCase{"HookFast", false, 429, "rate_limited", Outcome::Later, "asks to wait 30s"},
        SlackCase{"HookFault", false, 500, "rollup_error", Outcome::Later, "(HTTP 500)"},
        SlackCase{"ApiOk", true, 200, R"({"ok":true,"channel":"C1","ts":"1.2"})", Outcome::Done, "ok"},
        SlackCase{"ApiNotIn", true, 200, R"({"ok":false,"error":"not_in_channel"})", Outcome::Refused, "/invite"},
        SlackCase{"ApiNoChannel", true, 200, R"({"ok":false,"error":"channel_not_found"})", Outcome::Refused,
                  "no such channel"},
        SlackCase{"ApiToken", true, 200, R"({"ok":false,"error":"invalid_auth"})", Outcome::Refused, "bot token"},
        SlackCase{"ApiLong", true, 200, R"({"ok":false,"error":"msg_too_long"})", Outcome::Refused, "too long"},
        SlackCase{"ApiUnknownCode", true, 200, R"({"ok":false,"error":"moon_phase"})", Outcome::Refused, "moon_phase"},
        SlackCase{"ApiFast", true, 429, R"({"ok":false,"error":"ratelimited"})", Outcome::Later, "wait 30s"},
        SlackCase{"ApiFastWith200", true, 200, R"({"ok":false,"error":"ratelimited"})", Outcome::Later, "ratelimited"},
        SlackCase{"ApiFault", true, 200, R"({"ok":false,"error":"internal_error"})", Outcome::Later, "internal_error"},
        SlackCase{"ApiHtml", true, 200, "<html>", Outcome::Refused, "did not answer as Slack does"},
        SlackCase{"ApiUnauthorized", true, 401, R"({"ok":false,"error":"invalid_auth"})", Outcome::Refused,
                  "(HTTP 401): invalid_auth (the token is not valid"}),
    [](const auto &test) { return test.param.name; });

TEST(SlackAnswer, NamesTheMessage)
{
    const HttpResponse posted{.status = 200, .body = R"({"ok":true,"channel":"C1","ts":"1763884800.000100"})"};
    EXPECT_EQ(slackApiDelivery(posted, {}, {}).handle, QStringLiteral("C1:1763884800.000100"));
    EXPECT_EQ(slackErrorCode(posted), QString());
}

} // namespace
} // namespace hubwatch
