#include "sim/sim_hubspot_answer.h"

#include "sim/sim_hubspot_account.h"
#include "sim/sim_hubspot_associations.h"
#include "sim/sim_hubspot_objects.h"

#include <QJsonDocument>

namespace hubwatch {

namespace {

constexpr size_t mostRemembered = 200'000;
constexpr qsizetype longestUrl = 8'000;

bool isVersion(const QByteArray &part)
{
    return part == "2026-03" || part == "2026-09" || part == "v3";
}

/// The path's parts with the version in the second place for legacy paths too: crm/v3/objects is crm/objects/v3.
QList<QByteArray> partsOf(const QByteArray &path)
{
    QList<QByteArray> parts = path.mid(1).split('/');
    if (parts.size() > 2 && parts[0] == "crm" && parts[1] == "v3")
        parts.swapItemsAt(1, 2);
    return parts;
}

/// The paths that need no bearer token.
std::optional<ServedReply> openAnswer(SimState &state, const SimCall &call)
{
    const QByteArray &path = call.request.path;
    const bool isGet = call.request.method == "GET" || call.request.method == "HEAD";
    const bool isPost = call.request.method == "POST";
    if (path == "/oauth/authorize" && isGet)
        return state.oauth.authorize(state.tokens, call.request, call.now);
    if (path == "/oauth/v2/private-apps/get/access-token-info")
        return tokenInfoAnswer(state, call);
    const QList<QByteArray> parts = partsOf(path);
    if (parts.size() < 3 || parts[0] != "oauth" || !isVersion(parts[1]) || !isPost)
        return std::nullopt;
    if (parts.sliced(2) == QList<QByteArray>{"token"})
        return state.oauth.token(state.tokens, call);
    if (parts.sliced(2) == QList<QByteArray>{"token", "introspect"})
        return state.oauth.introspect(state.tokens, call);
    if (parts.sliced(2) == QList<QByteArray>{"token", "revoke"})
        return state.oauth.revoke(call);
    return std::nullopt;
}

std::optional<ServedReply> standingRefusal(const SimState &state, const SimCall &call)
{
    switch (standingOf(call.token, call.now)) {
    case SimToken::Standing::Unknown:
    case SimToken::Standing::Revoked: return unknownTokenReply(call);
    case SimToken::Standing::Expired: return expiredTokenReply(call, *call.token->expiresAt);
    case SimToken::Standing::Good: break;
    }
    if (call.token->hublet != state.hublet)
        return wrongHubletReply(call, call.token->hublet);
    return std::nullopt;
}

ServedReply tokenAnswer(SimState &state, const SimCall &call)
{
    if (auto refusal = standingRefusal(state, call))
        return *refusal;
    const bool isSearch = call.request.path.endsWith("/search");
    SimLimits::Verdict verdict = state.limits.arrive(*call.token, isSearch, call.now);
    ServedReply reply;
    if (!verdict.policy.isEmpty()) {
        reply = limitReply(call, verdict.policy);
    } else {
        const QList<QByteArray> parts = partsOf(call.request.path);
        std::optional<ServedReply> answer;
        if (parts.size() > 2 && parts[0] == "account-info" && isVersion(parts[1]))
            answer = accountAnswer(state, call, parts.sliced(2));
        else if (parts.size() > 3 && parts[0] == "crm" && parts[1] == "objects" && isVersion(parts[2]))
            answer = objectsAnswer(state, call, parts.sliced(3));
        else if (parts.size() > 3 && parts[0] == "crm" && parts[1] == "properties" && isVersion(parts[2]))
            answer = propertiesAnswer(state, call, parts.sliced(3));
        else if (parts.size() > 3 && parts[0] == "crm" && parts[1] == "associations" && parts[2].startsWith("2026-"))
            answer = associationsAnswer(state, call, parts.sliced(3));
        reply = answer ? std::move(*answer) : unknownPathReply(call);
    }
    reply.headers.insert(reply.headers.end(), verdict.headers.begin(), verdict.headers.end());
    return reply;
}

ServedReply plainAnswer(SimState &state, const SimCall &call)
{
    if (call.request.path.size() + call.request.query.size() > longestUrl)
        return errorReply(call, 414, {}, QStringLiteral("URI Too Long"));
    if (auto answer = openAnswer(state, call))
        return *answer;
    return tokenAnswer(state, call);
}

std::optional<ServedReply> weatheredAnswer(SimState &state, const SimCall &call, const std::optional<SimSpell> &spell)
{
    if (!spell)
        return plainAnswer(state, call);
    if (spell->kind == SimSpell::Kind::Hanging)
        return std::nullopt;
    if (auto reply = spellReply(*spell, call))
        return reply;
    ServedReply reply = plainAnswer(state, call); // done in any case
    if (spell->kind == SimSpell::Kind::LostHanging)
        return std::nullopt;
    if (spell->kind == SimSpell::Kind::Lost)
        return ServedReply{.status = 0, .silent = true};
    if (spell->kind == SimSpell::Kind::CutShort)
        reply.cutAfter = reply.body.size() / 2;
    return reply;
}

bool isStatusPage(const ServedRequest &request)
{
    return request.path == "/api/v2/summary.json"; // a house of its own: no weather of the API's
}

} // namespace

std::optional<SimSpell> hubspotWeather(SimState &state, const ServedRequest &request, TimePoint now)
{
    return isStatusPage(request) ? std::nullopt : state.script.take(request.path, now, state.chance);
}

std::optional<ServedReply> hubspotAnswer(SimState &state, const ServedRequest &request, TimePoint now)
{
    return hubspotAnswer(state, request, hubspotWeather(state, request, now), now);
}

std::optional<ServedReply> hubspotAnswer(SimState &state, const ServedRequest &request,
                                         const std::optional<SimSpell> &weather, TimePoint now)
{
    std::optional<ServedReply> reply;
    const QString bearer = bearerOf(request);
    if (isStatusPage(request)) {
        reply = jsonReply(200, statusSummary(state.status, now));
    } else {
        const SimCall call{request, now, state.freshId(), state.tokens.find(bearer)};
        reply = weatheredAnswer(state, call, weather);
        const bool isOwn = reply && !reply->contentType.startsWith("text/html");
        if (isOwn) {
            reply->headers.push_back({"X-HubSpot-Correlation-Id", call.id.toLatin1()});
            reply->headers.push_back({"X-Request-Id", call.id.toLatin1()});
        }
    }
    if (state.log.size() < mostRemembered)
        state.log.push_back({.at = now,
                             .method = request.method,
                             .path = request.path,
                             .status = reply ? reply->status : 0,
                             .token = shownSimToken(bearer)});
    return reply;
}

} // namespace hubwatch
