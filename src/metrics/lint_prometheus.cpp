#include "metrics/lint_prometheus.h"

#include "metrics/lint_loose_line.h"
#include "metrics/metric_name.h"
#include "metrics/number_text.h"
#include "metrics/type_text.h"

#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return lower;
}

std::string_view withoutSuffix(std::string_view name, std::string_view suffix)
{
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size())
                                                                 : std::string_view();
}

/// The label whose value must be a number, "" for types that have none.
std::string_view boundLabel(const std::optional<MetricType> &type)
{
    if (type == MetricType::Histogram)
        return "le";
    return type == MetricType::Summary ? "quantile" : "";
}

} // namespace

void PrometheusLint::line(const LintLine &line)
{
    LintMetadata read;
    switch (LooseLine(line, m_log).read(m_sample, read)) {
    case LooseLine::Kind::Nothing: return;
    case LooseLine::Kind::Broken: return brokenLine(line);
    case LooseLine::Kind::Metadata: return metadata(line, read);
    case LooseLine::Kind::Sample: return sample(line, m_sample);
    }
}

void PrometheusLint::brokenLine(const LintLine &line)
{
    const size_t start = std::min(line.text.find_first_not_of(" \t"), line.text.size());
    const char *const name = line.begin() + start;
    m_brokenNames.emplace(name, metricNameEnd(name, line.end()));
}

void PrometheusLint::finish()
{
    for (const auto &[key, histogram] : m_histograms) {
        if (m_brokenNames.contains(histogram.family + "_bucket"))
            continue;
        if (!histogram.infinite)
            m_log.error(histogram.first,
                        QStringLiteral("the histogram %1 has no bucket le=\"+Inf\" with these labels")
                            .arg(lintQuoted(histogram.family)));
        else if (histogram.countAt && histogram.count != *histogram.infinite)
            m_log.error(*histogram.countAt,
                        QStringLiteral("expected %1, the value of the bucket le=\"+Inf\", found %2")
                            .arg(QString::fromStdString(numberText(*histogram.infinite)),
                                 QString::fromStdString(numberText(histogram.count))));
    }
}

void PrometheusLint::metadata(const LintLine &line, const LintMetadata &metadata)
{
    Family &family = familyOf(metadata.family);
    const QString name = lintQuoted(family.name);
    if (metadata.kind == LintMetadata::Kind::Help) {
        if (family.hasHelp)
            m_log.error(line, line.begin(), QStringLiteral("a second HELP line of %1: keep one").arg(name));
        else if (family.hasSamples)
            m_log.note(line, line.begin(), QStringLiteral("better before the first sample of %1").arg(name));
        family.hasHelp = true;
        return;
    }
    if (family.hasSamples)
        return m_log.error(line, line.begin(),
                           QStringLiteral("the TYPE line of %1 must stand before its first sample").arg(name));
    if (family.type)
        return m_log.error(line, line.begin(), QStringLiteral("a second TYPE line of %1: keep one").arg(name));
    family.type = metricTypeOf(lowerCase(metadata.text), TextFormat::Prometheus);
    if (!family.type) {
        m_log.error(line, metadata.text.data(),
                    QStringLiteral("expected counter, gauge, histogram, summary or untyped, found %1")
                        .arg(lintQuoted(metadata.text)));
        family.type = MetricType::Unknown;
    }
}

void PrometheusLint::sample(const LintLine &line, const LintSample &sample)
{
    Family &family = familyOf(sample.name);
    if (!family.type)
        family.type = MetricType::Unknown;
    if (family.hasSamples && m_lastFamily != &family && !std::exchange(family.isScattered, true))
        m_log.note(line, line.begin(),
                   QStringLiteral("better in one group: other metrics stand between this line and line %1 of %2")
                       .arg(family.lastLine)
                       .arg(lintQuoted(family.name)));
    family.hasSamples = true;
    family.lastLine = line.number;
    m_lastFamily = &family;

    std::string key(sample.name);
    key += '\xff';
    key += labelKey(sample.labels, {});
    const auto [first, isNew] = m_lines.emplace(std::move(key), line.number);
    if (!isNew)
        m_log.error(line, line.begin(),
                    QStringLiteral("the same name and labels as line %1: keep one").arg(first->second));
    else if (checkBound(line, sample, family))
        checkShape(line, sample, family);
}

