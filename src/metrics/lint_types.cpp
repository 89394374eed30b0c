#include "metrics/lint_types.h"

#include "metrics/number_text.h"
#include "metrics/type_text.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

constexpr std::array<std::string_view, 1> plainSuffixes = {""};
constexpr std::array<std::string_view, 2> counterSuffixes = {"_total", "_created"};
constexpr std::array<std::string_view, 4> summarySuffixes = {"", "_count", "_sum", "_created"};
constexpr std::array<std::string_view, 4> histogramSuffixes = {"_bucket", "_count", "_sum", "_created"};
constexpr std::array<std::string_view, 3> gaugeHistogramSuffixes = {"_bucket", "_gcount", "_gsum"};
constexpr std::array<std::string_view, 1> infoSuffixes = {"_info"};

bool isHistogramKind(MetricType type)
{
    return type == MetricType::Histogram || type == MetricType::GaugeHistogram;
}

bool isCount(std::string_view suffix)
{
    return suffix == "_count" || suffix == "_gcount" || suffix == "_bucket";
}

bool isSum(std::string_view suffix)
{
    return suffix == "_sum" || suffix == "_gsum";
}

/// Values that only grow, and so are neither NaN nor negative.
bool isCumulative(std::string_view suffix)
{
    return suffix == "_total" || suffix == "_sum" || isCount(suffix);
}

QString typeWord(MetricType type)
{
    const std::string_view word = metricTypeText(type);
    return QString::fromLatin1(word.data(), qsizetype(word.size()));
}

} // namespace

std::span<const std::string_view> sampleSuffixes(MetricType type)
{
    switch (type) {
    case MetricType::Unknown:
    case MetricType::Gauge:
    case MetricType::StateSet: return plainSuffixes;
    case MetricType::Counter: return counterSuffixes;
    case MetricType::Histogram: return histogramSuffixes;
    case MetricType::GaugeHistogram: return gaugeHistogramSuffixes;
    case MetricType::Summary: return summarySuffixes;
    case MetricType::Info: return infoSuffixes;
    }
    Q_UNREACHABLE();
}

QString sampleNames(std::string_view family, MetricType type)
{
    QStringList names;
    for (const std::string_view suffix : sampleSuffixes(type))
        names += lintQuoted(std::string(family).append(suffix));
    const QString last = names.takeLast();
    return names.isEmpty() ? last : names.join(QStringLiteral(", ")) + QStringLiteral(" or ") + last;
}

std::string_view FamilySample::typeLabel() const
{
    if (isHistogramKind(type))
        return "le";
    if (type == MetricType::Summary)
        return "quantile";
    return type == MetricType::StateSet ? family : std::string_view();
}

std::string_view FamilySample::ownLabel() const
{
    const bool isOwn = isHistogramKind(type) ? suffix == "_bucket" : suffix.empty();
    return isOwn ? typeLabel() : std::string_view();
}

void PointLint::begin(const LintLine &line, const FamilySample &sample)
{
    m_type = sample.type;
    m_family = sample.family;
    m_first = {.line = line, .at = line.begin()};
    m_isOpen = true;
    m_isExcused = false;
    m_seen.clear();
    m_lastBucket.reset();
    m_hasNegativeBucket = false;
    m_countAt.reset();
    m_sumAt.reset();
}

void PointLint::add(const LintLine &line, const FamilySample &sample)
{
    checkExemplar(line, sample);
    if (!checkLabels(line, sample)) {
        excuse();
        return;
    }
    checkValue(line, sample);
    checkRepeated(line, sample);
    const LintPlace place{.line = line, .at = sample.sample.value.text.data()};
    if (sample.suffix == "_bucket" && isHistogramKind(sample.type)) {
        checkBucket(line, sample);
    } else if (isCount(sample.suffix)) {
        m_countAt = place;
        m_count = sample.sample.value.value;
    } else if (isSum(sample.suffix)) {
        m_sumAt = place;
        m_sum = sample.sample.value.value;
    }
}

void PointLint::finish()
{
    if (!std::exchange(m_isOpen, false) || m_isExcused)
        return;
    if (m_type == MetricType::Counter)
        finishCounter();
    if (isHistogramKind(m_type))
        finishHistogram();
}

