#include "checklist/results/results_json.h"

#include <QRegularExpression>
#include <cmath>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

/// handleSummary() has a metric's numbers in "values", --summary-export has them beside the thresholds.
QJsonObject k6Values(const QJsonObject &metric)
{
    const QJsonValue values = metric.value("values"_L1);
    return values.isObject() ? values.toObject() : metric;
}

std::optional<double> k6Number(const QJsonObject &values, QLatin1StringView key)
{
    const QJsonValue value = values.value(key);
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<Duration> k6Percentile(const QJsonObject &values, QLatin1StringView key)
{
    const std::optional<double> milliseconds = k6Number(values, key);
    return milliseconds ? std::optional(Duration(std::llround(std::ceil(*milliseconds)))) : std::nullopt;
}

tl::unexpected<Error> k6Lacks(const QString &key, const QString &more = {})
{
    return fail(Error::Kind::Malformed, QStringLiteral("%1: missing or no number%2").arg(key, more));
}

/// {"ok": false} by handleSummary(); by --summary-export a plain true says that the threshold was crossed.
bool k6Crossed(const QJsonValue &threshold)
{
    return threshold.isObject() ? !threshold["ok"_L1].toBool() : threshold.toBool();
}

void addK6Thresholds(LoadResults &load, const QString &name, const QJsonObject &metric)
{
    const QJsonObject thresholds = metric.value("thresholds"_L1).toObject();
    for (auto at = thresholds.begin(); at != thresholds.end(); ++at)
        if (k6Crossed(at.value()))
            load.thresholdsFailed += resultsText(QStringLiteral("%1 %2").arg(name, at.key()));
}

QString k6PortalText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

void addK6Portals(ImportedResults &results, const QJsonObject &json)
{
    for (const QJsonValue &place :
         {json.value("setup_data"_L1), json.value("options"_L1), json["options"_L1]["tags"_L1]}) {
        const QJsonObject object = place.toObject();
        for (auto at = object.begin(); at != object.end(); ++at)
            if (namesPortal(at.key()))
                addPortal(results, k6PortalText(at.value()));
    }
    // Metrics of a tag: "http_reqs{portal:4242}".
    static const QRegularExpression tag(QStringLiteral("[{,]\\s*(\\w+)\\s*:\\s*(\\d+)\\s*[,}]"));
    for (const QString &name : json.value("metrics"_L1).toObject().keys()) {
        const QRegularExpressionMatch match = tag.match(name);
        if (match.hasMatch() && namesPortal(match.captured(1)))
            addPortal(results, match.captured(2));
    }
}

} // namespace

Result<ImportedResults> k6Results(const QJsonObject &json)
{
    const QJsonObject metrics = json.value("metrics"_L1).toObject();
    const auto valuesOf = [&metrics](QLatin1StringView name) { return k6Values(metrics.value(name).toObject()); };
    const std::optional<double> requests = k6Number(valuesOf("http_reqs"_L1), "count"_L1);
    if (!requests)
        return k6Lacks(QStringLiteral("metrics.http_reqs.count"), QStringLiteral("; the script made no HTTP requests"));
    const QJsonObject failing = valuesOf("http_req_failed"_L1);
    std::optional<double> rate = k6Number(failing, "rate"_L1);
    if (!rate)
        rate = k6Number(failing, "value"_L1);
    if (!rate || *rate > 1)
        return k6Lacks(QStringLiteral("metrics.http_req_failed"), QStringLiteral(" of 0 to 1; use k6 0.31 or newer"));

    LoadResults load{.requests = std::llround(*requests), .failed = std::llround(std::ceil(*rate * *requests - 1e-6))};
    const QJsonObject duration = valuesOf("http_req_duration"_L1);
    load.p99 = k6Percentile(duration, "p(99)"_L1);
    if (!load.p99)
        load.p95 = k6Percentile(duration, "p(95)"_L1);
    load.checksFailed = std::llround(k6Number(valuesOf("checks"_L1), "fails"_L1).value_or(0));
    for (auto at = metrics.begin(); at != metrics.end(); ++at)
        addK6Thresholds(load, at.key(), at.value().toObject());

    ImportedResults results{.tool = QStringLiteral("k6"), .load = load};
    addK6Portals(results, json);
    return results;
}

} // namespace hubwatch
