#include "sim/sim_hubspot_answers.h"

#include "base/time_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

ServedReply edgePage(int status, const SimCall &call)
{
    const QByteArray number = QByteArray::number(status);
    const QByteArray ray = call.id.left(16).remove(u'-').toLatin1();
    return {.status = status,
            .contentType = "text/html; charset=UTF-8",
            .body = "<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>api.hubapi.com | " + number
                + "</title></head>\n<body><h1>Error code " + number + "</h1><p>Cloudflare Ray ID: " + ray
                + "</p></body></html>\n",
            .headers = {{"Server", "cloudflare"}, {"CF-RAY", ray}}};
}

ServedReply hotelPage()
{
    return {.status = 200,
            .contentType = "text/html",
            .body = "<html><head><title>Welcome to the hotel's network</title></head>"
                    "<body><form>Room number <input name=\"room\"></form></body></html>\n"};
}

} // namespace

QString hubspotTime(TimePoint at)
{
    return utcText(at);
}

ServedReply jsonReply(int status, const QJsonObject &body)
{
    return {.status = status,
            .contentType = "application/json;charset=utf-8",
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

ServedReply errorReply(const SimCall &call, int status, const QString &category, const QString &message,
                       const QJsonObject &more)
{
    QJsonObject body{{"status"_L1, "error"_L1}, {"message"_L1, message}, {"correlationId"_L1, call.id}};
    if (!category.isEmpty())
        body.insert("category"_L1, category);
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return jsonReply(status, body);
}

ServedReply invalidReply(const SimCall &call, const QString &message, const QJsonObject &more)
{
    return errorReply(call, 400, QStringLiteral("VALIDATION_ERROR"), message, more);
}

ServedReply unknownTokenReply(const SimCall &call)
{
    return errorReply(call, 401, QStringLiteral("INVALID_AUTHENTICATION"),
                      QStringLiteral("Authentication credentials not found. This API supports OAuth 2.0 authentication "
                                     "and you can find more details at https://developers.hubspot.com/docs/methods/"
                                     "auth/oauth-overview"));
}

ServedReply expiredTokenReply(const SimCall &call, TimePoint expiredAt)
{
    const auto ago = std::chrono::duration_cast<std::chrono::seconds>(call.now - expiredAt).count();
    return errorReply(call, 401, QStringLiteral("EXPIRED_AUTHENTICATION"),
                      QStringLiteral("The OAuth token used to make this call expired %1 second(s) ago.").arg(ago),
                      {{"context"_L1, QJsonObject{{"expire time"_L1, QJsonArray{hubspotTime(expiredAt)}}}}});
}

ServedReply scopesReply(const SimCall &call, const QStringList &required)
{
    const QJsonObject error{
        {"message"_L1, "One or more of the following scopes are required."_L1},
        {"context"_L1, QJsonObject{{"requiredGranularScopes"_L1, QJsonArray::fromStringList(required)}}}};
    return errorReply(call, 403, QStringLiteral("MISSING_SCOPES"),
                      QStringLiteral("This app hasn't been granted all required scopes to make this call. Read more "
                                     "about required scopes here: https://developers.hubspot.com/scopes."),
                      {{"errors"_L1, QJsonArray{error}},
                       {"links"_L1, QJsonObject{{"scopes"_L1, "https://developers.hubspot.com/scopes"_L1}}}});
}

ServedReply limitReply(const SimCall &call, const QString &policy)
{
    QString message = QStringLiteral("You have reached your limit.");
    if (policy == "DAILY"_L1)
        message = QStringLiteral("You have reached your daily limit.");
    else if (policy == "SECONDLY"_L1)
        message = QStringLiteral("You have reached your secondly limit.");
    else if (policy == "TEN_SECONDLY_ROLLING"_L1)
        message = QStringLiteral("You have reached your ten_secondly_rolling limit.");
    QJsonObject more{{"errorType"_L1, "RATE_LIMIT"_L1}, {"requestId"_L1, call.id}};
    if (!policy.isEmpty())
        more.insert("policyName"_L1, policy);
    return errorReply(call, 429, {}, message, more);
}

ServedReply wrongHubletReply(const SimCall &call, const QString &hublet)
{
    const std::int64_t portal = call.token ? call.token->portal : 0;
    ServedReply reply = errorReply(
        call, 488, {},
        QStringLiteral("Hub %1 is not hosted here; the request belongs to hublet %2.").arg(portal).arg(hublet),
        {{"correctHublet"_L1, hublet}});
    reply.headers.push_back({"X-HubSpot-Correct-Hublet", hublet.toLatin1()});
    return reply;
}

ServedReply unknownPathReply(const SimCall &call)
{
    return errorReply(call, 404, {}, QStringLiteral("resource not found"));
}

std::optional<ServedReply> spellReply(const SimSpell &spell, const SimCall &call)
{
    const auto withWait = [&spell](ServedReply reply) {
        if (spell.retryAfter > 0ms)
            reply.headers.push_back({"Retry-After", QByteArray::number(qlonglong(spell.retryAfter / 1s))});
        return reply;
    };
    switch (spell.kind) {
    case SimSpell::Kind::Expired: return expiredTokenReply(call, call.now - 5s);
    case SimSpell::Kind::Invalid: return unknownTokenReply(call);
    case SimSpell::Kind::MissingScopes: return scopesReply(call, spell.scopes);
    case SimSpell::Kind::Locked:
        return withWait(errorReply(call, 423, {}, QStringLiteral("The resource is currently locked.")));
    case SimSpell::Kind::Moving:
        return withWait(errorReply(call, 477, {},
                                   QStringLiteral("This account is being moved to another data center. Wait for the "
                                                  "time given in Retry-After.")));
    case SimSpell::Kind::WrongHublet: return wrongHubletReply(call, spell.hublet);
    case SimSpell::Kind::TenSecondly: return withWait(limitReply(call, QStringLiteral("TEN_SECONDLY_ROLLING")));
    case SimSpell::Kind::Secondly: return withWait(limitReply(call, QStringLiteral("SECONDLY")));
    case SimSpell::Kind::Daily: return withWait(limitReply(call, QStringLiteral("DAILY")));
    case SimSpell::Kind::OtherLimit: return withWait(limitReply(call, {}));
    case SimSpell::Kind::Failing: return withWait(errorReply(call, spell.status, {}, QStringLiteral("internal error")));
    case SimSpell::Kind::EdgePage: return edgePage(spell.status, call);
    case SimSpell::Kind::CaptivePortal: return hotelPage();
    case SimSpell::Kind::Reset: return ServedReply{.status = 0, .silent = true};
    case SimSpell::Kind::Hanging:
    case SimSpell::Kind::CutShort:
    case SimSpell::Kind::Lost:
    case SimSpell::Kind::LostHanging:
    case SimSpell::Kind::Late: return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
