#include "sim/sim_hubspot_control.h"

#include "sim/sim_hubspot_record_control.h"

#include <QJsonArray>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double graceSeconds = 7 * 24 * 3600;
constexpr int mostLatencyMs = 600'000;

tl::unexpected<Error> controlFault(const QString &path, const QString &expected)
{
    return fail(Error::Kind::Rejected, QStringLiteral("/sim/%1: expected %2").arg(path, expected));
}

QStringList stringList(const QJsonValue &value)
{
    QStringList strings;
    for (const QJsonValue &one : value.toArray())
        strings += one.toString();
    return strings;
}

Duration secondsOf(const QJsonValue &value, double fallback)
{
    return Duration(qint64(value.toDouble(fallback) * 1000));
}

void note(SimState &state, const SimToken &token, const char *what, TimePoint now)
{
    if (token.kind == SimToken::Kind::OAuth)
        return;
    const bool isKey = token.kind == SimToken::Kind::ServiceKey;
    state.security.push_back(
        {.type = (isKey ? QStringLiteral("SERVICE_KEY_") : QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_"))
             + QLatin1StringView(what),
         .at = now,
         .app = token.app,
         .user = token.user});
}

Result<QJsonObject> addToken(SimState &state, const QJsonObject &body, TimePoint now)
{
    const auto kind = parseSimTokenKind(body.value("kind"_L1).toString(QStringLiteral("private-app")));
    if (!kind)
        return controlFault(QStringLiteral("tokens"), QStringLiteral("kind private-app, service-key or oauth"));
    SimToken token{.kind = *kind,
                   .token = body.value("token"_L1).toString(),
                   .name = body.value("name"_L1).toString(),
                   .portal = body.value("portal"_L1).toInteger(state.portal),
                   .app = body.value("app"_L1).toInteger(),
                   .hublet = body.value("hublet"_L1).toString(state.hublet),
                   .scopes = body.contains("scopes"_L1) ? stringList(body.value("scopes"_L1)) : allSimScopes()};
    if (body.contains("expiresInSeconds"_L1))
        token.expiresAt = now + secondsOf(body.value("expiresInSeconds"_L1), 0);
    const QString added = state.tokens.add(token);
    note(state, *state.tokens.find(added), "CREATE", now);
    return QJsonObject{{"token"_L1, added}};
}

Result<QJsonObject> changeToken(SimState &state, const QString &path, const QJsonObject &body, TimePoint now)
{
    const QString token = body.value("token"_L1).toString();
    const bool isRefresh = path == "tokens/revoke"_L1 && state.oauth.revoke(token);
    const SimToken *found = state.tokens.find(token);
    if (isRefresh)
        return QJsonObject{};
    if (!found)
        return controlFault(path, QStringLiteral("a token that this HubSpot gave out (GET /sim/tokens lists them)"));
    const SimToken known = *found;
    if (path == "tokens/revoke"_L1) {
        state.tokens.revoke(token);
        note(state, known, "DEACTIVATE", now);
        return QJsonObject{};
    }
    if (path == "tokens/expire"_L1) {
        state.tokens.expire(token, now + secondsOf(body.value("inSeconds"_L1), 0));
        return QJsonObject{};
    }
    const QString next = state.tokens.rotate(token, now + secondsOf(body.value("graceSeconds"_L1), graceSeconds));
    if (next.isEmpty())
        return controlFault(path, QStringLiteral("a private app's token or a service key that is not revoked"));
    note(state, known, "ROTATE", now);
    return QJsonObject{{"token"_L1, next}};
}

tl::unexpected<Error> weatherFault(const QString &what)
{
    return controlFault(QStringLiteral("weather"),
                        QStringLiteral("%1 of: %2").arg(what, spellWords().join(QStringLiteral(", "))));
}

/// What one kind is like, apart from whom it befalls and how long.
std::optional<SimSpell> spellOf(const QString &word, const QJsonObject &body)
{
    std::optional<SimSpell> spell = spellNamed(word);
    if (!spell)
        return std::nullopt;
    const bool moving = spell->kind == SimSpell::Kind::Moving; // a 477 always says when
    spell->retryAfter = secondsOf(body.value("retryAfter"_L1), moving ? 60 : 0);
    spell->scopes = stringList(body.value("scopes"_L1));
    if (spell->scopes.isEmpty())
        spell->scopes = QStringList{QStringLiteral("crm.objects.contacts.read")};
    spell->hublet = body.value("hublet"_L1).toString(QStringLiteral("eu1"));
    spell->delay = Duration(std::clamp(body.value("lateMs"_L1).toInt(5000), 0, mostLatencyMs));
    return spell;
}

Result<QJsonObject> setStorm(SimState &state, const QJsonObject &body, TimePoint now)
{
    SimStorm storm{.share = body.value("share"_L1).toDouble(0.05),
                   .count = body.value("count"_L1).toInt(),
                   .path = body.value("path"_L1).toString().toUtf8()};
    if (body.contains("seconds"_L1))
        storm.until = now + secondsOf(body.value("seconds"_L1), 0);
    const QStringList usual{QStringLiteral("429"),  QStringLiteral("503"),       QStringLiteral("reset"),
                            QStringLiteral("lost"), QStringLiteral("lost-hang"), QStringLiteral("hang")};
    for (const QString &word : body.contains("kinds"_L1) ? stringList(body.value("kinds"_L1)) : usual) {
        const std::optional<SimSpell> spell = spellOf(word, body);
        if (!spell)
            return weatherFault(QStringLiteral("kinds"));
        storm.spells.push_back(*spell);
    }
    if (storm.spells.empty() || storm.share < 0 || storm.share > 1)
        return weatherFault(QStringLiteral("a share from 0 to 1, and kinds"));
    state.script.add(std::move(storm));
    return QJsonObject{};
}

Result<QJsonObject> setWeather(SimState &state, const QJsonObject &body, TimePoint now)
{
    const QString word = body.value("kind"_L1).toString();
    if (word == "clear"_L1) {
        state.script.clear();
        return QJsonObject{};
    }
    if (word == "storm"_L1)
        return setStorm(state, body, now);
    std::optional<SimSpell> spell = spellOf(word, body);
    if (!spell)
        return weatherFault(QStringLiteral("kind \"clear\", \"storm\" or one"));
    spell->count = body.value("count"_L1).toInt(body.contains("seconds"_L1) ? 0 : 1);
    if (body.contains("seconds"_L1))
        spell->until = now + secondsOf(body.value("seconds"_L1), 0);
    spell->path = body.value("path"_L1).toString().toUtf8();
    state.script.add(*spell);
    return QJsonObject{};
}

Result<QJsonObject> setLatency(SimState &state, const QJsonObject &body)
{
    const int from = body.value("fromMs"_L1).toInt(-1);
    const int to = body.value("toMs"_L1).toInt(from);
    if (from < 0 || to < from || to > mostLatencyMs)
        return controlFault(QStringLiteral("latency"), QStringLiteral("0 <= fromMs <= toMs <= %1").arg(mostLatencyMs));
    state.leastLatency = Duration(from);
    state.mostLatency = Duration(to);
    return QJsonObject{};
}

Result<QJsonObject> setLimits(SimState &state, const QJsonObject &body, TimePoint now)
{
    SimLimitSettings next = state.limits.settings;
    next.tenSecondly = body.value("tenSecondly"_L1).toInt(next.tenSecondly);
    next.search = body.value("search"_L1).toInt(next.search);
    next.daily = body.value("daily"_L1).toInteger(next.daily);
    next.usageLag = secondsOf(body.value("usageLagSeconds"_L1), double(next.usageLag / 1s));
    next.fetchStatus = body.value("fetchStatus"_L1).toString(next.fetchStatus);
    next.timeZone = body.value("timeZone"_L1).toString(next.timeZone);
    if (next.tenSecondly < 0 || next.search < 0 || next.daily < 0)
        return controlFault(QStringLiteral("limits"), QStringLiteral("numbers of 0 or more"));
    state.limits.settings = next;
    if (body.contains("dailyUsed"_L1))
        state.limits.setDailyUsed(state.portal, body.value("dailyUsed"_L1).toInteger(), now);
    return QJsonObject{};
}

SimIncident incidentOf(const QJsonObject &json, bool isMaintenance, TimePoint now)
{
    SimIncident incident{
        .name = json.value("name"_L1).toString(QStringLiteral("Elevated errors")),
        .state = json.value("state"_L1)
                     .toString(isMaintenance ? QStringLiteral("scheduled") : QStringLiteral("investigating")),
        .impact
        = json.value("impact"_L1).toString(isMaintenance ? QStringLiteral("maintenance") : QStringLiteral("minor")),
        .words = json.value("words"_L1).toString(QStringLiteral("We are looking into it.")),
        .component = json.value("component"_L1).toString(),
        .isMaintenance = isMaintenance};
    if (isMaintenance) {
        incident.from = now + secondsOf(json.value("inMinutes"_L1), 60) * 60;
        incident.until = incident.from + secondsOf(json.value("minutes"_L1), 30) * 60;
    } else {
        incident.from = now - secondsOf(json.value("minutesAgo"_L1), 0) * 60;
    }
    return incident;
}

Result<QJsonObject> setStatus(SimState &state, const QJsonObject &body, TimePoint now)
{
    SimStatus &status = state.status;
    status.indicator = body.value("indicator"_L1).toString(status.indicator);
    status.description = body.value("description"_L1).toString(status.description);
    const QJsonObject components = body.value("components"_L1).toObject();
    for (auto it = components.begin(); it != components.end(); ++it)
        status.setComponent(it.key(), it->toString());
    for (const bool maintenance : {false, true}) {
        const QJsonValue list = body.value(maintenance ? "maintenances"_L1 : "incidents"_L1);
        if (!list.isArray())
            continue;
        std::erase_if(status.incidents,
                      [maintenance](const SimIncident &one) { return one.isMaintenance == maintenance; });
        for (const QJsonValue &one : list.toArray())
            status.incidents.push_back(incidentOf(one.toObject(), maintenance, now));
    }
    return QJsonObject{};
}

QJsonObject tokenJson(const SimToken &token)
{
    return {{"kind"_L1, simTokenKindText(token.kind)},
            {"name"_L1, token.name},
            {"token"_L1, token.token},
            {"portal"_L1, qint64(token.portal)},
            {"app"_L1, qint64(token.app)},
            {"hublet"_L1, token.hublet},
            {"scopes"_L1, QJsonArray::fromStringList(token.scopes)},
            {"revoked"_L1, token.revoked},
            {"expiresAt"_L1, token.expiresAt ? QJsonValue(hubspotTime(*token.expiresAt)) : QJsonValue::Null}};
}

QJsonObject logJson(const SimState &state)
{
    QJsonArray calls;
    for (const SimLogEntry &entry : state.log)
        calls.append(QJsonObject{{"at"_L1, qint64(entry.at.time_since_epoch().count())},
                                 {"method"_L1, QString::fromLatin1(entry.method)},
                                 {"path"_L1, QString::fromUtf8(entry.path)},
                                 {"status"_L1, entry.status},
                                 {"token"_L1, entry.token}});
    return {{"calls"_L1, calls}};
}

} // namespace