bool PointLint::checkLabels(const LintLine &line, const FamilySample &sample)
{
    const std::string_view own = sample.ownLabel();
    const auto fail = [&](const char *at, const QString &text) {
        m_log.error(line, at, text);
        return false;
    };
    if (own.empty()) {
        const std::string_view reserved = sample.typeLabel();
        const LintLabel *const misplaced = reserved.empty() ? nullptr : findLabel(sample.sample.labels, reserved);
        return !misplaced
            || fail(misplaced->name.data(),
                    QStringLiteral("only samples named %1 have the label %2: remove it")
                        .arg(lintQuoted(std::string(sample.family) + (reserved == "le" ? "_bucket" : "")),
                             lintQuoted(reserved)));
    }
    const LintLabel *const label = findLabel(sample.sample.labels, own);
    if (!label)
        return fail(sample.sample.name.data() + sample.sample.name.size(),
                    QStringLiteral("the label %1 is missing").arg(lintQuoted(own)));
    if (sample.type == MetricType::StateSet)
        return true;
    const std::optional<double> number = parseNumber(label->value);
    if (own == "quantile")
        return (number && *number >= 0 && *number <= 1)
            || fail(label->value.data(),
                    QStringLiteral("expected a quantile from 0 to 1, found %1").arg(lintQuoted(label->value)));
    if (!number || std::isnan(*number))
        return fail(label->value.data(),
                    QStringLiteral("expected a bucket's upper bound such as 0.5 or +Inf, found %1")
                        .arg(lintQuoted(label->value)));
    return !(std::isinf(*number) && *number > 0 && label->value != "+Inf")
        || fail(label->value.data(), QStringLiteral("expected \"+Inf\", found %1").arg(lintQuoted(label->value)));
}

void PointLint::checkValue(const LintLine &line, const FamilySample &sample)
{
    const double value = sample.sample.value.value;
    const auto fail = [&](const QString &expected) {
        m_log.error(line, sample.sample.value.text.data(),
                    QStringLiteral("expected %1, found %2").arg(expected, lintQuoted(sample.sample.value.text)));
    };
    const bool mayBeNegative = sample.suffix == "_gsum"; // with negative buckets, which are known only at the end
    switch (sample.type) {
    case MetricType::StateSet:
        if (value != 0 && value != 1)
            fail(QStringLiteral("0 or 1, the value of a state"));
        return;
    case MetricType::Info:
        if (value != 1)
            fail(QStringLiteral("1, the value of every info"));
        return;
    case MetricType::Unknown:
    case MetricType::Gauge: return;
    case MetricType::Counter:
    case MetricType::Histogram:
    case MetricType::GaugeHistogram:
    case MetricType::Summary: break;
    }
    if (sample.suffix == "_created") {
        if (!std::isfinite(value))
            fail(QStringLiteral("a time in seconds since 1970"));
    } else if (sample.suffix.empty()) {
        if (value < 0)
            fail(QStringLiteral("a quantile's value that is not negative"));
    } else if (std::isnan(value) || (value < 0 && isCumulative(sample.suffix) && !mayBeNegative)) {
        fail(mayBeNegative ? QStringLiteral("a number that is not NaN")
                           : QStringLiteral("a number that is neither NaN nor negative"));
    } else if (isCount(sample.suffix) && !isWhole(value)) {
        fail(QStringLiteral("a whole number"));
    }
}

void PointLint::checkExemplar(const LintLine &line, const FamilySample &sample)
{
    if (!sample.sample.exemplar)
        return;
    const bool isBucket = isHistogramKind(sample.type) && sample.suffix == "_bucket";
    if (!isBucket && sample.suffix != "_total") {
        m_log.error(
            line, sample.sample.exemplar,
            QStringLiteral("only the \"_total\" of a counter and the \"_bucket\" of a histogram have exemplars: "
                           "remove it"));
        return;
    }
    const LintLabel *const label = isBucket ? findLabel(sample.sample.labels, "le") : nullptr;
    const std::optional<double> le = label ? parseNumber(label->value) : std::nullopt;
    const LintNumber &value = sample.sample.exemplarValue;
    // The bucket of +Inf takes everything, even NaN.
    if (le && *le < HUGE_VAL && !(value.value <= *le))
        m_log.error(line, value.text.data(),
                    QStringLiteral("the exemplar's value %1 lies outside its bucket: at most %2 is right")
                        .arg(lintQuoted(value.text), lintQuoted(label->value)));
}

