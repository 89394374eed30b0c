// PointLint: what OpenMetrics demands of the samples of one MetricPoint, type by type.
#pragma once

#include "metrics/lint_log.h"
#include "metrics/lint_sample.h"

#include <span>
#include <unordered_set>

namespace hubwatch {

/// What the names of a type's samples end with, "" for the family's name itself.
std::span<const std::string_view> sampleSuffixes(MetricType type);
/// `"a_total" or "a_created"`: the names of the samples of a family.
QString sampleNames(std::string_view family, MetricType type);

/// A sample that is known to belong to a family.
struct FamilySample {
    const LintSample &sample;
    std::string_view family = {};
    std::string_view suffix = {};
    MetricType type = MetricType::Unknown;

    /// The label that tells apart the samples of one MetricPoint of this type: "le", "quantile", the state set's name,
    /// or none.
    std::string_view typeLabel() const;
    /// The same, when samples with this suffix have it.
    std::string_view ownLabel() const;
};

/// Follows one MetricPoint from its first sample to its last.
class PointLint
{
public:
    explicit PointLint(LintLog &log)
        : m_log(log)
    { }

    void begin(const LintLine &line, const FamilySample &sample);
    /// Checks the sample by itself and beside those before it.
    void add(const LintLine &line, const FamilySample &sample);
    /// Checks what must stand in a whole MetricPoint.
    void finish();
    /// A line is missing: what the MetricPoint lacks is not its fault.
    void excuse() { m_isExcused = true; }

private:
    struct Bucket {
        double le = 0;
        double count = 0;
    };

    bool checkLabels(const LintLine &line, const FamilySample &sample);
    void checkValue(const LintLine &line, const FamilySample &sample);
    void checkExemplar(const LintLine &line, const FamilySample &sample);
    void checkBucket(const LintLine &line, const FamilySample &sample);
    void checkRepeated(const LintLine &line, const FamilySample &sample);
    void finishCounter();
    void finishHistogram();

    LintLog &m_log;
    MetricType m_type = MetricType::Unknown;
    std::string m_family = {};
    LintPlace m_first = {};
    bool m_isOpen = false;
    bool m_isExcused = false;
    std::unordered_set<std::string> m_seen = {}; ///< suffix and own label of each sample
    std::optional<Bucket> m_lastBucket = {};
    bool m_hasNegativeBucket = false;
    std::optional<LintPlace> m_countAt = {};
    double m_count = 0;
    std::optional<LintPlace> m_sumAt = {};
    double m_sum = 0;
};

} // namespace hubwatch
