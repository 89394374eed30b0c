#include "sim/sim_hubspot_account.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

ServedReply detailsAnswer(const SimState &state, const SimCall &call)
{
    QTimeZone zone(state.limits.settings.timeZone.toLatin1());
    if (!zone.isValid())
        zone = QTimeZone::utc();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(call.now.time_since_epoch().count(), Qt::UTC);
    const int offset = zone.offsetFromUtc(now);
    const int minutes = std::abs(offset) / 60;
    return jsonReply(200,
                     {{"portalId"_L1, qint64(call.token->portal)},
                      {"portalName"_L1, "Simulated portal"_L1},
                      {"accountType"_L1, "SANDBOX"_L1},
                      {"timeZone"_L1, state.limits.settings.timeZone},
                      {"companyCurrency"_L1, "USD"_L1},
                      {"additionalCurrencies"_L1, QJsonArray()},
                      {"utcOffset"_L1,
                       QStringLiteral("%1%2:%3")
                           .arg(QChar(offset < 0 ? u'-' : u'+'))
                           .arg(minutes / 60, 2, 10, QChar(u'0'))
                           .arg(minutes % 60, 2, 10, QChar(u'0'))},
                      {"utcOffsetMilliseconds"_L1, offset * 1000},
                      {"uiDomain"_L1, "app.hubspot.com"_L1},
                      {"dataHostingLocation"_L1, call.token->hublet}});
}

ServedReply usageAnswer(SimState &state, const SimCall &call)
{
    const SimLimits::Usage usage = state.limits.usage(call.token->portal, call.now);
    QString fetch = state.limits.settings.fetchStatus;
    if (fetch.isEmpty())
        fetch = usage.isFresh ? QStringLiteral("SUCCESS") : QStringLiteral("CACHED");
    const QJsonObject result{{"name"_L1, "private-apps-api-calls-daily"_L1},
                             {"usageLimit"_L1, qint64(state.limits.settings.daily)},
                             {"currentUsage"_L1, qint64(usage.used)},
                             {"collectedAt"_L1, hubspotTime(usage.collectedAt)},
                             {"fetchStatus"_L1, fetch},
                             {"resetsAt"_L1, hubspotTime(usage.resetsAt)}};
    return jsonReply(200, {{"results"_L1, QJsonArray{result}}});
}

QJsonObject securityJson(const SimSecurityEvent &event, size_t index)
{
    return {{"id"_L1, QString::number(9000 + index)},
            {"type"_L1, event.type},
            {"createdAt"_L1, hubspotTime(event.at)},
            {"userId"_L1, qint64(event.user)},
            {"actingUser"_L1, "admin@example.test"_L1},
            {"objectId"_L1, QString::number(event.app)},
            {"ipAddress"_L1, "192.0.2.10"_L1},
            {"infoUrl"_L1, QStringLiteral("https://app.example.test/private-apps/%1").arg(event.app)},
            {"location"_L1, "Tokyo, Japan"_L1}};
}

QJsonObject loginJson(size_t index, TimePoint now)
{
    return {{"id"_L1, QString::number(8000 + index)},
            {"loginAt"_L1, hubspotTime(now - Duration(24h) * int(index + 1))},
            {"loginSucceeded"_L1, index % 7 != 3},
            {"email"_L1, "admin@example.test"_L1},
            {"ipAddress"_L1, "192.0.2.10"_L1},
            {"countryCode"_L1, "JP"_L1},
            {"regionCode"_L1, "13"_L1},
            {"userAgent"_L1, "Mozilla/5.0"_L1},
            {"location"_L1, "Tokyo, Japan"_L1},
            {"userId"_L1, 7001}};
}

QJsonObject auditJson(size_t index, TimePoint now)
{
    return {{"id"_L1, QString::number(7000 + index)},
            {"category"_L1, "CRM_OBJECT"_L1},
            {"subCategory"_L1, "CONTACT"_L1},
            {"action"_L1, "UPDATE"_L1},
            {"targetObjectId"_L1, QString::number(101 + index)},
            {"occurredAt"_L1, hubspotTime(now - Duration(1h) * int(index + 1))},
            {"actingUser"_L1, QJsonObject{{"userId"_L1, 7001}, {"userEmail"_L1, "admin@example.test"_L1}}}};
}