void PointLint::checkBucket(const LintLine &line, const FamilySample &sample)
{
    const LintLabel *const label = findLabel(sample.sample.labels, "le");
    const Bucket bucket{.le = parseNumber(label->value).value_or(0), .count = sample.sample.value.value};
    if (bucket.le < 0)
        m_hasNegativeBucket = true;
    if (m_lastBucket && bucket.le < m_lastBucket->le) {
        m_log.error(line, label->value.data(),
                    QStringLiteral("buckets must be in increasing order of \"le\", but %1 stands behind %2")
                        .arg(lintQuoted(label->value), QString::fromStdString(numberText(m_lastBucket->le))));
    } else if (m_lastBucket && bucket.count < m_lastBucket->count) {
        m_log.error(
            line, sample.sample.value.text.data(),
            QStringLiteral("buckets are cumulative: expected at least %1, the count of the bucket before, found "
                           "%2")
                .arg(QString::fromStdString(numberText(m_lastBucket->count)), lintQuoted(sample.sample.value.text)));
    }
    if (!m_lastBucket || bucket.le >= m_lastBucket->le)
        m_lastBucket = bucket;
}

void PointLint::checkRepeated(const LintLine &line, const FamilySample &sample)
{
    const std::string_view own = sample.ownLabel();
    std::string key(sample.suffix);
    if (const LintLabel *const label = own.empty() ? nullptr : findLabel(sample.sample.labels, own)) {
        const std::optional<double> number
            = sample.type == MetricType::StateSet ? std::nullopt : parseNumber(label->value);
        key += number ? numberText(*number) : labelKey({*label}, {});
    }
    if (!m_seen.insert(key).second)
        m_log.error(line, line.begin(),
                    QStringLiteral("%1 stands twice with the same labels%2: keep one")
                        .arg(lintQuoted(sample.sample.name),
                             sample.sample.at ? QStringLiteral(" and the same timestamp") : QString()));
}

void PointLint::finishCounter()
{
    if (!m_seen.contains("_total"))
        m_log.error(
            m_first,
            QStringLiteral("the counter has no sample %1 with these labels").arg(lintQuoted(m_family + "_total")));
}

void PointLint::finishHistogram()
{
    const bool isGauge = m_type == MetricType::GaugeHistogram;
    const QString count = lintQuoted(m_family + (isGauge ? "_gcount" : "_count"));
    const QString sum = lintQuoted(m_family + (isGauge ? "_gsum" : "_sum"));
    if (!m_lastBucket || std::isfinite(m_lastBucket->le) || m_lastBucket->le < 0)
        m_log.error(m_first,
                    QStringLiteral("the %1 has no bucket le=\"+Inf\" with these labels").arg(typeWord(m_type)));
    else if (m_countAt && m_count != m_lastBucket->count)
        m_log.error(*m_countAt,
                    QStringLiteral("expected %1, the value of the bucket le=\"+Inf\", found %2")
                        .arg(QString::fromStdString(numberText(m_lastBucket->count)),
                             QString::fromStdString(numberText(m_count))));
    if (m_sumAt && !m_countAt)
        m_log.error(m_first, QStringLiteral("%1 stands without %2: write both or neither").arg(sum, count));
    if (m_hasNegativeBucket && m_sumAt && !isGauge)
        m_log.error(
            *m_sumAt,
            QStringLiteral("a histogram with a negative bucket has no %1, and so no %2: remove both").arg(sum, count));
    else if (m_countAt && !m_sumAt)
        m_log.error(m_first, QStringLiteral("%1 stands without %2: write both or neither").arg(count, sum));
    if (isGauge && m_sumAt && m_sum < 0 && !m_hasNegativeBucket)
        m_log.error(*m_sumAt, QStringLiteral("%1 is negative, but no bucket is").arg(sum));
}

} // namespace hubwatch
