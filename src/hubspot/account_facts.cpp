#include "hubspot/account_facts.h"

#include "hubspot/json_fields.h"

#include <QJsonArray>

namespace hubwatch {

namespace {

AccountDetails::Type accountType(const QString &word)
{
    using Type = AccountDetails::Type;
    if (word == u"STANDARD")
        return Type::Standard;
    if (word == u"DEVELOPER_TEST")
        return Type::DeveloperTest;
    if (word == u"SANDBOX")
        return Type::Sandbox;
    return word == u"APP_DEVELOPER" ? Type::AppDeveloper : Type::Unknown;
}

DailyUsage::Fetch fetchOf(const QString &word)
{
    using Fetch = DailyUsage::Fetch;
    for (const Fetch fetch : {Fetch::Success, Fetch::Cached, Fetch::Failure, Fetch::NotFound, Fetch::Timeout})
        if (word == fetchText(fetch))
            return fetch;
    return Fetch::Unknown;
}

Duration offsetOf(const QJsonObject &json)
{
    if (const auto milliseconds = integerField(json[QStringLiteral("utcOffsetMilliseconds")]))
        return Duration(*milliseconds);
    return parseOffset(json[QStringLiteral("utcOffset")].toString()).value_or(Duration::zero());
}

/// The sum over all private apps, under its documented name where there are others beside it.
QJsonObject sumOf(const QJsonArray &results)
{
    for (const QJsonValue &result : results)
        if (result[QStringLiteral("name")].toString() == u"private-apps-api-calls-daily")
            return result.toObject();
    return results.first().toObject();
}

template<class Number>
std::optional<Number> countOf(const std::vector<HttpHeader> &headers, const char *name)
{
    bool isNumber = false;
    const qlonglong number = headerValue(headers, name).trimmed().toLongLong(&isNumber);
    if (!isNumber || number < 0 || number > std::numeric_limits<Number>::max())
        return std::nullopt;
    return Number(number);
}

tl::unexpected<Error> missing(const char *what, const char *field, const QJsonValue &found)
{
    return fail(Error::Kind::Malformed,
                QStringLiteral("%1: %2: expected a portal's number, found %3")
                    .arg(QLatin1StringView(what), QLatin1StringView(field), jsonTypeName(found)));
}

} // namespace

Result<AccountDetails> parseAccountDetails(const QByteArray &json)
{
    const auto root = jsonObject(json, "account details");
    if (!root)
        return tl::unexpected(root.error());
    const QJsonValue portal = (*root)[QStringLiteral("portalId")];
    if (integerField(portal).value_or(0) <= 0)
        return missing("account details", "portalId", portal);
    return AccountDetails{.portal = *integerField(portal),
                          .type = accountType((*root)[QStringLiteral("accountType")].toString()),
                          .name = textField((*root)[QStringLiteral("portalName")]),
                          .timeZone = textField((*root)[QStringLiteral("timeZone")]),
                          .utcOffset = offsetOf(*root),
                          .uiDomain = textField((*root)[QStringLiteral("uiDomain")]),
                          .region = textField((*root)[QStringLiteral("dataHostingLocation")]),
                          .currency = textField((*root)[QStringLiteral("companyCurrency")])};
}

Result<DailyUsage> parseDailyUsage(const QByteArray &json)
{
    const auto root = jsonObject(json, "daily usage");
    if (!root)
        return tl::unexpected(root.error());
    const QJsonValue results = (*root)[QStringLiteral("results")];
    if (results.toArray().isEmpty() || !results.toArray().first().isObject())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("daily usage: results: expected at least one, found %1")
                        .arg(results.isArray() ? QStringLiteral("none that is an object") : jsonTypeName(results)));
    const QJsonObject sum = sumOf(results.toArray());
    return DailyUsage{.name = textField(sum[QStringLiteral("name")]),
                      .limit = integerField(sum[QStringLiteral("usageLimit")]).value_or(0),
                      .used = integerField(sum[QStringLiteral("currentUsage")]).value_or(0),
                      .fetch = fetchOf(sum[QStringLiteral("fetchStatus")].toString()),
                      .collectedAt = instantField(sum[QStringLiteral("collectedAt")]),
                      .resetsAt = instantField(sum[QStringLiteral("resetsAt")])};
}

QString fetchText(DailyUsage::Fetch fetch)
{
    switch (fetch) {
    case DailyUsage::Fetch::Unknown: return QStringLiteral("UNKNOWN");
    case DailyUsage::Fetch::Success: return QStringLiteral("SUCCESS");
    case DailyUsage::Fetch::Cached: return QStringLiteral("CACHED");
    case DailyUsage::Fetch::Failure: return QStringLiteral("FAILURE");
    case DailyUsage::Fetch::NotFound: return QStringLiteral("NOTFOUND");
    case DailyUsage::Fetch::Timeout: return QStringLiteral("TIMEOUT");
    }
    Q_UNREACHABLE();
}

RateHeaders rateHeadersOf(const std::vector<HttpHeader> &headers)
{
    RateHeaders rate{.max = countOf<int>(headers, "X-HubSpot-RateLimit-Max"),
                     .remaining = countOf<int>(headers, "X-HubSpot-RateLimit-Remaining"),
                     .daily = countOf<std::int64_t>(headers, "X-HubSpot-RateLimit-Daily"),
                     .dailyRemaining = countOf<std::int64_t>(headers, "X-HubSpot-RateLimit-Daily-Remaining")};
    if (const auto interval = countOf<int>(headers, "X-HubSpot-RateLimit-Interval-Milliseconds");
        interval && *interval > 0)
        rate.interval = Duration(*interval);
    return rate;
}

Result<TokenInfo> parseTokenInfo(const QByteArray &json)
{
    const auto root = jsonObject(json, "token info");
    if (!root)
        return tl::unexpected(root.error());
    // The private apps' answer is in camelCase, the OAuth introspection's in snake_case.
    const auto number = [&](const char *camel, const char *snake) {
        return integerField((*root)[QLatin1StringView(camel)])
            .value_or(integerField((*root)[QLatin1StringView(snake)]).value_or(0));
    };
    TokenInfo info{.portal = number("hubId", "hub_id"),
                   .app = number("appId", "app_id"),
                   .user = number("userId", "user_id"),
                   .scopes = wordsField((*root)[QStringLiteral("scopes")]),
                   .active = (*root)[QStringLiteral("active")].toBool(true)};
    if (info.portal <= 0 && info.active)
        return missing("token info", "hubId", (*root)[QStringLiteral("hubId")]);
    return info;
}

} // namespace hubwatch