/// Newest first; `after` is how many come before the page.
ServedReply pageOf(const SimCall &call, const std::vector<QJsonObject> &items)
{
    const SimChecked<int> limit = queryNumber(call, QStringLiteral("limit"), 10, 1, 100);
    const SimChecked<int> after = queryNumber(call, QStringLiteral("after"), 0, 0, 1'000'000);
    if (!limit || !after)
        return limit ? after.error() : limit.error();
    QJsonArray results;
    const int end = std::min(int(items.size()), *after + *limit);
    for (int i = *after; i < end; ++i)
        results.append(items[size_t(i)]);
    QJsonObject body{{"results"_L1, results}};
    if (end < int(items.size()))
        body.insert("paging"_L1, QJsonObject{{"next"_L1, QJsonObject{{"after"_L1, QString::number(end)}}}});
    return jsonReply(200, body);
}

std::optional<TimePoint> queryInstant(const SimCall &call, const QString &name)
{
    const QString text = queryValue(call.request, name);
    bool isNumber = false;
    const qint64 millis = text.toLongLong(&isNumber);
    if (isNumber)
        return TimePoint(Duration(millis));
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    return at.isValid() ? std::optional(TimePoint(Duration(at.toMSecsSinceEpoch()))) : std::nullopt;
}

std::optional<ServedReply> activityAnswer(const SimState &state, const SimCall &call, const QByteArray &which)
{
    constexpr size_t madeUpItems = 12;
    if (which != "security" && which != "login" && which != "audit-logs")
        return std::nullopt;
    if (const auto refusal = scopeRefusal(call, {QStringLiteral("account-info.security.read")}))
        return refusal;
    std::vector<QJsonObject> items;
    if (which == "security") {
        const auto from = queryInstant(call, QStringLiteral("fromTimestamp"));
        const auto to = queryInstant(call, QStringLiteral("toTimestamp"));
        for (size_t i = state.security.size(); i-- > 0;) {
            const SimSecurityEvent &event = state.security[i];
            if ((!from || event.at >= *from) && (!to || event.at <= *to))
                items.push_back(securityJson(event, i));
        }
    }
    for (size_t i = 0; i < madeUpItems && which == "login"; ++i)
        items.push_back(loginJson(i, call.now));
    for (size_t i = 0; i < madeUpItems && which == "audit-logs"; ++i)
        items.push_back(auditJson(i, call.now));
    return pageOf(call, items);
}

} // namespace

std::optional<ServedReply> accountAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts)
{
    if (call.request.method != "GET")
        return errorReply(call, 405, {}, QStringLiteral("HTTP 405 Method Not Allowed"));
    const QByteArray path = parts.join('/');
    if (path == "details")
        return detailsAnswer(state, call);
    if (path == "api-usage/daily/private-apps")
        return usageAnswer(state, call);
    if (parts.size() == 2 && parts[0] == "activity")
        return activityAnswer(state, call, parts[1]);
    return std::nullopt;
}

ServedReply tokenInfoAnswer(const SimState &state, const SimCall &call)
{
    if (call.request.method != "POST")
        return errorReply(call, 405, {}, QStringLiteral("HTTP 405 Method Not Allowed"));
    const SimChecked<QJsonObject> body = jsonBody(call);
    if (!body)
        return body.error();
    const QString key = body->value("tokenKey"_L1).toString();
    if (key.isEmpty())
        return invalidReply(call, QStringLiteral("Some required fields were not set: [tokenKey]"));
    const SimToken *token = state.tokens.find(key);
    if (!token || token->kind != SimToken::Kind::PrivateApp || standingOf(token, call.now) != SimToken::Standing::Good)
        return errorReply(call, 404, {}, QStringLiteral("no private app has this token"));
    return jsonReply(200,
                     {{"userId"_L1, qint64(token->user)},
                      {"hubId"_L1, qint64(token->portal)},
                      {"appId"_L1, qint64(token->app)},
                      {"scopes"_L1, QJsonArray::fromStringList(token->scopes)}});
}

} // namespace hubwatch