/// As the parser finds it: a name that was seen, else the summary or histogram that has such a sample, else a new one.
PrometheusLint::Family &PrometheusLint::familyOf(std::string_view name)
{
    if (const auto known = m_families.find(std::string(name)); known != m_families.end())
        return known->second;
    for (const MetricType type : {MetricType::Summary, MetricType::Histogram}) {
        for (const std::string_view suffix : {"_count", "_sum", "_bucket"}) {
            if (type == MetricType::Summary && suffix == "_bucket")
                continue;
            const auto known = m_families.find(std::string(withoutSuffix(name, suffix)));
            if (known != m_families.end() && known->second.type == type)
                return known->second;
        }
    }
    return m_families.emplace(name, Family{.name = std::string(name)}).first->second;
}

/// Whether `le` or `quantile`, where it stands, is a number.
bool PrometheusLint::checkBound(const LintLine &line, const LintSample &sample, const Family &family)
{
    const std::string_view own = boundLabel(family.type);
    const LintLabel *const label = own.empty() ? nullptr : findLabel(sample.labels, own);
    if (!label || parseNumber(label->value))
        return true;
    m_log.error(line, label->value.data(),
                QStringLiteral("expected a number as the value of %1, found %2")
                    .arg(lintQuoted(own), lintQuoted(label->value)));
    return false;
}

void PrometheusLint::checkShape(const LintLine &line, const LintSample &sample, const Family &family)
{
    const std::string_view own = boundLabel(family.type);
    if (own.empty())
        return;
    const std::string_view suffix = sample.name.substr(family.name.size());
    const bool isBucket = suffix == "_bucket";
    const bool needsBound = isBucket || (suffix.empty() && own == "quantile");
    if (needsBound && !findLabel(sample.labels, own))
        return m_log.error(line, sample.name.data() + sample.name.size(),
                           QStringLiteral("the label %1 is missing").arg(lintQuoted(own)));
    if (isBucket)
        return addBucket(line, sample, family);
    if (own == "quantile" && suffix.empty())
        return addQuantile(line, sample, family);
    if (own == "le" && suffix == "_count")
        return addCount(line, sample, family);
    if (own == "le" && suffix.empty())
        m_log.error(line, sample.name.data(),
                    QStringLiteral("a sample of the histogram %1 must be named %2, %3 or %4")
                        .arg(lintQuoted(family.name), lintQuoted(family.name + "_bucket"),
                             lintQuoted(family.name + "_sum"), lintQuoted(family.name + "_count")));
}

void PrometheusLint::addBucket(const LintLine &line, const LintSample &sample, const Family &family)
{
    Histogram &histogram = histogramOf(line, sample, family);
    const LintLabel *const label = findLabel(sample.labels, "le");
    const double bound = parseNumber(label->value).value_or(0);
    const double count = sample.value.value;
    if (histogram.lastBound && !(bound > histogram.lastBound->value))
        m_log.error(line, label->value.data(),
                    QStringLiteral("buckets must be in increasing order of \"le\", but %1 stands behind %2")
                        .arg(lintQuoted(label->value), lintQuoted(histogram.lastBound->text)));
    else if (histogram.lastBound && count < histogram.lastCount)
        m_log.note(line, sample.value.text.data(),
                   QStringLiteral("buckets are cumulative, but the one before counts more: %1")
                       .arg(QString::fromStdString(numberText(histogram.lastCount))));
    histogram.lastBound = LintNumber{.text = label->value, .value = bound};
    histogram.lastCount = count;
    if (std::isinf(bound) && bound > 0)
        histogram.infinite = count;
}

void PrometheusLint::addCount(const LintLine &line, const LintSample &sample, const Family &family)
{
    Histogram &histogram = histogramOf(line, sample, family);
    histogram.countAt = {.line = line, .at = sample.value.text.data()};
    histogram.count = sample.value.value;
}

void PrometheusLint::addQuantile(const LintLine &line, const LintSample &sample, const Family &family)
{
    const LintLabel *const label = findLabel(sample.labels, "quantile");
    const double quantile = parseNumber(label->value).value_or(0);
    const auto [last, isNew]
        = m_quantiles.emplace(family.name + '\xff' + labelKey(sample.labels, "quantile"), quantile);
    if (!isNew && !(quantile > last->second))
        m_log.error(line, label->value.data(),
                    QStringLiteral("quantiles must be in increasing order, but %1 stands behind %2")
                        .arg(lintQuoted(label->value), QString::fromStdString(numberText(last->second))));
    last->second = quantile;
}

PrometheusLint::Histogram &PrometheusLint::histogramOf(const LintLine &line, const LintSample &sample,
                                                       const Family &family)
{
    const auto [found, isNew] = m_histograms.try_emplace(family.name + '\xff' + labelKey(sample.labels, "le"));
    if (isNew) {
        found->second.first = {.line = line, .at = line.begin()};
        found->second.family = family.name;
    }
    return found->second;
}

} // namespace hubwatch