Result<QJsonObject> simControl(SimState &state, const QString &path, const QJsonObject &body, TimePoint now)
{
    if (path == "tokens"_L1)
        return addToken(state, body, now);
    if (path == "tokens/revoke"_L1 || path == "tokens/expire"_L1 || path == "tokens/rotate"_L1)
        return changeToken(state, path, body, now);
    if (path == "weather"_L1)
        return setWeather(state, body, now);
    if (path == "latency"_L1)
        return setLatency(state, body);
    if (path == "limits"_L1)
        return setLimits(state, body, now);
    if (path == "status"_L1)
        return setStatus(state, body, now);
    if (path == "records"_L1 || path == "change"_L1 || path == "properties"_L1 || path == "rules"_L1)
        return recordControl(state, path, body, now);
    if (path != "forget"_L1)
        return controlFault(path,
                            QStringLiteral("tokens, tokens/revoke, tokens/expire, tokens/rotate, weather, latency, "
                                           "limits, status, records, change, properties, rules or forget"));
    state.log.clear();
    state.limits.forgetPeak();
    return QJsonObject{};
}

std::optional<QJsonObject> simReport(const SimState &state, const QString &path)
{
    if (path == "log"_L1)
        return logJson(state);
    if (path == "peak"_L1) {
        const SimLimits::Peak &peak = state.limits.peak();
        return QJsonObject{{"largest"_L1, peak.largest},
                           {"windowMs"_L1, 10'000},
                           {"accepted"_L1, qint64(peak.accepted)},
                           {"refused"_L1, qint64(peak.refused)},
                           {"open"_L1, peak.open},
                           {"struck"_L1, qint64(state.script.struck())}};
    }
    if (path != "tokens"_L1)
        return std::nullopt;
    QJsonArray tokens;
    for (const SimToken &token : state.tokens.all()) {
        if (token.kind != SimToken::Kind::OAuth)
            tokens.append(tokenJson(token));
    }
    return QJsonObject{{"tokens"_L1, tokens},
                       {"oauth"_L1,
                        QJsonObject{{"clientId"_L1, state.oauth.app().clientId},
                                    {"clientSecret"_L1, state.oauth.app().clientSecret},
                                    {"app"_L1, qint64(state.oauth.app().app)},
                                    {"scopes"_L1, QJsonArray::fromStringList(state.oauth.app().scopes)},
                                    {"refreshToken"_L1, state.oauth.refreshToken()}}}};
}

} // namespace hubwatch
