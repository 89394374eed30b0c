#include "signals/metric_detection.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace hubwatch {

namespace {

/// A metric by the name the signals know it by: a histogram by its base name, a counter with its `_total`.
struct ShownMetric {
    MetricType type = MetricType::Unknown;
    bool hasStatus = false;
};

using ShownMetrics = std::map<std::string, ShownMetric, std::less<>>;
using NameParts = std::array<std::string_view, 6>; ///< of a name, lower case; the unused ones are empty

/// What one of the names must look like. A name fits when it holds a part of `mustHold` and of `mustAlsoHold` and none
/// of `mustNotHold`; of those that fit, the ones that also say "hubspot" go before those that do not.
struct DetectionRole {
    std::string MetricNames::*name;
    MetricType type;
    bool needsStatus;
    NameParts mustHold;
    NameParts mustAlsoHold;
    NameParts mustNotHold;
    const char *what;    ///< what the metric is
    const char *unknown; ///< what cannot be known without it
    const char *key;     ///< of metric_names in the workspace
};

constexpr NameParts notOurs{"webhook", "sync", "delay", "inbound", "incoming", "server"};

const std::array detectionRoles{
    DetectionRole{&MetricNames::calls,
                  MetricType::Counter,
                  true,
                  {"hubspot", "api"},
                  {"calls", "requests"},
                  notOurs,
                  "a counter of API calls with a status label",
                  "error rate, auth failures and 429s stay unknown",
                  "calls"},
    DetectionRole{&MetricNames::duration,
                  MetricType::Histogram,
                  false,
                  {"hubspot", "api"},
                  {"duration", "latency"},
                  notOurs,
                  "a histogram of API call durations",
                  "the response time stays unknown",
                  "duration"},
    DetectionRole{&MetricNames::webhookDelay,
                  MetricType::Histogram,
                  false,
                  {"webhook"},
                  {"delay", "lag", "latency", "duration"},
                  {},
                  "a histogram of webhook delays",
                  "the webhook delay stays unknown",
                  "webhook_delay"},
    DetectionRole{&MetricNames::syncJobs,
                  MetricType::Counter,
                  true,
                  {"sync"},
                  {"job", "run"},
                  {},
                  "a counter of sync jobs with a status label",
                  "the sync success rate stays unknown",
                  "sync_jobs"},
    DetectionRole{&MetricNames::syncStarted,
                  MetricType::Gauge,
                  false,
                  {"sync"},
                  {"start"},
                  {},
                  "a gauge of the running sync job's start",
                  "an overdue sync stays unseen",
                  "sync_started"},
};

std::string lowerCaseName(std::string_view name)
{
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return lower;
}

bool holdsOneOf(std::string_view name, const NameParts &parts)
{
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return !part.empty() && name.find(part) != std::string_view::npos; });
}

bool fitsRole(const DetectionRole &role, const std::string &name, const ShownMetric &metric)
{
    const std::string lower = lowerCaseName(name);
    return metric.type == role.type && (!role.needsStatus || metric.hasStatus) && holdsOneOf(lower, role.mustHold)
        && holdsOneOf(lower, role.mustAlsoHold) && !holdsOneOf(lower, role.mustNotHold);
}

void addShown(ShownMetrics &shown, const SeriesId &series, MetricType type)
{
    std::string_view name = series.metric;
    if (type == MetricType::Histogram) {
        if (!name.ends_with("_bucket"))
            return; // its sum, count and creation say nothing the buckets do not
        name.remove_suffix(std::string_view("_bucket").size());
    } else if (type == MetricType::Counter && name.ends_with("_created")) {
        return;
    } else if (type == MetricType::Unknown && name.ends_with("_total")) {
        type = MetricType::Counter; // untyped, yet the name says it
    }
    const auto found = shown.find(name);
    ShownMetric &metric = found != shown.end() ? found->second : shown[std::string(name)];
    metric.type = type;
    metric.hasStatus = metric.hasStatus || labelValue(series.labels, "status");
}

std::vector<std::string> candidatesFor(const DetectionRole &role, const ShownMetrics &shown)
{
    std::vector<std::string> all;
    std::vector<std::string> hubspot;
    for (const auto &[name, metric] : shown) {
        if (!fitsRole(role, name, metric))
            continue;
        all.push_back(name);
        if (lowerCaseName(name).find("hubspot") != std::string::npos)
            hubspot.push_back(name);
    }
    return hubspot.empty() ? all : hubspot;
}

QString namesInOneLine(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

DetectedNames detectShown(const ShownMetrics &shown, const MetricNames &wanted)
{
    DetectedNames detected{.names = wanted};
    for (const DetectionRole &role : detectionRoles) {
        if (shown.contains(wanted.*role.name))
            continue;
        const std::vector<std::string> candidates = candidatesFor(role, shown);
        const QString wantedName = QString::fromStdString(wanted.*role.name);
        const QString what = QString::fromLatin1(role.what);
        if (candidates.size() == 1) {
            detected.names.*role.name = candidates[0];
            detected.found << QStringLiteral("%1 is taken for %2, since there is no %3")
                                  .arg(namesInOneLine(candidates), what, wantedName);
        } else if (candidates.empty()) {
            detected.missing << QStringLiteral("no %1: %2").arg(wantedName, QString::fromLatin1(role.unknown));
        } else {
            detected.missing << QStringLiteral("no %1, and each of %2 could be meant: %3; name one as metric_names.%4")
                                    .arg(wantedName, namesInOneLine(candidates), QString::fromLatin1(role.unknown),
                                         QString::fromLatin1(role.key));
        }
    }
    return detected;
}

} // namespace

DetectedNames detectNames(const Exposition &exposition, const MetricNames &wanted)
{
    ShownMetrics shown;
    for (const ExpositionSample &sample : exposition.samples) {
        const bool known = sample.family < exposition.families.size();
        addShown(shown, sample.series, known ? exposition.families[sample.family].type : MetricType::Unknown);
    }
    return detectShown(shown, wanted);
}

DetectedNames detectNames(const SeriesTable &table, const MetricNames &wanted)
{
    ShownMetrics shown;
    for (size_t i = 0; i < table.series.size(); ++i)
        addShown(shown, table.series[i], i < table.types.size() ? table.types[i] : MetricType::Unknown);
    return detectShown(shown, wanted);
}

} // namespace hubwatch
