#include "notify/slack_answer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

struct SlackWord {
    const char *code;
    const char *sentence;
};

// A sentence ends where the route's key may be named.
constexpr std::array slackWords{
    SlackWord{"invalid_token", "the webhook was revoked or its URL is wrong: make a new one and store it"},
    SlackWord{"action_prohibited", "an administrator of the workspace does not let this webhook post: ask them"},
    SlackWord{"posting_to_general_channel_denied", "only some may post to #general: choose another channel"},
    SlackWord{"no_service", "there is no such webhook (any more): make a new one and store its URL"},
    SlackWord{"no_service_id", "the webhook's URL is incomplete: copy it again and store it"},
    SlackWord{"no_active_hooks", "the webhook was switched off: switch it on or make a new one"},
    SlackWord{"no_team", "there is no such workspace: copy the webhook's URL again and store it"},
    SlackWord{"team_disabled", "the workspace is switched off: choose another"},
    SlackWord{"channel_is_archived", "the channel was archived: choose another"},
    SlackWord{"is_archived", "the channel was archived: choose another"},
    SlackWord{"not_in_channel", "the app is no member of the channel: invite it there with /invite"},
    SlackWord{"channel_not_found",
              "there is no such channel, or the app may not see it: write its ID (C...) as the "
              "route's channel and invite the app"},
    SlackWord{"invalid_auth", "the token is not valid: store the app's bot token (xoxb-)"},
    SlackWord{"not_authed", "the token did not arrive: store the app's bot token (xoxb-)"},
    SlackWord{"account_inactive", "the app was removed from the workspace: install it again and store its token"},
    SlackWord{"token_revoked", "the token was revoked: install the app again and store its new token"},
    SlackWord{"token_expired", "the token has expired: store a new one"},
    SlackWord{"missing_scope", "the app lacks the scope chat:write: add it, install the app again, store its token"},
    SlackWord{"restricted_action", "an administrator of the workspace does not let the app post: ask them"},
    SlackWord{"msg_too_long", "the message is too long for Slack; report this, it should not be"},
    SlackWord{"invalid_blocks", "Slack does not take the message's blocks; report this, it should not be"},
    SlackWord{"invalid_payload", "Slack does not take the message; report this, it should not be"},
    SlackWord{"no_text", "Slack does not take a message without text; report this, it should not be"},
};

// Slack is at fault or busy: the same may be taken a moment later.
constexpr std::array passingCodes{"ratelimited",         "rate_limited",    "internal_error", "fatal_error",
                                  "service_unavailable", "request_timeout", "rollup_error",   "team_added_to_org"};

QString sentenceFor(const QString &code)
{
    for (const SlackWord &word : slackWords)
        if (code == QLatin1StringView(word.code))
            return QString::fromLatin1(word.sentence);
    return {};
}

QString slackSaid(const QString &code)
{
    const QString sentence = sentenceFor(code);
    return sentence.isEmpty() ? code : QStringLiteral("%1 (%2)").arg(code, sentence);
}

QString codeIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object().value("error"_L1).toString();
}

/// A refusal in words of ours where we know the code, without the usual guesses about key and url.
Delivery codedRefusal(int status, const QString &code)
{
    return refusedDelivery(
        status,
        QStringLiteral("Slack refused it%1: %2")
            .arg(status == 200 ? QString() : QStringLiteral(" (HTTP %1)").arg(status), slackSaid(code)));
}

} // namespace

Delivery slackWebhookDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now)
{
    if (!result) {
        const QString code = saidIn(result.error().body);
        const int status = result.error().status;
        if (status >= 400 && status < 500 && status != 429 && !sentenceFor(code).isEmpty())
            return codedRefusal(status, code);
        return failedDelivery(result.error(), party, now);
    }
    if (result->status == 200 && result->body == "ok")
        return {.outcome = Delivery::Outcome::Done, .status = 200, .words = QStringLiteral("ok")};
    const QString said = saidIn(result->body);
    if (!sentenceFor(said).isEmpty())
        return codedRefusal(result->status, said);
    return refusedDelivery(result->status,
                           QStringLiteral("%1 answered HTTP %2 and \"%3\", where Slack says \"ok\"; check that the "
                                          "route's key holds the URL of an incoming webhook")
                               .arg(party.host)
                               .arg(result->status)
                               .arg(said));
}

QString slackErrorCode(const Result<HttpResponse> &result)
{
    return saidIn(codeIn(result ? result->body : result.error().body).toUtf8());
}

Delivery slackApiDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now)
{
    const QString code = slackErrorCode(result);
    if (!result) {
        const int status = result.error().status;
        if (status >= 400 && status < 500 && status != 429 && !sentenceFor(code).isEmpty())
            return codedRefusal(status, code);
        return failedDelivery(result.error(), party, now, code);
    }
    const QJsonObject answer = QJsonDocument::fromJson(result->body).object();
    if (answer.value("ok"_L1).toBool()) {
        const QString channel = answer.value("channel"_L1).toString();
        const QString ts = answer.value("ts"_L1).toString();
        const bool named = !channel.isEmpty() && !ts.isEmpty();
        return {.outcome = Delivery::Outcome::Done,
                .status = result->status,
                .words = QStringLiteral("ok"),
                .handle = named ? channel + u':' + ts : QString()};
    }
    for (const char *passing : passingCodes) {
        if (code != QLatin1StringView(passing))
            continue;
        Error again{.kind = Error::Kind::RateLimited, .status = 429, .headers = result->headers};
        Delivery delivery = failedDelivery(again, party, now);
        delivery.status = result->status;
        delivery.words = QStringLiteral("Slack cannot take it for now: ") + code;
        return delivery;
    }
    if (code.isEmpty())
        return refusedDelivery(
            result->status, QStringLiteral("%1 did not answer as Slack does; check the route's url").arg(party.host));
    return codedRefusal(result->status, code);
}

} // namespace hubwatch
