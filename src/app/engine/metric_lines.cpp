#include "app/engine/metric_lines.h"

#include "app/engine/reduce_line.h"
#include "app/engine/timeline.h"
#include "metrics/histogram.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hubwatch {

namespace {

constexpr std::string_view bucketSuffix = "_bucket";
const QChar keySeparator = QChar(0x1f); // never in a label people write

QString lineKey(const SeriesId &id, const MetricQuestion &question)
{
    if (!question.by.empty()) {
        const std::string *value = labelValue(id.labels, question.by);
        return value ? QString::fromStdString(*value)
                     : QStringLiteral("(no %1)").arg(QString::fromStdString(question.by));
    }
    if (question.view == MetricQuestion::View::Value)
        return QString::fromStdString(seriesText(id));
    return QString::fromStdString(question.metric);
}

double boundOf(const QString &le)
{
    const std::string text = le.toStdString();
    if (text == "+Inf" || text == "Inf")
        return HUGE_VAL;
    double bound = std::nan("");
    std::from_chars(text.data(), text.data() + text.size(), bound);
    return bound;
}

void addPoint(ChartLine &line, bool newRun, const ChartPoint &point)
{
    if (newRun || line.runs.empty())
        line.runs.emplace_back();
    line.runs.back().push_back(point);
}

/// Calls `pointAt(index)` for each instant inside the range and strings the points that exist into runs.
template<class PointAt>
ChartLine lineOver(const Timeline &timeline, const MetricRange &range, const QString &name, PointAt pointAt)
{
    ChartLine line{.name = name};
    bool broken = true;
    for (size_t i = 0; i < timeline.instants().size(); ++i) {
        const TimePoint at = timeline.instants()[i];
        broken = broken || timeline.runBegin(i) == i;
        if (at < range.from || at > range.to)
            continue;
        const std::optional<ChartPoint> point = pointAt(i);
        if (point) {
            addPoint(line, broken, *point);
            broken = false;
        } else {
            broken = true;
        }
    }
    return line;
}

std::vector<ChartLine> valueLines(const Timeline &timeline, const MetricRange &range)
{
    std::vector<ChartLine> lines;
    for (const auto &[key, group] : timeline.groups()) {
        lines.push_back(lineOver(timeline, range, key, [&, &group = group](size_t i) -> std::optional<ChartPoint> {
            if (!std::isfinite(group.values[i]))
                return std::nullopt;
            return ChartPoint{.at = timeline.instants()[i], .value = group.values[i]};
        }));
    }
    return lines;
}

std::vector<ChartLine> rateLines(const Timeline &timeline, const MetricQuestion &question, const MetricRange &range)
{
    std::vector<ChartLine> lines;
    for (const auto &[key, group] : timeline.groups()) {
        lines.push_back(lineOver(timeline, range, key, [&, &group = group](size_t i) -> std::optional<ChartPoint> {
            const size_t begin = timeline.windowBegin(i, question.window);
            const auto covered = std::chrono::duration<double>(timeline.instants()[i] - timeline.instants()[begin]);
            if (begin == i)
                return std::nullopt;
            const double growth = group.totals[i] - group.totals[begin];
            return ChartPoint{.at = timeline.instants()[i],
                              .value = growth / covered.count(),
                              .n = std::int64_t(std::llround(growth))};
        }));
    }
    return lines;
}

std::vector<ChartLine> quantileLines(const Timeline &timeline, const MetricQuestion &question, const MetricRange &range)
{
    // The timeline's groups are (line, le); collect the buckets of each line.
    std::map<QString, std::vector<std::pair<double, const TimelineGroup *>>> histograms;
    for (const auto &[key, group] : timeline.groups())
        histograms[key.section(keySeparator, 0, 0)].emplace_back(boundOf(key.section(keySeparator, 1)), &group);

    std::vector<ChartLine> lines;
    for (const auto &[name, buckets] : histograms) {
        lines.push_back(lineOver(timeline, range, name, [&, &buckets = buckets](size_t i) -> std::optional<ChartPoint> {
            const size_t begin = timeline.windowBegin(i, question.window);
            std::vector<Bucket> counts;
            for (const auto &[bound, group] : buckets)
                counts.push_back({.upperBound = bound, .count = group->totals[i] - group->totals[begin]});
            const QuantileEstimate estimate = histogramQuantile(question.quantile, counts);
            if (begin == i || !std::isfinite(estimate.value))
                return std::nullopt;
            double events = 0;
            for (const Bucket &bucket : counts)
                events = std::max(events, bucket.count);
            return ChartPoint{.at = timeline.instants()[i],
                              .value = estimate.value,
                              .low = estimate.low,
                              .high = estimate.top ? std::nullopt : std::optional(estimate.high),
                              .n = std::int64_t(std::llround(events))};
        }));
    }
    return lines;
}

double lastValue(const ChartLine &line)
{
    return line.runs.empty() ? -HUGE_VAL : line.runs.back().back().value;
}

} // namespace

bool belongsTo(const StoredSeries &series, const MetricQuestion &question)
{
    if (question.view != MetricQuestion::View::Quantile)
        return series.id.metric == question.metric;
    const std::string_view name = series.id.metric;
    return name.size() == question.metric.size() + bucketSuffix.size() && name.starts_with(question.metric)
        && name.ends_with(bucketSuffix);
}

std::vector<ChartLine> metricLines(const MetricQuestion &question, std::span<const SeriesPoints> points,
                                   const MetricRange &range, size_t most)
{
    const bool quantile = question.view == MetricQuestion::View::Quantile;
    const Timeline timeline(
        points,
        [&](const SeriesId &id) {
            const QString key = lineKey(id, question);
            const std::string *le = quantile ? labelValue(id.labels, "le") : nullptr;
            return le ? key + keySeparator + QString::fromStdString(*le) : key;
        },
        range.longestGap);

    std::vector<ChartLine> lines;
    switch (question.view) {
    case MetricQuestion::View::Value: lines = valueLines(timeline, range); break;
    case MetricQuestion::View::Rate: lines = rateLines(timeline, question, range); break;
    case MetricQuestion::View::Quantile: lines = quantileLines(timeline, question, range); break;
    }
    std::erase_if(lines, [](const ChartLine &line) { return line.runs.empty(); });
    std::ranges::stable_sort(lines, std::ranges::greater(), lastValue);
    if (lines.size() > most)
        lines.resize(most);
    for (ChartLine &line : lines) {
        line.service = question.service;
        reduceLine(line, range.from, range.to, range.columns);
    }
    return lines;
}

} // namespace hubwatch
