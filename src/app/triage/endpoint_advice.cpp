#include "app/triage/endpoint_advice.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

/// More often than every two minutes, what hardly changes is asked for and not kept.
constexpr double cachedBelowPerHour = 30;
/// Of all calls of an endpoint: rarer failures than these belong to every day.
constexpr double noteworthyShare = 0.01;

double countOf(const EndpointCalls &calls, const char *status)
{
    const auto found = calls.byStatus.find(QLatin1StringView(status));
    return found == calls.byStatus.end() ? 0 : found->second.now;
}

bool noteworthy(const EndpointCalls &calls, const char *status)
{
    const auto found = calls.byStatus.find(QLatin1StringView(status));
    if (found == calls.byStatus.end() || found->second.now <= 0)
        return false;
    return (found->second.changed && found->second.now > found->second.before)
        || found->second.now >= noteworthyShare * calls.all.now;
}

} // namespace

bool isSearchEndpoint(const QString &endpoint)
{
    return endpoint.endsWith(u"search", Qt::CaseInsensitive);
}

bool isCacheable(const QString &endpoint)
{
    constexpr std::array<const char *, 4> lasting{"properties", "schemas", "pipelines", "owners"};
    constexpr std::array<const char *, 4> writing{"create", "update", "archive", "delete"};
    const auto says = [&](const char *word) { return endpoint.contains(QLatin1StringView(word), Qt::CaseInsensitive); };
    return std::ranges::any_of(lasting, says) && std::ranges::none_of(writing, says);
}

QString endpointAdvice(const EndpointCalls &calls, Duration seen)
{
    QStringList advice;
    if (countOf(calls, "401") > 0)
        advice << QStringLiteral("401: do not repeat, the token has to be mended first");
    if (countOf(calls, "403") > 0)
        advice << QStringLiteral("403: add the scope it needs, do not repeat");
    if (countOf(calls, "5xx") > 0)
        advice << QStringLiteral("retry with backoff; writes only if repeatable");
    if (noteworthy(calls, "429"))
        advice << (isSearchEndpoint(calls.endpoint)
                       ? QStringLiteral("search allows 5/s per account: pace it by a clock")
                       : QStringLiteral("429: wait for Retry-After, send less at once"));
    if (noteworthy(calls, "409"))
        advice << QStringLiteral("409: get and update the record that is there, or upsert");
    if (noteworthy(calls, "400"))
        advice << QStringLiteral("400: validate before sending, a repeat fails alike");
    if (noteworthy(calls, "404"))
        advice << QStringLiteral("404: the id was deleted or mistyped");
    if (noteworthy(calls, "unknown"))
        advice << QStringLiteral("unknown: no answer came, look at the network and timeouts");
    const double hours = double(seen.count()) / double(Duration(1h).count());
    const double perHour = hours > 0 ? calls.all.now / hours : 0;
    if (isCacheable(calls.endpoint) && perHour > cachedBelowPerHour)
        advice << QStringLiteral("not cached: %1 an hour").arg(std::llround(perHour));
    return advice.isEmpty() ? QStringLiteral("-") : advice.join(QStringLiteral("; "));
}

} // namespace hubwatch
