#include "checklist/results/results_json.h"

#include <QDateTime>
#include <cmath>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

std::optional<std::int64_t> autocannonCount(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    return number >= 0 && number < 1e15 ? std::optional<std::int64_t>(std::llround(number)) : std::nullopt;
}

} // namespace

Result<ImportedResults> autocannonResults(const QJsonObject &json)
{
    LoadResults load;
    const std::optional<std::int64_t> answered = autocannonCount(json["requests"_L1]["total"_L1]);
    if (!answered)
        return fail(Error::Kind::Malformed, QStringLiteral("requests.total: missing or no number"));
    load.requests = *answered;
    // Timeouts are among the errors; a request in error got no answer and is not among those that were counted.
    for (const QLatin1StringView key : {"errors"_L1, "non2xx"_L1}) {
        const std::optional<std::int64_t> count = autocannonCount(json.value(key));
        if (!count)
            return fail(Error::Kind::Malformed, QStringLiteral("%1: missing or no number").arg(key));
        load.failed += *count;
    }
    load.requests += autocannonCount(json.value("errors"_L1)).value_or(0);
    load.failed += autocannonCount(json.value("mismatches"_L1)).value_or(0);
    const QJsonValue p99 = json["latency"_L1]["p99"_L1];
    if (p99.isDouble())
        load.p99 = Duration(std::llround(std::ceil(p99.toDouble())));
    const QJsonValue statuses = json.value("statusCodeStats"_L1);
    if (statuses.isObject())
        load.throttled = autocannonCount(statuses["429"_L1]["count"_L1]).value_or(0);

    ImportedResults results{.tool = QStringLiteral("autocannon"), .load = load};
    const QDateTime finish = QDateTime::fromString(json.value("finish"_L1).toString(), Qt::ISODateWithMs);
    if (finish.isValid()) {
        results.at = TimePoint(Duration(finish.toMSecsSinceEpoch()));
        results.namesZone = finish.timeSpec() != Qt::LocalTime;
    }
    for (const QLatin1StringView key : {"portal"_L1, "hubspot_portal_id"_L1}) {
        const QJsonValue value = json.value(key);
        addPortal(results, value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    }
    return results;
}

} // namespace hubwatch
